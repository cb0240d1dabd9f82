"""Third step: pdfium itself makes the form of a page, for files that only pdfium reads.

Also its help for the first two: it draws into the file, once, the fields and marks for which the
file holds no picture of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from dossier.press.pdf_geometry import Place, Rect, Shape, place, scaled
from dossier.press.pdf_photos import Photos
from dossier.press.pdf_pike_form import paint_forms, save_fragment
from dossier.press.sheet_page import FormUse, PageDrawing

STAMP_PX = 8
"""Pixels a page is drawn to when only pdfium's work on the document counts."""


def with_appearances(source: Path, target: Path, pages: Iterable[int]) -> None:
    """Copies a PDF, letting pdfium draw what the file itself holds no picture of.

    ``FPDFPage_Flatten`` would do it too, but moves the boxes of pages.

    Args:
        source: The file.
        target: Where to write the copy.
        pages: The pages concerned.

    Raises:
        pypdfium2.PdfiumError: pdfium cannot read or write it.
    """
    with pypdfium2.PdfDocument(source, password="") as document:
        document.init_forms()
        opened = [document[index] for index in pages]
        for page in opened:
            _touch(page)
        document.save(target, flags=pdfium.FPDF_REMOVE_SECURITY)
        for page in opened:
            page.close()


def _touch(page: Any) -> None:  # noqa: ANN401 – no types shipped
    bitmap = pypdfium2.PdfBitmap.new_native(STAMP_PX, STAMP_PX, pdfium.FPDFBitmap_BGR)
    where = (0, 0, STAMP_PX, STAMP_PX, 0, pdfium.FPDF_ANNOT)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, *where)
    if page.formenv:
        pdfium.FPDF_FFLDraw(page.formenv, bitmap, page, *where)
    bitmap.close()


def press_with_pdfium(
    source: Path, target: Path, *, pages: Iterable[int], places: Mapping[int, Place], photos: Photos
) -> dict[int, PageDrawing]:
    """Makes a fragment of some pages.

    Args:
        source: The file.
        target: Where to write the fragment.
        pages: Which pages.
        places: Where they stand, as far as another step could tell.
        photos: Takes the metadata out of pictures.

    Returns:
        The pages that could be made, by their place in the source.

    Raises:
        pypdfium2.PdfiumError: pdfium cannot read the file.
    """
    made = target.with_suffix(".pdfium")
    where: dict[int, Place] = {}
    with pypdfium2.PdfDocument(source, password="") as document, pypdfium2.PdfDocument.new() as copy:
        document.init_forms()
        for index in pages:
            try:
                where[index] = _add(document, index, copy, places.get(index))
            except pypdfium2.PdfiumError:
                continue  # the picture of this page comes next, or the notice that it is unreadable
        copy.save(made)
    forms = (FormUse(matrix=_onto(one), clip=one.rect) for one in where.values())
    drawings = {
        index: PageDrawing(fragment=target, index=at, place=where[index], forms=(form,))
        for at, (index, form) in enumerate(zip(where, forms, strict=True))
    }
    refused = _as_fragment(made, target, drawings, photos)
    return {index: drawing for index, drawing in drawings.items() if drawing.index not in refused}


def _add(document: Any, index: int, copy: Any, known: Place | None) -> Place:  # noqa: ANN401 – no types shipped
    """Adds one page, its annotations painted into it; the place is found before they are."""
    with _open_page(document, index) as page:
        width, height = page.get_size()
        boxes = page.get_mediabox(), page.get_cropbox()
        found = known or place(Shape(box=Rect(0, 0, max(width, 1), max(height, 1))))
        if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_FAIL:
            raise pypdfium2.PdfiumError("flatten")
        page.set_mediabox(*boxes[0])
        page.set_cropbox(*boxes[1])
    form = document.page_as_xobject(index, copy)
    with _new_page(copy, found) as blank:
        blank.insert_obj(form.as_pageobject())
        blank.gen_content()
    form.close()
    return found


def _onto(where: Place) -> tuple[float, float, float, float, float, float]:
    """Scale and shift alone: pdfium's form already stands upright on the origin."""
    rect = where.rect
    return (*scaled(where.scale, where.scale)[:4], rect.left, rect.bottom)


@contextmanager
def _open_page(document: Any, index: int) -> Iterator[Any]:  # noqa: ANN401 – no types shipped
    page = document[index]
    try:
        yield page
    finally:
        page.close()


@contextmanager
def _new_page(document: Any, where: Place) -> Iterator[Any]:  # noqa: ANN401 – no types shipped
    page = document.new_page(where.frame.page_width_pt, where.frame.page_height_pt)
    try:
        yield page
    finally:
        page.close()


def _as_fragment(
    made: Path, target: Path, drawings: Mapping[int, PageDrawing], photos: Photos
) -> frozenset[int]:
    """Gives pdfium's file the form of every fragment: one named form a page; tells the pages refused."""
    with pikepdf.open(made) as pdf:
        for drawing in drawings.values():
            page = pdf.pages[drawing.index].obj
            forms = page.Resources.XObject
            first = forms[next(iter(forms.keys()))]
            paint_forms(pdf, page, [first], drawing)
        refused = save_fragment(pdf, target, photos)
    made.unlink()
    return refused
