"""How the database is opened, told from others, and changed."""

import contextlib
import os
import sqlite3
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

from dossier.basis.errors import PlaceError, UnreadableError, UsageError

APPLICATION_ID: Final = 0x446F7373
"""What tells our files from other databases: "Doss"."""

BUSY_SECONDS: Final = 5.0
"""How long one program waits while the other one finishes a change."""

_PAGE_BYTES: Final = 8192
_MAGIC: Final = b"SQLite format 3\0"
_HEADER_BYTES: Final = 100
_VERSION_AT: Final = 60
_APPLICATION_AT: Final = 68
_FORMATS_AT: Final = slice(18, 20)
_ROLLBACK_FORMATS: Final = b"\x01\x01"

# Chunks are not walked at every opening: they are most of the file, and each asset is held against
# its own digest when it is read.
_CHECKED: Final = ("document", "steps", "parts", "journal", "assets")


def stored_version(path: Path, *, newest: int) -> int:
    """Reads the version from the first 100 bytes, so that a foreign file is never opened as ours.

    Source: https://www.sqlite.org/fileformat.html, section 1.3.

    Raises:
        PlaceError: ``cannot-read``; the file is missing or closed to us. ``not-a-file``.
        UnreadableError: ``project-damaged``, ``not-a-project``.
        UsageError: ``newer-file``.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise PlaceError("not-a-file", file=path.name)  # a pipe would be waited for
        header = _header(path)
    except OSError as error:
        raise PlaceError("cannot-read", file=path.name) from error
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        raise UnreadableError("project-damaged", file=path.name)
    (version,) = struct.unpack_from(">I", header, _VERSION_AT)
    if not _is_ours(header):
        raise UnreadableError("not-a-project", file=path.name)
    if version > newest and not _change_pending(path):
        raise UsageError("newer-file", file=path.name)
    if version <= newest and header[_FORMATS_AT] != _ROLLBACK_FORMATS:
        # SQLite would write a file that claims another way of journalling before it reads it.
        raise UnreadableError("project-damaged", file=path.name)
    return int(version)


def is_project(path: Path) -> bool:
    """Tells whether a file is a project file, of any version and however damaged behind its start.

    Raises:
        OSError: It may be one: it is there and cannot be read.
    """
    return path.is_file() and _is_ours(_header(path))


def _header(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_HEADER_BYTES)


def _is_ours(header: bytes) -> bool:
    mark = struct.pack(">I", APPLICATION_ID)
    return header.startswith(_MAGIC) and header[_APPLICATION_AT:].startswith(mark)


def _change_pending(path: Path) -> bool:
    """Whether a change was cut short, which SQLite takes back, its version too, when it opens the file."""
    try:
        return _journal(path).stat().st_size > 0
    except OSError:
        return False  # there is none


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def sweep_journal(connection: sqlite3.Connection, path: Path, *, version: int) -> None:
    """Lets SQLite remove the journal of a change that was killed before it had begun.

    It takes back only what had begun, and leaves the empty journal until the next change: here is one.
    """
    if _journal(path).exists():
        with transaction(connection):
            connection.execute(f"PRAGMA user_version = {version}")


def version_in(connection: sqlite3.Connection, path: Path, *, newest: int) -> int:
    """Reads the version from an open file, where nothing is pending any more.

    Raises:
        UsageError: ``newer-file``.
        sqlite3.Error: It cannot be read.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > newest:
        raise UsageError("newer-file", file=path.name)
    return int(version)


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Opens a file that exists.

    The rollback journal stands beside the file only during a change, so that a person who copies
    the file copies everything; "extra" also makes the journal's end durable (a folder entry).

    Raises:
        sqlite3.Error: It cannot be opened.
    """
    # Any thread may use it, one at a time: who has the file sees to it that calls never overlap.
    address = f"file:{quote(os.fsencode(path.resolve().as_posix()))}?mode={'ro' if read_only else 'rw'}"
    connection = sqlite3.connect(
        address, uri=True, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA synchronous = EXTRA")
        if not read_only:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def found(connection: sqlite3.Connection) -> None:
    """Makes an empty file ours; before anything else, for some of it holds for a whole file's life."""
    connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
    # What is removed goes back to the disk, when it is asked for.
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Does all of the block or nothing; it is on disk when the block has ended.

    A block that finds nothing to do may roll back itself.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        if connection.in_transaction:
            connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


Description = frozenset[tuple[str, str, str]]


def described(connection: sqlite3.Connection) -> Description:
    """Gives the kind, name and making of everything in a database but what SQLite makes by itself.

    Raises:
        sqlite3.Error: It cannot be read.
    """
    # The search index keeps its words in tables of its own, which each version of SQLite may write
    # in its own way.
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema"
        " WHERE sql IS NOT NULL AND NOT (type = 'table' AND name GLOB 'words_*')"
    )
    return frozenset(rows.fetchall())


def require_sound(connection: sqlite3.Connection, path: Path, *, description: Description) -> None:
    """Walks the tables that hold the person's work, and makes sure that nothing else acts on them.

    Raises:
        UnreadableError: ``project-damaged``.
        sqlite3.Error: It cannot be read at all.
    """
    if described(connection) != description:
        raise UnreadableError("project-damaged", file=path.name)
    for table in _CHECKED:
        # Held against their indexes too: digests and places are looked up there.
        answer = connection.execute(f"PRAGMA integrity_check('{table}')").fetchone()
        if answer is None or answer[0] != "ok":
            raise UnreadableError("project-damaged", file=path.name)
