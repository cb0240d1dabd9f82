"""The dispute's facts, told by keys and mouse, and what pieces propose."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QToolButton,
)

from dossier.model.facts import (
    ClaimLine,
    Dispute,
    Facts,
    KeyDate,
    Milestone,
    Payment,
    Question,
    Reference,
    ReferenceKind,
)
from dossier.model.ids import PieceId
from dossier.model.moment import UNKNOWN
from dossier.model.party import Party, Role
from dossier.recipients.deadline_rules import deadline_table
from dossier.texts.catalogue import Texts
from dossier.workspace.opening import new_desk
from dossier.workspace.proposing import propose_facts
from tests.support.disputes import CONSUMER, SELLER, Teller, speaking_dossier
from tests.support.screens_dossiers import very_long
from tests.support.ui_journey import Person
from ui import theme as themes
from ui.dialogs.take_over import TakeOverDialog
from ui.main_window import MainWindow
from ui.memory import Memory
from ui.models import piece_names
from ui.models.milestones import FIRST, days_that_matter
from ui.views import facts_fields
from ui.views.facts_fields import ProposalLine
from ui.wiring.disputing import mediator_names

FR = Texts("fr")
ORDER, COMPLAINT = PieceId("order"), PieceId("complaint")
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def opened(start, tmp_path):
    """Opens a dossier in the window."""

    def run(dossier):
        path = tmp_path / "Faits.dossier"
        new_desk(path, dossier).result().close()
        start.window.open_path(path)
        start.see_bench()
        return start

    return run


@pytest.fixture
def teller(opened):
    """Opens the page of the facts on a dispute whose pieces propose some."""
    return Teller(opened(speaking_dossier()))


def offered(teller):
    return {one.toolTip() or one.findChild(QLabel).text() for one in seen(teller)}


def seen(teller):
    return [one for one in teller.page.findChildren(ProposalLine) if one.isVisible()]


def lines_of(teller):
    parties = teller.page.findChild(QListWidget, "parties")
    return [parties.item(row).text() for row in range(parties.count())]


def test_a_contract_is_told_by_keys_and_esc_goes_back(teller):
    person = teller.person
    teller.pick("facts-kind", "Vol")
    person.see(lambda: teller.facts.dispute is Dispute.FLIGHT)
    person.write("facts-price", "1 249,90")
    person.see(lambda: teller.facts.price_cents == 124_990)
    teller.pick("facts-currency", "CHF")
    teller.pick("facts-payment", "Vir")
    person.see(lambda: (teller.facts.currency, teller.facts.payment) == ("CHF", Payment.TRANSFER))
    person.write("facts-happened", "Le vol est parti tard.")
    person.see(lambda: teller.facts.happened == "Le vol est parti tard.")
    assert teller.find(QLabel, "facts-happened-count").text() == FR.say(
        "window.facts_signs", n=22, count="22"
    )
    person.press("Esc")
    assert person.bench.currentWidget() is person.bench.desk


def test_each_field_is_one_step_back(teller):
    person = teller.person
    person.write("facts-price", "349,90")
    person.write("facts-tried", "Deux courriels.")
    person.see(lambda: teller.facts == Facts(price_cents=34_990, tried="Deux courriels."))
    person.click("facts-undo")
    person.see(lambda: teller.facts == Facts(price_cents=34_990))
    assert teller.find(QPlainTextEdit, "facts-tried").toPlainText() == ""
    person.click("facts-undo")
    person.see(lambda: teller.facts == Facts())
    assert teller.find(QLineEdit, "facts-price").text() == ""


def test_a_wrong_amount_or_day_keeps_the_old_value_and_says_why(teller):
    person = teller.person
    person.write("facts-price", "349,90")
    person.write("facts-date-contract", "2 mars 2026")
    person.see(lambda: teller.facts.price_cents == 34_990 and len(teller.facts.key_dates) == 1)
    person.write("facts-price", "12x")
    assert teller.note("facts-price").endswith(FR.say("window.facts_kept"))
    person.write("facts-date-contract", "mars 2026")
    assert "mars 2026" in teller.note("facts-date-contract")
    person.write("facts-date-receipt", "demain")
    assert teller.note("facts-date-receipt")
    assert teller.facts.price_cents == 34_990
    assert teller.facts.key_dates == (KeyDate(milestone=Milestone.CONTRACT, day=date(2026, 3, 2)),)
    person.write("facts-price", "12")
    person.see(lambda: teller.facts.price_cents == 1200)
    assert teller.note("facts-price") == ""
    person.write("facts-date-contract", " ")
    person.see(lambda: teller.facts.key_dates == ())


def test_esc_takes_back_what_is_being_written_first(teller):
    field = teller.find(QLineEdit, "facts-price")
    field.setFocus()
    QTest.keyClicks(field, "12x")
    teller.person.press("Esc", field)
    assert field.text() == ""
    teller.person.press("Esc", field)
    assert teller.person.bench.currentWidget() is teller.person.bench.desk
    assert teller.facts == Facts()


def test_a_proposal_stands_beside_its_field_and_is_taken_over_only_when_asked(teller):
    person = teller.person
    person.see(lambda: len(seen(teller)) == 3)
    assert teller.facts == Facts()
    row = teller.find(QPushButton, "facts-proofs-contract").parentWidget()
    line = row.findChild(ProposalLine)
    assert "02/03/2026" in line.findChild(QLabel).text()
    QTest.mouseClick(line.findChild(QPushButton), LEFT)
    told = KeyDate(milestone=Milestone.CONTRACT, day=date(2026, 3, 2), proofs=(ORDER,))
    person.see(lambda: teller.facts.key_dates == (told,))
    person.see(lambda: len(seen(teller)) == 2)
    assert teller.find(QLineEdit, "facts-date-contract").text() == "02/03/2026"
    assert teller.find(QPushButton, "facts-proofs-contract").text() == "Pièce 1"
    person.click("facts-undo")
    person.see(lambda: len(seen(teller)) == 3)


def test_the_words_of_the_piece_stand_in_the_tooltip(teller):
    teller.person.see(lambda: len(seen(teller)) == 3)
    assert any("CH-260302-4471" in tip and "La pièce dit" in tip for tip in offered(teller))


def test_all_proposals_are_taken_over_after_a_question_as_one_step(teller):
    person = teller.person
    person.see(lambda: len(seen(teller)) == 3)
    asked = []

    def answer(button):
        lines = QApplication.activeModalWidget().findChild(QListWidget, "dialog-take-lines")
        asked.append([lines.item(row).text() for row in range(lines.count())])
        person.click(button)

    person.answering(TakeOverDialog, lambda: answer("dialog-cancel"))
    person.click("banner_action")
    person.see(lambda: len(asked) == 1)
    assert teller.facts == Facts()
    person.answering(TakeOverDialog, lambda: answer("dialog-go"))
    person.click("banner_action")
    person.see(lambda: len(teller.facts.key_dates) == 2)
    assert len(asked[0]) == 4
    assert any("CH-260302-4471" in line for line in asked[0])
    assert teller.facts.references == (Reference(kind=ReferenceKind.ORDER, value="CH-260302-4471"),)
    assert person.dossier.parties[1].registration == "55210055400013"
    person.see(lambda: not seen(teller))
    assert not teller.page.banner.isVisible()
    person.click("facts-undo")
    person.see(lambda: teller.facts == Facts())


def test_a_party_is_one_of_the_dossier_as_soon_as_it_has_a_name(opened):
    teller = Teller(opened(speaking_dossier(parties=())))
    person = teller.person
    person.click("party-add")
    person.write("party-postal", "4 rue des Lilas")
    person.write("party-name", " ")
    assert teller.note("party-name").startswith(FR.say("error.party-unnamed"))
    assert person.dossier.parties == ()
    person.write("party-name", "Louise")
    person.see(lambda: person.dossier.parties != ())
    person.click("party-add")
    person.write("party-name", "Lumaro SAS")
    person.write("party-addresses", "SAV@lumaro.example; sav@lumaro.example, b@x.example")
    teller.pick("party-country", "Alle")
    mails = ("sav@lumaro.example", "b@x.example")
    seller = Party(role=Role.SELLER, name="Lumaro SAS", addresses=mails, country="DE")
    consumer = Party(role=Role.CONSUMER, name="Louise", postal="4 rue des Lilas")
    person.see(lambda: person.dossier.parties == (consumer, seller))
    assert lines_of(teller) == ["Louise\nConsommateur", "Lumaro SAS\nProfessionnel"]
    teller.pick("party-role", "Tra")
    person.see(lambda: person.dossier.parties[1].role is Role.CARRIER)
    person.click("party-remove")
    person.see(lambda: person.dossier.parties == (consumer,))
    person.click("party-remove")
    person.see(lambda: person.dossier.parties == ())
    assert not any(one.isVisible() for one in teller.page.findChildren(QLineEdit, "party-name"))
    person.click("facts-undo")
    person.see(lambda: lines_of(teller) == ["Louise\nConsommateur"])


def test_numbers_that_look_wrong_are_kept_and_told(teller):
    person = teller.person
    parties = teller.page.findChild(QListWidget, "parties")
    person.write("party-iban", "FR76 1234")
    person.see(lambda: person.dossier.parties[0].iban == "FR76 1234")
    assert teller.note("party-iban") == FR.say("window.facts_doubt_iban")
    account = FR.say("window.facts_party_account")
    assert teller.find(QLabel, "party-account-note").text() == account
    parties.setFocus()
    QTest.keyClick(parties, Qt.Key.Key_Down)
    assert not teller.page.findChild(QLineEdit, "party-iban").isVisible()
    person.write("party-registration", "123")
    person.see(lambda: person.dossier.parties[1].registration == "123")
    assert teller.note("party-registration") == FR.say("window.facts_doubt_registration")
    person.write("party-registration", "552 100 554 00013")
    person.see(lambda: teller.note("party-registration") == "")


def test_twenty_consumers(opened):
    crowd = tuple(replace(CONSUMER, name=f"Voyageur {n}") for n in range(1, 21))
    teller = Teller(opened(speaking_dossier(parties=(*crowd, SELLER))))
    person = teller.person
    parties = teller.page.findChild(QListWidget, "parties")
    assert parties.count() == 21
    parties.setFocus()
    for _ in range(19):
        QTest.keyClick(parties, Qt.Key.Key_Down)
    person.write("party-phone", "06 01 02 03 04")
    person.see(lambda: person.dossier.parties[19].phone == "06 01 02 03 04")
    assert [one.phone for one in person.dossier.parties].count("") == 20
    assert parties.currentRow() == 19


def test_what_is_being_written_goes_to_the_party_that_it_was_written_for(teller):
    person = teller.person
    parties = teller.page.findChild(QListWidget, "parties")
    field = teller.find(QLineEdit, "party-phone")
    field.setFocus()
    QTest.keyClicks(field, "06")
    spot = parties.visualItemRect(parties.item(1)).center()
    QTest.mouseClick(parties.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, spot)
    person.see(lambda: [one.phone for one in person.dossier.parties] == ["06", ""])
    assert field.text() == ""


def test_sums_are_added_changed_proved_and_removed(teller):
    person = teller.person
    for words, amount in (("Remboursement", "349,90"), ("Frais de port", "12,9")):
        person.click("claim-add")
        write_last(teller, "claim-words", words)
        write_last(teller, "claim-amount", amount)
    two = (ClaimLine(words="Remboursement", cents=34_990), ClaimLine(words="Frais de port", cents=1290))
    person.see(lambda: teller.facts.claim == two)
    assert teller.find(QLabel, "claim-total").text().replace("\u202f", "\xa0") == "Total\xa0: 362,80\xa0€"
    teller.prove("claim-proofs", "commande")
    person.see(lambda: teller.facts.claim[0].proofs == (ORDER,))
    write_last(teller, "claim-amount", "beaucoup")
    write_last(teller, "claim-words", "Port")
    person.see(lambda: teller.facts.claim[1] == ClaimLine(words="Port", cents=1290))
    QTest.mouseClick(teller.find(QToolButton, "claim-remove"), LEFT)
    person.see(lambda: teller.facts.claim == (ClaimLine(words="Port", cents=1290),))


def write_last(teller, name, words):
    field = [one for one in teller.page.findChildren(QLineEdit, name) if one.isVisible()][-1]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_a_sum_without_words_is_not_one_yet(teller):
    person = teller.person
    person.click("claim-add")
    write_last(teller, "claim-amount", "12")
    assert teller.facts == Facts()
    QTest.mouseClick(teller.find(QToolButton, "claim-remove"), LEFT)
    assert not any(one.isVisible() for one in teller.page.findChildren(QLineEdit, "claim-words"))


def test_references_come_by_the_menu_and_go_when_they_are_emptied(teller):
    person = teller.person
    menu = teller.find(QPushButton, "facts-reference-add").menu()
    for action, value in ((menu.actions()[3], "6A123"), (menu.actions()[0], "CH-1")):
        menu.popup(teller.page.mapToGlobal(teller.page.rect().center()))
        QTest.mouseClick(menu, LEFT, Qt.KeyboardModifier.NoModifier, menu.actionGeometry(action).center())
        QTest.keyClicks(QApplication.focusWidget(), value)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    parcel = Reference(kind=ReferenceKind.PARCEL, value="6A123")
    order = Reference(kind=ReferenceKind.ORDER, value="CH-1")
    person.see(lambda: teller.facts.references == (parcel, order))
    person.write("facts-reference-parcel", " ")
    person.see(lambda: teller.facts.references == (order,))


def test_a_day_is_proved_by_pieces_found_by_typing(teller):
    person = teller.person
    button = teller.find(QPushButton, "facts-proofs-complaint")
    assert not button.isEnabled()
    person.write("facts-date-complaint", "12/03/2026")
    person.see(button.isEnabled)
    teller.prove("facts-proofs-complaint", "clam")
    known = KeyDate(milestone=Milestone.COMPLAINT, day=date(2026, 3, 12), proofs=(COMPLAINT,))
    person.see(lambda: teller.facts.key_dates == (known,))
    teller.prove("facts-proofs-complaint", "comm", end=Qt.Key.Key_Escape)
    person.write("facts-date-complaint", "13/03/2026")
    person.see(lambda: teller.facts.key_dates == (replace(known, day=date(2026, 3, 13)),))


def test_a_day_is_chosen_in_the_calendar(teller):
    QTest.mouseClick(teller.find(QToolButton, "facts-date-answer-calendar"), LEFT)
    calendar = QApplication.activePopupWidget().findChild(QCalendarWidget)
    calendar.setSelectedDate(QDate(2026, 4, 7))
    QTest.keyClick(calendar.focusWidget() or calendar, Qt.Key.Key_Return)
    told = KeyDate(milestone=Milestone.ANSWER, day=date(2026, 4, 7))
    teller.person.see(lambda: teller.facts.key_dates == (told,))
    assert teller.find(QLineEdit, "facts-date-answer").text() == "07/04/2026"


def test_other_days_are_added_by_the_menu(teller):
    name = FR.say("milestone.baggage")
    button = teller.find(QPushButton, "facts-date-add")
    menu = button.menu()
    assert isinstance(menu, QMenu)
    menu.popup(teller.page.mapToGlobal(teller.page.rect().topLeft()))
    action = next(one for one in menu.actions() if one.text() == name)
    QTest.mouseClick(menu, LEFT, Qt.KeyboardModifier.NoModifier, menu.actionGeometry(action).center())
    assert QApplication.focusWidget().objectName() == "facts-date-baggage"


@pytest.mark.parametrize("dispute", list(Dispute))
def test_the_days_that_the_deadlines_of_a_dispute_are_counted_from_are_asked_for(dispute):
    asked = set(days_that_matter(dispute)) | {Milestone.CONCILIATION}  # that step comes later
    rules = [rule for rule in deadline_table().deadline if dispute in rule.disputes and rule.sources]
    assert {start for rule in rules for start in rule.starts} <= asked
    assert days_that_matter(dispute)[0] is FIRST[0]


def test_questions_are_answered_by_keys_and_can_be_left_open_again(teller):
    person = teller.person
    teller.answer("question-court-no")
    teller.answer("question-private-yes")
    person.see(lambda: teller.facts.answers == {Question.COURT: False, Question.PRIVATE: True})
    teller.answer("question-court-unknown")
    person.see(lambda: teller.facts.answers == {Question.PRIVATE: True})


def test_a_mediator_is_known_by_its_name_or_as_it_is_written(teller):
    person = teller.person
    combo = teller.find(QComboBox, "facts-mediators")
    person.see(lambda: combo.count() > 0)
    person.write("facts-mediator", "cm2c")
    person.see(lambda: teller.facts.mediator == "cm2c")
    person.see(lambda: teller.find(QLineEdit, "facts-mediator").text() == mediator_names("fr")["cm2c"])
    teller.prove("facts-proofs-mediator", "commande")
    person.see(lambda: teller.facts.mediator_proofs == (ORDER,))
    person.write("facts-mediator", "Mediation de la Brume")
    person.see(lambda: teller.facts.mediator == "Mediation de la Brume")


def test_long_words_are_saved_while_they_are_written(opened, monkeypatch):
    monkeypatch.setattr(facts_fields, "SAVED_EVERY_MS", 30)
    teller = Teller(opened(speaking_dossier()))
    field = teller.find(QPlainTextEdit, "facts-happened")
    field.setFocus()
    QTest.keyClicks(field, "Le bureau")
    teller.person.see(lambda: teller.facts.happened == "Le bureau")
    assert field.hasFocus()


def test_a_fact_that_is_asked_for_elsewhere_is_led_to(teller):
    page = teller.page
    for fact, name in (
        ("milestone:baggage", "facts-date-baggage"),
        ("question:court", "question-court-unknown"),
        ("country:trader", "party-country"),
        ("party:consumer", "party-postal"),
        ("payment", "facts-payment"),
        ("references", "facts-reference-add"),
        ("claim", "claim-add"),
        ("happened", "facts-happened"),
    ):
        page.go_to(fact)
        assert QApplication.focusWidget().objectName() == name
    assert page.findChild(QListWidget, "parties").currentRow() == 0


def test_a_dossier_open_elsewhere_can_be_read_but_not_written(teller, qtbot, qapp, tmp_path):
    teller.person.write("facts-price", "12")
    teller.person.see(lambda: teller.facts.price_cents == 1200)
    second = MainWindow(FR, themes.theme_for(qapp), Memory(tmp_path / "other.json"))
    qtbot.addWidget(second)
    second.show()
    other = Person(qtbot, second)
    second.open_path(teller.person.window.session.path)
    other.see_bench()
    reader = Teller(other)
    page = reader.page
    assert reader.find(QLabel, "facts-read-only")
    assert reader.find(QLineEdit, "facts-price").text() == "12"
    fields = [*page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)]
    assert all(one.isReadOnly() or not one.isEnabled() for one in fields)
    assert not any(
        one.isEnabled() for one in (*page.findChildren(QComboBox), *page.findChildren(QRadioButton))
    )
    left = {one.objectName() for one in page.findChildren(QPushButton) if one.isVisible() and one.isEnabled()}
    assert left == {"facts-back"}
    assert not seen(reader)
    second.close()


def test_other_colours_show_the_same_page(teller):
    teller.person.window._follow_colours()
    teller.person.see(lambda: bool(seen(teller)))
    assert teller.page.isVisible()


def test_a_long_dossier_numbers_its_pieces_only_when_one_is_to_be_chosen(opened, monkeypatch):
    counted = []
    rows_of = piece_names.rows_of
    monkeypatch.setattr(piece_names, "rows_of", lambda dossier: counted.append(1) or rows_of(dossier))
    dossier = very_long()
    # The number of a piece that proposes a day is said beside it, whenever that comes in.
    undated = replace(dossier, pieces=tuple(replace(one, moment=UNKNOWN) for one in dossier.pieces))
    assert propose_facts(undated) == ()
    teller = Teller(opened(undated))
    teller.person.write("facts-date-contract", "2/3/2026")
    teller.person.see(lambda: len(teller.facts.key_dates) == 1)
    assert counted == []
    teller.prove("facts-proofs-contract", "250")
    teller.person.see(lambda: teller.facts.key_dates[0].proofs == (PieceId("p249"),))
