"""The screen as it was a moment ago, on which a part is chosen by dragging."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from dossier.texts.catalogue import Texts
from ui.theme import Theme

_LEAST_PX = 8
"""Of a part; less is a click, or a hand that shook."""

_SHADE = QColor(0, 0, 0, 110)
_GROUND = QColor(0, 0, 0, 200)
_WORDS_TOP_PX = 32
_WORDS_PAD_PX = 14


class FrozenScreen(QWidget):
    """Covers one screen with its picture: a drag takes a part, Enter all of it, Esc nothing.

    Attributes:
        picked: What was chosen (``QPixmap``).
        cancelled: The person would rather not.
    """

    picked = Signal(object)
    cancelled = Signal()

    def __init__(self, texts: Texts, theme: Theme, picture: QPixmap, parent: QWidget | None = None) -> None:
        """Makes it.

        Args:
            texts: The window's language.
            theme: Whose accent frames the part.
            picture: What the screen showed.
            parent: Nobody, for a window of its own.
        """
        super().__init__(parent)
        self._picture, self._accent = picture, QColor(theme.palette.accent)
        self._words = texts.say("window.capture_hint")
        self._from: QPoint | None = None
        self._part = QRect()
        self.setObjectName("frozen-screen")
        self.setWindowTitle(texts.say("window.capture_name"))
        self.setAccessibleName(texts.say("window.capture_name"))
        self.setAccessibleDescription(self._words)
        self.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        # The main window is hidden meanwhile: closing this one must not end the program.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the picture, shaded but for the part."""
        del event
        painter = QPainter(self)
        painter.drawPixmap(self.rect(), self._picture)
        painter.fillRect(self.rect(), _SHADE)
        if self._part.isEmpty():
            self._draw_words(painter)
        else:
            painter.drawPixmap(QRectF(self._part), self._picture, QRectF(self._in_picture(self._part)))
            painter.setPen(QPen(self._accent, 2))
            painter.drawRect(self._part)
        painter.end()

    def _draw_words(self, painter: QPainter) -> None:
        font = QFont(self.font())
        font.setPixelSize(15)
        painter.setFont(font)
        room = self.rect().adjusted(24, 24, -24, -24)
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        words = QFontMetrics(font).boundingRect(room, flags, self._words)
        words.moveTop(_WORDS_TOP_PX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_GROUND)
        pad = _WORDS_PAD_PX
        painter.drawRoundedRect(words.adjusted(-pad, -pad // 2, pad, pad // 2), 8, 8)
        painter.setPen(QColor(Qt.GlobalColor.white))
        painter.drawText(words, flags, self._words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begins a part."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._from = event.position().toPoint()
            self._part = QRect()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Shows the part that would be taken."""
        if self._from is not None:
            self._part = _between(self._from, event.position().toPoint()) & self.rect()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Takes the part."""
        if self._from is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        part = _between(self._from, event.position().toPoint()) & self.rect()
        self._from, self._part = None, QRect()
        self.update()
        if min(part.width(), part.height()) >= _LEAST_PX:
            self.picked.emit(self._picture.copy(self._in_picture(part)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the whole screen, Esc nothing."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.picked.emit(self._picture)
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _in_picture(self, part: QRect) -> QRect:
        """Tells where a part stands in the picture's own pixels."""
        across = self._picture.width() / max(1, self.width())
        down = self._picture.height() / max(1, self.height())
        left, top = round(part.left() * across), round(part.top() * down)
        right, bottom = round((part.right() + 1) * across), round((part.bottom() + 1) * down)
        return QRect(left, top, right - left, bottom - top)


def _between(one: QPoint, other: QPoint) -> QRect:
    """Gives the part between two points, both in it, whichever way it was dragged."""
    first = QPoint(min(one.x(), other.x()), min(one.y(), other.y()))
    return QRect(first, QPoint(max(one.x(), other.x()), max(one.y(), other.y())))
