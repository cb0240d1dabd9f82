"""A dossier held against what one recipient asks for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final

from dossier.basis.clock import zone_named
from dossier.model.checklist import (
    CheckedCondition,
    CheckedNeed,
    CheckedNotice,
    CheckedWindow,
    Checklist,
    Verdict,
)
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.numbering import numbered
from dossier.recipients.conditions import judge
from dossier.recipients.lacking import lacking
from dossier.recipients.needs import Met, NeedWay, Shown, load_needs, meet
from dossier.recipients.obstacles import (
    about_days,
    about_needs,
    about_opening,
    about_pieces,
    about_private,
    about_story,
    about_terms,
)
from dossier.recipients.profile import Condition, Importance, Need, Profile, profile_ids
from dossier.recipients.source import Source, load_sources
from dossier.recipients.steps import next_step
from dossier.recipients.telling import told
from dossier.recipients.windows import checked_window

_ONE_BY_ONE: Final = ("answered-yes", "answered-no")
"""Conditions whose values are each a condition of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """What every check looks up.

    Attributes:
        needs: How each need is met.
        sources: Where rules were read.
        recipients: Ids of all there are, to tell a mediator chosen from them from one written by hand.
    """

    needs: Mapping[str, NeedWay]
    sources: Mapping[str, Source]
    recipients: frozenset[str] = frozenset()


@cache
def the_books() -> Books:
    """Loads those that travel with the program.

    Raises:
        DossierError: ``malformed``.
    """
    return Books(needs=load_needs(), sources=load_sources(), recipients=frozenset(profile_ids()))


def check(dossier: Dossier, profile: Profile, *, day: date, books: Books | None = None) -> Checklist:
    """Holds a dossier against what a recipient asks for.

    Args:
        dossier: The dossier.
        profile: What the recipient asks for.
        day: The day on which it would be asked.
        books: What is looked up; None for what travels with the program.
    """
    books = books or the_books()
    shown = shown_to(dossier, profile)
    conditions = conditions_of(dossier, profile, books)
    windows = windows_of(dossier, profile, books)
    needs = tuple(_need(need, shown, books) for need in profile.needs)
    findings = (
        *about_opening(conditions, windows, day),
        *about_days(dossier.facts, day),
        *about_private(profile, shown.pieces, numbers_for(dossier, profile)),
        *about_pieces(profile, shown),
        *about_terms(shown, needs),
        *about_story(profile, dossier.facts.happened),
        *about_needs(profile, shown, needs),
    )
    return Checklist(
        recipient=profile.id,
        open=is_open(conditions, windows, day),
        conditions=conditions,
        needs=needs,
        windows=windows,
        findings=findings,
        next=next_step(conditions, windows, needs, findings, day=day),
        notices=tuple(CheckedNotice(code=one.code, told=told(one, books.sources)) for one in profile.to_know),
    )


def shown_to(dossier: Dossier, profile: Profile) -> Shown:
    """Gives the pieces that a recipient gets, in its order."""
    rows = numbered(dossier, zone_named(dossier.zone), arrangement=profile.arrangement())
    proved = replace(dossier, facts=dossier.proved.towards(profile.id))
    held = dossier.held_back.get(profile.id, ())
    return Shown(dossier=proved, pieces=tuple(row.piece for row in rows), held=held)


def numbers_for(dossier: Dossier, profile: Profile) -> dict[PieceId, str]:
    """Gives the number under which a recipient gets each piece."""
    rows = numbered(dossier, zone_named(dossier.zone), arrangement=profile.arrangement())
    return {row.piece.id: row.number for row in rows}


def conditions_of(dossier: Dossier, profile: Profile, books: Books) -> tuple[CheckedCondition, ...]:
    """Says of each condition how it stands."""
    seen = replace(dossier, facts=dossier.facts.towards(profile.id))
    return tuple(
        _condition(one, seen, books)
        for condition in profile.conditions
        for one in _single(condition, profile)
    )


def windows_of(dossier: Dossier, profile: Profile, books: Books) -> tuple[CheckedWindow, ...]:
    """Counts the days of each window."""
    return tuple(checked_window(one, dossier.facts, books.sources) for one in profile.windows)


def is_open(conditions: Iterable[CheckedCondition], windows: Iterable[CheckedWindow], day: date) -> bool:
    """Tells whether nothing known speaks against asking on that day."""
    return not any(one.verdict is Verdict.MISSING for one in conditions) and not any(
        one.is_early(day) or one.is_late(day) for one in windows
    )


def _single(condition: Condition, profile: Profile) -> Iterator[Condition]:
    """Gives each thing to be answered as a condition of its own; says by which names a mediator is called."""
    if condition.check in _ONE_BY_ONE:
        yield from (replace(condition, values=(value,)) for value in condition.values)
    elif condition.check == "mediator-is":
        yield replace(condition, values=(*condition.values, profile.id, *profile.names.values()))
    else:
        yield condition


def _condition(condition: Condition, dossier: Dossier, books: Books) -> CheckedCondition:
    judged = judge(condition.check, dossier, condition.values)
    other = condition.check == "mediator-is" and dossier.facts.mediator in books.recipients
    if other and judged.verdict is Verdict.UNKNOWN:
        judged = replace(judged, verdict=Verdict.MISSING, ask="")
    return CheckedCondition(
        check=condition.check,
        verdict=judged.verdict,
        params=judged.params,
        ask=judged.ask,
        told=told(condition, books.sources),
    )


def _need(need: Need, shown: Shown, books: Books) -> CheckedNeed:
    met = _for_dispute(need, meet(books.needs[need.id], shown), shown)
    return CheckedNeed(
        need=need.id,
        verdict=met.verdict,
        must=need.importance is Importance.MUST,
        pieces=met.pieces,
        told=told(need, books.sources),
        ask=met.ask,
        lacks=lacking(books.needs[need.id], shown.dossier) if met.ask.startswith("party:") else (),
    )


def _for_dispute(need: Need, met: Met, shown: Shown) -> Met:
    """Asks for nothing that another kind of dispute needs; which kind this is may not be known."""
    dispute = shown.dossier.facts.dispute
    if not need.disputes or dispute in need.disputes:
        return met
    if dispute is not None:
        return Met(verdict=Verdict.NOT_NEEDED, pieces=met.pieces)
    if met.verdict is Verdict.MISSING:
        return Met(verdict=Verdict.UNKNOWN, ask="dispute")
    return met
