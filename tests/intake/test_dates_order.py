"""Which figure is the day, which year is meant, and what a weekday says of it."""

from datetime import date, datetime, timedelta

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from dossier.intake.dates.order import order_of, reads_english
from dossier.intake.dates.settle import dates_in_text
from dossier.intake.dates.weekdays import contradicts, weekday_before
from dossier.intake.dates.words import Order, fold, written_dates
from dossier.model.piece import FileKind

WEEKDAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
}
SHORT = {
    "fr": ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "de": ("Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa.", "So."),
    "nl": ("ma.", "di.", "wo.", "do.", "vr.", "za.", "zo."),
}
MONTHS = {
    code: [Locale.parse(code).months["format"]["wide"][number] for number in range(1, 13)]
    for code in WEEKDAYS
}
LETTER = {
    "fr": "Lyon, le {}\nMadame,",
    "en": "London, {}\nDear Ann,",
    "de": "Berlin, den {}\nSehr geehrte Frau",
    "nl": "Gent, {}\nGeachte mevrouw",
}
DAYS = st.dates(date(2000, 1, 1), date(2079, 12, 31))


def own(text, kind=FileKind.PDF):
    return dates_in_text(text, kind=kind).own


@given(DAYS, st.sampled_from(sorted(MONTHS)), st.sampled_from([WEEKDAYS, SHORT]))
def test_a_day_written_with_its_weekday_is_read_in_four_languages(day, language, names):
    number = {"fr": "1er" if day.day == 1 else str(day.day), "de": f"{day.day}."}.get(language, str(day.day))
    said = f"{names[language][day.weekday()]} {number} {MONTHS[language][day.month - 1]} {day.year}"
    moment = own(LETTER[language].format(said))
    assert moment is not None
    assert moment.at.date() == day


@given(DAYS, st.sampled_from(sorted(MONTHS)), st.integers(1, 6))
def test_a_weekday_that_is_another_one_dates_nothing(day, language, off):
    name = WEEKDAYS[language][(day.weekday() + off) % 7]
    said = f"{name} {day.day} {MONTHS[language][day.month - 1]} {day.year}"
    found = dates_in_text(LETTER[language].format(said), kind=FileKind.PDF)
    assert found.own is None
    assert [one.at.date() for one in found.others] == [day]


@given(st.dates(date(2005, 1, 1), date(2070, 12, 31)), st.integers(-200, 200), st.sampled_from(["fr", "nl"]))
def test_the_year_that_a_weekday_leaves_is_read_beside_a_full_date(day, apart, language):
    near = day + timedelta(days=apart)
    said = f"{WEEKDAYS[language][day.weekday()]} {day.day} {MONTHS[language][day.month - 1]}"
    if (day.month, day.day) == (2, 29):
        return
    moment = own(LETTER[language].format(said) + f"\nCommande 12 livrée, vol du {near:%d/%m/%Y}")
    assert moment is not None
    assert moment.at.date() == day


def test_without_a_weekday_or_a_full_date_the_year_stays_unknown():
    assert own("Lyon, le 3 mars\nMadame,\nJ'ai commandé le 12 février 2026.") is None
    assert own("Lyon, le mardi 3 mars\nMadame,") is None


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("le 03/04/2026 de la facture pour vous", Order.DAY_FIRST),
        ("the invoice of your order 03/04/2026", Order.UNSURE),
        ("the invoice of your order 03/04/2026 and 03/17/2026", Order.MONTH_FIRST),
        ("the invoice of your order 03/04/2026 and 17/03/2026", Order.DAY_FIRST),
        ("the invoice of your order 17/03/2026 and 03/17/2026", Order.UNSURE),
        ("the invoice for your order $20 to you 03/04/2026", Order.UNSURE),
        ("the invoice for your order usd 20 austin, tx 78701 03/04/2026", Order.MONTH_FIRST),
        ("the invoice for your order $20 sales tax on march 9, 2026", Order.MONTH_FIRST),
        ("the invoice for your order £20 london sw1a 1aa 03/04/2026", Order.DAY_FIRST),
        ("the invoice for your order £20 on 9 march 2026", Order.DAY_FIRST),
        ("the invoice for your order £20 usd 25 london sw1a 1aa", Order.UNSURE),
    ],
)
def test_the_order_of_figures_is_decided_by_the_file_or_not_at_all(text, order):
    assert order_of(text, english=reads_english(text)) is order


def test_a_weekday_decides_figures_that_can_be_read_twice():
    text = "INVOICE 77\nInvoice date: {} 03/04/2026\nAmount due for your order"
    assert own(text.format("Wed")).at == datetime(2026, 3, 4)
    assert own(text.format("Friday")).at == datetime(2026, 4, 3)
    assert own(text.format("Monday")) is None


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("mar. 3 mars 2026", 1),
        ("mardi, le 3 mars 2026", 1),
        ("mon 3 mars 2026", 0),
        ("so 3 mars 2026", None),
        ("so. 3 mars 2026", 6),
    ],
)
def test_a_short_weekday_needs_its_point_where_it_is_another_word(words, named):
    (one,) = written_dates(fold(words))
    assert weekday_before(fold(words), one.start) == named
    assert contradicts(one, fold(words)) == (named not in (None, 1))
