"""A sheet of paper on the table: one page, fitted to the room or larger, that scrolls."""

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.theme import Theme

_MARGIN_PX = 16
_SHADOW_PX = 6
_SHADOW_ALPHA = 9
_DIM_ALPHA = 150
_DIM_AFTER_MS = 150
_SETTLED_AFTER_MS = 150
_A4_HEIGHT_OF_WIDTH = 297 / 210
_LEAST_WIDTH_PX = 40
_MOST_ZOOM = 4.0
_ZOOM_STEP = 1.2


class Fit(StrEnum):
    """What the room decides of the page: all of it is seen, or its width."""

    PAGE = "page"
    WIDTH = "width"


class _Sheet(QWidget):
    """Paints the page and the shadow under it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.picture = QPixmap()
        self.dimmed = False

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paints the shadow, the paper, the page and, while waiting, a veil."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        paper = QRectF(self.rect()).adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, _SHADOW_ALPHA * (3 if self._theme.dark else 1)))
        for spread in range(_SHADOW_PX):
            painter.drawRoundedRect(paper.adjusted(-spread, 1 - spread / 2, spread, spread + 1), 3, 3)
        # Paper is white in the dark as well: a proof keeps its own look.
        painter.fillRect(paper, Qt.GlobalColor.white)
        if not self.picture.isNull():
            painter.drawPixmap(paper, self.picture, QRectF(self.picture.rect()))
        if self.dimmed:
            veil = QColor(self._theme.palette.background)
            veil.setAlpha(_DIM_ALPHA)
            painter.fillRect(paper, veil)


class Paper(QScrollArea):
    """Shows one page; while the next one is made, the last one stays, greyed after a moment.

    Attributes:
        width_changed: The room settled at another width; the page should be asked for anew.
        turned: The person wants the page after (1) or before (-1).
    """

    width_changed = Signal()
    turned = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview-paper")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(120)
        self._sheet = _Sheet(theme)
        self._sheet.setObjectName("preview-sheet")
        self.setWidget(self._sheet)
        self._fit = Fit.PAGE
        self._zoom = 1.0
        self._waiting = QTimer(self, singleShot=True, interval=_DIM_AFTER_MS)
        self._waiting.timeout.connect(self._dim)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLED_AFTER_MS)
        self._settling.timeout.connect(self.width_changed)

    @property
    def fit(self) -> Fit:
        """What the room decides of the page."""
        return self._fit

    @property
    def dimmed(self) -> bool:
        """Whether an old page is shown while the new one is made."""
        return self._sheet.dimmed

    @property
    def picture(self) -> QPixmap:
        """The page as it is shown; a null picture while there is none."""
        return self._sheet.picture

    def fit_to(self, fit: Fit) -> None:
        """Fits the page anew, without any magnification."""
        self._fit, self._zoom = fit, 1.0
        self._lay_out()

    def wanted_px(self) -> int:
        """Tells how many of the screen's own pixels the page is wide."""
        return max(1, round(self._paper_size().width() * self.devicePixelRatioF()))

    def wait(self) -> None:
        """Tells that another page is being made."""
        if not self._sheet.dimmed:
            self._waiting.start()

    def show_page(self, picture: QPixmap, *, from_top: bool) -> None:
        """Shows a page.

        Args:
            picture: The whole page.
            from_top: Whether it is another page, which is read from its top.
        """
        self._waiting.stop()
        self._sheet.dimmed = False
        self._sheet.picture = picture
        self._lay_out()
        if from_top:
            self.verticalScrollBar().setValue(0)

    def clear(self) -> None:
        """Takes the page away."""
        self._waiting.stop()
        self._settling.stop()
        self._sheet.dimmed = False
        self._sheet.picture = QPixmap()

    def _dim(self) -> None:
        self._sheet.dimmed = True
        self._sheet.update()

    def _paper_size(self) -> QSize:
        """Gives the size of the page in the window's pixels."""
        picture = self._sheet.picture
        ratio = _A4_HEIGHT_OF_WIDTH if picture.isNull() else picture.height() / picture.width()
        room = self.maximumViewportSize()
        width = float(room.width() - 2 * _MARGIN_PX)
        if self._fit is Fit.PAGE:
            width = min(width, (room.height() - 2 * _MARGIN_PX) / ratio)
        elif width * ratio > room.height() - 2 * _MARGIN_PX:
            width -= self.verticalScrollBar().sizeHint().width()
        width = max(_LEAST_WIDTH_PX, width * self._zoom)
        return QSize(round(width), max(1, round(width * ratio)))

    def _lay_out(self) -> None:
        size = self._paper_size() + QSize(2 * _MARGIN_PX, 2 * _MARGIN_PX)
        changed = size != self._sheet.size()
        self._sheet.resize(size)
        self._sheet.update()
        if changed:
            self._settling.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the page to the new room."""
        super().resizeEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Magnifies with Ctrl, else scrolls."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._magnify(_ZOOM_STEP if event.angleDelta().y() > 0 else 1 / _ZOOM_STEP)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scrolls by screens and turns the page at its end; + and - magnify."""
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_PageDown if bar.value() == bar.maximum():
                self.turned.emit(1)
            case Qt.Key.Key_PageUp if bar.value() == bar.minimum():
                self.turned.emit(-1)
            case Qt.Key.Key_Plus:
                self._magnify(_ZOOM_STEP)
            case Qt.Key.Key_Minus:
                self._magnify(1 / _ZOOM_STEP)
            case _:
                super().keyPressEvent(event)

    def _magnify(self, factor: float) -> None:
        self._zoom = min(_MOST_ZOOM, max(1.0, self._zoom * factor))
        self._lay_out()
