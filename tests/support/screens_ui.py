"""Real windows that stand still: opened, filled, waited for, and grabbed."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from dossier.basis.resources import resources_folder
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.piece import Piece
from dossier.texts.catalogue import Texts
from dossier.workspace.opening import empty_dossier, new_desk
from dossier.workspace.orders import AddOrder
from tests.support.patience import AMPLE_SECONDS
from ui import theme as themes
from ui.awaiting import Awaiting
from ui.main_window import MainWindow
from ui.memory import Memory, RecentDossier
from ui.session import Session
from ui.theme import DARK, LIGHT, Theme
from ui.workbench import Workbench

DAY: Final = date(2026, 6, 30)
"""The only day that a screen may show as today's."""

_Tell = Callable[[Any], object]
_LOOK_EVERY_MS: Final = 15
_STILL_LOOKS: Final = 3
_FILE_TIME: Final = datetime(2026, 3, 20, 9, tzinfo=ZoneInfo("Europe/Paris")).timestamp()


@dataclass(frozen=True, slots=True)
class Look:
    """A language, and light or dark."""

    language: str = "fr"
    dark: bool = False

    @property
    def texts(self) -> Texts:
        """The window's words."""
        return Texts(self.language)

    @property
    def theme(self) -> Theme:
        """The window's colours."""
        return Theme(palette=DARK, dark=True) if self.dark else Theme(palette=LIGHT)

    @property
    def name(self) -> str:
        """How files are named after it."""
        return f"{self.language}-{'dark' if self.dark else 'light'}"


class Studio:
    """Opens windows for one look after the other, and waits until nothing moves any more."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        """Prepares a place to work in.

        Args:
            app: The application.
            folder: Where project files may be written; its owner removes it.
        """
        self._app, self._folder = app, folder
        self._unanswered = 0
        app.setCursorFlashTime(0)

    @property
    def folder(self) -> Path:
        """Where files may be written."""
        return self._folder

    def dress(self, look: Look) -> None:
        """Gives the application its colours; its letters do not follow this machine's settings."""
        themes.apply(self._app, look.theme)
        font = self._app.font()
        font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
        self._app.setFont(font)

    @contextmanager
    def window(self, look: Look, *, recent: Sequence[RecentDossier] = ()) -> Iterator[MainWindow]:
        """Opens the program as a person finds it, and closes it."""
        self.dress(look)
        memory = Memory(self._folder / "window.json")
        memory.now = type(memory.now)(recent=tuple(recent))
        window = MainWindow(look.texts, look.theme, memory)
        window.show()
        self.front(window)
        try:
            yield window
        finally:
            window.close()
            window.deleteLater()

    @contextmanager
    def bench(self, look: Look, project: Path) -> Iterator["Open"]:
        """Opens a project file in a window; everything that is drawn for it has come."""
        with self.window(look) as window:
            window.files.opened.connect(self._count_answers)
            window.open_path(project)
            self.until(lambda: window.workbench is not None)
            if window.workbench is None or window.session is None:
                raise LookupError(project)
            yield Open(self, window, window.workbench, window.session)

    @contextmanager
    def dialog(self, dialog: QDialog) -> Iterator[QDialog]:
        """Shows a dialog without waiting for its answer."""
        dialog.show()
        self.front(dialog)
        self.still(dialog)
        try:
            yield dialog
        finally:
            dialog.close()
            dialog.deleteLater()

    def project(self, name: str, dossier: Dossier) -> Path:
        """Writes a dossier as a project file."""
        path = self._folder / f"{name}.dossier"
        if not path.exists():
            new_desk(path, dossier).result().close()
        return path

    def taken_in(self, name: str, paths: Sequence[Path], *, language: str = "fr") -> Path:
        """Really takes files in; their times are the same everywhere."""
        path = self._folder / f"{name}.dossier"
        if not path.exists():
            titled = empty_dossier(title=Texts(language).say("window.example_title"), language=language)
            with new_desk(path, titled).result() as desk:
                desk.add(AddOrder(paths=self._copied(paths), day=DAY)).result()
        return path

    def front(self, window: QWidget) -> None:
        """Makes a window active, as a window manager would."""
        window.activateWindow()
        self.until(lambda: QApplication.activeWindow() is window)

    def still(self, widget: QWidget) -> None:
        """Waits until every answer has come and no timer that fires once is running."""
        looks = 0

        def quiet() -> bool:
            nonlocal looks
            running = (one for one in widget.window().findChildren(QTimer) if one.isSingleShot())
            if self._unanswered or any(one.isActive() for one in running):
                looks = 0
                return False
            widget.grab()  # what is drawn may ask for pictures
            looks += 1
            return looks >= _STILL_LOOKS

        self.until(quiet)

    def until(self, fact: Callable[[], bool]) -> None:
        """Waits until something is so.

        Raises:
            TimeoutError: It never came to be.
        """
        if fact():
            return
        loop, looking, giving_up = QEventLoop(), QTimer(), QTimer()
        looking.timeout.connect(lambda: loop.exit(0) if fact() else None)
        giving_up.timeout.connect(lambda: loop.exit(1))
        looking.start(_LOOK_EVERY_MS)
        giving_up.start(round(AMPLE_SECONDS * 1000))
        if loop.exec():
            raise TimeoutError(f"waited {AMPLE_SECONDS} s in vain")

    def _copied(self, paths: Sequence[Path]) -> tuple[Path, ...]:
        """Copies files to where their times can be set: a checkout gives each the time it was made."""
        folder = self._folder / "files"
        for path in paths:
            target = folder / path.relative_to(resources_folder() / "sample")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            os.utime(target, (_FILE_TIME, _FILE_TIME))
        return (folder,)

    def _count_answers(self, session: Session) -> None:
        """Counts from now on what is asked of a session and not answered yet."""
        awaiting = session.findChild(Awaiting)
        if awaiting is None:
            raise LookupError("a session waits by an Awaiting of its own")
        asked = awaiting.when_done
        self._unanswered = 0

        def counted(future: Any, then: _Tell, *, failed: _Tell) -> None:
            self._unanswered += 1
            asked(future, self._answered(then), failed=self._answered(failed))

        setattr(awaiting, "when_done", counted)  # noqa: B010 - a type checker lets no method be replaced

    def _answered(self, tell: _Tell) -> _Tell:
        def told(value: Any) -> None:
            self._unanswered -= 1
            tell(value)

        return told


@dataclass(frozen=True, slots=True)
class Open:
    """An open dossier, and hands that wait after every act."""

    studio: Studio
    window: MainWindow
    bench: Workbench
    session: Session

    def named(self, *words: str) -> list[PieceId]:
        """Finds a piece for each word, by its title or its files' names.

        Raises:
            LookupError: There is none.
        """
        pieces = self.session.dossier.pieces
        found = [
            next((one.id for one in pieces if word in " ".join((one.title, *_names(one)))), None)
            for word in words
        ]
        if None in found:
            raise LookupError(words)
        return [one for one in found if one is not None]

    def choose(self, *words: str) -> MainWindow:
        """Chooses pieces in the list, and waits for what is shown of them."""
        ids = self.named(*words)
        self.bench.show_piece(ids[0])
        self.bench.desk.pieces.view.select(ids)
        return self.settled()

    def act(self, name: str) -> MainWindow:
        """Does what a key or the menu does."""
        self.window.actions_table[name].trigger()
        return self.settled()

    def search(self, words: str) -> MainWindow:
        """Types into the search field."""
        self.bench.desk.pieces.search.setText(words)
        return self.settled()

    def settled(self) -> MainWindow:
        """Waits until nothing moves."""
        self.studio.still(self.window)
        return self.window


def sample_files(*names: str) -> list[Path]:
    """Lists the sample's files; all, or those named."""
    files = sorted(path for path in (resources_folder() / "sample").rglob("*") if path.is_file())
    return [path for path in files if not names or path.name in names]


def _names(piece: Piece) -> list[str]:
    return [original.name for original in piece.originals]
