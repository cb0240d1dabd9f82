"""A program of its own that works on a project file until it is killed, and says what is done."""

import sqlite3
import sys
from dataclasses import replace
from pathlib import Path

from dossier.model.commands.done import Act
from dossier.model.dossier import Dossier
from dossier.store.migrations import MIGRATIONS
from dossier.store.opening import create, open_file
from dossier.store.project_file import ProjectFile

SECOND_ASSET_BYTES = 5_000_000


def asset(number: int) -> bytes:
    """Makes bytes of two chunks, different for each number."""
    return number.to_bytes(4, "big") * (SECOND_ASSET_BYTES // 4)


def slow_second_version(connection: sqlite3.Connection) -> None:
    """Pretends to be a later version that touches every page."""
    connection.execute("CREATE TABLE later (data BLOB)")
    for number in range(40):
        connection.execute("INSERT INTO later VALUES (?)", (bytes([number]) * 200_000,))


LATER = (*MIGRATIONS, slow_second_version)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def work(path: Path) -> None:
    """Saves titles 1, 2, 3 … and adds an asset at each, telling each when it is done."""
    with open_file(path, who="Léa") as project:
        _say("open")
        number = 0
        while True:
            number += 1
            project.put_asset(asset(number))
            _say(f"asset {number}")
            project.save(replace(project.dossier, title=str(number)), Act(code="title"))
            _say(f"title {number}")


def bring(path: Path) -> None:
    """Opens the file with the later version, which changes it."""
    _say("open")
    open_file(path, who="Léa", migrations=LATER).close()
    _say("brought")


def new(path: Path, title: str = "0") -> ProjectFile:
    """Makes a file to work on."""
    return create(path, Dossier(title=title), who="Léa")


if __name__ == "__main__":
    {"work": work, "bring": bring}[sys.argv[1]](Path(sys.argv[2]))
