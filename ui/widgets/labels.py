"""Words that are only words: never markup, never cut without telling."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.widgets.looks import mark

_WRAPPED_FROM_LETTERS = 80
# Not html.escape: its module brings the tables of all entities, which the first paint would wait for.
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def labelled(text: str, look: str, *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """Makes a label with a look.

    Titles come from strangers' files; as plain text they can neither style themselves nor load a picture.
    """
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    mark(label, look)
    return label


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
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(parent)
        self._whole = ""
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        mark(self, look)
        self.set_whole(text)

    @property
    def whole(self) -> str:
        """The text before it was cut."""
        return self._whole

    def set_whole(self, text: str) -> None:
        """Changes the text; line ends become spaces."""
        self._whole = " ".join(text.split("\n"))
        self.setAccessibleName(self._whole)
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
        self._cut()

    def changeEvent(self, event: QEvent) -> None:
        """Cuts anew when the font changes, as the style sheet does when the label is first shown."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
            self._cut()

    def _cut(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, self._mode, self.width())
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(plain_tip(self._whole) if shown != self._whole else "")
