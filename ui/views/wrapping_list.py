"""A list whose rows wrap their words: what was laid out for one width or font is not kept for another."""

from abc import abstractmethod

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListView


class WrappingList(QListView):
    """Has its rows laid out anew when their width or font changes."""

    @abstractmethod
    def forget_rows(self) -> None:
        """Forgets what was laid out."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lays the rows out for the new width."""
        if event.size().width() != event.oldSize().width():
            self.forget_rows()
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Lays the rows out for another font."""
        if event.type() == QEvent.Type.FontChange:
            self.forget_rows()
            self.scheduleDelayedItemsLayout()
        super().changeEvent(event)
