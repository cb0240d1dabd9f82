"""What programs that are killed or hindered do to project files, and what must be there afterwards."""

import hashlib
import random
import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

from dossier.basis.digest import Digest
from dossier.model.commands.done import Act
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId, RubricId
from dossier.model.piece import FileKind, Original, Piece
from dossier.store.faults import storing
from dossier.store.journal import BACK, ON
from dossier.store.migrations import MIGRATIONS
from dossier.store.opening import create, open_file
from dossier.store.project_file import ProjectFile

SECOND_ASSET_BYTES = 5_000_000


def asset(number: int, *, size: int = SECOND_ASSET_BYTES) -> bytes:
    """Makes bytes, by default of two chunks, different for each number."""
    return number.to_bytes(4, "big") * (size // 4)


def piece_of(digest: Digest, name: str, *, words: int = 0) -> Piece:
    """Makes a piece that names an asset, with words that cannot be packed well."""
    text = hashlib.shake_256(name.encode()).hexdigest(words // 2)
    original = Original(digest=digest, name=name, size=1, kind=FileKind.OTHER)
    return Piece(
        id=PieceId(name), title=name, rubric=RubricId("order"), originals=(original,), text=text or name
    )


def with_piece(dossier: Dossier, piece: Piece, *, title: str) -> Dossier:
    """Adds a piece and names the dossier anew."""
    return replace(dossier, title=title, pieces=(*dossier.pieces, piece))


def later_version(connection: sqlite3.Connection) -> None:
    """Pretends to be a later version, which writes every asset anew and adds a table."""
    connection.execute("CREATE TABLE later (data BLOB)")
    for number in range(10):
        connection.execute("INSERT INTO later VALUES (?)", (bytes([number]) * 200_000,))
    connection.execute("UPDATE chunks SET data = substr(data, 1)")
    connection.execute("UPDATE journal SET entry = substr(entry, 1)")


LATER = (*MIGRATIONS, later_version)

KEPT_COPY = f"a.v{len(MIGRATIONS)}.dossier"
"""What stands beside ``a.dossier`` after a later version has opened it."""


def new(path: Path, title: str = "0") -> ProjectFile:
    """Makes a file to work on."""
    return create(path, Dossier(title=title), who="Léa")


def filled(path: Path, *, kept_bytes: int, orphan_bytes: int) -> tuple[Dossier, Digest]:
    """Makes a file with one named asset, one that nothing names, and two acts to undo."""
    with new(path) as project:
        kept = project.put_asset(asset(7, size=kept_bytes))
        for number in (1, 2):
            piece = piece_of(kept, f"piece {number}", words=40_000)
            project.save(with_piece(project.dossier, piece, title=str(number)), Act(code="add"))
        dossier = project.dossier
    # Closing forgets: it comes as a program leaves it that is killed before it saves.
    with open_file(path, who="Léa") as project:
        project.put_asset(asset(8, size=orphan_bytes))
        copy = path.with_name("copy")
        project.copy_to(copy)
    copy.replace(path)
    return dossier, kept


class History:
    """A list of values as the person sees it: what the file is held against."""

    def __init__(self, seed: int) -> None:
        self._choices = random.Random(seed)
        self.past: tuple[str, ...] = ()
        self.present = "0"
        self.future: tuple[str, ...] = ()
        self.count = 0

    def next_act(self) -> str:
        """Chooses one of "save", "undo", "redo" and does it to the values."""
        self.count += 1
        act = self._choices.choice(("save", "save", "undo", "redo"))
        if act == "save":
            self.past, self.present, self.future = (*self.past, self.present), str(self.count), ()
        elif act == "undo" and self.past:
            self.past, self.present, self.future = self.past[:-1], self.past[-1], (*self.future, self.present)
        elif act == "redo" and self.future:
            self.past, self.present, self.future = (
                (*self.past, self.present),
                self.future[-1],
                self.future[:-1],
            )
        return act

    def state(self) -> list[object]:
        """Gives everything, the next to undo and to redo first."""
        return [self.present, list(self.past[::-1][:100]), list(self.future[::-1])]


def steps_of(project: ProjectFile, direction: int) -> list[Dossier]:
    """Gives the dossiers that undoing (``BACK``) or redoing (``ON``) leads to, the next first."""
    with storing(project.path):
        return [project._documents.decode(step.document) for step in project._steps.all(direction)]


def bytes_of(project: ProjectFile, digest: Digest) -> bytes:
    """Gives an asset as it is written out, to a place outside the folder that is being watched."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "out")
        project.asset_to(digest, target)
        return target.read_bytes()


def state_of(project: ProjectFile) -> list[object]:
    """Gives the same of a file."""
    return [
        project.dossier.title,
        [dossier.title for dossier in steps_of(project, BACK)],
        [dossier.title for dossier in steps_of(project, ON)],
    ]


def wrong_inside(path: Path) -> list[str]:
    """Walks a whole file as SQLite does; nothing when all is well."""
    connection = sqlite3.connect(path)
    try:
        answers = [str(row[0]) for row in connection.execute("PRAGMA integrity_check").fetchall()]
        answers += [str(row) for row in connection.execute("PRAGMA foreign_key_check").fetchall()]
    finally:
        connection.close()
    return [answer for answer in answers if answer != "ok"]


def lost_bytes(project: ProjectFile, expected: dict[Digest, bytes]) -> list[str]:
    """Names what is not there as it was given."""
    lost = []
    for digest, data in expected.items():
        if not project.has(digest):
            lost.append(f"{digest[:8]} is gone")
            continue
        if bytes_of(project, digest) != data:
            lost.append(f"{digest[:8]} is another")
    return lost
