"""Draws a recipient: its name, its state in words, and the first reason."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from ui.models.roles import Chip, Role, RowKind
from ui.theme import Theme
from ui.views.row_paint import ChipPaint, GroundPaint, RowFonts
from ui.views.wrapped import Wrapped

Index = QModelIndex | QPersistentModelIndex

_SIDE_PX = 20
_PAD_PX = 10
_HEADING_PX = 36
_GAP_PX = 8
_LINE_PX = 3
_LEAST_NAME_PX = 140
_KEPT_ROWS = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class _Laid:
    """Where the parts of a row stand, relative to its upper left corner, in px."""

    name: Wrapped
    reason: Wrapped
    chips: QRect
    reason_top: int
    height: int


class RecipientDelegate(QStyledItemDelegate):
    """Draws rows whose words wrap; what was laid out once for a width is kept."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        palette = theme.palette
        self._list = parent
        self._ink, self._soft = QColor(palette.ink), QColor(palette.soft)
        self._ground = GroundPaint(theme, hover=palette.line)
        self._chips = ChipPaint(theme)
        self._fonts: RowFonts | None = None
        self._laid = lru_cache(_KEPT_ROWS)(self._lay)

    def forget(self) -> None:
        """Lays everything out anew, after another width or font."""
        self._fonts = None
        self._laid.cache_clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Gives the size of a row as wide as the list."""
        del option
        width = self._list.viewport().width()
        if index.data(Role.KIND) == RowKind.HEADING:
            return QSize(width, max(_HEADING_PX, self._fonts_now().section.height + 20))
        return QSize(width, self._of(index, width).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(Role.KIND) == RowKind.HEADING:
            area = option.rect.adjusted(_SIDE_PX, 10, -_SIDE_PX, 0)
            self._fonts_now().section.draw(painter, area, str(index.data(Role.TITLE)), self._soft)
        else:
            self._ground.draw(painter, option)
            self._draw_row(painter, option.rect, index)
        painter.restore()

    def _fonts_now(self) -> RowFonts:
        if self._fonts is None or self._fonts.base != self._list.font():
            self._fonts = RowFonts(self._list.font())
        return self._fonts

    def _draw_row(self, painter: QPainter, row: QRect, index: Index) -> None:
        laid, fonts = self._of(index, row.width()), self._fonts_now()
        muted = bool(index.data(Role.MUTED))
        painter.setPen(self._soft if muted else self._ink)
        laid.name.draw(painter, row.topLeft() + QPoint(_SIDE_PX, _PAD_PX))
        self._chips.draw(painter, laid.chips.translated(row.topLeft()), _chips(index), fonts.second)
        painter.setPen(self._soft)
        laid.reason.draw(painter, row.topLeft() + QPoint(_SIDE_PX, laid.reason_top))

    def _of(self, index: Index, width: int) -> _Laid:
        return self._laid(str(index.data(Role.TITLE)), str(index.data(Role.DETAIL)), _chips(index), width)

    def _lay(self, name: str, reason: str, chips: tuple[Chip, ...], width: int) -> _Laid:
        """Puts the state beside a name that has room, else in a line of its own."""
        fonts = self._fonts_now()
        room = max(width - 2 * _SIDE_PX, _LEAST_NAME_PX)
        wide = min(self._chips.width(chips, fonts.second), room)
        beside = room - wide - _GAP_PX >= min(fonts.title.width(name), _LEAST_NAME_PX)
        called = Wrapped(name, fonts.title.font, room - wide - _GAP_PX if beside else room)
        line = fonts.second.height + 2
        if beside:
            chip = QRect(_SIDE_PX + room - wide, _PAD_PX, wide, fonts.title.height)
            below = _PAD_PX + max(called.height, line) + _LINE_PX
        else:
            chip = QRect(_SIDE_PX, _PAD_PX + called.height + _LINE_PX, wide, line)
            below = chip.bottom() + 1 + _LINE_PX
        said = Wrapped(reason, fonts.second.font, room)
        return _Laid(
            name=called, reason=said, chips=chip, reason_top=below, height=below + said.height + _PAD_PX
        )


def _chips(index: Index) -> tuple[Chip, ...]:
    return tuple(index.data(Role.CHIPS) or ())
