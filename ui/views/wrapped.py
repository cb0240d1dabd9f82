"""Text in lines that never stick out, not even by one long word."""

from typing import Final

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption

_SMALLER: Final = 11.5 / 13


class Wrapped:
    """Words laid out once for a width.

    Attributes:
        width: In px, as asked for.
        height: In px, of all lines.
    """

    def __init__(self, text: str, font: QFont, width: int) -> None:
        self._layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        self.width = width
        height = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        self._layout.endLayout()
        self.height = round(height)

    def draw(self, painter: QPainter, at: QPoint) -> None:
        """Draws the lines in the painter's pen, from an upper left corner."""
        self._layout.draw(painter, QPointF(at))


def smaller(font: QFont) -> QFont:
    """Gives the font of the second line."""
    small = QFont(font)
    if font.pixelSize() > 0:
        small.setPixelSize(round(font.pixelSize() * _SMALLER))
    else:
        small.setPointSizeF(font.pointSizeF() * _SMALLER)
    return small
