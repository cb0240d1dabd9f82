"""Sheets made ahead: the export finds them, whoever asks for something goes first, closing waits for none."""

import threading
from concurrent.futures import Future

import pytest

from dossier.annex.sheets import SheetMaker
from dossier.basis.errors import CancelledError, PlaceError
from dossier.model.commands.bin import remove_pieces
from dossier.model.ids import PieceId
from dossier.press.sheet import make_sheet
from dossier.workers.pool import Pool
from dossier.workspace.ahead import Ahead
from dossier.workspace.exporting import ExportOrder
from dossier.workspace.looking import LookOrder
from dossier.workspace.opening import open_desk
from tests.support.benches import allow_little, endless_pdf
from tests.support.desks import DAY, added, named, write_proofs
from tests.support.documents import paper
from tests.support.patience import AMPLE_SECONDS
from tests.support.pdf_pages import write_pdf
from tests.support.processes import none_left, wait_until

A, B, C = (PieceId(name) for name in "abc")


@pytest.fixture
def rendered(monkeypatch):
    """Counts the sheets that are made in the workers, by what asked for them: targets' folders."""
    made = []
    run = Pool.map

    def counted(self, job, tasks, **more):
        if job is make_sheet:
            made.extend(tasks)
        return run(self, job, tasks, **more)

    monkeypatch.setattr(Pool, "map", counted)
    return made


class Maker:
    """Makes sheets as it is told: at once, when it is let, or never."""

    def __init__(self):
        self.made = []
        self.begun = []
        self.stopped = []
        self.let = threading.Event()
        self.let.set()
        self.fault = None

    def __call__(self, piece, progress):
        self.begun.append(piece)
        try:
            while not self.let.wait(0.01):
                progress("sheets", 0, 1)
        except CancelledError:
            self.stopped.append(piece)
            raise
        if self.fault is not None:
            raise self.fault
        self.made.append(piece)


@pytest.fixture
def maker():
    return Maker()


@pytest.fixture
def ahead(maker):
    made = Ahead(maker, calm_seconds=0.01)
    yield made
    made.close()


def time_passes():
    """Ends when another one, of which nobody asks anything, has had time to do something."""
    other = Maker()
    idle = Ahead(other, calm_seconds=0.05)
    idle.want([A])
    wait_until(lambda: idle.resting)
    idle.close()
    assert other.made == [A]


def test_what_is_wanted_is_made_once_and_in_its_order(ahead, maker):
    ahead.want([A, B, A])
    wait_until(lambda: ahead.resting)
    assert maker.made == [A, B]
    ahead.want([C])
    wait_until(lambda: ahead.resting)
    assert maker.made == [A, B, C]


def test_nothing_is_begun_while_somebody_is_waiting(ahead, maker):
    asked = [Future(), Future()]
    for one in asked:
        ahead.give_way(one)
    ahead.want([A])
    asked[0].set_result(None)
    time_passes()
    assert (maker.begun, ahead.resting) == ([], False)
    asked[1].set_exception(CancelledError())
    wait_until(lambda: ahead.resting)
    assert maker.made == [A]


def test_what_is_being_made_is_stopped_for_who_waits_long_and_made_later(ahead, maker):
    maker.let.clear()
    ahead.want([A, B])
    wait_until(lambda: maker.begun == [A])
    asked = Future()
    ahead.give_way(asked)
    wait_until(lambda: maker.stopped == [A])
    maker.let.set()
    time_passes()
    assert (maker.begun, maker.made) == ([A], [])
    asked.set_result(None)
    wait_until(lambda: ahead.resting)
    assert (maker.begun, maker.made) == ([A, A, B], [A, B])


def test_a_short_question_stops_nothing(ahead, maker, monkeypatch):
    monkeypatch.setattr("dossier.workspace.ahead._GRACE_SECONDS", AMPLE_SECONDS)
    maker.let.clear()
    ahead.want([A])
    wait_until(lambda: maker.begun == [A])
    asked = Future()
    ahead.give_way(asked)
    asked.set_result(None)
    maker.let.set()
    wait_until(lambda: ahead.resting)
    assert (maker.begun, maker.made) == ([A], [A])


def test_a_full_disk_ends_it_until_more_is_wanted(ahead, maker):
    maker.fault = PlaceError("scratch-full", folder="/")
    ahead.want([A, B])
    wait_until(lambda: ahead.resting)
    assert maker.begun == [A]
    maker.fault = None
    ahead.want([C])
    wait_until(lambda: ahead.resting)
    assert maker.made == [C]


def test_a_fault_of_ours_is_heard_of_and_ends_nothing_else(ahead, maker, caplog):
    maker.fault = ValueError("ours")
    ahead.want([A, B])
    wait_until(lambda: ahead.resting)
    assert "no sheet ahead" in caplog.text
    maker.fault = None
    ahead.want([B])
    wait_until(lambda: ahead.resting)
    assert maker.made == [B]


def test_closing_stops_what_is_being_made_and_begins_nothing(ahead, maker):
    maker.let.clear()
    ahead.want([A, B])
    wait_until(lambda: maker.begun == [A])
    ahead.close()
    ahead.want([C])
    assert (maker.begun, maker.made) == ([A], [])


def test_an_export_after_it_makes_nothing_new(empty, tmp_path, rendered):
    added(empty, write_proofs(tmp_path / "six"))
    wait_until(lambda: empty.resting)
    ahead = len(rendered)
    assert ahead >= sum(1 for piece in empty.present.dossier.pieces if piece.shown)
    first = empty.export(ExportOrder(target=tmp_path / "a.pdf", day=DAY)).result()
    assert len(rendered) == ahead
    with open_desk(empty.path).result() as again:
        second = again.export(ExportOrder(target=tmp_path / "b.pdf", day=DAY)).result()
    assert len(rendered) > ahead
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert first.findings == second.findings


def test_what_cannot_be_drawn_is_told_by_the_export_as_ever(empty, tmp_path, rendered, monkeypatch):
    allow_little(monkeypatch)
    (tmp_path / "sans fin.pdf").write_bytes(endless_pdf())
    (piece,) = added(empty, tmp_path / "sans fin.pdf").pieces
    wait_until(lambda: empty.resting)
    assert rendered
    built = empty.export(ExportOrder(target=tmp_path / "a.pdf", day=DAY)).result()
    (told,) = [found for found in built.findings if found.code.startswith("worker-")]
    assert (told.piece, told.params["file"]) == (piece, "sans fin.pdf")


def test_what_is_removed_meanwhile_is_not_made(empty, tmp_path, rendered, monkeypatch):
    (tmp_path / "a.pdf").write_bytes(paper(["Lettre"]))
    asked = Future()
    empty._ahead.give_way(asked)
    (piece,) = added(empty, tmp_path / "a.pdf").pieces
    empty.act(lambda now: remove_pieces(now, [piece])).result()
    asked.set_result(None)
    wait_until(lambda: empty.resting)
    assert rendered == []


def long_pdf():
    """Writes a document whose sheet takes many seconds: each of its pages draws some thousand lines."""
    drawing = b"\n".join(b"0 %d m 300 %d l S" % (at % 200, (at * 37) % 200) for at in range(4000))
    stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 3 0 R /Resources << >> >>"
    kids = b" ".join(b"%d 0 R" % (10 + at) for at in range(1000))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%s] /Count 1000 >>" % kids,
        3: stream,
    }
    return write_pdf(objects | {10 + at: page for at in range(1000)})


@pytest.fixture
def finished():
    return []


@pytest.fixture
def begun(monkeypatch, finished):
    """Tells when a sheet is begun in the background; notes those that came to their end."""
    happened = threading.Event()
    kept = SheetMaker.make_all

    def make_all(self, pieces):
        if not threading.current_thread().name.startswith("desk-ahead"):
            return kept(self, pieces)
        happened.set()
        made = kept(self, pieces)
        finished.append(pieces)
        return made

    monkeypatch.setattr(SheetMaker, "make_all", make_all)
    return happened


def test_a_picture_that_somebody_wants_does_not_wait_for_a_long_sheet(empty, tmp_path, begun, finished):
    (tmp_path / "a.pdf").write_bytes(paper(["Lettre"]))
    (tmp_path / "long.pdf").write_bytes(long_pdf())
    empty.pool._slots = threading.Semaphore(1)  # a machine with one processor
    empty.pool.size = 1
    added(empty, tmp_path / "long.pdf", tmp_path / "a.pdf")
    assert begun.wait(AMPLE_SECONDS)
    letter = named(empty.present.dossier, "a.pdf").id
    assert empty.look(LookOrder(piece=letter, width_px=80)).result(AMPLE_SECONDS).pages == 1
    assert finished == []
    assert not empty.resting


def test_closing_while_a_sheet_is_made_ahead_leaves_nothing(path, tmp_path, begun, finished):
    (tmp_path / "long.pdf").write_bytes(long_pdf())
    desk = open_desk(path).result()
    added(desk, tmp_path / "long.pdf")
    assert begun.wait(AMPLE_SECONDS)
    desk.close()
    assert finished == []
    wait_until(lambda: not [t for t in threading.enumerate() if t.name.startswith("desk")])
    wait_until(none_left)
    with open_desk(path).result() as again:
        assert named(again.present.dossier, "long.pdf").shown
