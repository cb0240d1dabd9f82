"""Pages that take files wherever they are dropped."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QStackedWidget, QWidget

from ui.views.drops import carries_data, dropped_paths


class DropPages(QStackedWidget):
    """Shows one page at a time; what a list on it does not take itself comes to all of them.

    Attributes:
        files_dropped: Files and folders (``tuple[Path, ...]``).
        data_dropped: Something that another program gives without a file (``QMimeData``, only now).
    """

    files_dropped = Signal(object)
    data_dropped = Signal(object)

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
        if _taken(event) and event.possibleActions() & Qt.DropAction.CopyAction:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tells which files, or what else."""
        if not _taken(event) or not event.possibleActions() & Qt.DropAction.CopyAction:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if paths := dropped_paths(event.mimeData()):
            self.files_dropped.emit(paths)
        else:
            self.data_dropped.emit(event.mimeData())


def _taken(event: QDropEvent) -> bool:
    """Takes files, and what another program gives; words dragged inside this one are none."""
    data = event.mimeData()
    return bool(dropped_paths(data)) or (event.source() is None and carries_data(data))
