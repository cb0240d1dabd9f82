"""Small pictures in the list and pages in the preview, drawn by the workers."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QPixmap

from dossier.basis.errors import DossierError
from dossier.model.body import FlowBody, ImageBody, PdfBody
from dossier.model.ids import PieceId
from dossier.model.piece import FileKind, Piece
from dossier.texts.catalogue import Texts
from dossier.workspace.looking import Look, LookOrder
from ui.models.pieces import PiecesModel
from ui.session import Session
from ui.views.preview import Preview

_THUMBNAIL_PX: Final = 40


class Pictures(QObject):
    """Hands wishes for pictures to the session, and the pictures to who wished for them."""

    def __init__(self, session: Session, model: PiecesModel, preview: Preview, *, texts: Texts) -> None:
        super().__init__(preview)
        self._session, self._model, self._preview, self._texts = session, model, preview, texts
        self._shown: Piece | None = None
        model.thumbnail_wanted.connect(self._draw_small)
        preview.page_wanted.connect(self._draw_page)

    def show(self, piece: Piece | None) -> None:
        """Shows a piece in the preview, or nothing; one that looks as before is left alone."""
        if piece is not None and self._shown is not None and _looks(piece) == _looks(self._shown):
            return
        self._shown = piece
        documents = [] if piece is None else [one for one in piece.bodies if isinstance(one, PdfBody)]
        self._preview.show_piece(
            piece.id if piece else None,
            can_show_original=_has_pages(piece),
            can_turn=_can_turn(piece),
            can_choose_pages=any(document.pages > 1 for document in documents),
        )

    def _draw_small(self, piece: PieceId) -> None:
        ratio = self._preview.devicePixelRatioF()
        self._session.thumbnail(
            piece,
            partial(self._place_small, piece, ratio),
            width_px=round(_THUMBNAIL_PX * ratio),
            failed=lambda _: None,  # the list keeps its blank paper; the preview says why
        )

    def _place_small(self, piece: PieceId, ratio: float, path: Path) -> None:
        pixmap = QPixmap(str(path))
        pixmap.setDevicePixelRatio(ratio)
        self._model.set_thumbnail(piece, pixmap)

    def _draw_page(self, piece: PieceId, page: int, original: bool, width_px: int) -> None:
        order = LookOrder(piece=piece, page=page, original=original, width_px=width_px)
        self._session.look(
            order,
            partial(self._place_page, order),
            failed=partial(self._tell_trouble, piece),
        )

    def _place_page(self, order: LookOrder, look: Look) -> None:
        self._preview.set_page(order.piece, look.page, order.original, look.path, look.pages)

    def _tell_trouble(self, piece: PieceId, error: DossierError) -> None:
        self._preview.set_trouble(piece, self._texts.error(error))


def _looks(piece: Piece) -> tuple[object, ...]:
    return piece.id, piece.bodies, piece.preface, piece.title, piece.moment, piece.event, piece.shown


def _can_turn(piece: Piece | None) -> bool:
    """Whether there is a page of somebody else's: ours stand upright."""
    bodies = piece.bodies if piece else ()
    return any(
        isinstance(body, ImageBody) or (isinstance(body, PdfBody) and not body.printed) for body in bodies
    )


def _has_pages(piece: Piece | None) -> bool:
    """Whether the file itself shows pages: pictures and PDFs do, mails and chats do not."""
    if piece is None:
        return False
    kinds = {original.kind for original in piece.originals}
    own = [body for body in piece.bodies if not isinstance(body, FlowBody)]
    printed = any(isinstance(body, PdfBody) and body.printed for body in own)
    return bool(own) and not printed and bool(kinds & {FileKind.IMAGE, FileKind.PDF})
