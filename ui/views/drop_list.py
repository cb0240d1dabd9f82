"""A list that shows where a drop would go: a line between two rows, or a frame around one place."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QMimeData, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QScrollBar, QWidget

from ui.theme import Theme
from ui.views.kept_place import KeptPlace

_EDGE_PX = 36
_EDGE_STEP_PX = 12
_EDGE_EVERY_MS = 25
_LINE_PX = 2
_KNOB_PX = 3
_FRAME_RADIUS_PX = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a drop would go.

    Attributes:
        area: In the viewport; a line lies on its upper edge, a frame around it.
        line: Whether it is a line between rows.
        take: Tells what the person wants by dropping there.
    """

    area: QRect
    line: bool = False
    take: Callable[[], None]


class DropList(QListView):
    """The ways of a list of ours that takes drops; its rows are all drawn by its delegate."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = KeptPlace(self)  # first: Qt lays out while it is being set up
        self._accent = QColor(theme.palette.accent)
        self._spot: Spot | None = None
        self._read_only = False
        self._edge = EdgeScroll(self, self.verticalScrollBar())
        self.setAcceptDrops(True)
        self.setDragEnabled(True)
        self.setDropIndicatorShown(False)  # ours is drawn below
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Shows the rows of a model."""
        super().setModel(model)
        if model is not None:
            self._kept.follow(model)

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets things be dragged and dropped."""
        self._read_only = read_only
        self.setAcceptDrops(not read_only)
        self.setDragEnabled(not read_only)

    def doItemsLayout(self) -> None:
        """Lays the rows out, and keeps in sight what was."""
        super().doItemsLayout()
        self._kept.restore()

    def begin_at_top(self) -> None:
        """Scrolls up for rows about something else."""
        self._kept.forget()
        self.scrollToTop()

    @abstractmethod
    def spot_at(self, data: QMimeData, pos: QPoint) -> Spot | None:
        """Finds where a drop at a point of the viewport would go; None where it is not taken."""

    @abstractmethod
    def drag(self) -> QDrag | None:
        """Packs what is chosen, to be dragged; None when it cannot be."""

    @abstractmethod
    def takes(self, data: QMimeData) -> bool:
        """Tells whether such things may be dropped here at all."""

    def startDrag(self, _supported: Qt.DropAction) -> None:
        """Carries what is chosen; nothing moves before the session says so."""
        drag = self.drag()
        if drag is not None:
            drag.exec(Qt.DropAction.CopyAction)

    @property
    def spot(self) -> Spot | None:
        """Where the drag that is over the list would go."""
        return self._spot

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Lets in what may be dropped; anything else goes to the window around."""
        if self.takes(event.mimeData()) and _stays_where_it_is(event):
            event.accept()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Shows where it would go."""
        pos = event.position().toPoint()
        self._show(self.spot_at(event.mimeData(), pos))
        self._edge.follow(pos, self.viewport().height())
        if self._spot is not None and _stays_where_it_is(event):
            event.accept()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forgets where it would have gone."""
        self._end_drag()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tells what the person wants."""
        spot = self.spot_at(event.mimeData(), event.position().toPoint())
        self._end_drag()
        if spot is None or not _stays_where_it_is(event):
            event.ignore()
            return
        event.accept()
        spot.take()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the rows, and above them where the drop would go."""
        super().paintEvent(event)
        if self._spot is not None:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            _draw_spot(painter, self._spot, self._accent)
            painter.end()

    def _show(self, spot: Spot | None) -> None:
        if spot is None and self._spot is None:
            return
        self._spot = spot
        self.viewport().update()

    def _end_drag(self) -> None:
        self._edge.stop()
        self._show(None)
        self.setState(QAbstractItemView.State.NoState)


class EdgeScroll(QObject):
    """Scrolls while a drag rests near the upper or lower edge."""

    def __init__(self, parent: QObject, bar: QScrollBar) -> None:
        super().__init__(parent)
        self._bar = bar
        self._step = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_EDGE_EVERY_MS)
        self._timer.timeout.connect(self._go)

    def follow(self, pos: QPoint, height: int) -> None:
        """Starts or stops by where the drag is in a viewport of that height."""
        self._step = 0
        if pos.y() < _EDGE_PX:
            self._step = -_EDGE_STEP_PX
        elif pos.y() > height - _EDGE_PX:
            self._step = _EDGE_STEP_PX
        if not self._step:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Scrolls no further."""
        self._timer.stop()

    def _go(self) -> None:
        self._bar.setValue(self._bar.value() + self._step)


def _stays_where_it_is(event: QDropEvent) -> bool:
    """Asks for a copy: a file manager that is told of a move would delete the person's file."""
    if not event.possibleActions() & Qt.DropAction.CopyAction:
        return False
    event.setDropAction(Qt.DropAction.CopyAction)
    return True


def _draw_spot(painter: QPainter, spot: Spot, accent: QColor) -> None:
    painter.setPen(QPen(accent, _LINE_PX))
    if not spot.line:
        painter.drawRoundedRect(spot.area.adjusted(2, 2, -2, -2), _FRAME_RADIUS_PX, _FRAME_RADIUS_PX)
        return
    y = max(spot.area.top(), _KNOB_PX)
    left, right = spot.area.left() + 2 * _KNOB_PX, spot.area.right() - 2 * _KNOB_PX
    painter.drawLine(left, y, right, y)
    painter.setBrush(accent)
    painter.drawEllipse(QPoint(left, y), _KNOB_PX, _KNOB_PX)
