"""What a screen says, as text, and how far two pictures of it lie apart."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageChops, ImageFilter, ImageStat
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QSplitterHandle,
    QWidget,
)

from ui.views.card_link import ElidedLink
from ui.widgets.labels import ElidedLabel

_SHARE: Final = 0.5
_BLUR_PX: Final = 3
_BLOCK_PX: Final = 8
_COLOURS: Final = 256
_CLOSED: Final = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit)
"""Kinds whose inner widgets are Qt's own matter; cards are buttons too, but their labels are ours."""
_PASSED_OVER: Final = (QMenu, QScrollBar, QSplitterHandle)


@dataclass(frozen=True, slots=True)
class Apart:
    """How far two pictures lie apart, in 256ths of a channel's range.

    Attributes:
        mean: On average over all blocks.
        most: In the block that differs most.
    """

    mean: float
    most: float

    @property
    def alike(self) -> bool:
        """Whether only letters are drawn otherwise; what is moved, missing or dyed exceeds this."""
        return self.mean <= 0.8 and self.most <= 18


def tree(root: QWidget) -> str:
    """Writes what is visible of a widget, one line each: class, name, accessible name, words, state.

    Sizes and places are left out: they differ with the letters of a machine.
    """
    return "\n".join(_lines(root, root, 0)) + "\n"


def kept(widget: QWidget) -> Image.Image:
    """Takes the picture of a widget, half as wide and high."""
    picture = whole(widget)
    size = (round(picture.width * _SHARE), round(picture.height * _SHARE))
    return picture.resize(size, Image.Resampling.BOX)


def whole(widget: QWidget) -> Image.Image:
    """Takes the picture of a widget."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    return Image.open(io.BytesIO(data.data())).convert("RGB")


def in_few_colours(picture: Image.Image) -> Image.Image:
    """Makes a picture small on disk."""
    return picture.quantize(_COLOURS, dither=Image.Dither.NONE)


def apart(one: Image.Image, other: Image.Image) -> Apart:
    """Compares two pictures by the average colours of blurred blocks, which no letter's edge changes much."""
    if one.size != other.size:
        return Apart(mean=255.0, most=255.0)
    blurred = [each.convert("RGB").filter(ImageFilter.GaussianBlur(_BLUR_PX)) for each in (one, other)]
    blocks = [picture.reduce(_BLOCK_PX) for picture in blurred]
    difference = ImageChops.difference(*blocks)
    statistic = ImageStat.Stat(difference)
    return Apart(mean=max(statistic.mean), most=float(max(high for _, high in statistic.extrema)))


def _lines(widget: QWidget, root: QWidget, depth: int) -> Iterator[str]:
    if isinstance(widget, _PASSED_OVER) or not (widget is root or widget.isVisibleTo(root)):
        return
    inner = widget.objectName().startswith("qt_")
    if not inner:
        yield "  " * depth + _line(widget)
    if isinstance(widget, QAbstractItemView):
        yield from ("  " * (depth + 1) + row for row in _rows(widget))
    if isinstance(widget, _CLOSED) and widget.layout() is None:
        return
    options = Qt.FindChildOption.FindDirectChildrenOnly
    for child in widget.findChildren(QWidget, options=options):
        yield from _lines(child, root, depth + (not inner))


def _line(widget: QWidget) -> str:
    parts = [type(widget).__name__]
    if widget.objectName():
        parts.append(f"#{widget.objectName()}")
    if widget.accessibleName():
        parts.append(f"[{_plain(widget.accessibleName())}]")
    if words := _words(widget):
        parts.append(f"“{_plain(words)}”")
    if isinstance(widget, QAbstractButton) and widget.isCheckable():
        parts.append("checked" if widget.isChecked() else "unchecked")
    if not widget.isEnabled():
        parts.append("disabled")
    return " ".join(parts)


def _words(widget: QWidget) -> str:
    """Gives the words that are seen; of those that may be cut, the name holds the whole."""
    match widget:
        case ElidedLabel() | ElidedLink():
            return ""
        case QLabel() | QAbstractButton() | QCheckBox() | QAbstractSpinBox():
            return widget.text()
        case QLineEdit():
            return widget.text() or f"({widget.placeholderText()})"
        case QPlainTextEdit():
            return widget.toPlainText()
        case QComboBox():
            return widget.currentText()
        case _:
            return ""


def _rows(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    for row in range(model.rowCount() if model is not None else 0):
        index = model.index(row, 0)
        said = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(Qt.ItemDataRole.DisplayRole)
        chosen = " chosen" if view.selectionModel().isSelected(index) else ""
        yield f"- {_plain(str(said))}{chosen}"


def _plain(words: str) -> str:
    return words.replace("\n", " ").replace("\\", "/")
