from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from dossier.model.commands.bin import remove_pieces
from dossier.model.ids import RubricId
from dossier.texts.catalogue import Texts
from tests.support.lists import Told, drop, files_in_hand, pieces_in_hand, point_in, row_named, three_rubrics
from ui.models.roles import Cut, CutKind, Role
from ui.models.rubrics import RubricsModel
from ui.theme import LIGHT, Theme
from ui.views.drops import carried_rubric, rubric_data
from ui.views.rubrics_view import RubricsPane

LEFT, ALT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier
Key = Qt.Key
CHAT = Cut(kind=CutKind.RUBRIC, rubric="chat")


@pytest.fixture
def model(qapp):
    made = RubricsModel(Texts("fr"))
    made.set_dossier(remove_pieces(three_rubrics(), ("a",)).dossier)
    return made


@pytest.fixture
def pane(qtbot, model):
    made = RubricsPane(Texts("fr"), Theme(palette=LIGHT))
    qtbot.addWidget(made)
    made.view.setModel(model)
    made.resize(236, 600)
    made.show()
    return made


@pytest.fixture
def view(pane):
    pane.view.setFocus()
    return pane.view


def bin_name(view):
    return view.model().index(view.model().rowCount() - 1, 0).data(Role.TITLE)


def test_a_click_and_the_arrows_choose_what_is_shown(qtbot, view):
    told = Told(view.cut_wanted)
    qtbot.mouseClick(view.viewport(), LEFT, pos=point_in(view, "Échanges"))
    qtbot.keyClick(view, Key.Key_Down)
    qtbot.mouseClick(view.viewport(), LEFT, pos=point_in(view, bin_name(view), share=0.8))
    qtbot.keyClick(view, Key.Key_Home)
    assert told == [CHAT, Cut(kind=CutKind.RUBRIC, rubric="own-1"), Cut(kind=CutKind.BIN), Cut()]


def test_what_the_window_chooses_is_shown_and_not_told_back(view):
    told = Told(view.cut_wanted)
    view.show_cut(CHAT)
    assert view.currentIndex().data(Role.CUT) == CHAT
    assert view.selectionModel().isSelected(view.currentIndex())
    assert told == []


def test_the_label_over_the_rubrics_is_no_rubric(qtbot, view):
    told = Told(view.cut_wanted)
    area = view.visualRect(view.model().index(row_named(view, "Commande"), 0))
    qtbot.mouseClick(view.viewport(), LEFT, pos=area.topLeft() + QPoint(20, 6))
    assert told == []
    qtbot.mouseClick(view.viewport(), LEFT, pos=area.bottomLeft() + QPoint(20, -6))
    assert told == [Cut(kind=CutKind.RUBRIC, rubric="order")]


def test_pieces_are_dropped_on_rubrics_and_on_the_bin_but_not_on_all(view):
    rubrics, removed = Told(view.rubric_wanted), Told(view.remove_wanted_pieces)
    drop(view, pieces_in_hand("b", "d"), point_in(view, "Visite"))
    drop(view, pieces_in_hand("b", "d"), point_in(view, bin_name(view), share=0.8))
    assert drop(view, pieces_in_hand("b"), view.visualRect(view.model().index(0, 0)).center()) is None
    assert (rubrics, removed) == ([(("b", "d"), "own-1")], [("b", "d")])


def test_files_are_dropped_on_a_rubric_or_on_all_but_not_on_the_bin(view):
    told = Told(view.files_dropped)
    files = files_in_hand("file:///tmp/a.eml")
    drop(view, files, point_in(view, "Visite"))
    drop(view, files, view.visualRect(view.model().index(0, 0)).center())
    assert drop(view, files, point_in(view, bin_name(view), share=0.8)) is None
    assert told == [((Path("/tmp/a.eml"),), "own-1"), ((Path("/tmp/a.eml"),), None)]


@pytest.mark.parametrize(
    ("moved", "onto", "share", "order"),
    [
        ("own-1", "Échanges", 0.2, ("order", "own-1", "chat", "other")),
        ("order", "Échanges", 0.8, ("chat", "order", "own-1", "other")),
        ("own-1", "Commande", 0.6, ("own-1", "order", "chat", "other")),
        ("order", "Échanges", 0.2, None),
        ("order", "Commande", 0.9, None),
    ],
)
def test_a_rubric_is_dragged_to_another_place(view, moved, onto, share, order):
    told = Told(view.order_wanted)
    event = drop(view, rubric_data(RubricId(moved)), point_in(view, onto, share=share))
    assert told == ([order] if order else [])
    assert (event is None) is (order is None)


def test_a_drag_carries_the_chosen_rubric_but_never_all_pieces(view):
    view.show_cut(CHAT)
    drag = view.drag()
    assert carried_rubric(drag.mimeData()) == "chat"
    assert not drag.pixmap().isNull()
    view.show_cut(Cut())
    assert view.drag() is None


def test_a_rubric_moves_by_alt_and_the_arrows(qtbot, view):
    told = Told(view.order_wanted)
    view.show_cut(CHAT)
    qtbot.keyClick(view, Key.Key_Up, ALT)
    qtbot.keyClick(view, Key.Key_Down, ALT)
    view.show_cut(Cut(kind=CutKind.RUBRIC, rubric="order"))
    qtbot.keyClick(view, Key.Key_Up, ALT)
    view.show_cut(Cut())
    qtbot.keyClick(view, Key.Key_Down, ALT)
    assert told == [("chat", "order", "own-1", "other"), ("order", "own-1", "chat", "other")]


def test_keys_rename_any_rubric_and_remove_only_an_own_empty_one(qtbot, view):
    renamed, removed = Told(view.rename_wanted), Told(view.remove_wanted)
    for rubric in ("chat", "own-1"):
        view.show_cut(Cut(kind=CutKind.RUBRIC, rubric=rubric))
        qtbot.keyClick(view, Key.Key_F2)
        qtbot.keyClick(view, Key.Key_Delete)
    view.show_cut(Cut())
    qtbot.keyClick(view, Key.Key_F2)
    qtbot.keyClick(view, Key.Key_Delete)
    assert (renamed, removed) == (["chat", "own-1"], ["own-1"])


@pytest.mark.qt_log_ignore("This plugin does not support")  # menus, on the offscreen platform
def test_the_menu_offers_what_is_possible(qtbot, view):
    renamed, removed = Told(view.rename_wanted), Told(view.remove_wanted)
    for title, allowed in (("Commande", [True, False, True, False]), ("Visite", [True, True, True, True])):
        pos = point_in(view, title, share=0.8)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, pos, view.viewport().mapToGlobal(pos))
        QApplication.sendEvent(view.viewport(), event)
        menu = view.findChild(QMenu, "rubrics-menu")
        assert [action.isEnabled() for action in menu.actions()] == allowed
        for action in menu.actions()[::3]:
            action.trigger()
        menu.setObjectName("used")
        menu.close()
    assert (renamed, removed) == (["order", "own-1"], ["own-1"])


def test_the_way_to_one_more_rubric_stands_right_under_the_list(qtbot, pane):
    told = []
    pane.add_wanted.connect(lambda: told.append(True))
    add = pane.findChild(QPushButton, "rubrics-add")
    pane.grab()
    assert 0 <= add.geometry().top() - pane.view.geometry().bottom() < 24
    qtbot.mouseClick(add, LEFT)
    assert told == [True]


def test_a_low_window_scrolls_the_rubrics_and_keeps_the_link(pane):
    pane.resize(236, 200)
    pane.grab()
    assert pane.view.verticalScrollBar().maximum() > 0
    assert pane.findChild(QPushButton, "rubrics-add").geometry().bottom() <= pane.height()
