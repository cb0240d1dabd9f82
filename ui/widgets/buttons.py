"""Buttons as every view wants them."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from ui.theme import Theme
from ui.widgets.labels import plain_tip


class HandButton(QPushButton):
    """A button that a hand points at, as at a link."""

    def enterEvent(self, event: QEnterEvent) -> None:
        """Takes its pointer when one comes: ``Qt.CursorShape`` would make the first paint wait."""
        from PySide6.QtCore import Qt

        self.setCursor(Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)


def button(text: str, look: str = "plain", *, name: str = "", parent: QWidget | None = None) -> QPushButton:
    """Makes a button of words.

    Args:
        text: What it says, and its accessible name.
        look: "primary", "plain", "link" or "danger".
        name: Its objectName.
        parent: What it belongs to.
    """
    # In the text an & would become a mnemonic; titles of dossiers have some.
    kind = HandButton if look == "link" else QPushButton
    made = kind(text.replace("&", "&&"), parent)
    made.setAccessibleName(text)
    made.setObjectName(name)
    made.setAutoDefault(True)  # Enter presses the button that has the focus, outside dialogs too
    made.setProperty("look", look)
    return made


def icon_button(drawing: str, words: str, theme: Theme, *, parent: QWidget | None = None) -> QToolButton:
    """Makes a button that shows only a drawing; its words are its tooltip and accessible name."""
    # Only here: what reads drawings is not loaded for pages of words, such as the first.
    from ui.icons import icon

    made = QToolButton(parent)
    made.setIcon(icon(drawing, theme.palette.soft))
    made.setIconSize(QSize(20, 20))
    made.setAccessibleName(words)
    made.setToolTip(plain_tip(words))
    made.setProperty("focusPolicy", "StrongFocus")
    return made
