"""What hangs on the pointer while rows are dragged: in words, how much it is."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from ui.theme import Theme

_PAD_PX = 12
_MOST_WIDE_PX = 240


def badge(widget: QWidget, theme: Theme, words: str) -> QPixmap:
    """Draws words on a filled pill, as sharp as the widget's screen."""
    metrics = widget.fontMetrics()
    cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, _MOST_WIDE_PX)
    width, height = metrics.horizontalAdvance(cut) + 2 * _PAD_PX, metrics.height() + _PAD_PX
    ratio = widget.devicePixelRatioF()
    made = QPixmap(round(width * ratio), round(height * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.palette.accent))
    painter.drawRoundedRect(QRectF(0, 0, width, height), height / 2, height / 2)
    painter.setPen(QColor(theme.palette.on_accent))
    painter.setFont(widget.font())
    painter.drawText(QRectF(0, 0, width, height), Qt.AlignmentFlag.AlignCenter, cut)
    painter.end()
    return made
