"""Keeps what the person reads in sight while rows come, go and move around it."""

from PySide6.QtCore import QAbstractItemModel, QObject, QPersistentModelIndex, QPoint
from PySide6.QtWidgets import QListView


class KeptPlace(QObject):
    """Remembers a row and how high it stood, until the rows are laid out anew."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._row: QPersistentModelIndex | None = None
        self._top_px = 0

    def follow(self, model: QAbstractItemModel) -> None:
        """Holds the place before each change of the rows."""
        for told in (model.rowsAboutToBeInserted, model.rowsAboutToBeRemoved, model.rowsAboutToBeMoved):
            told.connect(self._hold)

    def forget(self) -> None:
        """Lets the place go: the rows are about something else now."""
        self._row = None

    def restore(self) -> None:
        """Scrolls to where the row stands now; a list at its top stays there."""
        row, self._row = self._row, None
        if row is not None and row.isValid():
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() + self._view.visualRect(row).top() - self._top_px)

    def _hold(self) -> None:
        """Chooses the first row in sight that is not selected: what is selected may be what moves."""
        if self._row is not None or self._view.verticalScrollBar().value() == 0:
            return
        index = self._view.indexAt(QPoint(1, 0))
        selection = self._view.selectionModel()
        while index.isValid() and selection.isSelected(index):
            index = index.siblingAtRow(index.row() + 1)
        if index.isValid():
            self._row = QPersistentModelIndex(index)
            self._top_px = self._view.visualRect(index).top()
