"""Bytes go into the project file while the rest is read, and nothing depends on it."""

import threading
from collections import deque

import pytest

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.digest import Digest, digest_of
from dossier.basis.errors import PlaceError
from dossier.workspace.early import EarlyKeeping
from dossier.workspace.keeping import one_change
from tests.support.desks import added, at_stage
from tests.support.documents import paper
from tests.support.patience import AMPLE_SECONDS
from tests.support.processes import wait_until

NAMES = [Digest(name) for name in "abc"]


def test_what_comes_in_is_put_in_its_order():
    put = []
    with EarlyKeeping(lambda waiting: put.append(waiting.popleft())) as early:
        for name in NAMES:
            early.take(name)
        wait_until(lambda: put == NAMES)
    early.take(Digest("late"))
    assert put == NAMES


def test_what_waits_goes_together():
    begun, go_on = threading.Event(), threading.Event()
    put = []

    def slowly(waiting):
        put.append(list(waiting))
        waiting.clear()
        begun.set()
        assert go_on.wait(AMPLE_SECONDS)

    with EarlyKeeping(slowly) as early:
        early.take(NAMES[0])
        assert begun.wait(AMPLE_SECONDS)
        early.take(NAMES[1])
        early.take(NAMES[2])
        go_on.set()
        wait_until(lambda: len(put) == 2)
    assert put == [NAMES[:1], NAMES[1:]]


def test_one_change_is_small_so_that_acts_do_not_wait(tmp_path):
    assets = Assets(tmp_path)
    large = [assets.put(bytes([number]) * 3 * limits.MIB) for number in range(2)]
    small = [assets.put(b"%d" % number) for number in range(40)]
    waiting = deque((*large, *small, Digest("0" * 64)))
    taken = []
    while waiting:
        taken.append(one_change(waiting, assets=assets))
    assert [len(one) for one in taken] == [1, 32, 10]
    assert [digest for one in taken for digest in one] == [*large, *small, "0" * 64]
    film = assets.put(bytes(5 * limits.MIB))
    assert one_change(deque([film]), assets=assets) == [film]


def test_what_cannot_be_put_ends_it_and_hurts_nobody():
    asked = []

    def put(waiting):
        asked.append(waiting.popleft())
        raise PlaceError("disk-full", file="a", folder="/")

    with EarlyKeeping(put) as early:
        early.take(NAMES[0])
        wait_until(lambda: asked == NAMES[:1])
        early.take(NAMES[1])
    assert asked == NAMES[:1]


def test_the_end_waits_for_one_only():
    begun, go_on = threading.Event(), threading.Event()
    put = []

    def slowly(waiting):
        digest = waiting.popleft()
        begun.set()
        assert go_on.wait(AMPLE_SECONDS)
        put.append(digest)

    early = EarlyKeeping(slowly)
    for name in NAMES:
        early.take(name)
    assert begun.wait(AMPLE_SECONDS)
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

    def refuse(sources):
        raise PlaceError("disk-full", file="a", folder="/")

    monkeypatch.setattr(empty._file, "put_assets", refuse)
    with pytest.raises(PlaceError, match="disk-full"):
        added(empty, tmp_path / "a.pdf")
    assert empty.present.dossier.pieces == ()
