"""What every dialog is made of: fields, a reason while they do not hold, and a verb on the button."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dossier.texts.catalogue import Texts
from ui.theme import Theme
from ui.widgets.buttons import button
from ui.widgets.labels import labelled

_WIDTH_PX = 480


class Form(QDialog):
    """A dialog whose button does what its words say, and says why as long as it cannot.

    Subclasses put their fields into ``body``, call ``finish``, connect the fields to ``check`` and
    answer ``reason``.

    Attributes:
        body: Where the fields stand.
    """

    def __init__(
        self,
        parent: QWidget | None,
        texts: Texts,
        theme: Theme,
        *,
        title: str,
        verb: str,
        danger: bool = False,
    ) -> None:
        """Makes an empty dialog.

        Args:
            parent: Over which window it opens.
            texts: The window's language.
            theme: The window's colours.
            title: What it is about.
            verb: What its button does.
            danger: Whether that loses something.
        """
        super().__init__(parent)
        self.texts = texts
        self.theme = theme
        self._seen = False
        self.setWindowTitle(title)
        self.setModal(True)
        self.setSizeGripEnabled(False)
        self._head = labelled(title, "title", wrap=True)
        self._head.setObjectName("dialog-title")
        self._reason = labelled("", "secondary", wrap=True)
        self._reason.setObjectName("dialog-reason")
        self._reason.hide()
        self._go = button(verb, "danger" if danger else "primary", name="dialog-go")
        self._cancel = button(texts.say("window.dialog_cancel"), name="dialog-cancel")
        self._go.setDefault(not danger)
        self._cancel.setAutoDefault(danger)
        self._cancel.setDefault(danger)
        self._go.clicked.connect(self._accept_if_sound)
        self._cancel.clicked.connect(self.reject)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)

    def finish(self) -> None:
        """Puts the buttons under the fields, also in the order of the Tab key."""
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(self._head)
        column.addLayout(self.body, 1)
        column.addWidget(self._reason)
        column.addLayout(buttons)
        self.setMinimumWidth(_WIDTH_PX)

    def reason(self) -> str:
        """Says why the button cannot be pressed yet; "" when it can."""
        return ""

    def check(self, *_: object) -> None:
        """Lets the button and the reason follow the fields; takes whatever a signal gives."""
        why = self.reason()
        self._reason.setText(why)
        self._reason.setVisible(bool(why))
        self._go.setEnabled(not why)
        self._go.setAccessibleDescription(why)
        self._make_room()

    def done_well(self) -> bool:
        """Shows the dialog until it is answered; tells whether its button was pressed."""
        self.check()
        try:
            return self.exec() == int(QDialog.DialogCode.Accepted)
        finally:
            # Without this each opening would leave a dialog behind as long as the window lives.
            self.deleteLater()

    def label(self, key: str) -> QLabel:
        """Makes the small label over a field, by the last part of its key."""
        return labelled(self.texts.say(f"window.{key}"), "section")

    def hint(self, key: str) -> QLabel:
        """Makes a sentence that explains, by the last part of its key."""
        return labelled(self.texts.say(f"window.{key}"), "secondary", wrap=True)

    def showEvent(self, event: QShowEvent) -> None:
        """Is as high as its words need from the first moment, and no higher."""
        super().showEvent(event)
        self._make_room(at_most=not self._seen)
        self._seen = True

    def _make_room(self, *, at_most: bool = False) -> None:
        """Grows where a sentence takes more lines than before; Qt does not do so for a window.

        Args:
            at_most: Whether it also shrinks to what is needed: Qt's own guess is too high.
        """
        layout = self.layout()
        if layout is not None and self.isVisible():
            layout.activate()
            needed = layout.totalHeightForWidth(self.width())
            if needed > self.height() or at_most:
                self.resize(self.width(), needed)

    def _accept_if_sound(self) -> None:
        self.check()
        if self._go.isEnabled():
            self.accept()
