"""What taking over all that pieces say would fill in."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from dossier.texts.catalogue import Texts
from ui.dialogs.form import Form
from ui.models.proposed import Proposed
from ui.theme import Theme
from ui.widgets.labels import plain_tip

_MOST_PX = 260
_LINE_PX = 28


class TakeOverDialog(Form):
    """A list to read; only a yes takes it over."""

    def __init__(
        self, parent: QWidget | None, texts: Texts, theme: Theme, *, proposed: Sequence[Proposed]
    ) -> None:
        """Makes the dialog.

        Args:
            parent: Over which window it opens.
            texts: The window's language.
            theme: The window's colours.
            proposed: What would be taken over.
        """
        title, verb = texts.say("window.dialog_take"), texts.say("window.dialog_take_verb")
        super().__init__(parent, texts, theme, title=title, verb=verb)
        lines = QListWidget()
        lines.setObjectName("dialog-take-lines")
        lines.setAccessibleName(title)
        lines.setWordWrap(True)
        lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in proposed:
            said = texts.say("window.dialog_take_line", fact=one.fact, value=one.value, source=one.source)
            item = QListWidgetItem(said)
            item.setToolTip(plain_tip(one.proposal.words or said))
            lines.addItem(item)
        lines.setCurrentRow(0)
        lines.setFixedHeight(min(_MOST_PX, _LINE_PX * len(proposed) + 12))
        self.body.addWidget(self.hint("dialog_take_hint"))
        self.body.addWidget(lines)
        self.finish()

    @classmethod
    def ask(cls, parent: QWidget | None, texts: Texts, theme: Theme, *, proposed: Sequence[Proposed]) -> bool:
        """Asks; tells whether to take everything over."""
        return cls(parent, texts, theme, proposed=proposed).done_well()
