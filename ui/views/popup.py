"""A small window over the page that goes with Esc, or a click elsewhere."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.widgets.looks import mark


class Popup(QFrame):
    """Takes Esc for itself, which would lead the page under it back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        mark(self, "menu")

    def event(self, event: QEvent) -> bool:
        """Keeps Esc from the shortcuts of the page."""
        if isinstance(event, QKeyEvent) and _is_offered_esc(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leaves with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Closes, and changes nothing."""
        self.close()


def _is_offered_esc(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape
