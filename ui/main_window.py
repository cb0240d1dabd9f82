"""The window: the start page, or one open dossier; what can be done is in ``actions`` and ``wiring``."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from dossier.basis.errors import DossierError
from dossier.texts.catalogue import Texts
from ui import theme as themes
from ui.first_paint import FirstPaint
from ui.memory import Memory
from ui.places import same_file
from ui.recents import Recents
from ui.theme import Theme, Tone
from ui.views.start_page import StartPage

if TYPE_CHECKING:
    from ui.actions import Actions
    from ui.files import Files
    from ui.session import Session
    from ui.widgets.banner import Banner
    from ui.wiring.seen import Seen
    from ui.workbench import Workbench

_SIZE = QSize(1360, 860)
_LEAST = QSize(960, 600)


class MainWindow(QMainWindow):
    """Shows one page at a time and hands every act to whoever does it.

    Only the start page is there when the window is first painted; the rest is made right after, or when
    it is first asked for.

    Attributes:
        painted: It has been seen for the first time.
    """

    painted = Signal()

    def __init__(self, texts: Texts, theme: Theme, memory: Memory, *, recognising: bool = False) -> None:
        """Shows the start page.

        Args:
            texts: The window's language.
            theme: Its colours.
            memory: What is remembered from one time to the next.
            recognising: Whether the words of pictures are read while nobody waits.
        """
        super().__init__()
        self._recognising = recognising
        self._texts, self._theme, self._memory = texts, theme, memory
        self._session: Session | None = None
        self._workbench: Workbench | None = None
        self._actions: Actions | None = None
        self._files: Files | None = None
        self._recents = Recents(memory, self)
        self._recents.changed.connect(self._show_recent)
        self.setObjectName("main_window")
        self.setMinimumSize(_LEAST)
        self.resize(_SIZE)
        self.restoreGeometry(QByteArray.fromBase64(memory.now.geometry.encode("ascii")))
        self._show_start()
        FirstPaint(self, self._after_paint)

    @property
    def session(self) -> "Session | None":
        """The open dossier; None on the start page."""
        return self._session

    @property
    def workbench(self) -> "Workbench | None":
        """The open dossier's pages; None on the start page."""
        return self._workbench

    @property
    def files(self) -> "Files":
        """Opens dossiers."""
        from ui.files import Files

        if self._files is None:
            self._files = Files(self, texts=self._texts, theme=self._theme, memory=self._memory)
            self._files.opened.connect(self._show_dossier)
            self._files.chosen.connect(self.open_path)
            self._files.refused.connect(self._tell)
            self._files.remembered.connect(self._show_recent)
        return self._files

    @property
    def actions_table(self) -> "Actions":
        """Every act."""
        from ui.actions import ROWS, Actions

        if self._actions is None:
            self._actions = Actions(self._texts, self)
            self._actions.connect({row.name: partial(self._do, row.name) for row in ROWS})
        return self._actions

    def open_path(self, path: Path) -> None:
        """Opens a project file in place of what is open, which stays when that is not possible."""
        if self._session is None or not same_file(path, self._session.path):
            self.files.open(path)

    def open_example(self) -> None:
        """Opens the sample dispute."""
        self.files.example()

    def close_dossier(self) -> None:
        """Goes back to the start page; everything is saved already."""
        if self._session is None or self._workbench is None:
            return
        self._workbench.leave()
        session, self._session = self._session, None
        self.files.close(session)
        self._show_start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Lets the dossier go; asks only when something could not be saved."""
        if self._workbench is not None and not self._workbench.may_close():
            event.ignore()
            return
        self._memory.remember_geometry(bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        self.hide()  # before what takes time
        self.close_dossier()
        self.files.let_go()
        super().closeEvent(event)

    def _after_paint(self) -> None:
        self.painted.emit()
        QTimer.singleShot(0, self, self._prepare)

    def _prepare(self) -> None:
        """Makes what is not seen: the keys of all acts, the icon, what follows the system."""
        from ui.icons import app_icon

        self.setWindowIcon(app_icon())
        self._settle()
        QApplication.styleHints().colorSchemeChanged.connect(self._follow_colours)

    def _settle(self) -> None:
        """Lets the start page do all it can."""
        from ui.actions import Standing

        if self._workbench is None:  # a dossier may be open before the window was painted
            self.actions_table.set_standing(Standing())
        self._recents.seek()

    def _do(self, name: str) -> None:
        own = {
            "new": self.files.new,
            "open": self.files.choose,
            "close": self.close_dossier,
            "quit": self.close,
            "about": self._tell_about,
        }
        if name in own:
            own[name]()
        elif self._workbench is not None:
            self._workbench.doers[name]()

    def _show_start(self) -> None:
        page = StartPage(self._texts, self._theme)
        page.set_recent(self._recents.now())
        page.new_wanted.connect(partial(self._do, "new"))
        page.open_wanted.connect(partial(self._do, "open"))
        page.example_wanted.connect(self.open_example)
        page.files_dropped.connect(self._begin_with)
        page.recent_wanted.connect(self.open_path)
        page.recent_removed.connect(self._forget)
        page.language_wanted.connect(self._speak)
        page.about_wanted.connect(self._tell_about)
        self._start = page
        self._workbench = None
        self._show(page)
        if self._actions is not None:
            self._settle()
        self.setWindowTitle(self._texts.say("window.app_name"))

    def _show_dossier(self, session: "Session", paths: tuple[Path, ...]) -> None:
        self.close_dossier()
        self._session = session
        session.setParent(self)
        self._show_workbench()
        if self._recognising:
            session.recognise()
        if self._workbench is not None and paths:
            self._workbench.add_paths(paths)

    def _show_workbench(self, seen: "Seen | None" = None) -> None:
        from ui.workbench import Workbench

        if self._session is None:
            return
        self._workbench = Workbench(self._session, self.actions_table, texts=self._texts, theme=self._theme)
        self._workbench.title_changed.connect(self._name)
        self._workbench.open_wanted.connect(self.open_path)
        self._show(self._workbench)
        self._workbench.begin(seen)

    def _show(self, page: QWidget) -> None:
        """Puts a page into the window, with room above it for a banner."""
        holder = QWidget(self)
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(page, 1)
        self._banner: Banner | None = None
        self.setCentralWidget(holder)

    def _name(self, title: str) -> None:
        self.setWindowTitle(f"{title} — {self._texts.say('window.app_name')}")

    def _tell(self, error: DossierError) -> None:
        said = self._texts.error(error)
        if self._workbench is not None:
            self._workbench.tell(said, Tone.MISSING)
            return
        from ui.widgets.banner import Banner

        if self._banner is None:
            self._banner = Banner(self._texts, self._theme)
            self._column.insertWidget(0, self._banner)
        self._banner.say(said, Tone.MISSING)
        self._recents.seek()

    def _begin_with(self, paths: tuple[Path, ...]) -> None:
        self.files.begin_with(paths)

    def _forget(self, path: Path) -> None:
        self._memory.forget(path)
        self._show_recent()

    def _show_recent(self) -> None:
        if self._workbench is None:
            self._start.set_recent(self._recents.now())

    def _speak(self, language: str) -> None:
        """Speaks another language from now on; asked for on the start page only."""
        from ui.qt_words import speak

        self._memory.remember_language(language)
        self._texts = Texts(language)
        speak(language)
        self.actions_table.remove_from(self)
        self.files.let_go()
        self.files.deleteLater()
        self._actions, self._files = None, None
        self._show_start()
        self._settle()

    def _follow_colours(self) -> None:
        """Follows the system from light to dark and back, also with a dossier open."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        self._theme = themes.theme_for(app)
        themes.apply(app, self._theme)
        if self._workbench is None:
            self._show_start()
        else:
            self._show_workbench(self._workbench.leave())

    def _tell_about(self) -> None:
        from ui.dialogs.about import AboutDialog

        AboutDialog.ask(self, self._texts, self._theme)
