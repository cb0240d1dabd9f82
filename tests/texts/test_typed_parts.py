"""Dates that people remember roughly, and those they copy from papers of other languages."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.basis.errors import UsageError
from dossier.model.moment import Moment, Precision, Source
from dossier.model.stretch import Part, Stretch
from dossier.texts.catalogue import Texts
from dossier.texts.dates import long_moment, short_moment
from dossier.texts.typed_dates import typed_form, typed_moment

PARIS = ZoneInfo("Europe/Paris")
TEXTS = {language: Texts(language) for language in ("fr", "en")}
APRIL = {part: Stretch(part=part, year=2026, month=4).moment() for part in (Part.EARLY, Part.MIDDLE)}
LATE_2025 = Stretch(part=Part.LATE, year=2025).moment()
WINTER = Stretch(part=Part.WINTER, year=2025).moment()


def on(*begin, until=None, precision=Precision.DAY):
    end = datetime(*until) if until else None
    return Moment(precision=precision, at=datetime(*begin), until=end, source=Source.USER)


IN_MAY = on(2026, 5, 12, until=(2026, 5, 14), precision=Precision.RANGE)
ABOUT_APRIL_3 = on(2026, 4, 3, precision=Precision.ABOUT)


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("fr", "début avril 2026", APRIL[Part.EARLY]),
        ("fr", "au début du mois d’avril 2026", APRIL[Part.EARLY]),
        ("fr", "vers le début de avril 2026", APRIL[Part.EARLY]),
        ("fr", "mi-avril 2026", APRIL[Part.MIDDLE]),
        ("fr", "à la mi-avril 2026", APRIL[Part.MIDDLE]),
        ("fr", "fin 2025", LATE_2025),
        ("fr", "fin de l’année 2025", LATE_2025),
        ("fr", "hiver 2025-2026", WINTER),
        ("fr", "hiver 2025/26", WINTER),
        ("fr", "l’été 2026", Stretch(part=Part.SUMMER, year=2026).moment()),
        ("fr", "Frühling 2026", Stretch(part=Part.SPRING, year=2026).moment()),
        ("fr", "12-14/05/2026", IN_MAY),
        ("fr", "12-14 mai 2026", IN_MAY),
        ("fr", "12-14.05.2026", IN_MAY),
        ("fr", "vom 12. bis 14. Mai 2026", IN_MAY),
        ("fr", "van 12 tot 14 mei 2026", IN_MAY),
        ("fr", "um den 3. April 2026", ABOUT_APRIL_3),
        ("fr", "rond 3 april 2026", ABOUT_APRIL_3),
        ("fr", "circa 3 avril 2026", ABOUT_APRIL_3),
        ("fr", "dinsdag 3 maart 2026", on(2026, 3, 3)),
        ("fr", "3. April 2026", on(2026, 4, 3)),
        ("en", "early April 2026", APRIL[Part.EARLY]),
        ("en", "the beginning of April 2026", APRIL[Part.EARLY]),
        ("en", "mid-April 2026", APRIL[Part.MIDDLE]),
        ("en", "end of 2025", LATE_2025),
        ("en", "winter 2025-26", WINTER),
        ("en", "mardi 3 mars 2026", on(2026, 3, 3)),
        ("en", "12-14 May 2026", IN_MAY),
        ("en", "c. 3 April 2026", ABOUT_APRIL_3),
    ],
)
def test_what_is_remembered_roughly_is_read(language, typed, meant):
    assert typed_moment(typed, TEXTS[language]) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "hiver 2026",
        "hiver 2025-2027",
        "printemps avril 2026",
        "début",
        "début 13/2026",
        "fin",
        "entre le 3 et le 5 mars",
        "1er avril",
        "5-06/2026",
        "14-12-14/05/2026",
        "aujourd’hui",
        "hier",
        "à la " * 400,
    ],
)
def test_what_could_be_meant_in_two_ways_is_refused(typed):
    with pytest.raises(UsageError, match="date-not-understood"):
        typed_moment(typed, TEXTS["fr"])


STRETCHES = st.one_of(
    st.builds(Stretch, part=st.sampled_from(Part), year=st.integers(1900, 2099)),
    st.builds(
        Stretch,
        part=st.sampled_from([Part.EARLY, Part.MIDDLE, Part.LATE]),
        year=st.integers(1900, 2100),
        month=st.integers(1, 12),
    ),
)


@given(STRETCHES, st.sampled_from(["fr", "en"]))
def test_a_part_shown_in_the_field_or_printed_can_be_typed_again(stretch, language):
    texts = TEXTS[language]
    moment = stretch.moment()
    for said in (typed_form(moment, texts, PARIS), short_moment(texts, moment, PARIS)):
        assert typed_moment(said, texts) == moment
    assert long_moment(texts, moment, PARIS) == short_moment(texts, moment, PARIS)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ["début avril 2026", "fin 2025", "hiver 2025-2026"]),
        ("en", ["early April 2026", "late 2025", "winter 2025-2026"]),
    ],
)
def test_a_part_is_printed_as_it_is_said(language, said):
    moments = (APRIL[Part.EARLY], LATE_2025, WINTER)
    assert [short_moment(TEXTS[language], one, PARIS) for one in moments] == said
