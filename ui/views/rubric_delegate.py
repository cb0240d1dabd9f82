"""Draws the rows of rubrics: the name, a state in words, and how many pieces."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from ui.models.roles import Cut, CutKind, Role
from ui.theme import Theme
from ui.views.row_paint import CHIP_GAP_PX, ChipPaint, RowFonts, tip_of

Index = QModelIndex | QPersistentModelIndex

_ROW_PX = 32
_SIDE_PX = 8
_PAD_PX = 10
_RADIUS_PX = 7
_LABEL_PX = 36
_BIN_GAP_PX = 16
_LEAST_CHIP_PX = 44


class RubricDelegate(QStyledItemDelegate):
    """Draws rows from their roles, and the label over the first rubric."""

    def __init__(self, label: str, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        palette = theme.palette
        self._label = label
        self._ink, self._soft = QColor(palette.ink), QColor(palette.soft)
        self._accent, self._accent_soft = QColor(palette.accent), QColor(palette.accent_soft)
        self._hover, self._line = QColor(palette.line), QColor(palette.line)
        self._chips = ChipPaint(theme)
        self._fonts: RowFonts | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Gives a row's height, with what stands above it."""
        high = max(_ROW_PX, self._fonts_of(option).body.height + 12)
        return QSize(0, high + above(index))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_above(painter, option, index)
        area = option.rect.adjusted(_SIDE_PX, above(index) + 1, -_SIDE_PX, -1)
        self._draw_ground(painter, option, area)
        self._draw_row(painter, option, index, area.adjusted(_PAD_PX, 0, -_PAD_PX, 0))
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Shows the whole of what had to be cut."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), tip_of(index) if self.is_cut(option, index) else "", view)
        return True

    def is_cut(self, option: QStyleOptionViewItem, index: Index) -> bool:
        """Tells whether some words of a row do not fit into it."""
        fonts, chips = self._fonts_of(option), tuple(index.data(Role.CHIPS) or ())
        need = fonts.title.width(_title(index)) + CHIP_GAP_PX + fonts.second.width(_count(index))
        need += self._chips.width(chips, fonts.second) + (CHIP_GAP_PX if chips else 0)
        return need > option.rect.width() - 2 * (_SIDE_PX + _PAD_PX)

    def _fonts_of(self, option: QStyleOptionViewItem) -> RowFonts:
        if self._fonts is None or self._fonts.base != option.font:
            self._fonts = RowFonts(option.font)
        return self._fonts

    def _draw_above(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        high = above(index)
        if not high:
            return
        area = QRect(option.rect.left(), option.rect.top(), option.rect.width(), high)
        area.adjust(_SIDE_PX + _PAD_PX, 0, -_SIDE_PX - _PAD_PX, 0)
        if _kind(index) == CutKind.BIN:
            painter.fillRect(area.left(), area.center().y(), area.width(), 1, self._line)
        else:
            words = self._fonts_of(option).section
            words.draw(painter, area.adjusted(0, _BIN_GAP_PX // 2, 0, 0), self._label, self._soft)

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if not (chosen or focused or hovered):
            return
        painter.setBrush(self._accent_soft if chosen else self._hover)
        painter.setPen(QPen(self._accent, 1) if focused else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS_PX, _RADIUS_PX)

    def _draw_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, area: QRect) -> None:
        fonts = self._fonts_of(option)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ink = self._soft if index.data(Role.MUTED) else self._ink
        count = _count(index)
        fonts.second.draw(painter, area, count, self._soft, right=True)
        area = area.adjusted(0, 0, -fonts.second.width(count) - CHIP_GAP_PX, 0)
        name = fonts.title.width(_title(index)) + CHIP_GAP_PX
        room = max(area.width() - name, min(_LEAST_CHIP_PX, area.width() // 2))
        chips = self._chips.folded(tuple(index.data(Role.CHIPS) or ()), fonts.second, room)
        wide = min(self._chips.width(chips, fonts.second), room)
        right = QRect(area.right() + 1 - wide, area.top(), wide, area.height())
        self._chips.draw(painter, right, chips, fonts.second)
        rest = area.adjusted(0, 0, -wide - (CHIP_GAP_PX if wide else 0), 0)
        words = fonts.title if chosen else fonts.body
        words.draw(painter, rest, _title(index), self._accent if chosen else ink)


def above(index: Index) -> int:
    """Measures what stands above a row and does not belong to it: the label, or the gap before the bin."""
    if _kind(index) == CutKind.BIN:
        return _BIN_GAP_PX
    before = index.model().index(index.row() - 1, 0) if index.row() else None
    first = before is not None and _kind(before) == CutKind.ALL and _kind(index) == CutKind.RUBRIC
    return _LABEL_PX if first else 0


def _kind(index: Index) -> CutKind:
    cut: Cut = index.data(Role.CUT)
    return cut.kind


def _title(index: Index) -> str:
    return index.data(Role.TITLE) or ""


def _count(index: Index) -> str:
    count = index.data(Role.COUNT)
    return "" if count is None else str(count)
