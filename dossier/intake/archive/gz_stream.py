"""Gzip unpacked as a stream that ends when it grows beyond anything honest (RFC 1952)."""

import gzip
import io
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from dossier.intake.archive.keep import TooLargeError, TornError

GZ: Final = b"\x1f\x8b\x08"


def gz_start(head: bytes, size: int = 512) -> bytes:
    """Gives the first bytes inside; b"" for what is not packed so, or damaged at once."""
    if not head.startswith(GZ):
        return b""
    try:
        return zlib.decompressobj(31).decompress(head, size)
    except zlib.error:
        return b""


class GzStream(io.BufferedIOBase):
    """The bytes of a gzip file, unpacked."""

    def __init__(self, path: Path, most_bytes: int) -> None:
        """Opens the file.

        Args:
            path: The file.
            most_bytes: How many bytes may come out.

        Raises:
            OSError: The file cannot be read.
        """
        self._stream = gzip.open(path)  # noqa: SIM115
        self._left = most_bytes

    @property
    def stamp(self) -> int:
        """The time in its header, in seconds since 1970, known once something was read; 0 for none."""
        return self._stream.mtime or 0

    def readable(self) -> bool:
        """Is always true."""
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """Gives as many bytes as there are, up to a number; b"" at the end.

        Raises:
            TooLargeError: More came out than may.
            TornError: The file breaks off or is damaged.
        """
        return self._counted(self._stream.read, size)

    def readline(self, size: int | None = -1, /) -> bytes:
        """Gives one line, or its start up to a number of bytes; b"" at the end.

        Raises:
            TooLargeError: More came out than may.
            TornError: The file breaks off or is damaged.
        """
        return self._counted(self._stream.readline, size)

    def _counted(self, read: Callable[[int], bytes], size: int | None) -> bytes:
        most = self._left + 1
        try:
            data = read(most if size is None or size < 0 else min(size, most))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise TornError from error
        self._left -= len(data)
        if self._left < 0:
            raise TooLargeError
        return data

    def close(self) -> None:
        """Closes the file."""
        self._stream.close()
        super().close()
