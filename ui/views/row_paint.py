"""What the rows of our lists share when they are drawn: fonts, words cut with an ellipsis, chips, ground."""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ui.models.roles import Chip
from ui.theme import Theme

_KEPT_WORDS = 2048
"""So many cut words are kept; a screen shows about forty."""
CHIP_GAP_PX = 8
_CHIP_PAD_PX = 8
BAR_PX = 3
_SECOND_SIZE = 12 / 13
_SECTION_SIZE = 11 / 13


class Words:
    """One font, its measures, and words cut to a width in it."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetrics(font)
        self.height = self._metrics.height()
        self.width = lru_cache(_KEPT_WORDS)(self._measured)
        self.cut = lru_cache(_KEPT_WORDS)(self._cut)

    def draw(self, painter: QPainter, area: QRect, words: str, color: QColor, *, right: bool = False) -> None:
        """Draws words on one line, cut to the width of the area and centred in its height."""
        if area.width() <= 0:
            return
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.setFont(self.font)
        painter.setPen(color)
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, self.cut(words, area.width()))

    def _measured(self, words: str) -> int:
        return self._metrics.horizontalAdvance(words) + 1 if words else 0  # widths are rounded

    def _cut(self, words: str, width_px: int) -> str:
        return self._metrics.elidedText(words, Qt.TextElideMode.ElideRight, width_px)


class RowFonts:
    """The fonts of a list, all from the one that the window gives it."""

    def __init__(self, base: QFont) -> None:
        self.base = QFont(base)
        self.body = Words(_font(base))
        self.title = Words(_font(base, weight=QFont.Weight.DemiBold))
        self.number = Words(_figures(_font(base, weight=QFont.Weight.Bold)))
        self.second = Words(_figures(_font(base, size=_SECOND_SIZE)))
        section = _font(base, size=_SECTION_SIZE, weight=QFont.Weight.DemiBold)
        section.setCapitalization(QFont.Capitalization.AllUppercase)
        section.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 105)
        self.section = Words(section)


class ChipPaint:
    """Draws states in words at the right end of a row."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._pair = lru_cache(16)(self._colors)

    def folded(self, chips: Sequence[Chip], words: Words, room_px: int) -> tuple[Chip, ...]:
        """Gives the chips that have room; those that have none become one that counts them."""
        if len(chips) < 2 or self.width(chips, words) <= room_px:
            return tuple(chips)
        shown: tuple[Chip, ...] = ()
        for kept in range(len(chips) - 1, -1, -1):
            rest = Chip(text=f"+{len(chips) - kept}", tone=chips[kept].tone)
            shown = (*chips[:kept], rest)
            if self.width(shown, words) <= room_px:
                break
        return shown

    def width(self, chips: Sequence[Chip], words: Words) -> int:
        """Measures chips beside each other."""
        return sum(words.width(chip.text) + 2 * _CHIP_PAD_PX for chip in chips) + CHIP_GAP_PX * max(
            0, len(chips) - 1
        )

    def draw(self, painter: QPainter, area: QRect, chips: Sequence[Chip], words: Words) -> None:
        """Draws chips into an area of their width, cut where even one is too wide for it."""
        left, height = area.left(), words.height + 2
        for chip in chips:
            width = min(words.width(chip.text) + 2 * _CHIP_PAD_PX, area.right() - left + 1)
            pill = QRect(left, area.center().y() - height // 2, width, height)
            ink, ground = self._pair(chip)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(QRectF(pill), height / 2, height / 2)
            words.draw(painter, pill.adjusted(_CHIP_PAD_PX, 0, -_CHIP_PAD_PX, 0), chip.text, ink)
            left += width + CHIP_GAP_PX

    def _colors(self, chip: Chip) -> tuple[QColor, QColor]:
        ink, ground = self._theme.pair(chip.tone)
        return QColor(ink), QColor(ground)


class GroundPaint:
    """Draws what lies under a row: that it is chosen, pointed at, or has the focus."""

    def __init__(self, theme: Theme, *, hover: str) -> None:
        palette = theme.palette
        self._accent, self._chosen, self._hover = map(QColor, (palette.accent, palette.accent_soft, hover))

    def draw(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Draws it."""
        area, state = option.rect, option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self._chosen)
            painter.fillRect(QRect(area.left(), area.top(), BAR_PX, area.height()), self._accent)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, self._hover)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(0, 0, -1, -1))


def tip_of(index: QModelIndex | QPersistentModelIndex) -> str:
    """Gives all the words of a row; the model has made what a proof says harmless."""
    return index.data(Qt.ItemDataRole.ToolTipRole) or ""


def _font(base: QFont, *, size: float = 1.0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    made = QFont(base)
    made.setPixelSize(round(QFontInfo(base).pixelSize() * size))
    made.setWeight(weight)
    return made


def _figures(font: QFont) -> QFont:
    """Asks for figures of one width, so that numbers and dates stand in columns."""
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
