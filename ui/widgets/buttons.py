"""Buttons as every view wants them."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from ui.theme import Theme
from ui.widgets.labels import plain_tip
from ui.widgets.looks import mark


def button(text: str, look: str = "plain", *, name: str = "", parent: QWidget | None = None) -> QPushButton:
    """Makes a button of words.

    Args:
        text: What it says, and its accessible name.
        look: "primary", "plain", "link" or "danger".
        name: Its objectName.
        parent: What it belongs to.
    """
    # In the text an & would become a mnemonic; titles of dossiers have some.
    made = QPushButton(text.replace("&", "&&"), parent)
    made.setAccessibleName(text)
    made.setObjectName(name)
    made.setAutoDefault(True)  # Enter presses the button that has the focus, outside dialogs too
    if look == "link":
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    mark(made, look)
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
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made
