"""Words that are only words: never markup, never cut without telling.

The start page is made of these, so they name Qt's enums by their words (``setProperty``): the first use of
``Qt.…`` makes all of its hundred enums, a tenth of the time to the first paint.
"""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

_WRAPPED_FROM_LETTERS = 80
_PLAIN: Final = ("textFormat", "PlainText")
# Not html.escape: its module brings the tables of all entities, which the first paint would wait for.
_TURNING = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def labelled(text: str, look: str, *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """Makes a label with a look.

    Titles come from strangers' files; as plain text they can neither style themselves nor load a picture.
    """
    label = QLabel(parent)
    label.setProperty(*_PLAIN)
    label.setWordWrap(wrap)
    label.setProperty("look", look)
    label.setText(unturned(text))
    return label


def unturned(text: str) -> str:
    """Takes out the marks that turn the reading of what follows, so that a name shows what it is."""
    return text.translate(_TURNING)


def plain_tip(text: str) -> str:
    """Prepares a tooltip that shows exactly this text, in several lines when it is long."""
    if len(text) < _WRAPPED_FROM_LETTERS and "<" not in text and "&" not in text:
        return text
    return f"<p>{text.translate(_MARKUP)}</p>"


class ElidedLabel(QLabel):
    """One line that ends in "…" where the room ends; its tooltip and its name then hold the whole."""

    def __init__(
        self,
        text: str,
        look: str = "body",
        parent: QWidget | None = None,
        *,
        mode: "Qt.TextElideMode | str" = "ElideRight",
    ) -> None:
        """Makes the line.

        Args:
            text: The whole of it.
            look: As of ``labelled``.
            parent: What it belongs to.
            mode: Where it is cut, by Qt's name for it.
        """
        super().__init__(parent)
        self._whole = ""
        self._mode = mode
        self._has_room = False
        self.setProperty(*_PLAIN)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setProperty("look", look)
        self.set_whole(text)

    @property
    def whole(self) -> str:
        """The text before it was cut."""
        return self._whole

    def set_whole(self, text: str) -> None:
        """Changes the text; line ends become spaces."""
        whole = unturned(" ".join(text.split("\n")))
        if whole == self._whole:
            return  # told often while something is at work: what stands around it need not be laid out anew
        self._whole = whole
        self.setAccessibleName(whole)
        self.updateGeometry()
        self._cut()

    def sizeHint(self) -> QSize:
        """Asks for the whole line."""
        metrics = self.fontMetrics()
        # One more: widths are rounded, and a label as wide as its text must not be cut.
        return QSize(metrics.horizontalAdvance(self._whole) + 1, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Is content with a few letters."""
        metrics = self.fontMetrics()
        few = min(metrics.averageCharWidth() * 6, self.sizeHint().width())
        return QSize(few, metrics.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cuts anew."""
        super().resizeEvent(event)
        self._has_room = True
        self._cut()

    def changeEvent(self, event: QEvent) -> None:
        """Cuts anew when the font changes, as the style sheet does when the label is first shown."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
            self._cut()

    def _cut(self) -> None:
        shown = self._fitting()
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(plain_tip(self._whole) if shown != self._whole else "")

    def _fitting(self) -> str:
        """Gives the whole text while it fits, or nobody knows yet how much room there is; else what fits."""
        metrics = self.fontMetrics()
        if not self._has_room or metrics.horizontalAdvance(self._whole) <= self.width():
            return self._whole
        from PySide6.QtCore import Qt

        mode = Qt.TextElideMode[self._mode] if isinstance(self._mode, str) else self._mode
        return metrics.elidedText(self._whole, mode, self.width())
