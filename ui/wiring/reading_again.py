"""A file is read once more: with its password, or from a better copy."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from dossier.basis.errors import DossierError
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.piece import Piece
from dossier.texts.catalogue import Texts
from dossier.workspace.reading_again import ReadAgainOrder
from ui.dialogs.password import PasswordDialog
from ui.session import Session
from ui.theme import Theme, Tone
from ui.views.desk_page import DeskPage
from ui.wiring.telling import Telling


class ReadingAgain(QObject):
    """Asks for what opens or replaces a file; what the person wrote about it stays."""

    def __init__(
        self, session: Session, page: DeskPage, telling: Telling, *, texts: Texts, theme: Theme
    ) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self._telling, self._texts, self._theme = telling, texts, theme

    def unlock(self, piece: PieceId, *, wrong: bool = False) -> None:
        """Asks for the password of a file, until one opens it or the person would rather not.

        Args:
            piece: Which piece it is.
            wrong: Whether the one given before did not open it.
        """
        one = self._found(piece)
        if one is None or not self._session.may_change():
            return
        file = one.originals[0].name if one.originals else one.title
        word = PasswordDialog.ask(self._window, self._texts, self._theme, file=file, wrong=wrong)
        if word is None:
            return

        def failed(error: DossierError) -> None:
            if error.code == "password-wrong":
                self.unlock(piece, wrong=True)
            else:
                self._session.refused.emit(error)

        order = ReadAgainOrder(piece=piece, passwords=(word,))
        self._session.read_again(order, lambda _: self._tell("unlocked", file), failed=failed)

    def can_replace(self, piece: PieceId | None) -> bool:
        """Tells whether a better copy can take the place of what a piece was made of: one file."""
        one = self._found(piece)
        return one is not None and len(one.originals) == 1 and not one.parts

    def replace(self, piece: PieceId) -> None:
        """Asks for a better copy of a piece's one file, which takes its place."""
        one = self._found(piece)
        if one is None or not self._session.may_change():
            return
        file = one.originals[0].name
        asked = self._texts.say("window.choose_better", file=file)
        name, _ = QFileDialog.getOpenFileName(self._window, asked)
        if name:
            order = ReadAgainOrder(piece=one.id, better=Path(name))
            self._session.read_again(
                order, lambda now: self._tell_replaced(now.dossier, one), failed=self._session.refused.emit
            )

    def _tell_replaced(self, dossier: Dossier, before: Piece) -> None:
        """Says what came of it: the same bytes again, or those of another piece, replace nothing."""
        was = {file.digest for file in before.originals}
        now = {file.digest for one in dossier.pieces if one.id == before.id for file in one.originals}
        if now == was:
            self._telling.say(self._texts.say("window.added_nothing"), Tone.GOOD)
        else:
            self._tell("replaced", before.originals[0].name)

    def _tell(self, what: str, file: str) -> None:
        self._telling.say(self._texts.say(f"window.{what}", file=file), Tone.GOOD)

    def _found(self, piece: PieceId | None) -> Piece | None:
        return next((one for one in self._session.dossier.pieces if one.id == piece), None)

    @property
    def _window(self) -> QWidget:
        return self._page.window()
