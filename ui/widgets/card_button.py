"""A button as large as what it says: a title, and words under it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QLayout, QPushButton, QSizePolicy, QWidget

from ui.widgets.looks import mark


class CardButton(QPushButton):
    """A card that is pressed as a whole, by mouse, Enter or space.

    Its maker gives it a layout of labels; they let the mouse through.
    """

    def __init__(self, name: str, description: str, parent: QWidget | None = None) -> None:
        """Makes an empty card.

        Args:
            name: What a screen reader calls it.
            description: What a screen reader adds.
            parent: What it belongs to.
        """
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        mark(self, "card")

    def fill(self, layout: QLayout) -> None:
        """Lays the labels out; call it when the layout is complete."""
        self.setLayout(layout)
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Asks for the room of its labels, not of a button's text."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Needs the room of its labels."""
        layout = self.layout()
        return layout.minimumSize() if layout else super().minimumSizeHint()
