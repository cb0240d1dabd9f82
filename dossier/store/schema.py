"""How the database is opened, told from others, and changed."""

import contextlib
import sqlite3
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

from dossier.basis.errors import PlaceError, UnreadableError, UsageError

APPLICATION_ID: Final = 0x446F7373
"""What tells our files from other databases: "Doss"."""

PAGE_BYTES: Final = 8192
BUSY_SECONDS: Final = 5.0
"""How long one program waits while the other one finishes a change."""

_MAGIC: Final = b"SQLite format 3\0"
_HEADER_BYTES: Final = 100
_VERSION_AT: Final = 60
_APPLICATION_AT: Final = 68

# Chunks are not walked at every opening: they are most of the file, and each asset is held against
# its own digest when it is read.
_CHECKED: Final = ("meta", "document", "steps", "texts", "journal", "assets")


def stored_version(path: Path, *, newest: int) -> int:
    """Reads the version from the first 100 bytes, so that a foreign file is never opened as ours.

    Source: https://www.sqlite.org/fileformat.html, section 1.3.

    Raises:
        PlaceError: ``cannot-read``; the file is missing or closed to us.
        UnreadableError: ``project-damaged``, ``not-a-project``.
        UsageError: ``newer-file``.
    """
    try:
        with path.open("rb") as stream:
            header = stream.read(_HEADER_BYTES)
    except OSError as error:
        raise PlaceError("cannot-read", file=path.name) from error
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        raise UnreadableError("project-damaged", file=path.name)
    (version,) = struct.unpack_from(">I", header, _VERSION_AT)
    (application,) = struct.unpack_from(">I", header, _APPLICATION_AT)
    if application != APPLICATION_ID:
        raise UnreadableError("not-a-project", file=path.name)
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
    address = f"file:{quote(path.resolve().as_posix())}?mode={'ro' if read_only else 'rw'}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=BUSY_SECONDS)
    try:
        connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
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


def require_sound(connection: sqlite3.Connection, path: Path) -> None:
    """Walks the tables that hold the person's work.

    Raises:
        UnreadableError: ``project-damaged``.
        sqlite3.Error: It cannot be read at all.
    """
    for table in _CHECKED:
        answer = connection.execute(f"PRAGMA quick_check('{table}')").fetchone()
        if answer is None or answer[0] != "ok":
            raise UnreadableError("project-damaged", file=path.name)
