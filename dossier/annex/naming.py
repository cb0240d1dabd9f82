"""Names of the files of an annex, as a recipient's form takes them. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dossier.recipients.profile import Names

LONGEST_CHARS: Final = 80
"""Of a name that nobody bounds: long enough to be told apart, short enough for every disk and archive."""

NO_RULE: Final = Names()

_PATTERN: Final = "{number} - {title}"
_LIST_NUMBER: Final = "0"
"""Before all others, so that the list of pieces stands first where files are sorted by name."""

_LIGATURES: Final = str.maketrans(
    {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "’": "'", "–": "-"}
)
_RESERVED: Final = frozenset({"con", "prn", "aux", "nul"})
"""What Windows lets no file be called."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a file holds: its first and last piece's numbers, and a title."""

    first: str
    last: str
    title: str


def file_names(list_title: str, wanted: Sequence[Wanted], names: Names) -> tuple[str, ...]:
    """Names the list of pieces and each separate file, without suffix.

    Every name begins as the pattern does up to the piece's number, and no two are alike, also where
    capitals do not count.

    Args:
        list_title: What the list of pieces is called.
        wanted: The files.
        names: The recipient's rule.
    """
    listed = Wanted(_LIST_NUMBER, _LIST_NUMBER, list_title)
    taken: set[str] = set()
    made = []
    for one in (listed, *wanted):
        name = _free(*_named(one, names), names, taken)
        taken.add(name.casefold())
        made.append(name)
    return tuple(made)


def volume_names(stem: str, parts: Sequence[str], names: Names) -> tuple[str, ...]:
    """Names the volumes of an annex: its own name with "1 sur 3" behind, cut where names are bounded.

    Args:
        stem: The name that the person chose, without suffix.
        parts: "1 sur 3", "2 sur 3" …
        names: The recipient's rule.
    """
    if names == NO_RULE:
        return tuple(f"{stem} {part}" for part in parts)
    made = []
    for part in parts:
        tail = fitting(f" {part}", names)
        room = (names.longest or LONGEST_CHARS) - len(tail)
        made.append(f"{fitting(stem, names)[: max(1, room)].rstrip(' .-_')}{tail}")
    return tuple(made)


def agrees(stem: str, names: Names) -> bool:
    """Tells whether a name that the person chose is one that the recipient's form takes."""
    if names == NO_RULE:
        return True
    return stem == fitting(stem, names) and (not names.longest or len(stem) <= names.longest)


def fitting(words: str, names: Names) -> str:
    """Writes words with the characters that a name may have: letters and digits of ASCII, and few signs.

    Args:
        words: Any text.
        names: The recipient's rule.
    """
    apart = unicodedata.normalize("NFKD", words.translate(_LIGATURES))
    simple = apart.encode("ascii", "ignore").decode("ascii")
    if names.plain:
        signs = re.escape(names.signs)
        # A space between two words becomes a sign that may stand there, where there is one.
        spaced = re.sub(r"\s+", names.signs[-1:], simple.strip())
        return re.sub(rf"[^A-Za-z0-9{signs}]", "", spaced)
    return re.sub(r" {2,}", " ", re.sub(r"[^A-Za-z0-9 ._'-]", " ", simple))


def _named(one: Wanted, names: Names) -> tuple[str, str]:
    """Gives what a name must begin with, and what may be cut of it."""
    between = "-" if not names.plain or "-" in names.signs else "a"
    number = one.first if one.first == one.last else f"{one.first}{between}{one.last}"
    before, _, after = (names.pattern or _PATTERN).partition("{number}")
    head = f"{fitting(before, names)}{fitting(number, names)}"
    tail = fitting(after.replace("{title}", one.title), names)
    # "PJ1" and "2 factures" must not read as piece 12.
    return head, tail.lstrip("0123456789")


def _free(head: str, tail: str, names: Names, taken: set[str]) -> str:
    """Cuts a name to its length, and tells it apart from those that are taken."""
    longest = names.longest or LONGEST_CHARS
    room = max(0, longest - len(head))
    name = _clean(f"{head}{tail[:room]}")
    for letter in "bcdefghijklmnopqrstuvwxyz":
        if name.casefold() not in taken and name.casefold() not in _RESERVED:
            return name
        name = f"{_clean(f'{head}{tail[: max(0, room - 1)]}')}{letter}"
    return name


def _clean(name: str) -> str:
    """Drops ends that some systems drop by themselves."""
    return name.strip().rstrip(" .-_'") or name
