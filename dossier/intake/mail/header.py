"""What a mail's header says: who, to whom, when, about what; and all its lines as they stand."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from dossier.basis.assets import Assets
from dossier.intake.flow_text import keep_flow
from dossier.intake.mail.dates import day_moment, header_date, header_day, header_moment, received_part
from dossier.intake.mail.mime import Part
from dossier.intake.mail.words import header_words, one_line
from dossier.model.body import FlowBody
from dossier.model.flow import Block, Notice, Paragraph, Style
from dossier.model.moment import Moment, Source
from dossier.model.piece import MailHeader

SUBMITTED: Final = "pidtag-client-submit-time"
"""When Outlook sent a message, for those that it keeps without their header."""

DELIVERED: Final = "pidtag-message-delivery-time"
"""When Outlook's server had it."""

_EVIDENCE_NAMES: Final = {SUBMITTED: "PidTagClientSubmitTime", DELIVERED: "PidTagMessageDeliveryTime"}

_LINE_CHARS: Final = 2000
"""Characters of a header line that are printed: a list of 20,000 recipients would fill pages."""

_READ_BYTES: Final = 32 * 1024
"""Bytes of a header line that are read for its words."""

_DATE_LINES: Final = 5
"""Date lines that are read."""

_SECRET: Final = re.compile(rb"^(?:resent-)?bcc:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*(?:\r?\n|\Z)", re.I | re.M)
_RAW_BYTES: Final = 32 * 1024
"""Bytes of the raw header that can be printed: some eight pages; mailing lists have six thousand."""

_RAW_LINES: Final = 500
"""Lines of it: some eight pages too."""

_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)


def header_of(mail: Part) -> MailHeader:
    """Gives the header block."""
    at = own_date(mail)
    received = None if at else _received(mail)
    return MailHeader(
        sender=_line(mail, "from") or _line(mail, "sender"),
        to=_line(mail, "to"),
        cc=_line(mail, "cc"),
        at=at,
        date_line="" if at else _line(mail, "date"),
        received_at=received[0] if received else None,
        subject=_line(mail, "subject"),
        message_id=_line(mail, "message-id"),
    )


def moments_of(mail: Part) -> tuple[Moment, ...]:
    """Gives the dates that a header says, its own before that of the server it came to.

    What a Date line put in besides says is only another date: by itself it dates nothing.
    """
    moments = []
    own = _own_moment(mail)
    if own is not None:
        moments.append(own)
    received = _received(mail)
    if received is not None:
        moments.append(header_moment(received[0], source=Source.MAIL_RECEIVED, evidence=received[1]))
    if moments:
        moments.extend(_doubled(mail, {moment.at for moment in moments}))
    return tuple(moments)


def _doubled(mail: Part, said: set[datetime | None]) -> Iterator[Moment]:
    """Gives the instants of further Date lines: RFC 5322, 3.6, knows one only."""
    lines = [value[:_READ_BYTES] for name, value in mail.headers if name == "date"]
    for raw in lines[1:_DATE_LINES]:
        at = header_date(_words(raw))
        if at is not None and at not in said:
            said.add(at)
            yield header_moment(at, source=Source.MAIL_DATE, evidence=_quoted_date(raw))


def own_date(mail: Part) -> datetime | None:
    """Gives the instant that a mail itself says it was sent at."""
    return header_date(_words(mail.header("date"))) or _property(mail, SUBMITTED)


def raw_header(mail: Part, assets: Assets) -> FlowBody | None:
    """Keeps all header lines as they stand, to be printed last; None when there are none.

    Whom the sender copied in secret stays in the original. What has no shape, or would reorder what is
    read, is written as its number.
    """
    raw = _SECRET.sub(b"", mail.raw_header)
    if not raw.strip():
        return None
    lines = re.split(r"\r\n|\n|\r", _decoded(raw[:_RAW_BYTES]))
    cut = len(raw) > _RAW_BYTES or len(lines) > _RAW_LINES
    shown = "\n".join(_UNSEEN.sub(lambda odd: f"\\u{ord(odd[0]):04x}", line) for line in lines[:_RAW_LINES])
    blocks: list[Block] = [
        Notice(code="mail-headers", params={}),
        Paragraph(text=shown.replace("\t", "    "), style=Style.MONO),
    ]
    if cut:
        blocks.append(Notice(code="mail-headers-cut", params={}))
    return keep_flow(blocks, assets)


def _decoded(raw: bytes) -> str:
    """Gives every byte its letter: those of UTF-8 where all is UTF-8, else one letter a byte."""
    for charset in ("utf-8", "latin-1"):
        try:
            return raw.decode(charset)
        except UnicodeDecodeError:
            continue
    return ""


def _own_moment(mail: Part) -> Moment | None:
    raw = mail.header("date")
    evidence = _quoted_date(raw)
    if at := header_date(_words(raw)):
        return header_moment(at, source=Source.MAIL_DATE, evidence=evidence)
    if day := header_day(_words(raw)):
        return day_moment(day, source=Source.MAIL_DATE, evidence=evidence)
    at = _property(mail, SUBMITTED)
    return header_moment(at, source=Source.MAIL_DATE, evidence=_said(mail, SUBMITTED)) if at else None


def _quoted_date(raw: bytes) -> str:
    return f"Date: {one_line(raw[:_READ_BYTES].decode('utf-8', 'replace'))}"


def _received(mail: Part) -> tuple[datetime, str] | None:
    """Gives the topmost Received date that can be read, with its words."""
    for name, value in mail.headers:
        if name == "received":
            words = received_part(value[-_READ_BYTES:].decode("utf-8", "replace"))
            at = header_date(words)
            if at is not None:
                return at, words
    at = _property(mail, DELIVERED)
    return (at, _said(mail, DELIVERED)) if at else None


def _property(mail: Part, name: str) -> datetime | None:
    return header_date(mail.header(name).decode("ascii", "replace"))


def _said(mail: Part, name: str) -> str:
    return f"{_EVIDENCE_NAMES[name]}: {mail.header(name).decode('ascii', 'replace')}"


def _line(mail: Part, name: str) -> str:
    """Gives a header as one line; several of one name are one list."""
    values = [value for found, value in mail.headers if found == name]
    said = ", ".join(text for value in values[:_LINE_CHARS] if (text := _words(value)))
    cut = len(said) > _LINE_CHARS or any(len(value) > _READ_BYTES for value in values)
    return said[:_LINE_CHARS].rstrip() + " …" if cut else said


def _words(raw: bytes) -> str:
    return header_words(raw[:_READ_BYTES])
