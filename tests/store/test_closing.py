"""Closing forgets what nothing can bring back, keeps the rest, and never stands in the way."""

import logging
from dataclasses import replace

import pytest

from dossier.basis.digest import digest_of
from dossier.model.commands.done import Act
from dossier.model.dossier import Dossier
from dossier.store.opening import open_file
from tests.support.refused_writes import refuse_writes
from tests.support.store_child import asset, bytes_of, new, piece_of, with_piece

KEPT = 12
SECRET = b"SECRET-BYTES" * 200_000


@pytest.fixture(autouse=True)
def _few_steps(monkeypatch):
    monkeypatch.setattr("dossier.store.journal.MOST_STEPS", KEPT)


def erased_after(path, acts):
    """Adds a secret, takes it away, and does so many more acts; each time the file is closed."""
    with new(path) as project:
        digest = project.put_asset(SECRET)
        secret = replace(piece_of(digest, "secretpiece"), text="secretword")
        project.save(with_piece(project.dossier, secret, title="1"), Act(code="add"))
    with open_file(path, who="x") as project:
        project.save(Dossier(title="2"), Act(code="erase"))
    with open_file(path, who="x") as project:
        for number in range(acts):
            project.save(Dossier(title=f"act {number}"), Act(code="title"))


def test_what_can_still_be_undone_is_kept_over_closing(tmp_path):
    path = tmp_path / "a.dossier"
    erased_after(path, KEPT - 1)
    with open_file(path, who="x") as project:
        while (dossier := project.undo()) is not None and not dossier.pieces:
            pass
        assert project.dossier.pieces[0].text == "secretword"
        assert bytes_of(project, digest_of(SECRET)) == SECRET
        assert [piece for piece, _ in project.search("secretword")] == ["secretpiece"]


def test_what_no_act_can_bring_back_is_gone_from_the_disk_after_closing(tmp_path):
    path = tmp_path / "a.dossier"
    erased_after(path, KEPT)
    data = path.read_bytes()
    assert len(data) < len(SECRET) // 4
    assert [word for word in (b"SECRET-BYTES", b"secretpiece", b"secretword") if word in data] == []
    with open_file(path, who="x") as project:
        assert not project.has(digest_of(SECRET))


def test_what_is_erased_for_good_is_gone_at_once_with_the_steps_that_led_back_to_it(tmp_path):
    path = tmp_path / "a.dossier"
    with new(path) as project:
        project.search("x")
        digest, kept = project.put_asset(SECRET), project.put_asset(asset(1))
        first = with_piece(project.dossier, piece_of(kept, "kept"), title="1")
        project.save(first, Act(code="add"))
        secret = replace(piece_of(digest, "secretpiece"), text="secretword")
        project.save(with_piece(first, secret, title="2"), Act(code="add"))
        project.undo()
        project.redo()
        project.settle(first, Act(code="erase", params={"n": 1}))
        assert (project.dossier, project.undoable, project.redoable) == (first, None, None)
        assert (project.has(digest), project.has(kept)) == (False, True)
        data = path.read_bytes()
        assert [word for word in (b"SECRET-BYTES", b"secretpiece", b"secretword") if word in data] == []
        project.save(replace(first, title="3"), Act(code="title"))
        assert project.undo() == first
        assert [entry.act.code for entry in project.journal()][-3:] == ["erase", "title", "undo"]
    with open_file(path, who="x") as again:
        assert again.dossier == first
        assert again.undo() is None


def test_closing_with_nothing_to_forget_writes_nothing(tmp_path):
    path = tmp_path / "a.dossier"
    new(path).close()
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    project = open_file(path, who="x")
    project.close()
    project.close()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_reader_forgets_nothing(tmp_path):
    path = tmp_path / "a.dossier"
    with new(path) as project:
        digest = project.put_asset(b"not saved yet")
        open_file(path, who="x").close()
        assert project.has(digest)
        project.save(with_piece(project.dossier, piece_of(digest, "p"), title="1"), Act(code="add"))
    with open_file(path, who="x") as again:
        assert again.has(digest)


def test_a_full_disk_while_closing_loses_nothing_and_hides_nothing(tmp_path, caplog):
    path = tmp_path / "a.dossier"
    with new(path) as project:
        kept = project.put_asset(asset(1))
        project.save(with_piece(project.dossier, piece_of(kept, "p"), title="1"), Act(code="add"))
        project.put_asset(SECRET)
        refuse_writes(path)
        with caplog.at_level(logging.INFO, "dossier.store"):
            project.close()
    assert "nothing was forgotten" in caplog.text
    with open_file(path, who="x") as again:
        assert again.read_only is None
        assert (again.dossier.title, again.has(kept), again.has(digest_of(SECRET))) == ("1", True, True)
    with open_file(path, who="x") as again:
        assert (again.has(kept), again.has(digest_of(SECRET))) == (True, False)
    assert [p.name for p in tmp_path.iterdir()] == ["a.dossier"]
