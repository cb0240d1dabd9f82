"""A part that opens and closes under its title."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.icons import icon
from ui.theme import Theme
from ui.widgets.buttons import button
from ui.widgets.labels import ElidedLabel


class Folded(QWidget):
    """A title with an arrow; closed, it tells beside the title what is chosen inside.

    Attributes:
        opened: It was opened or closed by the person (``bool``).
    """

    opened = Signal(bool)

    def __init__(self, title: str, inside: QWidget, theme: Theme, *, name: str) -> None:
        super().__init__()
        self._theme, self._inside = theme, inside
        self.head = button(title, "link", name=name)
        self.head.setCheckable(True)
        self.head.toggled.connect(self._open)
        self._told = ElidedLabel("", "secondary")
        self._told.setObjectName(f"{name}-told")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.head, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._told, 1, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(inside)
        self._show(False)

    def tell(self, words: str) -> None:
        """Says what is chosen inside."""
        self._told.set_whole(words)

    def _open(self, is_open: bool) -> None:
        self._show(is_open)
        self.opened.emit(is_open)

    def _show(self, is_open: bool) -> None:
        self._inside.setVisible(is_open)
        self._told.setVisible(not is_open)
        self.head.setIcon(icon("down" if is_open else "right", self._theme.palette.accent))
