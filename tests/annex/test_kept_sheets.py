"""Sheets are made once and found again; kept or not, the annex has the same bytes."""

import os
from dataclasses import replace
from datetime import datetime

import pytest

from dossier.annex import kept
from dossier.annex.kept import Kept
from dossier.annex.sheets import SheetMaker
from dossier.annex.shelf import Shelf, key_of
from dossier.basis.errors import PlaceError, UnreadableError, WorkerError
from dossier.model.commands.edit import set_title
from dossier.model.commands.note_event import note_event
from dossier.model.finding import Level
from dossier.model.ids import PieceId, RubricId
from dossier.model.moment import Moment, Precision, Source
from dossier.model.piece import Event, FileKind, MailHeader, State
from dossier.model.remarks import remarks
from dossier.press.sheet import SheetTask
from dossier.workers.pool import Pool
from tests.support import pictures as make
from tests.support.benches import Bench, dispute, held
from tests.support.pdf_pages import one_page, pages


class Counting(Pool):
    """A pool that counts the sheets it is asked for."""

    def __init__(self, size):
        super().__init__(size)
        self.sheets = []

    def map(self, job, tasks, **more):
        if job.__name__ == "make_sheet":
            self.sheets.extend(tasks)
        return super().map(job, tasks, **more)

    def asked(self):
        count = len(self.sheets)
        self.sheets.clear()
        return count


@pytest.fixture(scope="module")
def shared_pool():
    with Counting(2) as pool:
        yield pool


@pytest.fixture
def pool(shared_pool):
    shared_pool.asked()
    return shared_pool


@pytest.fixture
def bench(pool, tmp_path):
    return Bench(tmp_path, pool)


@pytest.fixture
def dossier(bench):
    mail = replace(
        held("mail", bench.flow("Bonjour."), kind=FileKind.EMAIL),
        preface=MailHeader(sender="a@b.example", subject="Colis"),
        moment=Moment(precision=Precision.DAY, at=datetime(2026, 3, 1), source=Source.USER),
    )
    attached = replace(held("joint", bench.pdf(pages(3), pages=3)), parent=mail.id, came_with=mail.id)
    photo = held("photo", bench.image(make.encoded(make.corners(), "JPEG")), kind=FileKind.IMAGE)
    made = dispute([mail, attached, photo])
    return note_event(
        made,
        Event(who="Mme Duval", what="Rien."),
        title="Appel",
        rubric=RubricId("order"),
        moment=Moment(precision=Precision.DAY, at=datetime(2026, 3, 2), source=Source.USER),
    ).dossier


def test_a_second_export_makes_no_sheet_again_and_gives_the_same_bytes(dossier, bench, pool):
    first = bench.export(dossier, "a.pdf")
    assert pool.asked() == 4
    second = bench.export(dossier, "b.pdf")
    assert pool.asked() == 0
    alone = bench.export(dossier, "c.pdf", kept=False)
    assert pool.asked() == 4
    one, two, three = ((bench.folder / f"{name}.pdf").read_bytes() for name in "abc")
    assert one == two == three
    assert first.findings == second.findings == alone.findings
    assert first.plan == second.plan


def test_a_new_title_makes_only_what_prints_it(dossier, bench, pool):
    bench.export(dossier)
    pool.asked()
    bench.export(set_title(dossier, PieceId("mail"), title="Autre titre").dossier)
    assert pool.asked() == 0
    bench.export(set_title(dossier, dossier.pieces[-1].id, title="Autre appel").dossier)
    assert pool.asked() == 1


def test_a_mail_is_made_again_when_the_numbers_of_its_attachments_change(dossier, bench, pool):
    bench.export(dossier)
    pool.asked()
    earlier = replace(
        held("devis", bench.pdf(one_page())),
        moment=Moment(precision=Precision.DAY, at=datetime(2026, 1, 1), source=Source.USER),
    )
    bench.export(replace(dossier, pieces=(*dossier.pieces, earlier)))
    # The new one, and the mail, whose header block names its attachment's number.
    assert pool.asked() == 2


def test_what_is_turned_or_chosen_is_made_again(dossier, bench, pool):
    bench.export(dossier)
    pool.asked()
    joint, photo = dossier.piece(PieceId("joint")), dossier.piece(PieceId("photo"))
    chosen = replace(joint, bodies=(replace(joint.bodies[0], chosen=(2,)),))
    turned = replace(photo, bodies=(replace(photo.bodies[0], turn=1),))
    bench.export(replace(dossier, pieces=(dossier.pieces[0], chosen, turned, dossier.pieces[-1])))
    assert pool.asked() == 2


def test_a_file_that_cannot_be_read_is_tried_once(bench, pool):
    dossier = dispute([held("rebut", bench.pdf(b"%PDF-1.7\nnothing"))])
    first = bench.export(dossier)
    assert pool.asked() == 2  # itself, and the page that stands for it
    second = bench.export(dossier)
    assert pool.asked() == 0
    assert first.findings == second.findings
    assert [row.state for row in second.plan.pieces] == [State.PLACEHOLDER]


def test_who_reads_the_remark_hears_the_files_own_name_which_stands_in_nothing_that_is_made(bench, pool):
    own = dispute([held("rebut", bench.pdf(b"%PDF-1.7\nnothing"))])
    (piece,) = own.pieces
    veiled = replace(piece, originals=(replace(piece.originals[0], name="[…].pdf"),))
    (found,) = (
        one for one in bench.export(replace(own, pieces=(veiled,))).findings if one.level is Level.BLOCKER
    )
    assert "file" not in found.params
    (told,) = (one for one in remarks(own, [found]) if one.code == found.code)
    assert told.params["file"] == piece.originals[0].name


def task_of(target="", assets="", language="fr"):
    return SheetTask(
        bodies=(), preface=None, assets=assets, target=target, language=language, zone="Europe/Paris"
    )


def test_the_key_is_what_is_asked_for_and_not_where():
    assert key_of(task_of("a", "b")) == key_of(task_of("c", "d"))
    assert key_of(task_of(language="en")) != key_of(task_of())


def test_a_slow_file_is_tried_again_for_an_annex_and_not_for_a_look(bench, dossier, pool):
    bench.sheets.mkdir()
    shelf = Shelf(bench.sheets)

    def maker(*, patient):
        return SheetMaker(
            dossier,
            {},
            folder=bench.folder,
            shelf=shelf,
            assets=bench.assets,
            pool=pool,
            texts=bench.texts,
            patient=patient,
        )

    photo = dossier.piece(PieceId("photo"))
    shelf.refuse(maker(patient=True).task(photo), WorkerError("worker-timeout"))
    looked = maker(patient=False).make_all([photo])[photo.id]
    assert (looked.state, looked.findings[0].code) == (State.PLACEHOLDER, "worker-timeout")
    assert maker(patient=True).make_all([photo])[photo.id].state is State.OK
    assert maker(patient=False).make_all([photo])[photo.id].state is State.OK


def test_only_what_the_bytes_did_is_remembered(tmp_path):
    shelf = Shelf(tmp_path / "sheets")
    shelf.refuse(task_of(), WorkerError("worker-failed", what="start"))
    assert shelf.refusal(task_of()) is None
    shelf.refuse(task_of(), UnreadableError("locked", file="x"))
    refusal = shelf.refusal(task_of())
    assert isinstance(refusal, UnreadableError)
    assert (refusal.code, refusal.params) == ("locked", {"file": "x"})


@pytest.mark.parametrize("spoil", [b"", b"{}", b"not json", b'{"pages": 3}'])
def test_a_spoiled_answer_is_as_good_as_none(dossier, bench, pool, spoil):
    bench.export(dossier, "a.pdf")
    for path in bench.sheets.glob("*.json"):
        path.write_bytes(spoil)
    pool.asked()
    bench.export(dossier, "b.pdf")
    assert pool.asked() == 4
    assert (bench.folder / "a.pdf").read_bytes() == (bench.folder / "b.pdf").read_bytes()


def filled(folder, *, most):
    """Five files of ten bytes in two halves each, the first the longest unused."""
    files = Kept(folder, most_bytes=most)
    for at in range(5):
        for ending in ("pdf", "json"):
            files.write(b"x" * 5, f"{at}.{ending}")
            os.utime(files.path(f"{at}.{ending}"), ns=(at, at))
    return files


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("most", "left"), [(100, "01234"), (50, "01234"), (49, "1234"), (20, "34"), (0, "4")]
)
def test_the_longest_unused_go_first_and_whole(tmp_path, most, left):
    filled(tmp_path / "kept", most=most).drop()
    assert names(tmp_path / "kept") == [f"{at}.{ending}" for at in left for ending in ("json", "pdf")]


def test_what_was_used_stays(tmp_path):
    files = filled(tmp_path / "kept", most=20)
    assert files.touch("0.pdf")
    files.drop()
    assert {name[0] for name in names(tmp_path / "kept")} == {"0", "4"}


@pytest.mark.parametrize("links", [True, False])
def test_what_was_given_outlives_what_was_kept(tmp_path, monkeypatch, links):
    if not links:

        def refused(*_):
            raise PermissionError

        monkeypatch.setattr(kept.os, "link", refused)
    source = tmp_path / "made"
    source.write_bytes(b"sheet")
    files = Kept(tmp_path / "kept", most_bytes=0)
    files.take(source, "a.pdf")
    files.take(source, "a.pdf")
    assert files.give("a.pdf", tmp_path / "given")
    files.path("a.pdf").unlink()
    assert (tmp_path / "given").read_bytes() == b"sheet"
    assert not files.give("a.pdf", tmp_path / "again")
    assert names(tmp_path / "kept") == []
    assert names(tmp_path) == ["given", "kept", "made"]


def test_a_folder_that_is_gone_is_a_place_error_and_is_not_made_again(tmp_path):
    files = Kept(tmp_path / "gone" / "kept", most_bytes=9)
    with pytest.raises(PlaceError):
        files.write(b"x", "a")
    with pytest.raises(PlaceError):
        files.take(tmp_path / "none", "a")
    assert not (tmp_path / "gone").exists()


def test_no_half_file_is_left_when_the_disk_is_full(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kept.os, "link", full)
    monkeypatch.setattr(kept.shutil, "copyfile", full)
    source = tmp_path / "made"
    source.write_bytes(b"sheet")
    with pytest.raises(PlaceError, match="disk-full"):
        Kept(tmp_path / "kept", most_bytes=9).take(source, "a.pdf")
    assert names(tmp_path / "kept") == []
