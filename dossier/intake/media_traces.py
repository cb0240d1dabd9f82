"""Which personal data a sound or film holds: where it was recorded, and whose it is.

The file goes beside the annex as it is, so what it tells of its maker goes with it. Only what cameras,
telephones and editors are known to write is looked for, bounded in steps and bytes.
"""

import logging
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Final

from tinytag import TinyTag

from dossier.intake.media_length import EBML, SEGMENT, boxes, elements, is_movie

log = logging.getLogger(__name__)

_BYTES: Final = 1 << 20
"""Of one box that are searched for long words."""

_TAGS: Final = 0x1254C367
"""Matroska's element of tags (RFC 9559, 5.1.8)."""


class Trace(StrEnum):
    """A kind of personal data."""

    PLACE = "place"
    OWNER = "owner"


_BOXES: Final = {
    b"\xa9xyz": Trace.PLACE,
    b"loci": Trace.PLACE,
    b"\xa9ART": Trace.OWNER,
    b"\xa9aut": Trace.OWNER,
    b"auth": Trace.OWNER,
}
"""Boxes of user data: QuickTime's, and 3GPP's (TS 26.244, 8)."""

_WORDS: Final = {
    b"com.apple.quicktime.location.": Trace.PLACE,
    b"GoPro MET": Trace.PLACE,
    b"GPSLatitude": Trace.PLACE,
    b"LOCATION": Trace.PLACE,
    b"com.apple.quicktime.author": Trace.OWNER,
    b"ARTIST": Trace.OWNER,
}


def media_traces(path: Path) -> frozenset[Trace]:
    """Looks for what a sound or film tells of its maker.

    Raises:
        OSError: The file cannot be read.
    """
    with path.open("rb") as stream:
        head = stream.read(16)
        if is_movie(head):
            return frozenset(_of_movie(stream))
        if head.startswith(EBML):
            return frozenset(_of_matroska(stream))
    return frozenset(_of_sound(path))


def _of_movie(stream: BinaryIO) -> Iterator[Trace]:
    for kind, start, stop in boxes(stream, 0, stream.seek(0, 2)):
        if kind == b"moov":
            yield from _of_user_data(stream, start, stop)
            for inner, begin, end in boxes(stream, start, stop):
                yield from _said(stream, begin, end)
                if inner == b"trak":
                    yield from _of_user_data(stream, begin, end)
        elif kind == b"uuid":
            yield from _said(stream, start, stop)


def _of_user_data(stream: BinaryIO, start: int, stop: int) -> Iterator[Trace]:
    for kind, begin, end in boxes(stream, start, stop):
        if kind == b"udta":
            yield from (_BOXES[inner] for inner, _, _ in boxes(stream, begin, end) if inner in _BOXES)


def _said(stream: BinaryIO, start: int, stop: int) -> Iterator[Trace]:
    stream.seek(start)
    data = stream.read(max(min(stop - start, _BYTES), 0))
    yield from (trace for word, trace in _WORDS.items() if word in data)


def _of_matroska(stream: BinaryIO) -> Iterator[Trace]:
    for kind, start, stop in elements(stream, 0, stream.seek(0, 2)):
        if kind == SEGMENT:
            for inner, begin, end in elements(stream, start, stop):
                if inner == _TAGS:
                    yield from _said(stream, begin, end)


def _of_sound(path: Path) -> Iterator[Trace]:
    try:
        tags = TinyTag.get(path, duration=False, image=False)
    except Exception:  # damaged files raise anything; such a one tells nobody more than this
        log.info("no tags of %s", path.name, exc_info=True)
        return
    if tags.artist:
        yield Trace.OWNER
