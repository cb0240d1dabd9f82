"""Copies that the person asks for: of the whole dossier, of one original."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from dossier.basis.digest import Digest
from dossier.texts.catalogue import Texts
from ui.places import documents, file_name, free, with_suffix
from ui.session import Session
from ui.theme import Tone
from ui.views.desk_page import DeskPage
from ui.wiring.telling import Telling

_SUFFIX: Final = ".dossier"


class Copies(QObject):
    """Asks where to, has it written, and says so.

    Attributes:
        open_wanted: The person wants to go on in the copy (``Path``).
    """

    open_wanted = Signal(object)

    def __init__(self, session: Session, page: DeskPage, telling: Telling, *, texts: Texts) -> None:
        super().__init__(page)
        self._session, self._page, self._telling, self._texts = session, page, telling, texts
        page.card.original_wanted.connect(self.save_original)

    def save_dossier(self) -> None:
        """Writes a copy of the dossier; where this one cannot be changed, the copy is offered to work in."""
        title = file_name(self._session.dossier.title) or self._session.path.stem
        name = self._texts.say("window.copy_name", title=title)
        folder = self._session.folder if self._session.present.read_only is None else documents()
        chosen = self._ask("choose_copy", free(folder / f"{name}{_SUFFIX}"))
        if chosen is None:
            return
        # The dialog asked about the name as written; with its suffix it may be another, and taken.
        path = chosen if chosen.suffix.casefold() == _SUFFIX else free(with_suffix(chosen, _SUFFIX))
        self._session.copy_to(path, partial(self._tell_copied, path))

    def save_original(self, digest: Digest, name: str) -> None:
        """Writes an original as it came in."""
        chosen = self._ask("choose_original", self._session.folder / name)
        if chosen is not None:
            said = self._texts.say("window.original_saved", path=str(chosen))
            self._session.save_original(digest, chosen, lambda: self._telling.say(said, Tone.GOOD))

    def _tell_copied(self, path: Path) -> None:
        said = self._texts.say("window.copy_saved", path=str(path))
        if self._session.present.read_only is None:
            self._telling.say(said, Tone.GOOD)
            return
        go_on = self._texts.say("window.copy_open")
        self._telling.say(said, Tone.GOOD, offer=go_on, act=partial(self.open_wanted.emit, path))

    def _ask(self, words: str, proposed: Path) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(
            self._page.window(), self._texts.say(f"window.{words}"), str(proposed)
        )
        return Path(chosen) if chosen else None
