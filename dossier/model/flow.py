"""Text that we lay out: mail headers, plain mails, chats, letters, placeholder pages.

A flow holds what was said, never how it looks. Words of ours are keys of the language files, dates
are moments: both become words when the sheet is made, in the annex's language.
"""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Final

from dossier.basis.digest import Digest

_QUOTED: Final = 100
"""Characters of a message that stand above the answer to it."""


class Style(StrEnum):
    """How a paragraph is meant."""

    BODY = "body"
    QUOTE = "quote"
    SOFT = "soft"
    MONO = "mono"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A title inside the piece; ``level`` 1 is the largest."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text; line ends inside are kept."""

    text: str
    style: Style = Style.BODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A sentence of ours about the piece, in a marked box.

    Attributes:
        code: Key under ``[notice]`` in the language files.
        params: What it names.
    """

    code: str
    params: dict[str, str | int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One line of a header block.

    Attributes:
        label: Key under ``[field]`` in the language files.
        text: The value as it stands in the proof.
        at: The value when it is an instant: written out in the annex's language, with its own
            offset and the dossier's local time.
        strong: Whether it stands out (a subject).
    """

    label: str
    text: str = ""
    at: datetime | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """A block of labelled lines, closed by a hairline."""

    rows: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells; the first row is the head when ``head`` is true."""

    rows: tuple[tuple[str, ...], ...]
    head: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture in the run of the text, never enlarged."""

    asset: Digest
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of a chat.

    Attributes:
        sender: As the export names the person; "" for the system's own lines.
        at: When; without an offset it is the wall clock in the dossier's zone.
        text: What was said; "" when only a picture was sent.
        own: Whether the consumer's own telephone sent it.
        pictures: Assets of the pictures sent with it.
        missing: Names of media that the export does not hold.
        asides: What the export tells of the message besides what was said: deleted, edited, an answer
            to another one, a file sent with it.
    """

    sender: str
    at: datetime | None
    text: str
    own: bool = False
    pictures: tuple[Digest, ...] = ()
    missing: tuple[str, ...] = ()
    asides: tuple[Notice, ...] = ()


Block = Heading | Paragraph | Notice | Fields | Table | Picture | Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A run of blocks; kept as an asset in JSON."""

    blocks: tuple[Block, ...]


def wall_clock(at: datetime | None, zone: tzinfo) -> datetime | None:
    """Gives the clock on the wall in the dossier's zone."""
    return at.astimezone(zone) if at is not None and at.tzinfo is not None else at


def shortened(text: str) -> str:
    """Gives the beginning of what is answered, on one line."""
    line = " ".join(text[: 4 * _QUOTED].split())
    return line if len(line) <= _QUOTED else line[:_QUOTED].rstrip() + "…"
