"""One sending: when, to whom, what was in it, and the very files that were sent."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from dossier.model.rounds import Round, Scope, SentFile
from dossier.recipients.known import recipient_name
from dossier.texts.catalogue import Texts
from dossier.texts.counts import pieces_and_attached
from dossier.texts.dates import long_day
from ui.models.measures import joined
from ui.models.portions import said_numbers
from ui.views.card_fields import LineEntry, under
from ui.views.export_files import file_row
from ui.widgets.buttons import button
from ui.widgets.labels import labelled
from ui.widgets.looks import mark


class RoundCard(QFrame):
    """A sending on a card of its own.

    Attributes:
        case_given: The number that the recipient gave it was written (``str``).
        copy_wanted: A file that was sent is to be saved (``SentFile``).
    """

    case_given = Signal(str)
    copy_wanted = Signal(object)

    def __init__(self, sent: Round, texts: Texts, *, read_only: bool) -> None:
        super().__init__()
        self._texts = texts
        mark(self, "card")
        self.setObjectName("round-card")
        self._case = LineEntry(texts.say("window.rounds_case"))
        self._case.setObjectName("round-case")
        self._case.setPlaceholderText(texts.say("window.rounds_case_hint"))
        self._case.setReadOnly(read_only)
        self._case.show_text(sent.case_number, anew=True)
        self._case.given.connect(self.case_given)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(4)
        column.addWidget(labelled(long_day(texts, sent.day), "title"))
        column.addWidget(labelled(recipient_name(sent.recipient, texts.language), "body", wrap=True))
        column.addWidget(labelled(contents_of(sent, texts), "secondary", wrap=True))
        column.addSpacing(12)
        for file in sent.files:
            column.addWidget(self._file(file))
        column.addSpacing(12)
        column.addWidget(under(labelled(texts.say("window.rounds_case"), "section"), self._case))

    def show_case(self, number: str) -> None:
        """Shows the number as the dossier has it; what is being written stays."""
        self._case.show_text(number, anew=False)

    def commit(self) -> None:
        """Tells what is being written."""
        self._case.commit()

    def _file(self, file: SentFile) -> QWidget:
        save = button(self._texts.say("window.rounds_save"), "plain", name="round-save")
        save.setAccessibleName(self._texts.say("window.rounds_save_name", file=file.name))
        save.clicked.connect(lambda _=False: self.copy_wanted.emit(file))
        return file_row(self._texts, save, name=file.name, pages=file.pages, size=file.size)


def contents_of(sent: Round, texts: Texts) -> str:
    """Says what it held: "Complément · 3 pièces · numéros 20 à 22"."""
    attached = sum("." in one.number for one in sent.pieces)
    numbers = said_numbers((one.number for one in sent.pieces), texts)
    what = "rounds_new" if sent.scope is Scope.NEW else "rounds_all"
    return joined(
        texts,
        (
            texts.say(f"window.{what}"),
            pieces_and_attached(texts, len(sent.pieces) - attached, attached),
            texts.say("window.rounds_numbers", n=len(sent.pieces) - attached, numbers=numbers),
        ),
    )
