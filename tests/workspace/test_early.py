"""Bytes go into the project file while the rest is read, and nothing depends on it."""

import threading

import pytest

from dossier.basis.digest import Digest, digest_of
from dossier.basis.errors import PlaceError
from dossier.workspace.early import EarlyKeeping
from tests.support.desks import added, at_stage
from tests.support.documents import paper
from tests.support.processes import wait_until

NAMES = [Digest(name) for name in "abc"]


def test_what_comes_in_is_put_in_its_order():
    put = []
    with EarlyKeeping(put.append) as early:
        for name in NAMES:
            early.take(name)
        wait_until(lambda: put == NAMES)
    early.take(Digest("late"))
    assert put == NAMES


def test_what_cannot_be_put_ends_it_and_hurts_nobody():
    asked = []

    def put(digest):
        asked.append(digest)
        raise PlaceError("disk-full", file="a", folder="/")

    with EarlyKeeping(put) as early:
        early.take(NAMES[0])
        wait_until(lambda: asked == NAMES[:1])
        early.take(NAMES[1])
    assert asked == NAMES[:1]


def test_the_end_waits_for_one_only():
    begun, go_on = threading.Event(), threading.Event()
    put = []

    def slowly(digest):
        begun.set()
        assert go_on.wait(10)
        put.append(digest)

    early = EarlyKeeping(slowly)
    for name in NAMES:
        early.take(name)
    assert begun.wait(10)
    ending = threading.Thread(target=early.__exit__, args=(None, None, None))
    ending.start()
    wait_until(lambda: early._over)
    go_on.set()
    ending.join()
    assert put == NAMES[:1]


def test_files_are_in_the_project_file_before_the_others_are_read(empty, tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.pdf").write_bytes(paper([f"Lettre {number}"]))
    wanted = [digest_of((tmp_path / f"{number}.pdf").read_bytes()) for number in range(3)]
    there = []

    def look():
        wait_until(lambda: all(empty._owner.submit(empty._file.has, one).result() for one in wanted))
        there.extend(wanted)

    paths = [tmp_path / f"{number}.pdf" for number in range(3)]
    assert len(added(empty, *paths, progress=at_stage("read", look)).pieces) == 3
    assert there == wanted


def test_a_file_that_cannot_be_put_early_is_refused_as_ever(empty, tmp_path, monkeypatch):
    (tmp_path / "a.pdf").write_bytes(paper(["Lettre"]))

    def refuse(source):
        raise PlaceError("disk-full", file="a", folder="/")

    monkeypatch.setattr(empty._file, "put_asset", refuse)
    with pytest.raises(PlaceError, match="disk-full"):
        added(empty, tmp_path / "a.pdf")
    assert empty.present.dossier.pieces == ()
