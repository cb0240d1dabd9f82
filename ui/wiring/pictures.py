"""Small pictures in the list and pages in the preview, drawn by the workers."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QPixmap

from dossier.basis.errors import CancelledError, DossierError
from dossier.model.body import Body, FlowBody, PdfBody
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.piece import FileKind, Piece
from dossier.model.recognising import as_seen
from dossier.texts.catalogue import Texts
from dossier.workspace.looking import Look, LookOrder
from ui.models.numbers import rows_of
from ui.models.pieces import PiecesModel
from ui.session import Session
from ui.views.preview import Preview
from ui.wiring.standing import can_turn, has_pages_to_choose

_THUMBNAIL_PX: Final = 40


class Pictures(QObject):
    """Hands wishes for pictures to the session, and the pictures to who wished for them."""

    def __init__(self, session: Session, model: PiecesModel, preview: Preview, *, texts: Texts) -> None:
        super().__init__(preview)
        self._session, self._model, self._preview, self._texts = session, model, preview, texts
        self._shown: tuple[object, ...] = ()
        self._wanted: LookOrder | None = None
        model.thumbnail_wanted.connect(self._draw_small)
        preview.page_wanted.connect(self._draw_page)

    def show(self, dossier: Dossier, piece: Piece | None) -> None:
        """Shows a piece in the preview, or nothing; one that looks as before is left alone."""
        looks = () if piece is None else _looks(dossier, piece)
        if looks and looks == self._shown:
            return
        self._shown = looks
        self._preview.show_piece(
            piece.id if piece else None,
            can_show_original=_has_pages(piece),
            can_turn=piece is not None and can_turn(piece),
            can_choose_pages=piece is not None and has_pages_to_choose(piece),
        )

    def _draw_small(self, piece: PieceId) -> None:
        ratio = self._preview.devicePixelRatioF()
        self._session.thumbnail(
            piece,
            partial(self._place_small, piece, self._bodies(piece), ratio),
            width_px=round(_THUMBNAIL_PX * ratio),
            failed=lambda _: None,  # the list keeps its blank paper; the preview says why
        )

    def _place_small(self, piece: PieceId, bodies: tuple[Body, ...], ratio: float, path: Path) -> None:
        if bodies != self._bodies(piece):
            return  # it was changed meanwhile, and asked for again
        pixmap = QPixmap(str(path))
        pixmap.setDevicePixelRatio(ratio)
        self._model.set_thumbnail(piece, pixmap)

    def _bodies(self, piece: PieceId) -> tuple[Body, ...]:
        return next((as_seen(one) for one in self._session.dossier.pieces if one.id == piece), ())

    def _draw_page(self, piece: PieceId, page: int, original: bool, width_px: int) -> None:
        order = LookOrder(piece=piece, page=page, original=original, width_px=width_px)
        self._wanted = order
        self._session.look(
            order,
            partial(self._place_page, order),
            failed=partial(self._tell_trouble, order),
        )

    def _place_page(self, order: LookOrder, look: Look) -> None:
        if order is self._wanted:  # a page asked for since shows a newer dossier
            self._preview.set_page(order.piece, look.page, order.original, look.path, look.pages)

    def _tell_trouble(self, order: LookOrder, error: DossierError) -> None:
        if order is not self._wanted or isinstance(error, CancelledError):
            return
        said = self._texts.error(error)
        if order.original:
            # The annex repairs more than a plain reader can, and stands a page in for the rest.
            said = f"{said} {self._texts.say('window.preview_see_annex')}"
        self._preview.set_trouble(order.piece, said)


def _looks(dossier: Dossier, piece: Piece) -> tuple[object, ...]:
    """Gives everything that a piece's pages in the annex show, its number among them."""
    rows = rows_of(dossier)
    number = next((row.number for row in rows if row.piece.id == piece.id), "")
    words = piece.title, piece.moment, piece.event, piece.shown, piece.parent
    marks = dossier.recipient, dossier.zone, dossier.language
    return piece.id, number, as_seen(piece), piece.preface, *words, *marks


def _has_pages(piece: Piece | None) -> bool:
    """Whether the file itself shows pages: pictures and PDFs do, mails and chats do not."""
    if piece is None:
        return False
    kinds = {original.kind for original in piece.originals}
    own = [body for body in piece.bodies if not isinstance(body, FlowBody)]
    printed = any(isinstance(body, PdfBody) and body.printed for body in own)
    return bool(own) and not printed and bool(kinds & {FileKind.IMAGE, FileKind.PDF})
