"""Full, closed, damaged places: a clear code, and what stood there is untouched."""

import errno
import os
import resource
import sqlite3
import sys
import tempfile
from contextlib import contextmanager
from unittest import mock

import pytest

from dossier.basis.errors import CancelledError, PlaceError
from dossier.model.finding import Level
from dossier.model.piece import State
from dossier.workspace.exporting import ExportOrder
from dossier.workspace.looking import LookOrder
from dossier.workspace.opening import empty_dossier, new_desk, open_desk, passing_desk
from dossier.workspace.orders import AddOrder
from tests.support.desks import DAY, added, at_stage, call, named, stop

posix = pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")


@contextmanager
def no_byte_more():
    """Lets nobody write a byte to a file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def full(folder):
    """Lets nobody begin a file in a folder: its disk is full."""
    real = tempfile.mkstemp

    def mkstemp(*args, **options):
        if str(options.get("dir")).startswith(str(folder)):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*args, **options)

    with mock.patch.object(tempfile, "mkstemp", mkstemp):
        yield


def test_a_full_working_folder_is_told_and_nothing_is_added(empty, proofs, temporary):
    with full(temporary):
        error = empty.add(AddOrder(paths=(proofs,), day=DAY)).exception()
    assert isinstance(error, PlaceError)
    assert (error.code, error.params["folder"]) == ("scratch-full", str(temporary))
    assert empty.present.dossier.pieces == ()
    assert len(added(empty, proofs).pieces) == 6


@posix
def test_a_full_working_folder_is_told_when_looking_and_exporting(desk, temporary, tmp_path):
    letter = named(desk.present.dossier, "lettre.pdf").id
    with no_byte_more():
        errors = [
            desk.look(LookOrder(piece=letter, width_px=100)).exception(),
            desk.thumbnail(letter, width_px=100).exception(),
            desk.export(ExportOrder(target=tmp_path / "a.pdf", day=DAY)).exception(),
        ]
    assert [(error.code, error.params["folder"]) for error in errors] == [
        ("scratch-full", str(temporary))
    ] * 3
    assert not (tmp_path / "a.pdf").exists()
    assert desk.export(ExportOrder(target=tmp_path / "a.pdf", day=DAY)).result().annex is not None


@posix
def test_an_act_that_finds_no_room_changes_nothing(desk):
    before = desk.present
    with no_byte_more():
        error = desk.act(call("non")).exception()
    assert isinstance(error, PlaceError)
    assert desk.present == before
    assert desk.act(call("oui")).result().dossier.pieces[-1].title == "oui"


def test_without_a_working_folder_the_file_is_let_go(path, monkeypatch, tmp_path):
    with monkeypatch.context() as without:
        without.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
        openings = [open_desk(path), passing_desk(empty_dossier())]
        assert [opening.exception().code for opening in openings] == ["scratch-full"] * 2
    with open_desk(path).result() as again:
        assert again.present.read_only is None


def test_a_damaged_proof_in_the_file_costs_its_own_pages_only(path, tmp_path):
    with open_desk(path).result() as desk:
        piece = named(desk.present.dossier, "fissure.png")
    digest = piece.originals[0].digest
    with sqlite3.connect(path) as connection:
        damage = "UPDATE chunks SET data = zeroblob(length(data)) WHERE asset IN"
        connection.execute(f"{damage} (SELECT id FROM assets WHERE digest = ?)", (digest,))
    connection.close()
    with open_desk(path).result() as desk:
        built = desk.export(ExportOrder(target=tmp_path / "a.pdf", day=DAY)).result()
        states = {one.piece: one.state for one in built.plan.pieces}
        assert {one for one, state in states.items() if state is State.PLACEHOLDER} == {piece.id}
        assert Level.BLOCKER in {one.level for one in built.findings if one.piece == piece.id}
        assert desk.look(LookOrder(piece=piece.id, width_px=90)).result().path.exists()
        error = desk.save_original(digest, tmp_path / "out.png").exception()
        assert error.code == "project-damaged"
        assert desk.act(call("quand même")).exception() is None
    assert not (tmp_path / "out.png").exists()


def test_what_is_drawn_is_fetched_from_the_file_once(desk, tmp_path):
    desk.export(ExportOrder(target=tmp_path / "a.pdf", day=DAY)).result()
    fetched = {p: p.stat() for p in desk.assets.folder.rglob("*") if p.is_file()}
    for piece in desk.present.dossier.pieces:
        desk.thumbnail(piece.id, width_px=60).result()
    desk.export(ExportOrder(target=tmp_path / "b.pdf", day=DAY)).result()
    after = {p: p.stat() for p in desk.assets.folder.rglob("*") if p.is_file()}
    assert {p: (s.st_ino, s.st_mtime_ns) for p, s in fetched.items()} == {
        p: (after[p].st_ino, after[p].st_mtime_ns) for p in fetched
    }
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@pytest.mark.parametrize(
    "code", ["target-is-dossier", "target-is-source", "target-is-folder", "no-such-folder"]
)
def test_no_annex_is_written_over_a_dossier_or_a_proof(desk, proofs, tmp_path, code):
    other = tmp_path / "autre"
    new_desk(other, empty_dossier()).result().close()
    targets = {
        "target-is-dossier": [desk.path, other],
        "target-is-source": [proofs / "lettre.pdf"],
        "target-is-folder": [proofs],
        "no-such-folder": [tmp_path / "nowhere" / "a.pdf"],
    }[code]
    before = {path: path.read_bytes() for path in targets if path.is_file()}
    for target in targets:
        assert desk.export(ExportOrder(target=target, day=DAY)).exception().code == code
        report = ExportOrder(target=tmp_path / "a.pdf", day=DAY, report=target)
        assert desk.export(report).exception().code == code
    assert {path: path.read_bytes() for path in before} == before
    assert not (tmp_path / "a.pdf").exists()


def test_an_annex_of_ours_is_written_again_even_when_it_was_dropped_among_the_proofs(desk, tmp_path):
    order = ExportOrder(target=tmp_path / "a.pdf", day=DAY, report=tmp_path / "r.json")
    desk.export(order).result()
    (dropped,) = added(desk, tmp_path / "a.pdf").pieces
    assert not desk.present.dossier.piece(dropped).shown
    assert desk.export(order).result().annex is not None


@pytest.mark.parametrize("stage", ["sheets", "assemble", "check"])
def test_whoever_stops_an_export_keeps_the_old_annex(desk, tmp_path, stage):
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    making = desk.export(ExportOrder(target=target, day=DAY), progress=at_stage(stage, stop))
    assert isinstance(making.exception(), CancelledError)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []
    assert desk.export(ExportOrder(target=target, day=DAY)).result().annex is not None
