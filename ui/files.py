"""Which dossier is open: new ones, those from before, the example."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from dossier.basis.errors import DossierError
from dossier.basis.resources import resources_folder
from dossier.texts.catalogue import Texts
from ui.awaiting import Awaiting
from ui.memory import Memory, RecentDossier
from ui.places import documents, file_name, free, with_suffix
from ui.theme import Theme
from ui.views.recent_list import Recent

if TYPE_CHECKING:
    from dossier.model.dossier import Dossier
    from dossier.workspace.desk import Desk
    from ui.session import Session

SUFFIX: Final = ".dossier"


class Files(QObject):
    """Makes and opens project files in the background.

    Attributes:
        opened: A dossier is open (``Session``), with files to add to it (``tuple[Path, ...]``).
        refused: It cannot be opened (``DossierError``).
    """

    opened = Signal(object, object)
    refused = Signal(object)

    def __init__(self, window: QWidget, *, texts: Texts, theme: Theme, memory: Memory) -> None:
        super().__init__(window)
        self._window, self._texts, self._theme, self._memory = window, texts, theme, memory
        self._awaiting = Awaiting(self)

    def recent(self) -> tuple[Recent, ...]:
        """Gives the dossiers that were open before."""
        return tuple(
            Recent(
                path=Path(one.path),
                title=one.title,
                pieces=one.pieces,
                opened=one.opened,
                exists=Path(one.path).exists(),
            )
            for one in self._memory.now.recent
        )

    def new(self, paths: Sequence[Path] = ()) -> None:
        """Asks the few questions of a new dossier, then where to keep it."""
        from ui.dialogs.facts import Facts, FactsDialog

        proposed = Facts(language=self._texts.language)
        asked = FactsDialog.ask(self._window, self._texts, self._theme, facts=proposed, new=True)
        if asked is None:
            return
        name = file_name(asked.title) or self._texts.say("window.new_name")
        chosen, _ = QFileDialog.getSaveFileName(
            self._window,
            self._texts.say("window.choose_place"),
            str(documents() / f"{name}{SUFFIX}"),
            self._filter(),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            self.create(
                with_suffix(Path(chosen), SUFFIX),
                title=asked.title,
                zone=asked.zone,
                language=asked.language,
                paths=paths,
            )

    def begin_with(self, paths: Sequence[Path]) -> None:
        """Makes a dossier of dropped files without a question; its name and place are told."""
        place = free(documents() / f"{self._texts.say('window.new_name')}{SUFFIX}")
        self.create(place, language=self._texts.language, paths=paths)

    def create(
        self,
        path: Path,
        *,
        title: str = "",
        zone: str = "Europe/Paris",
        language: str = "fr",
        paths: Sequence[Path] = (),
    ) -> None:
        """Makes a project file and opens it."""
        from dossier.workspace.opening import empty_dossier, new_desk

        self._open(lambda: new_desk(path, empty_dossier(title=title, zone=zone, language=language)), paths)

    def example(self) -> None:
        """Opens the sample dispute; nothing of it is kept."""
        from dossier.workspace.opening import empty_dossier, passing_desk

        def desk() -> "Future[Desk]":
            title = self._texts.say("window.example_title")
            return passing_desk(empty_dossier(title=title, language=self._texts.language))

        self._open(desk, (resources_folder() / "sample",))

    def choose(self) -> None:
        """Asks which dossier to open."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, self._texts.say("window.choose_dossier"), str(documents()), self._filter()
        )
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> None:
        """Opens a project file."""
        from dossier.workspace.opening import open_desk

        self._open(lambda: open_desk(path), ())

    def remember(self, path: Path, dossier: "Dossier") -> None:
        """Puts a dossier first among the recent ones."""
        pieces = sum(1 for piece in dossier.pieces if piece.shown and piece.parent is None)
        self._memory.remember(
            RecentDossier(
                path=str(path), title=dossier.title or path.stem, pieces=pieces, opened=date.today()
            )
        )

    def forget(self, path: Path) -> None:
        """Takes a dossier off the recent ones."""
        self._memory.forget(path)

    def _open(self, opening: "Callable[[], Future[Desk]]", paths: Sequence[Path]) -> None:
        try:
            future = opening()
        except DossierError as error:
            self.refused.emit(error)
            return
        self._awaiting.when_done(
            future, lambda desk: self.opened.emit(_session(desk), tuple(paths)), failed=self.refused.emit
        )

    def _filter(self) -> str:
        return f"{self._texts.say('window.dossier_files')} (*{SUFFIX})"


def _session(desk: "Desk") -> "Session":
    from ui.session import Session

    return Session(desk)
