"""The name of a rubric, new or old."""

from collections.abc import Collection

from PySide6.QtWidgets import QLineEdit, QWidget

from dossier.texts.catalogue import Texts
from ui.dialogs.form import Form
from ui.theme import Theme
from ui.views.card_fields import under


class RubricDialog(Form):
    """Asks for a name that no other rubric has."""

    def __init__(
        self,
        parent: QWidget | None,
        texts: Texts,
        theme: Theme,
        *,
        name: str = "",
        taken: Collection[str] = (),
    ) -> None:
        """Makes the dialog.

        Args:
            parent: Over which window it opens.
            texts: The window's language.
            theme: The window's colours.
            name: As it is called now; "" for a new one.
            taken: Names of the rubrics there are; its own may be among them.
        """
        title = texts.say("window.dialog_rubric_rename" if name else "window.dialog_rubric_new")
        verb = texts.say("window.dialog_rubric_do_rename" if name else "window.dialog_rubric_create")
        super().__init__(parent, texts, theme, title=title, verb=verb)
        self._taken = {one.strip().casefold() for one in taken} - {name.strip().casefold()}
        self._name = QLineEdit(name)
        self._name.setObjectName("dialog-rubric-name")
        self._name.setAccessibleName(texts.say("window.dialog_rubric_name"))
        self._name.selectAll()
        self._name.textChanged.connect(self.check)
        self.body.addWidget(under(self.label("dialog_rubric_name"), self._name))
        self.body.addStretch(1)
        self.finish()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        texts: Texts,
        theme: Theme,
        *,
        name: str = "",
        taken: Collection[str] = (),
    ) -> str | None:
        """Asks; None when the person would rather not."""
        dialog = cls(parent, texts, theme, name=name, taken=taken)
        return dialog.value() if dialog.done_well() else None

    def value(self) -> str:
        """Gives what is written."""
        return self._name.text().strip()

    def reason(self) -> str:
        """Wants a name of its own."""
        if not self.value():
            return self.texts.say("window.dialog_rubric_missing")
        if self.value().casefold() in self._taken:
            return self.texts.say("window.dialog_rubric_taken")
        return ""
