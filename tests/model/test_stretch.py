"""A part of a month or year keeps its name through its days alone."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.moment import Moment, Precision, Source, day, month
from dossier.model.stretch import Part, Stretch, stretch_of

THIRDS = (Part.EARLY, Part.MIDDLE, Part.LATE)
STRETCHES = st.one_of(
    st.builds(Stretch, part=st.sampled_from(Part), year=st.integers(1900, 2099)),
    st.builds(Stretch, part=st.sampled_from(THIRDS), year=st.integers(1900, 2099), month=st.integers(1, 12)),
)


@given(STRETCHES)
def test_every_part_is_known_again_by_its_days(stretch):
    moment = stretch.moment()
    assert (moment.precision, moment.source) == (Precision.ABOUT, Source.USER)
    assert moment.at <= moment.until
    assert stretch_of(moment) == stretch


@pytest.mark.parametrize(
    ("part", "in_month", "days"),
    [
        (Part.EARLY, 2, ("2024-02-01", "2024-02-10")),
        (Part.LATE, 2, ("2024-02-21", "2024-02-29")),
        (Part.LATE, 0, ("2024-10-01", "2024-12-31")),
        (Part.SUMMER, 0, ("2024-06-21", "2024-09-21")),
        (Part.WINTER, 0, ("2024-12-21", "2025-03-19")),
    ],
)
def test_the_days_of_a_part(part, in_month, days):
    moment = Stretch(part=part, year=2024, month=in_month).moment()
    assert (str(moment.at.date()), str(moment.until.date())) == days


def test_a_season_is_none_of_a_month():
    with pytest.raises(ValueError, match="SPRING"):
        Stretch(part=Part.SPRING, year=2026, month=4).moment()


def test_other_dates_are_no_part():
    whole = month(2026, 4, source=Source.USER, evidence="")
    about = Moment(precision=Precision.ABOUT, at=datetime(2026, 4, 1), until=datetime(2026, 4, 30))
    assert [stretch_of(one) for one in (whole, about, day(2026, 4, 1, source=Source.USER, evidence=""))] == [
        None,
        None,
        None,
    ]
