"""Every state that opening can meet, made for real, with its sentence in both languages."""

import json
import shutil
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from dossier.basis.errors import DossierError, PlaceError, UnreadableError, UsageError
from dossier.model.commands.done import Act
from dossier.model.dossier import Dossier
from dossier.store.migrations import MIGRATIONS
from dossier.store.opening import create, open_file
from dossier.texts.catalogue import Texts, language_codes
from tests.support.store_child import KEPT_COPY, LATER, asset, bytes_of, new

ROOT = Path(__file__).parents[2]


@contextmanager
def another_program(*words):
    """Has another program at work, which is killed at the end."""
    command = [sys.executable, "-m", "tests.support.store_states", *map(str, words)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as child:
        assert child.stdout.readline() == "open\n"
        try:
            yield child
        finally:
            child.kill()


def assert_said(error, *named):
    """In each language there is a whole sentence that names what helps to find the file."""
    for language in language_codes():
        said = Texts(language).error(error)
        assert all(str(name) in said for name in named), said
        assert "{" not in said
        assert said.endswith(".")
        assert len(said) > 40


def names_beside(path):
    return sorted(p.name for p in path.parent.iterdir())


def test_places_that_cannot_be_written_and_what_they_answer():
    # Not below pytest's own folder, into which an administrator's child, once nobody, cannot look.
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.support.store_states", folder]
        said = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    answers = {line["state"]: line for line in map(json.loads, said.splitlines())}
    assert {state: line["code"] for state, line in answers.items()} == {
        "interrupted": "project-interrupted",
        "older": "project-older",
        "read-only folder": "project-read-only",
        "read-only file": "project-read-only",
        "hidden": "cannot-read",
        "empty": "project-damaged",
    }
    assert all(line["unchanged"] for line in answers.values())
    assert [answers[state]["title"] for state in ("read-only folder", "read-only file")] == ["0", "0"]
    for line in answers.values():
        assert_said(DossierError(line["code"], **line["params"]), "a.dossier")


def test_an_interrupted_change_is_taken_back_where_it_can_be(tmp_path):
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.support.store_states", folder]
        subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
        for name in ("a.dossier", "a.dossier-journal"):
            shutil.copyfile(Path(folder, "0", name), tmp_path / name)
    with open_file(tmp_path / "a.dossier", who="x") as project:
        assert (project.read_only, project.dossier.title) == (None, "0")
    assert names_beside(tmp_path / "a.dossier") == ["a.dossier"]


def test_while_another_program_is_in_a_change_it_is_busy(tmp_path, monkeypatch):
    monkeypatch.setattr("dossier.store.schema.BUSY_SECONDS", 0.1)
    path = tmp_path / "a.dossier"
    new(path).close()
    with another_program("occupy", path):
        with pytest.raises(PlaceError, match="project-busy") as caught:
            open_file(path, who="x")
        assert_said(caught.value, "a.dossier")
    open_file(path, who="x").close()
    assert names_beside(path) == ["a.dossier"]


def test_the_second_program_reads_until_the_first_has_died(tmp_path):
    path = tmp_path / "a.dossier"
    new(path).close()
    with another_program("hold", path, "Léa"):
        with open_file(path, who="Paul") as second:
            error = second.read_only
            assert error.code == "project-in-use-by"
            told = (error.params["who"], error.params["day"], error.params["clock"])
            assert told == ("Léa", "2026-08-12", "00:30")
            assert_said(error, "a.dossier", "Léa", "00:30")
            assert second.dossier.title == "0"
            with pytest.raises(PlaceError, match="project-in-use-by"):
                second.put_asset(b"x")
            with pytest.raises(PlaceError, match="project-in-use-by"):
                second.undo()
        assert ".a.dossier.lock" in names_beside(path)
    with open_file(path, who="Paul") as third:
        assert third.read_only is None
        third.save(Dossier(title="mine"), Act(code="title"))
    assert names_beside(path) == ["a.dossier"]


def test_a_file_that_is_reached_by_another_path_is_locked_all_the_same(tmp_path):
    path, elsewhere = tmp_path / "a.dossier", tmp_path / "elsewhere"
    elsewhere.mkdir()
    new(path).close()
    (elsewhere / "link.dossier").symlink_to(path)
    for first, second in ((path, elsewhere / "link.dossier"), (elsewhere / "link.dossier", path)):
        with open_file(first, who="Léa") as writer, open_file(second, who="Paul") as reader:
            assert (writer.read_only, reader.read_only.code) == (None, "project-in-use-by")
            assert names_beside(elsewhere / "x") == ["link.dossier"]
    assert names_beside(path) == ["a.dossier", "elsewhere"]


def test_what_stands_beside_the_real_file_is_found_by_another_path(tmp_path):
    path, link = tmp_path / "a.dossier", tmp_path / "links" / "link.dossier"
    link.parent.mkdir()
    new(path).close()
    link.symlink_to(path)
    open_file(link, who="x", migrations=LATER).close()
    assert names_beside(link) == ["link.dossier"]
    assert names_beside(path) == ["a.dossier", KEPT_COPY, "links"]


def test_a_link_that_leads_round_is_no_file(tmp_path):
    (tmp_path / "a.dossier").symlink_to(tmp_path / "a.dossier")
    with pytest.raises(PlaceError, match="cannot-read"):
        open_file(tmp_path / "a.dossier", who="x")


def test_a_file_that_has_two_names_is_read_under_each_until_one_is_gone(tmp_path):
    path, other = tmp_path / "a.dossier", tmp_path / "elsewhere" / "b.dossier"
    other.parent.mkdir()
    new(path).close()
    with open_file(path, who="Léa") as writer:
        other.hardlink_to(path)
        with open_file(other, who="Paul") as reader:
            assert (writer.read_only, reader.read_only.code) == (None, "project-linked")
            assert_said(reader.read_only, "b.dossier")
            with pytest.raises(PlaceError, match="project-linked"):
                reader.save(Dossier(title="1"), Act(code="title"))
            reader.copy_to(tmp_path / "copy.dossier")
    with open_file(path, who="Léa") as again:
        assert again.read_only.code == "project-linked"
    other.unlink()
    for name in ("a.dossier", "copy.dossier"):
        with open_file(tmp_path / name, who="Léa") as again:
            assert (again.read_only, again.dossier.title) == (None, "0")


def test_locks_that_were_left_by_nobody_lock_nobody_out(tmp_path):
    path = tmp_path / "a.dossier"
    new(path).close()
    (tmp_path / ".a.dossier.lock").write_bytes(b"")
    (tmp_path / ".a.dossier.open").write_text('{"who": "Léa", "since": "2020-01-01T00:00:00+00:00"}', "utf-8")
    with open_file(path, who="Paul") as project:
        assert project.read_only is None
    assert names_beside(path) == ["a.dossier"]


@pytest.mark.parametrize("note", ["", "[]", '{"who": 1}', '{"who": "L", "since": "yesterday"}', "\ud800"])
def test_a_note_that_says_nothing_is_no_reason_to_fail(tmp_path, note):
    path = tmp_path / "a.dossier"
    with new(path):
        (tmp_path / ".a.dossier.open").write_bytes(note.encode("utf-8", "surrogatepass"))
        with open_file(path, who="Paul") as second:
            assert second.read_only.code == "project-in-use"
            assert_said(second.read_only, "a.dossier")


def test_only_one_of_many_that_open_at_once_may_write(tmp_path):
    path = tmp_path / "a.dossier"
    new(path).close()
    for _ in range(20):
        start = threading.Barrier(4)

        def opened(start=start):
            start.wait()
            return open_file(path, who="x")

        with ThreadPoolExecutor(4) as threads:
            projects = [turn.result() for turn in [threads.submit(opened) for _ in range(4)]]
        assert sum(project.read_only is None for project in projects) == 1
        for project in projects:
            project.close()
    assert names_beside(path) == ["a.dossier"]


def test_a_file_from_a_later_program_is_named_and_left_alone(tmp_path):
    path = tmp_path / "a.dossier"
    new(path).close()
    open_file(path, who="x", migrations=LATER).close()
    before = path.read_bytes()
    with pytest.raises(UsageError, match="newer-file") as caught:
        open_file(path, who="x")
    assert_said(caught.value, "a.dossier")
    assert path.read_bytes() == before
    assert names_beside(path) == ["a.dossier", KEPT_COPY]


def test_a_step_to_a_later_version_that_fails_leaves_the_old_file_and_no_needless_copy(tmp_path):
    path = tmp_path / "a.dossier"
    new(path).close()
    before = path.read_bytes()

    def failing(connection):
        connection.execute("INSERT INTO journal VALUES (9, x'00')")
        connection.execute("SELECT nothing FROM nowhere")

    with pytest.raises(UnreadableError, match="project-damaged"):
        open_file(path, who="x", migrations=(*MIGRATIONS, failing))
    assert path.read_bytes() == before
    assert names_beside(path) == ["a.dossier"]
    # A second step that fails leaves the first one done, and the copy of what was before it.
    with pytest.raises(UnreadableError, match="project-damaged"):
        open_file(path, who="x", migrations=(*LATER, failing))
    assert names_beside(path) == ["a.dossier", KEPT_COPY]
    open_file(path, who="x", migrations=LATER).close()
    open_file(tmp_path / KEPT_COPY, who="x").close()


@pytest.mark.parametrize("name", ["x" * 300, "nowhere/a.dossier"])
def test_a_place_where_no_file_can_be_is_said(tmp_path, name):
    with pytest.raises(PlaceError, match="cannot-write"):
        create(tmp_path / name, Dossier(), who="x")
    with new(tmp_path / "a.dossier") as project, pytest.raises(PlaceError, match="cannot-write"):
        project.copy_to(tmp_path / name)
    with pytest.raises(PlaceError, match="cannot-read"):
        open_file(tmp_path / name, who="x")
    assert names_beside(tmp_path / "a.dossier") == ["a.dossier"]


def test_a_file_lives_in_any_one_thread(tmp_path):
    path = tmp_path / "a.dossier"

    def work(project):
        digest = project.put_asset(asset(1))
        project.save(Dossier(title="1"), Act(code="title"))
        project.undo()
        project.redo()
        return project.dossier.title, len(bytes_of(project, digest)), project.search("x")

    with ThreadPoolExecutor(1) as thread:
        project = thread.submit(new, path).result()
        turn = thread.submit(work, project)
        busy = sum(number * number for number in range(200_000))  # the main thread does other things
        assert busy
        assert turn.result() == ("1", 5_000_000, [])
        thread.submit(project.close).result()
    # Handed on, as when a window ends: calls never overlap.
    project = open_file(path, who="x")
    with ThreadPoolExecutor(1) as thread:
        thread.submit(project.save, Dossier(title="2"), Act(code="title")).result()
    project.close()
    assert names_beside(path) == ["a.dossier"]
