"""What is saved is there again: the dossier, its steps, its bytes, its words."""

import os
import shutil
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.basis.digest import digest_of
from dossier.basis.errors import PlaceError, UnreadableError, UsageError
from dossier.model.body import FlowBody
from dossier.model.commands.done import Act
from dossier.model.dossier import Dossier
from dossier.model.history import MOST_STEPS
from dossier.store.journal import BACK, ON
from dossier.store.opening import create, open_file
from dossier.store.schema import APPLICATION_ID
from tests.support.dossiers import small_dossier
from tests.support.store_child import LATER, asset, steps_of

NOON = datetime(2026, 8, 11, 12, 0, tzinfo=UTC)
OLD_PROJECTS = Path(__file__).parents[1] / "old_projects"


def named(title):
    return Dossier(title=title)


def test_what_was_saved_is_there_after_reopening(full, path):
    full.close()
    with open_file(path, who="Léa") as again:
        assert again.dossier == small_dossier()
        assert again.read_only is None
        assert [entry.act.code for entry in again.journal()] == ["new", "add"]
        assert again.journal()[1].act.params == {"n": 7}


def test_nothing_stands_beside_the_file_that_a_copy_would_need(full, path, tmp_path):
    full.close()
    shutil.copy(path, tmp_path / "copy.dossier")
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith(("-wal", "-journal", ".open"))] == []
    with open_file(tmp_path / "copy.dossier", who="x") as copy:
        assert copy.dossier == small_dossier()


@given(st.lists(st.sampled_from("sur"), max_size=25))
def test_undo_and_redo_are_those_of_a_list_of_values(tmp_path_factory, acts):
    path = tmp_path_factory.mktemp("p") / "a.dossier"
    past, present, future = [], "0", []
    with create(path, named("0"), who="x") as project:
        for number, act in enumerate(acts, start=1):
            if act == "s":
                past, present, future = [*past, present], str(number), []
                project.save(named(present), Act(code="title", params={"n": number}))
            elif act == "u":
                if past:
                    past, present, future = past[:-1], past[-1], [*future, present]
                project.undo()
            else:
                if future:
                    past, present, future = [*past, present], future[-1], future[:-1]
                project.redo()
            assert project.dossier.title == present
    with open_file(path, who="x") as again:
        assert [one.title for one in steps_of(again, BACK)] == past[::-1]
        assert [one.title for one in steps_of(again, ON)] == future[::-1]


def test_acts_of_one_key_are_one_step_and_none_when_they_lead_back(project, path):
    for title in ("a", "ab"):
        project.save(named(title), Act(code="title", key="title"))
    assert [one.title for one in steps_of(project, BACK)] == ["0"]
    project.close()
    with open_file(path, who="x") as again:
        again.save(named("0"), Act(code="title", key="title"))
        assert steps_of(again, BACK) == []


def test_the_last_hundred_acts_can_be_undone(project, path):
    for number in range(1, MOST_STEPS + 6):
        project.save(named(str(number)), Act(code="title"))
    project.close()
    with open_file(path, who="x") as again:
        assert len(steps_of(again, BACK)) == MOST_STEPS
        while again.undo():
            pass
        assert again.dossier.title == "5"
        while again.redo():
            pass
        assert again.dossier.title == str(MOST_STEPS + 5)


def test_bytes_come_back_from_several_chunks_and_are_kept_once(project, tmp_path):
    data = asset(1)
    source = tmp_path / "film.mp4"
    source.write_bytes(data)
    digest = project.put_asset(source)
    assert digest == digest_of(data) == project.put_asset(data)
    project.asset_to(digest, tmp_path / "out.mp4")
    assert (tmp_path / "out.mp4").read_bytes() == data
    empty = project.put_asset(b"")
    project.asset_to(empty, tmp_path / "empty")
    assert (tmp_path / "empty").read_bytes() == b""


def sources_in(folder, count):
    """Writes files, and names them as the bytes that they hold."""
    data = [asset(number, size=9000) for number in range(count)]
    for number, one in enumerate(data):
        (folder / str(number)).write_bytes(one)
    return {digest_of(one): folder / str(number) for number, one in enumerate(data)}


def test_many_files_are_put_in_one_change_and_each_is_kept_once(project, tmp_path):
    sources = sources_in(tmp_path, 5)
    project.put_asset(tmp_path / "3")
    said = []
    project._connection.set_trace_callback(said.append)
    project.put_assets(sources)
    assert said.count("COMMIT") == 1
    assert sum("INTO assets" in one for one in said) == 4
    for digest, source in sources.items():
        project.asset_to(digest, tmp_path / "out")
        assert (tmp_path / "out").read_bytes() == source.read_bytes()


@pytest.mark.parametrize("other", [b"something else", asset(0, size=9000), None])
def test_of_files_put_together_all_are_kept_or_none(project, tmp_path, other):
    sources = sources_in(tmp_path, 4)
    if other is None:
        (tmp_path / "2").unlink()
    else:
        (tmp_path / "2").write_bytes(other)
    with pytest.raises(PlaceError, match="cannot-read") as told:
        project.put_assets(sources)
    assert told.value.params == {"file": "2"}
    assert not any(project.has(digest) for digest in sources)
    project.put_assets(dict(list(sources.items())[:2]))
    assert [project.has(digest) for digest in sources] == [True, True, False, False]


def test_what_nothing_names_is_gone_from_the_file_and_what_a_flow_names_stays(project, path):
    picture, secret = project.put_asset(b"picture"), project.put_asset(b"SECRET-BYTES" * 9)
    flow = project.put_asset(b'{"blocks":[{"is":"Picture","asset":"' + picture.encode() + b'"}]}')
    piece = replace(small_dossier().pieces[0], originals=(), bodies=(FlowBody(asset=flow),))
    project.save(Dossier(pieces=(piece,)), Act(code="add"))
    assert project.forget_unused_assets() == 1
    assert [project.has(d) for d in (picture, flow, secret)] == [True, True, False]
    project.close()
    assert b"SECRET-BYTES" not in path.read_bytes()


@pytest.mark.parametrize(
    ("asked", "found"),
    [("oeuvre", True), ("ŒUVRE", True), ("ecole", True), ("strass", True), ("L’œu", True), ('"a* OR', False)],
)
def test_words_are_found_without_accents_case_or_ligatures(project, asked, found):
    piece = replace(small_dossier().pieces[0], title="Pièce", text="L’Œuvre de l’École, Straße 5")
    project.save(Dossier(pieces=(piece,)), Act(code="add"))
    results = project.search(asked)
    assert [where for where, _ in results] == ([piece.id] if found else [])
    assert all("Œuvre" in around for _, around in results)


def test_search_follows_edits_removals_and_undo(full):
    changed = replace(small_dossier(), pieces=small_dossier().pieces[1:])
    assert full.search("fendu")
    full.save(changed, Act(code="remove"))
    assert not full.search("fendu")
    full.undo()
    assert full.search("fendu")
    assert full.search("") == full.search("!?") == []


def test_a_copy_is_complete_and_never_the_file_itself(full, path, tmp_path):
    digest = full.put_asset(b"bytes")
    full.copy_to(tmp_path / "copy.dossier")
    with open_file(tmp_path / "copy.dossier", who="x") as copy:
        assert (copy.dossier, copy.has(digest)) == (small_dossier(), True)
    with pytest.raises(UsageError, match="target-is-project"):
        full.copy_to(path)
    with pytest.raises(PlaceError, match="cannot-write"):
        full.copy_to(tmp_path / "nowhere" / "copy.dossier")


def written_out(project, digest):
    """The two ways out of the file."""
    return (project.copy_to, lambda target: project.asset_to(digest, target))


def test_nothing_is_written_over_a_dossier(full, path, tmp_path):
    ways = written_out(full, full.put_asset(b"bytes"))
    create(tmp_path / "closed.dossier", named("closed"), who="x").close()
    (tmp_path / "link").symlink_to(path)
    (tmp_path / "named.jpg").write_bytes((tmp_path / "closed.dossier").read_bytes())
    _write_at(tmp_path / "named.jpg", 18, b"\x02\x02")  # damaged, or of another version: a dossier
    before = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    codes = {
        path.name: "target-is-project",
        "link": "target-is-project",
        "closed.dossier": "target-is-dossier",
        "named.jpg": "target-is-dossier",
    }
    for write in ways:
        for name, code in codes.items():
            with pytest.raises(UsageError, match=code):
                write(tmp_path / name)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == before
    full.save(named("saved after"), Act(code="title"))


def test_a_dossier_that_is_open_elsewhere_keeps_what_is_saved_there(full, tmp_path):
    ways = written_out(full, full.put_asset(b"bytes"))
    with create(tmp_path / "b.dossier", named("0"), who="Paul") as other:
        for write in ways:
            with pytest.raises(UsageError, match="target-is-dossier"):
                write(tmp_path / "b.dossier")
        other.save(named("acknowledged"), Act(code="title"))
    with open_file(tmp_path / "b.dossier", who="x") as again:
        assert again.dossier.title == "acknowledged"


def test_a_dossier_that_is_made_while_something_is_written_out_is_not_replaced(full, tmp_path):
    target = tmp_path / "b.dossier"
    digest = full.put_asset(b"bytes")

    def late(_statement):
        full._connection.set_trace_callback(None)
        create(target, named("late"), who="x").close()

    for write in written_out(full, digest):
        target.unlink(missing_ok=True)
        full._connection.set_trace_callback(late)
        with pytest.raises(UsageError, match="target-is-dossier"):
            write(target)
        with open_file(target, who="x") as other:
            assert other.dossier.title == "late"


def test_what_is_no_dossier_is_replaced(full, tmp_path):
    target = tmp_path / "out"
    for write in written_out(full, full.put_asset(b"bytes")):
        target.write_bytes(b"old")
        write(target)
        assert target.read_bytes()[:5] in (b"SQLit", b"bytes")


def test_a_reader_finds_only_what_its_dossier_holds(project, path):
    with open_file(path, who="Paul") as reader:
        project.save(small_dossier(), Act(code="add"))
        assert project.search("fendu")
        assert reader.search("fendu") == []


def test_the_second_program_reads_and_learns_who_writes_and_since_when(path):
    at = datetime(2026, 8, 11, 22, 30, tzinfo=UTC)
    with create(path, named("a"), who="Léa", now=lambda: at), open_file(path, who="Paul") as second:
        assert second.dossier.title == "a"
        assert second.read_only is not None
        assert second.read_only.code == "project-in-use-by"
        told = dict(second.read_only.params)
        assert (told["who"], told["day"], told["clock"]) == ("Léa", "2026-08-12", "00:30")
        with pytest.raises(PlaceError, match="project-in-use-by"):
            second.save(named("b"), Act(code="title"))
    with open_file(path, who="Paul") as third:
        assert third.read_only is None


def _write_at(path, offset, data):
    with path.open("r+b") as stream:
        stream.seek(offset)
        stream.write(data)


def test_newer_foreign_and_damaged_files_are_refused_and_left_alone(full, path, tmp_path):
    full.close()
    newer, foreign, torn, letter = (tmp_path / name for name in ("n", "f", "t", "l"))
    for target in (newer, foreign, torn):
        shutil.copy(path, target)
    _write_at(newer, 60, (99).to_bytes(4, "big"))
    _write_at(foreign, 68, (1).to_bytes(4, "big"))
    _write_at(torn, 8192, os.urandom(path.stat().st_size - 8192))
    letter.write_bytes(b"Madame, Monsieur" * 20)
    wanted = {newer: UsageError, foreign: UnreadableError, torn: UnreadableError, letter: UnreadableError}
    codes = {
        newer: "newer-file",
        foreign: "not-a-project",
        torn: "project-damaged",
        letter: "project-damaged",
    }
    for target, kind in wanted.items():
        before = target.read_bytes()
        with pytest.raises(kind, match=codes.get(target, "project-damaged")):
            open_file(target, who="x")
        assert target.read_bytes() == before
    with pytest.raises(PlaceError, match="cannot-read"):
        open_file(tmp_path / "missing", who="x")
    with pytest.raises(PlaceError, match="file-exists"):
        create(path, named(""), who="x")


@pytest.mark.parametrize("name", sorted(path.name for path in OLD_PROJECTS.glob("*.dossier")))
def test_every_version_opens_and_equals(tmp_path, name):
    """The file was made by the version that it is named after, with ``small_dossier`` of that day.

    To make one for a new version, once, before it goes out::

        with create(path, Dossier(title="0"), who="Léa", now=lambda: NOON) as file:
            file.save(small_dossier(), Act(code="add", params={"n": 7}))

    It is never made again afterwards: it stands for what people have on their disks.
    """
    old = tmp_path / name
    shutil.copyfile(OLD_PROJECTS / name, old)
    with open_file(old, who="x") as project:
        assert project.dossier == small_dossier()
        assert [one.title for one in steps_of(project, BACK)] == ["0"]
        assert [(entry.who, entry.act.code) for entry in project.journal()] == [
            ("Léa", "new"),
            ("Léa", "add"),
        ]
        assert {entry.at for entry in project.journal()} == {NOON}
        assert project.search("fendu")


def test_a_later_version_brings_the_first_one_up_to_date_and_keeps_a_copy(tmp_path):
    old = tmp_path / "v1.dossier"
    shutil.copyfile(OLD_PROJECTS / "v1.dossier", old)
    with open_file(old, who="x", migrations=LATER) as project:
        assert project.dossier == small_dossier()
        assert len(steps_of(project, BACK)) == 1
    with sqlite3.connect(old) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (len(LATER),)
    raw.close()
    assert (tmp_path / "v1.v1.dossier").read_bytes()[:16] == b"SQLite format 3\0"
    with open_file(tmp_path / "v1.v1.dossier", who="x") as kept:
        assert kept.dossier == small_dossier()
    assert APPLICATION_ID.to_bytes(4, "big") == b"Doss"


def test_a_page_pasted_into_the_search_is_searched_by_its_first_words_and_soon(tmp_path):
    with create(tmp_path / "a.dossier", small_dossier(), who="") as file:
        words = file.dossier.pieces[0].title
        assert file.search(" OR ".join([words] * 5_000)) == []  # no piece says "or"
        assert file.search(" ".join([words] * 5_000)) == file.search(words) != []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have names on POSIX only")
def test_a_pipe_is_no_project_and_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.dossier")
    with pytest.raises(PlaceError, match="not-a-file"):
        open_file(tmp_path / "a.dossier", who="")


@pytest.mark.skipif(os.name == "nt", reason="names are bytes on POSIX only")
def test_a_name_that_is_no_text_is_a_name_like_others(tmp_path):
    path = tmp_path / os.fsdecode(b"litige \xff.dossier")
    with create(path, small_dossier(), who="") as file:
        assert file.dossier == small_dossier()
    with open_file(path, who="") as file:
        assert file.dossier == small_dossier()
