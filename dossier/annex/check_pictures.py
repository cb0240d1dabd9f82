"""Every page of the finished annex, looked at: it shows something, and what its sheet shows."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops

from dossier.annex.check_fact import Fact, hold
from dossier.model.ids import PieceId
from dossier.model.plan import PageKind, Plan, PlannedPage, PlannedPiece
from dossier.press.frame import LANDSCAPE, PORTRAIT
from dossier.press.pdf_compare import is_blank
from dossier.press.pdf_geometry import Rect
from dossier.press.raster import Raster, pixels

_SMALL: Final = 30 / 72
"""Pixels per point for comparing: words are grey lines, yet no two pages look alike."""

_MEDIUM: Final = 60 / 72
"""Pixels per point for comparing once more."""

_LARGE: Final = 120 / 72
"""Pixels per point for a page that seemed blank: a hairline shows."""


def pictures(annex: Path, plan: Plan, sheets: Mapping[PieceId, Path]) -> Iterator[Fact]:
    """Finds emptied pages, and compares what stands in each frame with the piece's sheet.

    Args:
        annex: The finished file.
        plan: What was planned.
        sheets: The sheet of each piece; a piece without one is only looked at.
    """
    with Raster(annex, forms=False) as drawn:
        for number, page in enumerate(plan.pages, 1):
            if page.kind is not PageKind.PIECE:
                small = _frame(drawn, number, page, _SMALL)
                yield hold(_shows(drawn, number, page, small), "page-empty", page=number)
        for piece in plan.pieces:
            yield from _piece_pages(drawn, annex, plan, piece, sheets.get(piece.piece))


def _piece_pages(
    drawn: Raster, annex: Path, plan: Plan, piece: PlannedPiece, path: Path | None
) -> Iterator[Fact]:
    with ExitStack() as opened:
        sheet = opened.enter_context(Raster(path, forms=False)) if path else None
        for within, number in enumerate(range(piece.first, piece.last + 1), 1):
            page = plan.pages[number - 1]
            small = _frame(drawn, number, page, _SMALL)
            yield hold(page.blank or _shows(drawn, number, page, small), "page-empty", page=number)
            if sheet is not None and path is not None:
                same = _equal(small, _frame(sheet, within, page, _SMALL)) or _equal_again(
                    (annex, number), (path, within), page
                )
                yield hold(same, "page-picture", page=number, piece=plan.footer_words(number))


def _equal(one: Image.Image, other: Image.Image) -> bool:
    """Compares two drawings of the same bytes by the same engine.

    Not one pixel may differ, or two invoices that differ in one figure could be exchanged.
    """
    return ImageChops.difference(one, other).getbbox() is None


def _equal_again(one: tuple[Path, int], other: tuple[Path, int], page: PlannedPage) -> bool:
    """Compares larger drawings of two freshly opened files.

    The engine draws a damaged font differently the first time it meets it.
    """
    with Raster(one[0], forms=False) as first, Raster(other[0], forms=False) as second:
        return _equal(_frame(first, one[1], page, _MEDIUM), _frame(second, other[1], page, _MEDIUM))


def _shows(drawn: Raster, number: int, page: PlannedPage, small: Image.Image) -> bool:
    """Tells whether anything stands on a page, looking closer when it seems blank."""
    return not is_blank(small) or not is_blank(_frame(drawn, number, page, _LARGE))


def _frame(drawn: Raster, number: int, page: PlannedPage, scale: float) -> Image.Image:
    frame = LANDSCAPE if page.landscape else PORTRAIT
    left, bottom = frame.left_pt, frame.bottom_pt
    crop = Rect(left, bottom, left + frame.width_pt, bottom + frame.height_pt)
    return drawn.draw(
        number - 1,
        width_px=pixels(frame.width_pt * scale),
        height_px=pixels(frame.height_pt * scale),
        crop=crop,
    )
