from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPoint, Qt
from PySide6.QtGui import QImage

from dossier.model.dossier import Dossier
from dossier.texts.catalogue import Texts
from tests.support.lists import (
    Told,
    drop,
    enter,
    files_in_hand,
    leave,
    many,
    move,
    pieces_in_hand,
    point_in,
    three_rubrics,
)
from ui.models.pieces import PiecesModel
from ui.models.roles import Cut, CutKind
from ui.theme import LIGHT, Theme
from ui.views.drops import carried_pieces
from ui.views.pieces_view import PiecesView

UPPER, MIDDLE, LOWER = 0.1, 0.5, 0.92
ORDERS = Cut(kind=CutKind.RUBRIC, rubric="order")
BIN = Cut(kind=CutKind.BIN)


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
    made.resize(560, 800)
    made.show()
    return made


def below_all(view):
    return QPoint(60, view.viewport().height() - 4)


@pytest.mark.parametrize(
    ("moved", "onto", "share", "wanted"),
    [
        (("c",), "a", UPPER, (("c",), "a", "order")),
        (("c",), "a", LOWER, (("c",), "b", "order")),
        (("a",), "b", LOWER, None),  # its attached pieces follow: no place between
        (("a",), "b2", LOWER, (("a",), "c", "order")),
        (("a",), "c", LOWER, (("a",), None, "order")),
        (("a",), "d", UPPER, (("a",), "d", "chat")),
        (("f", "a"), "d", LOWER, (("f", "a"), "e", "chat")),
        (("d",), "f", LOWER, (("d",), None, "chat")),
        (("b", "b1"), "d", UPPER, (("b",), "d", "chat")),
        (("b1",), "d", UPPER, (("b1",), "d", "chat")),
        (("a",), "b", UPPER, None),  # it stands there already
        (("a",), "a", UPPER, None),
        (("a",), "a", LOWER, None),
        (("d", "e"), "f", UPPER, None),
        (("e", "d"), "f", UPPER, (("e", "d"), "f", "chat")),
    ],
)
def test_pieces_dropped_between_rows_take_that_place(view, moved, onto, share, wanted):
    told = Told(view.place_wanted)
    drop(view, pieces_in_hand(*moved), point_in(view, onto, share=share))
    assert told == ([wanted] if wanted else [])


def test_pieces_dropped_below_all_rows_come_last(view):
    told = Told(view.place_wanted)
    drop(view, pieces_in_hand("a"), below_all(view))
    drop(view, pieces_in_hand("f"), below_all(view))
    assert told == [(("a",), None, "chat")]


@pytest.mark.parametrize(
    ("moved", "onto", "share", "wanted"),
    [
        (("e",), "d", MIDDLE, (("e",), "d")),
        (("f", "e"), "d", MIDDLE, (("f", "e"), "d")),
        (("a",), "b1", MIDDLE, (("a",), "b1")),
        (("a",), "b", LOWER, (("a",), "b")),
        (("d", "e"), "e", MIDDLE, None),
    ],
)
def test_pieces_dropped_onto_a_piece_want_to_join_it(view, moved, onto, share, wanted):
    told = Told(view.group_wanted)
    drop(view, pieces_in_hand(*moved), point_in(view, onto, share=share))
    assert told == ([wanted] if wanted else [])


def test_pieces_dropped_on_a_heading_go_into_its_rubric(view):
    told = Told(view.rubric_wanted)
    drop(view, pieces_in_hand("a", "b"), point_in(view, "Échanges"))
    assert told == [(("a", "b"), "chat")]


def test_by_date_there_is_no_place_between_rows_but_every_row_can_be_joined(view, model):
    view.set_by_rubric(False)
    model.set_by_rubric(False)
    places, groups = Told(view.place_wanted), Told(view.group_wanted)
    for share in (UPPER, MIDDLE, LOWER):
        drop(view, pieces_in_hand("e"), point_in(view, "d", share=share))
    assert drop(view, pieces_in_hand("a"), below_all(view)) is None
    assert (places, groups) == ([], [(("e",), "d")] * 3)


def test_nothing_of_ours_can_be_dropped_in_the_bin(view):
    view.set_cut(BIN)
    assert drop(view, pieces_in_hand("e"), point_in(view, "d")) is None


def test_pieces_can_be_dropped_in_an_empty_rubric(view, model):
    cut = Cut(kind=CutKind.RUBRIC, rubric="own-1")
    model.set_cut(cut)
    view.set_cut(cut)
    told = Told(view.rubric_wanted)
    drop(view, pieces_in_hand("e"), QPoint(200, 200))
    assert told == [(("e",), "own-1")]


@pytest.mark.parametrize(
    ("cut", "onto", "rubric"),
    [(Cut(), "Échanges", None), (Cut(), "d", None), (ORDERS, "a", "order"), (BIN, "a", None)],
)
def test_files_go_to_the_rubric_that_is_shown_alone_else_they_are_sorted(view, cut, onto, rubric):
    view.set_cut(cut)
    told = Told(view.files_dropped)
    event = drop(view, files_in_hand("file:///tmp/a.eml", "file:///tmp/b"), point_in(view, onto))
    assert told == [((Path("/tmp/a.eml"), Path("/tmp/b")), rubric)]
    assert event.dropAction() == Qt.DropAction.CopyAction


def test_files_that_may_only_be_moved_away_are_left_where_they_are(view):
    told = Told(view.files_dropped)
    files = files_in_hand("file:///tmp/a.eml")
    assert not enter(view, files, actions=Qt.DropAction.MoveAction)
    assert drop(view, files, point_in(view, "d"), actions=Qt.DropAction.MoveAction) is None
    assert told == []


def test_a_picture_of_a_browser_is_handed_on(view):
    told = []
    view.data_dropped.connect(lambda data: told.append(data.imageData().size().toTuple()))
    data = QMimeData()
    data.setImageData(QImage(7, 5, QImage.Format.Format_RGB32))
    drop(view, data, point_in(view, "d"))
    assert told == [(7, 5)]


def test_what_cannot_be_taken_is_left_to_the_window_around(view):
    strange = QMimeData()
    strange.setData("application/x-other", QByteArray(b"secret"))
    assert not enter(view, strange)
    assert not enter(view, QMimeData())


def test_an_empty_list_takes_files(view, model):
    model.set_dossier(Dossier())
    told = Told(view.files_dropped)
    drop(view, files_in_hand("file:///tmp/a.eml"), QPoint(100, 100))
    assert told == [((Path("/tmp/a.eml"),), None)]


def test_a_drag_carries_what_is_selected_in_the_order_of_the_rows(view):
    assert view.drag() is None
    view.select(("e", "b", "b1"))
    drag = view.drag()
    assert carried_pieces(drag.mimeData()) == ("b", "b1", "e")
    assert drag.pixmap().width() > drag.pixmap().height() > 16


def accent_pixels(view, y):
    picture = view.viewport().grab().toImage()
    return sum(picture.pixelColor(x, y).name() == LIGHT.accent for x in range(picture.width()))


def test_a_line_or_a_frame_shows_where_the_drop_would_go(view):
    hand = pieces_in_hand("f")
    area = view.visualRect(view.indexAt(point_in(view, "d")))
    quiet = [accent_pixels(view, y) for y in (area.top(), area.top() + 2, area.center().y())]
    enter(view, hand)
    move(view, hand, point_in(view, "d", share=UPPER))
    line = view.spot
    assert accent_pixels(view, area.top()) > area.width() * 0.9
    move(view, hand, point_in(view, "d"))
    frame = view.spot
    assert accent_pixels(view, area.top() + 2) > area.width() * 0.9
    assert accent_pixels(view, area.center().y()) > quiet[2]
    leave(view)
    assert [accent_pixels(view, y) for y in (area.top(), area.top() + 2, area.center().y())] == quiet
    assert (line.line, frame.line, view.spot) == (True, False, None)


def test_the_list_scrolls_while_a_drag_rests_at_its_edge(qtbot, view, model):
    model.set_dossier(many(100))
    view.doItemsLayout()
    bar = view.verticalScrollBar()
    hand = pieces_in_hand("p001")
    enter(view, hand)
    move(view, hand, below_all(view))
    qtbot.waitUntil(lambda: bar.value() > 60)
    move(view, hand, view.viewport().rect().center())
    rested = bar.value()
    move(view, hand, QPoint(100, 2))
    qtbot.waitUntil(lambda: bar.value() < rested)
    leave(view)
    left = bar.value()
    with qtbot.waitSignal(bar.valueChanged, timeout=120, raising=False) as moved:
        pass
    assert not moved.signal_triggered
    assert bar.value() == left
