"""Brings project files into the states that a person meets, and says what opening them answers.

``python -m tests.support.store_states FOLDER`` says one JSON line for each; as an administrator it
goes on as nobody, whom permissions stop. ``hold FILE WHO`` has a file open, ``occupy FILE`` is in the
middle of a change, until their input ends or they are killed.
"""

import json
import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from dossier.basis.errors import DossierError
from dossier.store.migrations import MIGRATIONS
from dossier.store.opening import open_file
from tests.support.store_child import LATER, new
from tests.support.store_faults import become_nobody


def _interrupted(folder: Path) -> None:
    """Leaves a change half done in a folder that is closed then."""
    path = folder / "a.dossier"
    new(path).close()
    process = os.fork()
    if process == 0:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO assets VALUES (1, 'x', 1)")
        connection.execute("INSERT INTO chunks VALUES (1, 0, 0, ?)", (bytes(5_000_000),))
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(process, 0)
    folder.chmod(0o555)


def _closed(folder: Path) -> None:
    new(folder / "a.dossier").close()
    folder.chmod(0o555)


def _closed_file(folder: Path) -> None:
    new(folder / "a.dossier").close()
    (folder / "a.dossier").chmod(0o444)


def _hidden(folder: Path) -> None:
    new(folder / "a.dossier").close()
    (folder / "a.dossier").chmod(0o000)


def _empty(folder: Path) -> None:
    (folder / "a.dossier").write_bytes(b"")


STATES: dict[str, Callable[[Path], None]] = {
    "interrupted": _interrupted,
    "older": _closed,
    "read-only folder": _closed,
    "read-only file": _closed_file,
    "hidden": _hidden,
    "empty": _empty,
}


def answer(path: Path, state: str) -> dict[str, object]:
    """Opens a file and gives the error, or why it cannot be changed."""
    said: DossierError | None
    before = path.read_bytes() if os.access(path, os.R_OK) else b""
    try:
        with open_file(path, who="x", migrations=LATER if state == "older" else MIGRATIONS) as project:
            said, title = project.read_only, project.dossier.title
    except DossierError as error:
        said, title = error, ""
    unchanged = not os.access(path, os.R_OK) or path.read_bytes() == before
    return {
        "state": state,
        "code": said.code if said else "",
        "params": dict(said.params) if said else {},
        "title": title,
        "unchanged": unchanged,
    }


def main(folder: Path) -> None:
    """Goes through the states."""
    new(folder / "a.dossier").close()
    answer(folder / "a.dossier", "well")  # loads what nobody may not read
    become_nobody(folder)
    for number, (state, make) in enumerate(STATES.items()):
        place = folder / str(number)
        place.mkdir()
        make(place)
        sys.stdout.write(json.dumps(answer(place / "a.dossier", state)) + "\n")
        place.chmod(0o755)


def hold(path: Path, who: str) -> None:
    """Has a file open until the end of its input, or of itself."""
    with open_file(path, who=who, now=lambda: datetime(2026, 8, 11, 22, 30, tzinfo=UTC)):
        sys.stdout.write("open\n")
        sys.stdout.flush()
        sys.stdin.read()


def occupy(path: Path) -> None:
    """Is in the middle of a change until the end of its input."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    sys.stdout.write("open\n")
    sys.stdout.flush()
    sys.stdin.read()
    connection.close()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["hold", file, name]:
            hold(Path(file), name)
        case ["occupy", file]:
            occupy(Path(file))
        case [place]:
            main(Path(place))
