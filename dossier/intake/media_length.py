"""How long a sound or film is, and when it was made, by what its container says.

Three containers of films are walked here, bounded in steps and bytes; sounds are tinytag's.
"""

import logging
import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Final

from tinytag import TinyTag

log = logging.getLogger(__name__)

_BOXES: Final = 10_000
"""Boxes looked at in one file; an honest film has some hundred at the two upper levels."""

_LONGEST_SECONDS: Final = 30 * 24 * 3600
"""What claims to be longer is damaged."""

_EPOCH_1904: Final = datetime(1904, 1, 1, tzinfo=UTC)
"""From which ISO base media files count seconds (ISO/IEC 14496-12, 8.2.2)."""

_FIRST_YEAR: Final = 1990
"""No telephone or camera filmed before; a clock that was never set says 1904 or 1970."""

EBML: Final = b"\x1a\x45\xdf\xa3"
SEGMENT: Final = 0x18538067
_INFO: Final = 0x1549A966
_TIMESTAMP_SCALE: Final = 0x2AD7B1
_DURATION: Final = 0x4489
_UNKNOWN_LENGTH: Final = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFacts:
    """What a container says of itself.

    Attributes:
        seconds: Its length; None when it does not say.
        made: When it was recorded, in UTC; None when it does not say, or nothing that can be.
    """

    seconds: float | None = None
    made: datetime | None = None


def media_facts(path: Path) -> MediaFacts:
    """Reads what a sound or film says of itself.

    Raises:
        OSError: The file cannot be read.
    """
    with path.open("rb") as stream:
        head = stream.read(16)
        if is_movie(head):
            return _movie(stream)
        if head.startswith(EBML):
            return MediaFacts(seconds=_believed(_matroska(stream)))
        if head.startswith(b"RIFF") and head[8:12] == b"AVI ":
            return MediaFacts(seconds=_believed(_avi(stream)))
        if head.startswith(b"#!AMR\n"):
            return MediaFacts()
    return MediaFacts(seconds=_believed(_sound(path)))


def is_movie(head: bytes) -> bool:
    """Tells whether a file begins as films and sounds of ISO base media do."""
    return head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"skip", b"free")


def _believed(seconds: float | None) -> float | None:
    if seconds is None or not math.isfinite(seconds) or not 0 < seconds < _LONGEST_SECONDS:
        return None
    return seconds


def _sound(path: Path) -> float | None:
    try:
        return TinyTag.get(path, tags=False, image=False).duration
    except Exception:  # damaged files raise anything; a page without a length stands for it all the same
        log.info("no length of %s", path.name, exc_info=True)
        return None


# ISO base media (MP4, MOV, 3GP, M4A) ------------------------------------------------------------


def _movie(stream: BinaryIO) -> MediaFacts:
    """Finds the movie header (ISO/IEC 14496-12, 8.2.2)."""
    end = stream.seek(0, 2)
    for kind, start, stop in boxes(stream, 0, end):
        if kind == b"moov":
            for inner, begin, _ in boxes(stream, start, stop):
                if inner == b"mvhd":
                    stream.seek(begin)
                    return _movie_header(stream.read(36))
    return MediaFacts()


def boxes(stream: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Lists the boxes between two places: name, where the content begins, and where it ends."""
    at = start
    for _ in range(_BOXES):
        stream.seek(at)
        head = stream.read(16)
        if at + 8 > end or len(head) < 8:
            return
        size, begin = int.from_bytes(head[:4], "big"), at + 8
        if size == 1:
            size, begin = int.from_bytes(head[8:16], "big"), at + 16
        elif size == 0:
            size = end - at
        if at + size < begin:
            return
        yield head[4:8], begin, min(at + size, end)
        at += size


def _movie_header(data: bytes) -> MediaFacts:
    wide = data[:1] == b"\x01"
    need = 32 if wide else 20
    if len(data) < need:
        return MediaFacts()
    size = 8 if wide else 4
    created = int.from_bytes(data[4 : 4 + size], "big")
    scale = int.from_bytes(data[4 + 2 * size : 8 + 2 * size], "big")
    length = int.from_bytes(data[8 + 2 * size : 8 + 3 * size], "big")
    unknown = length == (1 << 8 * size) - 1
    return MediaFacts(
        seconds=_believed(length / scale) if scale and not unknown else None, made=_instant(created)
    )


def _instant(since_1904: int) -> datetime | None:
    try:
        made = _EPOCH_1904 + timedelta(seconds=since_1904)
    except OverflowError:
        return None
    return made if made.year >= _FIRST_YEAR else None


# Matroska (MKV, WebM) ---------------------------------------------------------------------------


def _matroska(stream: BinaryIO) -> float | None:
    """Finds the duration in the segment's information (RFC 9559, 5.1.2)."""
    end = stream.seek(0, 2)
    for kind, start, stop in elements(stream, 0, end):
        if kind == SEGMENT:
            for inner, begin, close in elements(stream, start, stop):
                if inner == _INFO:
                    return _information(stream, begin, close)
    return None


def _information(stream: BinaryIO, start: int, end: int) -> float | None:
    scale, duration = 1_000_000, None
    for kind, begin, close in elements(stream, start, end):
        stream.seek(begin)
        data = stream.read(min(close - begin, 8))
        if kind == _TIMESTAMP_SCALE:
            scale = int.from_bytes(data, "big")
        elif kind == _DURATION:
            duration = _float(data)
    return None if duration is None else duration * scale / 1e9


def _float(data: bytes) -> float | None:
    if len(data) not in (4, 8):
        return None
    (value,) = struct.unpack(">f" if len(data) == 4 else ">d", data)
    return float(value)


def elements(stream: BinaryIO, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Lists the EBML elements between two places (RFC 8794, 6): id, begin and end of the content."""
    at = start
    for _ in range(_BOXES):
        stream.seek(at)
        head = stream.read(12)
        kind, used = _number(head, keep_mark=True)
        size, more = _number(head[used:], keep_mark=False)
        if at >= end or not used or not more:
            return
        begin = at + used + more
        stop = end if size == _UNKNOWN_LENGTH else min(begin + size, end)
        yield kind, begin, stop
        at = stop


def _number(data: bytes, *, keep_mark: bool) -> tuple[int, int]:
    """Reads a number of variable length: its value and its bytes, 0 bytes when there is none."""
    if not data or not data[0]:
        return 0, 0
    length = 9 - data[0].bit_length()
    if len(data) < length:
        return 0, 0
    value = int.from_bytes(data[:length], "big")
    bare = value & ((1 << 7 * length) - 1)
    if keep_mark:
        return value, length
    return (_UNKNOWN_LENGTH if bare == (1 << 7 * length) - 1 else bare), length


# AVI --------------------------------------------------------------------------------------------


def _avi(stream: BinaryIO) -> float | None:
    """Multiplies frames by their time, both in the main header that comes first."""
    stream.seek(12)
    head = stream.read(4096)
    at = head.find(b"avih")
    if at < 0 or len(head) < at + 28:
        return None
    micros = int.from_bytes(head[at + 8 : at + 12], "little")
    frames = int.from_bytes(head[at + 24 : at + 28], "little")
    return micros * frames / 1e6
