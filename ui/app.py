"""The program with a window: its arguments, its look, its one event loop."""

import argparse
import logging
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QLocale, QObject, QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from dossier import __version__
from dossier.texts.catalogue import Texts, language_codes
from ui import theme as themes
from ui.main_window import MainWindow
from ui.memory import Memory, memory_file

_DEFAULT_LANGUAGE: Final = "fr"
_LISTEN_MS: Final = 200


def main(arguments: Sequence[str] | None = None) -> int:
    """Shows the window and works until it is closed."""
    app = QApplication([sys.argv[0]])
    app.setApplicationName("dossier")
    app.setApplicationDisplayName("Dossier")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("dossier")
    memory = Memory(memory_file())
    texts = Texts(memory.now.language or _system_language())
    options = _options(texts, arguments)
    logging.basicConfig(level=logging.DEBUG if options.verbose else logging.CRITICAL, stream=sys.stderr)
    theme = themes.theme_for(app)
    themes.apply(app, theme)
    window = MainWindow(texts, theme, memory)
    opener = _FileOpener(window)
    app.installEventFilter(opener)
    window.show()
    if options.quit_after_first_paint:
        _quit_after_paint(app, window)
    else:
        _start_with(window, options)
    _hear_interrupts(app)
    code = app.exec()
    window.close()
    return code


def _options(texts: Texts, arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="dossier-app", description=texts.say("cli.what"), allow_abbrev=False
    )
    parser.add_argument("file", nargs="?", type=Path, metavar="F.dossier", help=texts.say("cli.file"))
    parser.add_argument("--example", action="store_true", help=texts.say("cli.example"))
    parser.add_argument("--verbose", action="store_true", help=texts.say("cli.verbose"))
    parser.add_argument("--version", action="version", version=f"dossier {__version__}")
    parser.add_argument("--quit-after-first-paint", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def _system_language() -> str:
    """Chooses the system's language when we speak it, else French."""
    code = QLocale.system().name()[:2]
    return code if code in language_codes() else _DEFAULT_LANGUAGE


def _start_with(window: MainWindow, options: argparse.Namespace) -> None:
    if options.example:
        QTimer.singleShot(0, window, window.open_example)
    elif options.file is not None:
        path = options.file.absolute()
        QTimer.singleShot(0, window, lambda: window.open_path(path))


class _FileOpener(QObject):
    """Opens what the system hands over to a program that runs already (a double click on macOS)."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self._window.open_path(Path(event.file()))
            return True
        return super().eventFilter(watched, event)


class _FirstPaint(QObject):
    """Ends the program once the window has been painted; for measuring only."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:
            QTimer.singleShot(0, QApplication.quit)
        return super().eventFilter(watched, event)


def _quit_after_paint(app: QApplication, window: MainWindow) -> None:
    window.installEventFilter(_FirstPaint(app))


def _hear_interrupts(app: QApplication) -> None:
    """Lets Ctrl+C in a terminal close the window properly: Python hears it only now and then."""
    signal.signal(signal.SIGINT, lambda *_: app.quit())
    listening = QTimer(app)
    listening.timeout.connect(lambda: None)
    listening.start(_LISTEN_MS)
