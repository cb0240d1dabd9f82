"""What a trader who pays back late owes on top: L242-4, L241-4 and L241-6 of the code of consumption."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Final

from dossier.model.calendar import add_span, first_day
from dossier.model.dossier import Dossier
from dossier.model.due import Penalty, PenaltyStep
from dossier.model.facts import Milestone
from dossier.model.span import Span
from dossier.recipients.concerning import concerns, holds_from
from dossier.recipients.deadline_rules import (
    Base,
    DeadlineTable,
    PenaltyRule,
    RateRule,
    deadline_table,
    known_sources,
)
from dossier.recipients.deadlines import end_of
from dossier.recipients.source import Source
from dossier.recipients.telling import told

_WHOLE: Final = 100
"""Percent of the price: more is not owed on top, but for interest."""


def penalties(
    dossier: Dossier, *, table: DeadlineTable | None = None, sources: Mapping[str, Source] | None = None
) -> tuple[Penalty, ...]:
    """Gives the penalties whose deadline is known and was not kept, as far as the facts say.

    The amounts are shares of the contract's price, rounded half up to the cent; interest at the legal
    rate is named and never counted, because the program holds no rate.

    Args:
        dossier: The dossier.
        table: Penalties; the program's own when None.
        sources: Sources by their ids; the program's own when None.
    """
    rules = table or deadline_table()
    read = known_sources() if sources is None else sources
    found = (_penalty(rule, dossier, rules, read) for rule in rules.penalty if rule.sources)
    return tuple(one for one in found if one is not None)


def share_cents(base_cents: int, percent: int) -> int:
    """Gives a share of a sum, half a cent rounded up: 5 % of 10.10 € are 0.51 €."""
    return (base_cents * percent + 50) // _WHOLE


def _penalty(
    rule: PenaltyRule, dossier: Dossier, table: DeadlineTable, sources: Mapping[str, Source]
) -> Penalty | None:
    missed = table.rule(rule.after)
    if not (concerns(missed, dossier) and holds_from(rule.contract_from, dossier)):
        return None
    due = end_of(missed, dossier.facts, table)
    refund = dossier.facts.key_date(Milestone.REFUND)
    paid = None if refund is None else refund.day
    if due is None or (paid is not None and paid <= due):
        return None
    base = dossier.facts.price_cents if rule.base is Base.PRICE else None
    monthly = _monthly(rule, due, base) if rule.monthly else ()
    return Penalty(
        id=rule.id,
        due=due,
        paid=paid,
        base_cents=base,
        of_price=rule.base is Base.PRICE,
        steps=tuple(chain(_fixed(rule, due, base), monthly)),
        article=rule.article,
        told=told(rule, sources),
    )


def _fixed(rule: PenaltyRule, due: date, base: int | None) -> Iterator[PenaltyStep]:
    """Gives the steps that are counted in days of lateness; the first of them is the day after ``due``."""
    after = 0
    for rate in rule.steps:
        last = None if rate.until is None else add_span(due, Span(days=rate.until))
        yield _step(rate, first=first_day(due, Span(days=after)), last=last, base=base)
        after = rate.until or 0


def _monthly(rule: PenaltyRule, due: date, base: int | None) -> Iterator[PenaltyStep]:
    """Gives the steps that each further month adds, from its first day, and the interest that follows."""
    *_, last = rule.steps
    percent, begin = last.percent or 0, add_span(due, Span(days=last.until or 0))
    months = 0
    while percent < _WHOLE:
        percent = min(percent + rule.monthly, _WHOLE)
        yield _step(
            RateRule(percent=percent),
            first=first_day(begin, Span(months=months)),
            last=add_span(begin, Span(months=months + 1)),
            base=base,
        )
        months += 1
    first = first_day(begin, Span(months=months))
    yield _step(RateRule(percent=_WHOLE, legal=True), first=first, last=None, base=base)


def _step(rate: RateRule, *, first: date, last: date | None, base: int | None) -> PenaltyStep:
    known = base is not None and rate.percent is not None
    return PenaltyStep(
        first=first,
        last=last,
        percent=rate.percent,
        cents=share_cents(base or 0, rate.percent or 0) if known else None,
        legal=rate.legal,
    )
