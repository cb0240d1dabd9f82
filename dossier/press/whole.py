"""Whether a picture file is all there, told by the lengths it declares itself, without decoding it.

A download that broke off loses the end. Some decoders refuse all of it then (WebP, AVIF), one shows a
hole and says nothing (HEIC): what they are given is filled up with zeros, and the picture is marked.
"""

import io
import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from dossier.basis import limits

_FILLED_BYTES: Final = 64 * limits.MIB
"""More is not filled up: a file that says it is so much longer than it is says nothing sensible."""

_BOXES: Final = frozenset(
    [*b"ftyp meta mdat moov free skip uuid mpvd jp2h jp2i jp2c uinf".split(), b"jP  ", b"xml "]
)
"""Boxes of ISO/IEC 14496-12 and 15444-1; what a maker writes behind them under other names has no length."""

_MOST_BOXES: Final = 1000
_SCAN, _END = b"\xff\xda", b"\xff\xd9"
_ZEROS: Final = bytes(16)


def missing_bytes(stream: IO[bytes]) -> int:
    """Tells how many bytes a RIFF or box file lacks of what it declares; 0 for all other kinds.

    Args:
        stream: Of the whole file; is left at its start.
    """
    actual = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    head = stream.read(12)
    stream.seek(0)
    if head[:4] == b"RIFF":
        return max(0, int.from_bytes(head[4:8], "little") + 8 - actual)
    if head[4:8] in (b"ftyp", b"jP  "):
        declared = max(_box_ends(stream, actual), default=0)
        stream.seek(0)
        return max(0, declared - actual)
    return 0


def _box_ends(stream: IO[bytes], actual: int) -> Iterator[int]:
    at = 0
    for _ in range(_MOST_BOXES):
        stream.seek(at)
        head = stream.read(16)
        size = int.from_bytes(head[:4], "big")
        if size == 1:
            size = int.from_bytes(head[8:16], "big")
        if head[4:8] not in _BOXES or size < 8:
            return
        at += size
        yield at
        if at >= actual:
            return


def filled_up(path: Path) -> IO[bytes]:
    """Opens a file, its missing end filled up with zeros when it declares one.

    Raises:
        OSError: There is no such file.
    """
    stream = path.open("rb")
    try:
        missing = missing_bytes(stream)
        if not 0 < missing <= _FILLED_BYTES:
            return stream
        data = stream.read()
    except BaseException:
        stream.close()
        raise
    stream.close()
    return io.BytesIO(data + bytes(missing))


def ends_early(path: Path) -> bool:
    """Tells that the end of a file is missing, by its own account.

    Of a JPEG only an end of zeros is told here: some whole ones lack their last marker, and decoders
    tell the others.
    """
    with path.open("rb") as stream:
        if missing_bytes(stream):
            return True
        if stream.read(2) != b"\xff\xd8":
            return False
        stream.seek(max(0, stream.seek(0, io.SEEK_END) - len(_ZEROS)))
        return stream.read() == _ZEROS and not jpeg_is_whole(path)


def jpeg_is_whole(path: Path) -> bool:
    """Tells whether a JPEG's coded picture comes to its end marker."""
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return end_of_jpeg(data) > 0


def end_of_jpeg(data: mmap.mmap) -> int:
    """Finds the place behind the end marker of a coded picture (T.81, B.1.1.3); 0 when it has none.

    Within coded data no other byte than zero follows FF but for restarts, so the first end marker
    behind the first scan is the picture's own. When the file ends with one, nothing of it is missing,
    and it is not searched: a telephone may have put further pictures in between.
    """
    start = data.find(_SCAN)
    if start < 0:
        return 0
    if data[-2:] == _END:
        return len(data)
    end = data.find(_END, start)
    return end + len(_END) if end >= 0 else 0
