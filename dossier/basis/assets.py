"""Bytes kept by their name: written once, never changed, found by SHA-256."""

import hashlib
import os
import tempfile
from pathlib import Path
from typing import IO, Final

from dossier.basis.digest import Digest, digest_of
from dossier.basis.limits import MIB

_AT_ONCE: Final = MIB


class Assets:
    """A folder of immutable files named by the SHA-256 of their bytes.

    Several processes may write at once: a file is written aside and renamed, and "already there"
    is success.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, digest: Digest) -> Path:
        """Tells where the bytes stand, whether they are there or not."""
        return self.folder / digest[:2] / digest

    def read(self, digest: Digest) -> bytes:
        """Gives the bytes.

        Raises:
            OSError: They are not there.
        """
        return self.path(digest).read_bytes()

    def put(self, data: bytes) -> Digest:
        """Keeps bytes held in memory."""
        digest = digest_of(data)
        target = self.path(digest)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, aside = tempfile.mkstemp(dir=target.parent)
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            Path(aside).replace(target)
        return digest

    def put_file(self, source: Path) -> Digest:
        """Keeps a copy of a file; the source is only read.

        Raises:
            OSError: The source cannot be read or the folder not written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=self.folder)
        copy = Path(aside)
        try:
            with os.fdopen(handle, "wb", buffering=0) as kept, source.open("rb", buffering=0) as stream:
                digest = _copied(stream, kept)
            target = self.path(digest)
            target.parent.mkdir(parents=True, exist_ok=True)
            copy.replace(target)
        finally:
            copy.unlink(missing_ok=True)
        return digest


def _copied(stream: IO[bytes], kept: IO[bytes]) -> Digest:
    """Copies a stream, read once, and names what was written: a file that changes is never misnamed."""
    hashed = hashlib.sha256()
    while data := stream.read(_AT_ONCE):
        hashed.update(data)
        left = memoryview(data)
        while left:
            left = left[kept.write(left) :]
    return Digest(hashed.hexdigest())
