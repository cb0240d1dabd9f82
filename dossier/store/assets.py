"""Originals and bodies inside the file, in chunks, named by SHA-256."""

import contextlib
import hashlib
import io
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Final

from dossier.basis import limits
from dossier.basis.digest import Digest
from dossier.basis.errors import PlaceError
from dossier.store.document import digests_in

CHUNK_BYTES: Final = 4 * limits.MIB
"""A blob of SQLite ends at 1 GB; a film does not. No more than this is held in memory."""

AWAITED: Final = Digest("awaited")
"""The name of a note about files that are kept and not yet read; no bytes have it by themselves."""

_FLOW_START: Final = b'{"blocks":'


@contextlib.contextmanager
def reading(source: Path | bytes) -> Iterator[IO[bytes]]:
    """Opens what is to be kept.

    Raises:
        PlaceError: ``cannot-read``.
    """
    if isinstance(source, bytes):
        yield io.BytesIO(source)
        return
    try:
        with source.open("rb") as stream:
            yield stream
    except OSError as error:
        raise PlaceError("cannot-read", file=source.name) from error


def put(connection: sqlite3.Connection, stream: IO[bytes]) -> Digest:
    """Keeps a stream, read once: it is named by what was written. Inside the caller's transaction.

    Bytes that are there already are not kept twice; the transaction is rolled back then.
    """
    asset, digest, size = _written(connection, stream)
    if has(connection, digest):
        connection.execute("ROLLBACK")
    else:
        connection.execute("INSERT INTO assets VALUES (?, ?, ?)", (asset, digest, size))
    return digest


def put_all(connection: sqlite3.Connection, sources: Mapping[Digest, Path]) -> None:
    """Keeps files under the names that they have, each read once. Inside the caller's transaction.

    Raises:
        PlaceError: ``cannot-read``; one cannot be read, or holds something else than its name says.
    """
    for named, source in sources.items():
        if has(connection, named):
            continue
        with reading(source) as stream:
            asset, digest, size = _written(connection, stream)
        if digest != named:
            raise PlaceError("cannot-read", file=source.name)
        connection.execute("INSERT INTO assets VALUES (?, ?, ?)", (asset, digest, size))


def note_awaited(connection: sqlite3.Connection, note: bytes) -> None:
    """Keeps a note in place of the one before, none when it is empty. Inside the caller's transaction."""
    connection.execute("DELETE FROM assets WHERE digest = ?", (AWAITED,))
    if note:
        asset, _, size = _written(connection, io.BytesIO(note))
        connection.execute("INSERT INTO assets VALUES (?, ?, ?)", (asset, AWAITED, size))


def awaited(connection: sqlite3.Connection) -> bytes:
    """Gives the note, empty when there is none.

    Raises:
        sqlite3.DatabaseError: It is damaged.
    """
    return b"".join(chunks(connection, AWAITED)) if has(connection, AWAITED) else b""


def _written(connection: sqlite3.Connection, stream: IO[bytes]) -> tuple[int, Digest, int]:
    """Writes the chunks of a new asset; gives its number in the table, its name and its size."""
    hashed, size = hashlib.sha256(), 0
    (asset,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM assets").fetchone()
    number = 0
    while data := stream.read(CHUNK_BYTES):
        hashed.update(data)
        size += len(data)
        row = (asset, number, _check(asset, number, data), data)
        connection.execute("INSERT INTO chunks VALUES (?, ?, ?, ?)", row)
        number += 1
    return asset, Digest(hashed.hexdigest()), size


def has(connection: sqlite3.Connection, digest: Digest) -> bool:
    """Whether the bytes are there."""
    return connection.execute("SELECT 1 FROM assets WHERE digest = ?", (digest,)).fetchone() is not None


def chunks(connection: sqlite3.Connection, digest: Digest) -> Iterator[bytes]:
    """Gives the bytes, chunk by chunk.

    Raises:
        sqlite3.DatabaseError: They are missing or damaged.
    """
    asset, size = _found(connection, digest)
    for number in range(_count(size)):
        yield _chunk(connection, asset, number)


def unused(connection: sqlite3.Connection, named: set[Digest]) -> list[int]:
    """Finds what nothing names, neither a document nor a flow, by its number in the table."""
    kept = named | _named_by_flows(connection, named)
    rows = connection.execute("SELECT id, digest FROM assets").fetchall()
    return [asset for asset, digest in rows if digest not in kept]


def forget(connection: sqlite3.Connection, numbers: list[int]) -> None:
    """Removes assets, inside the caller's transaction."""
    connection.executemany("DELETE FROM assets WHERE id = ?", [(asset,) for asset in numbers])


def _named_by_flows(connection: sqlite3.Connection, named: set[Digest]) -> set[Digest]:
    rows = connection.execute(
        "SELECT digest, chunks.rowid FROM chunks JOIN assets ON asset = id WHERE number = 0"
    ).fetchall()
    found: set[Digest] = set()
    for digest, row in rows:
        if digest in named and _begins(connection, row) == _FLOW_START:
            found |= digests_in(b"".join(chunks(connection, digest)))
    return found


def _begins(connection: sqlite3.Connection, row: int) -> bytes:
    # Reads these few bytes only; a query would fetch the whole chunk.
    with connection.blobopen("chunks", "data", row, readonly=True) as blob:
        return blob.read(len(_FLOW_START))


def _found(connection: sqlite3.Connection, digest: Digest) -> tuple[int, int]:
    row = connection.execute("SELECT id, size FROM assets WHERE digest = ?", (digest,)).fetchone()
    if row is None:
        raise sqlite3.DatabaseError(digest)
    asset, size = int(row[0]), int(row[1])
    held = connection.execute(
        "SELECT count(*), coalesce(sum(length(data)), 0) FROM chunks WHERE asset = ?", (asset,)
    ).fetchone()
    if held != (_count(size), size):
        raise sqlite3.DatabaseError(digest)
    return asset, size


def _count(size: int) -> int:
    return -(-size // CHUNK_BYTES)


def _chunk(connection: sqlite3.Connection, asset: int, number: int) -> bytes:
    row = connection.execute(
        "SELECT crc, data FROM chunks WHERE asset = ? AND number = ?", (asset, number)
    ).fetchone()
    if row is None or not isinstance(row[1], bytes) or row[0] != _check(asset, number, row[1]):
        message = f"chunk {number} of asset {asset}"
        raise sqlite3.DatabaseError(message)
    return row[1]


def _check(asset: int, number: int, data: bytes) -> int:
    """Makes the check of a chunk in its place: one that moved is told too."""
    return zlib.crc32(data, zlib.crc32(b"%d %d" % (asset, number)))
