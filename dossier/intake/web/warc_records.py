"""The records of a web archive, one after the other (ISO 28500; ARC, its forerunner)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from dossier.basis import limits
from dossier.intake.archive.gz_stream import GZ, GzStream
from dossier.intake.archive.keep import TooLargeError, TornError
from dossier.intake.web.response import read_fields

_LINE_BYTES: Final = 64 * 1024
_HEADER_LINES: Final = 200

_ARC_LINE: Final = re.compile(
    rb"(\S{1,8000}) \S{1,100} (\d{14}) (\S{1,200})(?: [^\r\n]{0,8000})? (\d{1,12})\r?\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record.

    Attributes:
        kind: "response", "resource", "revisit" or another of ISO 28500.
        url: What it is about, "" when it does not say.
        date: When it was captured, as written.
        media_type: Of the block.
        header: Its fields, names in lower case.
        block: Its bytes; b"" of one that is too large for a part of a page.
    """

    kind: str
    url: str
    date: str
    media_type: str
    header: Mapping[str, bytes]
    block: bytes


class Records:
    """Goes through the records of one file.

    Attributes:
        torn: Whether the file breaks off, or holds something that is no record.
    """

    def __init__(self, path: Path, most_bytes: int) -> None:
        """Reads nothing yet.

        Args:
            path: The file, packed with gzip or not.
            most_bytes: How many bytes may be unpacked from it.
        """
        self._path = path
        self._most_bytes = most_bytes
        self.torn = False

    def __iter__(self) -> Iterator[Record]:
        """Gives the records as long as they can be read.

        Raises:
            OSError: The file cannot be read.
        """
        with self._open() as stream:
            try:
                yield from self._records(stream)
            except (TornError, TooLargeError):
                self.torn = True

    def _open(self) -> BinaryIO | GzStream:
        with self._path.open("rb") as stream:
            packed = stream.read(len(GZ)) == GZ
        return GzStream(self._path, self._most_bytes) if packed else self._path.open("rb")

    def _records(self, stream: BinaryIO | GzStream) -> Iterator[Record]:
        while line := stream.readline(_LINE_BYTES):
            if line.startswith(b"WARC/"):
                yield self._warc(stream)
            elif found := _ARC_LINE.fullmatch(line):
                yield self._arc(stream, found)
            elif line.strip():
                # A length that lied led here; the next record begins with its own mark.
                self.torn = True

    def _warc(self, stream: BinaryIO | GzStream) -> Record:
        lines = b""
        for _ in range(_HEADER_LINES):
            line = stream.readline(_LINE_BYTES)
            lines += line
            if not line.strip():
                break
        header, _ = read_fields(lines, 0)
        said = header.get("content-length", b"")
        size = int(said) if said.isdigit() and len(said) <= 12 else 0
        return Record(
            kind=_word(header, "warc-type").lower(),
            url=_word(header, "warc-target-uri").strip("<>"),
            date=_word(header, "warc-date"),
            media_type=_word(header, "content-type").partition(";")[0].strip().lower(),
            header=header,
            block=self._block(stream, size),
        )

    def _arc(self, stream: BinaryIO | GzStream, found: re.Match[bytes]) -> Record:
        day = found[2].decode("ascii")
        url = found[1].decode("utf-8", "replace")
        return Record(
            kind="response" if url.startswith("http") else "filedesc",
            url=url,
            date=f"{day[:4]}-{day[4:6]}-{day[6:8]}T{day[8:10]}:{day[10:12]}:{day[12:]}Z",
            media_type="application/http",
            header={},
            block=self._block(stream, int(found[4])),
        )

    def _block(self, stream: BinaryIO | GzStream, size: int) -> bytes:
        """Reads as many bytes as are said, or are there."""
        block = stream.read(min(size, limits.WARC_BLOCK_BYTES))
        left = size - len(block)
        whole = not left
        while left and (passed := stream.read(min(left, _LINE_BYTES))):
            left -= len(passed)
        self.torn = self.torn or left > 0
        return block if whole or left else b""


def _word(header: Mapping[str, bytes], name: str) -> str:
    return header.get(name, b"").decode("utf-8", "replace").strip()
