"""Writes a PDF file from front to back: numbers as they are asked for, offsets as they come.

Nothing is held but one offset for each object. File structure: ISO 32000-1, 7.5.
"""

import hashlib
from collections.abc import Iterable
from typing import BinaryIO, Final

from dossier.annex.raw_tokens import dictionary, malformed
from dossier.basis.errors import CheckError

MOST_OBJECTS: Final = 1_000_000
"""Objects of one file at most; above some millions one common engine refuses pages."""

_HEADER: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class RawWriter:
    """A PDF file being written.

    What it wrote is summed up as it goes, so that the file's identifier (ISO 32000-1, 14.4) depends on
    its content and on nothing else.
    """

    def __init__(self, stream: BinaryIO) -> None:
        """Begins the file at the stream's start."""
        self._stream = stream
        self._place = 0
        self._offsets: list[int] = [0]
        self._sum = hashlib.sha256()
        self._write(_HEADER)

    def new(self) -> int:
        """Gives the next free number; its object must be put before the end.

        Raises:
            CheckError: ``annex-too-large``; there would be more objects than viewers bear.
        """
        if len(self._offsets) >= MOST_OBJECTS:
            raise CheckError("annex-too-large")
        self._offsets.append(0)
        return len(self._offsets) - 1

    def put(self, number: int, body: bytes) -> None:
        """Writes an object without a stream."""
        self._begin(number, body)
        self._write(b"\nendobj\n")

    def put_stream(self, number: int, body: bytes, chunks: Iterable[bytes]) -> bytes:
        """Writes a stream.

        Args:
            number: Its number.
            body: Its dictionary, with the right /Length.
            chunks: Its bytes as they are to stand in the file.

        Returns:
            The SHA-256 of the stream's bytes.
        """
        self._begin(number, body)
        self._write(b"\nstream\n")
        drawn = hashlib.sha256()
        end = b""
        for chunk in chunks:
            drawn.update(chunk)
            self._write(chunk)
            end = chunk[-1:] or end
        # A last carriage return would be taken for one half of the line end behind it.
        self._write(b"\r\nendstream\nendobj\n" if end == b"\r" else b"\nendstream\nendobj\n")
        self._sum.update(drawn.digest())
        return drawn.digest()

    def put_data(self, number: int, values: dict[bytes, bytes], data: bytes) -> bytes:
        """Writes a stream that is held in memory; its /Length is added."""
        return self.put_stream(number, dictionary({**values, b"/Length": b"%d" % len(data)}), [data])

    def finish(self, *, root: int, info: int) -> None:
        """Writes the cross-reference table and the trailer.

        Raises:
            CheckError: ``sheet-malformed``; a number was given and its object never put.
        """
        if 0 in self._offsets[1:]:
            raise malformed(f"object {self._offsets.index(0, 1)} was never written")
        table = self._place
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % len(self._offsets))
        self._write(b"".join(b"%010d 00000 n \n" % offset for offset in self._offsets[1:]))
        name = self._sum.hexdigest()[:32].encode()
        trailer = {
            b"/Size": b"%d" % len(self._offsets),
            b"/Root": b"%d 0 R" % root,
            b"/Info": b"%d 0 R" % info,
            b"/ID": b"[<%s> <%s>]" % (name, name),
        }
        self._write(b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (dictionary(trailer), table))

    def _begin(self, number: int, body: bytes) -> None:
        if self._offsets[number]:
            raise malformed(f"object {number} was written twice")
        self._offsets[number] = self._place
        self._sum.update(body)
        self._write(b"%d 0 obj\n" % number)
        self._write(body)

    def _write(self, data: bytes) -> None:
        self._stream.write(data)
        self._place += len(data)
