"""What a card says first of a file that is locked: why it is not shown, and where to give its password."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dossier.model.finding import Finding
from dossier.texts.catalogue import Texts
from ui.present import finding_action
from ui.theme import Tone
from ui.views.card_fields import Remark
from ui.views.card_rows import Rows
from ui.widgets.buttons import button

ACT = "password"


def is_locked(finding: Finding) -> bool:
    """Tells whether a password would help."""
    return finding_action(finding) == ACT


class LockedPart(QWidget):
    """The remark of a locked file with its button; hidden of every other piece.

    Attributes:
        unlock_wanted: The person has the password.
    """

    unlock_wanted = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._remarks = Rows("card-locked")
        self._open = button(texts.say(f"window.do_{ACT}"), "primary", name="card-unlock")
        self._open.clicked.connect(self.unlock_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._remarks)
        column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Shows the remarks that a password helps, in their order."""
        said = tuple(dict.fromkeys(self._texts.finding(one) for one in findings if is_locked(one)))
        self._remarks.tell(said, lambda: [Remark(sentence, Tone.MISSING) for sentence in said])
        self.setVisible(bool(said))
