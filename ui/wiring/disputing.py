"""The page of facts: what is known, what pieces propose, and what the person says."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from dossier.model.commands.done import Done, done
from dossier.model.commands.facts import set_facts, set_parties
from dossier.model.dossier import Dossier
from dossier.model.facts import Facts
from dossier.model.ids import PieceId
from dossier.model.party import Party
from dossier.model.proposal import Proposal
from dossier.recipients.profile import Kind, load_profile, profile_ids
from dossier.texts.catalogue import Texts
from dossier.texts.typed_facts import typed_facts
from ui.dialogs.take_over import TakeOverDialog
from ui.models.proposed import Proposed, proposed
from ui.save_state import SaveState
from ui.session import Session
from ui.theme import Theme
from ui.views.drop_pages import DropPages
from ui.views.facts_page import FactsPage


class Disputing(QObject):
    """Hands what the person says to the session; each field is an act of its own."""

    back_wanted = Signal()
    """The person goes back to the pieces."""

    def __init__(
        self, session: Session, pages: DropPages, undo: QAction, *, texts: Texts, theme: Theme
    ) -> None:
        """Makes nothing that is seen yet.

        Args:
            session: The open dossier.
            pages: Where the page is put when it is first wanted.
            undo: The way back of the last act.
            texts: The window's language.
            theme: Its colours.
        """
        super().__init__(pages)
        self._session, self._pages, self._undo = session, pages, undo
        self._texts, self._theme = texts, theme
        self._made: FactsPage | None = None
        self._proposals: tuple[Proposal, ...] = ()
        self._mediators: Mapping[str, str] = {}

    @property
    def page(self) -> FactsPage:
        """Where it is shown; made when it is first wanted."""
        if self._made is None:
            page = self._made = FactsPage(self._texts, self._theme)
            page.set_undo(self._undo)
            page.facts_given.connect(self._change_facts)
            page.parties_given.connect(self._change_parties)
            page.taken.connect(self._take)
            page.all_wanted.connect(self._ask_all)
            page.back_wanted.connect(self.back_wanted)
            self._pages.add_page(page)
        return self._made

    def open(self, fact: str = "") -> None:
        """Shows what is known, and looks in the background for what pieces say.

        Args:
            fact: Which one to lead to, as of ``FactsPage.go_to``.
        """
        self._show()
        if self._session.present.read_only is None:
            self._session.propose_facts(self._propose)
        if not self._mediators:
            self._session.prepare(partial(mediator_names, self._texts.language), self._offer)
        self._pages.setCurrentWidget(self.page)
        self.page.setFocus()
        self.page.go_to(fact)

    def follow(self) -> None:
        """Shows what the session has now; while acts are on their way, what the person wrote."""
        seen = self._made is not None and self._pages.currentWidget() is self._made
        if seen and self._session.save_state is not SaveState.SAVING:
            self._show()

    def commit(self) -> None:
        """Sees to it that what is being written is not lost."""
        if self._made is not None:
            self._made.commit()

    def _show(self) -> None:
        dossier = self._session.dossier
        known = [one for one in self._proposals if _is_open(one, dossier)]
        self.page.set_proposals(proposed(known, dossier, self._texts, mediators=self._mediators))
        self.page.set_dossier(dossier, read_only=self._session.present.read_only is not None)

    def _propose(self, proposals: tuple[Proposal, ...]) -> None:
        self._proposals = proposals
        self.follow()

    def _offer(self, mediators: Mapping[str, str]) -> None:
        self._mediators = mediators
        self.page.set_mediators(mediators)
        self.follow()

    def _change_facts(self, name: str, change: Callable[[Facts], Facts]) -> None:
        self._session.do(change_facts, change, name=name)

    def _change_parties(self, name: str, change: Callable[[tuple[Party, ...]], tuple[Party, ...]]) -> None:
        self._session.do(change_parties, change, name=name)

    def _take(self, proposals: tuple[Proposal, ...]) -> None:
        self._session.do(take_over, proposals)

    def _ask_all(self, all_of_them: tuple[Proposed, ...]) -> None:
        if TakeOverDialog.ask(self.page.window(), self._texts, self._theme, proposed=all_of_them):
            self._take(tuple(one.proposal for one in all_of_them))
        else:
            self._show()


def change_facts(dossier: Dossier, change: Callable[[Facts], Facts], *, name: str) -> Done:
    """Changes one fact of those that were saved last: others may have been written meanwhile.

    Args:
        dossier: As it was saved last.
        change: Gives the facts with one of them changed.
        name: Of what is changed; "" makes it a step of its own always.
    """
    after = set_facts(dossier, change(dossier.facts))
    return done(after.dossier, after.act.code, key=name and f"facts-{name}")


def change_parties(
    dossier: Dossier, change: Callable[[tuple[Party, ...]], tuple[Party, ...]], *, name: str
) -> Done:
    """Changes one of the parties that were saved last, as ``change_facts``."""
    after = set_parties(dossier, change(dossier.parties))
    return done(after.dossier, after.act.code, key=name)


def take_over(dossier: Dossier, proposals: tuple[Proposal, ...]) -> Done:
    """Takes proposals over as one act; the piece that says a day or names the mediator proves it."""
    words = [
        f"{one.key}={one.value}@{one.piece}" if one.key.startswith("date.") else f"{one.key}={one.value}"
        for one in proposals
    ]
    typed = typed_facts(words, dossier, piece=PieceId)
    naming = tuple(one.piece for one in proposals if one.key == "mediator")
    facts = replace(typed.facts, mediator_proofs=naming) if naming else typed.facts
    after = set_parties(dossier, typed.parties)
    return done(set_facts(after.dossier, facts).dossier, "set-facts")


def mediator_names(language: str) -> dict[str, str]:
    """Names the mediators whose profiles are known; takes half a second."""
    known = (load_profile(one) for one in profile_ids())
    return {one.id: one.name(language) for one in known if one.kind is Kind.MEDIATOR}


def _is_open(one: Proposal, dossier: Dossier) -> bool:
    """Tells whether a fact is still not known: taking a proposal over would change nothing said."""
    group, _, name = one.key.partition(".")
    facts = dossier.facts
    match group:
        case "date":
            return all(known.milestone != name for known in facts.key_dates)
        case "reference":
            return all(known.kind != name for known in facts.references)
        case "price":
            return facts.price_cents is None
        case "mediator":
            return not facts.mediator
    first = next((party for party in dossier.parties if party.role == group), None)
    return first is not None and not getattr(first, name)
