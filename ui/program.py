"""The program with a window: its arguments, its look, its one event loop."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QLocale, QTimer, Signal
from PySide6.QtWidgets import QApplication

from dossier import __version__
from dossier.texts.catalogue import Texts, language_codes
from ui import theme as themes
from ui.main_window import MainWindow
from ui.memory import Memory, memory_file

_DEFAULT_LANGUAGE: Final = "fr"
_LISTEN_MS: Final = 200
_GIVE_WAY_SECONDS: Final = 0.0005
"""How long another thread may keep the window from going on: by Python's default ten times as long."""


class Application(QApplication):
    """The program as the system sees it.

    Attributes:
        handed_over: A file to open (``str``), given to a program that runs already: a double click on macOS.
    """

    handed_over = Signal(str)

    def event(self, event: QEvent) -> bool:
        """Hears of files; an event filter would be asked about every event of every widget."""
        from PySide6.QtGui import QFileOpenEvent

        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent) and event.file():
            self.handed_over.emit(event.file())
            return True
        return super().event(event)


def run(arguments: Sequence[str], *, measured: bool = False) -> int:
    """Shows the window and works until it is closed, or only until it is painted when that is measured."""
    app = Application([sys.argv[0]])
    app.setApplicationName("dossier")
    app.setApplicationDisplayName("Dossier")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("dossier")
    memory = Memory(memory_file())
    texts = Texts(_language(memory.now.language))
    options = _options(texts, arguments) if arguments else Namespace(file=None, example=False, verbose=False)
    theme = themes.theme_for(app)
    window = MainWindow(texts, theme, memory, recognising=True)
    # Last: with a style sheet in force, Qt would style every widget again at each step of its making.
    themes.apply(app, theme)
    app.handed_over.connect(lambda name: window.open_path(Path(name)))
    window.painted.connect(
        (lambda: app.exit(0)) if measured else (lambda: _go_on(app, window, options, texts))
    )
    window.show()
    code = app.exec()
    if not measured:
        window.close()
    return code


def _options(texts: Texts, arguments: Sequence[str]) -> Namespace:
    from argparse import ArgumentParser

    parser = ArgumentParser(prog="dossier-app", description=texts.say("cli.what"), allow_abbrev=False)
    parser.add_argument("file", nargs="?", type=Path, metavar="F.dossier", help=texts.say("cli.file"))
    parser.add_argument("--example", action="store_true", help=texts.say("cli.example"))
    parser.add_argument("--verbose", action="store_true", help=texts.say("cli.verbose"))
    parser.add_argument("--version", action="version", version=f"dossier {__version__}")
    return parser.parse_args(arguments)


def _language(chosen: str) -> str:
    """Takes the language that was chosen, else the system's, when we speak it; else French."""
    spoken = language_codes()
    wished = (chosen, QLocale.system().name()[:2])
    return next((code for code in wished if code in spoken), _DEFAULT_LANGUAGE)


def _go_on(app: QApplication, window: MainWindow, options: Namespace, texts: Texts) -> None:
    """Does what the first paint did not wait for."""
    import logging

    from ui.qt_words import speak

    settle_down()
    speak(texts.language)
    logging.basicConfig(level=logging.DEBUG if options.verbose else logging.CRITICAL, stream=sys.stderr)
    _hear_interrupts(app)
    if options.example:
        window.open_example()
    elif options.file is not None:
        window.open_path(options.file.absolute())


def settle_down() -> None:
    """Sees to it that nothing but its own work ever stops the window."""
    import gc

    gc.freeze()  # what is there now stays; to look through it again would take 50 ms each time
    gc.enable()
    sys.setswitchinterval(_GIVE_WAY_SECONDS)


def _hear_interrupts(app: QApplication) -> None:
    """Lets Ctrl+C in a terminal close the window properly: Python hears it only now and then."""
    import signal

    signal.signal(signal.SIGINT, lambda *_: app.quit())
    listening = QTimer(app)
    listening.timeout.connect(lambda: None)
    listening.start(_LISTEN_MS)
