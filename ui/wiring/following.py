"""What is seen of the dossier follows the session; card and preview follow the choice in the list."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from dossier.model.ids import PieceId
from dossier.texts.catalogue import Texts
from dossier.workspace.orders import Added
from ui.models.findings import FindingsModel
from ui.models.numbers import rows_of
from ui.models.pieces import PiecesModel
from ui.models.rubrics import RubricsModel
from ui.session import Session
from ui.views.desk_page import DeskPage
from ui.wiring.chosen import Chosen
from ui.wiring.pictures import Pictures


class Following(QObject):
    """Shows what the session has now on the working page.

    Attributes:
        title_changed: What the dossier is called (``str``).
        shown: Something else is shown or chosen.
        pieces: The list of pieces.
        rubrics: The list of rubrics.
        findings: The list of remarks.
    """

    title_changed = Signal(str)
    shown = Signal()

    def __init__(self, session: Session, desk: DeskPage, chosen: Chosen, *, texts: Texts) -> None:
        super().__init__(desk)
        self._session, self._desk, self._chosen = session, desk, chosen
        self.pieces = PiecesModel(texts, self)
        self.rubrics = RubricsModel(texts, self)
        self.findings = FindingsModel(texts, self)
        self._pictures = Pictures(session, self.pieces, desk.preview, texts=texts)
        desk.rubrics.view.setModel(self.rubrics)
        desk.pieces.setModel(self.pieces)
        desk.status.set_findings(self.findings)
        desk.pieces.view.selection_told.connect(self._choose)
        session.coming.connect(self.pieces.make_ahead)
        session.added.connect(self._choose_new)

    def follow(self) -> None:
        """Shows the dossier as it is."""
        present, desk = self._session.present, self._desk
        dossier = self._session.dossier
        self.pieces.set_dossier(dossier, present.awaited)
        self.rubrics.set_dossier(dossier)
        self.findings.set_findings(dossier, present.noticed)
        desk.status.set_counts(dossier)
        title = dossier.title or self._session.path.stem
        desk.top.set_title(title)
        self.title_changed.emit(title)
        desk.set_read_only(present.read_only is not None)
        self._show_chosen()

    def _choose(self, ids: Sequence[PieceId]) -> None:
        self._chosen.choose(tuple(ids))
        self._show_chosen()

    def _choose_new(self, added: Added) -> None:
        """Leads to the first of what was added, so that the person sees what came of it."""
        new = frozenset(added.pieces)
        rows = [row for row in rows_of(added.present.dossier) if row.piece.id in new]
        if rows:
            self._desk.pieces.view.show_piece(rows[0].piece.id)

    def _show_chosen(self) -> None:
        dossier = self._session.dossier
        there = {piece.id: piece for piece in dossier.pieces}
        ids = tuple(piece for piece in self._chosen.ids if piece in there)
        self._desk.card.show_pieces(dossier, ids)
        self._pictures.show(dossier, there[ids[0]] if ids else None)
        self.shown.emit()
