"""What was sent: shown, numbered by the recipient, and saved again byte for byte."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from dossier.model.commands.send import set_round_case
from dossier.model.rounds import SentFile
from dossier.texts.catalogue import Texts
from ui.session import Session
from ui.theme import Tone
from ui.views.rounds_page import RoundsPage


class Rounds(QObject):
    """Shows the sendings of a session, and does what is asked about them."""

    def __init__(self, session: Session, page: RoundsPage, *, texts: Texts) -> None:
        super().__init__(page)
        self._session, self._page, self._texts = session, page, texts
        page.case_given.connect(self._note_case)
        page.copy_wanted.connect(self._save)
        session.changed.connect(self.follow)
        self.follow()

    @property
    def page(self) -> RoundsPage:
        """Where they are shown."""
        return self._page

    def follow(self) -> None:
        """Shows what was sent up to now."""
        present = self._session.present
        self._page.set_rounds(present.dossier.rounds, read_only=present.read_only is not None)

    def _note_case(self, place: int, number: str) -> None:
        self._session.do(set_round_case, place, case_number=number)

    def _save(self, file: SentFile) -> None:
        proposed = self._session.folder / file.name
        title = self._texts.say("window.choose_sent")
        chosen, _ = QFileDialog.getSaveFileName(self._page.window(), title, str(proposed), "PDF (*.pdf)")
        if chosen:
            said = self._texts.say("window.rounds_saved", path=chosen)
            self._session.save_original(file.digest, Path(chosen), lambda: self._page.say(said, Tone.GOOD))
