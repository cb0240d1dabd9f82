"""A note about files that are not yet read keeps their bytes, and goes in one change with what was read."""

import sqlite3

import pytest

from dossier.basis.digest import digest_of
from dossier.basis.errors import PlaceError, UnreadableError
from dossier.model.commands.done import Act
from dossier.model.commands.edit import set_title
from dossier.store.opening import open_file
from tests.support.refused_writes import refuse_writes
from tests.support.store_child import asset, bytes_of, wrong_inside

FILE = asset(7, size=64)
NOTE = f'{{"asset":"{digest_of(FILE)}"}}'.encode()


@pytest.fixture
def noted(full):
    full.put_asset(FILE)
    full.note_awaited(NOTE)
    return full


def retitled(project):
    first = project.dossier.pieces[0]
    return set_title(project.dossier, first.id, title=f"{first.title} bis")


def test_there_is_none_at_first(full):
    assert full.awaited == b""


def test_it_and_what_it_names_are_there_when_the_file_is_opened_again(noted, path):
    before = (noted.dossier, noted.undoable, noted.journal())
    noted.close()
    with open_file(path, who="x") as again:
        assert again.awaited == NOTE
        assert bytes_of(again, digest_of(FILE)) == FILE
        assert (again.dossier, again.undoable, again.journal()) == before
        assert again.forget_unused_assets() == 0
    assert wrong_inside(path) == []


def test_an_act_a_step_back_and_a_copy_leave_it(noted, tmp_path):
    done = retitled(noted)
    noted.save(done.dossier, done.act)
    noted.undo()
    noted.copy_to(tmp_path / "copy.dossier")
    assert noted.awaited == NOTE
    with open_file(tmp_path / "copy.dossier", who="x") as copy:
        assert copy.awaited == NOTE


@pytest.mark.parametrize("note", [b"", b"another"])
def test_it_goes_with_the_act_that_needs_it_no_more(noted, path, note):
    done = retitled(noted)
    noted.save(done.dossier, done.act, awaited=note)
    assert noted.awaited == note
    noted.close()
    with open_file(path, who="x") as again:
        assert again.awaited == note
        assert not again.has(digest_of(FILE))
        assert again.dossier == done.dossier


def test_a_refused_change_leaves_both(noted, path):
    before, done = noted.dossier, retitled(noted)
    refuse_writes(path)
    with pytest.raises(PlaceError):
        noted.save(done.dossier, done.act, awaited=b"")
    with pytest.raises(PlaceError):
        noted.note_awaited(b"")
    assert (noted.dossier, noted.awaited) == (before, NOTE)


def test_a_long_note_is_kept_whole(full):
    long = NOTE * 100_000
    full.note_awaited(long)
    assert full.awaited == long


def test_no_file_can_be_taken_for_it(full):
    assert full.put_asset(b"awaited") != "awaited"
    assert full.awaited == b""


def test_damage_to_it_is_told(noted, path):
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE chunks SET data = x'00' WHERE asset = (SELECT max(id) FROM assets)")
    raw.close()
    with pytest.raises(UnreadableError, match="project-damaged"):
        _ = noted.awaited
    assert noted.save(retitled(noted).dossier, Act(code="edit")) is None
