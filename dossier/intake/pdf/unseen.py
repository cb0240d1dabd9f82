"""Which letters of a PDF page no reader sees: without ink, white on white, in a hidden layer, covered.

A page is drawn once, small, and every run of letters is looked for in the drawing. A page that one
picture covers is a scan, whose recognised words stand on the picture: they count as seen.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final, cast

import pypdfium2.raw as pdfium
from PIL import Image

from dossier.basis import limits

_LONGEST_PX: Final = 1000
"""Of a drawing: an A4 page at 85 dpi, where letters of four points still leave a grey."""
_LARGEST_SCALE: Final = 2.0
_LEAST_CONTRAST: Final = 8
"""Of 255, in one colour: with less, no eye finds a letter."""
_COVERING: Final = 0.8
"""Share of the page from which on a picture is a scan of it."""
_PICTURE_DEPTH: Final = 3

_Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points of the page."""


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A page as a reader sees it, and how its points become pixels."""

    page: Any
    picture: Image.Image

    def shows(self, box: _Box) -> bool:
        """Tells whether anything stands out where letters are."""
        left, bottom, right, top = box
        corners = [self._pixel(x, y) for x in (left, right) for y in (bottom, top)]
        across, down = [x for x, _ in corners], [y for _, y in corners]
        width, height = self.picture.size
        area = (
            max(0, min(across)),
            max(0, min(down)),
            min(width, max(across) + 1),
            min(height, max(down) + 1),
        )
        if area[0] >= area[2] or area[1] >= area[3]:
            return False
        spread = cast(tuple[tuple[int, int], ...], self.picture.crop(area).getextrema())
        return any(high - low >= _LEAST_CONTRAST for low, high in spread)

    def _pixel(self, x: float, y: float) -> tuple[int, int]:
        """Places a point of the page, whatever its boxes and its turning."""
        across, down = ctypes.c_int(), ctypes.c_int()
        width, height = self.picture.size
        pdfium.FPDF_PageToDevice(self.page, 0, 0, width, height, 0, x, y, across, down)
        return across.value, down.value


def unseen_letters(page: Any, words: Any) -> frozenset[int]:  # noqa: ANN401  pdfium ships no types
    """Finds the letters of a page that nobody sees.

    Args:
        page: pdfium's page.
        words: Its text page.

    Returns:
        Their places among pdfium's letters; none of a page that is too heavy to be drawn for this.
    """
    if words.count_chars() < 1 or _is_scan_or_heavy(page):
        return frozenset()
    drawing = _drawn(page)
    if all(drawing.shows(words.get_rect(place)) for place in range(words.count_rects())):
        return frozenset()
    hidden = (run for run in _runs(words) if not drawing.shows(_around(words, run)))
    return frozenset(index for run in hidden for index in run)


def _runs(words: Any) -> Iterator[list[int]]:  # noqa: ANN401
    """Gives the letters that were written in one stroke, without the spaces that pdfium adds."""

    def stroke(index: int) -> int | None:
        written = pdfium.FPDFText_GetTextObject(words.raw, index)
        return ctypes.cast(written, ctypes.c_void_p).value

    for written, run in groupby(range(words.count_chars()), stroke):
        if written is not None:
            yield list(run)


def _around(words: Any, run: list[int]) -> _Box:  # noqa: ANN401
    boxes = [words.get_charbox(index) for index in run]
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _is_scan_or_heavy(page: Any) -> bool:  # noqa: ANN401
    """Tells a page whose words need no drawing, or that is too much to be drawn only for them."""
    if pdfium.FPDFPage_CountObjects(page) > limits.PDF_OBJECTS_LOOKED_AT:
        return True
    pictures = list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_PICTURE_DEPTH))
    pixels = (width * height for width, height in (one.get_px_size() for one in pictures))
    if sum(pixels) > limits.PDF_PIXELS_LOOKED_AT:
        return True
    return any(one.level == 0 and _covers(one.get_bounds(), page.get_bbox()) for one in pictures)


def _covers(picture: _Box, page: _Box) -> bool:
    wide = min(picture[2], page[2]) - max(picture[0], page[0])
    high = min(picture[3], page[3]) - max(picture[1], page[1])
    area = (page[2] - page[0]) * (page[3] - page[1])
    return wide > 0 and high > 0 and wide * high >= _COVERING * area


def _drawn(page: Any) -> _Drawing:  # noqa: ANN401
    scale = min(_LARGEST_SCALE, _LONGEST_PX / max(*page.get_size(), 1.0))
    bitmap = page.render(
        scale=scale,
        may_draw_forms=False,
        rev_byteorder=True,
        force_bitmap_format=pdfium.FPDFBitmap_BGR,
    )
    try:
        picture: Image.Image = bitmap.to_pil()
        return _Drawing(page, picture.copy())  # the original looks into pdfium's memory, freed below
    finally:
        bitmap.close()
