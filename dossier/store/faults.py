"""What SQLite refuses, as the few things that a person can do something about."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from dossier.basis.errors import DossierError, PlaceError, UnreadableError

_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
_IN_THE_WAY = ("SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")


def foreseen(error: sqlite3.Error, path: Path) -> DossierError | None:
    """Names what stopped SQLite; None for what can only be our own fault.

    The names are SQLite's extended result codes (https://www.sqlite.org/rescode.html).
    """
    # The module itself raises some errors that SQLite never saw; those carry no name.
    name: str = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_READONLY_ROLLBACK"):
        return PlaceError("project-interrupted", file=path.name)
    if name.startswith("SQLITE_FULL"):
        return PlaceError("disk-full", file=path.name, folder=str(path.parent))
    if name.startswith(_DAMAGED):
        return UnreadableError("project-damaged", file=path.name)
    if name.startswith(_BUSY):
        return PlaceError("project-busy", file=path.name)
    if name.startswith(_IN_THE_WAY):
        return PlaceError("cannot-write", file=path.name, folder=str(path.parent))
    return None


@contextlib.contextmanager
def storing(path: Path) -> Iterator[None]:
    """Turns what SQLite says about a file into our own errors.

    Raises:
        PlaceError: ``disk-full``, ``cannot-write``, ``project-busy``, ``project-interrupted``.
        UnreadableError: ``project-damaged``.
    """
    try:
        yield
    except sqlite3.Error as error:
        known = foreseen(error, path)
        if known is None:
            raise
        raise known from error
