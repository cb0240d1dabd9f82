"""The first pages of the finished annex, as pictures side by side."""

import logging
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QStackedWidget, QWidget

from dossier.texts.catalogue import Texts
from ui.theme import Theme
from ui.widgets.empty_state import EmptyState

_log = logging.getLogger(__name__)

_WIDEST_PX: Final = 264
_GAP_PX: Final = 20
_MARGIN_PX: Final = 32
_A4: Final = 297 / 210
_SHADOW_PX: Final = 7


class ExportPictures(QStackedWidget):
    """A calm sentence before there is an annex, its first pages after."""

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export-pictures")
        self._empty = EmptyState(texts.say("window.export_preview_before"))
        self._pages = _Pages(theme)
        self._pages.setAccessibleName(texts.say("window.export_preview"))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(texts.say("window.export_preview"))
        self._scroll.setWidget(self._pages)
        self._pages.setAutoFillBackground(False)
        self.addWidget(self._empty)
        self.addWidget(self._scroll)

    def set_picture(self, number: int, path: Path) -> None:
        """Shows the picture of a page, from 1; one that cannot be loaded leaves its sheet white."""
        pixmap = QPixmap(str(path))
        if pixmap.isNull():
            _log.info("no picture of page %d", number)
        self._pages.set_picture(number, pixmap)
        self.setCurrentWidget(self._scroll)

    def clear(self) -> None:
        """Forgets the pages."""
        self._pages.clear()
        self.setCurrentWidget(self._empty)


class _Pages(QWidget):
    """Sheets of paper in rows, as many side by side as there is room for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pictures: dict[int, QPixmap] = {}
        self._scaled: dict[int, QPixmap] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setObjectName("export-pages")

    def set_picture(self, number: int, pixmap: QPixmap) -> None:
        self._pictures[number] = pixmap
        self._scaled.clear()
        self.updateGeometry()
        self.update()

    def clear(self) -> None:
        self._pictures.clear()
        self._scaled.clear()
        self.updateGeometry()

    def places(self, width: int) -> list[tuple[int, QRect]]:
        """Gives the rectangle of each page for a width, in px, in the order of the pages."""
        room = max(width - 2 * _MARGIN_PX, 120)
        cell = min(_WIDEST_PX, room)
        columns = max(1, (room + _GAP_PX) // (cell + _GAP_PX))
        columns = min(columns, max(len(self._pictures), 1))
        used = columns * cell + (columns - 1) * _GAP_PX
        left = (width - used) // 2
        height = round(cell * _A4)
        return [
            (
                number,
                QRect(
                    left + (place % columns) * (cell + _GAP_PX),
                    _MARGIN_PX + (place // columns) * (height + _GAP_PX),
                    cell,
                    height,
                ),
            )
            for place, number in enumerate(sorted(self._pictures))
        ]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        places = self.places(width)
        return places[-1][1].bottom() + 1 + _MARGIN_PX if places else 0

    def sizeHint(self) -> QSize:
        return QSize(2 * _WIDEST_PX + _GAP_PX + 2 * _MARGIN_PX, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._scaled.clear()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, place in self.places(self.width()):
            if place.adjusted(-8, -8, 8, 12).intersects(event.rect()):
                self._draw(painter, number, place)

    def _draw(self, painter: QPainter, number: int, place: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 5))
        for spread in range(_SHADOW_PX, 0, -1):
            shadow = QRectF(place).adjusted(-spread, 2 - spread, spread, 2 + spread)
            painter.drawRoundedRect(shadow, spread, spread)
        # Paper is white in the dark theme too: it shows what will be printed.
        painter.fillRect(place, QColor(Qt.GlobalColor.white))
        pixmap = self._fitted(number, place.size())
        if not pixmap.isNull():
            ratio = pixmap.devicePixelRatio()
            width, height = round(pixmap.width() / ratio), round(pixmap.height() / ratio)
            x = place.left() + (place.width() - width) // 2
            y = place.top() + (place.height() - height) // 2
            painter.drawPixmap(x, y, pixmap)

    def _fitted(self, number: int, size: QSize) -> QPixmap:
        """Scales a picture once."""
        if number not in self._scaled:
            ratio = self.devicePixelRatioF()
            picture = self._pictures[number]
            if not picture.isNull():
                picture = picture.scaled(
                    size * ratio,
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
                picture.setDevicePixelRatio(ratio)
            self._scaled[number] = picture
        return self._scaled[number]
