"""A locked file opens with its password, a broken one gives way to a better copy; what was written stays."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QLineEdit, QPushButton

from dossier.model.commands.edit import set_note, set_title
from dossier.model.piece import State
from dossier.texts.catalogue import Texts
from tests.support.cards import THEME
from tests.support.containers import make_locked_zip
from tests.support.documents import locked, paper
from tests.support.ui_project import FIRST, LETTER
from ui.dialogs.password import PasswordDialog
from ui.models.roles import Role
from ui.views.findings_list import FindingsList

FR = Texts("fr")
LEFT = Qt.MouseButton.LeftButton
PAGES = paper(["Facture 7", "Fait le 3 avril 2026"], pages=2)


def bring(person, folder, name, data):
    """Drops a file, and waits until it is a piece."""
    path = folder / name
    path.write_bytes(data)
    before = len(person.dossier.pieces)
    person.drop_files([path])
    person.see(lambda: len(person.dossier.pieces) > before)
    return person.named(name)


def type_password(person, words):
    """Types passwords one after the other, each into the dialog that asks for it, and keeps what it says."""
    seen = []

    def answer():
        front = person.front()
        seen.append([label.text() for label in front.findChildren(QLabel) if label.isVisible()])
        field = front.findChild(QLineEdit, "dialog-password")
        QTest.keyClicks(field, words[len(seen) - 1])
        if len(seen) < len(words):
            person.answering(PasswordDialog, answer)
        person.click("dialog-go")

    person.answering(PasswordDialog, answer)
    return seen


def helped(person, code):
    """Does, on the page of remarks, what the remark of some code asks for."""
    person.pick("findings")
    view = person.bench.findings_page.findChild(FindingsList)
    rows = [view.model().index(row, 0) for row in range(view.model().rowCount())]
    index = next(one for one in rows if one.data(Role.FINDING).code == code)
    view.scrollTo(index)
    QTest.mouseClick(view.viewport(), LEFT, pos=view.action_rect(index).center())


def codes_of(person, piece):
    return {one.code for one in person.dossier.findings if one.piece == piece}


def test_a_wrong_password_is_said_and_the_right_one_opens_the_file(person, tmp_path):
    one = bring(person, tmp_path, "coffre.pdf", locked(PAGES, user="Brume7"))
    assert one.state is State.PLACEHOLDER
    person.window.session.do(set_note, one.id, note="Reçue par la poste.")
    seen = type_password(person, ["brume", "Brume7"])
    helped(person, "locked")
    person.see(lambda: "ouvert" in person.told(), wait_ms=60_000)
    assert not any("n’ouvre pas" in words for words in seen[0])
    assert any("n’ouvre pas" in words for words in seen[1])
    now = person.dossier.piece(one.id)
    assert (now.state, now.bodies[0].pages, now.note) == (State.OK, 2, "Reçue par la poste.")
    assert "locked" not in codes_of(person, one.id)
    person.press("Ctrl+Z", person.bench.desk.pieces.view)
    person.see(lambda: person.dossier.piece(one.id).state is State.PLACEHOLDER)


def test_a_locked_archive_opens_into_its_pieces(person, tmp_path):
    one = bring(person, tmp_path, "tout.zip", make_locked_zip(b"Brume7", [("relevé.pdf", PAGES)]))
    type_password(person, ["Brume7"])
    helped(person, "archive-locked")
    person.see(
        lambda: any(f.name == "relevé.pdf" for p in person.dossier.pieces for f in p.originals),
        wait_ms=60_000,
    )
    assert "archive-locked" not in codes_of(person, one.id)


def test_a_password_that_is_not_given_changes_nothing(person, tmp_path):
    one = bring(person, tmp_path, "coffre.pdf", locked(PAGES, user="Brume7"))
    before = person.dossier
    person.answering(PasswordDialog, lambda: person.press("Esc"))
    person.bench.help_with("password", one.id)
    assert person.dossier == before


def test_the_card_of_a_locked_file_asks_for_its_password(person, tmp_path):
    one = bring(person, tmp_path, "coffre.pdf", locked(PAGES, user="Brume7"))
    card = person.bench.desk.card
    (why,) = [label for label in card.findChildren(QLabel) if "protégé par un mot de passe" in label.text()]
    opens = card.findChild(QPushButton, "card-unlock")
    assert card.viewport().rect().contains(opens.mapTo(card.viewport(), opens.rect().center()))
    assert why.isVisible()
    type_password(person, ["Brume7"])
    person.click("card-unlock")
    person.see(lambda: "ouvert" in person.told(), wait_ms=60_000)
    assert person.dossier.piece(one.id).state is State.OK
    person.see(lambda: not opens.isVisible())


def test_only_a_locked_file_asks_for_a_password(person):
    person.bench.show_piece(person.named(LETTER).id)
    assert not person.bench.desk.card.findChild(QPushButton, "card-unlock").isVisible()


def test_a_better_copy_takes_the_place_of_the_broken_one(person, tmp_path):
    one = bring(person, tmp_path, "facture 7.pdf", PAGES[: len(PAGES) // 3])
    person.window.session.do(set_title, one.id, title="Ma facture")
    person.window.session.do(set_note, one.id, note="À revoir")
    count = len(person.dossier.pieces)
    better = tmp_path / "facture 7 (copie).pdf"
    better.write_bytes(PAGES)
    person.answering(QFileDialog, lambda: person.name_file(better))
    person.bench.help_with("replace", one.id)
    person.see(lambda: "est remplacé" in person.told(), wait_ms=60_000)
    now = person.dossier.piece(one.id)
    assert (now.title, now.note, now.state) == ("Ma facture", "À revoir", State.OK)
    assert [file.name for file in now.originals] == [better.name]
    assert len(person.dossier.pieces) == count


@pytest.mark.parametrize("which", [LETTER, FIRST], ids=["its own bytes", "those of another piece"])
def test_what_is_there_already_replaces_nothing_and_is_said(person, made_project, which):
    letter, before = person.named(LETTER), person.dossier
    person.answering(QFileDialog, lambda: person.name_file(made_project.with_name("preuves") / which))
    person.bench.help_with("replace", letter.id)
    person.see(lambda: FR.say("window.added_nothing") in person.told(), wait_ms=60_000)
    assert person.dossier.pieces == before.pieces


def test_a_better_copy_is_not_asked_for_twice_when_the_person_would_rather_not(person):
    letter = person.named(LETTER)
    before = person.dossier
    person.answering(QFileDialog, lambda: person.press("Esc"))
    person.bench.help_with("replace", letter.id)
    assert person.dossier == before


@pytest.fixture
def dialog(qtbot):
    made = PasswordDialog(None, FR, THEME, file="coffre.pdf", wrong=True)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.check()
    return made


def test_the_password_is_hidden_until_the_person_wants_to_see_it(dialog):
    field = dialog.findChild(QLineEdit, "dialog-password")
    assert field.hasFocus()
    assert "coffre.pdf" in field.accessibleName()
    assert "n’ouvre pas" in field.accessibleDescription()
    assert not dialog.findChild(QPushButton, "dialog-go").isEnabled()
    QTest.keyClicks(field, " mot ")
    assert (field.displayText(), dialog.value()) != (" mot ", "")
    assert dialog.value() == " mot "
    box = dialog.findChild(QCheckBox, "dialog-password-show")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert field.displayText() == " mot "
    assert dialog.findChild(QPushButton, "dialog-go").isEnabled()
