"""A date is ordered, written and never made more exact than it is known."""

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.moment import UNKNOWN, Moment, Precision, Source, day, month

PARIS = ZoneInfo("Europe/Paris")
MOMENTS = st.one_of(
    st.just(UNKNOWN),
    st.builds(
        Moment,
        precision=st.sampled_from([Precision.SECOND, Precision.MINUTE]),
        at=st.datetimes(
            min_value=datetime(2020, 1, 1),
            max_value=datetime(2030, 1, 1),
            timezones=st.none() | st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours))),
        ),
    ),
    st.builds(
        lambda at: Moment(precision=Precision.DAY, at=datetime(at.year, at.month, at.day)),
        st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2030, 1, 1)),
    ),
    st.builds(lambda number: month(2026, number, source=Source.USER, evidence=""), st.integers(1, 12)),
)


@given(st.lists(MOMENTS, max_size=8))
def test_sorting_puts_instants_in_time_and_the_unknown_last(moments):
    ordered = sorted(moments, key=lambda moment: moment.sort_key(PARIS))
    begins = [moment.begin(PARIS) for moment in ordered if moment.known]
    assert begins == sorted(begins)
    assert [moment.known for moment in ordered] == sorted([moment.known for moment in moments], reverse=True)


@given(MOMENTS, MOMENTS)
def test_the_order_is_total(one, other):
    keys = one.sort_key(PARIS), other.sort_key(PARIS)
    assert (keys[0] < keys[1]) + (keys[1] < keys[0]) + (keys[0] == keys[1]) == 1


@pytest.mark.parametrize(
    ("moment", "iso", "end"),
    [
        (day(2026, 3, 12, source=Source.PAGE_TEXT, evidence=""), "2026-03-12", None),
        (month(2026, 2, source=Source.USER, evidence=""), "2026-02-01", "2026-02-28"),
        (month(2028, 2, source=Source.USER, evidence=""), "2028-02-01", "2028-02-29"),
        (month(2026, 12, source=Source.USER, evidence=""), "2026-12-01", "2026-12-31"),
        (
            Moment(precision=Precision.SECOND, at=datetime.fromisoformat("2026-06-03T23:50:40+01:00")),
            "2026-06-04T00:50:40+02:00",
            None,
        ),
        (
            Moment(precision=Precision.MINUTE, at=datetime(2026, 1, 5, 9, 3)),
            "2026-01-05T09:03:00+01:00",
            None,
        ),
        (UNKNOWN, None, None),
    ],
)
def test_it_is_written_no_more_exactly_than_known_and_in_the_dossiers_zone(moment, iso, end):
    assert moment.iso(PARIS) == iso
    assert moment.end_iso(PARIS) == end


def test_an_instant_before_another_stands_first_even_when_its_printed_day_is_later():
    forwarded = Moment(precision=Precision.SECOND, at=datetime.fromisoformat("2026-06-04T00:20:00+02:00"))
    refused = Moment(precision=Precision.SECOND, at=datetime.fromisoformat("2026-06-03T23:50:40+01:00"))
    assert forwarded.sort_key(PARIS) < refused.sort_key(PARIS)


def test_the_hour_that_comes_twice_is_ordered_as_it_went_by():
    summer = Moment(precision=Precision.MINUTE, at=datetime.fromisoformat("2026-10-25T02:50:00+02:00"))
    winter = Moment(precision=Precision.MINUTE, at=datetime.fromisoformat("2026-10-25T02:10:00+01:00"))
    assert summer.sort_key(PARIS) < winter.sort_key(PARIS)


def test_what_begins_together_is_ordered_by_what_is_known_of_it():
    first = day(2026, 3, 1, source=Source.USER, evidence="")
    whole = month(2026, 3, source=Source.USER, evidence="")
    days = Moment(precision=Precision.RANGE, at=datetime(2026, 3, 1), until=datetime(2026, 3, 4))
    hour = Moment(precision=Precision.MINUTE, at=datetime(2026, 3, 1))
    second = day(2026, 3, 2, source=Source.USER, evidence="")
    moments = [UNKNOWN, second, hour, whole, days, first]
    assert sorted(moments, key=lambda one: one.sort_key(PARIS)) == [
        first,
        days,
        whole,
        hour,
        second,
        UNKNOWN,
    ]
