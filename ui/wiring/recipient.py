"""The page of the recipients: loaded once beside the window, counted anew while it is seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from dossier.basis.clock import today, zone_named
from dossier.model.checklist import Opening
from dossier.model.commands.facts import choose_recipient, set_facts
from dossier.model.commands.privacy import hold_back, hold_details, show_to
from dossier.model.detail import Detail
from dossier.model.dossier import Dossier
from dossier.model.facts import NO_FACTS, Question
from dossier.model.ids import PieceId
from dossier.model.numbering import numbered
from dossier.recipients.check import Books, check, the_books
from dossier.recipients.choose import every_profile, openings
from dossier.recipients.profile import Profile
from dossier.recipients.telling import told
from dossier.texts.catalogue import Texts
from ui.dialogs.hold_back import HoldBackDialog
from ui.session import Session
from ui.theme import Theme
from ui.views.recipient_page import AllRecipients, RecipientPage
from ui.views.recipient_shown import RecipientShown

_ANYBODY: Final = Dossier().recipient
"""Whom a dossier is for before somebody was chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What is to be counted: a dossier, on a day, with what was loaded before and whom to show."""

    dossier: Dossier
    day: date
    language: str
    profiles: tuple[Profile, ...]
    recipient: str | None
    """None for whoever fits best."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    profiles: tuple[Profile, ...]
    openings: tuple[Opening, ...]
    shown: RecipientShown | None


class Recipients(QObject):
    """Counts beside the window what the page shows, and hands on what is wanted there.

    Attributes:
        export_wanted: The dossier is for somebody now; the annex is to be made.
        files_brought: Files for a rubric (``tuple[Path, ...]``, ``str``).
    """

    export_wanted = Signal()
    files_brought = Signal(object, str)

    def __init__(self, session: Session, page: RecipientPage, *, texts: Texts, theme: Theme) -> None:
        super().__init__(page)
        self._session, self._page, self._texts, self._theme = session, page, texts, theme
        self._profiles: tuple[Profile, ...] = ()
        self._current: str | None = _chosen(session.dossier) or None
        self._shown: RecipientShown | None = None
        self._asked = 0
        self._day: date | None = None
        page.shown.connect(self.count)
        page.recipient_wanted.connect(self.look_at)
        page.prepare_wanted.connect(self._prepare)
        wishes = page.wishes
        wishes.answered.connect(self._answer)
        wishes.files.connect(self._bring)
        wishes.hide.connect(self._choose_hidden)
        wishes.hide_piece.connect(lambda piece: self._hide((piece,)))
        wishes.show_piece.connect(self._show_again)
        wishes.hold.connect(self._hold)
        wishes.tell.connect(self._tell)
        session.changed.connect(self._follow)
        session.recognised.connect(self._follow)
        session.worked.connect(lambda *_: page.set_busy(not session.exporting))
        session.work_ended.connect(lambda: page.set_busy(False))

    @property
    def page(self) -> RecipientPage:
        """Where it is shown."""
        return self._page

    @property
    def current(self) -> str:
        """Whom the page shows; "" for nobody yet."""
        return self._current or ""

    def set_day(self, day: date) -> None:
        """Counts from a day; without this from today in the dossier's zone."""
        self._day = day

    def look_at(self, recipient: str) -> None:
        """Shows another recipient."""
        self._current = recipient
        self.count()

    def count(self) -> None:
        """Counts everything for the dossier as it is; an answer to an older question is not shown."""
        self._asked += 1
        dossier = self._session.dossier
        self._page.set_read_only(self._session.present.read_only is not None)
        order = _Order(
            dossier=dossier,
            day=self._day or today(zone_named(dossier.zone)),
            language=self._texts.language,
            profiles=self._profiles,
            recipient=self._current if self._current or _is_told(dossier) else "",
        )
        self._session.prepare(partial(_count, order), partial(self._show, self._asked, order))

    def _follow(self) -> None:
        if self._page.isVisible():
            self.count()

    def _show(self, asked: int, order: _Order, counted: _Counted) -> None:
        self._profiles = counted.profiles
        if asked != self._asked:
            return
        language = self._texts.language
        about = {one.id: one.about.get(language) or one.about.get("fr", "") for one in counted.profiles}
        everybody = AllRecipients(
            openings=counted.openings,
            about=about,
            day=order.day,
            chosen=_chosen(order.dossier),
            facts_known=_is_told(order.dossier),
        )
        self._shown = counted.shown
        self._current = counted.shown.profile.id if counted.shown else None
        self._page.set_all(everybody)
        self._page.set_recipient(counted.shown)

    def _prepare(self, recipient: str) -> None:
        if not self._session.may_change():
            return
        if recipient != self._session.dossier.recipient:
            self._session.do(choose_recipient, recipient)
        self.export_wanted.emit()

    def _answer(self, question: Question, yes: bool) -> None:
        recipient = self._shown.profile.id if self._shown else ""
        self._session.do(set_facts, self._session.dossier.facts.answering(question, yes, recipient=recipient))

    def _bring(self, rubric: str) -> None:
        if not self._session.may_change():
            return
        title = self._texts.say("window.choose_files")
        names, _ = QFileDialog.getOpenFileNames(self._page.window(), title)
        if names:
            self.files_brought.emit(tuple(map(Path, names)), rubric)

    def _choose_hidden(self) -> None:
        if self._shown is None or not self._session.may_change():
            return
        chosen = HoldBackDialog.ask(
            self._page.window(),
            self._texts,
            self._theme,
            recipient=self._shown.profile.name(self._texts.language),
            pieces=tuple(self._shown.called.items()),
        )
        if chosen:
            self._hide(chosen)

    def _hide(self, pieces: Sequence[PieceId]) -> None:
        self._session.do(hold_back, pieces, recipient=self.current)

    def _show_again(self, piece: PieceId) -> None:
        self._session.do(show_to, (piece,), recipient=self.current)

    def _hold(self, details: Sequence[Detail]) -> None:
        self._session.do(hold_details, self.current, details)

    def _tell(self, detail: Detail) -> None:
        held = self._session.dossier.held_back.get(self.current, ())
        self._hold([one for one in held if one is not detail])


def _chosen(dossier: Dossier) -> str:
    """Tells whom the person chose; "" nobody yet."""
    return "" if dossier.recipient == _ANYBODY else dossier.recipient


def _is_told(dossier: Dossier) -> bool:
    """Tells whether anything is known that decides who may ask whom."""
    return bool(dossier.parties) or dossier.facts != NO_FACTS


def _count(order: _Order) -> _Counted:
    """Holds a dossier against all recipients, and against one of them wholly; takes a moment."""
    profiles = order.profiles or every_profile()
    found = openings(order.dossier, day=order.day, profiles=profiles)
    best = found[0].recipient if found else ""
    wanted = best if order.recipient is None else order.recipient
    profile = next((one for one in profiles if one.id == wanted), None)
    shown = None
    if profile is not None:
        shown = shown_of(order.dossier, profile, day=order.day, language=order.language)
    return _Counted(profiles=profiles, openings=found, shown=shown)


def shown_of(
    dossier: Dossier, profile: Profile, *, day: date, language: str, books: Books | None = None
) -> RecipientShown:
    """Holds a dossier against one recipient, ready to be shown.

    Args:
        dossier: The dossier.
        profile: Whom to.
        day: On which it would be asked.
        language: Of the words on the pieces' marks.
        books: What is looked up; None for what travels with the program.
    """
    books = books or the_books()
    rows = numbered(dossier, zone_named(dossier.zone), arrangement=profile.arrangement())
    held = (one for one in dossier.pieces if one.shown and not one.shown_to(profile.id))
    measure = (*profile.limits, *filter(None, (profile.formats,)))
    rules = (*profile.sending, *measure, *profile.order_rules, *profile.privacy_rules)
    return RecipientShown(
        profile=profile,
        checklist=check(dossier, profile, day=day, books=books),
        called={row.piece.id: f"{profile.label(row.number, language)} · {row.piece.title}" for row in rows},
        held=tuple((one.id, one.title) for one in held),
        untold=dossier.held_back.get(profile.id, ()),
        told=tuple(told(rule, books.sources) for rule in rules),
        day=day,
    )
