"""Dates of headers: the right instant or none."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.intake.mail_dates import YEARS, header_date


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
        "Thu, 99999999999 Mar 2026 10:00:00 +0100",
    ],
)
def test_what_is_no_certain_date_is_none(written):
    assert header_date(written) is None


@given(st.text(max_size=60))
def test_no_text_makes_it_fail(written):
    found = header_date(written)

    assert found is None or found.year in YEARS


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)), st.integers(-14 * 60, 14 * 60))
def test_what_standard_programs_write_comes_back(at, minutes):
    sign = "-" if minutes < 0 else "+"
    zone = f"{sign}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
    month = "JanFebMarAprMayJunJulAugSepOctNovDec"[3 * at.month - 3 : 3 * at.month]
    written = f"{at.day} {month} {at:%Y %H:%M:%S} {zone}"

    found = header_date(written)

    assert found is not None
    assert found.replace(tzinfo=None) == at.replace(microsecond=0)
    assert found.utcoffset().total_seconds() == minutes * 60
