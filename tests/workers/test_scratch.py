"""Nothing of somebody's proofs outlives the program, however it ended."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from dossier.workers.pool import Pool
from dossier.workers.scratch import new_scratch, remove, sweep
from tests.support import faults
from tests.support.patience import AMPLE_SECONDS


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_pool_takes_its_folder_with_it(temporary):
    with Pool(1) as pool:
        (pool.scratch / "copy.pdf").write_bytes(b"proof")
        assert pool.scratch.parent == temporary
        assert pool.scratch.stat().st_mode & 0o077 == 0
    assert list(temporary.iterdir()) == []


def test_what_a_killed_worker_left_goes_too(temporary):
    with Pool(1) as pool:
        with pytest.raises(Exception, match="worker-crashed"):
            pool.run(faults.leave_a_file_and_crash, "proof", seconds=AMPLE_SECONDS)
        assert [path.read_text() for path in pool.scratch.rglob("*") if path.is_file()] == ["proof"]
    assert list(temporary.iterdir()) == []


def test_the_next_program_removes_what_a_killed_one_left(temporary):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left = temporary / f"dossier-{gone.pid}-abc"
    left.mkdir()
    (left / "copy.pdf").write_bytes(b"proof")
    others = temporary / "dossier-of-somebody"
    others.mkdir()
    mine = new_scratch()
    assert sorted(temporary.iterdir()) == sorted([others, mine])
    sweep()
    assert mine.is_dir()
    remove(mine)


def test_a_link_is_never_followed(temporary):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    kept = temporary / "kept"
    kept.mkdir()
    Path(temporary / f"dossier-{gone.pid}-abc").symlink_to(kept)
    sweep()
    assert kept.is_dir()
