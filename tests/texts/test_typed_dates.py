"""What a person types as a date is read as it was meant, or refused."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.basis.errors import UsageError
from dossier.model.commands.edit import set_date
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId, RubricId
from dossier.model.moment import UNKNOWN, Moment, Precision, Source, month
from dossier.model.piece import Piece
from dossier.texts.catalogue import Texts
from dossier.texts.typed_dates import typed_form, typed_moment

PARIS = ZoneInfo("Europe/Paris")
TEXTS = {language: Texts(language) for language in ("fr", "en")}
DAY, MINUTE, SECOND = Precision.DAY, Precision.MINUTE, Precision.SECOND
ABOUT, RANGE = Precision.ABOUT, Precision.RANGE


def at(precision, *begin, until=None, offset=None):
    zone = None if offset is None else timezone(timedelta(hours=offset))
    return Moment(
        precision=precision,
        at=datetime(*begin, tzinfo=zone),
        until=datetime(*until) if until else None,
        source=Source.USER,
    )


JUNE = replace(month(2026, 6, source=Source.USER, evidence=""))
THE_10TH = at(DAY, 2026, 6, 10)
EVENING = at(MINUTE, 2026, 6, 10, 19, 12)
IN_MAY = at(RANGE, 2026, 5, 12, until=(2026, 5, 14))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10/06/2026", THE_10TH),
        (" 10.6.2026 ", THE_10TH),
        ("10-06-2026", THE_10TH),
        ("2026-06-10", THE_10TH),
        ("10 juin 2026", THE_10TH),
        ("le mercredi 10 juin 2026", THE_10TH),
        ("mer. 10 JUIN 2026", THE_10TH),
        ("1er avril 2026", at(DAY, 2026, 4, 1)),
        ("1ᵉʳ avril 2026", at(DAY, 2026, 4, 1)),
        ("3 aout 2026", at(DAY, 2026, 8, 3)),
        ("3 févr. 2026", at(DAY, 2026, 2, 3)),
        ("10/06/2026 19:12", EVENING),
        ("2026-06-10T19:12", EVENING),
        ("10 juin 2026 à 19 h 12", EVENING),
        ("10\u00a0juin\u00a02026, 19h12", EVENING),
        ("mer. 10 juin 2026, 19:12", EVENING),
        ("10/06/2026 19h", at(MINUTE, 2026, 6, 10, 19)),
        ("10/06/2026 19:12:08", at(SECOND, 2026, 6, 10, 19, 12, 8)),
        ("10/06/2026 19:12:08 +02:00", at(SECOND, 2026, 6, 10, 19, 12, 8, offset=2)),
        ("10/06/2026 19:12:08 −07:00", at(SECOND, 2026, 6, 10, 19, 12, 8, offset=-7)),
        ("mercredi 10 juin 2026 à 19:12:08 (+02:00)", at(SECOND, 2026, 6, 10, 19, 12, 8, offset=2)),
        ("2026-06-10T17:12:08Z", at(SECOND, 2026, 6, 10, 17, 12, 8, offset=0)),
        ("juin 2026", JUNE),
        ("06/2026", JUNE),
        ("2026-06", JUNE),
        ("2026", at(Precision.YEAR, 2026, 1, 1, until=(2026, 12, 31))),
        ("vers mars 2026", at(ABOUT, 2026, 3, 1, until=(2026, 3, 31))),
        ("vers le 10 juin 2026", at(ABOUT, 2026, 6, 10)),
        ("environ 10/06/2026", at(ABOUT, 2026, 6, 10)),
        ("vers 2026", at(ABOUT, 2026, 1, 1, until=(2026, 12, 31))),
        ("du 12 au 14 mai 2026", IN_MAY),
        ("12 – 14 mai 2026", IN_MAY),
        ("12–14 mai 2026", IN_MAY),
        ("12/05/2026 – 14/05/2026", IN_MAY),
        ("12/05/2026 - 14/05/2026", IN_MAY),
        ("du 12/05 au 14/05/2026", IN_MAY),
        ("entre le 12 et le 14 mai 2026", IN_MAY),
        ("du 1er avril au 14 mai 2026", at(RANGE, 2026, 4, 1, until=(2026, 5, 14))),
        ("du 1er au 3 avril 2026", at(RANGE, 2026, 4, 1, until=(2026, 4, 3))),
        ("du 28 décembre 2025 au 3 janvier 2026", at(RANGE, 2025, 12, 28, until=(2026, 1, 3))),
        ("du lundi 8 au mercredi 10 juin 2026", at(RANGE, 2026, 6, 8, until=(2026, 6, 10))),
        ("juin 2025 – 2026", at(RANGE, 2025, 6, 1, until=(2026, 12, 31))),
        ("12/2025 – 2/2026", at(RANGE, 2025, 12, 1, until=(2026, 2, 28))),
        ("mars à mai 2026", at(RANGE, 2026, 3, 1, until=(2026, 5, 31))),
        (
            "du 10 juin 2026 à 19 h 12 au 11 juin 2026 à 8 h",
            at(RANGE, 2026, 6, 10, 19, 12, until=(2026, 6, 11, 8)),
        ),
        ("", UNKNOWN),
        ("  ", UNKNOWN),
        ("Sans date", UNKNOWN),
    ],
)
def test_french_forms(typed, meant):
    assert typed_moment(typed, TEXTS["fr"]) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10/06/2026", THE_10TH),
        ("06/13/2026", None),
        ("12/20 to 12/25/2026", None),
        ("sat 2026", None),
        ("mar 2026", at(Precision.MONTH, 2026, 3, 1, until=(2026, 3, 31))),
        ("13/06/2026", at(DAY, 2026, 6, 13)),
        ("June 10, 2026", THE_10TH),
        ("10th of June 2026 at 7:12 pm", EVENING),
        ("Wed 10 Jun 2026, 7.12", None),
        ("10 June 2026 12:05 a.m.", at(MINUTE, 2026, 6, 10, 0, 5)),
        ("10/06/2026 13 pm", None),
        ("about March 2026", at(ABOUT, 2026, 3, 1, until=(2026, 3, 31))),
        ("from 12 to 14 May 2026", IN_MAY),
        ("undated", UNKNOWN),
        ("sans date", None),
    ],
)
def test_english_forms(typed, meant):
    if meant is None:
        with pytest.raises(UsageError, match="date-not-understood"):
            typed_moment(typed, TEXTS["en"])
    else:
        assert typed_moment(typed, TEXTS["en"]) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "10/06/26",
        "31/06/2026",
        "29 février 2026",
        "06/13/2026",
        "13/2026",
        "0206",
        "10/06/20266",
        "10/06/2026 24:00",
        "10/06/2026 19:72",
        "10/06/2026 19",
        "10/06/2026 19:12 +15:00",
        "10/06/2026 19:12 +02:75",
        "10 brumaire 2026",
        "hier",
        "10 juin",
        "du 12 au 14",
        "vers",
        "du au",
        "10/06-2026",
        "mar 2026",
        "mar. 2026",
        "samedi 2026",
        "samedi juin 2026",
        "6 - 2026",
        "10/06 - 2026",
        "juin – 2026",
        "1 – 3/2026",
        "du 1er au 3/2026",
        "²⁰²⁶/1/1/1",
        "—",
        "\0",
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_own_words(typed):
    with pytest.raises(UsageError, match="date-not-understood") as caught:
        typed_moment(typed, TEXTS["fr"])
    assert caught.value.params == {"value": typed.strip()}
    assert "10/06/2026" in TEXTS["fr"].error(caught.value)


@pytest.mark.parametrize(
    "typed",
    [
        "lundi 10 juin 2026",
        "le mar 10/06/2026 19:12",
        "vers lundi 10 juin 2026",
        "du lundi 9 au 12 juin 2026",
    ],
)
def test_a_day_that_is_another_one_of_the_week_is_refused(typed):
    with pytest.raises(UsageError, match="date-other-weekday") as caught:
        typed_moment(typed, TEXTS["fr"])
    assert "jour de la semaine" in TEXTS["fr"].error(caught.value)


def test_a_span_that_ends_before_it_begins_is_refused():
    instants = "10/06/2026 10:00 +00:00 – 10/06/2026 11:00 +02:00"
    for typed in ("du 14 au 12 mai 2026", instants, "10/06/2026 10:00 +00:00 – 09/06/2026"):
        with pytest.raises(UsageError, match="date-ends-before"):
            typed_moment(typed, TEXTS["fr"])


@given(st.text(max_size=40) | st.text("0123456789/-–: hàuTvers2026janmi+", max_size=30))
def test_nothing_typed_breaks_the_reader(typed):
    try:
        moment = typed_moment(typed, TEXTS["fr"])
    except UsageError:
        return
    assert moment == UNKNOWN or moment.at is not None


DAYS = st.datetimes(min_value=datetime(1901, 1, 1), max_value=datetime(2099, 12, 31)).map(
    lambda day: day.replace(hour=0, minute=0, second=0, microsecond=0)
)
OFFSETS = st.just(UTC) | st.integers(-12 * 60, 14 * 60).map(lambda n: timezone(timedelta(minutes=n)))
WALL = st.builds(lambda day, seconds: day + timedelta(seconds=seconds), DAYS, st.integers(0, 86399))
# Before 1972 zones had offsets with seconds, which no proof writes.
INSTANTS = st.builds(
    lambda at, zone: at.replace(tzinfo=zone), WALL.filter(lambda at: at.year >= 1972), OFFSETS
)
CLOCKS = WALL | INSTANTS


def whole_month(day):
    return month(day.year, day.month, source=Source.EXIF, evidence="x")


def whole_year(day):
    first, last = day.replace(month=1, day=1), day.replace(month=12, day=31)
    return Moment(precision=Precision.YEAR, at=first, until=last, source=Source.CHAT)


def span(one, other):
    return Moment(precision=RANGE, at=min(one, other), until=max(one, other), source=Source.CHAT)


MOMENTS = st.one_of(
    st.just(UNKNOWN),
    DAYS.map(lambda day: Moment(precision=DAY, at=day, source=Source.PAGE_TEXT, evidence="x")),
    CLOCKS.map(lambda clock: Moment(precision=SECOND, at=clock, source=Source.MAIL_DATE)),
    CLOCKS.map(lambda clock: Moment(precision=MINUTE, at=clock.replace(second=0))),
    DAYS.map(whole_month),
    DAYS.map(whole_year),
    (DAYS | CLOCKS).map(lambda day: Moment(precision=ABOUT, at=day)),
    DAYS.map(lambda day: replace(whole_month(day), precision=ABOUT)),
    DAYS.map(lambda day: replace(whole_year(day), precision=ABOUT)),
    st.builds(span, DAYS, DAYS),
    st.builds(span, WALL, WALL),
    st.builds(span, INSTANTS, INSTANTS),
)


@given(MOMENTS, st.sampled_from(["fr", "en"]), st.sampled_from(["Europe/Paris", "America/St_Johns"]))
def test_a_moment_shown_in_the_field_comes_back_when_it_is_typed(moment, language, zone):
    field = typed_form(moment, TEXTS[language], ZoneInfo(zone))
    wanted = replace(moment, source=Source.USER, evidence="") if moment.known else UNKNOWN
    assert typed_moment(field, TEXTS[language]) == wanted


@pytest.mark.parametrize(
    ("moment", "field"),
    [
        (at(SECOND, 2026, 6, 10, 19, 12, 8, offset=2), "10/06/2026 19:12:08 +02:00"),
        (at(MINUTE, 2026, 6, 23, 15, 20, offset=-7), "24/06/2026 00:20 +02:00"),
        (EVENING, "10/06/2026 19:12"),
        (JUNE, "juin 2026"),
        (at(ABOUT, 2026, 6, 10), "vers le 10/06/2026"),
        (IN_MAY, "12/05/2026 – 14/05/2026"),
        (UNKNOWN, ""),
    ],
)
def test_what_the_field_shows(moment, field):
    assert typed_form(moment, TEXTS["fr"], PARIS) == field


@given(MOMENTS)
def test_what_was_typed_can_date_a_piece(moment):
    one = Dossier(pieces=(Piece(id=PieceId("a"), title="A", rubric=RubricId("order")),))
    typed = typed_moment(typed_form(moment, TEXTS["fr"], PARIS), TEXTS["fr"])
    assert set_date(one, PieceId("a"), moment=typed).dossier.pieces[0].moment.at == moment.at
