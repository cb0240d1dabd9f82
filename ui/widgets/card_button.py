"""A button as large as what it says: a title, and words under it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from ui.widgets.buttons import HandButton


class CardButton(HandButton):
    """A card that is pressed as a whole, by mouse, Enter or space.

    Its maker gives it a layout of labels; plain text leaves the mouse to what it stands on.
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
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setProperty("look", "card")

    def fill(self, layout: QLayout) -> None:
        """Lays the labels out; call it when the layout is complete."""
        self.setLayout(layout)

    def sizeHint(self) -> QSize:
        """Asks for the room of its labels, not of a button's text."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Needs the room of its labels."""
        layout = self.layout()
        return layout.minimumSize() if layout else super().minimumSizeHint()
