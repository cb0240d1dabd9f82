"""A damaged file gives what was written or says that it is damaged; it is never changed, nor believed."""

import random
import shutil
import sqlite3
from contextlib import closing

import pytest

from dossier.basis.digest import digest_of
from dossier.basis.errors import DossierError, UnreadableError
from dossier.model.commands.done import Act
from dossier.store.journal import BACK, ON
from dossier.store.opening import open_file
from tests.support.dossiers import small_dossier
from tests.support.store_child import asset, new, piece_of, steps_of, with_piece

CLEAR = {"project-damaged", "project-malformed", "not-a-project", "newer-file"}
FLIPS = 150
CUTS = 40
FILM = random.Random(7).randbytes(4_300_000)


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A file with everything in it, and what reading all of it gives."""
    path = tmp_path_factory.mktemp("sound") / "a.dossier"
    with new(path) as project:
        for number in range(3):
            digest = project.put_asset(asset(number, size=30_000))
            project.save(
                with_piece(small_dossier(), piece_of(digest, f"p{number}", words=3000), title=str(number)),
                Act(code="add", params={"n": number}),
            )
        project.undo()
    return path, all_of(path)


def all_of(path):
    """Reads everything there is, but for the search, which may miss what it held."""
    with open_file(path, who="x") as project:
        project.search("confirmation")
        assets = {}
        for number in range(3):
            digest = digest_of(asset(number, size=30_000))
            target = path.with_name("out")
            project.asset_to(digest, target)
            assets[digest] = target.read_bytes()
        acts = (project.undoable, project.redoable)
        steps = (steps_of(project, BACK), steps_of(project, ON))
        return project.dossier, assets, acts, steps, project.journal()


def refused_or_right(path, expected):
    """Whether reading was refused by a clear code; wrong data, another error or a changed file fail."""
    before, code = path.read_bytes(), ""
    try:
        assert all_of(path) == expected
    except DossierError as error:
        code = error.code
    assert code in {"", *CLEAR}
    assert path.read_bytes() == before
    assert {p.name for p in path.parent.iterdir()} - {"out"} == {path.name}
    return bool(code)


def test_flipped_bytes_are_told_or_do_no_harm(sound, tmp_path):
    path, expected = sound
    chance, refused = random.Random(20260811), 0
    whole = path.read_bytes()
    for _ in range(FLIPS):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 1, 4))):
            data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
        (tmp_path / "a.dossier").write_bytes(data)
        refused += refused_or_right(tmp_path / "a.dossier", expected)
    # Half of a small file is the room that its pages do not use.
    assert refused > FLIPS // 8


def test_a_damaged_description_of_the_tables_is_told(sound, tmp_path):
    # SQLite quotes it in its messages, where it need not be text any more.
    path, expected = sound
    whole = path.read_bytes()
    for place in range(whole.index(b"CREATE "), 8192, 29):
        data = bytearray(whole)
        data[place] ^= 0x93
        (tmp_path / "a.dossier").write_bytes(data)
        refused_or_right(tmp_path / "a.dossier", expected)


def test_every_byte_of_the_header_may_flip(sound, tmp_path):
    path, expected = sound
    whole = path.read_bytes()
    for place in range(100):
        data = bytearray(whole)
        data[place] ^= 0xFF
        (tmp_path / "a.dossier").write_bytes(data)
        refused_or_right(tmp_path / "a.dossier", expected)


def test_a_file_cut_anywhere_is_told(sound, tmp_path):
    path, expected = sound
    whole = path.read_bytes()
    chance = random.Random(5)
    lengths = [0, 1, 15, 16, 99, 100, 8191, 8192, *(chance.randrange(len(whole)) for _ in range(CUTS))]
    for length in lengths:
        (tmp_path / "a.dossier").write_bytes(whole[:length])
        told = refused_or_right(tmp_path / "a.dossier", expected)
        # The last page may end in room that it does not use.
        assert told or length > len(whole) - 8192


@pytest.mark.parametrize("at", [100, 4_194_000, 4_194_400, 4_299_999])
def test_an_original_is_never_given_with_a_wrong_byte(tmp_path, at):
    path = tmp_path / "a.dossier"
    with new(path) as project:
        digest = project.put_asset(FILM)
        project.save(with_piece(project.dossier, piece_of(digest, "film"), title="1"), Act(code="add"))
    with closing(sqlite3.connect(path)) as raw:
        number, offset = divmod(at, 4 * 1024 * 1024)
        (row,) = raw.execute("SELECT rowid FROM chunks WHERE number = ?", (number,)).fetchone()
        with raw.blobopen("chunks", "data", row) as blob:
            blob[offset] = blob[offset] ^ 1
        raw.commit()
    (tmp_path / "out").write_bytes(b"old")
    with open_file(path, who="x") as project:
        assert project.dossier.title == "1"
        with pytest.raises(UnreadableError, match="project-damaged"):
            project.asset_to(digest, tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == b"old"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE document SET place = 1",
        "UPDATE steps SET place = place + 1000",
        "UPDATE steps SET place = 1000 WHERE place = 3",
        "UPDATE steps SET place = 0 WHERE place = 1",
        "DELETE FROM steps WHERE place = 2",
        "DELETE FROM journal WHERE id = 2",
        "UPDATE steps SET entry = (SELECT entry FROM steps ORDER BY place LIMIT 1)",
        "UPDATE journal SET id = id + 1000",
        "UPDATE chunks SET number = number + 1",
        "UPDATE chunks SET data = x'00'",
        "UPDATE assets SET size = size - 1",
        "UPDATE assets SET id = id + 1000",
        "UPDATE parts SET body = (SELECT body FROM parts LIMIT 1)",
        "UPDATE parts SET body = NULL",
        "UPDATE document SET body = 'text'",
        "DELETE FROM document",
        "DELETE FROM parts",
        "DROP TABLE journal",
        "CREATE TRIGGER strange AFTER INSERT ON journal BEGIN DELETE FROM steps; END",
        "CREATE VIEW strange AS SELECT * FROM journal",
    ],
)
def test_rows_that_another_hand_changed_are_told(sound, tmp_path, change):
    path, expected = sound
    shutil.copyfile(path, tmp_path / "a.dossier")
    with closing(sqlite3.connect(tmp_path / "a.dossier", isolation_level=None)) as raw:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        raw.execute("PRAGMA writable_schema = ON")
        if "= NULL" in change:
            raw.execute("UPDATE sqlite_schema SET sql = replace(sql, 'body BLOB NOT NULL', 'body BLOB')")
            raw.execute("PRAGMA writable_schema = RESET")
        raw.execute(change)
    assert refused_or_right(tmp_path / "a.dossier", expected)


def test_a_damaged_piece_is_not_written_over(sound, tmp_path):
    path, _ = sound
    shutil.copyfile(path, tmp_path / "a.dossier")
    with open_file(tmp_path / "a.dossier", who="x") as project:
        with closing(sqlite3.connect(tmp_path / "a.dossier", isolation_level=None)) as raw:
            raw.execute("UPDATE document SET body = substr(body, 1, 20)")
        before = project.dossier
        with pytest.raises(UnreadableError, match="project-damaged"):
            project.save(with_piece(before, piece_of(digest_of(b""), "late"), title="9"), Act(code="add"))
        with pytest.raises(UnreadableError, match="project-damaged"):
            project.forget_unused_assets()
        assert project.dossier == before
        data = (tmp_path / "a.dossier").read_bytes()
    assert (tmp_path / "a.dossier").read_bytes() == data
