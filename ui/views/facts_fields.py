"""Fields of the dispute's facts: what is written, what is wrong with it, and what pieces say about it."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from dossier.basis.errors import UsageError
from dossier.texts.catalogue import Texts
from ui.models.proposed import Proposed
from ui.theme import Tone
from ui.views.card_fields import LineEntry, Remark, StillCombo, TextEntry
from ui.views.card_rows import Rows
from ui.widgets.buttons import button
from ui.widgets.labels import labelled, plain_tip
from ui.widgets.looks import mark

SAVED_EVERY_MS: Final = 4_000
"""How long what is being written may stay unsaved."""


class FactCard(QFrame):
    """One part of the page: a title, and what stands under it in ``column``."""

    def __init__(self, title: str, *, name: str, hint: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        mark(self, "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 20, 24, 24)
        self.column.setSpacing(16)
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(labelled(title, "title", wrap=True))
        if hint:
            head.addWidget(labelled(hint, "secondary", wrap=True))
        self.column.addLayout(head)


class ProposalLine(QFrame):
    """What a piece seems to say, and the way to take it over."""

    taken = Signal(object)

    def __init__(self, texts: Texts, proposed: Proposed, *, named: bool) -> None:
        """Makes the line.

        Args:
            texts: The window's language.
            proposed: What is proposed.
            named: Whether it says for which fact: where several stand together.
        """
        super().__init__()
        self.setObjectName("proposal")
        self.setProperty("inset", True)
        mark(self, "banner", tone=Tone.ACCENT)
        said = texts.say("window.facts_proposal", source=proposed.source, value=proposed.value)
        if named:
            said = texts.say("window.facts_proposal_named", fact=proposed.fact, said=said)
        said = said[:1].upper() + said[1:]
        words = labelled(said, "secondary", wrap=True)
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        take = button(texts.say("window.facts_take"), "segment", name="proposal-take")
        take.setAccessibleName(
            texts.say(
                "window.facts_take_name", fact=proposed.fact, value=proposed.value, source=proposed.source
            )
        )
        take.clicked.connect(lambda: self.taken.emit((proposed.proposal,)))
        tip = proposed.proposal.words
        if tip:
            self.setToolTip(plain_tip(texts.say("window.facts_proposal_words", words=tip)))
            take.setAccessibleDescription(tip)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 4, 3)
        row.setSpacing(12)
        row.addWidget(words, 1)
        row.addWidget(take)


class ProposalRows(Rows):
    """The proposals for one fact; none when it is known."""

    taken = Signal(object)

    def __init__(self, texts: Texts, name: str, *, named: bool = False) -> None:
        super().__init__(name)
        self._texts, self._named = texts, named

    def show_proposals(self, proposals: Sequence[Proposed]) -> None:
        """Shows them."""
        self.tell(tuple(proposals), lambda: [self._line(one) for one in proposals])

    def _line(self, one: Proposed) -> QWidget:
        line = ProposalLine(self._texts, one, named=self._named)
        line.taken.connect(self.taken)
        return line


class FactField(QWidget):
    """A label, what is written under it, and what there is to say about that.

    Attributes:
        given: What was written, once it is finished and can be meant.
        taken: A proposal was taken over.
        reads: Reads what was written; its ``UsageError`` keeps the old value and is said.
    """

    given = Signal(str)
    taken = Signal(object)

    def __init__(
        self, texts: Texts, label: str, *, name: str, lines: int = 0, hint: str = "", shown: bool = True
    ) -> None:
        """Makes the field.

        Args:
            texts: The window's language.
            label: What is asked.
            name: Its objectName; those of its parts begin with it.
            lines: How many lines it is high at least; 0 for a field of one line.
            hint: What explains it.
            shown: Whether the label is seen; a screen reader tells it always.
        """
        super().__init__()
        self._texts = texts
        self.reads: Callable[[str], object] | None = None
        self.entry: LineEntry | TextEntry = TextEntry(label, lines=lines) if lines else LineEntry(label)
        self.entry.setObjectName(name)
        self.entry.setAcceptDrops(False)
        self.entry.accepts = self._can_be_meant
        self.entry.given.connect(self.given)
        self.note = Remark("", Tone.LOOK, name=f"{name}-note")
        self.note.hide()
        self.proposals = ProposalRows(texts, f"{name}-proposals")
        self.proposals.taken.connect(self.taken)
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(SAVED_EVERY_MS)
        self._saving.timeout.connect(self.commit)
        self.entry.textChanged.connect(self._written)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if shown:
            over = labelled(label, "section", wrap=True)
            over.setBuddy(self.entry)
            column.addWidget(over)
        column.addWidget(self.entry)
        if hint:
            column.addWidget(labelled(hint, "field-note", wrap=True))
        column.addWidget(self.note)
        column.addWidget(self.proposals)
        column.addStretch(1)

    @property
    def text(self) -> str:
        """What is written."""
        return self.entry.text() if isinstance(self.entry, LineEntry) else self.entry.toPlainText()

    def show_text(self, text: str, *, anew: bool = False) -> None:
        """Shows what is known, unless something else is being written.

        Args:
            text: What is known.
            anew: Whether it is about something else than before, and replaces everything.
        """
        self.entry.show_text(text, anew=anew)
        if not self.entry.unsaved:
            self.say("")

    def show_proposals(self, proposals: Sequence[Proposed]) -> None:
        """Shows what pieces say about it."""
        self.proposals.show_proposals(proposals)

    def say(self, words: str, tone: Tone = Tone.LOOK) -> None:
        """Says something under it; "" says nothing."""
        self.note.say(words)
        mark(self.note, "banner", tone=tone)
        self.note.setVisible(bool(words))
        self.entry.setAccessibleDescription(words)

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets it be changed."""
        self.entry.setReadOnly(read_only)

    def commit(self) -> None:
        """Tells what was written, if it is new."""
        self.entry.commit()

    def _written(self) -> None:
        """Lets long words be saved while they are written; of a short field half a word would be."""
        if isinstance(self.entry, TextEntry) and self.entry.unsaved and not self._saving.isActive():
            self._saving.start()

    def _can_be_meant(self, text: str) -> bool:
        try:
            if self.reads is not None:
                self.reads(text)
        except UsageError as error:
            kept = self._texts.say("window.facts_kept")
            self.say(f"{self._texts.error(error)} {kept}", Tone.MISSING)
            return False
        self.say("")
        return True


def choice(label: str, *, name: str) -> StillCombo:
    """Makes a choice that takes no files."""
    made = StillCombo(label)
    made.setObjectName(name)
    return made


def side_by_side(*parts: QWidget) -> QHBoxLayout:
    """Puts fields beside each other, each as high as it needs."""
    row = QHBoxLayout()
    row.setSpacing(16)
    for part in parts:
        row.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
    return row
