"""The window: the start page, or one open dossier; what can be done is in ``actions`` and ``wiring``."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from dossier.basis.errors import DossierError
from dossier.texts.catalogue import Texts
from ui import theme as themes
from ui.actions import ROWS, Actions, Standing
from ui.files import Files
from ui.icons import app_icon
from ui.memory import Memory
from ui.theme import Theme, Tone
from ui.views.start_page import StartPage
from ui.widgets.banner import Banner

if TYPE_CHECKING:
    from ui.session import Session
    from ui.workbench import Workbench

_SIZE = QSize(1360, 860)
_LEAST = QSize(960, 600)


class MainWindow(QMainWindow):
    """Shows one page at a time and hands every act to whoever does it."""

    def __init__(self, texts: Texts, theme: Theme, memory: Memory) -> None:
        super().__init__()
        self._texts, self._theme, self._memory = texts, theme, memory
        self._session: Session | None = None
        self._workbench: Workbench | None = None
        self.setObjectName("main_window")
        self.setWindowIcon(app_icon())
        self.setMinimumSize(_LEAST)
        self.resize(_SIZE)
        self.restoreGeometry(QByteArray.fromBase64(memory.now.geometry.encode("ascii")))
        self._equip()
        self._show_start()
        QApplication.styleHints().colorSchemeChanged.connect(self._follow_colours)

    @property
    def session(self) -> "Session | None":
        """The open dossier; None on the start page."""
        return self._session

    @property
    def workbench(self) -> "Workbench | None":
        """The open dossier's pages; None on the start page."""
        return self._workbench

    @property
    def files(self) -> Files:
        """Opens dossiers."""
        return self._files

    @property
    def actions_table(self) -> Actions:
        """Every act."""
        return self._actions

    def open_path(self, path: Path) -> None:
        """Opens a project file in place of what is open."""
        self.close_dossier()
        self._files.open(path)

    def open_example(self) -> None:
        """Opens the sample dispute."""
        self.close_dossier()
        self._files.example()

    def close_dossier(self) -> None:
        """Goes back to the start page; everything is saved already."""
        if self._session is None or self._workbench is None:
            return
        self._workbench.commit()
        session, self._session = self._session, None
        session.close()
        self._files.remember(session.path, session.dossier)
        self._show_start()
        session.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Lets the dossier go; nothing has to be asked, since nothing is unsaved."""
        self._memory.remember_geometry(bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        self.close_dossier()
        super().closeEvent(event)

    def _equip(self) -> None:
        """Makes what speaks the window's language."""
        self._actions = Actions(self._texts, self)
        self._actions.connect({row.name: partial(self._do, row.name) for row in ROWS})
        self._files = Files(self, texts=self._texts, theme=self._theme, memory=self._memory)
        self._files.opened.connect(self._show_dossier)
        self._files.refused.connect(self._tell)

    def _do(self, name: str) -> None:
        own = {
            "new": self._files.new,
            "open": self._files.choose,
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
        page.set_recent(self._files.recent())
        page.new_wanted.connect(self._files.new)
        page.open_wanted.connect(self._files.choose)
        page.example_wanted.connect(self._files.example)
        page.files_dropped.connect(self._files.begin_with)
        page.recent_wanted.connect(self._files.open)
        page.recent_removed.connect(self._forget)
        page.language_wanted.connect(self._speak)
        page.about_wanted.connect(self._tell_about)
        self._start = page
        self._workbench = None
        self._banner = Banner(self._texts, self._theme)
        self._show(page, banner=self._banner)
        self._actions.set_standing(Standing())
        self.setWindowTitle(self._texts.say("window.app_name"))

    def _show_dossier(self, session: "Session", paths: tuple[Path, ...]) -> None:
        self.close_dossier()
        self._session = session
        session.setParent(self)
        self._show_workbench()
        if self._workbench is not None and paths:
            self._workbench.add_paths(paths)

    def _show_workbench(self) -> None:
        from ui.workbench import Workbench

        if self._session is None:
            return
        self._workbench = Workbench(self._session, self._actions, texts=self._texts, theme=self._theme)
        self._workbench.title_changed.connect(self._name)
        self._show(self._workbench)
        self._workbench.begin()

    def _show(self, page: QWidget, *, banner: Banner | None = None) -> None:
        """Puts a page, under a banner of the window's own when the page has none, into the window."""
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if banner is not None:
            column.addWidget(banner)
        column.addWidget(page, 1)
        self.setCentralWidget(holder)

    def _name(self, title: str) -> None:
        self.setWindowTitle(f"{title} — {self._texts.say('window.app_name')}")

    def _tell(self, error: DossierError) -> None:
        said = self._texts.error(error)
        if self._workbench is not None:
            self._workbench.tell(said, Tone.MISSING)
        else:
            self._banner.say(said, Tone.MISSING)

    def _forget(self, path: Path) -> None:
        self._files.forget(path)
        self._start.set_recent(self._files.recent())

    def _speak(self, language: str) -> None:
        """Speaks another language from now on; asked for on the start page only."""
        self._memory.remember_language(language)
        self._texts = Texts(language)
        self._actions.remove_from(self)
        self._equip()
        self._show_start()

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
            self._workbench.commit()
            self._show_workbench()

    def _tell_about(self) -> None:
        from ui.dialogs.about import AboutDialog

        AboutDialog.ask(self, self._texts, self._theme)
