"""Whether a text is a list of values, and by which sign its columns are parted."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

_SIGNS: Final = (";", "\t", ",")
"""Most certain first: in French numbers the comma is no sign between columns."""

_LOOKED_AT: Final = 200
_FEWEST_ROWS: Final = 3
_FEWEST_COLUMNS: Final = {";": 2, "\t": 2, ",": 3}
_FEWEST_FILLED: Final = 2
"""Columns of which more than half the cells say something: signs at the ends of lines part nothing."""

_PREAMBLE: Final = 15
"""Lines above the columns, where banks name an account."""

_CELL_CHARS: Final = 400
_PROSE: Final = 60
"""Characters of a cell from which many of them are sentences."""


def csv_sign(text: str) -> str:
    """Tells the sign between the columns, "" when the text is no list of values for certain.

    Args:
        text: The beginning of the file; its last line may be torn.
    """
    if "\x00" in text:
        return ""
    whole = text.rsplit("\n", 1)[0] if text.count("\n") > _FEWEST_ROWS else text
    return next((sign for sign in _SIGNS if sign in whole and _regular(whole, sign)), "")


def _regular(text: str, sign: str) -> bool:
    """Tells whether nearly all rows have as many cells as each other, and cells are no sentences."""
    try:
        rows = list(islice(read_rows(text.splitlines(keepends=True), sign), _LOOKED_AT))
    except csv.Error:
        return False
    if len(rows) < _FEWEST_ROWS:
        return False
    counts = Counter(len(row) for row in rows)
    columns, _ = counts.most_common(1)[0]
    begin = next(place for place, row in enumerate(rows) if len(row) == columns)
    body = rows[begin:]
    if columns < _FEWEST_COLUMNS[sign] or begin > _PREAMBLE or len(body) < _FEWEST_ROWS:
        return False
    if sum(len(row) == columns for row in body) < 0.95 * len(body):
        return False
    cells = [cell for row in body for cell in row]
    if sum(_filled(body, place) for place in range(columns)) < _FEWEST_FILLED:
        return False
    long = sum(len(cell) > _PROSE for cell in cells)
    spaced = sum(cell.startswith(" ") and bool(cell.strip()) for cell in cells)
    return max(map(len, cells)) <= _CELL_CHARS and long * 5 < len(cells) and spaced * 4 < len(cells)


def _filled(rows: Sequence[Sequence[str]], place: int) -> bool:
    said = sum(bool(row[place].strip()) for row in rows if len(row) > place)
    return 2 * said > len(rows)


def read_rows(lines: Iterable[str], sign: str) -> Iterator[list[str]]:
    """Reads rows (RFC 4180), without those that are empty.

    Raises:
        csv.Error: A quotation mark is never closed, or a cell has no end.
    """
    for row in csv.reader(lines, delimiter=sign):
        if any(cell.strip() for cell in row):
            yield row
