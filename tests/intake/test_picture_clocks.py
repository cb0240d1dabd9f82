"""The clocks of cameras: those that nobody set are only offered, the satellites' tells the zone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from dossier.intake.dates.remarks import GPS_ZONE, UNSET_CLOCK
from dossier.intake.dates.settle import date_findings, settle
from dossier.intake.picture.dates import dates_of
from dossier.model.draft import Draft
from dossier.model.piece import FileKind
from dossier.texts.catalogue import Texts

PARIS = ZoneInfo("Europe/Paris")
DAY = date(2026, 6, 1)
BLANK = Image.new("RGB", (1, 1))


def gps(at, *, east=16.72, side="W"):
    """Writes the satellites' clock and the place, as tags are read."""
    degrees = {4: (east, 0.0, 0.0), 3: side} if side else {}
    clock = (float(at.hour), float(at.minute), float(at.second))
    return {0x8825: {29: f"{at:%Y:%m:%d}", 7: clock, **degrees}}


def photo(written, **more):
    dates = dates_of(BLANK, {0x9003: written, **more.pop("tags", {}), **more.pop("sky", {})})
    return Draft(kind=FileKind.IMAGE, moments=dates.moments, facts=dates.facts)


def told(draft, name="DSC00187.JPG"):
    moments = settle(draft, name=name, modified=None, latest=DAY, zone=PARIS)
    found = date_findings(moments, name=name, draft=draft, latest=DAY, zone=PARIS)
    assert all(Texts(language).finding(one) for one in found for language in ("fr", "en"))
    return moments, [(one.code, dict(one.params)) for one in found]


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("2018:01:01 00:12:40", True),
        ("2017:01:01 05:59:59", True),
        ("2026:01:01 00:00:01", True),
        ("2012:01:01 00:00:00", False),
        ("2000:01:01 17:03:00", False),
        ("2002:12:08 12:00:00", False),
        ("1970:01:01 03:00:00", False),
    ],
)
def test_a_clock_that_seems_unset_dates_nothing_and_is_offered_where_it_may_be_right(written, offered):
    moments, found = told(photo(written))
    assert not moments[0].known
    assert [one.evidence for one in moments[1:]] == [f"DateTimeOriginal {written}"] * offered
    assert [code for code, _ in found] == ["undated-clock-unset"]
    assert found[0][1]["day"] == written[:10].replace(":", "-")


def test_the_same_clock_written_elsewhere_too_stays_in_doubt():
    draft = photo("2018:01:01 00:12:40", tags={0x0132: "2018:01:01 00:12:40", 0x9011: "+01:00"})
    moments, found = told(draft)
    assert not moments[0].known
    assert [code for code, _ in found] == ["undated-clock-unset"]


@pytest.mark.parametrize("written", ["2018:01:01 06:00:00", "2018:01:02 00:12:40", "2018:11:01 00:12:40"])
def test_any_other_clock_dates(written):
    moments, found = told(photo(written))
    assert moments[0].at == datetime.strptime(written, "%Y:%m:%d %H:%M:%S")
    assert found == []


def test_new_years_night_is_believed_with_the_satellites_or_with_a_telephones_name():
    draft = photo("2026:01:01 00:12:40", sky=gps(datetime(2025, 12, 31, 23, 12, 40), east=2.3, side="E"))
    assert UNSET_CLOCK not in draft.facts
    assert told(draft)[0][0].at == datetime(2026, 1, 1, 0, 12, 40, tzinfo=PARIS)
    named = told(photo("2026:01:01 00:12:40"), "IMG_20260101_001240.jpg")
    assert named[0][0].at == datetime(2026, 1, 1, 0, 12, 40)
    other = photo("2018:01:01 00:12:40", sky=gps(datetime(2026, 3, 29, 9, 2, 17)))
    assert not told(other)[0][0].known


def test_the_satellites_tell_the_zone_that_a_camera_does_not_write():
    draft = photo("2026:03:29 10:02:17", sky=gps(datetime(2026, 3, 29, 9, 2, 14)))
    moments, found = told(draft, "IMG_0412.jpg")
    assert moments[0].at == datetime(2026, 3, 29, 9, 2, 17, tzinfo=UTC)
    assert found == [
        (
            "clock-by-satellites",
            {
                "file": "IMG_0412.jpg",
                "clock": "10:02",
                "offset": "+01:00",
                "day": "2026-03-29",
                "other": "11:02",
                "zone": "Europe/Paris",
            },
        )
    ]


def test_a_zone_that_is_the_dossiers_is_not_worth_a_word():
    draft = photo("2026:03:29 11:02:17", sky=gps(datetime(2026, 3, 29, 9, 2, 14), east=2.3, side="E"))
    assert draft.facts[GPS_ZONE] == "+02:00"
    assert told(draft)[1] == []


@pytest.mark.parametrize(
    ("sky", "tags"),
    [
        (gps(datetime(2026, 3, 29, 9, 2, 44)), {}),  # half a minute is what an old position is off by
        (gps(datetime(2026, 3, 29, 9, 9, 17)), {}),
        (gps(datetime(2026, 3, 29, 10, 2, 17), east=0.1), {}),  # its own clock, written as the satellites'
        (gps(datetime(2026, 3, 29, 9, 2, 17), east=139.7, side="E"), {}),  # not at that place
        (gps(datetime(2026, 3, 29, 9, 2, 17), side=""), {}),
        (gps(datetime(2026, 3, 29, 9, 2, 17), east=400.0), {}),
        (gps(datetime(2026, 3, 28, 9, 2, 17)), {}),
        (gps(datetime(2026, 3, 29, 9, 2, 17)), {0x9011: "+02:00"}),  # the camera knows
    ],
)
def test_no_zone_is_told_where_it_is_not_sure(sky, tags):
    draft = photo("2026:03:29 10:02:17", sky=sky, tags=tags)
    assert GPS_ZONE not in draft.facts
    assert draft.moments[0].at.replace(tzinfo=None) == datetime(2026, 3, 29, 10, 2, 17)


@given(
    at=st.datetimes(datetime(2005, 1, 3), datetime(2050, 1, 1)).map(lambda one: one.replace(microsecond=0)),
    hours=st.integers(-11, 12).filter(bool),
    off=st.integers(-10, 10),
)
def test_whatever_the_zone_the_instant_is_that_of_the_satellites(at, hours, off):
    sky = gps(at + timedelta(seconds=off), east=abs(hours * 15.0), side="W" if hours < 0 else "E")
    wall = at + timedelta(hours=hours)
    draft = photo(f"{wall:%Y:%m:%d %H:%M:%S}", sky=sky)
    if UNSET_CLOCK not in draft.facts:
        assert draft.moments[0].at == at.replace(tzinfo=UTC)
        assert draft.moments[0].at.utcoffset() == timedelta(hours=hours)
