"""Nothing that a stranger wrote reaches a network: the kernel itself is asked, for the whole family."""

import json
import os
import sys

import pytest

from tests.support.net_hostile import hostile_files
from tests.support.net_watch import Ground, run_watched
from tests.support.patience import AMPLE_SECONDS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the watch is Linux's own")


def watched(*arguments, ground):
    return run_watched(
        "tests.support.net_child",
        *arguments,
        ground=ground,
        environment=os.environ,
        seconds=2 * AMPLE_SECONDS,
    )


@pytest.mark.parametrize("ground", Ground)
def test_hostile_proofs_come_in_and_go_out_without_one_internet_socket(ground, tmp_path):
    # Where it may make no namespace, nothing but the program's own refusals holds the engine back.
    files, out = hostile_files(), tmp_path / "out"
    folder = tmp_path / "preuves"
    for place in (folder, out):
        place.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    done = watched("take_all_in", str(folder), str(out), ground=ground)
    assert done.code == 0, done.complained
    assert done.attempts == ()
    told = json.loads(done.said)
    # It was there to be reached: every proof came in, pages were printed, and what they wanted is told.
    assert set(files) - {"tout.zip"} <= set(told["states"])
    assert told["pages"] > len(files)
    assert not [code for code in told["codes"] if code.startswith(("worker-", "print"))]
    assert [words for words in told["blocked"] if "192.0.2.1" in words]
    assert [words for words in told["blocked"] if "tracker.invalid" in words]


@pytest.mark.parametrize("ground", Ground)
@pytest.mark.parametrize("how", ["stream", "datagram", "child"])
def test_the_watch_sees_who_dials_out(ground, how):
    done = watched("dial", how, ground=ground)
    assert len(done.attempts) == 1
    assert "dial" in done.attempts[0] or "killed" in done.attempts[0]


def test_the_watch_sees_the_web_engine_dial_out_when_nothing_holds_it_back():
    done = watched("browse", ground=Ground.MACHINE)
    assert done.attempts
    assert "loaded: True" not in done.said


def test_the_watch_lets_what_stays_on_the_machine_pass():
    done = watched("look_in", ground=Ground.MACHINE)
    assert done.attempts == ()
    assert "asked" in done.said
