"""Draws the rows of pieces: headings, pieces, and what is attached to them."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from ui.models.roles import Chip, Role, RowKind
from ui.theme import Theme
from ui.views.row_paint import BAR_PX, CHIP_GAP_PX, ChipPaint, GroundPaint, RowFonts, tip_of

Index = QModelIndex | QPersistentModelIndex

THUMBNAIL = QSize(40, 52)
_ROW_PX = 64
_HEADING_PX = 40
_NUMBER_RIGHT_PX = 54
_CHILD_INDENT_PX = 44
_GAP_PX = 12
_SIDE_PX = 16
_LEAST_TITLE_PX = 140
_NARROW_PX = 440
_PALE = 0.55


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    number: str
    title: str
    second: str
    chips: tuple[Chip, ...]
    thumbnail: QPixmap | None
    child: bool
    muted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Areas:
    number: QRect
    picture: QRect
    title: QRect
    second: QRect
    chips: QRect


class PieceDelegate(QStyledItemDelegate):
    """Draws rows from their roles; measures and colours are made once."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        palette = theme.palette
        self._ink, self._soft = QColor(palette.ink), QColor(palette.soft)
        self._accent = QColor(palette.accent)
        self._paper, self._line = QColor(palette.paper), QColor(palette.line)
        self._ground = GroundPaint(theme, hover=palette.background)
        self._chips = ChipPaint(theme)
        self._fonts: RowFonts | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Gives a row's height; the list makes it as wide as itself."""
        fonts = self._fonts_of(option)
        if index.data(Role.KIND) == RowKind.HEADING:
            return QSize(0, max(_HEADING_PX, fonts.title.height + 16))
        return QSize(0, max(_ROW_PX, fonts.title.height + fonts.second.height + 20))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws one row."""
        painter.save()
        if index.data(Role.KIND) == RowKind.HEADING:
            self._draw_heading(painter, option, index)
        else:
            self._ground.draw(painter, option)
            self._draw_piece(painter, option, _read(index))
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Shows the whole of what had to be cut."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), tip_of(index) if self._tells_more(option, index) else "", view)
        return True

    def _tells_more(self, option: QStyleOptionViewItem, index: Index) -> bool:
        chips: tuple[Chip, ...] = index.data(Role.CHIPS) or ()
        return any(chip.tip for chip in chips) or self.is_cut(option, index)

    def is_cut(self, option: QStyleOptionViewItem, index: Index) -> bool:
        """Tells whether some words of a row do not fit into it."""
        fonts = self._fonts_of(option)
        if index.data(Role.KIND) == RowKind.HEADING:
            title, span = _heading(index)
            room = option.rect.width() - 2 * _SIDE_PX - CHIP_GAP_PX
            return fonts.title.width(title) + fonts.second.width(span) > room
        row = _read(index)
        areas, shown = self._areas(option.rect, row, fonts)
        return (
            fonts.title.width(row.title) > areas.title.width()
            or fonts.second.width(row.second) > areas.second.width()
            or self._chips.width(row.chips, fonts.second) > areas.chips.width()
            or shown != row.chips
        )

    def _fonts_of(self, option: QStyleOptionViewItem) -> RowFonts:
        if self._fonts is None or self._fonts.base != option.font:
            self._fonts = RowFonts(option.font)
        return self._fonts

    def _draw_heading(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        fonts = self._fonts_of(option)
        title, span = _heading(index)
        area = option.rect.adjusted(_SIDE_PX, 8, -_SIDE_PX, 0)
        fonts.title.draw(painter, area, title, self._ink)
        after = area.adjusted(fonts.title.width(title) + CHIP_GAP_PX, 0, 0, 0)
        fonts.second.draw(painter, after, span, self._soft)

    def _draw_piece(self, painter: QPainter, option: QStyleOptionViewItem, row: _Row) -> None:
        fonts = self._fonts_of(option)
        areas, chips = self._areas(option.rect, row, fonts)
        number = self._soft if row.muted or not row.number else self._accent
        fonts.number.draw(painter, areas.number, row.number or "—", number, right=True)
        fonts.title.draw(painter, areas.title, row.title, self._soft if row.muted else self._ink)
        fonts.second.draw(painter, areas.second, row.second, self._soft)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._chips.draw(painter, areas.chips, chips, fonts.second)
        self._draw_picture(painter, areas.picture, row)

    def _areas(self, area: QRect, row: _Row, fonts: RowFonts) -> tuple[_Areas, tuple[Chip, ...]]:
        """Divides a row; the title keeps a least width, and the chips share what is left."""
        indent = _CHILD_INDENT_PX if row.child else 0
        right_of_number = area.left() + _NUMBER_RIGHT_PX + indent
        top = area.center().y() - THUMBNAIL.height() // 2
        picture = QRect(right_of_number + _GAP_PX, top, THUMBNAIL.width(), THUMBNAIL.height())
        left, right = picture.right() + 1 + _GAP_PX, area.right() - _SIDE_PX
        least = min(fonts.title.width(row.title), _LEAST_TITLE_PX) + _GAP_PX
        room = max(right - left - least, 0)
        chips = self._chips.folded(row.chips, fonts.second, room)
        wide = min(self._chips.width(chips, fonts.second), room)
        beside = right - left - (wide + _GAP_PX if wide else 0)
        # In a narrow list the second line runs on below the chips.
        narrow = right - left < _NARROW_PX
        high = fonts.title.height + 2 + fonts.second.height
        title = QRect(left, area.top() + (area.height() - high) // 2, beside, fonts.title.height)
        second = QRect(left, title.bottom() + 3, right - left if narrow else beside, fonts.second.height)
        across = title if narrow else area
        return _Areas(
            number=QRect(
                area.left() + BAR_PX, area.top(), right_of_number - area.left() - BAR_PX, area.height()
            ),
            picture=picture,
            title=title,
            second=second,
            chips=QRect(right - wide, across.top(), wide, across.height()),
        ), chips

    def _draw_picture(self, painter: QPainter, area: QRect, row: _Row) -> None:
        if row.muted:
            painter.setOpacity(_PALE)
        if row.thumbnail is None or row.thumbnail.isNull():
            self._draw_paper(painter, area)
        else:
            size = row.thumbnail.deviceIndependentSize().toSize()
            size.scale(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
            inner = QRect(area.topLeft(), size)
            inner.moveCenter(area.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(inner, row.thumbnail)
            area = inner
        painter.setPen(QPen(self._line, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5))

    def _draw_paper(self, painter: QPainter, area: QRect) -> None:
        painter.fillRect(area, self._paper)
        for line, width in enumerate((26, 20, 24, 12)):
            painter.fillRect(area.left() + 7, area.top() + 9 + 6 * line, width, 2, self._line)


def _read(index: Index) -> _Row:
    words = (index.data(Role.WHEN), index.data(Role.DETAIL))
    return _Row(
        number=index.data(Role.NUMBER) or "",
        title=index.data(Role.TITLE) or "",
        second=" · ".join(word for word in words if word),
        chips=tuple(index.data(Role.CHIPS) or ()),
        thumbnail=index.data(Role.THUMBNAIL),
        child=index.data(Role.KIND) == RowKind.CHILD,
        muted=bool(index.data(Role.MUTED)),
    )


def _heading(index: Index) -> tuple[str, str]:
    return index.data(Role.TITLE) or "", index.data(Role.DETAIL) or ""
