"""One piece, to be looked at: as it would stand in the annex now, and as its file shows itself.

Everything is drawn in worker processes into PNG files; all functions may be called from several
threads at once. Pictures and sheets are kept and found again.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from dossier.annex.kept import working_folder
from dossier.annex.marked import MarkedLook, draw_marked
from dossier.annex.originals import OriginalPage, draw_original_page, original_pages
from dossier.annex.sheets import SheetMaker, sheet_file
from dossier.annex.viewer import Viewer, drawn
from dossier.basis.errors import UsageError
from dossier.model.body import Body, PdfBody
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding
from dossier.model.ids import PieceId
from dossier.model.piece import Piece, State
from dossier.press.look import PdfLook, draw_pdf_look
from dossier.press.sheet import SheetPage, SheetTask

__all__ = [
    "THUMBNAIL_PX",
    "OriginalPage",
    "PieceView",
    "Viewer",
    "draw_original_page",
    "draw_piece_page",
    "original_pages",
    "piece_pages",
    "thumbnail",
]

THUMBNAIL_PX: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceView:
    """A piece as it would stand in the annex now.

    Attributes:
        piece: Which one.
        label: "Pièce n° 4"; "" for a piece that does not stand in the annex.
        pages: Its pages, in order; each says whether it lies.
        state: How much of it is shown.
        findings: What was noticed while making it.
        task: What its sheet is made from.
    """

    piece: PieceId
    label: str
    pages: tuple[SheetPage, ...]
    state: State
    findings: tuple[Finding, ...]
    task: SheetTask


def piece_pages(dossier: Dossier, piece: PieceId, *, viewer: Viewer) -> PieceView:
    """Makes or finds the sheet of one piece, of an excluded, binned or repeated one as well.

    What cannot be drawn gets the page that stands for it in the annex.

    Raises:
        UsageError: ``no-such-piece``.
        PlaceError: The working folder is full.
        CancelledError: The pool was closed meanwhile.
    """
    one = _found(dossier, piece)
    labels = viewer.labels(dossier)
    with _maker(dossier, labels, viewer) as maker:
        made = maker.make_all([one])[piece]
        task = maker.kept_task(one)
    return PieceView(
        piece=piece,
        label=labels.get(piece, ""),
        pages=made.sheet.pages,
        state=made.state,
        findings=made.findings,
        task=task,
    )


def draw_piece_page(view: PieceView, page: int, *, width_px: int, viewer: Viewer) -> Path:
    """Draws a page of a piece with its stamp and its footer, as the annex has them, as PNG.

    Args:
        view: From ``piece_pages``.
        page: Which page, from 1.
        width_px: Width of the picture.
        viewer: What looking works with.

    Raises:
        UsageError: ``no-such-pages``.
        DossierError: It cannot be drawn, or the working folder is full.
    """
    _check_page(page, len(view.pages))
    of = f"{page}/{len(view.pages)}"
    look = MarkedLook(
        sheet=str(viewer.shelf.path(view.task)),
        index=page - 1,
        footer=f"{view.label} · {of}" if view.label else of,
        stamp=view.label if page == 1 else "",
        width_px=width_px,
    )
    return drawn(look, draw_marked, viewer=viewer, before=lambda: _sheet(view.task, viewer))


def thumbnail(dossier: Dossier, piece: PieceId, *, viewer: Viewer, width_px: int = THUMBNAIL_PX) -> Path:
    """Draws the first page of a piece small, without margins and marks, as PNG.

    It does not depend on the piece's number, and no more than the first page is made for it.

    Raises:
        UsageError: ``no-such-piece``.
        DossierError: It cannot be drawn, or the working folder is full.
    """
    one = _first_page_of(_found(dossier, piece))
    with _maker(replace(dossier, pieces=()), {}, viewer) as maker:
        maker.make_all([one])
        task = maker.kept_task(one)
    look = PdfLook(path=str(viewer.shelf.path(task)), index=0, width_px=width_px, framed=True)
    return drawn(look, draw_pdf_look, viewer=viewer, before=lambda: _sheet(task, viewer))


def _found(dossier: Dossier, wanted: PieceId) -> Piece:
    try:
        return dossier.piece(wanted)
    except KeyError as error:
        raise UsageError("no-such-piece", piece=wanted) from error


def _check_page(page: int, pages: int) -> None:
    if not 1 <= page <= pages:
        raise UsageError("no-such-pages", pages=pages)


def _sheet(task: SheetTask, viewer: Viewer) -> Path:
    return sheet_file(task, shelf=viewer.shelf, pool=viewer.pool)


@contextmanager
def _maker(dossier: Dossier, labels: Mapping[PieceId, str], viewer: Viewer) -> Iterator[SheetMaker]:
    """Makes sheets; a piece that took too long before is not waited for again."""
    shelf = viewer.shelf
    with working_folder(shelf.folder) as folder:
        yield SheetMaker(
            dossier,
            labels,
            folder=folder,
            shelf=shelf,
            assets=viewer.assets,
            pool=viewer.pool,
            texts=viewer.texts,
            patient=False,
        )


def _first_page_of(piece: Piece) -> Piece:
    """Gives a piece of its first page alone, so that a thick file is not made for a small picture."""
    bodies = tuple(_first_page(body) for body in piece.bodies[:1])
    extract = any(isinstance(body, PdfBody) and 1 not in (body.chosen or (1,)) for body in bodies)
    # Above an extract the header block has a page to itself, which would be all that is seen.
    return replace(piece, bodies=bodies, preface=None if extract else piece.preface)


def _first_page(body: Body) -> Body:
    if not isinstance(body, PdfBody) or body.pages == 1:
        return body
    return replace(body, chosen=(body.chosen or (1,))[:1])
