"""Files that are being read stand above the pieces, and are read on when the dossier is opened again."""

import threading

import pytest
from PySide6.QtCore import QPoint, Qt

from dossier.workspace.early import EarlyKeeping
from dossier.workspace.opening import open_desk
from dossier.workspace.orders import AddOrder
from tests.support.desks import is_closing
from tests.support.processes import wait_until
from tests.support.ui_project import LETTER
from ui.models.arranged import EVERYTHING
from ui.models.roles import Cut, CutKind, Role, RowKind
from ui.session import Session
from ui.views.piece_spots import target_at

NAMES = ("un.txt", "deux.txt")


@pytest.fixture
def held_back(monkeypatch):
    """Has reading wait until somebody lets it go on."""
    go_on = threading.Event()
    then = EarlyKeeping.then

    def wait(self, act):
        then(self, act)
        assert go_on.wait(20)

    monkeypatch.setattr(EarlyKeeping, "then", wait)
    yield go_on
    go_on.set()


@pytest.fixture
def more(tmp_path):
    folder = tmp_path / "more"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_text(f"Une lettre de plus, dans {name}.", "utf-8")
    return folder


def awaited_rows(person):
    model = person.bench.pieces
    rows = [model.index(row) for row in range(model.rowCount())]
    return [index for index in rows if index.data(Role.KIND) == RowKind.AWAITED]


def titles(person):
    return [index.data() for index in awaited_rows(person)]


def test_they_stand_above_the_pieces_until_they_are_read(person, more, held_back):
    person.drop_files([more])
    person.see(lambda: sorted(titles(person)) == sorted(NAMES))
    first = person.bench.pieces.index(0)
    assert first.data(Role.KIND) == RowKind.AWAITED
    assert first.data(Role.DETAIL) == "En cours de lecture"
    assert "En cours de lecture" in first.data(Qt.ItemDataRole.AccessibleTextRole)
    assert not first.flags() & (Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled)
    held_back.set()
    person.see(lambda: len(person.dossier.pieces) == 8)
    assert titles(person) == []


def test_who_stops_sees_them_go(person, more, held_back):
    person.drop_files([more])
    person.see(lambda: len(titles(person)) == 2)
    person.window.session.stop_work()
    held_back.set()
    person.see(lambda: titles(person) == [])
    assert len(person.dossier.pieces) == 6


def test_nothing_is_put_on_them_and_other_cuts_do_not_show_them(person, more, held_back):
    person.drop_files([more])
    person.see(lambda: len(titles(person)) == 2)
    view, letter = person.bench.desk.pieces.view, person.named(LETTER).id
    area = view.visualRect(awaited_rows(person)[0])
    for pos in (area.center(), area.topLeft() + QPoint(5, 1), area.bottomLeft() + QPoint(5, -1)):
        assert target_at(view, pos, moved=[letter], cut=EVERYTHING, ordered=True) is None
    person.bench.pieces.set_cut(Cut(kind=CutKind.BIN))
    assert titles(person) == []
    person.bench.pieces.set_cut(EVERYTHING)
    assert len(titles(person)) == 2
    held_back.set()
    person.see(lambda: len(person.dossier.pieces) == 8)


def test_what_was_being_read_at_closing_is_read_on(qtbot, qapp, project, more, held_back):
    first = Session(open_desk(project).result())
    first.add(AddOrder(paths=(more,)))
    qtbot.waitUntil(lambda: len(first.present.awaited) == 2)
    first.retire()
    closing = threading.Thread(target=first.let_go)
    closing.start()
    wait_until(lambda: is_closing(first._desk))
    held_back.set()
    closing.join()
    again = Session(open_desk(project).result())
    try:
        assert sorted(again.present.awaited) == sorted(NAMES)
        again.go_on()
        again.go_on()
        qtbot.waitUntil(lambda: not again.present.awaited, timeout=20_000)
        assert len(again.dossier.pieces) == 8
    finally:
        again.close()
