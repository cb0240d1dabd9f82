"""Originals and bodies inside the file, in chunks, named by SHA-256."""

import contextlib
import hashlib
import io
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from dossier.basis import limits
from dossier.basis.digest import Digest
from dossier.basis.errors import PlaceError
from dossier.store.document import digests_in

CHUNK_BYTES: Final = 4 * limits.MIB
"""A blob of SQLite ends at 1 GB; a film does not. No more than this is held in memory."""

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

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
    hashed, size = hashlib.sha256(), 0
    (asset,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM assets").fetchone()
    number = 0
    while data := stream.read(CHUNK_BYTES):
        hashed.update(data)
        size += len(data)
        connection.execute("INSERT INTO chunks VALUES (?, ?, ?)", (asset, number, data))
        number += 1
    digest = Digest(hashed.hexdigest())
    if has(connection, digest):
        connection.execute("ROLLBACK")
    else:
        connection.execute("INSERT INTO assets VALUES (?, ?, ?)", (asset, digest, size))
    return digest


def has(connection: sqlite3.Connection, digest: Digest) -> bool:
    """Whether the bytes are there."""
    return connection.execute("SELECT 1 FROM assets WHERE digest = ?", (digest,)).fetchone() is not None


def chunks(connection: sqlite3.Connection, digest: Digest) -> Iterator[bytes]:
    """Gives the bytes, chunk by chunk.

    Raises:
        KeyError: They are not there.
    """
    asset, _ = _found(connection, digest)
    (count,) = connection.execute("SELECT count(*) FROM chunks WHERE asset = ?", (asset,)).fetchone()
    for number in range(count):
        yield _chunk(connection, asset, number)


class AssetReader(io.RawIOBase):
    """One asset as a stream that can be wound; it holds one chunk.

    Raises:
        KeyError: The bytes are not there.
    """

    def __init__(self, connection: sqlite3.Connection, digest: Digest) -> None:
        super().__init__()
        self._connection = connection
        self._asset, self._size = _found(connection, digest)
        self._at = 0
        self._held: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        """Says yes."""
        return True

    def seekable(self) -> bool:
        """Says yes."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Goes to a place, in bytes; before the start is the start."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        """Tells the place, in bytes."""
        return self._at

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fills a part of the buffer, at most to the end of a chunk."""
        if self._at >= self._size:
            return 0
        number, offset = divmod(self._at, CHUNK_BYTES)
        if self._held[0] != number:
            self._held = number, _chunk(self._connection, self._asset, number)
        room = memoryview(buffer).cast("B")
        part = self._held[1][offset : offset + len(room)]
        room[: len(part)] = part
        self._at += len(part)
        return len(part)


def forget_all_but(connection: sqlite3.Connection, named: set[Digest]) -> int:
    """Removes what nothing names, neither a document nor a flow; gives the count.

    Inside the caller's transaction.
    """
    kept = named | _named_by_flows(connection, named)
    rows = connection.execute("SELECT id, digest FROM assets").fetchall()
    unused = [asset for asset, digest in rows if digest not in kept]
    connection.executemany("DELETE FROM assets WHERE id = ?", [(asset,) for asset in unused])
    return len(unused)


def _named_by_flows(connection: sqlite3.Connection, named: set[Digest]) -> set[Digest]:
    found: set[Digest] = set()
    for digest in named:
        row = connection.execute(
            "SELECT data FROM chunks JOIN assets ON asset = id WHERE digest = ? AND number = 0", (digest,)
        ).fetchone()
        if row is not None and row[0].startswith(_FLOW_START):
            found |= digests_in(b"".join(chunks(connection, digest)))
    return found


def _found(connection: sqlite3.Connection, digest: Digest) -> tuple[int, int]:
    row = connection.execute("SELECT id, size FROM assets WHERE digest = ?", (digest,)).fetchone()
    if row is None:
        raise KeyError(digest)
    return int(row[0]), int(row[1])


def _chunk(connection: sqlite3.Connection, asset: int, number: int) -> bytes:
    row = connection.execute(
        "SELECT data FROM chunks WHERE asset = ? AND number = ?", (asset, number)
    ).fetchone()
    return bytes(row[0]) if row else b""
