"""Days that a paper spells out, in six languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.intake.dates.settle import dates_in_text
from dossier.intake.dates.spelled import spelled_days
from dossier.intake.dates.words import compose, fold
from dossier.model.moment import Precision
from dossier.model.piece import FileKind
from tests.support.patience import patience

DAYS = {
    "le {} mars deux mille vingt-six": (
        "premier|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|"
        "dix-sept|dix-huit|dix-neuf|vingt|vingt et un|vingt-deux|vingt-trois|vingt-quatre|vingt-cinq|"
        "vingt-six|vingt-sept|vingt-huit|vingt-neuf|trente|trente et un"
    ),
    "op {} maart tweeduizend zesentwintig": (
        "één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|"
        "zeventien|achttien|negentien|twintig|eenentwintig|tweeëntwintig|drieëntwintig|vierentwintig|"
        "vijfentwintig|zesentwintig|zevenentwintig|achtentwintig|negenentwintig|dertig|eenendertig"
    ),
    "am {} März zweitausendsechsundzwanzig": (
        "ersten|zweiten|dritten|vierten|fünften|sechsten|siebten|achten|neunten|zehnten|elften|zwölften|"
        "dreizehnten|vierzehnten|fünfzehnten|sechzehnten|siebzehnten|achtzehnten|neunzehnten|zwanzigsten|"
        "einundzwanzigsten|zweiundzwanzigsten|dreiundzwanzigsten|vierundzwanzigsten|fünfundzwanzigsten|"
        "sechsundzwanzigsten|siebenundzwanzigsten|achtundzwanzigsten|neunundzwanzigsten|dreißigsten|"
        "einunddreißigsten"
    ),
    "the {} day of March, two thousand and twenty-six": (
        "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|"
        "fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first|"
        "twenty-second|twenty-third|twenty-fourth|twenty-fifth|twenty-sixth|twenty-seventh|twenty-eighth|"
        "twenty-ninth|thirtieth|thirty-first"
    ),
    "el {} de marzo de dos mil veintiséis": (
        "uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieciséis|"
        "diecisiete|dieciocho|diecinueve|veinte|veintiuno|veintidós|veintitrés|veinticuatro|veinticinco|"
        "veintiséis|veintisiete|veintiocho|veintinueve|treinta|treinta y uno"
    ),
    "il {} marzo duemilaventisei": (
        "primo|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici|quindici|"
        "sedici|diciassette|diciotto|diciannove|venti|ventuno|ventidue|ventitré|ventiquattro|venticinque|"
        "ventisei|ventisette|ventotto|ventinove|trenta|trentuno"
    ),
}

WRITTEN = [
    ("Nantes, le 9 avril deux mille vingt-cinq", date(2025, 4, 9)),
    ("Fait le neuf avril 2026 à Nantes", date(2026, 4, 9)),
    ("L’AN DEUX MILLE VINGT-SIX ET LE NEUF FÉVRIER", date(2026, 2, 9)),
    ("In het jaar tweeduizend zesentwintig, op negen februari", date(2026, 2, 9)),
    ("de negende april tweeduizendvijfentwintig", date(2025, 4, 9)),
    ("Erster Mai zweitausendundsechsundzwanzig", date(2026, 5, 1)),
    ("am ersten Mai 2026", date(2026, 5, 1)),
    ("on the ninth of April 2026", date(2026, 4, 9)),
    ("April ninth, twenty twenty-six", date(2026, 4, 9)),
    ("the tenth of April two thousand nineteen", date(2019, 4, 10)),
    ("il primo maggio duemila ventuno", date(2021, 5, 1)),
]

NOT_WRITTEN = [
    "le neuf avril",
    "un contrat de mars 2026",
    "the second May 2026 invoice",
    "payment due April 2026",
    "le trente février deux mille vingt-six",
    "deux mille vingt-six euros en mars",
    # what the end of a line may have cut: "vingt-" stands above, "six" below
    "six avril deux mille vingt-six",
    "le neuf avril deux mille vingt-",
    "el nueve de abril de dos mil treinta y",
]

PARTS = (
    *("le", "neuf", "vingt", "et", "un", "deux", "mille", "mars", "premier", "negen", "tweeduizend"),
    *("april", "2026", "9", ",", "the", "ninth", "of", "-", "\n"),
)


def days(text):
    return [one.at.date() for one in spelled_days(fold(compose(text)))]


@pytest.mark.parametrize("sentence", DAYS)
def test_every_day_of_a_month_is_read_in_words(sentence):
    read = [days(sentence.format(name)) for name in DAYS[sentence].split("|")]
    assert read == [[date(2026, 3, number)] for number in range(1, 32)]


@pytest.mark.parametrize(("text", "expected"), WRITTEN)
def test_words_and_figures_are_read_together(text, expected):
    assert days(text) == [expected]


@pytest.mark.parametrize("text", NOT_WRITTEN)
def test_what_names_no_sure_day_is_not_read(text):
    assert days(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nantes, le neuf avril deux mille vingt-six\nMadame, Monsieur,\nréservé le 11 janvier 2026",
            date(2026, 4, 9),
        ),
        ("Fait à Tours, le vingt mars deux mille vingt-six", date(2026, 3, 20)),
        ("Geachte,\nOpgemaakt te Gent op negen februari tweeduizend zesentwintig", date(2026, 2, 9)),
        ("Berlin, den neunten April zweitausendsechsundzwanzig\nSehr geehrte Damen", date(2026, 4, 9)),
        ("Signed in Dover on the ninth day of April two thousand and twenty-six", date(2026, 4, 9)),
        ("Madrid, a nueve de abril de dos mil veintiséis\nEstimados señores:", date(2026, 4, 9)),
        ("Milano, il nove aprile duemilaventisei\nGentili Signori,", date(2026, 4, 9)),
    ],
)
def test_a_letter_is_dated_by_its_day_in_words(text, expected):
    own = dates_in_text(text, kind=FileKind.OFFICE).own
    assert own is not None
    assert (own.at.date(), own.precision) == (expected, Precision.DAY)


def test_a_day_in_words_is_not_offered_as_its_month_too():
    found = dates_in_text("Vu le neuf avril 2026", kind=FileKind.OFFICE)
    assert [one.precision for one in found.others] == [Precision.DAY]


@given(st.lists(st.sampled_from(PARTS), max_size=25).map(" ".join))
def test_whatever_words_stand_together_a_day_lies_where_its_month_is_named(text):
    folded = fold(compose(text))
    for one in spelled_days(folded):
        assert folded[one.start : one.end].strip()
        assert one.at.month in (3, 4)
        assert 2001 <= one.at.year <= 2059


@pytest.mark.parametrize("unit", ["neuf avril ", "avril ", "deux mille neuf avril ", "deux mille "])
def test_words_without_end_are_read_in_time(unit):
    with patience():
        dates_in_text("Facture\n" + unit * (25_000 // len(unit)), kind=FileKind.PDF)
