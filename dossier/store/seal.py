"""Bytes packed with a check, so that damage is told and never taken for what the person wrote.

SQLite checks how its pages hang together, not what stands in them: a bit that flips inside a title
would come back as another title.
"""

import hashlib
import sqlite3
import zlib
from typing import Final

_CHECK_BYTES: Final = 16
_LEVEL: Final = 1
"""Of zlib: a document shrinks to a fifth in a millisecond; more effort gains little."""


def seal(data: bytes, label: str) -> bytes:
    """Packs bytes under a label that says where they belong, so that a row that moved is told too."""
    return _sealed(zlib.compress(data, _LEVEL), label)


def unseal(sealed: object, label: str) -> bytes:
    """Gives the bytes back.

    Raises:
        sqlite3.DatabaseError: They are not what was sealed under this label.
    """
    return zlib.decompress(_packed(sealed, label))


def relabel(sealed: object, old: str, new: str) -> bytes:
    """Moves sealed bytes to another place without packing them again.

    Raises:
        sqlite3.DatabaseError: As ``unseal``.
    """
    return _sealed(_packed(sealed, old), new)


def _packed(sealed: object, label: str) -> bytes:
    if isinstance(sealed, bytes):
        packed = sealed[_CHECK_BYTES:]
        if _sealed(packed, label) == sealed:
            return packed
    message = f"the seal of {label} is broken"
    raise sqlite3.DatabaseError(message)


def _sealed(packed: bytes, label: str) -> bytes:
    return hashlib.sha256(label.encode("ascii") + b"\0" + packed).digest()[:_CHECK_BYTES] + packed
