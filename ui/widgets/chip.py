"""A state in one or two words on its own small ground."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import Tone
from ui.widgets.looks import mark


class ChipLabel(QLabel):
    """A word and a colour that say the same."""

    def __init__(self, text: str = "", tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(text, tone)

    def set_state(self, text: str, tone: Tone) -> None:
        """Tells another state; an empty one shows nothing."""
        self.setText(text)
        self.setAccessibleName(text)
        mark(self, "chip", tone=tone)
        if not text:
            self.hide()
        elif self.parent() is not None:  # alone it would open as a window
            self.show()
