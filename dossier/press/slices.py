"""Where a tall picture may be cut, so that it can stand on successive pages without losing a line.

A screenshot is cut where nothing happens from left to right: between bubbles, paragraphs, lines. Where
there is no such place, in the middle of a photograph, some rows are shown on both pages.
"""

import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from PIL import Image, ImageChops

_EDGE = 16
"""Difference of neighbours, of 255, from which there is something to see; JPEG's own noise is below."""

_QUIET_SHARE = 0.006
"""Share of a row that may differ from its neighbours: the borders of a bubble, a scroll bar."""

_QUIET_ROWS = 6
"""Rows that must be quiet together; letters have smaller gaps inside."""

_WIDE_SHARE = 0.05
"""Height of a gap, over the picture's width, from which a larger one is no better."""

_SEARCHED_SHARE = 0.25
"""Share of a page, at its end, where a cut is looked for."""

_SPARE = 1.15
"""How much longer than the others a page may be, so that pages are filled evenly."""

_REPEATED_SHARE = 0.02
"""Share of a page that is shown twice at a hard cut; a line of text fits in it."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows of a picture that stand on one page.

    Attributes:
        top: First row.
        bottom: Row after the last one.
        repeated: How many rows at the top were shown on the page before.
    """

    top: int
    bottom: int
    repeated: int = 0


def slices_of(image: Image.Image, page_rows: int) -> tuple[Slice, ...]:
    """Cuts a picture into slices that follow each other and leave no row out.

    Args:
        image: Upright, loaded.
        page_rows: Rows that a page holds, at least 50.
    """
    made: list[Slice] = []
    top = repeated = 0
    while (left := image.height - top) > page_rows:
        even = left / math.ceil(left / page_rows)
        latest = top + min(page_rows, int(even * _SPARE))
        earliest = latest - int((latest - top) * _SEARCHED_SHARE)
        quiet = _quiet_row(image, earliest, latest) or _quiet_row(image, latest, top + page_rows)
        bottom = quiet or latest
        made.append(Slice(top, bottom, repeated))
        repeated = 0 if quiet else max(1, int(page_rows * _REPEATED_SHARE))
        top = bottom - repeated
    return (*made, Slice(top, image.height, repeated))


def _quiet_row(image: Image.Image, earliest: int, latest: int) -> int | None:
    """Finds the middle of the best gap, if there is one: the emptiest, then the highest, then the last."""
    if latest - earliest < _QUIET_ROWS:
        return None
    edges = _edges(image.crop((0, earliest, image.width, latest)))
    calmest = min(max(edges[i : i + _QUIET_ROWS]) for i in range(len(edges) - _QUIET_ROWS + 1))
    if calmest > max(image.width * _QUIET_SHARE, 2):
        return None
    gaps: list[tuple[float, int]] = []
    start = 0
    for quiet, group in groupby(edges, lambda count: count <= calmest):
        rows = len(list(group))
        if quiet and rows >= _QUIET_ROWS:
            gaps.append((min(rows, image.width * _WIDE_SHARE), earliest + start + rows // 2))
        start += rows
    return max(gaps)[1]


def _edges(band: Image.Image) -> Sequence[int]:
    """Counts, for each row, the pixels that differ from their neighbour in some colour."""
    colours = band if band.mode in ("L", "RGB") else band.convert("RGB")
    width, height = colours.size
    left, right = colours.crop((0, 0, width - 1, height)), colours.crop((1, 0, width, height))
    difference, *others = ImageChops.difference(left, right).split()
    for other in others:
        difference = ImageChops.lighter(difference, other)
    marked = difference.point([0] * _EDGE + [1] * (256 - _EDGE)).convert("F")
    means = array("f", marked.resize((1, height), Image.Resampling.BOX).tobytes())
    return [round(mean * (width - 1)) for mean in means]
