"""Pages as pictures, drawn by pdfium, and how far two of them are apart."""

from io import BytesIO
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops, ImageFilter

TOLERANCE = 24


def drawn(
    pdf: bytes,
    index: int = 0,
    *,
    scale: float = 1.0,
    size: tuple[int, int] | None = None,
    crop: tuple[float, ...] | None = None,
) -> Image.Image:
    """Draws a page as a reader shows it.

    Args:
        pdf: The file.
        index: The page.
        scale: Pixels per point.
        size: Pixels across and up, instead of ``scale``.
        crop: Left, bottom, right, top of what to draw, in the page's space.
    """
    document: Any = pypdfium2.PdfDocument(BytesIO(pdf), password="")
    try:
        document.init_forms()
        page = document[index]
        if crop:
            page.set_cropbox(*crop)
        shape = size or (max(1, round(page.get_width() * scale)), max(1, round(page.get_height() * scale)))
        picture = _rendered(page, *shape)
        page.close()
        return picture
    finally:
        document.close()


def _rendered(page: Any, width: int, height: int) -> Image.Image:
    bitmap: Any = pypdfium2.PdfBitmap.new_native(width, height, pdfium.FPDFBitmap_BGR, rev_byteorder=True)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    where = (0, 0, width, height, 0, pdfium.FPDF_ANNOT | pdfium.FPDF_REVERSE_BYTE_ORDER)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, *where)
    if page.formenv:
        pdfium.FPDF_FFLDraw(page.formenv, bitmap, page, *where)
    picture: Image.Image = bitmap.to_pil().copy()
    bitmap.close()
    return picture


def share_that_differs(one: Image.Image, other: Image.Image) -> float:
    """Gives the share of pixels that differ after a slight blur, 0 to 1; sizes may be a pixel apart."""
    other = other if other.size == one.size else other.resize(one.size, Image.Resampling.BILINEAR)
    blur = ImageFilter.BoxBlur(1)
    error = ImageChops.difference(one.filter(blur), other.filter(blur)).convert("L")
    counts = error.histogram()
    return sum(counts[TOLERANCE:]) / sum(counts)


def ink(picture: Image.Image) -> float:
    """Gives the share of pixels that are not white."""
    counts = picture.convert("L").histogram()
    return sum(counts[:250]) / sum(counts)
