"""The password of a file that is locked, for reading it once."""

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from dossier.basis.errors import UsageError
from dossier.texts.catalogue import Texts
from ui.dialogs.form import Form
from ui.theme import Theme, Tone
from ui.views.card_fields import Remark, under
from ui.widgets.labels import labelled


class PasswordDialog(Form):
    """Asks for a password, which is never kept."""

    def __init__(
        self, parent: QWidget | None, texts: Texts, theme: Theme, *, file: str, wrong: bool = False
    ) -> None:
        """Makes the dialog.

        Args:
            parent: Over which window it opens.
            texts: The window's language.
            theme: The window's colours.
            file: What the locked file is called.
            wrong: Whether the one given before did not open it.
        """
        title, verb = texts.say("window.dialog_password"), texts.say("window.dialog_password_open")
        super().__init__(parent, texts, theme, title=title, verb=verb)
        label = texts.say("window.dialog_password_of", file=file)
        self._word = QLineEdit()
        self._word.setObjectName("dialog-password")
        self._word.setAccessibleName(label)
        self._word.setEchoMode(QLineEdit.EchoMode.Password)
        self._shown = QCheckBox(texts.say("window.dialog_password_show"))
        self._shown.setObjectName("dialog-password-show")
        self._shown.setAccessibleName(self._shown.text())
        self._shown.toggled.connect(self._show_word)
        if wrong:
            said = texts.error(UsageError("password-wrong", file=file))
            self.body.addWidget(Remark(said, Tone.MISSING, name="dialog-password-wrong"))
            self._word.setAccessibleDescription(said)
        self.body.addWidget(labelled(label, "body", wrap=True))
        self.body.addWidget(under(self.label("dialog_password_word"), self._word, self._shown))
        self.body.addWidget(self.hint("dialog_password_hint"))
        self.body.addStretch(1)
        self.finish()
        self._word.textChanged.connect(self.check)
        self._word.setFocus()

    @classmethod
    def ask(
        cls, parent: QWidget | None, texts: Texts, theme: Theme, *, file: str, wrong: bool = False
    ) -> str | None:
        """Asks; None when the person would rather not."""
        dialog = cls(parent, texts, theme, file=file, wrong=wrong)
        return dialog.value() if dialog.done_well() else None

    def value(self) -> str:
        """Gives what is written, blanks and all: they may belong to it."""
        return self._word.text()

    def reason(self) -> str:
        """Wants something to try."""
        return "" if self._word.text() else self.texts.say("window.dialog_password_missing")

    def _show_word(self, seen: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if seen else QLineEdit.EchoMode.Password
        self._word.setEchoMode(mode)
