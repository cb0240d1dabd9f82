"""Pages that take files wherever they are dropped."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QStackedWidget, QWidget

from ui.views.drops import dropped_paths


class DropPages(QStackedWidget):
    """Shows one page at a time; what a list on it does not take itself comes to all of them.

    Attributes:
        files_dropped: Files and folders (``tuple[Path, ...]``).
    """

    files_dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)

    def add_page(self, page: QWidget) -> None:
        """Adds a page; its fields let files pass, whose addresses Qt would write into them."""
        self.addWidget(page)
        for field in (*page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)):
            field.setAcceptDrops(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Lets files in, to be copied: who is told of a move would delete the person's file."""
        if dropped_paths(event.mimeData()) and event.possibleActions() & Qt.DropAction.CopyAction:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tells which files."""
        paths = dropped_paths(event.mimeData())
        if not paths or not event.possibleActions() & Qt.DropAction.CopyAction:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.files_dropped.emit(paths)
