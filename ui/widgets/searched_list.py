"""A list of names with a field that narrows it down."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.widgets.labels import labelled, plain_tip

KEY = Qt.ItemDataRole.UserRole
"""Under which an item keeps what it stands for."""


class SearchedList(QWidget):
    """Shows the names that have every word that is written; whole names stand in the tooltips.

    Attributes:
        search: The field.
        list: The names.
    """

    def __init__(self, about: str, *, hint: str, nothing: str, name: str) -> None:
        """Makes an empty list.

        Args:
            about: What it lists, to be read aloud.
            hint: What the field is for.
            nothing: What is said where no name has the words.
            name: Of its parts, for tests.
        """
        super().__init__()
        self.search = QLineEdit()
        self.search.setObjectName(f"{name}-search")
        self.search.setPlaceholderText(hint)
        self.search.setAccessibleName(hint)
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.list = QListWidget()
        self.list.setObjectName(f"{name}-list")
        self.list.setAccessibleName(about)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = labelled(nothing, "secondary", wrap=True)
        self._nothing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)

    @property
    def items(self) -> list[QListWidgetItem]:
        """All of its items, seen or not."""
        return [self.list.item(row) for row in range(self.list.count())]

    @property
    def current(self) -> QListWidgetItem | None:
        """What is chosen, as long as it is seen."""
        item = self.list.currentItem()
        return None if item is None or item.isHidden() else item

    def fill(self, names: Iterable[tuple[object, str]]) -> None:
        """Lists names, each with what it stands for."""
        for key, name in names:
            item = QListWidgetItem(name)
            item.setData(KEY, key)
            item.setToolTip(plain_tip(name))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._filter("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leads from the field into the list with Down."""
        if event.key() == Qt.Key.Key_Down:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _filter(self, words: str) -> None:
        wanted = words.casefold().split()
        found: QListWidgetItem | None = None
        for item in self.items:
            name = item.text().casefold()
            item.setHidden(not all(word in name for word in wanted))
            if found is None and not item.isHidden():
                found = item
        self._nothing.setVisible(found is None)
        if found is not None and (wanted or self.list.currentRow() < 0):
            self.list.setCurrentItem(found)
