"""The dispute on one line of time: what happened, what is coming, and today between them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from math import copysign, log1p
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from dossier.model.due import TimePoint
from dossier.texts.catalogue import Texts
from dossier.texts.dates import short_day
from dossier.texts.deadlines import said_due
from ui.theme import Theme
from ui.views.row_paint import RowFonts
from ui.views.timeline_marks import DOT_PX, areas_beside, draw_mark

_EDGE_PX: Final = 32
_LEVELS_ABOVE: Final = 5
_LEVELS_BELOW: Final = 3
_STEP_PX: Final = 15
_NEAR_PX: Final = 15.0
_HIT_PX: Final = 10.0
_TOP_PX: Final = 22
_FOOT_PX: Final = 24
_LEAST_DAYS: Final = 30
_STRETCH_DAYS: Final = 21
"""Within so many days of today the line is about even; far days lie ever closer together."""
_MONTHS: Final = ((1, 30), (3, 91), (6, 182))
_YEARS: Final = ((1, 365), (2, 730), (5, 1826), (10, 3652), (20, 7305))
_TICK_GAP_PX: Final = 56
_BESIDE: Final = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextDontClip)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dot:
    """A point and where it is drawn, in px."""

    point: TimePoint
    at: QPointF


class Timeline(QWidget):
    """Draws the points, with their names where there is room; pointer and arrow keys go through all.

    Happenings stand under the line, deadlines over it; what would lie on another point is moved away
    from the line. Days far from today lie closer together than near ones, so that twenty years and the
    coming week both have room.

    Attributes:
        told: What is pointed at, in words; "" for nothing.
        due_wanted: A deadline to be seen in the list (its id).
    """

    told = Signal(str)
    due_wanted = Signal(str)

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._theme = theme
        palette = theme.palette
        self._soft, self._line = QColor(palette.soft), QColor(palette.edge)
        self._accent = QColor(palette.accent)
        self._points: tuple[TimePoint, ...] = ()
        self._day = date.min
        self._dots: tuple[_Dot, ...] = ()
        self._names: dict[int, tuple[QRectF, str]] = {}
        self._current = -1
        self._under = -1
        self._fonts: RowFonts | None = None
        self.setObjectName("timeline")
        self.setAccessibleName(texts.say("window.deadlines_timeline"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_points(self, points: Sequence[TimePoint], *, day: date) -> None:
        """Shows points in the order of time, and a day as today."""
        chosen = self._points[self._current] if 0 <= self._current < len(self._points) else None
        self._points, self._day = tuple(points), day
        self._under = -1
        self._current = self._points.index(chosen) if chosen in self._points else -1
        self._place()
        self._tell()

    @property
    def current(self) -> TimePoint | None:
        """What is pointed at: by the pointer, else by the keyboard."""
        which = self._under if self._under >= 0 else self._current if self.hasFocus() else -1
        return self._points[which] if which >= 0 else None

    def spot(self, place: int) -> QPoint:
        """Tells where a point is drawn."""
        return self._dots[place].at.toPoint()

    def words_of(self, point: TimePoint) -> str:
        """Says what a point is."""
        day, name = short_day(self._texts, point.day), self.name_of(point)
        if point.milestone is not None:
            return self._texts.say("window.deadlines_happened", day=day, milestone=name)
        return self._texts.say("window.deadlines_point", day=day, name=name)

    def name_of(self, point: TimePoint) -> str:
        """Names a point."""
        if point.milestone is not None:
            return self._texts.say(f"milestone.{point.milestone}")
        return said_due(point.due, self._texts) if point.due is not None else ""

    def beside(self, place: int) -> str:
        """Tells which words stand beside a point; "" where there was no room."""
        return self._names[place][1] if place in self._names else ""

    def sizeHint(self) -> QSize:
        """Has room for what stands over and under the line."""
        high = _TOP_PX + (_LEVELS_ABOVE + _LEVELS_BELOW + 1) * _STEP_PX + _FOOT_PX
        return QSize(640, high)

    def minimumSizeHint(self) -> QSize:
        """Can be narrow."""
        return QSize(320, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Places the points anew."""
        super().resizeEvent(event)
        self._place()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tells what lies under the pointer."""
        self._point_at(self._at(event.position()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: object) -> None:
        """Tells nothing any more."""
        del event
        self._point_at(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Goes to a point, and to its deadline in the list."""
        which = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and which >= 0:
            self._current = which
            self._tell()
            self._open()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Goes along the line; Enter leads to the deadline in the list."""
        last = len(self._points) - 1
        goals = {
            Qt.Key.Key_Left: max(self._current - 1, 0),
            Qt.Key.Key_Right: min(self._current + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in goals and last >= 0:
            self._under = -1
            self._current = goals[key]
            self._tell(aloud=True)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begins with the first point that is still to come."""
        super().focusInEvent(event)
        if self._current < 0 and self._points:
            ahead = ((n, one) for n, one in enumerate(self._points) if one.day >= self._day)
            coming = (n for n, one in ahead if one.due is None or one.due.done is None)
            self._current = next(coming, len(self._points) - 1)
        self._tell(aloud=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tells nothing any more."""
        super().focusOutEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the line, its ticks, today, and the points."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fonts = self._fonts_now()
        y = self._line_y()
        painter.setPen(QPen(self._line, 2))
        painter.drawLine(QPointF(_EDGE_PX / 2, y), QPointF(self.width() - _EDGE_PX / 2, y))
        self._draw_ticks(painter, fonts, y)
        self._draw_today(painter, fonts, y)
        which = self._under if self._under >= 0 else self._current if self.hasFocus() else -1
        painter.setFont(fonts.second.font)
        painter.setPen(self._soft)
        for area, said in self._names.values():
            painter.drawText(area, _BESIDE, said)
        for place, dot in enumerate(self._dots):
            self._draw_dot(painter, dot, marked=place == which)

    def _fonts_now(self) -> RowFonts:
        if self._fonts is None or self._fonts.base != self.font():
            self._fonts = RowFonts(self.font())
        return self._fonts

    def _line_y(self) -> float:
        return _TOP_PX + (_LEVELS_ABOVE + 0.5) * _STEP_PX

    def _place(self) -> None:
        levels: list[int] = []
        ends: dict[tuple[bool, int], float] = {}
        for point in self._points:
            x, below = self._x(point.day), point.milestone is not None
            free = (n for n in count(1) if x - ends.get((below, n), -_NEAR_PX) >= _NEAR_PX)
            levels.append(next(free))
            ends[below, levels[-1]] = x
        steps = {below: self._step(ends, below=below) for below in (False, True)}
        dots = []
        for point, level in zip(self._points, levels, strict=True):
            below = point.milestone is not None
            away = (level if below else -level) * steps[below]
            dots.append(_Dot(point=point, at=QPointF(self._x(point.day), self._line_y() + away)))
        self._dots = tuple(dots)
        self._names = self._named()
        self.update()

    def _named(self) -> dict[int, tuple[QRectF, str]]:
        """Cuts the names that have room to it."""
        font = self._fonts_now().second
        names = [self.name_of(dot.point) for dot in self._dots]
        today = QRectF(self._x(self._day) - 1, 0, 2, self.height())
        spots, widths = [dot.at for dot in self._dots], [float(font.width(name)) for name in names]
        areas = areas_beside(spots, widths, wide=self.width() - _EDGE_PX / 2, taken=(today,))
        return {
            place: (area, font.cut(name, int(area.width())))
            for place, (area, name) in enumerate(zip(areas, names, strict=True))
            if area is not None
        }

    def _step(self, taken: Iterable[tuple[bool, int]], *, below: bool) -> float:
        """Gives the distance between points over each other, less where many are."""
        most = _LEVELS_BELOW if below else _LEVELS_ABOVE
        return _STEP_PX * min(1.0, most / max((level for side, level in taken if side is below), default=1))

    def _x(self, day: date) -> float:
        first = min([(point.day - self._day).days for point in self._points] + [-_LEAST_DAYS])
        last = max([(point.day - self._day).days for point in self._points] + [_LEAST_DAYS])
        low, high = _bent(first), _bent(last)
        room = max(self.width() - 2 * _EDGE_PX, 1)
        return _EDGE_PX + room * (_bent((day - self._day).days) - low) / (high - low)

    def _draw_ticks(self, painter: QPainter, fonts: RowFonts, y: float) -> None:
        if not self._points:
            return
        spans = [(days, "months", n) for n, days in _MONTHS] + [(days, "years", n) for n, days in _YEARS]
        foot = self.height() - _FOOT_PX
        for side in (-1, 1):
            taken = self._x(self._day)
            for days, unit, n in spans:
                x = self._x_of(side * days)
                if not _EDGE_PX / 2 <= x <= self.width() - _EDGE_PX / 2:
                    break
                if abs(x - taken) < _TICK_GAP_PX:
                    continue
                taken = x
                painter.setPen(QPen(self._line, 1))
                painter.drawLine(QPointF(x, y - 4), QPointF(x, y + 4))
                words = self._texts.say(f"window.deadlines_tick_{unit}", n=n)
                said = f"{'−' if side < 0 else '+'} {words}"
                painter.setFont(fonts.second.font)
                painter.setPen(self._soft)
                area = QRectF(x - _TICK_GAP_PX, foot, 2 * _TICK_GAP_PX, _FOOT_PX)
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, said)

    def _x_of(self, days: int) -> float:
        return self._x(date.fromordinal(min(max(self._day.toordinal() + days, 1), date.max.toordinal())))

    def _draw_today(self, painter: QPainter, fonts: RowFonts, y: float) -> None:
        if self._day == date.min:
            return
        x = round(self._x(self._day))  # on whole pixels it is sharp
        painter.setPen(QPen(self._accent, 2))
        painter.drawLine(QPointF(x, _TOP_PX - 2), QPointF(x, y + _LEVELS_BELOW * _STEP_PX + 8))
        said = f"{self._texts.say('window.deadlines_today')} · {short_day(self._texts, self._day)}"
        wide = fonts.title.width(said)
        left = min(max(x - wide / 2, 4), max(self.width() - wide - 4, 4))
        painter.setFont(fonts.title.font)
        painter.setPen(self._accent)
        painter.drawText(QRectF(left, 0, wide + 2, _TOP_PX - 2), Qt.AlignmentFlag.AlignCenter, said)

    def _draw_dot(self, painter: QPainter, dot: _Dot, *, marked: bool) -> None:
        if marked:
            painter.setPen(QPen(self._accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(dot.at, DOT_PX + 4, DOT_PX + 4)
        due = dot.point.due
        over = due is not None and (due.passed or due.done is not None)
        draw_mark(painter, dot.at, self._theme, side=due.side if due else None, over=over)

    def _at(self, where: QPointF) -> int:
        """Finds the nearest point under the pointer; -1 for none."""
        distances = [(dot.at - where).manhattanLength() for dot in self._dots]
        nearest = min(range(len(distances)), key=distances.__getitem__, default=-1)
        return nearest if nearest >= 0 and distances[nearest] <= _HIT_PX else -1

    def _point_at(self, which: int) -> None:
        if which != self._under:
            self._under = which
            self.setCursor(Qt.CursorShape.PointingHandCursor if which >= 0 else Qt.CursorShape.ArrowCursor)
            self._tell()

    def _tell(self, *, aloud: bool = False) -> None:
        said = self.words_of(self.current) if self.current is not None else ""
        self.setAccessibleDescription(said)
        self.told.emit(said)
        self.update()
        if aloud and said:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def _open(self) -> None:
        if self._current >= 0 and (due := self._points[self._current].due) is not None:
            self.due_wanted.emit(due.id)


def _bent(days: int) -> float:
    """Bends the line of time: even around today, ever denser far from it."""
    return copysign(log1p(abs(days) / _STRETCH_DAYS), days)
