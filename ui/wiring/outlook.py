"""Which part of the dossier the list shows, and in which order."""

from PySide6.QtCore import QObject, Signal

from dossier.model.ids import PieceId
from dossier.model.piece import Piece
from ui.models.pieces import PiecesModel
from ui.models.roles import Cut, CutKind
from ui.session import Session
from ui.views.desk_page import DeskPage


class Outlook(QObject):
    """Keeps the list, the rubrics and the search field to one choice.

    Attributes:
        changed: Another part is looked at.
    """

    changed = Signal()

    def __init__(self, session: Session, page: DeskPage, model: PiecesModel) -> None:
        super().__init__(page)
        self._session, self._page, self._model = session, page, model
        self.cut, self.by_rubric = Cut(), True
        page.rubrics.view.cut_wanted.connect(self.choose)
        page.pieces.search_wanted.connect(self._search_typed)
        page.pieces.by_rubric_wanted.connect(self.order)
        session.changed.connect(self.search_again)
        session.recognised.connect(self.search_again)
        session.found.connect(self._show_found)

    @property
    def words(self) -> str:
        """What is searched."""
        return self._page.pieces.search.text()

    def choose(self, cut: Cut) -> None:
        """Shows all pieces, those of one rubric, or the bin."""
        self.cut = cut
        self._model.set_cut(cut)
        self._page.pieces.set_cut(cut)
        self._page.rubrics.view.show_cut(cut)
        self.changed.emit()

    def order(self, by_rubric: bool) -> None:
        """Shows pieces under their rubrics, or in one run by date."""
        self.by_rubric = by_rubric
        self._model.set_by_rubric(by_rubric)
        self._page.pieces.set_by_rubric(by_rubric)

    def search(self, words: str) -> None:
        """Shows only what holds some words."""
        if words.strip():
            self._session.search(words)
        else:
            self._model.set_found(None)

    def _search_typed(self, words: str) -> None:
        """Searches in whatever rubric, as the field promises; the bin is searched by itself."""
        if words.strip() and self.cut.kind is CutKind.RUBRIC:
            self.choose(Cut())
        self.search(words)

    def search_again(self) -> None:
        """Searches what is searched in the dossier as it is now."""
        self.search(self.words)

    def set_words(self, words: str) -> None:
        """Searches words as if they had been typed."""
        self._page.pieces.set_search(words)
        self.search(words)

    def bring(self, piece: Piece) -> None:
        """Looks where a piece is, if it is not among what is looked at."""
        if self._model.row_of(piece.id) < 0:
            self.set_words("")
            self.choose(Cut(kind=CutKind.BIN) if piece.binned else Cut())

    def _show_found(self, words: str, found: frozenset[PieceId]) -> None:
        # An answer to words that have been typed over since is late.
        if words.strip() == self.words.strip():
            self._model.set_found(found)
