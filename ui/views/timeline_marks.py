"""The points on the line of time: how each is drawn, and where its name has room beside it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from dossier.model.due import Side
from ui.theme import Theme

DOT_PX: Final = 5.0
_GAP_PX: Final = 5.0
"""Between a point and its name."""
_FREE_PX: Final = 12.0
"""Between a name and what comes next: nobody takes it for the name of that."""
_ROW_PX: Final = 13.0
"""The height that a name takes up: small letters fit under each other, nearly without a space."""
_LEAST_PX: Final = 96.0
"""A name that is cut shorter says nothing."""


def draw_mark(
    painter: QPainter, at: QPointF, theme: Theme, *, side: Side | None = None, over: bool = False
) -> None:
    """Draws one point: a diamond for what happened, a full dot for yours, a ring for theirs.

    Args:
        painter: On what.
        at: Its middle.
        theme: The window's colours.
        side: Whose deadline it is; None for what happened.
        over: Whether a deadline is past or done.
    """
    palette = theme.palette
    if side is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.soft))
        turned = ((0, -1.1), (1.1, 0), (0, 1.1), (-1.1, 0))
        painter.drawPolygon(QPolygonF([at + QPointF(x, y) * DOT_PX for x, y in turned]))
        return
    ink = QColor(palette.faint if over else palette.accent)
    theirs = side is Side.THEIRS
    painter.setPen(QPen(ink, 2) if theirs else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(QColor(palette.paper) if theirs else ink)
    size = DOT_PX - 1 if theirs else DOT_PX
    painter.drawEllipse(at, size, size)


def areas_beside(
    spots: Sequence[QPointF], widths: Sequence[float], *, wide: float, taken: Sequence[QRectF] = ()
) -> tuple[QRectF | None, ...]:
    """Finds room for names, to the right of their points or else to the left, where nothing else stands.

    Args:
        spots: The middles of the points.
        widths: Of each name; one that has less room is to be cut.
        wide: Where the room ends, in px.
        taken: What else stands there.

    Returns:
        For each point where its name goes; None where there is no room for it.
    """
    around = QPointF(DOT_PX, DOT_PX)
    there = [*taken, *(QRectF(spot - around, spot + around) for spot in spots)]
    found: list[QRectF | None] = []
    for spot, width in zip(spots, widths, strict=True):
        area = _area(spot, width, there, wide=wide)
        found.append(area)
        if area is not None:
            there.append(area)
    return tuple(found)


def _area(spot: QPointF, width: float, there: Sequence[QRectF], *, wide: float) -> QRectF | None:
    top, away = spot.y() - _ROW_PX / 2, DOT_PX + _GAP_PX
    beside = [one for one in there if one.top() < top + _ROW_PX and one.bottom() > top]
    least = min(width, _LEAST_PX)
    left = spot.x() + away
    end = min([one.left() - _FREE_PX for one in beside if one.right() > left - _GAP_PX] + [wide])
    if end - left >= least:
        return QRectF(left, top, min(width, end - left), _ROW_PX)
    right = spot.x() - away
    begin = max([one.right() + _FREE_PX for one in beside if one.left() < right + _GAP_PX] + [0.0])
    if right - begin >= least:
        room = min(width, right - begin)
        return QRectF(right - room, top, room, _ROW_PX)
    return None
