"""PDF pages as pictures, drawn by pdfium; for worker processes only.

pdfium is C++ that reads untrusted bytes: it can abort the process. Every handle is closed where it
was opened, in the order pdfium wants, never by the garbage collector.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from dossier.basis.errors import UnreadableError
from dossier.basis.units import Dpi
from dossier.press.pdf_geometry import Rect

WHITE = (255, 255, 255, 255)
PT_PER_INCH = 72
LONGEST_PX = 6_000
"""A picture's longest side: a page of kilometres at any resolution still fits the memory."""


class Raster:
    """A PDF opened for drawing; use it in a ``with`` block.

    Raises:
        UnreadableError: ``locked``, or ``pdf-unreadable`` when pdfium finds no page in it.
    """

    def __init__(self, path: Path, *, forms: bool = True) -> None:
        """Opens a file.

        Args:
            path: The file.
            forms: Whether form fields are drawn, as a reader draws them.
        """
        try:
            self._document = pypdfium2.PdfDocument(path, password="")
        except pypdfium2.PdfiumError as error:
            locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
            raise UnreadableError("locked" if locked else "pdf-unreadable", file="") from error
        self._thinned: set[int] = set()
        if forms:
            self._document.init_forms()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._document.close()

    def __len__(self) -> int:
        return len(self._document)

    def size(self, index: int) -> tuple[float, float]:
        """Tells a page's size as it is looked at, in its own units.

        Raises:
            UnreadableError: ``pdf-unreadable``; pdfium cannot load the page.
        """
        with self._page(index) as page:
            return page.get_width(), page.get_height()

    def is_silent(self, index: int) -> bool:
        """Tells whether a page shows something, a picture for instance, but says no word.

        Raises:
            UnreadableError: ``pdf-unreadable``; pdfium cannot load the page.
        """
        with self._page(index) as page:
            words = page.get_textpage()
            try:
                said = any(not char.isspace() for char in words.get_text_bounded())
            finally:
                words.close()
            return not said and pdfium.FPDFPage_CountObjects(page) > 0

    def draw(
        self,
        index: int,
        *,
        width_px: int,
        height_px: int,
        crop: Rect | None = None,
        without: Iterable[int] = (),
    ) -> Image.Image:
        """Draws a page to a picture of exactly that size, as it looks on a screen.

        Args:
            index: Which page.
            width_px: Width of the picture.
            height_px: Height of the picture.
            crop: What of the page to draw, in its space; all of it when None.
            without: Places in ``/Annots`` of annotations to leave out, the same at every drawing.

        Raises:
            UnreadableError: ``pdf-unreadable``; pdfium cannot load the page.
        """
        with self._page(index) as page:
            self._leave_out(page, index, without)
            if crop:
                page.set_cropbox(crop.left, crop.bottom, crop.right, crop.top)
            return _drawn(page, width_px, height_px)

    def _leave_out(self, page: Any, index: int, places: Iterable[int]) -> None:  # noqa: ANN401 – no types
        """Removes annotations once: pdfium remembers it for as long as the document is open."""
        if index not in self._thinned:
            self._thinned.add(index)
            for place in sorted(places, reverse=True):
                pdfium.FPDFPage_RemoveAnnot(page, place)

    @contextmanager
    def _page(self, index: int) -> Iterator[Any]:
        try:
            page = self._document[index]
        except pypdfium2.PdfiumError as error:
            raise UnreadableError("pdf-unreadable", file="") from error
        try:
            yield page
        finally:
            page.close()


def _drawn(page: Any, width_px: int, height_px: int) -> Image.Image:  # noqa: ANN401 – no types shipped
    bitmap = pypdfium2.PdfBitmap.new_native(width_px, height_px, pdfium.FPDFBitmap_BGR, rev_byteorder=True)
    try:
        bitmap.fill_rect(WHITE, 0, 0, width_px, height_px)
        flags = pdfium.FPDF_ANNOT | pdfium.FPDF_REVERSE_BYTE_ORDER
        where = (0, 0, width_px, height_px, 0, flags)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, *where)
        if page.formenv:
            pdfium.FPDF_FFLDraw(page.formenv, bitmap, page, *where)
        drawn: Image.Image = bitmap.to_pil()
        return drawn.copy()  # the original looks into pdfium's memory, freed below
    finally:
        bitmap.close()


def draw_page(path: Path, index: int, *, dpi: Dpi, longest_px: int = LONGEST_PX) -> Image.Image:
    """Draws one page of a PDF.

    Args:
        path: The PDF.
        index: Which page, 0-based.
        dpi: Pixels per inch of the page.
        longest_px: The longest side at most; a larger page is drawn smaller.

    Raises:
        UnreadableError: ``locked`` or ``pdf-unreadable``.
    """
    with Raster(path) as raster:
        width, height = raster.size(index)
        scale = min(dpi / PT_PER_INCH, longest_px / max(width, height, 1.0))
        return raster.draw(index, width_px=pixels(width * scale), height_px=pixels(height * scale))


def pixels(length: float) -> int:
    """Rounds a length to whole pixels, at least one."""
    return max(1, round(length))
