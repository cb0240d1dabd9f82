"""Draws a remark: how grave in a word, the sentence, the piece, the one act that helps, another answer."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from dossier.model.finding import Level
from dossier.texts.catalogue import Texts
from ui.models.roles import Role
from ui.theme import Theme
from ui.views.remarks import TONES, level_word, remark_at
from ui.views.wrapped import Wrapped, smaller

AnyIndex = QModelIndex | QPersistentModelIndex

_PAD: Final = 12
_GAP: Final = 12
_CHIP_PAD: Final = 8
_CHIP_HEIGHT: Final = 20
_NARROWEST_TEXT: Final = 80
_BETWEEN_ACTS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Laid:
    """Where the parts of a row stand, relative to its upper left corner, in px."""

    said: Wrapped
    about: str
    acts: tuple[QRect, ...]
    left: int
    height: int


class FindingsDelegate(QStyledItemDelegate):
    """Draws a remark; what was laid out once for a width is kept until the width changes."""

    def __init__(self, texts: Texts, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._texts = texts
        self._theme = theme
        self._list = parent
        self._inset = _GAP
        self._kept: dict[tuple[str, str, tuple[str, ...], int, str], _Laid] = {}

    def set_inset(self, inset_px: int) -> None:
        """Leaves other room left and right of the rows."""
        self._inset = inset_px
        self.forget()

    def words_left(self) -> int:
        """Tells where the sentences begin, in px."""
        metrics = QFontMetrics(smaller(self._list.font()))
        widest = max(metrics.horizontalAdvance(level_word(self._texts, level)) for level in Level)
        return self._inset + widest + 2 * _CHIP_PAD + _GAP

    def forget(self) -> None:
        """Lays everything out anew, after another width or font."""
        self._kept.clear()

    def action_rect(self, index: AnyIndex, row: QRect, number: int) -> QRect:
        """Tells where one of a row's acts stands, empty when it has none."""
        acts = self._laid(index, row.width()).acts
        return acts[number].translated(row.topLeft()) if number < len(acts) else QRect()

    def height(self, index: AnyIndex, width: int) -> int:
        """Gives the height of a row of a width, in px."""
        return self._laid(index, width).height

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Gives the size of a row as wide as the list."""
        del option
        width = self._list.viewport().width()
        return QSize(width, self.height(index, width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draws a row."""
        row = QRect(option.rect)
        state = option.state
        palette = self._theme.palette
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected) and self._list.hasFocus()
        if chosen:
            painter.fillRect(row, QColor(palette.accent_soft))
        painter.fillRect(QRect(row.left(), row.bottom(), row.width(), 1), QColor(palette.line))
        self._draw(painter, row, index)
        if chosen:
            painter.fillRect(QRect(row.left(), row.top(), 3, row.height() - 1), QColor(palette.accent))
        painter.restore()

    def _draw(self, painter: QPainter, row: QRect, index: AnyIndex) -> None:
        laid = self._laid(index, row.width())
        palette = self._theme.palette
        self._draw_chip(painter, row, Level(index.data(Role.LEVEL)))
        painter.setPen(QColor(palette.ink))
        top = row.top() + _PAD
        laid.said.draw(painter, QPoint(row.left() + laid.left, top))
        if laid.about:
            soft = smaller(self._list.font())
            painter.setFont(soft)
            painter.setPen(QColor(palette.soft))
            about = QRect(
                row.left() + laid.left, top + laid.said.height + 2, laid.said.width, _line_height(soft)
            )
            shown = QFontMetrics(soft).elidedText(laid.about, Qt.TextElideMode.ElideRight, about.width())
            painter.drawText(about, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.setFont(self._list.font())
        inks = (palette.accent, palette.soft)
        for ink, where, words in zip(inks, laid.acts, self._act_words(index), strict=False):
            painter.setPen(QColor(ink))
            painter.drawText(where.translated(row.topLeft()), int(Qt.AlignmentFlag.AlignRight), words)

    def _draw_chip(self, painter: QPainter, row: QRect, level: Level) -> None:
        ink, under = self._theme.pair(TONES[level])
        font = smaller(self._list.font())
        word = level_word(self._texts, level)
        width = QFontMetrics(font).horizontalAdvance(word) + 2 * _CHIP_PAD
        chip = QRect(row.left() + self._inset, row.top() + _PAD - 1, width, _CHIP_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(under))
        painter.drawRoundedRect(chip, _CHIP_HEIGHT / 2, _CHIP_HEIGHT / 2)
        painter.setPen(QColor(ink))
        painter.setFont(font)
        painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), word)

    def _laid(self, index: AnyIndex, width: int) -> _Laid:
        remark = remark_at(index)
        font = self._list.font()
        key = (remark.said, remark.about, remark.acts, width, font.key())
        if key not in self._kept:
            self._kept[key] = self._lay(remark.said, remark.about, self._act_words(index), width, font)
        return self._kept[key]

    def _lay(self, said: str, about: str, acts: tuple[str, ...], width: int, font: QFont) -> _Laid:
        small = smaller(font)
        left = self.words_left()
        widths = [QFontMetrics(font).horizontalAdvance(words) for words in acts]
        widest = max(widths, default=0)
        right = self._inset + (widest + 2 * _GAP if acts else 0)
        room = width - left - right
        # On a narrow list the acts stand under the sentence.
        beside = room >= max(_NARROWEST_TEXT, 2 * widest)
        if not beside:
            room = width - left - self._inset
        wrapped = Wrapped(said, font, max(room, _NARROWEST_TEXT))
        height = _PAD + wrapped.height + (_line_height(small) + 2 if about else 0) + _PAD
        line = _line_height(font)
        tops = [number * (line + _BETWEEN_ACTS) for number in range(len(acts))]
        if beside:
            end = width - self._inset
            sizes = zip(widths, tops, strict=True)
            places = [QRect(end - one - 4, _PAD + top, one + 4, line) for one, top in sizes]
            height = max(height, *(place.bottom() + _PAD for place in places)) if places else height
        else:
            under = height - _PAD + 4
            sizes = zip((min(one + 4, wrapped.width) for one in widths), tops, strict=True)
            # Words are set at the right of their place: those 4 px would be seen before them.
            places = [QRect(left - 4, under + top, one, line) for one, top in sizes]
            height += 4 + tops[-1] + line if places else 0
        return _Laid(said=wrapped, about=about, acts=tuple(places), left=left, height=max(height, 44))

    def _act_words(self, index: AnyIndex) -> tuple[str, ...]:
        return tuple(self._texts.say(f"window.do_{act}") for act in remark_at(index).acts)


def _line_height(font: QFont) -> int:
    return QFontMetrics(font).height()
