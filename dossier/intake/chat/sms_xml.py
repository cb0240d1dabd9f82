"""The XML of SMS Backup & Restore: messages, pictures and all, by instants that cannot be misread."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from dossier.basis.digest import digest_of
from dossier.basis.errors import UnreadableError
from dossier.intake.charsets import decode
from dossier.intake.mail.dates import YEARS
from dossier.intake.mail.transfer import from_base64

_REFERENCE: Final = re.compile(r"&#(?:x([0-9A-Fa-f]{1,6})|(\d{1,7}));")
_PAIR: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARED: Final = re.compile(rb"<\?xml[^>]{0,200}?encoding=[\"']([\w.-]+)")

_ANNOUNCED: Final = re.compile(rb"<smses\b[^>]{0,500}?\bcount=[\"'](\d{1,9})[\"']")
_ROOT_BYTES: Final = 8192
_OWN_DIGITS: Final = 9
"""Last digits of a number that are its own, whatever country or trunk code stands before."""

_FROM: Final = "137"
"""PduHeaders.FROM of Android: who wrote a message to several."""

_NAME_CHARS: Final = 400
"""Characters of a contact's name, or of the numbers of several, that are kept: thirty numbers."""

_NOBODY: Final = frozenset({"", "null", "(Unknown)", "insert-address-token"})
_SENT: Final = "2"
_UNSENT: Final = frozenset({"3", "4", "5", "6"})
"""Drafts, and what never left the telephone: showing it as sent would be false."""

_SECONDS_BELOW: Final = 100_000_000_000
"""Below this a number counts seconds, not milliseconds: some programs write MMS dates so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """Something sent with a message.

    Attributes:
        name: As the telephone names it, "" when it does not.
        data: Its bytes, b"" when the export does not hold them whole.
    """

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Sms:
    """One message of the backup.

    Attributes:
        at: Its instant, None when the number makes no sense.
        written: The date as it stands.
        contact: The other one's name, else number.
        sender: Of several others in one conversation the one who wrote, else as ``contact``.
        conversation: The contact by whom messages belong together, however the number is written.
        own: Whether this telephone sent it.
        text: What was said.
        media: What was sent with it.
    """

    at: datetime | None
    written: str
    contact: str
    sender: str
    conversation: str
    own: bool
    text: str
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A whole file.

    Attributes:
        messages: By instant; those without one stay behind the one they follow.
        unsent: How many drafts and failed messages were left out.
        cut: Whether the file ends or breaks before its end.
        announced: How many messages the file says it holds; 0 when it does not say.
    """

    messages: tuple[Sms, ...]
    unsent: int
    cut: bool
    announced: int = 0


def read_backup(data: bytes) -> Backup:
    """Reads a backup as far as it is whole.

    Raises:
        UnreadableError: ``chat-damaged``; it holds entities, which no telephone writes.
    """
    messages: list[Sms] = []
    names: dict[str, str] = {}
    unsent, cut = 0, False
    try:
        for element in _elements(_repaired(data)):
            if element.get("type" if element.tag == "sms" else "msg_box") in _UNSENT:
                unsent += 1
            else:
                messages.append(_sms(element, names) if element.tag == "sms" else _mms(element, names))
    except DefusedXmlException as error:
        raise UnreadableError("chat-damaged") from error
    except ParseError:
        cut = True
    announced = _ANNOUNCED.search(data, 0, _ROOT_BYTES)
    return Backup(
        messages=tuple(_in_order(messages)),
        unsent=unsent,
        cut=cut,
        announced=int(announced[1]) if announced else 0,
    )


def _elements(xml: bytes) -> Iterator[Element]:
    for _, element in iterparse(io.BytesIO(xml), events=("end",)):
        if element.tag in {"sms", "mms"}:
            yield element
            element.clear()


def _repaired(data: bytes) -> bytes:
    """Puts characters in place of references that XML forbids: emoji as two halves, controls."""
    declared = _DECLARED.search(data, 0, 1000)
    text = decode(data, declared[1].decode("ascii") if declared else "utf-8")
    text = _REFERENCE.sub(_character, text)
    text = _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", _NOT_XML.sub("\ufffd", text)).encode("utf-8")


def _character(found: re.Match[str]) -> str:
    number = int(found[1], 16) if found[1] else int(found[2])
    # Ordinary references stay: "&#60;" must not become markup.
    allowed = number in {9, 10, 13} or 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE
    if allowed or 0x10000 <= number <= 0x10FFFF:
        return found[0]
    return chr(number) if 0xD800 <= number < 0xE000 else "\ufffd"


def _sms(element: Element, names: dict[str, str]) -> Sms:
    written = element.get("date", "")
    contact = _contact(element)
    return Sms(
        at=_instant(written),
        written=written,
        contact=contact,
        sender=contact,
        conversation=_conversation(element, contact, names),
        own=element.get("type") == _SENT,
        text=_said(element.get("body", "")),
    )


def _mms(element: Element, names: dict[str, str]) -> Sms:
    written = element.get("date", "")
    contact = _contact(element)
    parts = list(element.iter("part"))
    texts = [_said(part.get("text", "")) for part in parts if part.get("ct") == "text/plain"]
    subject = _said(element.get("sub", ""))
    media = [part for part in parts if part.get("ct") not in {"text/plain", "application/smil"}]
    return Sms(
        at=_instant(written),
        written=written,
        contact=contact,
        sender=_writer(element) or contact,
        conversation=_conversation(element, contact, names),
        own=element.get("msg_box") == _SENT,
        text="\n".join(text for text in (subject, *texts) if text),
        media=tuple(_media(part) for part in media),
    )


def _said(value: str) -> str:
    return "" if value == "null" else value.strip()


def _contact(element: Element) -> str:
    name = element.get("contact_name", "").strip()
    address = element.get("address", "").replace("~", ", ").strip()
    contact = name if name not in _NOBODY else "" if address in _NOBODY else address
    # A mark at the end of what is cut keeps two long names apart, which may begin alike.
    if len(contact) <= _NAME_CHARS:
        return contact
    return f"{contact[:_NAME_CHARS]}… {digest_of(contact.encode('utf-8', 'replace'))[:8]}"


def _conversation(element: Element, contact: str, names: dict[str, str]) -> str:
    """Gives the contact under which a message belongs, the same for "+33 6…" and "06…".

    Args:
        element: The message.
        contact: As this message names it.
        names: Contacts met so far, by their numbers; this one is added.
    """
    digits = re.sub(r"\D", "", element.get("address", ""))
    several = "~" in element.get("address", "")
    key = digits[-_OWN_DIGITS:] if len(digits) >= _OWN_DIGITS and not several else contact
    return names.setdefault(key, contact)


def _writer(element: Element) -> str:
    """Finds who wrote a message to several people, "" when that is no question."""
    if "~" not in element.get("address", ""):
        return ""
    writers = (one.get("address", "") for one in element.iter("addr") if one.get("type") == _FROM)
    return next(writers, "")[:_NAME_CHARS]


def _media(part: Element) -> Media:
    names = (part.get(key, "") for key in ("cl", "name", "fn"))
    name = next((name for name in names if name not in _NOBODY), "")
    decoded = from_base64(part.get("data", "").encode("ascii", "replace"))
    return Media(name=name, data=decoded.data if decoded.whole else b"")


def _instant(written: str) -> datetime | None:
    """Reads milliseconds since 1970; ``readable_date`` is in the exporter's language and zone."""
    if not re.fullmatch(r"\d{1,15}", written):
        return None
    number = int(written)
    seconds = number if number < _SECONDS_BELOW else number // 1000
    try:
        at = datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None
    return at if at.year in YEARS else None


def _in_order(messages: list[Sms]) -> list[Sms]:
    keyed = []
    last = datetime.min.replace(tzinfo=UTC)
    for message in messages:
        last = message.at or last
        keyed.append((last, message))
    return [message for _, message in sorted(keyed, key=lambda pair: pair[0])]
