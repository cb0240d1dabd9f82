"""Words of pictures are read while nobody waits: found at once, kept through undo, stopped at will."""

import threading
from datetime import date
from typing import NamedTuple

import pypdfium2
import pytest

from dossier.basis import limits
from dossier.basis.errors import CancelledError, UsageError, WorkerError
from dossier.model.commands.bin import remove_pieces
from dossier.model.commands.edit import set_title
from dossier.model.commands.group import group_pieces
from dossier.model.commands.privacy import hold_back
from dossier.model.finding import Level
from dossier.model.recognised import NO_WORDS
from dossier.model.recognising import has_recognised_words
from dossier.press.recognise import recognise, try_engine
from dossier.workers.pool import Pool
from dossier.workspace import reading_pictures
from dossier.workspace.building import BuildOrder, build
from dossier.workspace.exporting import ExportOrder
from dossier.workspace.opening import open_desk
from dossier.workspace.recognition import IDLE
from tests.support.desks import DAY, added, named, stop
from tests.support.documents import drawing
from tests.support.patience import AMPLE_SECONDS
from tests.support.pictures import encoded
from tests.support.processes import none_left, wait_until
from tests.support.written import ENGLISH, FRENCH, scanned, written


class Jobs(NamedTuple):
    """The pages that are read, and the numbers of those that fail."""

    made: list
    failing: set


@pytest.fixture
def proofs(tmp_path):
    """A screenshot, a scan of two pages with one of text between, a photograph."""
    folder = tmp_path / "proofs"
    folder.mkdir()
    (folder / "capture.png").write_bytes(written(FRENCH[1:2], size_px=(900, 120)).png())
    scan = written(ENGLISH[:1], size_px=(620, 877), letters_px=20).image
    (folder / "scan.pdf").write_bytes(scanned([scan, "Une page de texte", scan]))
    (folder / "photo.jpg").write_bytes(encoded(drawing((300, 200)), "JPEG"))
    return folder


@pytest.fixture
def jobs(monkeypatch):
    """Lists the pages that are read, and lets one of them fail."""
    made, failing = [], set()
    run = Pool.run

    def counted(self, job, task, **more):
        if job is recognise:
            made.append(task)
            if task.page in failing:
                raise WorkerError("worker-crashed")
        return run(self, job, task, **more)

    monkeypatch.setattr(Pool, "run", counted)
    return Jobs(made, failing)


@pytest.fixture
def read(monkeypatch):
    """Begins to read, and waits until all is read."""

    def wait(desk):
        if desk.recognition._tell is None:
            desk.recognition.begin(lambda _: None)
        wait_until(lambda: desk.recognition.state == IDLE and desk.recognition.resting)

    return wait


def found(desk, words):
    return [piece for piece, _ in desk.search(words).result()]


def text_of(path):
    document = pypdfium2.PdfDocument(path)
    try:
        pages = (document[at].get_textpage() for at in range(len(document)))
        return " ".join(page.get_text_range() for page in pages)
    finally:
        document.close()


def code_of(findings):
    return {one.code for one in findings} & {"not-read-yet", "not-searchable", "pages-not-read"}


def test_words_are_found_without_an_act_and_stay_when_the_file_is_opened_again(empty, proofs, jobs, read):
    pieces = added(empty, proofs).pieces
    assert (jobs.made, found(empty, "Besançon")) == ([], [])
    undoable, states = empty.present.undoable, []
    empty.recognition.begin(lambda _: states.append(empty.recognition.state))
    read(empty)
    assert states[-1] == IDLE
    assert {(1, 4), (2, 4), (3, 4)} & {(one.done, one.total) for one in states}
    assert all(one.done < one.total for one in states if one != IDLE)
    capture, scan = (named(empty.present.dossier, name) for name in ("capture.png", "scan.pdf"))
    assert (found(empty, "besancon"), found(empty, "parcel")) == ([capture.id], [scan.id])
    assert empty.present.undoable == undoable
    assert sorted(task.page for task in jobs.made) == [0, 0, 1, 3]
    assert (named(empty.present.dossier, "photo.jpg").bodies[0].words, len(pieces)) == (NO_WORDS, 3)
    with open_desk(empty.path).result() as again:
        read(again)
        assert again.present.dossier == empty.present.dossier
    assert len(jobs.made) == 4


def test_undoing_and_doing_again_keeps_words_and_reads_nothing_twice(empty, proofs, jobs, read):
    pieces = added(empty, proofs / "capture.png", proofs / "scan.pdf").pieces
    empty.act(lambda now: group_pieces(now, pieces)).result()
    read(empty)
    assert len(found(empty, "parcel")) == len(found(empty, "Besançon")) == 1
    empty.undo().result()
    assert sum(has_recognised_words(piece) for piece in empty.present.dossier.pieces) == 2
    empty.undo().result()
    assert empty.present.dossier.pieces == ()
    empty.redo().result()
    assert {*found(empty, "parcel"), *found(empty, "Besançon")} == set(pieces)
    empty.redo().result()
    assert found(empty, "parcel besancon") == [pieces[0]]
    read(empty)
    assert len(jobs.made) == 3


def test_the_annex_holds_the_words_and_says_what_is_not_read_yet(empty, proofs, tmp_path):
    added(empty, proofs)
    before = empty.export(ExportOrder(target=tmp_path / "a.pdf", day=DAY)).result()
    (told,) = [one for one in before.findings if one.code == "not-read-yet"]
    assert (told.level, told.piece, told.params["n"]) == (Level.NOTE, None, 4)
    assert "(1, 3)" in str(told.params["where"])
    photo = named(empty.present.dossier, "photo.jpg")
    empty.act(lambda now: hold_back(now, pieces=[photo.id], recipient="cmap")).result()
    for recipient, n in (("cmap", 3), ("court-fr", 4)):
        order = ExportOrder(target=tmp_path / "c.pdf", day=DAY, recipient=recipient)
        made = empty.export(order).result().findings
        (told,) = [one for one in made if one.code == "not-read-yet"]
        assert (told.params["n"], photo.title in str(told.params["where"])) == (n, n == 4)
    empty.recognise().result()
    after = empty.export(ExportOrder(target=tmp_path / "b.pdf", day=DAY)).result()
    assert code_of(after.findings) == set()
    assert "Besançon" not in text_of(tmp_path / "a.pdf")
    words = text_of(tmp_path / "b.pdf").split()
    assert "Besançon." in words
    assert words.count("parcel") == 2


def test_an_annex_straight_from_files_waits_for_words_when_it_is_asked_to(proofs, tmp_path):
    order = BuildOrder(
        paths=(proofs / "capture.png",),
        export=ExportOrder(target=tmp_path / "a.pdf", day=date(2026, 5, 4)),
        ocr=True,
    )
    assert code_of(build(order).findings) == set()
    assert "Besançon." in text_of(tmp_path / "a.pdf").split()


def test_a_page_that_kills_its_worker_is_given_up_and_told_once(empty, proofs, jobs, read):
    jobs.failing.add(3)
    (piece,) = added(empty, proofs / "scan.pdf").pieces
    read(empty)
    (told,) = [one for one in empty.present.dossier.findings if one.code == "pages-not-read"]
    assert (told.piece, told.params) == (piece, {"pages": "3", "n": 1})
    assert found(empty, "parcel") == [piece]
    with open_desk(empty.path).result() as again:
        read(again)
    assert len(jobs.made) == 2


def test_of_a_long_scan_only_so_many_pages_are_read_and_that_is_told(empty, proofs, jobs, read, monkeypatch):
    monkeypatch.setattr(limits, "RECOGNISED_PAGES", 1)
    (piece,) = added(empty, proofs / "scan.pdf").pieces
    read(empty)
    told = [one for one in empty.present.dossier.findings if one.piece == piece]
    assert ("read-in-part", {"n": 1, "of": 2}) in [(one.code, one.params) for one in told]
    assert len(jobs.made) == 1


def test_an_engine_that_does_not_start_is_blamed_on_no_picture(empty, proofs, jobs, read, monkeypatch):
    run = Pool.run

    def broken(self, job, task, **more):
        if job is try_engine:
            raise WorkerError("worker-crashed")
        return run(self, job, task, **more)

    monkeypatch.setattr(Pool, "run", broken)
    added(empty, proofs)
    read(empty)
    assert (jobs.made, code_of(empty.present.dossier.findings)) == ([], set())
    assert code_of(empty.present.noticed) == {"not-searchable"}


def test_without_an_engine_one_remark_names_what_cannot_be_searched(
    empty, proofs, read, tmp_path, monkeypatch
):
    monkeypatch.setattr(reading_pictures, "can_recognise", lambda: False)
    empty.close()
    with open_desk(empty.path).result() as desk:
        pieces = added(desk, proofs).pieces
        read(desk)
        (told,) = desk.present.noticed
        assert (told.code, told.params["n"]) == ("not-searchable", 4)
        built = desk.export(ExportOrder(target=tmp_path / "a.pdf", day=DAY)).result()
        assert code_of(built.findings) == {"not-searchable"}
        with pytest.raises(UsageError, match="recognition-missing"):
            desk.recognise().result()
        desk.act(lambda now: remove_pieces(now, pieces)).result()
        assert desk.present.noticed == ()


def test_it_stops_and_goes_on_when_the_person_says_so(empty, proofs, jobs, read):
    empty.recognition.begin(lambda _: None)
    empty.recognition.stop()
    added(empty, proofs / "capture.png")
    state = empty.recognition.state
    assert (state.done, state.total, state.stopped) == (0, 1, True)
    wait_until(lambda: empty.resting and empty.recognition.resting)
    assert jobs.made == []
    empty.recognition.begin(lambda _: None)
    read(empty)
    assert found(empty, "Besançon")


def test_acts_are_done_while_it_reads(empty, proofs, read):
    (piece,) = added(empty, proofs / "scan.pdf").pieces
    begun, go_on = threading.Event(), threading.Event()
    run = empty.recognition.reader._page

    def page(*args):
        begun.set()
        assert go_on.wait(AMPLE_SECONDS)
        return run(*args)

    empty.recognition.reader._page = page
    empty.recognition.begin(lambda _: None)
    assert begun.wait(AMPLE_SECONDS)
    empty.act(lambda now: set_title(now, piece, title="Titre donné pendant la lecture")).result(AMPLE_SECONDS)
    go_on.set()
    read(empty)
    (now,) = empty.present.dossier.pieces
    assert now.title == "Titre donné pendant la lecture"
    assert has_recognised_words(now)


def test_what_the_person_asked_to_stop_keeps_what_was_read(empty, proofs, jobs):
    added(empty, proofs / "capture.png", proofs / "scan.pdf")
    told = []

    def progress(stage, done, total):
        told.append((stage, done, total))
        if done == 1:
            stop()

    with pytest.raises(CancelledError):
        empty.recognise(progress=progress).result()
    assert {stage for stage, *_ in told} == {"recognise"}
    assert sum(has_recognised_words(one) for one in empty.present.dossier.pieces) == 1
    read_so_far = len(jobs.made)
    empty.recognise().result()
    assert len(jobs.made) <= 4
    assert read_so_far < len(jobs.made)


def test_closing_while_a_page_is_read_leaves_nothing(path, proofs, jobs):
    desk = open_desk(path).result()
    added(desk, proofs / "scan.pdf")
    desk.recognition.begin(lambda _: None)
    wait_until(lambda: bool(jobs.made))
    desk.close()
    wait_until(lambda: not [t for t in threading.enumerate() if t.name.startswith("desk")])
    wait_until(none_left)
    with open_desk(path).result() as again:
        assert named(again.present.dossier, "scan.pdf").shown


def test_a_dossier_opened_for_reading_only_is_left_alone(empty, proofs, jobs, read):
    added(empty, proofs / "capture.png")
    with open_desk(empty.path).result() as second:
        assert second.present.read_only is not None
        with pytest.raises(type(second.present.read_only)):
            second.recognise().result()
    assert jobs.made == []
