"""Counting days as the laws do."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.calendar import Calendar, add_span, extended, first_day, next_working_day, take_span
from dossier.model.span import Span

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
SPANS = st.builds(Span, months=st.integers(0, 300), days=st.integers(0, 400))
MONTHS = st.integers(0, 300)
FRIDAY = date(2026, 5, 1)
"""A holiday."""


def month_of(day):
    return 12 * day.year + day.month - 1


@given(DAYS, DAYS, SPANS)
def test_a_later_start_never_ends_sooner(one, other, span):
    first, second = sorted((one, other))
    assert add_span(first, span) <= add_span(second, span)


@given(DAYS, SPANS, SPANS)
def test_a_longer_time_never_ends_sooner(day, one, other):
    longer = Span(months=max(one.months, other.months), days=max(one.days, other.days))
    assert add_span(day, one) <= add_span(day, longer)


@given(DAYS, MONTHS)
def test_months_end_on_the_same_number_or_on_the_months_last_day(day, months):
    end = add_span(day, Span(months=months))
    assert month_of(end) == month_of(day) + months
    is_last = (end + timedelta(days=1)).day == 1
    assert end.day == day.day or (end.day < day.day and is_last)


@given(DAYS, MONTHS)
def test_the_same_number_of_months_before(day, months):
    begin = take_span(day, Span(months=months))
    assert month_of(begin) == month_of(day) - months
    assert begin.day == day.day or (begin.day < day.day and (begin + timedelta(days=1)).day == 1)


@given(DAYS, st.integers(0, 4000))
def test_days_are_counted_without_the_starting_one(day, days):
    assert (add_span(day, Span(days=days)) - day).days == days
    assert (day - take_span(day, Span(days=days))).days == days


@given(DAYS, SPANS)
def test_months_come_before_days(day, span):
    assert add_span(day, span) == add_span(day, Span(months=span.months)) + timedelta(days=span.days)


@given(DAYS, SPANS)
def test_a_wait_is_over_on_the_day_after_its_last(day, span):
    assert first_day(day, span) == add_span(day, span) + timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "written", "end"),
    [
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2028-01-31", "P1M", "2028-02-29"),
        ("2028-02-29", "P1Y", "2029-02-28"),
        ("2028-02-29", "P4Y", "2032-02-29"),
        ("2026-01-31", "P1M1D", "2026-03-01"),
        ("2026-12-15", "P3W", "2027-01-05"),
        ("2026-08-31", "P6M", "2027-02-28"),
        ("2026-12-31", "P1D", "2027-01-01"),
    ],
)
def test_ends_of_months_and_years(start, written, end):
    assert add_span(date.fromisoformat(start), Span.read(written)) == date.fromisoformat(end)


@pytest.mark.parametrize("span", [Span(months=12 * 9000), Span(days=10**7), Span(months=10**6, days=10**6)])
def test_time_ends_where_the_calendar_does(span):
    assert add_span(date(2026, 5, 1), span) == date.max
    assert first_day(date(2026, 5, 1), span) == date.max
    assert take_span(date(2026, 5, 1), span) == date.min
    assert next_working_day(date.max, frozenset({date.max})) == date.max


def test_a_day_without_work_goes_to_the_next_with_work():
    assert next_working_day(FRIDAY, frozenset({FRIDAY})) == date(2026, 5, 4)
    assert next_working_day(FRIDAY, frozenset({FRIDAY, date(2026, 5, 4)})) == date(2026, 5, 5)
    assert next_working_day(FRIDAY, frozenset()) == FRIDAY


@given(DAYS, st.frozensets(DAYS, max_size=5))
def test_the_next_working_day_is_the_first_there_is(day, holidays):
    found = next_working_day(day, holidays)
    passed = [day + timedelta(days=n) for n in range((found - day).days)]
    assert found.weekday() < 5
    assert found not in holidays
    assert all(one.weekday() >= 5 or one in holidays for one in passed)


def test_only_the_two_rules_that_say_so_move_a_last_day():
    holidays = frozenset({FRIDAY})
    moved = {rule: extended(FRIDAY, rule, holidays=holidays) for rule in Calendar}
    monday = date(2026, 5, 4)
    assert moved == {Calendar.NONE: None, Calendar.K1: monday, Calendar.K2: monday, Calendar.K3: None}
    assert extended(monday, Calendar.K1, holidays=holidays) is None
