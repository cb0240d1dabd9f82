"""Counting days, weeks, months and years as the laws do.

Source: articles 641 and 642 of the French code of civil procedure; L221-19 of the code of consumption.
"""

from calendar import monthrange
from collections.abc import Set as AbstractSet
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum
from typing import Final

from dossier.model.span import Span

_SATURDAY: Final = 5
_MONTHS: Final = 12


class Calendar(StrEnum):
    """Which rule of counting a text of law is read with."""

    NONE = "none"
    """Nothing that was read moves its last day."""
    K1 = "K1"
    """Withdrawal (L221-19): the starting day does not count; a last day without work goes to the next."""
    K2 = "K2"
    """Civil procedure (641, 642): the same, and months run to the same number or the month's last day."""
    K3 = "K3"
    """Prescription: starts when the right was or should have been known; nothing moves its last day."""

    @property
    def moves(self) -> bool:
        """Whether a last day on which nobody works goes to the next working day."""
        return self in (Calendar.K1, Calendar.K2)


def add_span(day: date, span: Span) -> date:
    """Gives the last day of a time that starts on a day, which itself does not count.

    Months first, then days. A number that the month lacks becomes its last day: a month from
    31 January ends on 28 or 29 February. What lies beyond the calendar's end is its last day.
    """
    return _moved(_by_months(day, span.months), span.days)


def take_span(day: date, span: Span) -> date:
    """Gives the day that lies a time before another: months first, then days, with the same month ends."""
    return _moved(_by_months(day, -span.months), -span.days)


def first_day(day: date, span: Span) -> date:
    """Gives the first day on which a time that must be waited is wholly over.

    Its last day runs to midnight, so it is the day after.
    """
    return _moved(add_span(day, span), 1)


def safe_day(day: date, span: Span) -> date:
    """Gives the last safe day of a time of which no text says that the starting day does not count.

    Counted with the starting day it ends one day earlier: that day is in time either way.
    """
    return _moved(add_span(day, span), -1)


def next_working_day(day: date, holidays: AbstractSet[date]) -> date:
    """Gives the day itself when people work on it, else the next that is no weekend and no holiday."""
    while (day.weekday() >= _SATURDAY or day in holidays) and day < date.max:
        day += timedelta(days=1)
    return day


def extended(day: date, rule: Calendar, *, holidays: AbstractSet[date]) -> date | None:
    """Gives the later day that a last day moves to; None when the rule moves none or it is a working day."""
    moved = next_working_day(day, holidays) if rule.moves else day
    return moved if moved > day else None


def _by_months(day: date, months: int) -> date:
    years, month = divmod(_MONTHS * day.year + day.month - 1 + months, _MONTHS)
    if years > MAXYEAR:
        return date.max
    if years < MINYEAR:
        return date.min
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def _moved(day: date, days: int) -> date:
    ordinal = min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(ordinal)
