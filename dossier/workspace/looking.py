"""Pictures of a piece for the screen: as it stands in the annex, as its file is, and small."""

from dataclasses import dataclass
from pathlib import Path

from dossier.annex.view import (
    Viewer,
    draw_original_page,
    draw_piece_page,
    original_pages,
    piece_pages,
    thumbnail,
)
from dossier.basis import limits
from dossier.basis.atomic import writing_aside
from dossier.basis.errors import UsageError
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.piece import Piece
from dossier.press.look import PdfLook, draw_pdf_look
from dossier.workers.pool import Pool


@dataclass(frozen=True, slots=True, kw_only=True)
class LookOrder:
    """A page that somebody wants to see.

    Attributes:
        piece: Of which piece.
        page: Which page, from 1; one that the piece no longer has means its last.
        original: Whether as the file itself shows it, else as it stands in the annex.
        width_px: Width of the picture in pixels.
    """

    piece: PieceId
    page: int = 1
    original: bool = False
    width_px: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A page as a PNG of ours.

    Attributes:
        path: Where it stands for now: read it at once, the oldest pictures go first.
        page: Which page it is.
        pages: How many there are.
        has_original: Whether the file itself shows pages.
    """

    path: Path
    page: int
    pages: int
    has_original: bool


def look_at(order: LookOrder, dossier: Dossier, viewer: Viewer) -> Look:
    """Draws a page.

    Raises:
        UsageError: ``no-such-piece``.
        DossierError: It cannot be drawn.
    """
    piece = _found(dossier, order.piece)
    own = original_pages(piece)
    if order.original and own:
        page = min(order.page, len(own))
        path = draw_original_page(own[page - 1], width_px=order.width_px, viewer=viewer)
        return Look(path=path, page=page, pages=len(own), has_original=True)
    view = piece_pages(dossier, order.piece, viewer=viewer)
    page = min(order.page, len(view.pages))
    path = draw_piece_page(view, page, width_px=order.width_px, viewer=viewer)
    return Look(path=path, page=page, pages=len(view.pages), has_original=bool(own))


def small_look(piece: PieceId, width_px: int, dossier: Dossier, viewer: Viewer) -> Path:
    """Draws the first page of a piece small, as PNG.

    Raises:
        UsageError: ``no-such-piece``.
        DossierError: It cannot be drawn.
    """
    return thumbnail(dossier, piece, viewer=viewer, width_px=width_px)


def annex_page(annex: Path, page: int, *, width_px: int, pool: Pool) -> Path:
    """Draws a page of a finished annex, from 1.

    Raises:
        DossierError: It cannot be drawn.
    """
    folder = pool.scratch / "annex-pages"
    folder.mkdir(exist_ok=True)
    picture = folder / f"{page}-{width_px}.png"
    with writing_aside(picture) as aside:
        look = PdfLook(path=str(annex), index=page - 1, width_px=width_px, target=str(aside))
        pool.run(draw_pdf_look, look, seconds=limits.LOOK_SECONDS)
    return picture


def _found(dossier: Dossier, wanted: PieceId) -> Piece:
    try:
        return dossier.piece(wanted)
    except KeyError as error:
        raise UsageError("no-such-piece", piece=wanted) from error
