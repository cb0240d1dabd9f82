"""Dates of headers: the right instant or none."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.intake.mail.dates import YEARS, header_date, header_day


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("Mon, 02 Feb 2026 20:11:32 +0000", "2026-02-02T20:11:32+00:00"),
        ("2 Feb 2026 20:11 +0100", "2026-02-02T20:11:00+01:00"),
        ("Fri, 21 Nov 1997 09:55:06 -0600 (CST)", "1997-11-21T09:55:06-06:00"),
        ("Mon, 2 Mar 2026 10:00:00 CET", "2026-03-02T10:00:00+01:00"),
        ("Mon, 2 Mar 2026 10:00:00 MESZ", "2026-03-02T10:00:00+02:00"),
        ("Mon, 2 Mar 2026 10:00:60 +0100", "2026-03-02T10:00:59+01:00"),
        ("Tue Mar  3 22:47:39 2026", "2026-03-03T22:47:39"),
        ("2026-03-12T10:00:00+01:00", "2026-03-12T10:00:00+01:00"),
        ("Fri Mar 10 2006 13:40:00 GMT+0100", "2006-03-10T13:40:00+01:00"),
        ("Sun Jun 07 2026 10:00:00 GMT+0200 (heure d’été)", "2026-06-07T10:00:00+02:00"),
        ("lun., 3 mars 2026 10:12:00 +0100", "2026-03-03T10:12:00+01:00"),
        ("mercredi 1er avril 2026 à 09:05:11 CEST", "2026-04-01T09:05:11+02:00"),
        ("di, 3 mrt 2026 10:12:00 +0100", "2026-03-03T10:12:00+01:00"),
        ("Mi, 4. März 2026 um 10:12 MEZ", "2026-03-04T10:12:00+01:00"),
        ("Di., 4 août 2026 10:12", "2026-08-04T10:12:00"),
        ("Thu, 12 Mar 2026 9:11:12 PM", "2026-03-12T21:11:12"),
        ("Thu, 12 Mar 2026 9:11:12 p.m. +0100", "2026-03-12T21:11:12+01:00"),
        ("Thu, 12 Mar 2026 12:11 AM CET", "2026-03-12T00:11:00+01:00"),
        ("jeu. 12 mars 2026 9:11 PM", "2026-03-12T21:11:00"),
        ("Thu, 12 Mar 2026 09:11:12 EST", "2026-03-12T09:11:12-05:00"),
        ("Thu, 12 Mar 2026 09:11:12 PDT", "2026-03-12T09:11:12-07:00"),
        ("Thu, 12 Mar 2026 09:11:12 GMT", "2026-03-12T09:11:12+00:00"),
        ("Thu, 12 Mar 2026 09:11:12 UT", "2026-03-12T09:11:12+00:00"),
        ("Thu, 12 Mar 2026 09:11:12 Z", "2026-03-12T09:11:12+00:00"),
        ("2026-03-12T09:11:12Z", "2026-03-12T09:11:12+00:00"),
        ("Thu, 12 Mar 2026 09:11:12 -0000", "2026-03-12T09:11:12+00:00"),
        ("Thu, 12 Mar 2026 09:11:12 +0530 (IST)", "2026-03-12T09:11:12+05:30"),
        ("Thu Mar 12 09:11:12 CET 2026", "2026-03-12T09:11:12+01:00"),
    ],
)
def test_a_date_is_read_with_its_own_offset(written, iso):
    found = header_date(written)

    assert found is not None
    assert found.isoformat() == iso


@pytest.mark.parametrize(
    "written",
    [
        "",
        "not a date",
        "Mon, 3 Mar",
        "Thu, 1 Jan 1970 00:00:00 +0000",
        "Thu, 1 Jan 2950 00:00:00 +0000",
        "Wed, 31 Feb 2026 10:00:00 +0100",
        "Thu, 12 Mar 2026 10:00:00 +9900",
        "13/03/2026 10:00",
        "lun., 3 mxrs 2026 10:12:00 +0100",
        "Thu, 12 Mar 2026",
        "Thu, 12 Mar 2026 21:11:12 AM",
        "Thu, 12 Mar 2026 0:11:12 PM",
        "Thu, 99999999999 Mar 2026 10:00:00 +0100",
    ],
)
def test_what_is_no_certain_date_is_none(written):
    assert header_date(written) is None


@pytest.mark.parametrize(
    "written",
    [
        "Thu, 12 Mar 2026 23:11:12 AEST",
        "Thu, 12 Mar 2026 09:11:12 IST",
        "Thu, 12 Mar 2026 09:11:12 CST",
        "Thu, 12 Mar 2026 9:11:12 PM CST",
        "Thu, 12 Mar 2026 09:11:12 (AEST)",
        "Thu, 12 Mar 2026 09:11:12 Q",
        "Thu Mar 12 09:11:12 CST 2026",
        "jeu. 12 mars 2026 10:12:00 AEST",
        "Thu, 12 Mar 2026 09:11:12 Australia/Sydney",
    ],
)
def test_a_zone_whose_name_says_no_offset_leaves_the_day_only(written):
    assert header_date(written) is None
    assert header_day(written) == datetime(2026, 3, 12)


@pytest.mark.parametrize("written", ["", "Thu, 12 Mar 2026 09:11:12 +0100", "Thu, 12 Mar 2026 09:11:12"])
def test_a_date_that_says_its_zone_or_none_is_no_mere_day(written):
    assert header_day(written) is None


@given(st.text(max_size=60))
def test_no_text_makes_it_fail(written):
    found = header_date(written)

    assert found is None or found.year in YEARS


@given(st.datetimes(datetime(YEARS[0], 1, 1), datetime(YEARS[-1], 12, 31)), st.integers(-14 * 60, 14 * 60))
def test_what_standard_programs_write_comes_back(at, minutes):
    sign = "-" if minutes < 0 else "+"
    zone = f"{sign}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
    month = "JanFebMarAprMayJunJulAugSepOctNovDec"[3 * at.month - 3 : 3 * at.month]
    written = f"{at.day} {month} {at:%Y %H:%M:%S} {zone}"

    found = header_date(written)

    assert found is not None
    assert found.replace(tzinfo=None) == at.replace(microsecond=0)
    assert found.utcoffset().total_seconds() == minutes * 60
