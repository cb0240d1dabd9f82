"""Which paragraphs of a Word document are titles and which stand in lists, with their numbers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from dossier.intake.office.box import OfficeBox
from dossier.intake.office.xml import Mark

_HEADING: Final = re.compile(r"(?:heading|titre|kop|überschrift|berschrift)\s*([1-9])", re.IGNORECASE)
_TITLE: Final = re.compile(r"(?:title|titre|titel)$", re.IGNORECASE)
_BASED: Final = 12
"""Styles that are based on each other are followed this far."""

_PLACE: Final = re.compile(r"%([1-9])")
_MOST: Final = 3999
_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_BULLET: Final = "•"
INDENT: Final = "\u2003"


@dataclass(slots=True)
class WordStyle:
    """A style: its level as a title, its list."""

    based_on: str = ""
    level: int = 0
    list_id: str = ""
    list_level: int = 0


def read_styles(box: OfficeBox, part: str) -> dict[str, WordStyle]:
    """Reads the paragraph styles (ECMA-376, part 1, 17.7)."""
    styles: dict[str, WordStyle] = {}
    style = WordStyle()
    for mark, name, said in box.tokens(part):
        if mark is not Mark.OPEN:
            continue
        value = said.get("val", "")
        match name:
            case "style":
                style = styles.setdefault(said.get("styleId", ""), WordStyle())
            case "name":
                style.level = style.level or _level_named(value)
            case "basedOn":
                style.based_on = value
            case "outlineLvl":
                style.level = style.level or level_of(value)
            case "numId":
                style.list_id = value
            case "ilvl":
                style.list_level = whole(value)
    return styles


def _level_named(name: str) -> int:
    numbered = _HEADING.match(name)
    return int(numbered[1]) if numbered else 1 if _TITLE.match(name) else 0


def level_of(outline: str) -> int:
    """Gives the level of a title from Word's own, which begins at 0 and ends with 9 for none."""
    return whole(outline) + 1 if outline.isdecimal() and whole(outline) < 9 else 0


def whole(text: str) -> int:
    """Reads a small whole number, 0 when it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0


def resolved(styles: Mapping[str, WordStyle], name: str) -> WordStyle:
    """Follows what a style is based on."""
    found = WordStyle()
    for _ in range(_BASED):
        style = styles.get(name)
        if style is None:
            break
        found.level = found.level or style.level
        if not found.list_id:
            found.list_id, found.list_level = style.list_id, style.list_level
        name = style.based_on
    return found


@dataclass(slots=True)
class _Level:
    kind: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass(slots=True)
class Lists:
    """The lists of a document, counting as it is read (ECMA-376, part 1, 17.9)."""

    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _of: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, box: OfficeBox, part: str) -> "Lists":
        """Reads what the document's lists look like."""
        lists = cls()
        abstract, number, level = "", "", _Level()
        for mark, name, said in box.tokens(part):
            if mark is not Mark.OPEN:
                continue
            value = said.get("val", "")
            match name:
                case "abstractNum":
                    abstract, number = said.get("abstractNumId", ""), ""
                case "num":
                    number = said.get("numId", "")
                case "abstractNumId" if number:
                    lists._of[number] = value
                case "lvl" if not number:
                    level = _Level()
                    lists._levels.setdefault(abstract, {})[whole(said.get("ilvl", ""))] = level
                case "numFmt":
                    level.kind = value
                case "lvlText":
                    level.text = value
                case "start":
                    level.start = whole(value)
        return lists

    def prefix(self, list_id: str, depth: int) -> str:
        """Gives the sign or number of the next item of a list, "" when it has none."""
        abstract = self._of.get(list_id)
        if list_id in {"", "0"} or abstract is None:
            return ""
        levels = self._levels.get(abstract, {})
        level = levels.get(depth, _Level())
        counts = self._counts.setdefault(list_id, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        if level.kind == "none":
            return ""
        sign = _BULLET if level.kind == "bullet" else _filled(level.text, levels, counts)
        return f"{INDENT * min(depth, 8)}{sign} " if sign else ""


def _filled(text: str, levels: Mapping[int, _Level], counts: Mapping[int, int]) -> str:
    def number(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        level = levels.get(place, _Level())
        return written(counts.get(place, level.start), level.kind)

    return _PLACE.sub(number, text)


def written(number: int, kind: str) -> str:
    """Writes a list's number: in figures, letters or Roman figures."""
    if not 0 < number <= _MOST:
        return str(number)
    match kind:
        case "lowerLetter" | "upperLetter" | "a" | "A":
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter if kind in {"lowerLetter", "a"} else letter.upper()
        case "lowerRoman" | "upperRoman" | "i" | "I":
            return _roman(number) if kind in {"lowerRoman", "i"} else _roman(number).upper()
        case "decimalZero":
            return f"{number:02}"
        case _:
            return str(number)


def _roman(number: int) -> str:
    said = ""
    for value, sign in _ROMAN:
        said += sign * (number // value)
        number %= value
    return said
