"""Reads Excel workbooks: the values as they were last calculated, sheet by sheet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from dossier.basis import limits
from dossier.intake.office.box import OfficeBox, Relation
from dossier.intake.office.grid import MOST_COLUMNS, Grid, Room, column_place
from dossier.intake.office.numbers import built_in, shown_number
from dossier.intake.office.review import Act, Remark, written_clock
from dossier.intake.office.xml import Mark

_STRINGS: Final = 200_000
_FORMATS: Final = 10_000
_STAND_IN: Final = "tc={"
"""Author of a note that only stands in for a thread, for programs that know none."""

_ERROR: Final = "e"
_TRUE: Final = {"0": "0", "1": "1"}


@dataclass(slots=True)
class Sheet:
    """A sheet as the workbook names it."""

    name: str
    part: str
    hidden: bool


@dataclass(slots=True)
class Workbook:
    """What all sheets share.

    Attributes:
        sheets: In their order.
        strings: Shared strings, by their numbers.
        formats: Number formats, by the numbers of styles.
        since_1904: Whether it counts days from 1904.
        cut: Whether there were more strings than are kept.
    """

    sheets: list[Sheet] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    since_1904: bool = False
    cut: bool = False


def read_workbook(box: OfficeBox, part: str, relations: Mapping[str, Relation]) -> Workbook:
    """Reads what all sheets share (ECMA-376, part 1, 18.2, 18.4, 18.8)."""
    book = Workbook()
    for mark, name, said in box.tokens(part):
        if mark is Mark.OPEN and name == "sheet":
            relation = relations.get(said.get("r:id", ""))
            hidden = said.get("state", "visible") != "visible"
            book.sheets.append(Sheet(said.get("name", ""), relation.target if relation else "", hidden))
        elif mark is Mark.OPEN and name == "workbookPr":
            book.since_1904 = said.get("date1904", "0") in {"1", "true"}
    by_kind = {one.kind: one.target for one in relations.values() if not one.outside}
    _read_strings(box, by_kind.get("sharedStrings", ""), book)
    book.formats = list(_formats(box, by_kind.get("styles", "")))
    return book


def _read_strings(box: OfficeBox, part: str, book: Workbook) -> None:
    words: list[str] = []
    in_words, spoken, room = False, 0, limits.OFFICE_STRINGS_CHARS
    for mark, name, _ in box.tokens(part):
        if mark is Mark.TEXT:
            words.extend([name] if in_words and not spoken else [])
        elif name == "t":
            in_words = mark is Mark.OPEN
        elif name == "rPh":  # how it is pronounced
            spoken += 1 if mark is Mark.OPEN else -1
        elif name == "si" and mark is Mark.CLOSE:
            text = "".join(words)
            room -= len(text)
            book.strings.append(text)
            words.clear()
            if room < 0 or len(book.strings) >= _STRINGS:
                book.cut = True
                break


def _formats(box: OfficeBox, part: str) -> Iterator[str]:
    own: dict[str, str] = {}
    used, count = False, 0
    for mark, name, said in box.tokens(part):
        if name == "cellXfs":
            used = mark is Mark.OPEN
        elif mark is Mark.OPEN and name == "numFmt":
            own[said.get("numFmtId", "")] = said.get("formatCode", "")[:200]
        elif mark is Mark.OPEN and name == "xf" and used and count < _FORMATS:
            count += 1
            number = said.get("numFmtId", "0")
            yield own.get(number) or built_in(int(number) if number.isdecimal() and len(number) < 5 else 0)


@dataclass(slots=True)
class _Cell:
    place: int = 0
    kind: str = "n"
    style: str = ""
    words: list[str] = field(default_factory=list)


def read_sheet(box: OfficeBox, sheet: Sheet, book: Workbook, room: Room) -> Grid:
    """Reads one sheet's values (ECMA-376, part 1, 18.3)."""
    grid = Grid(room=room, name=sheet.name)
    row: list[str] = []
    cell = _Cell()
    inside, spoken = "", 0
    for mark, name, said in box.tokens(sheet.part):
        if mark is Mark.TEXT:
            if inside and not spoken:
                cell.words.append(name)
        elif name == "rPh":
            spoken += 1 if mark is Mark.OPEN else -1
        elif name in {"v", "t"}:
            inside = name if mark is Mark.OPEN else ""
        elif mark is Mark.OPEN and name == "c":
            cell = _Cell(_place(said, cell.place), said.get("t", "n"), said.get("s", ""))
        elif mark is Mark.CLOSE and name == "c":
            _put(row, cell, book, grid)
        elif name == "row":
            if mark is Mark.CLOSE and not grid.add(row):
                break
            row = []
            cell = _Cell(place=-1)
    return grid


def _place(said: Mapping[str, str], last: int) -> int:
    named = column_place(said.get("r", ""))
    return named if named >= 0 else last + 1


def _put(row: list[str], cell: _Cell, book: Workbook, grid: Grid) -> None:
    value = _shown(cell, book)
    if not value:
        return
    if cell.place >= MOST_COLUMNS:
        grid.cut = True
        return
    row.extend([""] * (cell.place + 1 - len(row)))
    row[cell.place] = value


def _shown(cell: _Cell, book: Workbook) -> str:
    raw = "".join(cell.words)
    if not raw or cell.kind in {"str", "inlineStr", "d", _ERROR}:
        return raw
    if cell.kind == "s":
        at = int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 9 else -1
        return book.strings[at] if 0 <= at < len(book.strings) else ""
    if cell.kind == "b":
        return _TRUE.get(raw, raw)
    style = int(cell.style) if cell.style.isascii() and cell.style.isdecimal() and len(cell.style) < 7 else 0
    code = book.formats[style] if style < len(book.formats) else ""
    return shown_number(raw, code, since_1904=book.since_1904)


def read_notes(
    box: OfficeBox, sheet: Sheet, people: Mapping[str, str], relations: Mapping[str, Relation]
) -> Iterator[Remark]:
    """Gives the notes and the threads of comments of a sheet."""
    for one in relations.values():
        if one.kind == "threadedComment" and not one.outside:
            yield from _threads(box, one.target, sheet.name, people)
    for one in relations.values():
        if one.kind == "comments" and not one.outside:
            yield from _notes(box, one.target, sheet.name)


def _notes(box: OfficeBox, part: str, sheet: str) -> Iterator[Remark]:
    authors: list[str] = []
    words: list[str] = []
    author, where, inside = "", "", ""
    for mark, name, said in box.tokens(part):
        if mark is Mark.TEXT:
            words.extend([name] if inside else [])
        elif name in {"author", "t"}:
            inside = name if mark is Mark.OPEN else ""
            if name == "author" and mark is Mark.CLOSE:
                authors.append("".join(words))
                words = []
        elif name == "comment" and mark is Mark.OPEN:
            number = said.get("authorId", "")
            at = int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else -1
            author = authors[at] if 0 <= at < len(authors) else ""
            where, words = said.get("ref", ""), []
        elif name == "comment" and not author.startswith(_STAND_IN):
            text = "".join(words)
            yield Remark(act=Act.NOTE, author=author, at=None, place=f"{sheet}!{where}", text=text)


def _threads(box: OfficeBox, part: str, sheet: str, people: Mapping[str, str]) -> Iterator[Remark]:
    words: list[str] = []
    inside = False
    held: Mapping[str, str] = {}
    for mark, name, said in box.tokens(part):
        if mark is Mark.TEXT:
            words.extend([name] if inside else [])
        elif name == "text":
            inside = mark is Mark.OPEN
        elif name == "threadedComment" and mark is Mark.OPEN:
            held, words = said, []
        elif name == "threadedComment":
            yield Remark(
                act=Act.ANSWER if held.get("parentId") else Act.COMMENT,
                author=people.get(held.get("personId", ""), ""),
                at=written_clock(held.get("dT", "")),
                place=f"{sheet}!{held.get('ref', '')}",
                text="".join(words),
            )


def read_people(box: OfficeBox, relations: Mapping[str, Relation]) -> dict[str, str]:
    """Reads who takes part in threads, by their ids."""
    found = {}
    for one in relations.values():
        if one.kind == "person":
            for mark, name, said in box.tokens(one.target):
                if mark is Mark.OPEN and name == "person":
                    found[said.get("id", "")] = said.get("displayName", "")
    return found
