"""The dispute's facts: who, what, when, how much; all of it can be left empty."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from dossier.model.dossier import Dossier
from dossier.model.facts import Milestone, Question
from dossier.texts.catalogue import Texts
from ui.models.piece_names import PieceNames
from ui.models.proposed import Proposals
from ui.theme import Theme, Tone
from ui.views.card_fields import LineEntry, TextEntry
from ui.views.card_rows import tab_in_turn
from ui.views.eliding_button import ElidingButton
from ui.views.facts_dates import DatesSection
from ui.views.facts_dispute import DisputeSection
from ui.views.facts_mediator import MediatorSection
from ui.views.facts_parties import PartiesSection
from ui.views.facts_questions import QuestionsSection
from ui.views.facts_story import StorySection
from ui.views.scrolling import scrolling
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.labels import ElidedLabel, labelled
from ui.widgets.looks import mark

_MOST_PX: Final = 880
_UNDO_MOST_PX: Final = 260
_AROUND_PX: Final = 80
_FROM: Final = 2
"""Proposals from which taking them all over is offered."""


class FactsPage(QFrame):
    """One column of cards.

    Attributes:
        facts_given: A change of the facts (``Callable[[Facts], Facts]``) behind its name: changes of one
            name that follow each other are one step back; those without a name never are.
        parties_given: A change of the parties (``Callable[[tuple[Party, ...]], tuple[Party, ...]]``),
            behind its name.
        taken: Proposals to take over (``tuple[Proposal, ...]``).
        all_wanted: All proposals are to be taken over; asks first (``tuple[Proposed, ...]``).
        back_wanted: The person goes back to the pieces.
    """

    NAME: Final = "facts-page"
    facts_given = Signal(str, object)
    parties_given = Signal(str, object)
    taken = Signal(object)
    all_wanted = Signal(object)
    back_wanted = Signal()

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(self.NAME)
        mark(self, "pane")
        self.setProperty("side", True)
        self._texts = texts
        self._proposals: Proposals = {}
        self._read_only: bool | None = None
        self._hushed: frozenset[str] = frozenset()
        self.parties = PartiesSection(texts)
        self.dispute = DisputeSection(texts, theme)
        self.story = StorySection(texts, theme)
        self.dates = DatesSection(texts, theme)
        self.questions = QuestionsSection(texts)
        self.mediator = MediatorSection(texts)
        self._cards: tuple[QWidget, ...] = (
            self.parties,
            self.dispute,
            self.story,
            self.dates,
            self.questions,
            self.mediator,
        )
        self._undo = ElidingButton("plain", name="facts-undo", most_px=_UNDO_MOST_PX)
        self._undo.hide()
        self._back = button(texts.say("window.facts_back"), "plain", name="facts-back")
        self._back.clicked.connect(self._leave)
        self._title = ElidedLabel("", "secondary")
        self.banner = Banner(texts, theme, inset=True)
        self.banner.acted.connect(self._want_all)
        self.banner.closed.connect(self._hush)
        self._locked = labelled(texts.say("window.facts_read_only"), "secondary", wrap=True)
        self._locked.setObjectName("facts-read-only")
        self._locked.hide()
        self._lay_out()
        self._connect()
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._escape)

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(labelled(self._texts.say("window.facts_heading"), "page-title"))
        names.addWidget(self._title)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addLayout(names, 1)
        head.addWidget(self._undo, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 4, 12, 32)
        column.setSpacing(20)
        for part in (self._locked, self.banner, *self._cards):
            column.addWidget(part)
        column.addStretch(1)
        middle = QWidget()
        middle.setMaximumWidth(_MOST_PX)
        whole = QVBoxLayout(middle)
        whole.setContentsMargins(0, 28, 0, 0)
        whole.setSpacing(16)
        whole.addLayout(head)
        self._area = scrolling(inside)
        whole.addWidget(self._area, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(36, 0, 24, 0)
        row.addStretch(1)
        row.addWidget(middle, 1000)
        row.addStretch(1)

    def _connect(self) -> None:
        self.parties.given.connect(self.parties_given)
        for section in (self.dispute, self.story, self.dates, self.questions, self.mediator):
            section.given.connect(self.facts_given)
        for asking in (self.parties, self.dispute, self.dates, self.mediator):
            asking.taken.connect(self.taken)

    def showEvent(self, event: QShowEvent) -> None:
        """Orders the stops of Tab, which Qt mixes up when it is done before the page is in its window."""
        super().showEvent(event)
        self.parties.order_stops()

    def set_undo(self, undo: QAction) -> None:
        """Puts the way back of the last act on the page: in a field its key means the field's own."""
        self._undo.follow(undo)

    def set_dossier(self, dossier: Dossier, *, read_only: bool) -> None:
        """Shows what is known; what is being written stays."""
        if read_only is not self._read_only:
            self._read_only = read_only
            self._locked.setVisible(read_only)
            for part in (self.parties, self.dispute, self.story, self.dates, self.questions, self.mediator):
                part.set_read_only(read_only)
        names, facts = PieceNames(dossier, self._texts), dossier.facts
        self._title.set_whole(dossier.title)
        self._title.setVisible(bool(dossier.title))
        self.parties.show_parties(dossier.parties, self._proposals)
        self.dispute.show_facts(facts, self._proposals)
        self.story.show_facts(facts, names)
        self.dates.show_facts(facts, names, self._proposals)
        self.questions.show_facts(facts)
        self.mediator.show_facts(facts, names, self._proposals)
        if read_only:
            self.mediator.set_read_only(True)
        self._tell_proposals()
        tab_in_turn(self._back, (self._undo, self._back, *self._stops()))

    def set_proposals(self, proposals: Proposals) -> None:
        """Takes what pieces say that is not known yet; shown with the next ``set_dossier``."""
        self._proposals = proposals

    def set_mediators(self, names: Mapping[str, str]) -> None:
        """Offers the mediators whose profiles are known, by their ids."""
        self.mediator.set_mediators(names)

    def go_to(self, fact: str) -> None:
        """Leads to where a fact is told, as far as the page knows it.

        Args:
            fact: "milestone:complaint", "country:trader", as of ``CheckedNeed.ask``; "" for none of them.
        """
        kind, _, what = fact.partition(":")
        match kind:
            case "milestone":
                part = self.dates.spot(Milestone(what))
            case "question":
                part = self.questions.spot(Question(what))
            case "country" | "party":
                part = self.parties.spot(kind, consumer=what == "consumer")
            case "dispute" | "payment" | "price" | "references":
                part = self.dispute.spot(kind)
            case "claim" | "happened" | "asked" | "tried":
                part = self.story.spot(kind)
            case "mediator":
                part = self.mediator.spot()
            case _:
                return
        part.setFocus(Qt.FocusReason.OtherFocusReason)
        # Where it stands is known once the page has been laid out.
        QTimer.singleShot(0, part, lambda: self._area.ensureWidgetVisible(part, 0, _AROUND_PX))

    def commit(self) -> None:
        """Tells what is being written, if it is new."""
        for part in (self.parties, self.dispute, self.story, self.dates, self.mediator):
            part.commit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Leads on to the first thing that can be worked with."""
        super().focusInEvent(event)
        self._back.setFocus(event.reason())

    def _stops(self) -> list[QWidget]:
        """Lists the parts in the order that they are seen in; dates move with the kind of dispute."""
        before, after = self._cards[: self._cards.index(self.dates)], (self.questions, self.mediator)
        return [self.banner, *before, *self.dates.stops(), *after]

    def _tell_proposals(self) -> None:
        """Offers to take over everything, where that spares more than one click."""
        keys = frozenset(self._proposals)
        words = self._texts.say("window.facts_proposals", n=len(keys))
        if len(keys) < _FROM or keys <= self._hushed:
            self.banner.dismiss()
        elif self.banner.text != words:
            self.banner.say(words, Tone.ACCENT, action=self._texts.say("window.facts_take_all"))

    def _hush(self) -> None:
        """Offers the same no more; each still stands beside its field."""
        self._hushed = frozenset(self._proposals)

    def _want_all(self) -> None:
        self.all_wanted.emit(tuple(first for first, *_ in self._proposals.values()))

    def _leave(self) -> None:
        self.commit()
        self.back_wanted.emit()

    def _escape(self) -> None:
        """Takes back what is being written; goes back when nothing is."""
        field = QApplication.focusWidget()
        if isinstance(field, LineEntry | TextEntry) and field.unsaved:
            field.restore()
        else:
            self._leave()
