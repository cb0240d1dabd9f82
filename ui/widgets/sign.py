"""A small sign for how something stands: a tick, a cross, a question mark, a dash."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from dossier.model.checklist import Verdict
from ui.theme import Theme, Tone

_SIDE_PX = 18
_TONES = {
    Verdict.MET: Tone.GOOD,
    Verdict.MISSING: Tone.MISSING,
    Verdict.NOT_NEEDED: Tone.NEUTRAL,
    Verdict.UNKNOWN: Tone.LOOK,
}
_STROKES = {
    Verdict.MET: (((5.0, 9.4), (8.0, 12.2), (13.0, 6.2)),),
    Verdict.MISSING: (((6.0, 6.0), (12.0, 12.0)), ((12.0, 6.0), (6.0, 12.0))),
    Verdict.NOT_NEEDED: (((5.5, 9.0), (12.5, 9.0)),),
}


class SignMark(QWidget):
    """Draws the sign itself: no font has to have it."""

    def __init__(
        self,
        verdict: Verdict,
        word: str,
        theme: Theme,
        *,
        tone: Tone | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Makes a sign.

        Args:
            verdict: What it says.
            word: The same in a word.
            theme: The window's colours.
            tone: Its colour; None for the usual one.
            parent: What it belongs to.
        """
        super().__init__(parent)
        self._verdict = verdict
        ink, ground = theme.pair(tone or _TONES[verdict])
        self._ink, self._ground = QColor(ink), QColor(ground)
        self.setAccessibleName(word)
        self.setToolTip(word)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Is as high as a line of words."""
        return QSize(_SIDE_PX, _SIDE_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws strokes on a round ground."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ground)
        painter.drawEllipse(QRectF(0, 0, _SIDE_PX, _SIDE_PX))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(self._ink, 1.8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        if self._verdict is Verdict.UNKNOWN:
            font = self.font()
            font.setBold(True)
            painter.setFont(font)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "?")
            return
        for stroke in _STROKES[self._verdict]:
            painter.drawPolyline(QPolygonF([QPointF(*point) for point in stroke]))
