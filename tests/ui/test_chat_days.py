"""Some days of a conversation are shown: counted before, cut as one act."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QRadioButton

from dossier.basis.clock import zone_named
from dossier.model.chat_days import chat_days
from dossier.texts.catalogue import Texts
from tests.support.cards import THEME
from tests.support.chat_exports import make_whatsapp
from tests.support.chats import whatsapp
from tests.support.ui_project import LETTER
from ui.dialogs.days import ChosenDays, DaysDialog

FR, EN = Texts("fr"), Texts("en")
DAYS = ((date(2026, 3, 12), 2), (date(2026, 3, 13), 5), (date(2026, 4, 2), 1))


@pytest.fixture
def dialog(qtbot):
    made = DaysDialog(None, FR, THEME, title="Conversation", days=DAYS, chosen=ChosenDays())
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.check()
    return made


def type_days(dialog, first=None, last=None):
    for name, words in (("first", first), ("last", last)):
        if words is not None:
            field = dialog.findChild(QLineEdit, f"dialog-days-{name}")
            field.selectAll()
            QTest.keyClicks(field, words)


def mean_all(dialog):
    choice = dialog.findChild(QRadioButton, "dialog-days-all")
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Space)


def said(dialog, name="dialog-days-count"):
    label = dialog.findChild(QLabel, name)
    return label.text() if label.isVisibleTo(dialog) else ""


def test_the_whole_conversation_is_shown_until_days_are_typed(dialog):
    assert dialog.value() == ChosenDays()
    assert said(dialog).startswith("8 messages montrés sur 8")
    type_days(dialog, first="13/03/2026")
    assert dialog.findChild(QRadioButton, "dialog-days-some").isChecked()
    assert dialog.value() == ChosenDays(since=date(2026, 3, 13))
    assert "6 messages montrés sur 8" in said(dialog)
    assert "2 avant, 0 après" in said(dialog)
    mean_all(dialog)
    assert dialog.value() == ChosenDays()


@pytest.mark.parametrize(
    ("first", "last", "chosen"),
    [
        ("mars 2026", "mars 2026", ChosenDays(until=date(2026, 3, 31))),
        ("13 mars 2026", "13 mars 2026", ChosenDays(since=date(2026, 3, 13), until=date(2026, 3, 13))),
        ("01/01/2020", "31/12/2030", ChosenDays()),
    ],
)
def test_days_and_months_are_understood_and_what_cuts_nothing_off_is_no_cut(dialog, first, last, chosen):
    type_days(dialog, first, last)
    assert dialog.value() == chosen
    assert dialog.findChild(QPushButton, "dialog-go").isEnabled()


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("plus tard", "01/04/2026", "plus tard"),
        ("13/03/2026", "12/03/2026", "avant le premier"),
        ("20/03/2026", "30/03/2026", "Aucun message"),
        ("vers le 13/03/2026", "02/04/2026", "vers le 13/03/2026"),
    ],
)
def test_what_shows_nothing_or_means_nothing_is_said(dialog, first, last, words):
    type_days(dialog, first, last)
    assert words in said(dialog, "dialog-reason")
    assert said(dialog) == ""
    assert not dialog.findChild(QPushButton, "dialog-go").isEnabled()


@given(
    counts=st.dictionaries(st.integers(0, 40), st.integers(1, 9), min_size=1),
    first=st.integers(-2, 42),
    length=st.integers(0, 44),
)
def test_what_is_counted_is_what_is_shown(qapp, counts, first, length):
    start = date(2026, 3, 1)
    days = tuple((start + timedelta(days=one), counts[one]) for one in sorted(counts))
    chosen = ChosenDays(since=start + timedelta(days=first), until=start + timedelta(days=first + length))
    dialog = DaysDialog(None, EN, THEME, title="Chat", days=days, chosen=chosen)
    shown, before, after = dialog._counted(chosen)
    dialog.deleteLater()
    assert shown == sum(n for day, n in days if chosen.since <= day <= chosen.until)
    assert before == sum(n for day, n in days if day < chosen.since)
    assert after == sum(n for day, n in days if day > chosen.until)


def bring_chat(person, folder, data):
    path = folder / "Discussion WhatsApp avec Boutique Néo.txt"
    path.write_bytes(data)
    person.drop_files([path])
    person.see(lambda: len(person.dossier.pieces) == 7)
    return person.named(path.name)


def test_days_are_chosen_from_the_menu_and_back_from_the_card(person, tmp_path):
    chat = bring_chat(person, tmp_path, make_whatsapp())
    person.choose(chat.id)
    assert "choose_days" in person.offered()

    def answer():
        front = person.front()
        assert "12 au 15 mars 2026" in " ".join(label.text() for label in front.findChildren(QLabel))
        type_days(front, first="13/03/2026")
        person.click("dialog-go")

    person.answering(DaysDialog, answer)
    person.pick("choose_days")
    person.see(lambda: chat_days(person.named(chat.originals[0].name)) == (date(2026, 3, 13), None))
    shown = person.named(chat.originals[0].name).moment
    assert shown.begin(zone_named("Europe/Paris")).date() == date(2026, 3, 13)

    def whole():
        mean_all(person.front())
        person.click("dialog-go")

    person.answering(DaysDialog, whole)
    person.click("card-days")
    person.see(lambda: chat_days(person.named(chat.originals[0].name)) == (None, None))


def test_what_is_no_conversation_has_no_days(person):
    letter = person.named(LETTER)
    person.choose(letter.id)
    assert "choose_days" not in person.offered()
    person.bench.help_with("days", letter.id)
    person.see(lambda: "n’est pas une conversation" in person.told())


def test_a_conversation_without_days_is_shown_whole_and_said_so(person, tmp_path, monkeypatch):
    chat = bring_chat(
        person,
        tmp_path,
        whatsapp("[12/03/2026 21:47:12] Boutique Néo: Bonjour", "[12/03/2026 21:48:00] Léa: Oui"),
    )
    monkeypatch.setattr("ui.asking.read_days", lambda *_: ())
    person.bench.help_with("days", chat.id)
    person.see(lambda: "n’a de date" in person.told())
