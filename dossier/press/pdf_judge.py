"""Compares every page of ours with its source, as pictures: pypdf's own faults leave no other trace."""

from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from dossier.basis.errors import UnreadableError
from dossier.press.pdf_compare import difference, is_blank
from dossier.press.raster import PT_PER_INCH, Raster, pixels
from dossier.press.sheet_page import PageDrawing

COMPARE_DPI = 60
"""Enough to see a lost letter, little enough for every page of every export."""

SAME = 0.0


class Judge:
    """Scores pages of ours.

    Args:
        reference: The source, opened for drawing; None when pdfium cannot.
        hidden: For each page, the annotations that a hidden layer hides; pdfium shows them all the same.
    """

    def __init__(self, reference: Raster | None, *, hidden: Mapping[int, tuple[int, ...]]) -> None:
        self._reference = reference
        self._hidden = hidden
        self.blank: set[int] = set()

    def scores(self, fragment: Path, drawings: Mapping[int, PageDrawing]) -> dict[int, float]:
        """Tells for each page the share of its picture that differs, 0 to 1.

        A page that pdfium cannot draw from its source has nothing to differ from.

        Args:
            fragment: Where these pages stand.
            drawings: The pages, by their place in the source.
        """
        if not drawings:
            return {}
        with Raster(fragment, forms=False) as ours:
            return {index: self._score(index, drawing, ours) for index, drawing in drawings.items()}

    def _score(self, index: int, drawing: PageDrawing, ours: Raster) -> float:
        rect = drawing.place.rect
        width = pixels(rect.width * COMPARE_DPI / PT_PER_INCH)
        height = pixels(rect.height * COMPARE_DPI / PT_PER_INCH)
        made = ours.draw(drawing.index, width_px=width, height_px=height, crop=rect)
        source = self._drawn(index, width, height)
        self._note_blank(index, source or made)
        return difference(source, made) if source else SAME

    def _drawn(self, index: int, width: int, height: int) -> Image.Image | None:
        if self._reference is None:
            return None
        try:
            return self._reference.draw(
                index, width_px=width, height_px=height, without=self._hidden.get(index, ())
            )
        except UnreadableError:
            return None

    def _note_blank(self, index: int, picture: Image.Image) -> None:
        if is_blank(picture):
            self.blank.add(index)
        else:
            self.blank.discard(index)
