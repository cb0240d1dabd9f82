"""The name of bytes: their SHA-256 (FIPS 180-4), in lower-case hexadecimal."""

import hashlib
from pathlib import Path
from typing import NewType

Digest = NewType("Digest", str)


def digest_of(data: bytes) -> Digest:
    """Names bytes held in memory."""
    return Digest(hashlib.sha256(data).hexdigest())


def digest_of_file(path: Path) -> Digest:
    """Names a file's bytes without holding them all.

    Raises:
        OSError: The file cannot be read.
    """
    with path.open("rb") as stream:
        return Digest(hashlib.file_digest(stream, "sha256").hexdigest())
