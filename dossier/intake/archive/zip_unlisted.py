"""Finds files in a ZIP that its directory does not name, as when two were joined (APPNOTE 4.3.7)."""

import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from dossier.intake.archive.keep import CHUNK

_FILE: Final = re.compile(rb"PK\x03\x04[\0-\x3f].{3}[\0\x08]\0.{16}(?!\0\0)..", re.DOTALL)
"""The header of a file with a name, stored or deflated: the bare mark may stand anywhere."""
_HEADER_BYTES: Final = 30
_LENGTHS: Final = struct.Struct("<2H")
_LENGTHS_AT: Final = 26


def holds_unlisted(box: zipfile.ZipFile, path: Path) -> bool:
    """Tells whether a file begins where, by its directory, nothing stands.

    Raises:
        OSError: The file cannot be read.
    """
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        return any(_holds_file(stream, *gap) for gap in _gaps(box, stream, size))


def _gaps(box: zipfile.ZipFile, stream: BinaryIO, size: int) -> Iterator[tuple[int, int]]:
    """Gives what stands before, between and behind the files, each from where to where."""
    behind = 0
    for info in sorted(box.infolist(), key=lambda one: one.header_offset):
        if info.header_offset > behind:
            yield behind, info.header_offset
        behind = max(behind, _end(info, stream))
    yield behind, size


def _end(info: zipfile.ZipInfo, stream: BinaryIO) -> int:
    begin = max(info.header_offset, 0)  # damaged directories name places before the start
    stream.seek(begin + _LENGTHS_AT)
    raw = stream.read(_LENGTHS.size)
    name, extra = _LENGTHS.unpack(raw) if len(raw) == _LENGTHS.size else (0, 0)
    return begin + _HEADER_BYTES + int(name) + int(extra) + info.compress_size


def _holds_file(stream: BinaryIO, begin: int, end: int) -> bool:
    stream.seek(begin)
    kept = b""
    while (left := end - stream.tell()) > 0 and (chunk := stream.read(min(left, CHUNK))):
        seen = kept + chunk
        if _FILE.search(seen):
            return True
        kept = seen[1 - _HEADER_BYTES :]
    return False
