"""Killed, full, closed: what was acknowledged is there, and the file is old or new."""

import random
import resource
import shutil
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from dossier.basis.digest import digest_of
from dossier.basis.errors import PlaceError
from dossier.model.commands.done import Act
from dossier.model.dossier import Dossier
from dossier.store.opening import open_file
from tests.support.store_child import LATER, asset, new

ROOT = Path(__file__).parents[2]


def killed_after(seconds, what, path):
    """Runs the child, kills it a while after it has opened the file, gives what it said was done."""
    command = [sys.executable, "-m", "tests.support.store_child", what, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        first = child.stdout.readline()
        timer = threading.Timer(seconds, child.kill)
        timer.start()
        said = child.stdout.read()
        timer.join()
    assert child.returncode in (-signal.SIGKILL, 0)
    return (first + said).splitlines()


@pytest.mark.parametrize("turn", range(14))
def test_killed_while_adding_and_saving_loses_nothing_acknowledged(tmp_path, turn):
    path = tmp_path / "a.dossier"
    new(path).close()
    said = killed_after(random.Random(turn).uniform(0, 0.25), "work", path)
    numbers = [int(line.split()[1]) for line in said if line.startswith("title ")]
    last = max(numbers, default=0)
    with open_file(path, who="x") as project:
        assert project.read_only is None
        assert int(project.dossier.title) in (last, last + 1)
        assert len(project.undo_steps()) == min(int(project.dossier.title), 100)
        assert all(project.has(digest_of(asset(number))) for number in range(1, last + 1))
        project.save(replace(project.dossier, title="on"), Act(code="title"))


@pytest.mark.parametrize("turn", range(6))
def test_killed_while_brought_up_to_date_is_old_or_new(tmp_path, turn):
    path = tmp_path / "a.dossier"
    new(path, "kept").close()
    killed_after(random.Random(turn).uniform(0, 0.12), "bring", path)
    with open_file(path, who="x", migrations=LATER) as project:
        assert project.dossier.title == "kept"


@pytest.mark.parametrize("pages", [0, 1, 2, 5, 20, 200])
def test_a_full_disk_leaves_the_file_as_it_was(project, path, pages):
    connection = project._connection
    (count,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {count + pages}")
    with pytest.raises(PlaceError, match="disk-full"):
        project.put_asset(asset(1))
    big = Dossier(title="".join(chr(33 + n * 7919 % 5000) for n in range(2_000_000)))
    with pytest.raises(PlaceError, match="disk-full"):
        project.save(big, Act(code="title"))
    project.close()
    with open_file(path, who="x") as again:
        assert (again.dossier.title, again.has(digest_of(asset(1)))) == ("0", False)


def test_a_write_that_the_system_refuses_leaves_the_file_as_it_was(project, path):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 20_000, before[1]))
    try:
        with pytest.raises(PlaceError, match="cannot-write"):
            project.put_asset(asset(1))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert project.dossier.title == "0"
    project.save(Dossier(title="after"), Act(code="title"))
    project.close()
    with open_file(path, who="x") as again:
        assert again.dossier.title == "after"


def test_a_file_that_cannot_be_written_opens_for_reading(project, path, monkeypatch):
    project.close()
    shutil.copy(path, path.with_name("b.dossier"))
    # Permissions do not bind an administrator, under whom some systems run the tests.
    monkeypatch.setattr("os.access", lambda place, mode: False)
    with open_file(path, who="x") as again:
        assert again.read_only is not None
        assert again.read_only.code == "project-read-only"
        with pytest.raises(PlaceError, match="project-read-only"):
            again.put_asset(b"x")
        assert again.search("nothing") == []
