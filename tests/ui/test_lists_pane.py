import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from shiboken6 import isValid

from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.texts.catalogue import Texts
from tests.support.lists import Told, drop, files_in_hand, three_rubrics
from ui.models.pieces import PiecesModel
from ui.models.roles import Cut, CutKind
from ui.theme import LIGHT, Theme
from ui.views.pieces_pane import PiecesPane

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


@pytest.fixture
def model(qapp):
    made = PiecesModel(Texts("fr"))
    made.set_dossier(three_rubrics())
    return made


@pytest.fixture
def pane(qtbot, model):
    made = PiecesPane(Texts("fr"), Theme(palette=LIGHT))
    qtbot.addWidget(made)
    made.setModel(model)
    made.resize(560, 600)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    made.view.setFocus()
    return made


def child(pane, kind, name):
    return pane.findChild(kind, name)


def test_typing_is_told_once_when_it_rests(qtbot, pane):
    told = Told(pane.search_wanted)
    qtbot.keyClicks(pane.search, "fuite")
    assert told == []
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["fuite"]


def test_enter_tells_at_once_and_esc_clears_at_once(qtbot, pane):
    told = Told(pane.search_wanted)
    qtbot.keyClicks(pane.search, "fuite")
    qtbot.keyClick(pane.search, Key.Key_Return)
    qtbot.keyClick(pane.search, Key.Key_Escape)
    assert told == ["fuite", ""]
    assert pane.search.text() == ""


def test_the_keyboard_goes_to_the_search_and_back_to_the_list(qtbot, pane):
    pane.search.setText("colis")
    pane.go_to_search()
    assert pane.search.hasFocus()
    qtbot.keyClicks(pane.search, "retard")
    assert pane.search.text() == "retard"
    qtbot.keyClick(pane.search, Key.Key_Escape)
    qtbot.keyClick(pane.search, Key.Key_Escape)
    assert pane.view.hasFocus()
    pane.search.setFocus()
    qtbot.keyClick(pane.search, Key.Key_Down)
    assert pane.view.hasFocus()


def test_the_order_is_chosen_by_two_words(qtbot, pane):
    told = Told(pane.by_rubric_wanted)
    qtbot.mouseClick(child(pane, QPushButton, "pieces-by-date"), LEFT)
    qtbot.mouseClick(child(pane, QPushButton, "pieces-by-rubric"), LEFT)
    assert told == [False, True]
    pane.set_by_rubric(False)
    assert child(pane, QPushButton, "pieces-by-date").isChecked()
    assert told == [False, True]


def test_what_is_found_is_counted_while_something_is_searched(qtbot, pane, model):
    count = child(pane, QLabel, "pieces-count")
    assert not count.isVisible()
    pane.search_wanted.connect(lambda words: model.set_found(frozenset({PieceId("a")}) if words else None))
    qtbot.keyClicks(pane.search, "fuite")
    qtbot.waitUntil(count.isVisible)
    qtbot.waitUntil(lambda: count.text() == "1 pièce trouvée")
    qtbot.keyClick(pane.search, Key.Key_Escape)
    assert not count.isVisible()


def test_a_search_that_the_window_sets_is_shown_and_not_told_back(qtbot, pane):
    told = Told(pane.search_wanted)
    pane.set_search("colis")
    qtbot.keyClick(pane.search, Key.Key_Return)
    assert (pane.search.text(), told) == ("colis", [])


def said(pane):
    empty = pane.findChild(QWidget, "empty_state")
    return empty.findChild(QLabel).text() if empty.isVisible() else ""


def test_an_empty_list_says_what_can_be_done(qtbot, pane, model):
    texts = Texts("fr")
    assert said(pane) == ""
    for cut, key in (
        (Cut(kind=CutKind.RUBRIC, rubric="own-1"), "pieces_none_in_rubric"),
        (Cut(kind=CutKind.BIN), "pieces_none_in_bin"),
    ):
        model.set_cut(cut)
        pane.set_cut(cut)
        assert said(pane) == texts.say(f"window.{key}")
    pane.set_cut(Cut())
    model.set_cut(Cut())
    qtbot.waitUntil(lambda: said(pane) == "")
    model.set_found(frozenset())
    pane.set_search("xyz")
    assert said(pane) == texts.say("window.pieces_none_found")


def test_a_new_dossier_offers_to_add_files_and_takes_them_over_its_words(qtbot, pane, model):
    model.set_dossier(Dossier())
    qtbot.waitUntil(lambda: bool(said(pane)))
    assert said(pane) == Texts("fr").say("window.pieces_none")
    told = []
    pane.add_wanted.connect(lambda: told.append(True))
    qtbot.mouseClick(child(pane, QPushButton, "empty_action"), LEFT)
    assert told == [True]
    dropped = Told(pane.view.files_dropped)
    drop(pane.view, files_in_hand("file:///tmp/a.eml"), QPoint(200, 200))
    assert len(dropped) == 1


def test_nothing_is_told_after_the_pane_is_gone(qtbot, model):
    pane = PiecesPane(Texts("fr"), Theme(palette=LIGHT))
    pane.setModel(model)
    told = Told(pane.search_wanted)
    pane.search.setText("fuite")
    pane.deleteLater()
    qtbot.waitUntil(lambda: not isValid(pane))
    model.set_dossier(Dossier())
    assert told == []
