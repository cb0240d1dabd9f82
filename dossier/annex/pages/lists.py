"""Rows that the bordereau, the chronology, the dividers and the integrity table have in common."""

from enum import Enum

from dossier.annex.layout import LEFT_PT, RIGHT_PT, WIDTH_PT, Anchor, Item, PageRef, Row, Rule, Text
from dossier.press.fonts import Face, wrap
from dossier.press.ink import INK, LINE, SOFT

ROW_PAD_PT = 5.2
"""White above and below the words of a row."""

UNDER_SIZE_PT = 8.0
"""Size of the small lines under a row's words."""

UNDER_GAP_PT = 1.5
"""White between a row's words and the small lines under them."""

PAGE_COLUMN_PT = 36
"""Width kept free on the right for page numbers of up to five figures."""

FAR_COLUMN_PT = 104
"""Width kept free on the right for "Annexe 12, p. 1234": the same whatever the number is."""

FAR_SIZE_PT = 8.6
"""Size of those words."""


class Ref(Enum):
    """What stands at the end of a line."""

    HERE = "here"
    """The number of a page of this file, to which the line leads."""
    ELSEWHERE = "elsewhere"
    """File and number of a page in another file, where no click leads."""
    NONE = "none"


def title_row(title: str, *, under_pt: float = 18) -> Row:
    """Makes a page's title."""
    return Row(
        items=(Text(x_pt=LEFT_PT, y_pt=-14.5, text=title, size_pt=14.5, face=Face.BOLD),),
        height_pt=14.5 + under_pt,
    )


def prose_rows(text: str, *, size_pt: float = 9.2, colour: str = SOFT, after_pt: float = 10) -> list[Row]:
    """Makes a paragraph, one row a line."""
    lines = wrap(text, face=Face.REGULAR, size_pt=size_pt, width_pt=WIDTH_PT)
    rows = [
        Row(
            items=(Text(x_pt=LEFT_PT, y_pt=-size_pt, text=line, size_pt=size_pt, colour=colour),),
            height_pt=size_pt * 1.45,
        )
        for line in lines
    ]
    return [*rows, Row(items=(), height_pt=after_pt)]


def head_row(cells: tuple[tuple[float, str], ...], last: str) -> Row:
    """Makes the column heads over a strong rule.

    Args:
        cells: Left edge and word of each column.
        last: Word over the page numbers, at the right edge.
    """
    items: list[Item] = [Text(x_pt=x, y_pt=-8, text=word, size_pt=8, colour=SOFT) for x, word in cells]
    items.append(Text(x_pt=RIGHT_PT - 4, y_pt=-8, text=last, size_pt=8, colour=SOFT, right=True))
    items.append(Rule(x_pt=LEFT_PT, y_pt=-14, width_pt=WIDTH_PT, thickness_pt=0.9, colour=INK))
    return Row(items=tuple(items), height_pt=15)


def rubric_row(name: str, anchor: Anchor | None) -> Row:
    """Makes a rubric's line in the bordereau: bold, with its page when it has one, over a rule."""
    lines = wrap(name, face=Face.BOLD, size_pt=10.2, width_pt=WIDTH_PT - PAGE_COLUMN_PT - 8)
    items: list[Item] = [
        Text(x_pt=LEFT_PT + 4, y_pt=-20 - 13.5 * i, text=line, size_pt=10.2, face=Face.BOLD)
        for i, line in enumerate(lines)
    ]
    bottom = -20 - 13.5 * (len(lines) - 1) - 6.5
    if anchor is not None:
        items.append(PageRef(x_pt=RIGHT_PT - 4, y_pt=-20, anchor=anchor, face=Face.BOLD))
    items.append(Rule(x_pt=LEFT_PT, y_pt=bottom, width_pt=WIDTH_PT, thickness_pt=0.7, colour=INK))
    return Row(items=tuple(items), height_pt=-bottom, anchor=anchor, keep=True)


def listed_row(
    cells: tuple[tuple[float, float, str, Face, float, str], ...],
    *,
    anchor: Anchor,
    ref: Ref = Ref.HERE,
    under: tuple[str, ...] = (),
    under_x_pt: float = LEFT_PT,
) -> Row:
    """Makes a wrapped line of several cells with its page number.

    Args:
        cells: Left edge, width, words, face, size and colour of each column. A line of one column
            is written whole before the next column, so that its words stay together as text.
        anchor: Where it leads.
        ref: Whether its page is told, and where that is.
        under: Small lines below the last column.
        under_x_pt: Their left edge.
    """
    items: list[Item] = []
    deepest = depth = 0.0
    for x, width, words, face, size, colour in cells:
        lines = wrap(words, face=face, size_pt=size, width_pt=width)
        items.extend(
            Text(x_pt=x, y_pt=-ROW_PAD_PT - 9 - 13 * i, text=line, size_pt=size, face=face, colour=colour)
            for i, line in enumerate(lines)
        )
        depth = 13.0 * len(lines)
        deepest = max(deepest, depth)
    depth += UNDER_GAP_PT if under else 0.0
    for line in under:
        items.append(
            Text(x_pt=under_x_pt, y_pt=-ROW_PAD_PT - depth - 8, text=line, size_pt=UNDER_SIZE_PT, colour=SOFT)
        )
        depth += 11
    deepest = max(deepest, depth)
    items.extend(_page_of(anchor, ref))
    height = deepest + 2 * ROW_PAD_PT
    items.append(Rule(x_pt=LEFT_PT, y_pt=-height, width_pt=WIDTH_PT, colour=LINE))
    return Row(items=tuple(items), height_pt=height, anchor=anchor if ref is Ref.HERE else None)


def _page_of(anchor: Anchor, ref: Ref) -> list[PageRef]:
    x, y = RIGHT_PT - 4, -ROW_PAD_PT - 9
    if ref is Ref.NONE:
        return []
    if ref is Ref.ELSEWHERE:
        return [PageRef(x_pt=x, y_pt=y, anchor=anchor, size_pt=FAR_SIZE_PT, colour=SOFT)]
    return [PageRef(x_pt=x, y_pt=y, anchor=anchor)]


def list_head_row(title: str) -> Row:
    """Makes the heading of a second list on a page, which stays with the row behind it."""
    items = (
        Text(x_pt=LEFT_PT + 4, y_pt=-26, text=title, size_pt=10.2, face=Face.BOLD),
        Rule(x_pt=LEFT_PT, y_pt=-32.5, width_pt=WIDTH_PT, thickness_pt=0.7, colour=INK),
    )
    return Row(items=items, height_pt=32.5, keep=True)
