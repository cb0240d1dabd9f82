"""The watch beside a program: time, memory of a whole family, and being unwanted."""

import subprocess
import sys
import threading

import pytest

from dossier.basis.limits import MIB
from dossier.workers.watch import (
    Verdict,
    Watch,
    close_pipes,
    family_memory_of,
    family_of,
    kill_family,
    memory_of,
    written_by,
)
from tests.support.patience import AMPLE_SECONDS
from tests.support.processes import alive, wait_until

SLEEPER = "import time; print('up', flush=True); time.sleep(600)"
EATER = (
    "import time; print('up', flush=True); held = bytearray()\n"
    "for _ in range(600): held += b'x' * (4 << 20); time.sleep(.01)\n"
    "time.sleep(600)"
)
PARENT_OF_EATER = (
    f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {EATER!r}]); time.sleep(600)"
)


@pytest.fixture
def start():
    programs = []

    def begin(code):
        program = subprocess.Popen(
            [sys.executable, "-c", code],
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        programs.append(program)
        assert program.stdout.readline() == b"up\n"
        return program

    yield begin
    for program in programs:
        kill_family(program)
        close_pipes(program)


def wait_for_end(program, **limits):
    watch = Watch(program, memory=lambda: family_memory_of(program.pid), **limits)
    with watch:
        watch.allow(AMPLE_SECONDS)
        program.stdout.read()
    return watch.verdict


def test_time_is_watched(start):
    program = start(SLEEPER)
    watch = Watch(program, memory=lambda: 0, memory_bytes=1)
    with watch:
        watch.allow(0.2)
        program.stdout.read()
    assert watch.verdict is Verdict.TIMEOUT


def test_more_time_may_be_given(start):
    program = start("print('up', flush=True); input(); print('done')")
    watch = Watch(program, memory=lambda: 0, memory_bytes=1)
    watch.allow(0.2)
    watch.allow(AMPLE_SECONDS)
    with watch:
        threading.Timer(0.5, lambda: program.stdin.write(b"\n")).start()
        assert program.stdout.read() == b"done\n"
    assert watch.verdict is None


def test_memory_is_watched(start):
    assert wait_for_end(start(EATER), memory_bytes=80 * MIB) is Verdict.MEMORY


def test_memory_of_a_grandchild_counts_and_it_dies_too(start):
    program = start(PARENT_OF_EATER)
    wait_until(lambda: len(family_of(program.pid)) == 2)
    family = [member.pid for member in family_of(program.pid)]
    assert wait_for_end(program, memory_bytes=120 * MIB) is Verdict.MEMORY
    assert not any(alive(member) for member in family)


def test_what_is_written_is_watched(start, tmp_path):
    program = start(
        f"print('up', flush=True); f = open({str(tmp_path / 'f')!r}, 'wb', 0)\nwhile 1: f.write(b'x' * 4096)"
    )
    watch = Watch(
        program,
        memory=lambda: 0,
        memory_bytes=1,
        output=lambda: written_by(program.pid),
        output_bytes=4 * MIB,
    )
    with watch:
        watch.allow(AMPLE_SECONDS)
        program.stdout.read()
    assert watch.verdict is Verdict.OUTPUT
    assert written_by(program.pid) == 0


def test_who_is_not_wanted_any_more_is_killed(start):
    unwanted = threading.Event()
    unwanted.set()
    verdict = wait_for_end(start(SLEEPER), memory_bytes=1024 * MIB, stopped=unwanted.is_set)
    assert verdict is Verdict.STOPPED


def test_a_program_that_ends_by_itself_has_no_verdict(start):
    assert wait_for_end(start("print('up', flush=True)"), memory_bytes=1024 * MIB) is None


def test_killing_twice_is_harmless(start):
    program = start(SLEEPER)
    kill_family(program)
    kill_family(program)
    assert program.returncode is not None
    assert memory_of(program.pid) == 0
    assert family_of(program.pid) == []
