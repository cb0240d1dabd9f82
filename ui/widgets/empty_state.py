"""What stands where nothing is yet."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import button
from ui.widgets.labels import labelled

_WORDS_WIDTH_PX = 360
_LEAST_WIDTH_PX = 160
_MARGIN_PX = 24
_GAP_PX = 12


class EmptyState(QWidget):
    """One kind sentence in the middle, and at most one thing to do.

    It places its two parts itself: layouts give a sentence that wraps too little height inside pages
    that lie on each other, and too little width beside stretches.

    Attributes:
        acted: The person took the offered action.
    """

    acted = Signal()

    def __init__(self, text: str, *, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty_state")
        self._words = labelled(text, "secondary", wrap=True, parent=self)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._action = button(action, name="empty_action", parent=self)
        self._action.setVisible(bool(action))
        self._action.clicked.connect(self.acted)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, text: str, *, action: str = "") -> None:
        """Changes the sentence and the offer."""
        self._words.setText(text)
        self._action.setText(action.replace("&", "&&"))
        self._action.setAccessibleName(action)
        self._action.setVisible(bool(action))
        self.updateGeometry()
        self._place()

    def hasHeightForWidth(self) -> bool:
        """Is higher where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Needs the sentence's lines, and the button."""
        return sum(self._heights(width)) + 2 * _MARGIN_PX

    def sizeHint(self) -> QSize:
        """Would like the sentence in few lines."""
        width = _WORDS_WIDTH_PX + 2 * _MARGIN_PX
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Is never less than its words at the width that it has."""
        return QSize(_LEAST_WIDTH_PX, self.heightForWidth(max(self.width(), _LEAST_WIDTH_PX)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Places the parts anew."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Places the parts anew when one of them needs other room."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return done

    def _room(self, width: int) -> int:
        return min(_WORDS_WIDTH_PX, max(width - 2 * _MARGIN_PX, 1))

    def _heights(self, width: int) -> tuple[int, int]:
        """Gives the height of the sentence, and of the button with the gap above it."""
        words = self._words.heightForWidth(self._room(width))
        return words, 0 if self._action.isHidden() else _GAP_PX + self._action.sizeHint().height()

    def _place(self) -> None:
        words, below = self._heights(self.width())
        room = self._room(self.width())
        top = max((self.height() - words - below) // 2, 0)
        self._words.setGeometry((self.width() - room) // 2, top, room, words)
        size = self._action.sizeHint()
        wide = min(size.width(), self.width())
        left = (self.width() - wide) // 2
        self._action.setGeometry(left, top + words + _GAP_PX, wide, size.height())
