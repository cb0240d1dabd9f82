"""A part of a page that scrolls upwards when it is higher than its place."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolling(part: QWidget) -> QScrollArea:
    """Puts a widget into a place that scrolls, on the ground of what it stands in."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    # What is inside takes the keyboard, and is scrolled to.
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(part)
    area.viewport().setAutoFillBackground(False)
    part.setAutoFillBackground(False)
    return area
