"""Fields of the card: they tell what the person wrote once it is finished, and never overwrite it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSizeF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui.theme import Tone
from ui.widgets.labels import labelled
from ui.widgets.looks import mark

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_LINES = 8


def _anything(_: str) -> bool:
    return True


class LineEntry(QLineEdit):
    """One line of the person's; ``given`` tells it on Enter, on leaving the field and by ``commit``.

    Attributes:
        accepts: Asked before a text is told; a text that it refuses stays as written.
    """

    given = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.accepts: Callable[[str], bool] = _anything
        self._kept = ""
        self.setAccessibleName(name)
        self.returnPressed.connect(self.commit)

    @property
    def unsaved(self) -> bool:
        """Whether something is written that was not told yet."""
        return self.text() != self._kept

    def show_text(self, text: str, *, anew: bool) -> None:
        """Shows the dossier's text.

        Args:
            text: What the dossier holds.
            anew: Whether it is another piece's, which replaces everything; else what is being
                written stays.
        """
        writing = self.unsaved and not anew
        if not writing and self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)
        self._kept = text if writing else self.text()

    def restore(self) -> None:
        """Takes back what was written and not told."""
        self.setText(self._kept)

    def commit(self) -> None:
        """Tells what was written, if it is new."""
        text = self.text()
        if self.unsaved and self.accepts(text):
            self._kept = text
            self.given.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lets Esc take back what was written."""
        if event.key() == Qt.Key.Key_Escape and self.unsaved:
            self.restore()
            self.textEdited.emit(self.text())
            event.accept()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tells what was written when the person goes on."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()


class TextEntry(QPlainTextEdit):
    """Some lines of the person's, as high as they need; told as ``LineEntry`` does, with Ctrl+Enter."""

    given = Signal(str)

    def __init__(self, name: str, *, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.accepts: Callable[[str], bool] = _anything
        self._kept = ""
        self._lines = lines
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    @property
    def unsaved(self) -> bool:
        """Whether something is written that was not told yet."""
        return self.toPlainText() != self._kept

    def show_text(self, text: str, *, anew: bool) -> None:
        """Shows the dossier's text, as ``LineEntry.show_text``."""
        writing = self.unsaved and not anew
        if not writing and self.toPlainText() != text:
            self.setPlainText(text)
        self._kept = text if writing else self.toPlainText()

    def restore(self) -> None:
        """Takes back what was written and not told."""
        self.setPlainText(self._kept)

    def commit(self) -> None:
        """Tells what was written, if it is new."""
        text = self.toPlainText()
        if self.unsaved and self.accepts(text):
            self._kept = text
            self.given.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tells on Ctrl+Enter, and lets Esc take back what was written."""
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.unsaved:
            self.restore()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tells what was written when the person goes on."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves the wheel to the card, unless there is something to scroll here."""
        if self.verticalScrollBar().maximum() > 0 and self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Is as high as the font of the style sheet wants, which comes after the widget was made."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Knows only now what border and padding take."""
        super().showEvent(event)
        self._fit()

    def _fit(self, _: QSizeF | None = None) -> None:
        """Grows with what is written; the document counts its lines as its height."""
        written = int(self.document().size().height())
        lines = max(self._lines, min(_MOST_LINES, written))
        around = self.height() - self.viewport().height() if self.isVisible() else 2 * self.frameWidth()
        margins = 2 * int(self.document().documentMargin())
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + margins + around + 2)


class StillCombo(QComboBox):
    """A choice that the wheel does not change in passing, and that never needs more width than there is."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves the wheel to what scrolls."""
        event.ignore()


def under(label: QLabel, *widgets: QWidget) -> QWidget:
    """Puts widgets under their label, which names the first one for screen readers and the keyboard."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    label.setBuddy(widgets[0])
    for widget in (label, *widgets):
        column.addWidget(widget)
    return box


class Remark(QFrame):
    """A sentence on the ground of its tone, right where it belongs."""

    def __init__(self, text: str, tone: Tone, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("inset", True)
        mark(self, "banner", tone=tone)
        self._label = labelled(text, "secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.addWidget(self._label)

    @property
    def words(self) -> str:
        """What it says."""
        return self._label.text()

    def say(self, text: str) -> None:
        """Says something else."""
        self._label.setText(text)
