"""What stands where nothing is yet."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import button
from ui.widgets.labels import labelled

_WORDS_WIDTH_PX = 360


class EmptyState(QWidget):
    """One kind sentence in the middle, and at most one thing to do.

    Attributes:
        acted: The person took the offered action.
    """

    acted = Signal()

    def __init__(self, text: str, *, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty_state")
        self._words = labelled(text, "secondary", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setMaximumWidth(_WORDS_WIDTH_PX)
        self._action = button(action, name="empty_action")
        self._action.setVisible(bool(action))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addStretch(1)
        # Not aligned: an aligned label that wraps gets only the narrow width it asks for.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._words, 1000)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addWidget(self._action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._action.clicked.connect(self.acted)

    def say(self, text: str, *, action: str = "") -> None:
        """Changes the sentence and the offer."""
        self._words.setText(text)
        self._action.setText(action.replace("&", "&&"))
        self._action.setAccessibleName(action)
        self._action.setVisible(bool(action))
