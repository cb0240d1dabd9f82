"""The command line as a person meets it: in a real process, at a terminal or in a pipe."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests.flow.conftest import DAY
from tests.support.documents import paper
from tests.support.patience import AMPLE_SECONDS
from tests.support.processes import alive, wait_until

ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and terminals of POSIX")


@pytest.fixture
def place(tmp_path):
    """A folder with one proof, a place for temporary files, and nothing else."""
    (tmp_path / "proofs").mkdir()
    (tmp_path / "proofs" / "lettre.pdf").write_bytes(paper(["Réclamation", "Lyon, le 7 avril 2026"]))
    (tmp_path / "temporary").mkdir()
    return tmp_path


def command(place, *words):
    return [sys.executable, "-P", "-m", "dossier", "build", "proofs", "-o", "a.pdf", "--date", DAY, *words]


def surroundings(place, **more):
    return {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(place / "temporary"), **more}


def at_work(place):
    """Tells whether a command has taken something in, among folders that come and go."""
    return any(
        Path(folder).name == "assets" and any(inside) for folder, *inside in os.walk(place / "temporary")
    )


def test_a_terminal_that_knows_no_accents_gets_the_annex_and_the_right_code(place):
    done = subprocess.run(
        command(place),
        cwd=place,
        env=surroundings(place, PYTHONIOENCODING="ascii"),
        capture_output=True,
        check=True,
    )
    assert (place / "a.pdf").exists()
    assert b"1 pi?ce" in done.stdout


@posix
def test_nobody_has_to_read_the_answer_to_its_end(place):
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        command(place), cwd=place, env=surroundings(place), stdout=writing, stderr=subprocess.PIPE, check=True
    )
    os.close(writing)
    assert done.stderr == b""
    assert (place / "a.pdf").exists()


def test_a_name_cannot_command_the_terminal(place):
    (place / "proofs" / "a\x1b[2J\u202ebad.pdf").write_bytes(b"%PDF-1.7\nnothing")
    done = subprocess.run(
        command(place), cwd=place, env=surroundings(place), capture_output=True, check=False
    )
    assert done.returncode == 1
    assert b"bad.pdf" in done.stdout
    assert not re.search(rb"\x1b|\xe2\x80\xae", done.stdout)


@posix
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_whoever_stops_it_finds_nothing_left_behind(place, name):
    (place / "a.pdf").write_bytes(b"old")
    for number in range(60):
        copy = paper([f"Lettre {number}", "Lyon, le 7 avril 2026"])
        (place / "proofs" / f"lettre {number}.pdf").write_bytes(copy)
    running = subprocess.Popen(
        command(place),
        cwd=place,
        env=surroundings(place),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # In the background Ctrl+C is ignored, SIGHUP under nohup, and children inherit that.
        preexec_fn=lambda: signal.signal(getattr(signal, name), signal.SIG_DFL),
    )
    wait_until(lambda: at_work(place))
    running.send_signal(getattr(signal, name))
    said, complained = running.communicate(timeout=AMPLE_SECONDS)
    assert running.returncode == 3
    assert said == b""
    assert complained.decode().strip() == "Arrêté à votre demande. Rien n’a été modifié."
    assert (place / "a.pdf").read_bytes() == b"old"
    assert sorted(path.name for path in place.iterdir()) == ["a.pdf", "proofs", "temporary"]
    assert list((place / "temporary").iterdir()) == []


@posix
def test_what_a_killed_program_left_is_removed_by_the_next(place):
    running = subprocess.Popen(command(place), cwd=place, env=surroundings(place), stdout=subprocess.DEVNULL)
    wait_until(lambda: at_work(place))
    workers = [child.pid for child in psutil.Process(running.pid).children(recursive=True)]
    running.kill()
    running.wait()
    assert any((place / "temporary").iterdir())
    wait_until(lambda: not any(alive(worker) for worker in workers))  # they end by themselves when it is gone
    subprocess.run(command(place), cwd=place, env=surroundings(place), stdout=subprocess.DEVNULL, check=True)
    assert list((place / "temporary").iterdir()) == []


@posix
def test_names_and_titles_that_are_no_text_are_taken_as_they_are(place):
    words = [b"--title", b"\xff\xfe", b"--json", b"r\xe9.json"]
    run = [os.fsencode(word) for word in command(place)] + words
    run[run.index(b"a.pdf")] = b"caf\xe9.pdf"
    done = subprocess.run(run, cwd=place, env=surroundings(place), capture_output=True, check=True)
    assert b"1 pi" in done.stdout
    assert b"caf\xe9.pdf" in os.listdir(os.fsencode(place))  # noqa: PTH208 - names as bytes
    report = json.loads((place / os.fsdecode(b"r\xe9.json")).read_text("utf-8"))
    assert os.fsencode(report["annexes"][0]["path"]) == b"caf\xe9.pdf"
