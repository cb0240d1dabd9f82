"""Which dossier is open: new ones, those from before, the example."""

import gc
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from dossier.basis.errors import DossierError
from dossier.basis.resources import resources_folder
from dossier.texts.catalogue import Texts
from ui.awaiting import Awaiting
from ui.memory import Memory, RecentDossier
from ui.places import documents, file_name, free, with_suffix
from ui.theme import Theme

if TYPE_CHECKING:
    from dossier.model.dossier import Dossier
    from dossier.workspace.desk import Desk
    from ui.closing import Closing
    from ui.session import Session

SUFFIX: Final = ".dossier"


class Files(QObject):
    """Makes and opens project files in the background.

    Attributes:
        opened: A dossier is open (``Session``), with files to add to it (``tuple[Path, ...]``).
        chosen: The person chose a project file to open (``Path``).
        refused: It cannot be opened, or could not be closed in order (``DossierError``).
        remembered: A dossier that was closed is not as it was when it was remembered.
    """

    opened = Signal(object, object)
    chosen = Signal(object)
    refused = Signal(object)
    remembered = Signal()

    def __init__(self, window: QWidget, *, texts: Texts, theme: Theme, memory: Memory) -> None:
        super().__init__(window)
        self._window, self._texts, self._theme, self._memory = window, texts, theme, memory
        self._awaiting = Awaiting(self)
        self._opening: list[Future[Desk]] = []
        self._closing: Closing | None = None

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

        def desk() -> "Future[Desk]":
            dossier = empty_dossier(title=title, zone=zone, language=language)
            return new_desk(path, dossier, first=_make_ready)

        self._open(desk, paths)

    def example(self) -> None:
        """Opens the sample dispute; nothing of it is kept."""
        from dossier.workspace.opening import empty_dossier, passing_desk

        def desk() -> "Future[Desk]":
            title = self._texts.say("window.example_title")
            return passing_desk(empty_dossier(title=title, language=self._texts.language), first=_make_ready)

        self._open(desk, (resources_folder() / "sample",))

    def choose(self) -> None:
        """Asks which dossier to open."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, self._texts.say("window.choose_dossier"), str(documents()), self._filter()
        )
        if name:
            self.chosen.emit(Path(name))

    def open(self, path: Path) -> None:
        """Opens a project file."""
        from dossier.workspace.opening import open_desk

        until_free = self._closing.until_free(path) if self._closing else None
        self._open(lambda: open_desk(path, first=partial(_make_ready, until_free)), ())

    def close(self, session: "Session") -> None:
        """Closes a dossier in the background; one that is kept is the first of the recent ones now."""
        from ui.closing import Closing

        if self._closing is None:
            self._closing = Closing(self)
            self._closing.changed.connect(self._remember_anew)
            self._closing.refused.connect(self.refused)
        if session.is_kept:
            self._remember(session.path, session.dossier)
        self._closing.begin(session)

    def _remember_anew(self, session: "Session") -> None:
        """Remembers what was still being saved while the dossier was closed."""
        if session.is_kept:
            self._remember(session.path, session.dossier)
            self.remembered.emit()

    def _remember(self, path: Path, dossier: "Dossier") -> None:
        pieces = sum(1 for piece in dossier.pieces if piece.shown and piece.parent is None)
        self._memory.remember(
            RecentDossier(
                path=str(path), title=dossier.title or path.stem, pieces=pieces, opened=date.today()
            )
        )

    def _open(self, opening: "Callable[[], Future[Desk]]", paths: Sequence[Path]) -> None:
        try:
            future = opening()
        except DossierError as error:
            self.refused.emit(error)
            return
        self._opening.append(future)
        self._awaiting.when_done(
            future, partial(self._hand_over, future, tuple(paths)), failed=partial(self._refuse, future)
        )

    def let_go(self) -> None:
        """Closes what is just being opened, and waits for what is being closed: the window is going."""
        for future in self._opening:
            if future.exception() is None:
                future.result().close()
        self._opening.clear()
        QCoreApplication.removePostedEvents(self._awaiting)
        if self._closing is not None:
            self._closing.finish()

    def _hand_over(self, future: "Future[Desk]", paths: tuple[Path, ...], desk: "Desk") -> None:
        from ui.session import Session

        self._opening.remove(future)
        self.opened.emit(Session(desk), paths)

    def _refuse(self, future: "Future[Desk]", error: DossierError) -> None:
        self._opening.remove(future)
        self.refused.emit(error)

    def _filter(self) -> str:
        return f"{self._texts.say('window.dossier_files')} (*{SUFFIX})"


def _make_ready(until_free: Callable[[], object] | None = None) -> None:
    """Does, in the thread that opens a file, what the window would stand still for."""
    if until_free is not None:
        until_free()
    if "ui.workbench" not in sys.modules:
        import_module("ui.workbench")
        # Classes are no garbage: looking through them now and then would stop the window for 50 ms.
        gc.freeze()
