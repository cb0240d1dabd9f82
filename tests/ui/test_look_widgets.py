import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from dossier.texts.catalogue import Texts
from ui.theme import LIGHT, Theme, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button, icon_button
from ui.widgets.card_button import CardButton
from ui.widgets.chip import ChipLabel
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import ElidedLabel, labelled, plain_tip
from ui.widgets.looks import mark

THEME = Theme(palette=LIGHT)
LEFT = Qt.MouseButton.LeftButton
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbau"
MARKUP = '<img src="file:///etc/hostname"><b>gras</b>'


@pytest.fixture
def banner(qtbot):
    made = Banner(Texts("fr"), THEME)
    qtbot.addWidget(made)
    made.resize(600, 48)
    return made


def test_a_mark_counts_also_after_the_widget_was_shown(qtbot):
    label = QLabel("Enregistré")
    label.setStyleSheet('[look="title"] { color: #112233; } [look="chip"][tone="good"] { color: #445566; }')
    qtbot.addWidget(label)
    label.show()
    for look, tone, colour in (("title", None, "#112233"), ("chip", Tone.GOOD, "#445566")):
        mark(label, look, tone=tone)
        assert label.palette().windowText().color().name() == colour


def test_a_chip_tells_its_state_by_word_and_tone_and_hides_without_one(qtbot):
    home = QWidget()
    qtbot.addWidget(home)
    column = QVBoxLayout(home)
    chip = ChipLabel("à voir", Tone.LOOK)
    column.addWidget(chip)
    home.show()
    assert (chip.text(), chip.property("tone"), chip.accessibleName()) == ("à voir", "look", "à voir")
    chip.set_state("", Tone.NEUTRAL)
    assert not chip.isVisible()
    chip.set_state("réuni", Tone.GOOD)
    assert chip.isVisible()
    assert chip.property("tone") == "good"


def test_a_chip_without_a_home_opens_no_window(qtbot):
    chip = ChipLabel("à voir", Tone.LOOK)
    qtbot.addWidget(chip)
    chip.set_state("réuni", Tone.GOOD)
    assert not chip.isVisible()


@pytest.mark.parametrize("make", [lambda: labelled(MARKUP, "body"), lambda: ChipLabel(MARKUP)])
def test_words_of_strangers_are_never_markup(qtbot, make):
    label = make()
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_tip_shows_the_very_text():
    assert plain_tip("Réclamation") == "Réclamation"
    assert plain_tip(MARKUP).count("<") == 2  # its own paragraph only
    assert plain_tip("a & b") == "<p>a &amp; b</p>"
    assert plain_tip("m" * 100) == f"<p>{'m' * 100}</p>"  # a paragraph wraps, a line does not


def test_a_long_line_ends_in_an_ellipsis_and_its_tip_holds_the_whole(qtbot):
    label = ElidedLabel(LONG)
    qtbot.addWidget(label)
    label.show()
    label.resize(120, 20)
    assert label.text().endswith("…")
    assert label.fontMetrics().horizontalAdvance(label.text()) <= 120
    assert (label.toolTip(), label.accessibleName(), label.whole) == (LONG, LONG, LONG)
    label.resize(label.sizeHint())
    assert (label.text(), label.toolTip()) == (LONG, "")
    assert label.minimumSizeHint().width() < 120


def test_a_line_is_cut_anew_when_its_font_or_its_text_changes(qtbot):
    label = ElidedLabel(LONG, mode=Qt.TextElideMode.ElideMiddle)
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    label.show()
    font = label.font()
    font.setPixelSize(40)
    label.setFont(font)
    assert "…" in label.text()
    label.set_whole("deux\nlignes")
    assert (label.text(), label.toolTip()) == ("deux lignes", "")


def test_a_button_says_an_ampersand_and_answers_to_enter(qtbot):
    made = button("Dupont & fils", "primary", name="go")
    qtbot.addWidget(made)
    made.show()
    assert (made.text(), made.accessibleName()) == ("Dupont && fils", "Dupont & fils")
    assert (made.objectName(), made.property("look")) == ("go", "primary")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(made.clicked, timeout=1000):
            qtbot.keyClick(made, key)


def test_a_button_that_is_a_drawing_has_words_for_everyone(qtbot):
    made = icon_button("close", "Fermer", THEME)
    qtbot.addWidget(made)
    assert (made.accessibleName(), made.toolTip()) == ("Fermer", "Fermer")
    assert not made.icon().isNull()


def test_a_banner_is_hidden_until_it_says_something(banner):
    assert banner.isHidden()
    banner.say("Le disque est plein.", Tone.MISSING)
    assert banner.isVisible()
    assert (banner.text, banner.property("tone")) == ("Le disque est plein.", "missing")
    assert banner.accessibleName() == "Le disque est plein."
    assert banner.findChild(QPushButton, "banner_action").isHidden()


def test_a_banner_offers_one_action_and_is_gone_when_it_is_taken(banner, qtbot):
    banner.say("Une pièce est partie à la corbeille.", action="Annuler")
    offer = banner.findChild(QPushButton, "banner_action")
    assert offer.text() == offer.accessibleName() == "Annuler"
    with qtbot.assertNotEmitted(banner.closed), qtbot.waitSignal(banner.acted, timeout=1000):
        qtbot.mouseClick(offer, LEFT)
    assert banner.isHidden()


def test_a_banner_closes_by_its_button_and_by_escape(banner, qtbot):
    shut = banner.findChild(QToolButton, "banner_close")
    for close in (lambda: qtbot.mouseClick(shut, LEFT), lambda: qtbot.keyClick(shut, Qt.Key.Key_Escape)):
        banner.say("Enregistré.")
        with qtbot.assertNotEmitted(banner.acted), qtbot.waitSignal(banner.closed, timeout=1000):
            close()
        assert banner.isHidden()
        assert banner.text == ""


def test_the_button_of_a_banner_takes_its_tone_though_it_was_made_before(banner):
    banner.setStyleSheet('[tone="missing"] QPushButton { color: #112233; }')
    banner.say("Échec.", Tone.MISSING, action="Réessayer")
    offer = banner.findChild(QPushButton, "banner_action")
    assert offer.palette().buttonText().color().name() == "#112233"


def test_an_action_taken_may_say_the_next_thing_at_once(banner, qtbot):
    banner.say("Échec.", Tone.MISSING, action="Réessayer")
    banner.acted.connect(lambda: banner.say("Enregistré.", Tone.GOOD))
    qtbot.mouseClick(banner.findChild(QPushButton, "banner_action"), LEFT)
    assert banner.isVisible()
    assert banner.text == "Enregistré."


def test_a_banner_wraps_a_long_sentence_instead_of_cutting_it(banner):
    banner.say("Le disque est plein : libérez de la place, puis réessayez. " * 6, Tone.MISSING)
    assert banner.heightForWidth(400) > banner.heightForWidth(900)
    assert banner.minimumSizeHint().width() < 400


def test_a_banner_is_told_to_a_screen_reader(banner, monkeypatch):
    told = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: told.append((event.message(), event.politeness()))
    )
    banner.say("Échec.", Tone.MISSING)
    banner.say("Prêt.", Tone.GOOD)
    kinds = QAccessible.AnnouncementPoliteness
    assert told == [("Échec.", kinds.Assertive), ("Prêt.", kinds.Polite)]


def test_an_empty_place_says_one_sentence_and_may_offer_one_thing(qtbot):
    empty = EmptyState("Aucune pièce encore.", action="Ajouter…")
    qtbot.addWidget(empty)
    empty.resize(500, 300)
    empty.show()
    with qtbot.waitSignal(empty.acted, timeout=1000):
        qtbot.mouseClick(empty.findChild(QPushButton, "empty_action"), LEFT)
    empty.say("Rien ne correspond.")
    assert empty.findChild(QLabel).text() == "Rien ne correspond."
    assert empty.findChild(QPushButton, "empty_action").isHidden()


def test_the_sentence_of_an_empty_place_uses_the_width_there_is(qtbot):
    empty = EmptyState("Aucune pièce ne contient ces mots : essayez un seul mot, ou un autre.")
    qtbot.addWidget(empty)
    empty.resize(500, 300)
    empty.show()
    words = empty.findChild(QLabel)
    assert words.width() >= 300
    assert abs(words.geometry().center().x() - empty.rect().center().x()) <= 1


def test_a_card_is_as_large_as_its_words_and_pressed_through_them(qtbot):
    card = CardButton("Ouvrir", "Un fichier")
    qtbot.addWidget(card)
    column = QVBoxLayout()
    words = labelled("Un fichier commencé ici ou reçu d’une autre personne", "body", wrap=True)
    column.addWidget(words)
    card.fill(column)
    card.resize(160, card.heightForWidth(160))
    card.show()
    assert card.heightForWidth(160) > card.heightForWidth(600)
    with qtbot.waitSignal(card.clicked, timeout=1000):
        qtbot.mouseClick(words, LEFT)
