"""The pieces that flowing text is laid out in: rows that can stand on any page.

A row is a strip of the page with marks in it. Everything that flows (paragraphs, tables, chats) is
turned into rows from top to bottom, one at a time, so that a long text is never held whole; breaking
into pages then needs to know heights only.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import dropwhile, groupby

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from dossier.press.embed import Embedded
from dossier.press.fonts import Face, draw_text
from dossier.press.ink import INK, LINE
from dossier.press.place import place

HAIRLINE_PT = 0.6

_ENOUGH_LINES = 3
"""Lines that a last page must hold: fewer look like a mistake."""

_MOVED_ROWS = 12
"""Rows that may follow to the last page so that it holds enough; no more than a short block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One line of text; ``drop_pt`` is its base line below the row's top."""

    text: str
    x_pt: float
    drop_pt: float
    face: Face = Face.REGULAR
    size_pt: float = 10.0
    colour: str = INK


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A horizontal line below the row's top."""

    x_pt: float
    drop_pt: float
    width_pt: float
    thickness_pt: float = HAIRLINE_PT
    colour: str = LINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture whose top stands ``drop_pt`` below the row's."""

    picture: Embedded
    x_pt: float
    drop_pt: float
    width_pt: float
    height_pt: float


Mark = Words | Rule | Photo


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The ground behind rows that follow each other, drawn once for all of them on a page.

    Attributes:
        x_pt: Left edge.
        width_pt: Width.
        fill: Colour of the ground, "" for none.
        edge: Colour of the line around it, "" for none.
        bar: Colour of a strong line on the left, "" for none.
        radius_pt: How round its corners are.
    """

    x_pt: float
    width_pt: float
    fill: str = ""
    edge: str = ""
    bar: str = ""
    radius_pt: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A strip of the page.

    Attributes:
        height_pt: Its height.
        marks: What stands in it.
        panel: The ground behind it.
        keep: Whether the next row should stand on the same page.
        gap: Whether it only holds things apart, and is dropped at the top of a page.
        head: Rows repeated before it when it begins a page (the head of its table).
    """

    height_pt: float
    marks: tuple[Mark, ...] = ()
    panel: Panel | None = None
    keep: bool = False
    gap: bool = False
    head: tuple["Row", ...] = ()


def gap(height_pt: float, *, keep: bool = False) -> Row:
    """Makes an empty strip between blocks."""
    return Row(height_pt=height_pt, gap=True, keep=keep)


def in_pages(rows: Iterable[Row], height_pt: float) -> Iterator[tuple[Row, ...]]:
    """Shares rows out among pages; rows that keep together do so when a page can hold them.

    The last page holds at least three lines, where the one before it can spare them.
    """
    held: list[list[Row]] = []
    for page in _filled(rows, height_pt):
        held.append(page)
        if len(held) > 2:
            yield _finished(held.pop(0), height_pt)
    for page in _without_widow(held, height_pt):
        yield _finished(page, height_pt)


def _filled(rows: Iterable[Row], height_pt: float) -> Iterator[list[Row]]:
    """Fills pages from the top; gaps that begin a page are kept in it, and take no room."""
    page: list[Row] = []
    room = height_pt
    for group in _kept_together(rows):
        if room < _height(group) <= height_pt - _height(group[0].head) and room < height_pt:
            yield page
            page, room = [], height_pt
        for row in group:
            if row.height_pt > room and room < height_pt:
                yield page
                page, room = [], height_pt
            page.append(row)
            if room < height_pt:
                room -= row.height_pt
            elif not row.gap:
                room -= _height(_head_of(row, height_pt)) + row.height_pt
    if room < height_pt:
        yield page


def _finished(page: Iterable[Row], height_pt: float) -> tuple[Row, ...]:
    """Drops the gaps at a page's top, and repeats the head of the table that goes on there."""
    shown = tuple(dropwhile(lambda row: row.gap, page))
    return (*_head_of(shown[0], height_pt), *shown)


def _head_of(row: Row, height_pt: float) -> tuple[Row, ...]:
    return row.head if _height(row.head) < height_pt / 3 else ()


def _without_widow(pages: list[list[Row]], height_pt: float) -> list[list[Row]]:
    """Moves a few rows to a last page that holds hardly any line."""
    if len(pages) < 2 or _lines(pages[-1]) >= _ENOUGH_LINES:
        return pages
    before, last = pages
    for start in range(len(before) - 1, max(len(before) - _MOVED_ROWS, 1) - 1, -1):
        moved = [*before[start:], *last]
        fits = _height(_finished(moved, height_pt)) <= height_pt
        if before[start].gap or before[start - 1].keep or _lines(moved) < _ENOUGH_LINES or not fits:
            continue
        return [before[:start], moved] if _lines(before[:start]) >= _ENOUGH_LINES else pages
    return pages


def _lines(page: Iterable[Row]) -> int:
    """Counts the lines of words; a picture is as good as enough of them."""
    return sum(
        _ENOUGH_LINES if any(isinstance(mark, Photo) for mark in row.marks) else 1
        for row in page
        if any(isinstance(mark, Words | Photo) for mark in row.marks)
    )


def _height(rows: Iterable[Row]) -> float:
    return sum(row.height_pt for row in rows)


def _kept_together(rows: Iterable[Row]) -> Iterator[list[Row]]:
    group: list[Row] = []
    for row in rows:
        group.append(row)
        # A chain of rows longer than any page would only be held for nothing.
        if not row.keep or len(group) > 100:
            yield group
            group = []
    if group:
        yield group


def draw_page(canvas: Canvas, page: tuple[Row, ...], height_pt: float) -> None:
    """Draws the rows of one page from its top."""
    top = height_pt
    for panel, group in groupby(page, lambda row: row.panel):
        rows = tuple(group)
        if panel is not None:
            _draw_panel(canvas, panel, top, _height(rows))
        for row in rows:
            for mark in row.marks:
                _draw_mark(canvas, mark, top)
            top -= row.height_pt


def _draw_panel(canvas: Canvas, panel: Panel, top_pt: float, height_pt: float) -> None:
    low = top_pt - height_pt
    if panel.fill or panel.edge:
        canvas.setLineWidth(HAIRLINE_PT)
        canvas.setFillColor(HexColor(panel.fill or LINE))
        canvas.setStrokeColor(HexColor(panel.edge or LINE))
        inset = HAIRLINE_PT / 2
        canvas.roundRect(
            panel.x_pt + inset,
            low + inset,
            panel.width_pt - HAIRLINE_PT,
            height_pt - HAIRLINE_PT,
            min(panel.radius_pt, height_pt / 2),
            stroke=int(bool(panel.edge)),
            fill=int(bool(panel.fill)),
        )
    if panel.bar:
        canvas.setFillColor(HexColor(panel.bar))
        canvas.rect(panel.x_pt, low, 1.6, height_pt, stroke=0, fill=1)


def _draw_mark(canvas: Canvas, mark: Mark, top_pt: float) -> None:
    match mark:
        case Words():
            draw_text(
                canvas,
                mark.x_pt,
                top_pt - mark.drop_pt,
                mark.text,
                face=mark.face,
                size_pt=mark.size_pt,
                colour=mark.colour,
            )
        case Rule():
            canvas.setStrokeColor(HexColor(mark.colour))
            canvas.setLineWidth(mark.thickness_pt)
            level = top_pt - mark.drop_pt
            canvas.line(mark.x_pt, level, mark.x_pt + mark.width_pt, level)
        case Photo():
            place(
                canvas,
                mark.picture,
                x_pt=mark.x_pt,
                y_pt=top_pt - mark.drop_pt - mark.height_pt,
                width_pt=mark.width_pt,
                height_pt=mark.height_pt,
            )
