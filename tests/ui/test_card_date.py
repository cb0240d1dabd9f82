"""The date on the card."""

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from dossier.model.commands.edit import set_date
from dossier.model.moment import UNKNOWN, Moment, Precision, Source, day
from tests.support.cards import FRENCH, MAIL, PHOTO, RECEIVED, SENT, SHOT, THEME, small_dossier
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


@pytest.fixture
def said(card):
    moments = []
    card.date_given.connect(lambda piece, moment: moments.append((piece, moment)))
    return moments


def line(card):
    return card.findChild(QLineEdit, "card-date")


def write(card, qtbot, text):
    line(card).setFocus()
    line(card).selectAll()
    qtbot.keyClicks(line(card), text)
    if not text:
        qtbot.keyClick(line(card), Qt.Key.Key_Delete)
    qtbot.keyClick(line(card), Qt.Key.Key_Return)


def trouble(card):
    return card.findChild(QWidget, "card-date-trouble")


def others(card):
    return [one for one in card.findChildren(QPushButton, "card-date-other") if one.isVisibleTo(card)]


@pytest.mark.parametrize(("year", "told"), [(2999, True), (2020, False)])
def test_a_day_to_come_is_told_under_the_field(card, year, told):
    moment = day(year, 6, 10, source=Source.USER, evidence="")
    card.show_pieces(set_date(small_dossier(), MAIL, moment=moment).dossier, (MAIL,))
    origin = card.findChild(QLabel, "card-date-origin")
    assert (f"Le 10/06/{year} n’est pas encore passé" in origin.text()) is told


def test_the_field_shows_the_instant_its_source_and_how_sure_it_is(card):
    card.show_pieces(small_dossier(), (MAIL,))
    assert line(card).text() == "10/06/2026 19:12:08 +02:00"
    assert card.findChild(QLabel, "card-date-sureness").text() == FRENCH.say("window.present_date_sure")
    assert "Date" in card.findChild(QLabel, "card-date-origin").text()


def test_a_photo_dated_years_before_the_rest_is_not_sure_until_it_is_confirmed(card, qtbot, said):
    taken = replace(SENT, at=datetime(2019, 5, 14, 10, 22), source=Source.EXIF, evidence="")
    pieces = [
        replace(one, parent=None, moment=taken) if one.id == PHOTO else one for one in small_dossier().pieces
    ]
    dossier = replace(small_dossier(), pieces=tuple(pieces))
    card.show_pieces(dossier, (PHOTO,))
    sureness = card.findChild(QLabel, "card-date-sureness")
    assert sureness.text() == FRENCH.say("window.present_date_look")
    qtbot.mouseClick(others(card)[0], Qt.MouseButton.LeftButton)
    assert said == [(PHOTO, taken)]
    card.show_pieces(set_date(dossier, PHOTO, moment=replace(taken, source=Source.USER)).dossier, (PHOTO,))
    assert sureness.text() == FRENCH.say("window.present_date_sure")
    assert others(card) == []


def test_an_alternative_is_one_click_away(card, qtbot, said):
    card.show_pieces(small_dossier(), (MAIL,))
    (other,) = others(card)
    assert "19:12:10" in other.accessibleName()
    qtbot.mouseClick(other, Qt.MouseButton.LeftButton)
    assert said == [(MAIL, RECEIVED)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_an_alternative_is_chosen_from_the_keyboard_and_says_where_it_comes_from(card, qtbot, said, key):
    card.show_pieces(small_dossier(), (MAIL,))
    (other,) = others(card)
    assert FRENCH.say("window.present_source_mail_received") in other.accessibleName()
    line(card).setFocus()
    widget = line(card)
    for _ in range(50):
        if widget is other:
            break
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
        widget = card.focusWidget()
    assert other.hasFocus()
    qtbot.keyClick(other, key)
    assert said == [(MAIL, RECEIVED)]


def test_what_a_machine_wrote_is_shown_in_figures_and_kept_as_it_stands(card):
    taken = Moment(
        precision=Precision.SECOND,
        at=datetime(2026, 5, 14, 10, 22, 31),
        source=Source.EXIF,
        evidence="DateTimeOriginal 2026:05:14 10:22:31",
    )
    dossier = small_dossier()
    pieces = tuple(replace(one, moment=taken) if one.id == SHOT else one for one in dossier.pieces)
    card.show_pieces(replace(dossier, pieces=pieces), (SHOT,))
    origin = card.findChild(QLabel, "card-date-origin")
    assert origin.text() == "Date de prise de vue (EXIF)\u00a0: 14/05/2026 10:22:31"
    assert "DateTimeOriginal 2026:05:14" in origin.toolTip()


def test_the_date_found_can_be_taken_again_after_another_was_chosen(card, qtbot, said):
    card.show_pieces(set_date(small_dossier(), MAIL, moment=RECEIVED).dossier, (MAIL,))
    (other,) = others(card)
    qtbot.mouseClick(other, Qt.MouseButton.LeftButton)
    assert said == [(MAIL, SENT)]


def test_a_date_as_people_write_it_is_told(card, qtbot, said):
    card.show_pieces(small_dossier(), (SHOT,))
    write(card, qtbot, "12 mars 2026")
    ((piece, moment),) = said
    assert piece == SHOT
    assert (moment.precision, moment.at, moment.source) == (Precision.DAY, datetime(2026, 3, 12), Source.USER)


def test_the_same_date_in_other_words_is_no_change(card, qtbot, said):
    dossier = set_date(small_dossier(), SHOT, moment=_day()).dossier
    card.show_pieces(dossier, (SHOT,))
    write(card, qtbot, "12 mars 2026")
    assert said == []


def test_an_emptied_date_is_no_date(card, qtbot, said):
    card.show_pieces(small_dossier(), (MAIL,))
    write(card, qtbot, "")
    assert said == [(MAIL, UNKNOWN)]


def test_what_is_not_understood_is_kept_and_explained(card, qtbot, said):
    dossier = small_dossier()
    card.show_pieces(dossier, (MAIL,))
    write(card, qtbot, "le jour de la fuite")
    assert said == []
    assert trouble(card).isVisibleTo(card)
    assert "le jour de la fuite" in trouble(card).words
    card.show_pieces(dossier, (MAIL,))
    assert line(card).text() == "le jour de la fuite"
    card.show_pieces(dossier, (SHOT,))
    assert line(card).text() == ""
    assert not trouble(card).isVisibleTo(card)
    card.show_pieces(dossier, (MAIL,))
    assert line(card).text() == "le jour de la fuite"
    assert trouble(card).isVisibleTo(card)
    write(card, qtbot, "12/03/2026")
    assert not trouble(card).isVisibleTo(card)
    assert [piece for piece, _ in said] == [MAIL]


def test_writing_on_takes_the_sentence_away(card, qtbot):
    card.show_pieces(small_dossier(), (MAIL,))
    write(card, qtbot, "12/3")
    assert trouble(card).isVisibleTo(card)
    qtbot.keyClicks(line(card), "/")
    assert not trouble(card).isVisibleTo(card)


def test_a_doubtful_date_can_be_confirmed(card, qtbot, said):
    moment = _day(source=Source.FILE_NAME)
    dossier = small_dossier()
    pieces = tuple(replace(one, moment=moment) if one.id == SHOT else one for one in dossier.pieces)
    card.show_pieces(replace(dossier, pieces=pieces), (SHOT,))
    (right,) = others(card)
    assert right.accessibleName() == FRENCH.say("window.card_date_right")
    qtbot.mouseClick(right, Qt.MouseButton.LeftButton)
    assert said == [(SHOT, moment)]


def test_choosing_an_alternative_drops_what_was_not_understood(card, qtbot, said):
    card.show_pieces(small_dossier(), (MAIL,))
    write(card, qtbot, "hm")
    qtbot.mouseClick(others(card)[0], Qt.MouseButton.LeftButton)
    assert said == [(MAIL, RECEIVED)]
    assert not trouble(card).isVisibleTo(card)
    card.show_pieces(set_date(small_dossier(), MAIL, moment=RECEIVED).dossier, (MAIL,))
    assert line(card).text() == "10/06/2026 19:12:10 +02:00"


def test_the_date_can_be_asked_for(card):
    card.show_pieces(small_dossier(), (MAIL,))
    card.ask_date()
    assert line(card).hasFocus()
    assert line(card).selectedText() == line(card).text()


def test_read_only_no_other_date_is_offered(card):
    card.show_pieces(small_dossier(), (MAIL,))
    card.set_read_only(True)
    assert others(card) == []
    assert line(card).isReadOnly()


def _day(*, source=Source.USER):
    return day(2026, 3, 12, source=source, evidence="20260312")
