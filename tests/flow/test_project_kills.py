"""Real commands, killed at any moment: what was acknowledged is there, and nothing is between."""

import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from dossier.workers.scratch import sweep
from dossier.workspace.opening import open_desk
from tests.flow.conftest import DAY
from tests.support.desks import named
from tests.support.documents import paper
from tests.support.patience import AMPLE_SECONDS
from tests.support.processes import wait_until
from tests.support.store_child import wrong_inside

ROOT = Path(__file__).resolve().parents[2]
KILLS = {"add": 4, "set": 3, "export": 4}
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


@pytest.fixture
def place(tmp_path, template, monkeypatch):
    """A project file of six proofs, three more to add, an old annex, and a place for temporary files."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    (tmp_path / "more").mkdir()
    for number in range(3):
        (tmp_path / "more" / f"{number}.pdf").write_bytes(paper([f"Lettre {number}", "Lyon, le 9 mai 2026"]))
    return tmp_path


def started(place, words):
    around = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(place / "temporary")}
    command = [sys.executable, "-P", "-m", "dossier", *words]
    return subprocess.Popen(command, cwd=place, env=around, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def words_for(kind, turn):
    return {
        "add": ["add", "a.dossier", "more"],
        "set": ["set", "a.dossier", "fissure.png", "--title", f"Fente {turn}", "--note", str(turn)],
        "export": ["export", "a.dossier", "-o", "a.pdf", "--json", "a.json", "--date", DAY],
    }[kind]


def end_of(running, seconds):
    """Lets a command run for a while, kills it, and tells whether it had said that it was done."""
    try:
        running.wait(seconds)
    except subprocess.TimeoutExpired:
        os.kill(running.pid, signal.SIGKILL)
    said, _ = running.communicate()
    return bool(said)


@pytest.mark.parametrize("kind", sorted(KILLS))
def test_a_killed_command_loses_nothing_and_leaves_nothing_between(place, kind, record_property):
    shutil.copyfile(place / "a.dossier", place / "first")
    begin = time.monotonic()
    whole = started(place, words_for(kind, 0))
    assert end_of(whole, AMPLE_SECONDS)
    longest = time.monotonic() - begin
    chance, killed = random.Random(f"20261122 {kind}"), 0
    for turn in itertools.count(1):
        shutil.copyfile(place / "first", place / "a.dossier")
        (place / "a.pdf").write_bytes(b"old")
        running = started(place, words_for(kind, turn))
        said = end_of(running, chance.uniform(0.3, 1) * longest)
        looked_at(place, kind, turn, said=said)
        if running.returncode != -signal.SIGKILL:
            longest *= 0.8  # it is quicker than it was, on a machine that has grown quiet
            continue
        killed += 1
        if killed == KILLS[kind]:
            break
    record_property("turns", turn)
    wait_until(lambda: swept(place))


def looked_at(place, kind, turn, *, said):
    """Opens the file and holds it against what was said to be done."""
    with open_desk(place / "a.dossier").result() as desk:
        assert desk.present.read_only is None
        now = desk.present.dossier
        for file in (one for piece in now.pieces for one in piece.originals):
            desk.save_original(file.digest, place / "out").result()
    assert wrong_inside(place / "a.dossier") == []
    assert [path.name for path in place.iterdir() if path.name.endswith((".lock", ".open", "-journal"))] == []
    piece = named(now, "fissure.png")
    match kind:
        case "add":
            assert len(now.pieces) in ((9,) if said else (6, 9))
        case "set":
            new = (f"Fente {turn}", str(turn))
            assert (piece.title, piece.note) == new or (not said and piece.note == "" != piece.title)
        case _:
            data = (place / "a.pdf").read_bytes()
            assert data.endswith(b"%%EOF\n") or (data == b"old" and not said)
            assert json.loads((place / "a.json").read_text("utf-8"))["version"] == 1


def swept(place):
    """Starts as the next program does, and tells whether nothing of the killed ones is left."""
    sweep()
    return list((place / "temporary").iterdir()) == []
