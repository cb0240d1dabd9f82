"""The card of several pieces."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton

from dossier.model.commands.bin import remove_pieces
from dossier.model.commands.edit import exclude_pieces
from tests.support.cards import CALL, FRENCH, MAIL, ORDER, PHOTO, SHOT, TALK, THEME, small_dossier
from ui.views.card import Card


@pytest.fixture
def card(qtbot):
    made = Card(FRENCH, THEME)
    qtbot.addWidget(made)
    made.resize(396, 900)
    made.show()
    qtbot.waitExposed(made)
    return made


def one(card, kind, name):
    (found,) = [w for w in card.findChildren(kind, name) if w.isVisibleTo(card)]
    return found


def acts(card):
    return {b.objectName() for b in card.findChildren(QPushButton) if b.isVisibleTo(card)}


def test_several_are_counted_and_what_differs_is_said(card):
    card.show_pieces(small_dossier(), (CALL, SHOT))
    assert one(card, QLabel, "card-many-title").text() == FRENCH.say("window.card_many", n=2)
    rubric = one(card, QComboBox, "card-rubric")
    assert rubric.currentIndex() == -1
    assert rubric.placeholderText() == FRENCH.say("window.card_rubric_several")
    card.show_pieces(small_dossier(), (CALL, MAIL))
    assert rubric.currentData() == TALK


@pytest.mark.parametrize(("act", "signal"), [("group", "group_wanted"), ("remove", "remove_wanted")])
def test_an_act_is_wanted_for_all_in_the_order_chosen(card, qtbot, act, signal):
    said = []
    getattr(card, signal).connect(said.append)
    card.show_pieces(small_dossier(), (SHOT, CALL))
    qtbot.mouseClick(one(card, QPushButton, f"card-{act}"), Qt.MouseButton.LeftButton)
    assert said == [(SHOT, CALL)]


def test_one_rubric_is_given_to_all(card, qtbot):
    said = []
    card.rubric_given.connect(lambda ids, rubric: said.append((ids, rubric)))
    card.show_pieces(small_dossier(), (SHOT, CALL))
    rubric = one(card, QComboBox, "card-rubric")
    rubric.setFocus()
    qtbot.keyClick(rubric, Qt.Key.Key_Down)
    assert said == [((SHOT, CALL), ORDER)]


def test_some_included_becomes_all_and_then_none(card, qtbot):
    said = []
    card.included_given.connect(lambda ids, wanted: said.append((ids, wanted)))
    dossier = exclude_pieces(small_dossier(), (CALL,)).dossier
    card.show_pieces(dossier, (CALL, SHOT))
    include = one(card, QCheckBox, "card-include")
    assert include.text() == FRENCH.say("window.card_included_some")
    include.setFocus()
    qtbot.keyClick(include, Qt.Key.Key_Space)
    qtbot.keyClick(include, Qt.Key.Key_Space)
    assert said == [((CALL, SHOT), True), ((CALL, SHOT), False)]


def test_pieces_in_the_bin_can_only_come_back_or_go(card, qtbot):
    dossier = remove_pieces(small_dossier(), (CALL, SHOT)).dossier
    card.show_pieces(dossier, (CALL, SHOT))
    assert acts(card) == {"card-restore", "card-erase"}
    said = []
    card.restore_wanted.connect(said.append)
    qtbot.mouseClick(one(card, QPushButton, "card-restore"), Qt.MouseButton.LeftButton)
    assert said == [(CALL, SHOT)]


def test_attached_pieces_can_be_detached_together(card, qtbot):
    dossier = small_dossier()
    pieces = tuple(replace(p, parent=MAIL) if p.id == SHOT else p for p in dossier.pieces)
    said = []
    card.detach_wanted.connect(said.append)
    card.show_pieces(replace(dossier, pieces=pieces), (PHOTO, SHOT))
    qtbot.mouseClick(one(card, QPushButton, "card-detach"), Qt.MouseButton.LeftButton)
    assert said == [(PHOTO, SHOT)]


def test_read_only_offers_nothing(card):
    card.show_pieces(small_dossier(), (CALL, SHOT))
    card.set_read_only(True)
    assert acts(card) == set()
    assert not one(card, QComboBox, "card-rubric").isEnabled()
