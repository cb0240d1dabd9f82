"""A link that gives way where there is little room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.widgets.labels import plain_tip
from ui.widgets.looks import mark

_LEAST_PX = 48


class ElidedLink(QPushButton):
    """Words to click on; what has no room ends in an ellipsis and stands whole in the tooltip."""

    def __init__(self, words: str, *, tip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self._shown = ""
        self._tip = tip
        mark(self, "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_words(words)

    def show_words(self, words: str) -> None:
        """Changes the words."""
        self._words = words
        self.setAccessibleName(words)
        more = f"{words} · {self._tip}" if self._tip and self._tip not in words else words
        self.setToolTip(plain_tip(more))
        self._put(words)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        """Wants room for all the words."""
        words = self.fontMetrics().horizontalAdvance(self._words) + 1
        return QSize(self._around() + words, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Does with little."""
        return QSize(min(_LEAST_PX, self.sizeHint().width()), super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Is clicked by Return too, as links are."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cuts or completes the words."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Cuts the words once the room and the font are known."""
        super().showEvent(event)
        self._fit()

    def _around(self) -> int:
        return super().sizeHint().width() - self.fontMetrics().horizontalAdvance(self._shown)

    def _fit(self) -> None:
        if self.isVisible():
            room = max(self.width() - self._around(), 0)
            self._put(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))

    def _put(self, words: str) -> None:
        if words != self._shown:
            self._shown = words
            # In the text an & would become a mnemonic.
            self.setText(words.replace("&", "&&"))
