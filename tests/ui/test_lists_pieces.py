import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from dossier.model.commands.bin import remove_pieces
from dossier.model.commands.place import place_pieces
from dossier.texts.catalogue import Texts
from tests.support.lists import Told, many, point_in, row_named, three_rubrics
from ui.models.pieces import PiecesModel
from ui.models.roles import Cut, CutKind, Role
from ui.theme import LIGHT, Theme
from ui.views.pieces_view import PiecesView

LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
Key = Qt.Key


@pytest.fixture
def model(qapp):
    made = PiecesModel(Texts("fr"))
    made.set_dossier(three_rubrics())
    return made


@pytest.fixture
def view(qtbot, model):
    made = PiecesView(Texts("fr"), Theme(palette=LIGHT))
    qtbot.addWidget(made)
    made.setModel(model)
    made.resize(560, 700)
    made.show()
    made.setFocus()
    return made


def click(qtbot, view, name, held=Qt.KeyboardModifier.NoModifier):
    qtbot.mouseClick(view.viewport(), LEFT, held, point_in(view, name))


def scroll(view, value):
    view.doItemsLayout()
    view.verticalScrollBar().setValue(value)
    assert view.verticalScrollBar().value() == value


def top_row(view):
    index = view.indexAt(QPoint(100, 5))
    return index.data(), view.visualRect(index).top()


def test_what_is_chosen_is_told_in_the_order_of_the_rows(qtbot, view):
    told = Told(view.selection_told)
    click(qtbot, view, "d")
    click(qtbot, view, "a", CTRL)
    click(qtbot, view, "c", CTRL | SHIFT)
    assert told == [("d",), ("a", "d"), ("a", "b", "b1", "b2", "c", "d")]


def test_everything_can_be_chosen_at_once_without_the_headings(qtbot, view):
    qtbot.keySequence(view, QKeySequence(QKeySequence.StandardKey.SelectAll))
    assert view.selected == ("a", "b", "b1", "b2", "c", "d", "e", "f")


def test_the_arrows_pass_over_headings(qtbot, view):
    view.select(("c",))
    seen = []
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Up, Key.Key_Home, Key.Key_Up, Key.Key_End):
        qtbot.keyClick(view, key)
        seen.append(view.selected)
    assert seen == [("d",), ("e",), ("d",), ("c",), ("a",), ("a",), ("f",)]


def test_a_heading_cannot_be_chosen(qtbot, view):
    click(qtbot, view, "Échanges")
    assert view.selected == ()


def test_a_piece_is_opened_by_enter_and_by_a_double_click(qtbot, view):
    told = Told(view.opened)
    view.select(("b1",))
    qtbot.keyClick(view, Key.Key_Return)
    qtbot.keyClick(view, Key.Key_Enter)
    click(qtbot, view, "e")
    qtbot.mouseDClick(view.viewport(), LEFT, pos=point_in(view, "e"))
    qtbot.mouseDClick(view.viewport(), LEFT, pos=point_in(view, "Échanges"))
    assert told == ["b1", "b1", "e"]


def test_delete_asks_to_remove_what_is_chosen(qtbot, view):
    told = Told(view.remove_wanted)
    qtbot.keyClick(view, Key.Key_Delete)
    view.select(("e", "b"))
    qtbot.keyClick(view, Key.Key_Delete)
    qtbot.keyClick(view, Key.Key_Backspace)
    assert told == [("b", "e"), ("b", "e")]


def test_the_menu_is_asked_for_by_the_mouse_and_by_its_key(qtbot, view):
    told = Told(view.menu_wanted)
    click(qtbot, view, "d")
    for reason, pos in (
        (QContextMenuEvent.Reason.Mouse, point_in(view, "d")),
        (QContextMenuEvent.Reason.Keyboard, QPoint()),
    ):
        at = view.viewport().mapToGlobal(pos)
        QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason, pos, at))
    row = view.visualRect(view.model().index(row_named(view, "d"), 0))
    first, second = told
    assert first == (("d",), view.viewport().mapToGlobal(point_in(view, "d")))
    assert second[0] == ("d",)
    assert row.contains(view.viewport().mapFromGlobal(second[1]))


def test_no_menu_for_nothing(qtbot, view):
    told = Told(view.menu_wanted)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(9, 690), QPoint(9, 690))
    QApplication.sendEvent(view.viewport(), event)
    assert told == []


@pytest.mark.parametrize(
    ("chosen", "key", "wanted"),
    [
        (("b",), Key.Key_Up, (("b",), "a", "order")),
        (("a",), Key.Key_Down, (("a",), "c", "order")),
        (("b", "b1"), Key.Key_Down, (("b",), None, "order")),
        (("e", "f"), Key.Key_Up, (("e", "f"), "d", "chat")),
        (("d", "f"), Key.Key_Up, None),
        (("d", "f"), Key.Key_Down, None),
        (("a",), Key.Key_Up, None),
        (("f",), Key.Key_Down, None),
        (("b1",), Key.Key_Up, None),
        (("c", "d"), Key.Key_Up, None),
    ],
)
def test_alt_and_an_arrow_move_by_one_place_within_the_rubric(qtbot, view, chosen, key, wanted):
    told = Told(view.place_wanted)
    view.select(chosen)
    qtbot.keyClick(view, key, ALT)
    assert told == ([wanted] if wanted else [])
    assert view.selected == chosen


def test_a_step_up_and_a_step_down_come_back_to_where_it_was(qtbot, view, model):
    dossier = three_rubrics()
    before = [model.index(row).data() for row in range(model.rowCount())]

    def place(pieces, before, rubric):
        nonlocal dossier
        dossier = place_pieces(dossier, pieces, rubric=rubric, before=before).dossier
        model.set_dossier(dossier)

    view.place_wanted.connect(place)
    view.select(("b",))
    qtbot.keyClick(view, Key.Key_Up, ALT)
    assert row_named(view, "b") < row_named(view, "a")
    assert view.selected == ("b",)
    qtbot.keyClick(view, Key.Key_Down, ALT)
    assert [model.index(row).data() for row in range(model.rowCount())] == before


@pytest.mark.parametrize("where", ["by date", "bin"])
def test_nothing_is_moved_by_a_step_where_there_is_no_order(qtbot, view, where):
    told = Told(view.place_wanted)
    view.set_by_rubric(where != "by date")
    view.set_cut(Cut(kind=CutKind.BIN if where == "bin" else CutKind.ALL))
    view.select(("b",))
    qtbot.keyClick(view, Key.Key_Up, ALT)
    assert told == []


def test_a_piece_is_shown_where_it_is(qtbot, view, model):
    model.set_dossier(many(200))
    told = Told(view.selection_told)
    view.show_piece("p150")
    assert told == [("p150",)]
    area = view.visualRect(model.index(row_named(view, "p150")))
    assert view.viewport().rect().contains(area)
    view.show_piece("gone")
    assert view.selected == ()


def test_selection_and_place_survive_what_happens_to_the_rows(qtbot, view, model):
    dossier = many(200)
    model.set_dossier(dossier)
    view.select(("p100", "p102"))
    scroll(view, 6000)
    told = Told(view.selection_told)
    moved = place_pieces(dossier, ("p100",), rubric="chat", before="p190").dossier
    model.set_dossier(moved)
    view.doItemsLayout()
    assert view.verticalScrollBar().value() == 6000
    assert set(view.selected) == {"p100", "p102"}
    model.set_dossier(remove_pieces(moved, ("p102",)).dossier)
    assert view.selected == ("p100",)
    assert told[-1] == ("p100",)


def test_what_is_read_stays_in_sight_when_rows_come_or_go_above_it(qtbot, view, model):
    dossier = many(200)
    model.set_dossier(remove_pieces(dossier, ("p001", "p002", "p003")).dossier)
    scroll(view, 6000)
    before = top_row(view)
    model.set_dossier(dossier)
    view.doItemsLayout()
    assert top_row(view) == before
    assert view.verticalScrollBar().value() == 6000 + 3 * view.visualRect(model.index(1)).height()


def test_another_cut_begins_at_its_top(qtbot, view, model):
    model.set_dossier(many(200))
    scroll(view, 6000)
    view.set_cut(Cut(kind=CutKind.RUBRIC, rubric="chat"))
    assert view.verticalScrollBar().value() == 0


def test_one_accessible_name_and_words_of_the_rows_are_given(view):
    assert view.accessibleName() == "Pièces"


class Counting(PiecesView):
    laid_out = 0

    def doItemsLayout(self):  # noqa: N802 - Qt calls its own names
        self.laid_out += 1
        super().doItemsLayout()


def test_a_row_that_changes_is_drawn_again_without_laying_out_all_others(qtbot, model):
    view = Counting(Texts("fr"), Theme(palette=LIGHT))
    qtbot.addWidget(view)
    view.setModel(model)
    view.show()
    qtbot.wait(50)
    before = view.laid_out
    model.dataChanged.emit(model.index(1, 0), model.index(1, 0), [int(Role.THUMBNAIL)])
    qtbot.wait(50)
    assert view.laid_out == before
