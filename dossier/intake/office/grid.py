"""Sheets and lists of values as tables that can be read on an upright page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from dossier.intake.flow_text import tidy
from dossier.model.flow import Block, Heading, Notice, Paragraph, Style, Table

MOST_ROWS: Final = 5000
"""Rows of a file that are laid out, some 120 pages; more is a database, not a proof."""

MOST_CELLS: Final = 60_000
MOST_COLUMNS: Final = 200
_CELL_CHARS: Final = 2000
_LINE_CHARS: Final = 118
"""Characters of a line in the smallest type that is still read with ease."""

_NARROWEST: Final = 4
_WIDEST: Final = 34
_MEASURED: Final = 300
_BAND_ROWS: Final = 25
"""Rows of a wide sheet that stand in one table before their other columns follow."""

_KEY_WIDEST: Final = 24


@dataclass(slots=True)
class Room:
    """What may still be laid out, shared by the sheets of a file."""

    rows: int = MOST_ROWS
    cells: int = MOST_CELLS

    @property
    def full(self) -> bool:
        """Whether nothing more is taken."""
        return self.rows <= 0 or self.cells <= 0


@dataclass(slots=True)
class Grid:
    """One sheet being gathered, row by row; empty rows are left out.

    Attributes:
        name: As the file names it, "" when it does not.
        rows: Its rows, as far as there was room.
        cut: Whether there was more.
    """

    room: Room
    name: str = ""
    rows: list[tuple[str, ...]] = field(default_factory=list)
    cut: bool = False

    def add(self, row: Sequence[str]) -> bool:
        """Takes a row; false when there was no room for it."""
        cells = tuple(tidy(cell[:_CELL_CHARS]).strip() for cell in row[:MOST_COLUMNS])
        self.cut = self.cut or any(row[MOST_COLUMNS:])
        if not any(cells):
            return True
        if self.room.full:
            self.cut = True
            return False
        self.room.rows -= 1
        self.room.cells -= len(cells)
        self.rows.append(cells)
        return True

    @property
    def text(self) -> str:
        """Its words, a line for each row."""
        return "\n".join("\t".join(cell for cell in row if cell) for row in self.rows)


def grid_blocks(grid: Grid) -> Iterator[Block]:
    """Lays a sheet out; one of too many columns becomes several tables, one below the other."""
    if not grid.rows:
        return
    if grid.name:
        yield Heading(text=" ".join(tidy(grid.name).split())[:200] or "?", level=2)
    width = max(len(row) for row in grid.rows)
    full = [(*row, *[""] * (width - len(row))) for row in grid.rows]
    used = [place for place in range(width) if any(row[place] for row in full)]
    bands = _bands(full, used)
    head = _has_head(full, used)
    if len(bands) == 1:
        yield _table(full, bands[0], head=head)
    else:
        yield Notice(code="columns-split", params={"n": len(bands)})
        yield from _in_bands(full, bands, head=head)
    if grid.cut:
        yield Notice(code="rows-cut", params={"n": len(grid.rows)})


def _table(rows: Sequence[Sequence[str]], places: Sequence[int], *, head: bool) -> Table:
    return Table(rows=tuple(tuple(row[place] for place in places) for row in rows), head=head)


def _in_bands(
    rows: Sequence[Sequence[str]], bands: Sequence[Sequence[int]], *, head: bool
) -> Iterator[Block]:
    """Gives a page of rows at a time, so that what belongs together stands close together."""
    first, body = (rows[:1], rows[1:]) if head else ([], rows)
    for begin in range(0, len(body), _BAND_ROWS):
        for band in bands:
            # The repeated first column is not what a table is named by.
            named = band if band is bands[0] or band[0] != bands[0][0] else band[1:]
            yield Paragraph(text=f"{column_name(named[0])} – {column_name(band[-1])}", style=Style.SOFT)
            yield _table([*first, *body[begin : begin + _BAND_ROWS]], band, head=head)


def _bands(rows: Sequence[Sequence[str]], used: Sequence[int]) -> list[list[int]]:
    """Shares columns out over tables that fit; the first column, when narrow, stands in each."""
    widths = {place: _width(rows, place) for place in used}
    if sum(widths.values()) <= _LINE_CHARS:
        return [list(used)]
    key = [used[0]] if widths[used[0]] <= _KEY_WIDEST else []
    bands: list[list[int]] = [[]]
    taken = 0
    for place in used:
        if bands[-1] and taken + widths[place] > _LINE_CHARS:
            bands.append([*key])
            taken = sum(widths[one] for one in key)
        bands[-1].append(place)
        taken += widths[place]
    return bands


def _width(rows: Sequence[Sequence[str]], place: int) -> int:
    longest = max((len(row[place]) for row in rows[:_MEASURED]), default=0)
    return min(max(longest, _NARROWEST), _WIDEST) + 2


def _has_head(rows: Sequence[Sequence[str]], used: Sequence[int]) -> bool:
    """Tells whether the first row names the columns: words only, above something."""
    first = [rows[0][place] for place in used]
    return len(rows) > 1 and len(used) > 1 and all(cell and not any(map(str.isdigit, cell)) for cell in first)


def column_name(place: int) -> str:
    """Names a column as sheets do: A, B … Z, AA."""
    name, left = "", place + 1
    while left:
        left, letter = divmod(left - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def column_place(reference: str) -> int:
    """Gives the place of the column that a reference such as "AB12" names, -1 for none."""
    place = 0
    for char in reference[:4]:
        if not ("A" <= char <= "Z"):
            break
        place = place * 26 + ord(char) - ord("A") + 1
    return place - 1
