"""The text that imessage-exporter writes of an iPhone's or Mac's conversation.

A message is a line with the date, a line with who, then what was said, and a blank line. Times are of
the clock of the computer that exported, in one language.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dossier.intake.dates.words import MONTHS, YEARS

_AT: Final = re.compile(
    r"(?P<month>[A-Z][a-z]{2}) (?P<day>\d{2}), (?P<year>\d{4}) {1,2}"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2}):(?P<second>\d{2}) (?P<half>[AP])M(?: \([^()\n]{1,200}\))?",
    re.ASCII,
)
_UNSENT: Final = re.compile(r"(?:You|.{1,80}) unsent (?:a|this) message(?: part)?[^\n]{0,80}")
_ANNOUNCED: Final = re.compile(rf"(?P<date>{_AT.pattern}) +(?P<said>[^\s(].*)", re.ASCII)
"""What the program itself tells, on the line of its date: who gave the conversation a name."""

_INSIDE: Final = re.compile(r" {4,}")
_ANSWERED: Final = "This message responded to an earlier message"
_REACTION: Final = re.compile(r"\s*(.{1,60}) by (.{1,120})")
_PATH: Final = re.compile(r"(?:~|[\w.-]*)?/[^\n]{1,400}\.\w{2,5}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imessage:
    """One message.

    Attributes:
        sender: "Me" is the computer's owner; "" for a line of the system.
        at: The clock on the wall.
        written: The date as it stands.
        text: What was said.
        reactions: Who felt what about it.
        files: Paths of what was sent with it.
        deleted: The words that stand in place of what was taken back.
    """

    sender: str
    at: datetime | None
    written: str
    text: str
    reactions: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    deleted: str = ""


def looks_like_imessage(text: str) -> bool:
    """Tells such a text by its first two lines."""
    lines = text[:2000].lstrip("\ufeff\n").split("\n", 3)
    return len(lines) > 1 and _AT.fullmatch(lines[0].rstrip()) is not None and bool(lines[1].strip())


def read_imessage_text(text: str, *, came: Callable[[str], bool]) -> tuple[Imessage, ...]:
    """Cuts a text at its dates.

    An answer stands both below what it answers, indented, and at its own place: the indented one is
    passed over.

    Args:
        text: With line ends of one kind.
        came: Tells whether a file came with the text, by its path as seen from there; people write
            what looks like such a path, too.
    """
    blocks: list[list[str]] = []
    for line in text.split("\n"):
        if _AT.fullmatch(line.rstrip()):
            blocks.append([line.rstrip()])
        elif told := _ANNOUNCED.fullmatch(line.rstrip()):
            blocks.append([told["date"], "", told["said"]])
        elif blocks:
            blocks[-1].append(line)
    return tuple(_message(block, came) for block in blocks)


def _at_own_place(lines: Iterable[str]) -> Iterator[str]:
    """Passes over the answers to a message, each of which begins with its date, indented."""
    within = False
    for line in lines:
        inside = _INSIDE.match(line) is not None
        begun = within or _AT.fullmatch(line.strip()) is not None
        within = begun and (inside or (within and not line.strip()))
        if not within and not line.startswith(_ANSWERED):
            yield line


def _is_file(line: str, came: Callable[[str], bool]) -> bool:
    """Tells the path of what was sent: from the top of a disk, or of what stands beside the text."""
    return _PATH.fullmatch(line) is not None and (line.startswith(("/", "~/")) or came(line))


def _message(block: Sequence[str], came: Callable[[str], bool]) -> Imessage:
    found = _AT.fullmatch(block[0])
    said: list[str] = []
    reactions: list[str] = []
    files: list[str] = []
    deleted = ""
    within = False
    for line in _at_own_place(block[2:]):
        if line.startswith("Tapbacks:"):
            within = True
        elif within and (felt := _REACTION.fullmatch(line)):
            reactions.append(f"{felt[1]} {felt[2]}")
        elif _UNSENT.fullmatch(line.strip()):
            deleted = line.strip()
        elif _is_file(line.strip(), came):
            files.append(line.strip())
        else:
            said.append(line)
    return Imessage(
        sender=block[1].strip() if len(block) > 1 else "",
        at=_instant(found) if found else None,
        written=block[0].partition(" (")[0],
        text="\n".join(said).strip(),
        reactions=tuple(reactions),
        files=tuple(files),
        deleted=deleted,
    )


def _instant(found: re.Match[str]) -> datetime | None:
    month = MONTHS.get(found["month"].lower())
    hour = int(found["hour"]) % 12 + (12 if found["half"] == "P" else 0)
    try:
        at = datetime(
            int(found["year"]),
            month or 0,
            int(found["day"]),
            hour,
            int(found["minute"]),
            int(found["second"]),
        )
    except ValueError:
        return None
    return at if at.year in YEARS else None
