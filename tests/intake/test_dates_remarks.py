"""What is told of a piece's dates: odd clocks, figures that can be read twice, contradictions."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.intake.dates.remarks import GPS_CLOCK, UNSET_CLOCK, clock_trouble
from dossier.intake.dates.settle import date_findings, settle
from dossier.model.draft import Draft
from dossier.model.moment import UNKNOWN, Moment, Precision, Source
from dossier.model.piece import FileKind
from dossier.texts.catalogue import Texts

PARIS, NEW_YORK, KOLKATA = ZoneInfo("Europe/Paris"), ZoneInfo("America/New_York"), ZoneInfo("Asia/Kolkata")
DAY = date(2026, 6, 1)


def shutter(*at, zone=None):
    return Moment(
        precision=Precision.SECOND, at=datetime(*at, tzinfo=zone), source=Source.EXIF, evidence="taken"
    )


def settled_and_told(draft, *, name="photo.jpg", modified=None, zone=PARIS):
    moments = settle(draft, name=name, modified=modified, latest=DAY, zone=zone)
    found = date_findings(moments, name=name, draft=draft, latest=DAY, zone=zone)
    assert all(Texts(language).finding(one) for one in found for language in ("fr", "en"))
    return moments, found


def codes(draft, **more):
    return [one.code for one in settled_and_told(draft, **more)[1]]


def photo(*at, zone=None, facts=None):
    return Draft(kind=FileKind.IMAGE, moments=(shutter(*at, zone=zone),), facts=facts or {})


@pytest.mark.parametrize(
    ("at", "zone", "code"),
    [
        ((2026, 3, 29, 1, 59, 59), PARIS, ""),
        ((2026, 3, 29, 2, 0, 0), PARIS, "clock-never"),
        ((2026, 3, 29, 2, 59, 59), PARIS, "clock-never"),
        ((2026, 3, 29, 3, 0, 0), PARIS, ""),
        ((2025, 10, 26, 1, 59, 59), PARIS, ""),
        ((2025, 10, 26, 2, 0, 0), PARIS, "clock-twice"),
        ((2025, 10, 26, 2, 59, 59), PARIS, "clock-twice"),
        ((2025, 10, 26, 3, 0, 0), PARIS, ""),
        ((2026, 3, 8, 2, 30, 0), NEW_YORK, "clock-never"),
        ((2025, 11, 2, 1, 30, 0), NEW_YORK, "clock-twice"),
        ((2026, 3, 29, 2, 30, 0), NEW_YORK, ""),
        ((2026, 3, 29, 2, 30, 0), KOLKATA, ""),
    ],
)
def test_an_hour_that_came_twice_or_never_is_told(at, zone, code):
    assert codes(photo(*at), zone=zone) == ([code] if code else [])


def test_an_instant_with_its_offset_is_never_in_doubt():
    assert codes(photo(2025, 10, 26, 2, 30, 0, zone=UTC)) == []


@given(st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)), st.sampled_from([PARIS, NEW_YORK, KOLKATA]))
def test_a_clock_is_in_doubt_exactly_when_the_zone_says_so(at, zone):
    instants = {(at - timedelta(hours=hours)).replace(tzinfo=UTC) for hours in range(-13, 15)} | {
        (at - timedelta(hours=hours, minutes=30)).replace(tzinfo=UTC) for hours in range(-13, 15)
    }
    times = sum(one.astimezone(zone).replace(tzinfo=None, fold=0) == at for one in instants)
    assert clock_trouble(at, zone) == {0: "clock-never", 1: "", 2: "clock-twice"}[times]


@pytest.mark.parametrize("days", [2, 30, 4000])
@pytest.mark.parametrize("source", [Source.EXIF, Source.MAIL_DATE, Source.WEB_CAPTURE])
def test_a_date_later_than_the_annex_is_never_chosen_and_told(days, source):
    kind = {Source.EXIF: FileKind.IMAGE, Source.MAIL_DATE: FileKind.EMAIL, Source.WEB_CAPTURE: FileKind.WEB}
    at = datetime(DAY.year, DAY.month, DAY.day, 12) + timedelta(days=days)
    late = Moment(precision=Precision.SECOND, at=at, source=source, evidence="e")
    moments, (found,) = settled_and_told(Draft(kind=kind[source], moments=(late,)))
    assert moments == (UNKNOWN, late)
    assert (found.code, found.params["day"]) == ("undated-future", at.date().isoformat())


def test_the_day_after_the_annex_may_be_today_elsewhere():
    assert codes(photo(2026, 6, 2, 1, 0, 0)) == []


def test_a_paper_of_the_future_leaves_its_name_to_date_it():
    draft = Draft(kind=FileKind.PDF, text="Facture du 12 mars 2062")
    moments, _ = settled_and_told(draft, name="2026-03-12 facture.pdf")
    assert (moments[0].at, moments[0].source) == (datetime(2026, 3, 12), Source.FILE_NAME)


def test_figures_with_two_readings_are_both_offered_and_said_in_one_remark():
    draft = Draft(kind=FileKind.PDF, text="INVOICE 77\nInvoice date: 03/04/2026\nAmount due for the order")
    moments, (found,) = settled_and_told(draft, name="invoice.pdf")
    assert [one.at for one in moments] == [None, datetime(2026, 4, 3), datetime(2026, 3, 4)]
    assert found.code == "date-order-unsure"
    assert (found.params["day"], found.params["other"]) == ("2026-04-03", "2026-03-04")


def test_a_weekday_that_is_another_one_is_told_and_the_date_only_offered():
    draft = Draft(kind=FileKind.PDF, text="Lyon, le mardi 4 mars 2026\nMadame,")
    moments, (found,) = settled_and_told(draft, name="lettre.pdf")
    assert [one.at for one in moments] == [None, datetime(2026, 3, 4)]
    assert (found.code, found.params["words"]) == ("undated-weekday", "Lyon, le mardi 4 mars 2026")


@pytest.mark.parametrize(
    "line", ["Le 1er avril", "Lyon, le 3 mars", "Berlin, den 3. April", "Gent, 3 april", "Gent, 3 april jl."]
)
def test_a_date_without_its_year_is_no_date_and_said(line):
    draft = Draft(kind=FileKind.PDF, text=f"{line}\nMadame,\nVeuillez trouver le colis.")
    moments, (found,) = settled_and_told(draft, name="lettre.pdf")
    assert moments == (UNKNOWN,)
    assert (found.code, found.params["words"]) == ("undated-no-year", line.lower())


@pytest.mark.parametrize("words", ["hier", "aujourd'hui", "gestern", "vandaag", "yesterday", "lundi dernier"])
def test_a_day_told_from_today_is_never_a_date(words):
    moments, (found,) = settled_and_told(
        Draft(kind=FileKind.TEXT, text=f"Lyon, {words}\nMadame"), name="n.txt"
    )
    assert (moments, found.code) == ((UNKNOWN,), "undated")


def test_a_clock_that_nobody_set_is_told():
    draft = Draft(kind=FileKind.IMAGE, facts={UNSET_CLOCK: "2000-01-01"})
    moments, (found,) = settled_and_told(draft)
    assert moments == (UNKNOWN,)
    assert (found.code, found.params["day"]) == ("undated-clock-unset", "2000-01-01")


@pytest.mark.parametrize(
    ("satellites", "told"),
    [
        ("2026-05-14T08:22:20+00:00", []),
        ("2026-05-14T07:52:00+00:00", []),
        ("2026-05-14T14:22:20+00:00", ["clock-elsewhere"]),
        ("2026-05-12T08:22:20+00:00", ["dates-disagree-gps"]),
        ("2026-05-13T08:22:31+00:00", ["dates-disagree-gps"]),
        ("2026-05-15T08:30:00+00:00", ["dates-disagree-gps"]),
        ("2026-05-13T10:22:31+00:00", ["clock-elsewhere"]),
    ],
)
def test_the_satellites_are_a_witness_of_the_cameras_clock(satellites, told):
    draft = photo(2026, 5, 14, 10, 22, 31, facts={GPS_CLOCK: satellites})
    moments, found = settled_and_told(draft)
    assert moments[0].at == datetime(2026, 5, 14, 10, 22, 31)
    assert [one.code for one in found] == told


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("Facture du 12/03/2026", "2026-03-20 facture.pdf", []),
        ("Facture du 12/03/2026", "2025-03-12 facture.pdf", ["dates-disagree-name"]),
        ("Facture du 12/03/2026", "facture.pdf", []),
    ],
)
def test_a_paper_and_its_name_may_differ_by_the_time_it_took_to_come(text, name, told):
    assert codes(Draft(kind=FileKind.PDF, text=text), name=name) == told


@pytest.mark.parametrize(("day", "told"), [(12, []), (9, ["dates-disagree-film"])])
def test_a_film_and_its_name_that_disagree_are_told(day, told):
    own = Moment(
        precision=Precision.SECOND, at=datetime(2026, 3, day, 9, tzinfo=UTC), source=Source.MEDIA_METADATA
    )
    draft = Draft(kind=FileKind.MEDIA, moments=(own,))
    assert codes(draft, name="VID_20260312_121803.mp4") == told


def test_the_milliseconds_that_an_app_saves_by_are_offered_and_never_chosen():
    moments, (found,) = settled_and_told(Draft(kind=FileKind.IMAGE), name="FB_IMG_1773666312345.jpg")
    assert moments[0] == UNKNOWN
    assert moments[1].at == datetime(2026, 3, 16, 13, 5, 12, tzinfo=UTC)
    assert found.code == "undated-but"


def test_the_offset_advised_for_an_hour_that_came_twice_is_said_to_be_that_of_paris():
    _, (found,) = settled_and_told(photo(2025, 11, 2, 1, 30, 0), zone=NEW_YORK)
    for language, place in (("fr", "à Paris"), ("en", "in Paris")):
        assert place in Texts(language).finding(found)
