"""A message as Outlook keeps it, as a mail like any other."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from oxmsg.domain import constants as tag

from dossier.intake.mail.header import DELIVERED, SUBMITTED
from dossier.intake.mail.made import Lines, leaf, line, several, to_bytes, with_header
from dossier.intake.mail.mapi import Bag, MapiFile, MapiMessage, charset_of
from dossier.intake.mail.mime import Part, cut
from dossier.intake.mail.words import file_name
from dossier.intake.office.rtf_packed import unpacked
from dossier.intake.office.rtf_text import is_wrapping, plain_words, wrapped_page

_REPRESENTING_SMTP: Final = 0x5D02
_SENDER_SMTP: Final = 0x5D01
_CONTENT_LOCATION: Final = 0x3713
_HTML_AS_TEXT: Final = 0x1013
_RECIPIENT_NAME: Final = 0x5FF6
_REPORT_TEXT: Final = 0x1001
_BY_VALUE: Final = frozenset({0, 1})
_TO, _CC = 1, 2
_NAMELESS: Final = frozenset({"", "untitled attachment"})


def mail_of(message: MapiMessage) -> Part:
    """Gives a message the header and the parts of a mail.

    The header is the one it was sent with, when Outlook kept it; where it says nothing, the message's
    own properties do.
    """
    bag = message.bag
    header = bag.text(tag.PID_TRANSPORT_MESSAGE_HEADERS).encode("utf-8", "replace")
    signed = _signed(message)
    inside = signed or several("mixed", [*_bodies(bag), *content_parts(message)])
    return with_header(inside, header, more=tuple(_own_lines(message)))


def body_part(bag: Bag) -> Part | None:
    """Gives the richest text of a message; None when it has none."""
    return next(iter(_bodies(bag)), None)


def content_parts(message: MapiMessage) -> list[Part]:
    """Gives what is attached to a message; messages in it are written out as mails."""
    return [part for file in message.files if (part := _file(file)) is not None]


def linked(message: MapiMessage) -> list[str]:
    """Names what the message refers to and does not hold: links, objects drawn into its text."""
    return [_name(file.bag) for file in message.files if _file(file) is None]


def damaged(message: MapiMessage) -> list[str]:
    """Names what is attached and damaged."""
    return [_name(file.bag) for file in message.files if not file.whole]


def loses_layout(bag: Bag) -> bool:
    """Tells a letter whose layout stands in rich text only, which is shown by its words."""
    if bag.data(tag.PID_HTML).strip() or bag.text(_HTML_AS_TEXT).strip():
        return False
    rich = unpacked(bag.data(tag.PID_RTF_COMPRESSED))
    return bool(rich) and not is_wrapping(rich)


def _bodies(bag: Bag) -> Iterator[Part]:
    """Goes through the texts of a message, from the richest to the barest, which is enough."""
    data = bag.data(tag.PID_HTML)
    if data.strip():
        charset = charset_of(bag.number(tag.PID_INTERNET_CODEPAGE)) or bag.charset
        yield leaf(data, "text/html", charset=charset)
        return
    rich = unpacked(bag.data(tag.PID_RTF_COMPRESSED))
    page = bag.text(_HTML_AS_TEXT) or wrapped_page(rich)
    words = bag.text(tag.PID_BODY, _REPORT_TEXT)
    if page.strip():
        yield _text(page, "text/html")
    elif words.strip():
        yield _text(words, "text/plain")
    elif rich:
        yield _text(plain_words(rich), "text/plain")


def _text(words: str, media_type: str) -> Part:
    return leaf(words.encode("utf-8", "replace"), media_type, charset="utf-8")


def _signed(message: MapiMessage) -> Part | None:
    """Gives the whole signed or sealed mail that Outlook keeps as the one thing attached."""
    if "SMIME" not in message.bag.text(tag.PID_MESSAGE_CLASS).upper():
        return None
    data = message.files[0].bag.data(tag.PID_ATTACH_DATA_BINARY) if len(message.files) == 1 else b""
    if not data:
        return None
    if message.files[0].bag.text(tag.PID_ATTACH_MIME_TAG).lower() == "multipart/signed":
        return cut(data)
    return leaf(data, "application/pkcs7-mime", name="smime.p7m")


def _file(file: MapiFile) -> Part | None:
    bag = file.bag
    name = _name(bag)
    if file.message is not None:
        mail = to_bytes(mail_of(file.message))
        title = file_name(file.message.bag.text(tag.PID_SUBJECT))[:80] if name.lower() in _NAMELESS else name
        said = f"{title}.eml" if title else ""
        return leaf(mail, "message/rfc822", name=said, disposition="attachment")
    data = bag.data(tag.PID_ATTACH_DATA_BINARY)
    if not data and bag.number(tag.PID_ATTACH_METHOD) not in _BY_VALUE:
        return None
    identity = bag.text(tag.PID_ATTACH_CONTENT_ID)
    inline = bool(identity) or bag.number(tag.PID_ATTACHMENT_HIDDEN) > 0
    return leaf(
        data,
        bag.text(tag.PID_ATTACH_MIME_TAG) or "application/octet-stream",
        name=name,
        disposition="inline" if inline else "attachment",
        content_id=identity,
        location=bag.text(_CONTENT_LOCATION),
    )


def _name(bag: Bag) -> str:
    return file_name(bag.text(tag.PID_ATTACH_LONG_FILENAME, tag.PID_ATTACH_FILENAME, tag.PID_DISPLAY_NAME))


def _own_lines(message: MapiMessage) -> Iterator[tuple[str, bytes]]:
    """Says in header lines what the message's properties say."""
    bag = message.bag
    name = bag.text(tag.PID_SENT_REPRESENTING_NAME) or bag.text(tag.PID_SENDER_NAME)
    address = bag.text(_REPRESENTING_SMTP, _SENDER_SMTP, tag.PID_SENT_REPRESENTING_EMAIL_ADDRESS)
    yield from _line("from", _person(name, address or bag.text(tag.PID_SENDER_EMAIL_ADDRESS)))
    for label, kind, shown in (("to", _TO, tag.PID_DISPLAY_TO), ("cc", _CC, tag.PID_DISPLAY_CC)):
        people = [_recipient(one) for one in message.recipients if _kind(one) == kind]
        yield from _line(label, ", ".join(one for one in people if one) or bag.text(shown))
    yield from _line("subject", bag.text(tag.PID_SUBJECT, tag.PID_CONVERSATION_TOPIC))
    yield from _line("message-id", bag.text(tag.PID_INTERNET_MESSAGE_ID))
    yield from _instant(SUBMITTED, bag.time(tag.PID_CLIENT_SUBMIT_TIME))
    yield from _instant(DELIVERED, bag.time(tag.PID_MESSAGE_DELIVERY_TIME))


def _line(name: str, value: str) -> Lines:
    return (line(name, value),) if value.strip() else ()


def _instant(name: str, at: datetime | None) -> Lines:
    return (line(name, at.isoformat(timespec="seconds")),) if at else ()


def _kind(recipient: Bag) -> int:
    return recipient.number(tag.PID_RECIPIENT_TYPE, _TO) & 0xF


def _recipient(bag: Bag) -> str:
    name = bag.text(tag.PID_DISPLAY_NAME, _RECIPIENT_NAME)
    return _person(name, bag.text(tag.PID_SMTP_ADDRESS, tag.PID_EMAIL_ADDRESS))


def _person(name: str, address: str) -> str:
    """Writes a person as mails do; an address inside a firm's own directory says nothing outside."""
    name, address = name.strip().strip("'\""), address.strip().strip("'\"")
    if "@" not in address:
        return name
    if not name or name.lower() == address.lower():
        return address
    quoted = f'"{name}"' if "," in name or ";" in name else name
    return f"{quoted} <{address}>"
