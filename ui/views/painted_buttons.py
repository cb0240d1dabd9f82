"""Buttons that look like what they tell: a title, a chip."""

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import Theme, Tone
from ui.widgets.labels import plain_tip
from ui.widgets.looks import mark

_FEWEST_LETTERS: Final = 6


class WordsButton(QAbstractButton):
    """One line of words to click on; it ends in "…" where the room ends.

    ``text()`` stays whole: only what is drawn is cut.
    """

    def __init__(
        self, theme: Theme, look: str, *, padding: QSize, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._padding = padding
        self.setObjectName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        mark(self, look)

    def set_words(self, words: str, *, said: str) -> None:
        """Shows other words; ``said`` tells with them what a click does."""
        self.setText(words)
        self.setAccessibleName(said)
        self.setToolTip(plain_tip(said))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Asks for the whole line."""
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + 1 + 2 * self._padding.width()
        return QSize(width, metrics.height() + 2 * self._padding.height())

    def minimumSizeHint(self) -> QSize:
        """Is content with a few letters."""
        hint = self.sizeHint()
        few = self.fontMetrics().averageCharWidth() * _FEWEST_LETTERS + 2 * self._padding.width()
        return QSize(min(few, hint.width()), hint.height())

    def changeEvent(self, event: QEvent) -> None:
        """Asks for other room when the font changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Shows that it can be clicked."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Is itself again."""
        super().leaveEvent(event)
        self.update()

    def colours(self) -> tuple[str, str]:
        """Gives the colours of the words and of what lies under them, "" for nothing."""
        under = self.underMouse() or self.isDown()
        return self._theme.palette.ink, self._theme.palette.accent_soft if under else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the ground, the ring of the focus, and the words."""
        del event
        ink, ground = self.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QPen(QColor(self._theme.palette.accent), 2)
        painter.setPen(ring if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = min(inside.height() / 2, self.radius())
        painter.drawRoundedRect(inside, radius, radius)
        painter.setPen(QColor(ink))
        room = self.rect().adjusted(self._padding.width(), 0, -self._padding.width(), 0)
        cut = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), cut)

    def radius(self) -> float:
        """Gives the radius of the corners in px."""
        return 7.0


class TitleButton(WordsButton):
    """The title of a thing; a click shows what is known about it."""

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, "title", padding=QSize(8, 6), name=name, parent=parent)


class ChipButton(WordsButton):
    """A state in a word or two; a click shows what it stands for."""

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, "secondary", padding=QSize(10, 3), name=name, parent=parent)
        self._tone = Tone.NEUTRAL

    @property
    def tone(self) -> Tone:
        """What the state means."""
        return self._tone

    def set_tone(self, tone: Tone) -> None:
        """Means something else."""
        self._tone = tone
        self.update()

    def colours(self) -> tuple[str, str]:
        """Gives the colours of the tone."""
        return self._theme.pair(self._tone)

    def radius(self) -> float:
        """Is round at both ends."""
        return self.height() / 2
