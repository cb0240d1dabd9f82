"""The deadlines of one dossier: dates of safety, never advice."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from dossier.model.calendar import add_span, extended, first_day, safe_day, take_span
from dossier.model.dossier import Dossier
from dossier.model.due import Due, Turn
from dossier.model.facts import Facts, Milestone
from dossier.recipients.concerning import concerns
from dossier.recipients.deadline_rules import DeadlineRule, DeadlineTable, deadline_table, known_sources
from dossier.recipients.holidays import public_holidays
from dossier.recipients.named_mediator import waiting_for
from dossier.recipients.referrals import referral_for
from dossier.recipients.source import Mark, Source
from dossier.recipients.telling import told


def deadlines_of(
    dossier: Dossier,
    *,
    day: date,
    table: DeadlineTable | None = None,
    sources: Mapping[str, Source] | None = None,
) -> tuple[Due, ...]:
    """Gives the deadlines that may concern a dossier, by their day, those without a day last.

    A last day is never moved to a later one: ``extended`` says where the calendar rule would move it.
    A first day is the day after the time that must be waited.

    Args:
        dossier: The dossier.
        day: Today; what ended before is passed.
        table: Deadlines; the program's own when None.
        sources: Sources by their ids; the program's own when None.
    """
    rules = waiting_for(dossier.facts.mediator, table or deadline_table())
    read = known_sources() if sources is None else sources
    shown = [rule for rule in rules.deadline if rule.sources and concerns(rule, dossier)]
    dues = [_due(rule, dossier, rules, read) for rule in shown if _holds(rule, dossier.facts)]
    dues = [replace(due, passed=due.day is not None and due.day < day) for due in dues]
    return tuple(sorted(dues, key=lambda due: (due.day is None, due.day or date.max)))


def end_of(rule: DeadlineRule, facts: Facts, table: DeadlineTable) -> date | None:
    """Gives a deadline's safe day; None when it cannot be counted yet."""
    started, span = started_of(rule, facts, table), rule.span
    if started is None or span is None:
        return None
    if rule.turn is Turn.FIRST:
        day = first_day(started, span)
        ended = _day_of(facts, rule.ended_by)
        return day if ended is None or ended < started else min(day, ended)
    count = take_span if rule.back else safe_day if rule.strict else add_span
    day = count(started, span)
    return _bounded(day, rule, facts, table)


def started_of(rule: DeadlineRule, facts: Facts, table: DeadlineTable) -> date | None:
    """Gives the day that a deadline is counted from: the end of another one, or its earliest start."""
    if rule.after:
        return end_of(table.rule(rule.after), facts, table)
    days = [one.day for one in facts.key_dates if one.milestone in rule.starts]
    return min(days, default=None)


def _due(rule: DeadlineRule, dossier: Dossier, table: DeadlineTable, sources: Mapping[str, Source]) -> Due:
    facts = dossier.facts
    started, day = started_of(rule, facts, table), end_of(rule, facts, table)
    done = _day_of(facts, rule.done_by)
    where = told(rule, sources)
    due = Due(
        id=rule.id,
        right=rule.right,
        after=rule.after,
        start=_start(rule, facts, table),
        started=started,
        turn=rule.turn,
        side=rule.side,
        day=day,
        extended=_extended(rule, day),
        extended_sure=rule.calendar_mark is not Mark.NOT_VERIFIED,
        done=done if done is not None and _does(done, started, rule) else None,
        country=rule.country,
        span=rule.span,
        article=rule.article,
        # What differs from bank to bank is to be checked, however well it was read.
        told=replace(where, sure=where.sure and not rule.most),
    )
    return _referred(due, rule, dossier, table) if rule.done_by is Milestone.MEDIATION else due


def _referred(due: Due, rule: DeadlineRule, dossier: Dossier, table: DeadlineTable) -> Due:
    """Says whether it is done by asking a mediator: by the right one, and not before it can be asked."""
    asked = referral_for(rule, dossier)
    if asked is None:
        return replace(due, done=None)
    waits = [one for one in table.deadline if one.right == rule.right and one.turn is Turn.FIRST]
    firsts = [end_of(one, dossier.facts, table) for one in waits]
    early = any(first is not None and asked.day < first for first in firsts)
    if asked.sure and not early:
        return replace(due, done=asked.day)
    return replace(due, done=None, asked=asked.day, early=early)


def _does(done: date, started: date | None, rule: DeadlineRule) -> bool:
    return not rule.of_start if started is None else done >= started


def _holds(rule: DeadlineRule, facts: Facts) -> bool:
    """Tells whether what started it is recent enough for the rule; an older one fell under another."""
    days = [one.day for one in facts.key_dates if one.milestone in rule.starts]
    return rule.start_from is None or not days or min(days) >= rule.start_from


def _start(rule: DeadlineRule, facts: Facts, table: DeadlineTable) -> Milestone | None:
    """Names what it is counted from: the earliest that is known, else the first that the rule names."""
    if rule.after:
        return _start(table.rule(rule.after), facts, table)
    known = [one for one in facts.key_dates if one.milestone in rule.starts]
    if known:
        return min(known, key=lambda one: one.day).milestone
    return next(iter(rule.starts), None)


def _bounded(day: date, rule: DeadlineRule, facts: Facts, table: DeadlineTable) -> date:
    if rule.not_before:
        day = max(day, end_of(table.rule(rule.not_before), facts, table) or day)
    if rule.not_after:
        day = min(day, end_of(table.rule(rule.not_after), facts, table) or day)
    return day


def _extended(rule: DeadlineRule, day: date | None) -> date | None:
    # A time counted backwards is never lengthened (642), nor is a wait.
    if day is None or rule.back or rule.turn is Turn.FIRST or not rule.calendar.moves:
        return None
    return extended(day, rule.calendar, holidays=public_holidays(rule.country, day.year))


def _day_of(facts: Facts, milestone: Milestone | None) -> date | None:
    found = None if milestone is None else facts.key_date(milestone)
    return None if found is None else found.day
