"""A person at the window: everything by real mouse, key and drop events."""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.numbering import numbered
from dossier.model.piece import Piece
from tests.support.dossiers import PARIS
from tests.support.lists import point_in
from ui.actions import ROWS
from ui.main_window import MainWindow
from ui.models.carried import carrying
from ui.workbench import Workbench

LONG_MS = 120_000
"""Sixteen proofs are read, or an annex made, on a machine that does other things too."""

_ACCEPT = QDialogButtonBox.ButtonRole.AcceptRole
_LEFT, _NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Person:
    """Does what a person does, and sees what a person sees."""

    def __init__(self, bot: QtBot, window: MainWindow) -> None:
        self.bot, self.window = bot, window

    @property
    def bench(self) -> Workbench:
        """The open dossier's pages."""
        assert self.window.workbench is not None
        return self.window.workbench

    @property
    def dossier(self) -> Dossier:
        """The open dossier, as it is on disk."""
        assert self.window.session is not None
        return self.window.session.dossier

    def see_bench(self) -> None:
        """Waits until a dossier is open and to be seen: Qt shows what is put into a window a moment later."""
        self.see(lambda: (bench := self.window.workbench) is not None and bench.isVisible())

    def named(self, file: str) -> Piece:
        """Finds a piece by its file's name."""
        return next(one for one in self.dossier.pieces if file in (o.name for o in one.originals))

    def order(self) -> list[PieceId]:
        """Gives the pieces of the annex in their order."""
        return [row.piece.id for row in numbered(self.dossier, PARIS)]

    def front(self) -> QWidget:
        """Gives the dialog or window that is in front, active as a window manager would make it."""
        front = QApplication.activeModalWidget() or self.window
        if QApplication.activeWindow() is not front:
            front.activateWindow()
            self.see(lambda: QApplication.activeWindow() is front)
        return front

    def click(self, name: str) -> None:
        """Clicks a button of the window that is in front."""
        front = self.front()

        def shown() -> list[QPushButton]:
            return [one for one in front.findChildren(QPushButton, name) if one.isVisible()]

        self.see(lambda: bool(shown()))
        QTest.mouseClick(shown()[0], _LEFT)

    def tick(self, name: str) -> None:
        """Ticks a box with the space bar."""
        box = self.front().findChild(QCheckBox, name)
        assert isinstance(box, QCheckBox)
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Space)

    def press(self, keys: str, widget: QWidget | None = None) -> None:
        """Presses keys, "Ctrl+Z"."""
        self.front()
        QTest.keySequence(widget or QApplication.focusWidget() or self.window, keys)

    def write(self, name: str, words: str) -> None:
        """Replaces what stands in a field, and leaves it."""
        front = self.front()
        kinds = (QLineEdit, QPlainTextEdit)
        field = next(one for kind in kinds for one in front.findChildren(kind, name))
        QTest.mouseClick(field, _LEFT)
        QTest.keySequence(field, "Ctrl+A")
        QTest.keyClicks(field, words)
        QTest.keyClick(field, Qt.Key.Key_Tab)

    def choose(self, piece: PieceId) -> None:
        """Clicks on a piece in the list."""
        view = self.bench.desk.pieces.view
        view.scrollTo(view.model().index(self.bench.pieces.row_of(piece), 0))
        QTest.mouseClick(view.viewport(), _LEFT, _NO_KEY, point_in(view, piece))
        self.see(lambda: self.bench.desk.pieces.view.selected == (piece,))

    def choose_also(self, piece: PieceId) -> None:
        """Clicks on one more piece, with Ctrl held."""
        view = self.bench.desk.pieces.view
        QTest.mouseClick(view.viewport(), _LEFT, Qt.KeyboardModifier.ControlModifier, point_in(view, piece))
        self.see(lambda: piece in self.bench.desk.pieces.view.selected)

    def pick(self, act: str) -> None:
        """Picks an act out of the menu that holds it."""
        action = self.window.actions_table[act]
        menu = next(one for one in self.bench.findChildren(QMenu) if action in one.actions())
        menu.popup(self.window.mapToGlobal(QPoint(0, 0)))
        self.see(menu.isVisible)
        QTest.mouseClick(menu, _LEFT, _NO_KEY, menu.actionGeometry(action).center())

    def offered(self) -> set[str]:
        """Names the acts that can be done now."""
        return {row.name for row in ROWS if self.window.actions_table[row.name].isEnabled()}

    def told(self) -> str:
        """Reads what the banner above the pieces says."""
        return self.bench.desk.banner.text

    def drop_files(self, paths: Iterable[Path], *, on: QWidget | None = None) -> bool:
        """Drops files on the list of pieces, or elsewhere; tells whether they were taken."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        widget = on or self.bench.desk.pieces.view.viewport()
        return self._drop(widget, data, widget.rect().center())

    def drop_pieces(self, pieces: Iterable[PieceId], onto: PieceId, *, share: float) -> None:
        """Drops pieces on a row: in its middle (0.5), or before it (0.02)."""
        view = self.bench.desk.pieces.view
        view.scrollTo(view.model().index(self.bench.pieces.row_of(onto), 0))
        self._drop(view.viewport(), carrying(pieces), point_in(view, onto, share=share))

    def see(self, fact: Callable[[], bool], *, wait_ms: int = 20_000) -> None:
        """Waits until something is so."""
        self.bot.waitUntil(fact, timeout=wait_ms)

    def answering(self, kind: type[QDialog], answer: Callable[[], object]) -> QTimer:
        """Answers the dialog that the next act will open, as soon as it is there."""
        timer = QTimer(self.window)

        def look() -> None:
            front = QApplication.activeModalWidget()
            if isinstance(front, kind) and front.isVisible():
                timer.stop()
                timer.deleteLater()
                try:
                    answer()
                except BaseException:
                    front.reject()  # or nobody would ever close it
                    raise

        timer.timeout.connect(look)
        timer.start(20)
        return timer

    def name_file(self, path: Path | str) -> None:
        """Types a name into the dialog for files, and accepts it."""
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(line, QLineEdit)
        # Typed letter by letter, Qt's list of proposals would open over it.
        line.setText(str(path))
        box = dialog.findChild(QDialogButtonBox)
        assert box is not None
        save = next(one for one in box.buttons() if box.buttonRole(one) == _ACCEPT)
        QTest.mouseClick(save, _LEFT)

    def drop_data(self, data: QMimeData) -> bool:
        """Drops something of another program on the list of pieces."""
        view = self.bench.desk.pieces.view
        return self._drop(view.viewport(), data, view.viewport().rect().center())

    def _drop(self, widget: QWidget, data: QMimeData, at: QPoint) -> bool:
        actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
        enter = QDragEnterEvent(at, actions, data, _LEFT, _NO_KEY)
        enter.ignore()
        QApplication.sendEvent(widget, enter)
        if not enter.isAccepted():
            return False
        move = QDragMoveEvent(at, actions, data, _LEFT, _NO_KEY)
        QApplication.sendEvent(widget, move)
        drop = QDropEvent(QPointF(at), actions, data, _LEFT, _NO_KEY)
        drop.ignore()
        QApplication.sendEvent(widget, drop)
        return drop.isAccepted()
