"""Codes, moments and sizes become words."""

from datetime import date, datetime
from string import Formatter
from zoneinfo import ZoneInfo

import pytest

from dossier.basis.errors import UsageError
from dossier.model.finding import blocker, note, warning
from dossier.model.moment import UNKNOWN, Moment, Precision, Source, day, month
from dossier.texts.catalogue import Texts, language_codes
from dossier.texts.dates import full_instant, long_day, long_moment, short_moment
from dossier.texts.typed_dates import typed_form

PARIS = ZoneInfo("Europe/Paris")
ABOUT_MONTH = Moment(precision=Precision.ABOUT, at=datetime(2026, 3, 1), until=datetime(2026, 3, 31))
ABOUT_YEAR = Moment(precision=Precision.ABOUT, at=datetime(2026, 1, 1), until=datetime(2026, 12, 31))


@pytest.fixture
def french():
    return Texts("fr")


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 octet"),
        (1, "1 octet"),
        (999, "999 octets"),
        (2_100_000, "2,1 Mo"),
        (628_000, "628 Ko"),
        (3 * 10**9, "3,0 Go"),
    ],
)
def test_sizes_are_written_for_people(french, count, words):
    assert french.size(count).replace("\xa0", " ") == words


def test_plurals_follow_the_language(french):
    english = Texts("en")
    assert french.say("annex.pages", n=0).endswith("page")
    assert english.say("annex.pages", n=0).endswith("pages")
    assert french.say("annex.pages", n=2).endswith("pages")


def test_the_first_of_the_month_is_written_as_the_french_do(french):
    assert long_day(french, date(2026, 4, 1)) == "1er avril 2026"
    assert long_day(french, date(2026, 4, 2)) == "2 avril 2026"


def test_an_instant_says_its_own_offset_and_the_dossiers_time(french):
    said = full_instant(french, datetime.fromisoformat("2026-06-03T23:50:40+01:00"), PARIS)
    assert "mercredi 3 juin 2026 à 23:50:40 (+01:00)" in said
    assert "4 juin 2026 à 00:50 (Europe/Paris)" in said


def test_an_instant_of_the_dossiers_own_offset_is_said_once(french):
    said = full_instant(french, datetime.fromisoformat("2026-06-10T19:12:08+02:00"), PARIS)
    assert said == "mercredi 10 juin 2026 à 19:12:08 (+02:00)"


def test_a_wall_clock_claims_no_offset(french):
    assert full_instant(french, datetime(2026, 6, 10, 19, 12, 8), PARIS) == "mercredi 10 juin 2026 à 19:12:08"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (UNKNOWN, "sans date"),
        (day(2026, 3, 12, source=Source.USER, evidence=""), "12/03/2026"),
        (month(2026, 3, source=Source.USER, evidence=""), "mars 2026"),
        (Moment(precision=Precision.YEAR, at=datetime(2026, 1, 1)), "2026"),
        (Moment(precision=Precision.ABOUT, at=datetime(2026, 3, 1)), "vers le 01/03/2026"),
        (ABOUT_MONTH, "vers mars 2026"),
        (ABOUT_YEAR, "vers 2026"),
        (
            Moment(precision=Precision.RANGE, at=datetime(2026, 5, 12), until=datetime(2026, 5, 14)),
            "12/05/2026 – 14/05/2026",
        ),
        (
            Moment(precision=Precision.SECOND, at=datetime.fromisoformat("2026-06-03T23:50:40+01:00")),
            "04/06/2026",
        ),
    ],
)
def test_moments_are_written_no_more_exactly_than_known(french, moment, words):
    assert short_moment(french, moment, PARIS) == words


def test_a_month_or_year_that_is_not_sure_is_no_day_anywhere(french):
    for moment, words in ((ABOUT_MONTH, "vers mars 2026"), (ABOUT_YEAR, "vers 2026")):
        assert long_moment(french, moment, PARIS) == short_moment(french, moment, PARIS) == words
        assert typed_form(moment, french, PARIS) == words


def test_an_unknown_language_is_a_wrong_usage():
    with pytest.raises(UsageError, match="unknown-language"):
        Texts("xx")


def test_a_file_that_is_called_like_a_day_keeps_its_name_and_no_day_that_is_none_stops_anybody():
    texts = Texts("fr")
    for name in ("2026-02-30", "2026-03-12"):
        assert f"«\xa0{name}\xa0»" in texts.finding(blocker("empty-file", file=name))
    said = texts.finding(note("date-from-name", file="a", day="2026-02-30"))
    assert "2026-02-30" in said


def test_an_instant_is_written_as_the_reader_does():
    told = warning(
        "mail-clock-off",
        file="a",
        hours=1,
        minutes=2,
        sent="2026-03-12T21:47+01:00",
        received="2026-02-30T9:00",
    )
    assert "le 12/03/2026 à 21:47 (+01:00)" in Texts("fr").finding(told)
    assert "on 12/03/2026 at 21:47 (+01:00)" in Texts("en").finding(told)
    assert "2026-02-30T9:00" in Texts("fr").finding(told)


@pytest.mark.parametrize("language", language_codes())
def test_what_is_said_otherwise_at_the_terminal_names_the_same_things(language):
    texts = Texts(language)
    codes = [key.partition(".")[2] for key in sorted(texts.keys()) if key.startswith("terminal.")]
    assert codes
    for code in codes:
        key = f"finding.{code}" if texts.has(f"finding.{code}") else f"error.{code}"
        places = [
            {name for form in texts.forms(one) for _, name, _, _ in Formatter().parse(form) if name}
            for one in (key, f"terminal.{code}")
        ]
        assert places[0] == places[1], code
        assert texts.forms(key) != texts.forms(f"terminal.{code}"), code


def test_a_name_never_turns_a_sentence_of_ours_around():
    said = Texts("fr").finding(blocker("empty-file", file="facture\u202etxt.exe.fdp"))
    assert "\u202e" not in said
    assert "facturetxt.exe.fdp" in said
