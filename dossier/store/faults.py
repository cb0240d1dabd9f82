"""What SQLite refuses, as the few things that a person can do something about."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from dossier.basis.errors import DossierError, PlaceError, UnreadableError

_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
_IN_THE_WAY = ("SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")
_OUR_OWN = (sqlite3.ProgrammingError, sqlite3.NotSupportedError)


def foreseen(error: sqlite3.Error, path: Path) -> DossierError | None:
    """Names what stopped SQLite; None for what can only be our own fault.

    What is neither the disk's, nor another program's, nor our own can only be the file's: damage can
    show as a page that is none, but also as a table without a name, a rule that its rows break, or
    words that are no UTF-8, which carry no code at all.

    The names are SQLite's extended result codes (https://www.sqlite.org/rescode.html).
    """
    # The module itself raises some errors that SQLite never saw; those carry no name.
    name: str = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_READONLY_ROLLBACK"):
        return PlaceError("project-interrupted", file=path.name)
    if name.startswith("SQLITE_FULL"):
        return PlaceError("disk-full", file=path.name, folder=str(path.parent))
    if name.startswith(_BUSY):
        return PlaceError("project-busy", file=path.name)
    if name.startswith("SQLITE_IOERR_READ"):
        return PlaceError("cannot-read", file=path.name)
    if name.startswith(_IN_THE_WAY):
        return PlaceError("cannot-write", file=path.name, folder=str(path.parent))
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, _OUR_OWN):
        return UnreadableError("project-damaged", file=path.name)
    return None


@contextlib.contextmanager
def storing(path: Path) -> Iterator[None]:
    """Turns what SQLite says about a file into our own errors.

    Raises:
        PlaceError: ``disk-full``, ``cannot-write``, ``cannot-read``, ``project-busy``,
            ``project-interrupted``.
        UnreadableError: ``project-damaged``.
    """
    try:
        yield
    except UnicodeDecodeError as error:
        # The module quotes what SQLite stumbled over, which in a damaged file need not be text.
        raise UnreadableError("project-damaged", file=path.name) from error
    except sqlite3.Error as error:
        known = foreseen(error, path)
        if known is None:
            raise
        raise known from error
