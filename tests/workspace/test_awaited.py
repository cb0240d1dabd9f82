"""Files are kept and listed before they are read; ending early loses nothing, and stopping leaves nothing."""

import io
import json
import os
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dossier.basis.clock import today, zone_named
from dossier.basis.digest import digest_of
from dossier.basis.errors import CancelledError
from dossier.cli import main
from dossier.model.commands.dismiss import dismiss
from dossier.model.finding import Level
from dossier.model.ids import RubricId
from dossier.model.moment import UNKNOWN
from dossier.model.piece import State
from dossier.store import assets
from dossier.store.opening import open_file
from dossier.texts.catalogue import Texts
from dossier.workspace.arrivals import Arrivals
from dossier.workspace.awaited import note_of, noted
from dossier.workspace.early import EarlyKeeping
from dossier.workspace.opening import empty_dossier, new_desk, open_desk
from dossier.workspace.orders import AddOrder
from tests.support.desks import DAY, added, at_stage, call, closing, named, stop
from tests.support.processes import wait_until
from tests.support.store_child import wrong_inside

LOST = ("awaited-lost", Level.WARNING, None)
ROOT = Path(__file__).resolve().parents[2]
FILES = ("lettre.pdf", "lettre.pdf", "courriel.eml", "fissure.png", "note é.txt")


class Listener:
    """Hears what is listed, and does something then, before anything more is read."""

    def __init__(self, then=lambda: None):
        self.heard, self._then = [], then

    def __call__(self, present):
        self.heard.append(present)
        self._then()


@pytest.fixture
def slow_reading(monkeypatch):
    """Has reading wait until the files are listed: on a fast machine a few small ones are read sooner."""
    then = EarlyKeeping.then
    monkeypatch.setattr(
        EarlyKeeping, "then", lambda self, act: (then(self, act), self._thread.submit(int).result())
    )


@pytest.fixture
def heard_interrupts():
    """Has Ctrl+C heard: whoever runs the tests in the background of a script has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="module")
def straight(tmp_path_factory, template):
    """The dossier that adding the proofs in one go makes."""
    path = tmp_path_factory.mktemp("straight") / "a.dossier"
    with new_desk(path, empty_dossier()).result() as desk:
        return keyless(added(desk, template / "proofs").present.dossier)


def keyless(dossier):
    """Gives a dossier without its random key, in which two that are alike differ."""
    return replace(dossier, key="")


def order_of(proofs, **more):
    return AddOrder(paths=(proofs,), day=DAY, **more)


def damage(path, digest):
    """Makes the bytes of an asset, or of the note ("awaited"), fail their checksum."""
    with sqlite3.connect(path) as raw:
        raw.execute(
            "UPDATE chunks SET crc = crc + 1 WHERE asset = (SELECT id FROM assets WHERE digest = ?)",
            (digest,),
        )
    raw.close()


def ended_early(path, order):
    """Closes a desk as soon as the first file is being read."""
    desk = open_desk(path).result()
    closers, listener = [], Listener()
    progress = at_stage("read", lambda: closers.append(closing(desk)()))
    running = desk.add(order, progress=progress, listed=listener)
    assert isinstance(running.exception(), CancelledError)
    closers[0].join()
    return listener


def spoil_page_of_note(path):
    """Overwrites the head of the database page that holds the note; bytes stand behind it, on other pages."""
    raw = sqlite3.connect(path)
    for number in range(6):
        assets.put(raw, io.BytesIO(bytes([number]) * 7_000))
    raw.commit()
    raw.close()
    data = bytearray(path.read_bytes())
    (size,) = struct.unpack_from(">H", data, 16)
    at = data.index(b'[{"files":') // size * size
    data[at : at + 12] = b"\xff" * 12
    path.write_bytes(data)


def refused(name):
    """What SQLite says when it cannot do something now."""
    error = sqlite3.OperationalError("not now")
    error.sqlite_errorname = name
    return error


def once(error, then):
    """Fails the first time and works from then on."""
    waiting = [error]

    def work(*args):
        if waiting:
            raise waiting.pop()
        return then(*args)

    return work


@pytest.fixture
def bare(tmp_path):
    """A project file with nothing in it."""
    new_desk(tmp_path / "bare.dossier", empty_dossier()).result().close()
    return tmp_path / "bare.dossier"


def test_files_are_listed_once_they_are_kept_and_become_the_same_pieces(
    slow_reading, empty, proofs, straight
):
    listener = Listener()
    done = empty.add(order_of(proofs), listed=listener).result()
    (heard,) = listener.heard
    assert sorted(heard.awaited) == sorted(FILES)
    assert heard.dossier.pieces == ()
    assert heard.undoable is None
    assert done.present.awaited == empty.present.awaited == ()
    assert keyless(done.present.dossier) == straight


def test_adding_stays_one_act(slow_reading, empty, proofs, straight):
    done = empty.add(order_of(proofs), listed=Listener()).result()
    assert done.present.undoable.code == "add"
    assert empty.undo().result().dossier.pieces == ()
    assert empty.present.awaited == ()
    assert keyless(empty.redo().result().dossier) == straight


def test_what_was_not_read_at_closing_is_read_the_next_time(slow_reading, bare, proofs, straight):
    listener = ended_early(bare, order_of(proofs))
    assert len(listener.heard) == 1
    shutil.rmtree(proofs)
    assert wrong_inside(bare) == []
    with open_desk(bare).result() as desk:
        assert sorted(desk.present.awaited) == sorted(FILES)
        assert desk.present.dossier.pieces == ()
        done = desk.go_on().result()
        assert keyless(done.present.dossier) == straight
        assert {piece.id for piece in straight.pieces} == set(done.pieces)
        assert desk.present.awaited == ()
        assert desk.go_on().result().pieces == ()
    with open_desk(bare).result() as desk:
        assert desk.present.awaited == ()
        assert keyless(desk.present.dossier) == straight


def test_where_files_were_dropped_counts_also_the_next_time(slow_reading, bare, proofs):
    ended_early(bare, order_of(proofs, rubric=RubricId("return")))
    with open_desk(bare).result() as desk:
        dossier = desk.go_on().result().present.dossier
    assert {piece.rubric for piece in dossier.pieces if piece.parent is None} == {"return"}


def test_the_day_of_adding_dates_nothing_also_when_it_is_read_later(
    slow_reading, bare, tmp_path, monkeypatch
):
    fresh = tmp_path / "fraîche.txt"
    fresh.write_text("Sans date.", "utf-8")
    ended_early(bare, AddOrder(paths=(fresh,)))
    later = today(zone_named("Europe/Paris")) + timedelta(days=3)
    monkeypatch.setattr("dossier.workspace.adding.today", lambda _: later)
    with open_desk(bare).result() as desk:
        (piece,) = desk.go_on().result().present.dossier.pieces
    assert (piece.moment, piece.alternatives) == (UNKNOWN, ())


def test_a_file_does_not_say_where_it_stood(slow_reading, bare, proofs):
    ended_early(bare, order_of(proofs))
    with open_desk(bare).result() as desk:
        for one in desk._arrivals._awaited:
            assert str(proofs.parent).encode() not in note_of([one])
            assert noted(note_of([one])) == (one,)


def test_who_stops_leaves_nothing(slow_reading, bare, proofs):
    with open_desk(bare).result() as desk:
        listener = Listener()
        running = desk.add(order_of(proofs), progress=at_stage("read", stop), listed=listener)
        assert isinstance(running.exception(), CancelledError)
        assert len(listener.heard) == 1
        assert desk.act(call("après")).result().awaited == ()
    with open_desk(bare).result() as desk:
        assert desk.present.awaited == ()
        assert len(desk.present.dossier.pieces) == 1
    assert assets_in(bare) == []


def test_who_stops_the_next_time_leaves_nothing_either(slow_reading, bare, proofs):
    ended_early(bare, order_of(proofs))
    with open_desk(bare).result() as desk:
        assert isinstance(desk.go_on(progress=at_stage("read", stop)).exception(), CancelledError)
        assert desk.present.dossier.pieces == ()
    with open_desk(bare).result() as desk:
        assert desk.present.awaited == ()
    assert assets_in(bare) == []


def test_it_may_be_closed_again_and_again(slow_reading, bare, proofs, straight):
    ended_early(bare, order_of(proofs))
    for _ in range(2):
        desk = open_desk(bare).result()
        closers = []
        progress = at_stage("read", lambda at=closers, of=desk: at.append(closing(of)()))
        assert isinstance(desk.go_on(progress=progress).exception(), CancelledError)
        closers[0].join()
    with open_desk(bare).result() as desk:
        assert keyless(desk.go_on().result().present.dossier) == straight


def test_what_the_person_does_meanwhile_stays(slow_reading, path, proofs, tmp_path):
    more = tmp_path / "more"
    more.mkdir()
    (more / "autre.txt").write_text("Autre chose, le 3 mai 2026.", "utf-8")
    desk = open_desk(path).result()
    noted_down = []
    listener = Listener(lambda: noted_down.append(desk.act(call("pendant la lecture"))))
    before = desk.present.dossier
    with desk:
        now = desk.add(order_of(more), listed=listener).result().present.dossier
        assert noted_down[0].result().awaited == ("autre.txt",)
        assert len(now.pieces) == len(before.pieces) + 2
        assert named(now, "autre.txt").title
        desk.undo().result()
        assert desk.undo().result().dossier == before


def test_what_is_added_while_others_are_awaited_is_not_lost(slow_reading, bare, proofs, straight, tmp_path):
    ended_early(bare, order_of(proofs))
    other = tmp_path / "autre.txt"
    other.write_text("Autre chose, le 3 mai 2026.", "utf-8")
    with open_desk(bare).result() as desk:
        desk.add(AddOrder(paths=(other,), day=DAY), listed=Listener()).result()
        assert sorted(desk.present.awaited) == sorted(FILES)
        assert len(desk.go_on().result().pieces) == len(straight.pieces)


def test_what_came_in_another_way_meanwhile_is_there_once(slow_reading, bare, proofs, straight):
    ended_early(bare, order_of(proofs))
    with open_desk(bare).result() as desk:
        added(desk, proofs)
        assert desk.go_on().result().pieces == ()
        assert keyless(desk.present.dossier) == straight
        assert desk.present.awaited == ()


def test_files_that_are_there_already_are_not_listed(slow_reading, path, proofs):
    listener = Listener()
    with open_desk(path).result() as desk:
        done = desk.add(order_of(proofs), listed=listener).result()
    assert done.pieces == ()
    assert listener.heard == []


def test_a_damaged_note_hurts_nothing_else(slow_reading, bare, proofs):
    ended_early(bare, order_of(proofs))
    damage(bare, "awaited")
    with open_desk(bare).result() as desk:
        assert desk.present.awaited == ()
        assert [(one.code, one.level, one.piece) for one in desk.present.dossier.findings] == [LOST]
        assert desk.go_on().result().pieces == ()
        assert added(desk, proofs).pieces
    with open_desk(bare).result() as desk:
        told = [one for one in desk.present.dossier.findings if one.code == "awaited-lost"]
        assert len(told) == 1
        assert desk.act(lambda now: dismiss(now, told[0])).result()
    assert wrong_inside(bare) == []


def test_a_damaged_page_under_the_note_hurts_nothing_else(slow_reading, bare, proofs):
    ended_early(bare, order_of(proofs))
    spoil_page_of_note(bare)
    for _ in range(2):  # it stays, and is told once
        with open_desk(bare).result() as desk:
            assert desk.present.awaited == ()
            assert [(one.code, one.level, one.piece) for one in desk.present.dossier.findings] == [LOST]
            assert desk.act(call("après")).result().dossier.pieces
            assert desk.undo().result().dossier.pieces == ()
            assert desk.go_on().result().pieces == ()
    with open_desk(bare).result() as desk:
        listener = Listener()
        done = desk.add(order_of(proofs), listed=listener).result()
        assert len(done.pieces) == 6
        assert listener.heard == []
    with open_desk(bare).result() as desk:
        assert len(desk.present.dossier.pieces) == 6


def test_a_note_that_is_no_note_is_told_and_let_go(slow_reading, bare, proofs):
    ended_early(bare, order_of(proofs))
    with open_file(bare, who="x") as file:
        file.note_awaited(b'[{"files":"all of them"}]')
    with open_desk(bare).result() as desk:
        assert [(one.code, one.level, one.piece) for one in desk.present.dossier.findings] == [LOST]
    with open_file(bare, who="x") as file:
        assert file.awaited == b""


@pytest.mark.parametrize("name", ["SQLITE_IOERR_READ", "SQLITE_BUSY"])
def test_what_cannot_be_read_just_now_is_awaited_the_next_time(
    slow_reading, bare, proofs, straight, tmp_path, monkeypatch, name
):
    ended_early(bare, order_of(proofs))
    other = tmp_path / "autre.txt"
    other.write_text("Autre chose, le 3 mai 2026.", "utf-8")
    with monkeypatch.context() as hindered:
        hindered.setattr(assets, "awaited", once(refused(name), assets.awaited))
        with open_desk(bare).result() as desk:
            assert desk.present.awaited == ()
            assert desk.present.dossier.findings == ()
            assert desk.go_on().result().pieces == ()
            listener = Listener()
            assert len(desk.add(AddOrder(paths=(other,), day=DAY), listed=listener).result().pieces) == 1
            assert listener.heard == []
    with open_desk(bare).result() as desk:
        assert sorted(desk.present.awaited) == sorted(FILES)
        assert len(desk.go_on().result().pieces) == len(straight.pieces)
    assert wrong_inside(bare) == []


def test_a_damaged_note_of_a_file_that_cannot_be_written_waits(slow_reading, bare, proofs):
    ended_early(bare, order_of(proofs))
    damage(bare, "awaited")
    with open_desk(bare).result(), open_desk(bare).result() as second:
        assert second.present.read_only is not None
        assert second.present.awaited == ()


def test_a_file_whose_bytes_are_damaged_is_told_by_its_name_and_the_others_are_read(
    slow_reading, bare, proofs, straight
):
    ended_early(bare, order_of(proofs))
    hurt = digest_of((proofs / "note é.txt").read_bytes())
    damage(bare, hurt)
    with open_desk(bare).result() as desk:
        done = desk.go_on().result()
        dossier = done.present.dossier
        assert done.present.awaited == ()
        assert len(dossier.pieces) == len(straight.pieces)
        (told,) = [one for one in dossier.findings if one.code == "awaited-damaged"]
        assert told.level is Level.BLOCKER
        assert told.params == {"file": "note é.txt"}
        assert dossier.piece(told.piece).state is State.PLACEHOLDER
        others = [piece for piece in dossier.pieces if piece.id != told.piece]
        assert {piece.state for piece in others} == {State.OK}
    assert wrong_inside(bare) == []


def test_the_command_line_tells_of_files_only_once_they_are_read(
    slow_reading, bare, proofs, straight, capsys
):
    ended_early(bare, order_of(proofs))
    assert main(["list", str(bare), "--json"]) == 0
    said = capsys.readouterr()
    told = json.loads(said.out)
    assert {piece["id"] for piece in told["pieces"]} == {piece.id for piece in straight.pieces}
    first, *remarks = said.err.splitlines()
    assert first == "5 fichiers attendaient d’être lus\u00a0: ils sont lus maintenant."
    assert any("fissure.png" in line and "date" in line for line in remarks)
    assert main(["list", str(bare), "--json"]) == 0
    assert capsys.readouterr().err == ""


def test_an_export_says_that_a_note_was_lost_which_no_adding_told(slow_reading, bare, proofs, capsys):
    ended_early(bare, order_of(proofs))
    damage(bare, "awaited")
    with open_desk(bare).result() as desk:
        added(desk, proofs)
    assert main(["export", str(bare), "-o", str(bare.with_name("a.pdf"))]) == 0
    assert Texts("fr").say("finding.awaited-lost") in capsys.readouterr().out


def when_kept(monkeypatch, then):
    """Has something done as soon as the files of a command are kept, before any is read."""

    class Told(Arrivals):
        def add(self, order, progress, listed=None):
            return super().add(order, progress, lambda present: (listed(present), then(present, progress)))

    monkeypatch.setattr("dossier.workspace.opened.Arrivals", Told)


def is_stopped(progress):
    try:
        progress("read", 0, 1)
    except CancelledError:
        return True
    return False


def test_the_command_that_adds_keeps_its_files_before_it_reads_them(
    slow_reading, bare, proofs, monkeypatch, capsys
):
    heard = []
    when_kept(monkeypatch, lambda present, _: heard.append(present.awaited))
    assert main(["add", str(bare), str(proofs)]) in {0, 1}
    assert [sorted(names) for names in heard] == [sorted(FILES)]
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_who_stops_the_command_that_adds_leaves_nothing(
    slow_reading, heard_interrupts, bare, proofs, monkeypatch, capsys
):
    def stop_it(_, progress):
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
        wait_until(lambda: is_stopped(progress))

    when_kept(monkeypatch, stop_it)
    assert main(["add", str(bare), str(proofs)]) == CancelledError().exit_code
    with open_desk(bare).result() as desk:
        assert desk.present.awaited == ()
        assert desk.present.dossier.pieces == ()
    assert assets_in(bare) == []
    assert "rien" in capsys.readouterr().err.lower()


_CHILD = """
import sys
from pathlib import Path
from datetime import date
from dossier.workspace.opening import open_desk
from dossier.workspace.orders import AddOrder
from tests.support.desks import DAY

def tell(present):
    print(len(present.awaited), flush=True)
    sys.stdin.read()

desk = open_desk(Path(sys.argv[1])).result()
desk.add(AddOrder(paths=(Path(sys.argv[2]),), day=DAY), listed=tell).result()
print("read", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_killed_program_has_lost_nothing_that_it_had_listed(bare, tmp_path, straight, proofs, temporary):
    running = subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(bare), str(proofs)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    said = running.stdout.readline()
    os.kill(running.pid, signal.SIGKILL)
    running.communicate()
    assert said.strip() == str(len(FILES)).encode()
    shutil.rmtree(proofs)
    wait_until(lambda: is_free(bare))
    with open_desk(bare).result() as desk:
        assert sorted(desk.present.awaited) == sorted(FILES)
        assert keyless(desk.go_on().result().present.dossier) == straight
    shutil.rmtree(temporary)
    temporary.mkdir()


def is_free(path):
    """Tells whether nobody has a file any more: a worker that was being started lives a moment longer."""
    with open_desk(path).result() as desk:
        return desk.present.read_only is None


def assets_in(path):
    with sqlite3.connect(path) as raw:
        rows = raw.execute("SELECT digest FROM assets").fetchall()
    raw.close()
    return rows
