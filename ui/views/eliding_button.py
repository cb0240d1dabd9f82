"""A button whose words may be longer than its room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QWidget

from ui.widgets.labels import plain_tip
from ui.widgets.looks import mark

_FEWEST_LETTERS = 6


class ElidingButton(QPushButton):
    """A button of one line that ends in "…" where the room ends; its tooltip holds the whole.

    ``text()`` stays whole: only what is drawn is cut. Without ``most_px`` its words are never cut, as
    for a next step that must stay readable.
    """

    def __init__(
        self, look: str, *, name: str, most_px: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._most_px = most_px
        self._tip = ""
        self._action: QAction | None = None
        self.setObjectName(name)
        self.setAutoDefault(False)
        mark(self, look)

    def set_words(self, words: str, *, tip: str = "") -> None:
        """Says other words.

        Args:
            words: On the button, and its accessible name.
            tip: In the tooltip; without it the words, when they do not fit.
        """
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self._tip = tip
        self.setToolTip(plain_tip(tip or words))
        self.updateGeometry()

    def follow(self, action: QAction) -> None:
        """Does an action and says what it says, from now on."""
        if self._action is not None:
            self._action.changed.disconnect(self._match)
            self.clicked.disconnect(self._action.trigger)
        self._action = action
        action.changed.connect(self._match)
        self.clicked.connect(action.trigger)
        self._match()

    def _match(self) -> None:
        if self._action is None:
            return
        words = self._action.text().replace("&&", "&")
        keys = self._action.shortcut().toString()
        self.set_words(words, tip=f"{words} ({keys})" if keys else words)
        self.setEnabled(self._action.isEnabled())
        self.setVisible(self._action.isVisible())

    def sizeHint(self) -> QSize:
        """Asks for the whole line, up to the most it may take."""
        hint = super().sizeHint()
        return hint if self._most_px is None else QSize(min(hint.width(), self._most_px), hint.height())

    def minimumSizeHint(self) -> QSize:
        """Is content with a few letters, where its words may be cut."""
        hint = self.sizeHint()
        if self._most_px is None:
            return hint
        padding = super().sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text())
        few = self.fontMetrics().averageCharWidth() * _FEWEST_LETTERS + max(padding, 0)
        return QSize(min(few, hint.width()), hint.height())

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Cuts what is drawn."""
        super().initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        cut = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        option.text = cut
