"""A question before something is lost."""

from PySide6.QtWidgets import QWidget

from dossier.texts.catalogue import Texts
from ui.dialogs.form import Form
from ui.theme import Theme, Tone
from ui.views.card_fields import Remark


class ConfirmDialog(Form):
    """Asks, names what will be lost, and has the act's own verb on its button."""

    def __init__(
        self,
        parent: QWidget | None,
        texts: Texts,
        theme: Theme,
        *,
        question: str,
        loss: str,
        verb: str,
        danger: bool = True,
    ) -> None:
        """Makes the dialog.

        Args:
            parent: Over which window it opens.
            texts: The window's language.
            theme: The window's colours.
            question: What is asked.
            loss: What will be lost or changed.
            verb: What the button does.
            danger: Whether it cannot be undone; Enter then keeps everything as it is.
        """
        super().__init__(parent, texts, theme, title=question, verb=verb, danger=danger)
        self.body.addWidget(Remark(loss, Tone.MISSING if danger else Tone.NEUTRAL, name="dialog-loss"))
        self.body.addStretch(1)
        self.finish()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        texts: Texts,
        theme: Theme,
        *,
        question: str,
        loss: str,
        verb: str,
        danger: bool = True,
    ) -> bool:
        """Asks; tells whether the person wants it."""
        return cls(parent, texts, theme, question=question, loss=loss, verb=verb, danger=danger).done_well()
