"""What follows another piece: said in the menus and on the card, seen in the list, taken back."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QListWidget, QPushButton

from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.piece import Rendering
from dossier.model.rounds import Round, SentPiece
from dossier.texts.catalogue import Texts
from tests.support.dossiers import piece
from tests.support.lists import three_rubrics
from tests.support.ui_project import DOCUMENT, FIRST, INVOICE, LETTER, MAIL, SECOND
from ui.dialogs.attach import AttachDialog
from ui.models.holders import holders
from ui.models.roles import Role
from ui.theme import LIGHT, Theme

FRENCH = Texts("fr")
A, B, B1, C = map(PieceId, ("a", "b", "b1", "c"))


def chips(person, name):
    row = person.bench.pieces.index(person.bench.pieces.row_of(person.named(name).id))
    return [chip.text for chip in row.data(Role.CHIPS)]


def choose_holder(title):
    """Types the first word of a title into the dialog, and goes on with Enter."""
    dialog = QApplication.activeModalWidget()
    search = dialog.findChild(QLineEdit, "dialog-attach-search")
    QTest.keyClicks(search, title.split()[0])
    assert dialog.value() is not None
    QTest.keyClick(search, Qt.Key.Key_Return)


@pytest.mark.parametrize("kind", Rendering)
def test_a_piece_is_said_to_be_the_translation_or_transcription_of_another(person, kind):
    person.choose(person.named(LETTER).id)
    title = person.named(DOCUMENT).title
    person.answering(AttachDialog, lambda: choose_holder(title))
    person.pick(str(kind))
    person.see(lambda: person.named(LETTER).parent == person.named(DOCUMENT).id)
    assert person.named(LETTER).rendering is kind
    person.see(lambda: FRENCH.say(f"window.pieces_{kind}") in chips(person, LETTER))
    words = FRENCH.say("window.act_undo_what", what=FRENCH.say(f"act.attach-{kind}", n=1))
    assert person.window.actions_table["undo"].text() == words
    person.press("Ctrl+Z")
    person.see(lambda: person.named(LETTER).parent is None)
    assert person.named(LETTER).rendering is None


def test_several_are_attached_at_once_and_are_nothing_more(person):
    person.choose(person.named(FIRST).id)
    person.choose_also(person.named(SECOND).id)
    person.answering(AttachDialog, lambda: choose_holder(person.named(MAIL).title))
    person.pick("attach")
    mail = person.named(MAIL).id
    person.see(lambda: {person.named(one).parent for one in (FIRST, SECOND)} == {mail})
    assert person.named(FIRST).rendering is None


def test_the_card_says_what_an_attached_piece_is_and_takes_it_back_by_the_keyboard(person):
    person.choose(person.named(INVOICE).id)
    card = person.bench.desk.card
    kind = card.findChild(QComboBox, "card-rendering")
    assert kind.isVisible()
    assert kind.accessibleName() == FRENCH.say("window.card_rendering")
    person.front()
    kind.setFocus()
    QTest.keyClick(kind, Qt.Key.Key_Down)
    person.see(lambda: person.named(INVOICE).rendering is Rendering.TRANSLATION)
    parent = next(one for one in card.findChildren(QPushButton, "card-parent") if one.isVisible())
    assert parent.accessibleName().startswith("Traduction de")
    person.see(lambda: FRENCH.say("window.pieces_translation") in chips(person, INVOICE))
    assert kind.hasFocus()
    QTest.keyClick(kind, Qt.Key.Key_Up)
    person.see(lambda: person.named(INVOICE).rendering is None)
    assert person.named(INVOICE).parent == person.named(MAIL).id

    person.choose(person.named(MAIL).id)
    assert not kind.isVisible()


def test_the_dialog_begins_with_what_it_follows_now_and_wants_a_piece(qtbot):
    names = [(A, "1 – Commande"), (B, "2 – Facture"), (C, "3 – Lettre")]
    dialog = AttachDialog(
        None,
        FRENCH,
        Theme(palette=LIGHT),
        count=1,
        rendering=Rendering.TRANSLATION,
        holders=names,
        chosen=B,
    )
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.check()
    assert dialog.value() == B
    search = dialog.findChild(QLineEdit, "dialog-attach-search")
    go = dialog.findChild(QPushButton, "dialog-go")
    QTest.keyClicks(search, "violon")
    assert dialog.value() is None
    assert not go.isEnabled()
    search.clear()
    QTest.keyClicks(search, "lettre")
    assert (dialog.value(), go.isEnabled()) == (C, True)
    search.clear()
    QTest.keyClick(search, Qt.Key.Key_Down)
    found = dialog.findChild(QListWidget, "dialog-attach-list")
    assert found.hasFocus()
    QTest.keyClick(found, Qt.Key.Key_Up)
    assert dialog.value() == B


def test_only_what_stands_by_itself_in_the_annex_can_be_followed():
    dossier = three_rubrics()
    assert holders(dossier, [A]) == {"b", "c", "d", "e", "f"}
    assert holders(dossier, [B1]) == {"a", "b", "c", "d", "e", "f"}
    assert holders(dossier, [B]) == set()
    assert holders(dossier, [A, B]) == set()
    out = replace(dossier, pieces=tuple(replace(one, included=one.id != C) for one in dossier.pieces))
    assert C not in holders(out, [A])


def test_what_was_sent_stays_under_its_piece():
    dossier = replace(three_rubrics(), rounds=(_sent(("b", "1"), ("b1", "1.1"), ("c", "2")),))
    assert holders(dossier, [B1]) == {B}
    assert holders(dossier, [C]) == set()
    assert holders(Dossier(pieces=(piece("a", "order"),)), [A]) == set()


def _sent(*pieces):
    made = tuple(SentPiece(piece=PieceId(one), number=number, title=one) for one, number in pieces)
    return Round(day=date(2026, 6, 3), recipient="cmap", pieces=made)
