"""Sheets made of given bytes by one step alone, and how true they are to their source."""

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from dossier.press.pdf_chain import draw_pdf
from dossier.press.pdf_form import press_with_pypdf
from dossier.press.pdf_geometry import Rect
from dossier.press.pdf_outcome import PdfPages
from dossier.press.pdf_pdfium import press_with_pdfium
from dossier.press.pdf_photos import Photos
from dossier.press.pdf_pike_form import press_with_pike
from dossier.press.pdf_source import open_pike, open_pypdf
from dossier.press.sheet_page import PageDrawing
from dossier.press.sheet_writer import ComposedPage, write_sheet
from tests.support.pixels import drawn, share_that_differs

PX_PER_PT = 1.0


def by_pypdf(source: bytes) -> tuple[bytes, list[Rect]]:
    """Makes a sheet with pypdf alone; also gives where each source page stands."""
    with _laid_out(source) as (path, folder), ExitStack() as stack:
        reader = open_pypdf(path, stack)
        pages = dict(enumerate(reader.survey.pages))
        made = press_with_pypdf(
            reader.document, folder / "a.pdf", pages=pages, layers=reader.survey.layers, photos=Photos()
        )
        return _joined(list(made.values()))


def by_pike(source: bytes) -> tuple[bytes, list[Rect]]:
    """Makes a sheet with pikepdf alone."""
    with _laid_out(source) as (path, folder), ExitStack() as stack:
        reader = open_pike(path, stack)
        pages = dict(enumerate(reader.survey.pages))
        made = press_with_pike(
            reader.document, folder / "a.pdf", pages=pages, layers=reader.survey.layers, photos=Photos()
        )
        return _joined(list(made.values()))


def by_pdfium(source: bytes) -> tuple[bytes, list[Rect]]:
    """Makes a sheet of the first page with pdfium alone."""
    with _laid_out(source) as (path, folder):
        made = press_with_pdfium(path, folder / "a.pdf", pages=[0], places={}, photos=Photos())
        return _joined(list(made.values()))


@contextmanager
def _laid_out(source: bytes) -> Iterator[tuple[Path, Path]]:
    """Gives a file of the bytes, and the folder it stands in."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "source.pdf").write_bytes(source)
        yield folder / "source.pdf", folder


def _joined(made: Sequence[PageDrawing]) -> tuple[bytes, list[Rect]]:
    assert made, "no page could be made"
    out = BytesIO()
    write_sheet(out, [ComposedPage(base=drawing) for drawing in made])
    return out.getvalue(), [drawing.place.rect for drawing in made]


def unlikeness(source: bytes, sheet: bytes, rect: Rect, page: int = 0, *, on: int | None = None) -> float:
    """Gives the share of the page's picture in its frame that is not its source's.

    Args:
        source: The source.
        sheet: The sheet.
        rect: Where the page stands.
        page: Which page of the source.
        on: On which page of the sheet; the same when None.
    """
    size = (max(1, round(rect.width * PX_PER_PT)), max(1, round(rect.height * PX_PER_PT)))
    crop = (rect.left, rect.bottom, rect.right, rect.top)
    made = drawn(sheet, page if on is None else on, size=size, crop=crop)
    return share_that_differs(drawn(source, page, size=size), made)


def objects_of(sheet: bytes) -> dict[int, bytes]:
    """Reads a sheet by its cross-reference table alone, as strictly as its form is told."""
    start = int(sheet[sheet.rindex(b"startxref") :].split()[1])
    head = re.match(rb"xref\n0 (\d+)\n0000000000 65535 f \n", sheet[start:])
    assert head
    size = int(head[1])
    rows = sheet[start + head.end() :][: 20 * (size - 1)]
    offsets = [int(rows[at : at + 10]) for at in range(0, len(rows), 20)]
    assert offsets == sorted(offsets)
    assert all(rows[at + 10 : at + 20] == b" 00000 n \n" for at in range(0, len(rows), 20))
    bodies: dict[int, bytes] = {}
    for number, (offset, end) in enumerate(zip(offsets, [*offsets[1:], start], strict=True), 1):
        body = sheet[offset:end]
        assert body.startswith(b"%d 0 obj\n" % number)
        assert body.endswith(b"\nendobj\n")
        bodies[number] = body[body.index(b"\n") + 1 : -len(b"\nendobj\n")]
    return bodies


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What the whole chain made of a PDF: its answer, and the pages that can be shown as one sheet."""

    source: bytes
    result: PdfPages
    sheet: bytes

    @property
    def steps(self) -> list[str | None]:
        """Which step each page was taken from; None where nothing could be shown."""
        return [page.drawing.fragment.stem if page.drawing else None for page in self.result.pages]

    @property
    def codes(self) -> list[str]:
        """What was noticed."""
        return [finding.code for finding in self.result.findings]

    def params(self, code: str) -> dict[str, str | int]:
        """What the first finding of a code names."""
        return next(finding.params for finding in self.result.findings if finding.code == code)

    def unlike(self, other: bytes | None = None) -> float:
        """How far the first page is from its source's, or from another document's."""
        drawing = self.result.pages[0].drawing
        assert drawing
        return unlikeness(other or self.source, self.sheet, drawing.place.rect)


def by_chain(source: bytes, folder: Path) -> Whole:
    """Sends a PDF through the whole chain; raises what it raises."""
    path = folder / "source.pdf"
    path.write_bytes(source)
    result = draw_pdf(path, folder)
    sheet, _ = _joined([page.drawing for page in result.pages if page.drawing])
    return Whole(source=source, result=result, sheet=sheet)
