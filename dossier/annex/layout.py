"""Our own pages as data: what stands where, before anything is drawn.

Lengths in points, origin at the lower left corner of an A4 portrait page. A page number that is not
known yet is named by its anchor, so that a layout never changes when the numbers become known.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NewType

from dossier.basis.units import A4_LONG_PT, A4_SHORT_PT, mm
from dossier.model.ids import PieceId, RubricId
from dossier.model.plan import PageKind
from dossier.press.fonts import Face
from dossier.press.ink import ACCENT, INK, LINE

LEFT_PT = mm(20)
RIGHT_PT = A4_SHORT_PT - mm(20)
WIDTH_PT = RIGHT_PT - LEFT_PT
TOP_PT = A4_LONG_PT - mm(24)
BOTTOM_PT = mm(22)

Anchor = NewType("Anchor", str)


def piece_anchor(piece: PieceId) -> Anchor:
    """Names the first page of a piece."""
    return Anchor(f"piece:{piece}")


def rubric_anchor(rubric: RubricId) -> Anchor:
    """Names the divider of a rubric."""
    return Anchor(f"rubric:{rubric}")


FACTS = Anchor("facts")
BORDEREAU = Anchor("bordereau")
CHRONOLOGY = Anchor("chronology")
INTEGRITY = Anchor("integrity")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One line of words; ``x_pt`` is its left edge, or its right edge when ``right``."""

    x_pt: float
    y_pt: float
    text: str
    size_pt: float = 10
    face: Face = Face.REGULAR
    colour: str = INK
    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRef:
    """The page of an anchor: its number, or file and number of one in another file.

    ``x_pt`` is its right edge.
    """

    x_pt: float
    y_pt: float
    anchor: Anchor
    size_pt: float = 10
    face: Face = Face.REGULAR
    colour: str = ACCENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A horizontal line."""

    x_pt: float
    y_pt: float
    width_pt: float
    thickness_pt: float = 0.5
    colour: str = LINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rounded outline on white paper."""

    x_pt: float
    y_pt: float
    width_pt: float
    height_pt: float
    colour: str = ACCENT


Item = Text | PageRef | Rule | Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Where a click leads.

    Attributes:
        rect: Left, bottom, right, top.
        anchor: Where to.
        numbered: Whether the page number is printed on that line.
    """

    rect: tuple[float, float, float, float]
    anchor: Anchor
    numbered: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """One page of ours, laid out; always portrait."""

    kind: PageKind
    items: tuple[Item, ...]
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a list that runs over pages.

    Attributes:
        items: Placed as if the row's upper edge stood at y = 0, so every ``y_pt`` is negative.
        height_pt: From its upper edge to that of the next row.
        anchor: Where a click on the row leads.
        keep: Whether the next row must stand on the same page (a heading).
        again: What is repeated above it when a page begins with it: its heading, "(suite)".
    """

    items: tuple[Item, ...]
    height_pt: float
    anchor: Anchor | None = None
    keep: bool = False
    again: "Row | None" = None


def shifted(item: Item, up_pt: float) -> Item:
    """Moves an item upwards."""
    return replace(item, y_pt=item.y_pt + up_pt)


def _groups(rows: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    """Gathers each heading with the row it must stay with."""
    group: list[Row] = []
    for row in rows:
        group.append(row)
        if not row.keep:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def run_over_pages(
    kind: PageKind, rows: Sequence[Row], *, first: Sequence[Row], following: Sequence[Row]
) -> list[OwnPage]:
    """Breaks a list of rows into pages.

    Args:
        kind: What the pages are.
        rows: The list; a row higher than a page would leave it, so rows are made lower than that.
        first: Rows on top of the first page (title, column heads).
        following: Rows on top of each further page (column heads).
    """
    pages: list[OwnPage] = []
    page = _Page(kind, first)
    for group in _groups(rows):
        if page.started and not page.has_room(sum(row.height_pt for row in group)):
            pages.append(page.done())
            again = group[0].again
            page = _Page(kind, following if again is None else (*following, again))
        for row in group:
            page.add(row)
            page.started = True
    pages.append(page.done())
    return pages


class _Page:
    """A page being filled from the top."""

    def __init__(self, kind: PageKind, head: Sequence[Row]) -> None:
        self.kind = kind
        self.items: list[Item] = []
        self.areas: list[Area] = []
        self.y_pt: float = TOP_PT
        self.started = False
        for row in head:
            self.add(row)

    def has_room(self, height_pt: float) -> bool:
        return self.y_pt - height_pt >= BOTTOM_PT

    def add(self, row: Row) -> None:
        self.items.extend(shifted(item, self.y_pt) for item in row.items)
        if row.anchor is not None:
            rect = (LEFT_PT, self.y_pt - row.height_pt + 0.5, RIGHT_PT, self.y_pt - 0.5)
            numbered = any(isinstance(item, PageRef) for item in row.items)
            self.areas.append(Area(rect=rect, anchor=row.anchor, numbered=numbered))
        self.y_pt -= row.height_pt

    def done(self) -> OwnPage:
        return OwnPage(kind=self.kind, items=tuple(self.items), areas=tuple(self.areas))
