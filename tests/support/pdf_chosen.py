"""Sheets of some pages of a PDF, made by the whole chain or by one step alone."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from dossier.press.pdf_chain import draw_pdf
from dossier.press.pdf_form import press_with_pypdf
from dossier.press.pdf_pdfium import press_with_pdfium
from dossier.press.pdf_photos import Photos
from dossier.press.pdf_pike_form import press_with_pike
from dossier.press.pdf_source import open_pike, open_pypdf
from dossier.press.sheet_page import PageDrawing
from dossier.press.sheet_writer import ComposedPage, write_sheet
from tests.support.sheets import unlikeness


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A sheet of the chosen pages.

    Attributes:
        source: The PDF.
        sheet: The sheet.
        drawings: Its pages, by their place in the source.
    """

    source: bytes
    sheet: bytes
    drawings: dict[int, PageDrawing]

    @property
    def steps(self) -> list[str]:
        """Which step made each page."""
        return [drawing.fragment.stem for drawing in self.drawings.values()]

    def unlike(self) -> float:
        """How far the worst page is from its source's."""
        return max(
            unlikeness(self.source, self.sheet, drawing.place.rect, index, on=at)
            for at, (index, drawing) in enumerate(self.drawings.items())
        )


def by_choice(source: bytes, folder: Path, chosen: Sequence[int] | None) -> Chosen:
    """Sends a PDF through the whole chain.

    Args:
        source: The PDF.
        folder: Where to work.
        chosen: The pages wanted, from 1; None wants all.
    """
    path = folder / "source.pdf"
    path.write_bytes(source)
    made = draw_pdf(path, folder, chosen=chosen)
    drawings = {page.number - 1: page.drawing for page in made.pages if page.drawing}
    return _chosen(source, drawings)


def by_step(source: bytes, folder: Path, *, step: str, page: int) -> Chosen:
    """Makes a sheet of one page, 0-based, with one step alone: pypdf, pike or pdfium."""
    path, target = folder / "source.pdf", folder / f"{step}.pdf"
    path.write_bytes(source)
    with ExitStack() as stack:
        match step:
            case "pypdf":
                pypdf = open_pypdf(path, stack)
                pages, layers = {page: pypdf.survey.pages[page]}, pypdf.survey.layers
                made = press_with_pypdf(pypdf.document, target, pages=pages, layers=layers, photos=Photos())
            case "pike":
                pike = open_pike(path, stack)
                pages, layers = {page: pike.survey.pages[page]}, pike.survey.layers
                made = press_with_pike(pike.document, target, pages=pages, layers=layers, photos=Photos())
            case _:
                made = press_with_pdfium(path, target, pages=[page], places={}, photos=Photos())
    return _chosen(source, made)


def _chosen(source: bytes, drawings: dict[int, PageDrawing]) -> Chosen:
    out = BytesIO()
    write_sheet(out, [ComposedPage(base=drawing) for drawing in drawings.values()])
    return Chosen(source=source, sheet=out.getvalue(), drawings=drawings)
