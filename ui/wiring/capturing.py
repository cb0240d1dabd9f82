"""A picture of the screen, or of a part of it, becomes a proof that tells when it was taken."""

from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPixmap
from PySide6.QtWidgets import QWidget

from dossier.basis.errors import UsageError
from dossier.texts.catalogue import Texts
from dossier.workspace.orders import AddOrder
from ui.dated_png import dated
from ui.session import Session
from ui.theme import Theme
from ui.views.desk_page import DeskPage
from ui.views.frozen_screen import FrozenScreen
from ui.wiring.pasting import moment_words, new_file

_UNTIL_HIDDEN_MS: Final = 350
"""Desktops let a window fade away; taken at once, the picture would still show it."""

_GLANCE_PX: Final = 48
_BLACK: Final = 6


class Capturing(QObject):
    """Hides the window, freezes the screens, and adds what the person takes of them."""

    def __init__(self, session: Session, page: DeskPage, *, texts: Texts, theme: Theme) -> None:
        super().__init__(page)
        self._session, self._page, self._texts, self._theme = session, page, texts, theme
        self._screens: list[FrozenScreen] = []
        self._at = datetime.now().astimezone()
        self._hidden = QTimer(self)
        self._hidden.setSingleShot(True)
        self._hidden.setInterval(_UNTIL_HIDDEN_MS)
        self._hidden.timeout.connect(self._freeze)

    def begin(self) -> None:
        """Takes the window out of the way, then the picture."""
        if self._session.may_change() and not self._screens and not self._hidden.isActive():
            self._window.hide()
            self._hidden.start()

    def stop(self) -> None:
        """Gives up what has been begun."""
        if self._screens or self._hidden.isActive():
            self._hidden.stop()
            self._end()

    def _freeze(self) -> None:
        self._at = datetime.now().astimezone()
        # By its number 0 the system means the whole screen.
        grabbed = [(screen, screen.grabWindow(0)) for screen in QGuiApplication.screens()]
        taken = [(screen, picture) for screen, picture in grabbed if not _shows_nothing(picture)]
        if not taken:
            self._end()
            self._session.refused.emit(UsageError("capture-refused"))
            return
        for screen, picture in taken:
            frozen = FrozenScreen(self._texts, self._theme, picture)
            frozen.picked.connect(self._take)
            frozen.cancelled.connect(self._end)
            frozen.setScreen(screen)
            frozen.setGeometry(screen.geometry())
            frozen.showFullScreen()
            self._screens.append(frozen)
        self._screens[0].activateWindow()
        self._screens[0].setFocus()

    def _take(self, picture: QPixmap) -> None:
        """Writes what was chosen, and adds it."""
        image, at = picture.toImage(), self._at
        self._end()
        name = self._texts.say("window.captured", at=moment_words(at))
        folder = self._session.scratch / "captured"

        def write() -> Path:
            path = new_file(folder, name, "png")
            path.write_bytes(dated(_png(image), at))
            return path

        self._session.prepare(write, lambda path: self._session.add(AddOrder(paths=(path,))))

    def _end(self) -> None:
        """Shows the window again."""
        self._window.show()
        self._window.activateWindow()
        for frozen in self._screens:
            frozen.close()
            frozen.deleteLater()
        self._screens.clear()

    @property
    def _window(self) -> QWidget:
        return self._page.window()


def _png(image: QImage) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, QByteArray(b"png")).write(image):
        raise OSError(image.format().name)
    return bytes(held.data())


def _shows_nothing(picture: QPixmap) -> bool:
    """Tells a picture that the system refused: none at all, or a black one."""
    if picture.isNull():
        return True
    glance = picture.toImage().scaled(_GLANCE_PX, _GLANCE_PX)
    colours = (glance.pixelColor(x, y) for x in range(glance.width()) for y in range(glance.height()))
    return all(max(colour.red(), colour.green(), colour.blue()) <= _BLACK for colour in colours)
