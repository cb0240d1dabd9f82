"""Deadlines that run, as values that window and terminal show. Always dates of safety, never advice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dossier.model.checklist import Told
from dossier.model.facts import KeyDate, Milestone
from dossier.model.span import Span


class Turn(StrEnum):
    """What a deadline's day is."""

    LAST = "last"
    """The last safe day to do something."""
    FIRST = "first"
    """The first day on which something can be done or is owed."""


class Side(StrEnum):
    """Whose deadline it is."""

    YOURS = "yours"
    """The consumer's: missing it can cost a right."""
    THEIRS = "theirs"
    """The trader's, the mediator's: who waits for it knows what is owed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One deadline of one dossier.

    Attributes:
        id: "D18-last"; its name stands under ``[deadline]``, and what to know of it under the same
            key with "-note" when there is one.
        right: Row of the reference: "D18".
        start: What it is counted from; None when the sources do not say it.
        after: Id of the deadline from whose end it is counted; "" when from ``start`` itself.
        started: The day that it is counted from: that of ``start``, or the end of ``after``; None when
            it is not known yet.
        turn: Whether its day is a last or a first one.
        side: Who must act.
        day: The safe day; None when ``started`` is not known or the length is the person's to set.
        extended: The day that the calendar rule would move it to, when that is later.
        extended_sure: False when that the rule holds here is "à vérifier".
        passed: Whether its safe day is over.
        done: When what it asks for was done, as the facts say it.
        asked: When a mediator was asked that may be another one, or was asked too early.
        early: Whether that was before the first day on which it can be asked.
        country: Whose law it is, ISO 3166-1 alpha-2; "" of no one country.
        span: Its length; None when no text sets one.
        article: The text of law, or whose rule it is.
        told: Where it was read.
    """

    id: str
    start: Milestone | None
    started: date | None
    turn: Turn
    day: date | None
    extended: date | None
    article: str
    told: Told
    right: str = ""
    after: str = ""
    side: Side = Side.YOURS
    extended_sure: bool = True
    passed: bool = False
    done: date | None = None
    asked: date | None = None
    early: bool = False
    country: str = ""
    span: Span | None = None

    @property
    def missing(self) -> Milestone | None:
        """The milestone whose day would give its day; None when it is known or would not help."""
        return self.start if self.started is None and self.span is not None else None

    @property
    def coming(self) -> bool:
        """Whether it is still to be thought of."""
        return self.day is not None and not self.passed and self.done is None


@dataclass(frozen=True, slots=True, kw_only=True)
class PenaltyStep:
    """What is owed on top from a day on.

    Attributes:
        first: First day of lateness on which it holds.
        last: Last day; None without end.
        percent: Of what is owed, in hundredths; None while only interest is owed.
        cents: That share of what is owed, half a cent rounded up; None when the sum is not known.
        legal: Whether the legal rate of interest is owed on top; its value is not in the program.
    """

    first: date
    last: date | None
    percent: int | None
    cents: int | None
    legal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalty:
    """What a late trader owes on top by law, step by step.

    Attributes:
        id: The deadline that was missed has this penalty: "D5"; named under ``[deadline]``.
        due: Last day on which the trader was in time.
        paid: When it was paid; None while it is not.
        base_cents: What the shares are counted from; None when not known.
        of_price: Whether that is the contract's price; else the shipping costs.
        steps: In the order of time, without a gap.
        article: The text of law.
        told: Where it was read.
    """

    id: str
    due: date
    paid: date | None
    base_cents: int | None
    steps: tuple[PenaltyStep, ...]
    article: str
    told: Told
    of_price: bool = True

    def step(self, day: date) -> PenaltyStep | None:
        """Finds the step that holds on a day, or held when it was paid; None while nobody is late."""
        until = day if self.paid is None else min(day, self.paid)
        return next((one for one in reversed(self.steps) if one.first <= until), None)


class Tense(StrEnum):
    """Where a point of the timeline lies, seen from today."""

    PAST = "past"
    TODAY = "today"
    COMING = "coming"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePoint:
    """One point of the timeline: a happening, or a deadline.

    Attributes:
        day: When.
        tense: Past, today or coming.
        milestone: The happening, of a key date.
        due: The deadline, of a deadline.
    """

    day: date
    tense: Tense
    milestone: Milestone | None = None
    due: Due | None = None


def timeline(key_dates: Sequence[KeyDate], dues: Sequence[Due], *, day: date) -> tuple[TimePoint, ...]:
    """Puts happenings and deadlines in one order of days, happenings first on the same day.

    Args:
        key_dates: What happened or was promised.
        dues: Deadlines; those without a day have no place on it.
        day: Today.
    """
    order = list(Milestone)
    happened = sorted(key_dates, key=lambda one: (one.day, order.index(one.milestone)))
    points = [
        *(TimePoint(day=one.day, tense=_tense(one.day, day), milestone=one.milestone) for one in happened),
        *(TimePoint(day=one.day, tense=_tense(one.day, day), due=one) for one in dues if one.day is not None),
    ]
    return tuple(sorted(points, key=lambda point: point.day))


def _tense(one: date, today: date) -> Tense:
    if one == today:
        return Tense.TODAY
    return Tense.PAST if one < today else Tense.COMING
