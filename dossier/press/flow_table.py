"""Tables as rows: columns as wide as their words need, smaller type when there are many."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from dossier.model.flow import Table
from dossier.press.flow_rows import Mark, Row, Rule
from dossier.press.flow_text import WIDTH_PT, Type, words
from dossier.press.fonts import Face, text_width, wrap
from dossier.press.ink import INK, LINE, SOFT

_SIZES_PT = (9.0, 8.0, 7.0, 6.2)
_GUTTER_PT = 9.0
_NARROWEST_PT = 26.0
_MEASURED_ROWS = 300
"""Rows that are measured to choose the widths; the others wrap in what these need."""

_KEPT_LINES = 6
"""A row of the table up to this height stays on one page."""

_FIGURES = re.compile(r"[+\-−]?[\d\s.,  ]+(?:[€$£%]|EUR)?")


def table_rows(block: Table) -> Iterator[Row]:
    """Lays a table out; one of too many columns becomes several, one below the other."""
    count = max((len(row) for row in block.rows), default=0)
    in_band = int((WIDTH_PT + _GUTTER_PT) // (_NARROWEST_PT + _GUTTER_PT))
    for first in range(0, count, in_band):
        if first:
            yield Row(height_pt=12, gap=True)
        band = tuple(tuple(row[first : first + in_band]) for row in block.rows)
        yield from _band_rows(band, head=block.head)


def _band_rows(rows: Sequence[Sequence[str]], *, head: bool) -> Iterator[Row]:
    count = max(len(row) for row in rows)
    full = [(*row, *[""] * (count - len(row))) for row in rows]
    body = full[1:] if head else full
    size, widths = _columns(full[:_MEASURED_ROWS])
    kind = Type(size_pt=size, leading_pt=size * 1.36)
    right = [_is_figures([row[i] for row in body[:_MEASURED_ROWS]]) for i in range(count)]
    repeated: tuple[Row, ...] = ()
    if head and full:
        strong = replace(kind, face=Face.BOLD, size_pt=size * 0.94, colour=SOFT)
        repeated = tuple(_cells(full[0], strong, widths, right, rule=INK, repeated=()))
        # A head stands with what it heads.
        yield from (replace(row, keep=True) for row in repeated)
    for row in body:
        yield from _cells(row, kind, widths, right, rule=LINE, repeated=repeated)


def _cells(
    row: Sequence[str],
    kind: Type,
    widths: Sequence[float],
    right: Sequence[bool],
    *,
    rule: str,
    repeated: tuple[Row, ...],
) -> Iterator[Row]:
    """Lays one row of the table out, line by line, so that a tall one can break between pages."""
    wrapped = [
        wrap(cell, face=kind.face, size_pt=kind.size_pt, width_pt=width)
        for cell, width in zip(row, widths, strict=True)
    ]
    lines = list(zip_longest(*wrapped, fillvalue=""))
    keep = len(lines) <= _KEPT_LINES
    yield Row(height_pt=3, keep=True, head=repeated)
    for line in lines:
        marks: list[Mark] = []
        left = 0.0
        for cell, width, on_right in zip(line, widths, right, strict=True):
            if cell:
                marks.append(words(cell, kind, left_pt=left, width_pt=width, on_right=on_right))
            left += width + _GUTTER_PT
        yield Row(height_pt=kind.leading_pt, marks=tuple(marks), keep=keep, head=repeated)
    yield Row(height_pt=4, marks=(Rule(x_pt=0, drop_pt=3.5, width_pt=WIDTH_PT, colour=rule),), head=repeated)


def _is_figures(cells: Sequence[str]) -> bool:
    """Tells whether a column holds amounts, which stand on the right."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(_FIGURES.fullmatch(cell) for cell in filled)


def _columns(rows: Sequence[Sequence[str]]) -> tuple[float, list[float]]:
    """Chooses the largest type in which every word has room, and the width of each column."""
    count = len(rows[0])
    room = WIDTH_PT - _GUTTER_PT * (count - 1)
    natural = [1 + max(_longest(row[i].splitlines()) for row in rows) for i in range(count)]
    least = [1 + max(_longest(row[i].split()) for row in rows) for i in range(count)]
    for size in _SIZES_PT:
        if sum(natural) * size <= room:
            return size, [width * size for width in natural]
        if sum(least) * size <= room:
            return size, _shared(room, [w * size for w in least], [w * size for w in natural])
    smallest = _SIZES_PT[-1]
    floors = [min(width * smallest, _NARROWEST_PT) for width in least]
    return smallest, _shared(room, floors, [w * smallest for w in least])


def _longest(texts: Sequence[str]) -> float:
    """Measures the longest of some texts, at size 1; very long ones count as a page's width."""
    return max((min(text_width(text[:400], Face.BOLD, 1), WIDTH_PT / 6) for text in texts), default=0.0)


def _shared(room: float, least: Sequence[float], wanted: Sequence[float]) -> list[float]:
    """Gives each column its least, and shares the rest out by what each would like."""
    spare = room - sum(least)
    wishes = [max(want - floor, 0.0) for want, floor in zip(wanted, least, strict=True)]
    whole = sum(wishes)
    if not whole:
        return [floor + spare / len(least) for floor in least]
    return [floor + spare * wish / whole for floor, wish in zip(least, wishes, strict=True)]
