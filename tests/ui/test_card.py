"""The card tells what the person writes once, and never overwrites it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from dossier.basis.resources import resources_folder
from dossier.model.commands.edit import set_note, set_title
from dossier.model.commands.group import group_pieces
from dossier.model.piece import Event
from tests.support.cards import (
    BINNED,
    CALL,
    ENGLISH,
    FRENCH,
    MAIL,
    ORDER,
    PHOTO,
    REPEAT,
    SHOT,
    TALK,
    THEME,
    small_dossier,
)
from ui.style import style_sheet
from ui.views.card import Card


@pytest.fixture
def card(qtbot):
    made = Card(FRENCH, THEME)
    qtbot.addWidget(made)
    made.resize(396, 900)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def told(signal):
    """Collects everything that a signal tells."""
    said = []
    signal.connect(lambda *values: said.append(values))
    return said


def field(card, name, kind=QLineEdit):
    found = [one for one in card.findChildren(kind, name) if one.isVisibleTo(card)]
    assert len(found) == 1, (name, found)
    return found[0]


def write(qtbot, entry, text):
    qtbot.mouseClick(entry if isinstance(entry, QLineEdit) else entry.viewport(), Qt.MouseButton.LeftButton)
    entry.selectAll()
    qtbot.keyClicks(entry, text)


def words(card):
    return [one.text() for one in card.findChildren(QLabel) if one.isVisibleTo(card)]


def link(card, text):
    (found,) = [
        b for b in card.findChildren(QPushButton) if b.isVisibleTo(card) and b.accessibleName() == text
    ]
    return found


def test_nothing_chosen_has_a_kind_word(card):
    assert FRENCH.say("window.card_empty") in words(card)
    assert not [one for one in card.findChildren(QLineEdit) if one.isVisibleTo(card)]


def test_a_piece_is_shown_whole(card):
    card.show_pieces(small_dossier(), (MAIL,))
    assert field(card, "card-title").text() == "Réclamation"
    assert field(card, "card-proves", QPlainTextEdit).toPlainText() == "Première réclamation."
    assert field(card, "card-rubric", QComboBox).currentText() == "Échanges"
    assert field(card, "card-include", QCheckBox).text() == FRENCH.say("window.card_included")
    assert any("réclamation.eml" in one and "628" in one for one in words(card))


def test_enter_tells_a_title_once(card, qtbot):
    said = told(card.title_given)
    card.show_pieces(small_dossier(), (MAIL,))
    title = field(card, "card-title")
    write(qtbot, title, "Autre titre")
    assert said == []
    qtbot.keyClick(title, Qt.Key.Key_Return)
    qtbot.keyClick(title, Qt.Key.Key_Return)
    card.commit()
    assert said == [(MAIL, "Autre titre")]


def test_leaving_a_field_tells_it(card, qtbot):
    said = told(card.title_given)
    card.show_pieces(small_dossier(), (MAIL,))
    title = field(card, "card-title")
    write(qtbot, title, "Plus clair")
    qtbot.keyClick(title, Qt.Key.Key_Tab)
    assert said == [(MAIL, "Plus clair")]


def test_what_is_not_changed_is_not_told(card, qtbot):
    said = told(card.title_given)
    card.show_pieces(small_dossier(), (MAIL,))
    title = field(card, "card-title")
    write(qtbot, title, "x")
    title.setText("Réclamation")
    qtbot.keyClick(title, Qt.Key.Key_Return)
    card.show_pieces(small_dossier(), (SHOT,))
    assert said == []


def test_a_dossier_that_changes_meanwhile_does_not_overwrite_what_is_written(card, qtbot):
    said = told(card.note_given)
    dossier = small_dossier()
    card.show_pieces(dossier, (MAIL,))
    note = field(card, "card-note", QPlainTextEdit)
    write(qtbot, note, "bon de retou")
    card.show_pieces(set_title(dossier, MAIL, title="Changé ailleurs").dossier, (MAIL,))
    assert note.toPlainText() == "bon de retou"
    assert note.textCursor().atEnd()
    assert field(card, "card-title").text() == "Changé ailleurs"
    qtbot.keyClicks(note, "r")
    qtbot.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert said == [(MAIL, "bon de retour")]


def test_what_the_dossier_says_meanwhile_is_what_new_means(card, qtbot):
    said = told(card.note_given)
    dossier = small_dossier()
    card.show_pieces(dossier, (MAIL,))
    note = field(card, "card-note", QPlainTextEdit)
    write(qtbot, note, "pareil")
    card.show_pieces(set_note(dossier, MAIL, note="pareil").dossier, (MAIL,))
    card.commit()
    assert said == []


def test_choosing_another_piece_tells_what_was_written_on_the_first(card, qtbot):
    titles, proofs = told(card.title_given), told(card.proves_given)
    dossier = small_dossier()
    card.show_pieces(dossier, (MAIL,))
    write(qtbot, field(card, "card-title"), "Titre du courriel")
    field(card, "card-proves", QPlainTextEdit).setPlainText("Preuve du courriel")
    card.show_pieces(dossier, (SHOT,))
    assert titles == [(MAIL, "Titre du courriel")]
    assert proofs == [(MAIL, "Preuve du courriel")]
    assert field(card, "card-title").text() == "Capture"


def test_a_dossier_given_while_telling_is_not_lost(card, qtbot):
    """The window answers each text with the dossier that holds it, with the old selection or the new."""
    dossier = small_dossier()
    chosen = (MAIL,)
    card.show_pieces(dossier, chosen)

    def answer(piece, title):
        card.show_pieces(set_title(dossier, piece, title=title).dossier, chosen)

    card.title_given.connect(answer)
    write(qtbot, field(card, "card-title"), "Tenu")
    chosen = (SHOT,)
    card.show_pieces(dossier, chosen)
    assert field(card, "card-title").text() == "Capture"
    card.title_given.disconnect(answer)
    card.show_pieces(card._dossier, (MAIL,))
    assert field(card, "card-title").text() == "Tenu"


def test_an_empty_title_is_refused_with_a_sentence_and_the_former_comes_back(card, qtbot):
    said = told(card.title_given)
    card.show_pieces(small_dossier(), (MAIL,))
    title = field(card, "card-title")
    write(qtbot, title, " ")
    trouble = card.findChild(QWidget, "card-title-trouble")
    assert trouble.isVisibleTo(card)
    qtbot.keyClick(title, Qt.Key.Key_Tab)
    assert title.text() == "Réclamation"
    assert not trouble.isVisibleTo(card)
    assert said == []


def test_escape_takes_back_what_was_written(card, qtbot):
    said = told(card.title_given)
    card.show_pieces(small_dossier(), (MAIL,))
    title = field(card, "card-title")
    write(qtbot, title, "oups")
    qtbot.keyClick(title, Qt.Key.Key_Escape)
    qtbot.keyClick(title, Qt.Key.Key_Return)
    assert title.text() == "Réclamation"
    assert said == []


def test_line_ends_of_other_systems_are_no_change(card):
    said = told(card.note_given)
    dossier = set_note(small_dossier(), MAIL, note="un\r\ndeux").dossier
    card.show_pieces(dossier, (MAIL,))
    card.commit()
    assert said == []


def test_the_rubric_is_told_when_the_person_chooses_another(card, qtbot):
    said = told(card.rubric_given)
    card.show_pieces(small_dossier(), (MAIL,))
    rubric = field(card, "card-rubric", QComboBox)
    rubric.setFocus()
    qtbot.keyClick(rubric, Qt.Key.Key_Up)
    assert said == [((MAIL,), ORDER)]


def test_the_wheel_in_passing_changes_no_rubric(card):
    said = told(card.rubric_given)
    card.show_pieces(small_dossier(), (MAIL,))
    rubric = field(card, "card-rubric", QComboBox)
    middle = QPointF(rubric.rect().center())
    turn = QWheelEvent(
        middle,
        QPointF(rubric.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(rubric, turn)
    assert not turn.isAccepted()
    assert said == []
    assert rubric.currentData() == TALK


def test_a_piece_is_taken_out_of_the_annex(card, qtbot):
    said = told(card.included_given)
    card.show_pieces(small_dossier(), (MAIL,))
    include = field(card, "card-include", QCheckBox)
    include.setFocus()
    qtbot.keyClick(include, Qt.Key.Key_Space)
    assert said == [((MAIL,), False)]
    assert include.text() == FRENCH.say("window.card_excluded")


def test_a_repeat_leads_to_the_piece_that_is_shown(card, qtbot):
    said = told(card.piece_wanted)
    card.show_pieces(small_dossier(), (REPEAT,))
    qtbot.mouseClick(
        link(card, FRENCH.say("window.card_repeat_numbered", number="2")), Qt.MouseButton.LeftButton
    )
    assert said == [(MAIL,)]
    assert not card.findChild(QCheckBox, "card-include").isVisibleTo(card)


def test_an_event_tells_both_of_its_fields(card, qtbot):
    said = told(card.event_given)
    card.show_pieces(small_dossier(), (CALL,))
    who = field(card, "card-who")
    write(qtbot, who, "M. Petit")
    qtbot.keyClick(who, Qt.Key.Key_Return)
    what = field(card, "card-what", QPlainTextEdit)
    write(qtbot, what, "Rien.")
    card.commit()
    write(qtbot, what, " ")
    card.commit()
    assert said == [(CALL, "M. Petit", "Retour gratuit."), (CALL, "M. Petit", "Rien.")]
    assert what.toPlainText() == "Rien."


def test_an_event_changed_elsewhere_is_shown(card):
    dossier = small_dossier()
    card.show_pieces(dossier, (CALL,))
    pieces = tuple(
        replace(one, event=Event(who="Autre", what="Dit")) if one.id == CALL else one
        for one in dossier.pieces
    )
    card.show_pieces(replace(dossier, pieces=pieces), (CALL,))
    assert field(card, "card-who").text() == "Autre"


def test_an_attached_piece_says_to_what_and_can_be_detached(card, qtbot):
    gone, wanted = told(card.detach_wanted), told(card.piece_wanted)
    card.show_pieces(small_dossier(), (PHOTO,))
    qtbot.mouseClick(
        link(card, FRENCH.say("window.card_attached_numbered", number="2")), Qt.MouseButton.LeftButton
    )
    qtbot.mouseClick(link(card, FRENCH.say("window.card_detach")), Qt.MouseButton.LeftButton)
    assert gone == [((PHOTO,),)]
    assert wanted == [(MAIL,)]


def test_a_group_lists_its_parts_and_can_be_split(card, qtbot):
    said = told(card.split_wanted)
    dossier = group_pieces(small_dossier(), (SHOT, PHOTO)).dossier
    card.show_pieces(dossier, (SHOT,))
    assert "Photo <b>de la fuite</b>" in words(card)
    qtbot.mouseClick(link(card, FRENCH.say("window.card_split")), Qt.MouseButton.LeftButton)
    assert said == [(SHOT,)]


def test_the_original_is_wanted_by_its_digest_and_its_fingerprint_copied_whole(card, qtbot):
    said = told(card.original_wanted)
    dossier = small_dossier()
    card.show_pieces(dossier, (MAIL,))
    (file,) = dossier.piece(MAIL).originals
    qtbot.mouseClick(
        link(card, FRENCH.say("window.card_save_copy_of", file=file.name)), Qt.MouseButton.LeftButton
    )
    qtbot.mouseClick(
        link(card, FRENCH.say("window.card_copy_fingerprint_of", file=file.name)), Qt.MouseButton.LeftButton
    )
    assert said == [(file.digest, file.name)]
    assert QGuiApplication.clipboard().text() == file.digest


def test_remarks_of_the_piece_and_of_no_other_are_told(card):
    dossier = small_dossier()
    (remark,) = dossier.findings
    card.show_pieces(dossier, (SHOT,))
    assert FRENCH.finding(remark) in words(card)
    card.show_pieces(dossier, (MAIL,))
    assert FRENCH.finding(remark) not in words(card)


def test_a_piece_in_the_bin_can_come_back_or_go_and_nothing_else(card, qtbot):
    back, gone = told(card.restore_wanted), told(card.erase_wanted)
    card.show_pieces(small_dossier(), (BINNED,))
    assert field(card, "card-title").isReadOnly()
    qtbot.mouseClick(link(card, FRENCH.say("window.card_restore")), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(link(card, FRENCH.say("window.card_erase")), Qt.MouseButton.LeftButton)
    assert back == gone == [((BINNED,),)]


def test_a_piece_goes_to_the_bin(card, qtbot):
    said = told(card.remove_wanted)
    card.show_pieces(small_dossier(), (CALL,))
    qtbot.mouseClick(link(card, FRENCH.say("window.card_remove")), Qt.MouseButton.LeftButton)
    assert said == [((CALL,),)]


def test_read_only_nothing_can_be_changed_but_originals_still_be_saved(card):
    card.show_pieces(small_dossier(), (PHOTO,))
    card.set_read_only(True)
    assert field(card, "card-title").isReadOnly()
    assert field(card, "card-note", QPlainTextEdit).isReadOnly()
    offered = {b.accessibleName() for b in card.findChildren(QPushButton) if b.isVisibleTo(card)}
    assert offered == {
        FRENCH.say("window.card_private"),
        FRENCH.say("window.card_attached_numbered", number="2"),
        FRENCH.say("window.card_save_copy_of", file="photo & fuite.jpg"),
        FRENCH.say("window.card_copy_fingerprint_of", file="photo & fuite.jpg"),
    }
    card.set_read_only(False)
    assert not field(card, "card-title").isReadOnly()


def test_a_piece_that_is_gone_leaves_the_kind_word(card):
    dossier = small_dossier()
    card.show_pieces(dossier, (CALL,))
    card.show_pieces(replace(dossier, pieces=dossier.pieces[:3]), (CALL,))
    assert FRENCH.say("window.card_empty") in words(card)


def test_showing_the_same_again_keeps_the_rows_and_their_focus(card):
    dossier = small_dossier()
    card.show_pieces(dossier, (MAIL,))
    copy = link(card, FRENCH.say("window.card_copy_fingerprint_of", file="réclamation.eml"))
    copy.setFocus()
    card.show_pieces(set_title(dossier, MAIL, title="Neuf").dossier, (MAIL,))
    assert copy.hasFocus()


def test_the_card_is_never_wider_than_its_pane(card, qtbot):
    dossier = small_dossier()
    long = set_title(dossier, PHOTO, title="W" * 400).dossier
    card.setStyleSheet(style_sheet(THEME, resources_folder() / "icons"))
    card.resize(314, 500)  # as narrow as the preview above it lets the pane be
    for one in (MAIL, PHOTO, SHOT, CALL, REPEAT, BINNED):
        card.show_pieces(long, (one,))
        qtbot.waitUntil(lambda: card.widget().width() == card.viewport().width())
        assert card.widget().minimumSizeHint().width() <= card.viewport().width()


def test_everything_that_can_be_acted_on_has_a_name(card):
    for dossier, ids in ((small_dossier(), (MAIL,)), (small_dossier(), (CALL, SHOT))):
        card.show_pieces(dossier, ids)
        kinds = (QLineEdit, QPlainTextEdit, QPushButton, QComboBox, QCheckBox)
        acting = [w for kind in kinds for w in card.findChildren(kind) if w.isVisibleTo(card)]
        assert acting
        assert [w.objectName() for w in acting if not w.accessibleName()] == []


def test_the_focus_of_the_card_is_its_title(card, qtbot):
    card.show_pieces(small_dossier(), (MAIL,))
    card.setFocus()
    assert field(card, "card-title").hasFocus()


def test_a_text_grows_with_its_lines_and_stops(card, qtbot):
    dossier = small_dossier()
    card.show_pieces(dossier, (MAIL,))
    note = field(card, "card-note", QPlainTextEdit)
    low = note.height()
    card.show_pieces(set_note(dossier, MAIL, note="a\nb\nc\nd").dossier, (MAIL,))
    middle = note.height()
    card.show_pieces(set_note(dossier, MAIL, note="a\n" * 100).dossier, (MAIL,))
    assert low < middle < note.height() < 300
    assert note.verticalScrollBar().maximum() > 0


def test_the_card_speaks_english(qtbot):
    made = Card(ENGLISH, THEME)
    qtbot.addWidget(made)
    made.show_pieces(small_dossier(), (MAIL,))
    assert field(made, "card-rubric", QComboBox).currentText() == "Correspondence"
