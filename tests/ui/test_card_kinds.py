"""The fields that only some pieces have, and why a rubric was proposed."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPlainTextEdit, QPushButton

from dossier.basis.digest import digest_of
from dossier.model.body import FlowBody
from dossier.model.commands.edit import set_rubric
from dossier.model.piece import FileKind, Private
from tests.support.cards import ENGLISH, FRENCH, MAIL, ORDER, SHOT, THEME, original, small_dossier
from ui.views.card import Card

FLOW = FlowBody(asset=digest_of(b"flow"))


@pytest.fixture
def card(qtbot):
    made = Card(FRENCH, THEME)
    qtbot.addWidget(made)
    made.resize(396, 900)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def holding(**changes):
    """Makes a dossier whose screenshot is something else."""
    dossier = small_dossier()
    changed = [replace(one, **changes) if one.id == SHOT else one for one in dossier.pieces]
    return replace(dossier, pieces=tuple(changed))


def seen(card, kind, name):
    return next((one for one in card.findChildren(kind, name) if one.isVisibleTo(card)), None)


SOUND = {"originals": (original("appel.m4a", FileKind.MEDIA),), "transcript": "Bonjour."}
CHAT = {"originals": (original("chat.txt", FileKind.CHAT),), "bodies": (FLOW,)}


def test_only_the_fields_of_its_kind_are_shown(card):
    fields = [(QPlainTextEdit, "card-transcript"), (QCheckBox, "card-appendix"), (QPushButton, "card-days")]

    def shown(**changes):
        card.show_pieces(holding(**changes), [SHOT])
        return [name for kind, name in fields if seen(card, kind, name) is not None]

    assert shown() == []
    assert shown(**SOUND) == ["card-transcript"]
    assert shown(appendix=FLOW) == ["card-appendix"]
    assert shown(**CHAT) == ["card-days"]
    assert shown(originals=(original("lettre.txt", FileKind.TEXT),), bodies=(FLOW,)) == []


def test_what_is_said_in_a_sound_is_told_once_and_kept_while_another_piece_is_shown(card):
    card.show_pieces(holding(**SOUND), [SHOT])
    told = []
    card.transcript_given.connect(lambda piece, text: told.append((piece, text)))
    card.ask_transcript()
    field = seen(card, QPlainTextEdit, "card-transcript")
    assert field.hasFocus()
    assert field.accessibleName() == "Ce qui s’y dit"
    field.selectAll()
    QTest.keyClicks(field, "Retour gratuit.")
    card.show_pieces(holding(**SOUND), [MAIL])
    assert told == [(SHOT, "Retour gratuit.")]
    card.commit()
    assert len(told) == 1


def test_headers_are_asked_for_with_the_space_bar(card):
    card.show_pieces(holding(appendix=FLOW), [SHOT])
    told = []
    card.appendix_given.connect(lambda piece, shown: told.append((piece, shown)))
    box = seen(card, QCheckBox, "card-appendix")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert told == [(SHOT, True)]
    card.show_pieces(holding(appendix=FLOW, appendix_shown=True), [SHOT])
    assert box.isChecked()
    assert told == [(SHOT, True)]


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (None, None, "Tous"),
        (date(2026, 3, 1), None, "À partir du 1er mars 2026"),
        (None, date(2026, 3, 9), "Jusqu’au 9 mars 2026"),
        (date(2026, 3, 8), date(2026, 3, 9), "du 8 au 9 mars 2026"),
    ],
)
def test_the_days_of_a_conversation_are_said_and_lead_on(card, since, until, words):
    bodies = (replace(FLOW, since=since, until=until),)
    card.show_pieces(holding(**{**CHAT, "bodies": bodies}), [SHOT])
    told = []
    card.days_wanted.connect(told.append)
    link = seen(card, QPushButton, "card-days")
    assert link.accessibleName().casefold().startswith(words.casefold())
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    assert told == [SHOT]


def test_read_only_nothing_of_it_can_be_changed(card):
    card.set_read_only(True)
    both = {"originals": (*SOUND["originals"], *CHAT["originals"]), "bodies": (FLOW,), "appendix": FLOW}
    card.show_pieces(holding(**both), [SHOT])
    assert seen(card, QPlainTextEdit, "card-transcript").isReadOnly()
    assert not seen(card, QCheckBox, "card-appendix").isEnabled()
    assert not seen(card, QPushButton, "card-days").isEnabled()


@pytest.mark.parametrize("texts", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_why_a_rubric_is_proposed_is_said_until_the_person_chooses(qtbot, texts):
    card = Card(texts, THEME)
    qtbot.addWidget(card)
    dossier = holding(reason="words", reason_words="« colis », « livraison »")
    card.show_pieces(dossier, [SHOT])
    reason = seen(card, QLabel, "card-reason")
    assert "« colis », « livraison »" in reason.text()
    assert seen(card, QComboBox, "card-rubric").accessibleDescription() == reason.text()
    chosen = set_rubric(dossier, [SHOT], rubric=small_dossier().rubrics[1].id).dossier
    assert chosen.piece(SHOT).rubric != ORDER
    card.show_pieces(chosen, [SHOT])
    assert seen(card, QLabel, "card-reason") is None
    assert seen(card, QComboBox, "card-rubric").accessibleDescription() == ""
    card.show_pieces(dossier, [SHOT, MAIL])
    assert seen(card, QLabel, "card-reason") is None


def test_what_a_piece_shows_is_marked_in_a_folded_line_and_told_when_it_is_closed(card):
    card.show_pieces(holding(private=(Private.MEDICAL,)), [SHOT])
    told = []
    card.private_given.connect(lambda pieces, private: told.append((pieces, private)))
    assert seen(card, QCheckBox, "card-private-bank") is None
    assert seen(card, QLabel, "card-private-told").text() == "Données médicales"
    head = seen(card, QPushButton, "card-private")
    assert head.text() == "Cette pièce montre\u00a0:"
    QTest.mouseClick(head, Qt.MouseButton.LeftButton)
    bank = seen(card, QCheckBox, "card-private-bank")
    bank.setFocus()
    QTest.keyClick(bank, Qt.Key.Key_Space)
    assert told == [((SHOT,), (Private.BANK, Private.MEDICAL))]
    card.set_read_only(True)
    assert not bank.isEnabled()
