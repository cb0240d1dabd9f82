"""Whenever a dossier is closed: the file is whole and free, and nothing of ours is left."""

import threading

import pytest

from dossier.basis.errors import CancelledError
from dossier.workspace.exporting import ExportOrder
from dossier.workspace.looking import LookOrder
from dossier.workspace.opening import open_desk
from dossier.workspace.orders import AddOrder
from tests.support.desks import DAY, at_stage, call, closing, named
from tests.support.documents import paper
from tests.support.processes import none_left, wait_until
from tests.support.store_child import wrong_inside


@pytest.fixture(autouse=True)
def nothing_left(tmp_path):
    """Looks at what is there when a test has ended."""
    yield
    wait_until(lambda: not [t for t in threading.enumerate() if t.name.startswith("desk")])
    wait_until(none_left)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("stage", ["expand", "read", "keep"])
def test_closing_while_files_are_added_adds_all_or_nothing(path, tmp_path, stage):
    (tmp_path / "more").mkdir()
    for number in range(4):
        (tmp_path / "more" / f"{number}.pdf").write_bytes(paper([f"Lettre {number}", "Lyon, le 7 mai 2026"]))
    order = AddOrder(paths=(tmp_path / "more",), day=DAY)
    desk = open_desk(path).result()
    before = desk.present.dossier
    closers = []
    progress = at_stage(stage, lambda: closers.append(closing(desk)()))
    running = desk.add(order, progress=progress)
    waiting = desk.add(order)
    asked = desk.act(call("demandé avant")).result()
    assert isinstance(running.exception(), CancelledError)
    assert isinstance(waiting.exception(), CancelledError)
    closers[0].join()
    assert wrong_inside(path) == []
    with open_desk(path).result() as again:
        assert again.present.read_only is None
        assert again.present.dossier == asked.dossier
        assert again.present.dossier.pieces[:-1] == before.pieces


@pytest.mark.parametrize("stage", ["sheets", "assemble", "check"])
def test_closing_while_an_annex_is_made_leaves_the_old_one(path, tmp_path, stage):
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    desk = open_desk(path).result()
    closers = []
    progress = at_stage(stage, lambda: closers.append(closing(desk)()))
    making = desk.export(ExportOrder(target=target, day=DAY), progress=progress)
    assert isinstance(making.exception(), CancelledError)
    closers[0].join()
    assert target.read_bytes() == b"old"
    assert wrong_inside(path) == []


def test_closing_while_pictures_are_drawn_ends_them(path):
    desk = open_desk(path).result()
    pieces = [piece.id for piece in desk.present.dossier.pieces]
    drawing = [desk.look(LookOrder(piece=piece, width_px=300)) for piece in pieces]
    drawing += [desk.thumbnail(piece, width_px=80) for piece in pieces]
    desk.close()
    desk.close()
    assert all(one.exception() is None or isinstance(one.exception(), CancelledError) for one in drawing)
    assert any(one.exception() for one in drawing)


def test_what_was_asked_before_closing_is_done_and_what_is_asked_later_is_not(path):
    desk = open_desk(path).result()
    letter = named(desk.present.dossier, "lettre.pdf").id
    acts = [desk.act(call(str(number))) for number in range(20)]
    desk.close()
    assert [act.exception() for act in acts] == [None] * 20
    late = [
        desk.act(call("trop tard")),
        desk.undo(),
        desk.search("lettre"),
        desk.thumbnail(letter, width_px=40),
        desk.add(AddOrder(paths=(path,))),
    ]
    assert all(isinstance(one.exception(), CancelledError) for one in late)
    with open_desk(path).result() as again:
        assert [piece.title for piece in again.present.dossier.pieces[-20:]] == [str(n) for n in range(20)]


@pytest.mark.parametrize("name", ["nowhere.dossier", "notes.txt"])
def test_what_cannot_be_opened_leaves_nothing_open(tmp_path, name):
    (tmp_path / "notes.txt").write_text("no project", "utf-8")
    assert open_desk(tmp_path / name).exception() is not None
