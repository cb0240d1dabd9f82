"""A picture of the screen that tells when it was taken, as a camera's does.

The moment stands inside the file, so that it is read, shown and handed on with it: Exif 2.32, 4.6.5
(DateTimeOriginal, OffsetTimeOriginal) in the chunk eXIf (PNG 3rd edition, 11.3.3.5).
"""

import struct
import zlib
from datetime import datetime
from typing import Final

_HEAD_BYTES: Final = 8 + 4 + 4 + 13 + 4
"""Signature and IHDR, behind which any chunk may stand."""

_ASCII, _LONG = 2, 4
_EXIF_POINTER, _ORIGINAL, _ORIGINAL_OFFSET = 0x8769, 0x9003, 0x9011
_MAIN_AT, _EXIF_AT, _WORDS_AT = 8, 26, 56


def dated(png: bytes, at: datetime) -> bytes:
    """Writes an instant into a PNG.

    Args:
        png: The picture.
        at: When it was taken, with its offset.
    """
    content = _exif(at)
    chunk = b"eXIf" + content
    whole = struct.pack(">I", len(content)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return png[:_HEAD_BYTES] + whole + png[_HEAD_BYTES:]


def _exif(at: datetime) -> bytes:
    """Writes a TIFF of two directories: the main one, which leads to the one with the clock."""
    clock = at.strftime("%Y:%m:%d %H:%M:%S").encode("ascii") + b"\0"
    ahead = at.strftime("%z")
    offset = f"{ahead[:3]}:{ahead[3:5]}".encode("ascii") + b"\0"
    rows = [
        struct.pack(">HHII", _ORIGINAL, _ASCII, len(clock), _WORDS_AT),
        struct.pack(">HHII", _ORIGINAL_OFFSET, _ASCII, len(offset), _WORDS_AT + len(clock)),
    ]
    main = [struct.pack(">HHII", _EXIF_POINTER, _LONG, 1, _EXIF_AT)]
    return b"MM\0*" + struct.pack(">I", _MAIN_AT) + _directory(main) + _directory(rows) + clock + offset


def _directory(rows: list[bytes]) -> bytes:
    return struct.pack(">H", len(rows)) + b"".join(rows) + struct.pack(">I", 0)
