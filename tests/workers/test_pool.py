"""The pool: whatever a job does, its caller gets one error and the next job gets a well process."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.basis import limits
from dossier.basis.errors import (
    CancelledError,
    CheckError,
    DossierError,
    PlaceError,
    UnreadableError,
    WorkerError,
)
from dossier.basis.limits import MIB
from dossier.workers.pool import Pool
from tests.support import faults
from tests.support.faults import Sum
from tests.support.patience import AMPLE_SECONDS
from tests.support.processes import alive, none_left, wait_for_text, wait_until
from tests.support.processors import keep_to_a_share, on_all_processors

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def pool():
    with Pool(1, memory_bytes=96 * MIB) as made:
        yield made
    wait_until(none_left)


def failure(pool, job, task="x", *, seconds=AMPLE_SECONDS):
    with pytest.raises(WorkerError) as caught:
        pool.run(job, task, seconds=seconds)
    return caught.value.code, dict(caught.value.params)


def still_well(pool):
    return pool.run(faults.add, Sum(left=40, right=2), seconds=AMPLE_SECONDS) == 42


def test_a_job_is_done_in_another_process_that_stays_warm(pool):
    first = pool.run(faults.process_id, "", seconds=AMPLE_SECONDS)
    assert first != os.getpid()
    assert pool.run(faults.process_id, "", seconds=AMPLE_SECONDS) == first


def test_values_travel_by_their_declared_types(pool):
    assert pool.run(faults.add, Sum(left=1, right=2), seconds=AMPLE_SECONDS) == 3
    assert pool.run(faults.nothing, "x", seconds=AMPLE_SECONDS) is None


@settings(max_examples=30)
@given(text=st.text(max_size=200))
def test_any_text_comes_back_as_it_went(pool, text):
    # A lone surrogate is no text and cannot be written as UTF-8.
    assert pool.run(faults.echo, text, seconds=AMPLE_SECONDS) == text


def test_a_long_text_comes_back_whole(pool):
    text = "é\n" * 2_000_000
    assert pool.run(faults.echo, text, seconds=AMPLE_SECONDS) == text


def test_a_job_that_prints_and_reads_does_not_break_the_protocol(pool):
    assert pool.run(faults.chatty, "said", seconds=AMPLE_SECONDS) == "said"
    assert still_well(pool)


def test_a_refusal_keeps_class_code_and_parameters(pool):
    with pytest.raises(UnreadableError) as caught:
        pool.run(faults.refuse, "a.pdf", seconds=AMPLE_SECONDS)
    assert type(caught.value) is UnreadableError
    assert (caught.value.code, caught.value.params) == ("password-needed", {"file": "a.pdf", "pages": 3})
    with pytest.raises(CheckError):
        pool.run(faults.refuse_as_check, "", seconds=AMPLE_SECONDS)


def test_a_refusal_does_not_cost_the_process(pool):
    before = pool.run(faults.process_id, "", seconds=AMPLE_SECONDS)
    with pytest.raises(UnreadableError):
        pool.run(faults.refuse, "a.pdf", seconds=AMPLE_SECONDS)
    assert failure(pool, faults.stumble) == ("worker-failed", {"what": "ZeroDivisionError"})
    assert pool.run(faults.process_id, "", seconds=AMPLE_SECONDS) == before


def test_what_nobody_foresaw_is_logged_with_its_place(pool, caplog):
    with caplog.at_level(logging.DEBUG, "dossier.workers"):
        failure(pool, faults.stumble)
    assert "in stumble" in caplog.text


@pytest.mark.parametrize("job", [faults.crash, faults.leave])
def test_a_crash_costs_one_job(pool, job):
    assert failure(pool, job) == ("worker-crashed", {})
    assert still_well(pool)


@pytest.mark.parametrize("job", [faults.hang, faults.hang_hard])
def test_a_hang_is_killed_in_its_time(pool, job, tmp_path):
    process = pool.run(faults.process_id, "", seconds=AMPLE_SECONDS)
    assert failure(pool, job, str(tmp_path / "pid"), seconds=1.0) == ("worker-timeout", {})
    assert not alive(process)
    assert still_well(pool)


def test_a_hang_takes_its_own_children_with_it(pool, tmp_path):
    note = tmp_path / "pid"

    def cancel(stage, done, total):
        wait_for_text(note)
        raise CancelledError

    with pytest.raises(CancelledError):
        pool.run(faults.spawn, str(note), seconds=2 * AMPLE_SECONDS, progress=cancel)
    wait_until(lambda: not alive(int(note.read_text())))


def test_memory_is_limited(pool):
    assert failure(pool, faults.eat) == ("worker-memory", {})
    assert still_well(pool)


def test_memory_may_be_used_up_to_the_limit(pool):
    assert pool.run(faults.hold, 40 * MIB, seconds=AMPLE_SECONDS) == 40 * MIB


@pytest.fixture
def narrow():
    with Pool(1, output_bytes=8 * MIB) as made:
        yield made


def test_a_file_without_end_is_ended(narrow, tmp_path):
    flood = tmp_path / "flood"
    assert failure(narrow, faults.flood, str(flood)) == ("worker-output", {})
    assert flood.stat().st_size <= 8 * MIB
    assert still_well(narrow)


def test_files_without_end_are_ended(narrow, tmp_path):
    assert failure(narrow, faults.flood_by_many, str(tmp_path)) == ("worker-output", {})
    assert still_well(narrow)


def test_as_much_as_is_allowed_may_be_written_again_and_again(narrow):
    # What earlier jobs wrote is not held against the next one.
    first = narrow.run(faults.process_id, "", seconds=AMPLE_SECONDS)
    assert [narrow.run(faults.write, 6 * MIB, seconds=AMPLE_SECONDS) for _ in range(3)] == [6 * MIB] * 3
    assert narrow.run(faults.process_id, "", seconds=AMPLE_SECONDS) == first


def test_open_files_are_limited(pool, tmp_path):
    (tmp_path / "proof").touch()
    assert (
        pool.run(faults.open_many, str(tmp_path / "proof"), seconds=AMPLE_SECONDS) < limits.WORKER_OPEN_FILES
    )
    assert still_well(pool)


def test_a_full_disk_is_not_called_a_fault_of_the_file(pool):
    with pytest.raises(PlaceError) as caught:
        pool.run(faults.find_no_room, "proof", seconds=AMPLE_SECONDS)
    assert (caught.value.code, caught.value.params) == ("scratch-full", {"folder": str(pool.scratch)})
    assert still_well(pool)


def test_a_process_that_keeps_memory_is_replaced():
    with Pool(1, memory_bytes=96 * MIB) as pool:
        first = pool.run(faults.leak, 48 * MIB, seconds=AMPLE_SECONDS)
        second = pool.run(faults.process_id, "", seconds=AMPLE_SECONDS)
        assert second != first


@pytest.mark.parametrize("job", [faults.lie, faults.garble, faults.pretend, faults.forestall])
def test_what_a_child_says_is_not_believed(pool, job):
    still_well(pool)
    assert failure(pool, job) == ("worker-failed", {"what": "answer"})
    assert still_well(pool)
    assert pool.run(faults.echo, "mine", seconds=AMPLE_SECONDS) == "mine"


def test_an_answer_that_came_too_late_is_not_taken_for_the_next_one(pool):
    pool.run(faults.double, "first", seconds=AMPLE_SECONDS)
    with pytest.raises(WorkerError):
        pool.run(faults.echo, "second", seconds=AMPLE_SECONDS)
    assert pool.run(faults.echo, "third", seconds=AMPLE_SECONDS) == "third"


def test_an_answer_larger_than_a_message_is_refused():
    with Pool(1, memory_bytes=1024 * MIB) as pool:
        assert failure(pool, faults.huge) == ("worker-failed", {"what": "ProtocolError"})
        assert failure(pool, faults.echo, "x" * 70 * MIB) == ("worker-failed", {"what": "task"})
        assert still_well(pool)


@pytest.mark.parametrize("way", ["connect", "resolve", "bind", "send", "url"])
def test_no_network_is_reached(pool, way):
    assert "no network here" in pool.run(faults.dial, way, seconds=AMPLE_SECONDS)


def test_files_are_reached(pool, tmp_path):
    source = tmp_path / "proof.txt"
    source.write_bytes(b"proof")
    copy = Path(pool.run(faults.read_and_write, str(source), seconds=AMPLE_SECONDS))
    assert copy.read_bytes() == b"proof"
    assert copy.stat().st_uid == source.stat().st_uid


def test_a_child_dumps_no_core_and_gives_way(pool):
    core, niceness, space = pool.run(faults.limits_of, "", seconds=AMPLE_SECONDS)
    assert core == 0
    assert niceness >= min(19, os.nice(0) + 5)
    assert 96 * MIB < space < 1024 * MIB


def test_a_child_imports_nothing_from_where_the_person_stands(pool, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "json.py").write_text("raise SystemExit(3)")
    with Pool(1) as fresh:
        folder, *places = fresh.run(faults.folder_and_path, "", seconds=AMPLE_SECONDS)
    assert Path(folder) == tmp_path
    assert not {"", ".", str(tmp_path)} & set(places)


def test_a_child_knows_no_proxy_and_no_foreign_python_setting(monkeypatch):
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("PYTHONSTARTUP", "/nowhere.py")
    with Pool(1) as fresh:
        known = fresh.run(faults.environment, "", seconds=AMPLE_SECONDS)
    assert "https_proxy" not in known
    assert "PYTHONSTARTUP" not in known
    assert known["PYTHONHASHSEED"] == "0"


@pytest.mark.parametrize("job", [lambda task: task, Pool.close, faults.Sum])
def test_a_job_must_be_a_function_at_the_top_of_a_module(pool, job):
    with pytest.raises(TypeError):
        pool.run(job, "x", seconds=1)


def test_map_keeps_the_order_and_survives_bad_tasks(tmp_path):
    tasks = ["", str(tmp_path / "pid"), ""]
    with Pool(2) as pool:
        got = pool.map(faults.hang_when_asked, tasks, seconds=lambda task: 0.5 if task else AMPLE_SECONDS)
    assert (got[0], got[2]) == ("well", "well")
    assert isinstance(got[1], WorkerError)
    assert got[1].code == "worker-timeout"


def test_whoever_may_want_to_stop_is_told_again_and_again_while_nothing_ends(tmp_path):
    mine, awaited = tmp_path / "a", tmp_path / "b"
    told = []

    def progress(stage, done, total):
        told.append((stage, done, total))
        if len(told) == 3:
            awaited.touch()

    with Pool(1) as pool:
        tasks = [[str(mine), str(awaited)]]
        got = pool.map(
            faults.meet, tasks, seconds=lambda task: AMPLE_SECONDS, progress=progress, stage="reading"
        )
    assert got == ["met"]
    assert {*told[:-1]} == {("reading", 0, 1)}
    assert told[-1] == ("reading", 1, 1)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process has all processors")
def test_there_are_no_more_children_than_processors_that_may_be_used():
    with on_all_processors():
        keep_to_a_share(0, os.cpu_count())
        assert Pool().size == 1


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process has all processors")
@pytest.mark.parametrize(("given", "children"), [(1, 1), (3, 3), (9, 4)])
def test_there_are_as_many_children_as_processors_and_four_at_most(given, children, monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(given)))
    assert Pool().size == children


def test_map_of_nothing_is_nothing():
    with Pool() as pool:
        assert pool.map(faults.echo, [], seconds=lambda task: 1) == []


def test_map_gives_each_task_its_own_error():
    with Pool(2) as pool:
        got = pool.map(faults.refuse, ["a", "b", "c"], seconds=lambda task: AMPLE_SECONDS)
    assert [error.params["file"] for error in got if isinstance(error, DossierError)] == ["a", "b", "c"]


def test_map_works_at_several_tasks_at_a_time(tmp_path):
    # Each of the two waits for the other's file: one process alone would never end.
    with Pool(2) as pool:
        tasks = [[str(tmp_path / "a"), str(tmp_path / "b")], [str(tmp_path / "b"), str(tmp_path / "a")]]
        assert pool.map(faults.meet, tasks, seconds=lambda task: AMPLE_SECONDS) == ["met", "met"]


def test_cancelling_kills_what_runs(tmp_path):
    note = tmp_path / "pid"

    def cancel(stage, done, total):
        wait_for_text(note)
        raise CancelledError

    with Pool(2) as pool:
        begin = time.monotonic()
        with pytest.raises(CancelledError):
            pool.map(
                faults.hang_when_asked,
                ["", str(note), "", ""],
                seconds=lambda task: 2 * AMPLE_SECONDS,
                progress=cancel,
            )
        assert time.monotonic() - begin < AMPLE_SECONDS
        assert not alive(int(note.read_text()))
        assert still_well(pool)


def test_cancelling_one_map_leaves_another_alone(tmp_path):
    with Pool(2) as pool, ThreadPoolExecutor(1) as threads:
        tasks = [[str(tmp_path / "a"), str(tmp_path / "b")]]
        other = threads.submit(pool.map, faults.meet, tasks, seconds=lambda task: AMPLE_SECONDS)
        wait_until((tmp_path / "a").exists)

        def cancel(stage, done, total):
            raise CancelledError

        with pytest.raises(CancelledError):
            pool.map(faults.echo, ["x", "y"], seconds=lambda task: AMPLE_SECONDS, progress=cancel)
        (tmp_path / "b").touch()
        assert other.result() == ["met"]


def test_closing_ends_idle_and_busy_children(tmp_path):
    note = tmp_path / "pid"
    pool = Pool(2)
    idle = pool.run(faults.process_id, "", seconds=AMPLE_SECONDS)
    with ThreadPoolExecutor(1) as threads:
        busy = threads.submit(pool.run, faults.hang, str(note), seconds=AMPLE_SECONDS)
        wait_for_text(note)
        pool.close()
        with pytest.raises(CancelledError):
            busy.result()
    assert not alive(idle)
    assert not alive(int(note.read_text()))
    with pytest.raises(CancelledError):
        pool.run(faults.echo, "x", seconds=1)


def test_a_child_that_was_killed_while_idle_costs_nothing(pool):
    victim = pool.run(faults.process_id, "", seconds=AMPLE_SECONDS)
    os.kill(victim, signal.SIGKILL)
    wait_until(lambda: not alive(victim))
    assert pool.run(faults.echo, "x", seconds=AMPLE_SECONDS) == "x"


def test_many_threads_share_a_pool():
    with Pool(2) as pool, ThreadPoolExecutor(8) as threads:
        got = list(threads.map(lambda n: pool.run(faults.echo, str(n), seconds=AMPLE_SECONDS), range(40)))
    assert got == [str(n) for n in range(40)]
    assert threading.active_count() < 8


PARENT = """
import sys
from dossier.workers.pool import Pool
from tests.support import faults

pool = Pool(1)
print(pool.run(faults.process_id, "", seconds=600), flush=True)
pool.run(getattr(faults, sys.argv[1]), sys.argv[2], seconds=float(sys.argv[3]))
"""


@pytest.mark.parametrize(("job", "seconds"), [("hang", 600), ("hang_hard", 2.0)])
def test_children_end_with_a_parent_that_was_killed(tmp_path, job, seconds):
    # A job that holds Python's lock cannot notice: it is ended by its own clock, 5 s after its time.
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    note = tmp_path / "pid"
    with subprocess.Popen(
        [sys.executable, str(script), job, str(note), str(seconds)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as parent:
        child = int(parent.stdout.readline())
        # A very busy one may be ended by its parent before it has said that it hangs.
        wait_until(lambda: note.exists() or not alive(child))
        parent.kill()
    wait_until(lambda: not alive(child))


def test_a_script_without_main_guard_may_use_a_pool(tmp_path):
    # The child never runs the parent's own script again.
    script = tmp_path / "script.py"
    script.write_text(
        "from dossier.workers.pool import Pool\n"
        "from tests.support import faults\n"
        "pool = Pool(1)\n"
        "print(pool.run(faults.echo, 'once', seconds=600))\n"
        "pool.close()\n"
    )
    done = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=AMPLE_SECONDS,
        check=True,
    )
    assert done.stdout == "once\n"
    assert done.stderr == ""
