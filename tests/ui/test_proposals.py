"""What the program proposes is answered on the page of remarks, yes or no, and can be undone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from dossier.model.commands.done import done
from dossier.model.finding import note, warning
from dossier.model.party import Party, Role
from tests.support.ui_project import DOCUMENT, FIRST, LETTER, MAIL, SECOND
from ui.dialogs.event import EventDialog
from ui.models.roles import Role as Of
from ui.views.findings_list import FindingsList

LEFT = Qt.MouseButton.LeftButton


def propose(person, *findings):
    """Lets the dossier hold some remarks and no others."""
    held = tuple(findings)
    person.window.session.do(lambda dossier: done(replace(dossier, findings=held), "edit", title="x"))
    person.see(lambda: person.dossier.findings == held)
    person.pick("findings")


def answer(person, code, number):
    """Clicks on the first or second answer to a remark."""
    view = person.bench.findings_page.findChild(FindingsList)
    rows = [view.model().index(row, 0) for row in range(view.model().rowCount())]
    index = next(one for one in rows if one.data(Of.FINDING).code == code)
    view.scrollTo(index)
    QTest.mouseClick(view.viewport(), LEFT, pos=view.action_rect(index, number).center())


def codes(person):
    return [finding.code for finding in person.dossier.findings]


def scroll(person, code="one-scroll"):
    first, second = person.named(FIRST).id, person.named(SECOND).id
    return note(code, pieces=f"{second} {first}", n=2, subject="Retour").of(second)


@pytest.mark.parametrize("code", ["one-scroll", "one-chat", "one-thread"])
def test_what_belongs_together_becomes_one_piece_in_its_order(person, code):
    found = scroll(person, code)
    propose(person, found, warning("undated").of(person.named(LETTER).id))
    before = person.dossier
    answer(person, code, 0)
    person.see(lambda: len(person.dossier.pieces) == len(before.pieces) - 1)
    assert [one.name for one in person.dossier.piece(found.piece).originals] == [SECOND, FIRST]
    assert codes(person) == ["undated"]
    assert person.bench.currentWidget() is person.bench.findings_page
    person.press("Ctrl+Z", person.bench.findings_page)
    person.see(lambda: person.dossier == before)


def test_what_stays_apart_is_not_proposed_again(person):
    propose(person, scroll(person))
    pieces = person.dossier.pieces
    answer(person, "one-scroll", 1)
    person.see(lambda: codes(person) == [])
    assert person.dossier.pieces == pieces


def test_a_party_that_was_found_is_added_or_let_go(person):
    mail = person.named(MAIL).id
    found = note("party-found", name="Boutique", addresses="sav@boutique.example", role="seller").of(mail)
    other = note("party-found", name="Colis", addresses="info@colis.example", role="carrier").of(mail)
    propose(person, found, other)
    answer(person, "party-found", 0)
    seller = Party(role=Role.SELLER, name="Boutique", addresses=("sav@boutique.example",))
    person.see(lambda: person.dossier.parties == (seller,))
    answer(person, "party-found", 1)
    person.see(lambda: codes(person) == [])
    assert person.dossier.parties == (seller,)


def test_a_case_number_is_noted_or_let_go(person):
    found = note("case-number-found", number="2026-118", sender="Médiateur").of(person.named(MAIL).id)
    propose(person, found)
    answer(person, "case-number-found", 0)
    person.see(lambda: person.dossier.case_number == "2026-118")
    assert codes(person) == []
    propose(person, found)
    answer(person, "case-number-found", 1)
    person.see(lambda: codes(person) == [])
    assert person.dossier.case_number == "2026-118"


def test_two_that_may_be_one_proof_are_kept_or_compared(person):
    first, second = person.named(LETTER), person.named(DOCUMENT)
    alike = note("possible-repeat", first=first.id, second=second.id, file=DOCUMENT, other=LETTER).of(
        second.id
    )
    propose(person, alike)
    answer(person, "possible-repeat", 1)
    person.see(lambda: codes(person) == [])
    propose(person, alike)
    answer(person, "possible-repeat", 0)
    assert person.bench.currentWidget() is person.bench.desk
    assert first.title in person.told()


def test_a_call_is_noted_beside_what_is_chosen(person):
    letter = person.named(LETTER)
    person.bench.desk.card.rubric_given.emit((letter.id,), "payment")
    person.see(lambda: person.named(LETTER).rubric == "payment")
    person.choose(letter.id)
    seen = []

    def answer():
        rubric = person.front().findChild(QComboBox, "dialog-event-rubric")
        seen.append(rubric.currentData())
        person.press("Esc")

    person.answering(EventDialog, answer)
    person.pick("note_event")
    assert seen == ["payment"]
