"""JPEG and JPEG 2000 streams of somebody's PDF without what they say about their maker.

The coded picture keeps its very bytes. Unlike ``jpeg``, which chooses what may stand in a PDF of
ours, this takes whatever a source holds (four colours, arithmetic coding, a missing end) and only
leaves out; from where the bytes stop making sense they stay as they are.
"""

import re
from dataclasses import dataclass

_START = b"\xff\xd8"
_MARKER = re.compile(b"\xff[^\x00\xff]")
_AFTER_SCAN = re.compile(b"\xff[^\x00\xd0-\xd7\xff]")
_SCAN, _END, _COMMENT = 0xDA, 0xD9, 0xFE
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8), _END})  # ITU-T T.81, B.1.1.3
_JFIF, _ICC, _ADOBE = b"JFIF\x00", b"ICC_PROFILE\x00", b"Adobe"

_JP2 = b"jP  "
_TELLING = frozenset({b"xml ", b"uuid", b"uinf", b"jp2i", b"mp7b"})
_BY_OFFSET = frozenset({b"ftbl", b"flst"})
"""Boxes that point at other bytes of the file: nothing before those may move (ISO 15444-2, annex M)."""


@dataclass(frozen=True, slots=True)
class BareStream:
    """A coded picture and what was taken out of it.

    Attributes:
        data: The picture.
        removed: Bodies of the segments or boxes left out.
    """

    data: bytes
    removed: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class _Segment:
    """One marker with what follows it, coded data included; places in the stream."""

    marker: int
    start: int
    body: int
    end: int


def bare_jpeg_stream(data: bytes) -> BareStream:
    """Takes comments, foreign application segments, previews and all behind the end out of a JPEG."""
    begin = data.find(_START + b"\xff")
    if begin < 0:
        return BareStream(data)
    kept, removed, at, scanned = [_START], [], begin + len(_START), False
    while segment := _segment(data, at):
        if segment.marker == _END and not scanned:
            break
        whole, body = data[segment.start : segment.end], data[segment.body : segment.end]
        stays = _stays(segment.marker, whole, body)
        kept.append(stays)
        removed += [] if stays else [body]
        at, scanned = segment.end, scanned or segment.marker == _SCAN
        if segment.marker == _END:
            return BareStream(b"".join(kept), tuple(removed))
    return BareStream(b"".join([*kept, data[at:]]), tuple(removed))


def _segment(data: bytes, at: int) -> _Segment | None:
    """Finds the next segment, as forgiving as decoders are; None where nothing sensible follows."""
    found = _MARKER.search(data, at)
    if not found:
        return None
    start, body, marker = found.start(), found.end(), data[found.end() - 1]
    if marker in _WITHOUT_LENGTH:
        return _Segment(marker, start, body, body)
    length = int.from_bytes(data[body : body + 2], "big")
    end = body + length
    if length < 2 or end > len(data) or marker == _START[1]:
        return None
    if marker == _SCAN:
        after = _AFTER_SCAN.search(data, end)
        end = after.start() if after else len(data)
    return _Segment(marker, start, body + 2, end)


def _stays(marker: int, whole: bytes, body: bytes) -> bytes:
    """Gives what stays of a segment: only those that decoders go by say how the picture looks."""
    if marker == 0xE0 and body.startswith(_JFIF) and len(body) >= 14:
        # Without the small picture that may follow: it can show what was cut off the large one.
        return whole if len(body) == 14 else b"\xff\xe0\x00\x10" + body[:12] + b"\x00\x00"
    if marker == 0xEE and body.startswith(_ADOBE) and len(body) >= 12:
        return whole if len(body) == 12 else b"\xff\xee\x00\x0e" + body[:12]
    if marker == 0xE2 and body.startswith(_ICC):
        return whole
    return b"" if 0xE0 <= marker <= 0xEF or marker == _COMMENT else whole


def bare_jpx_stream(data: bytes) -> BareStream:
    """Takes the boxes that hold words and foreign data out of a JPEG 2000 file (ISO 15444-1, annex I)."""
    kept, removed, at = [], [], 0
    if data[4:8] != _JP2:
        return BareStream(data)
    while at < len(data):
        size, kind, head = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        size = size or len(data) - at
        if size < head or at + size > len(data) or kind in _BY_OFFSET:
            return BareStream(data)
        if kind in _TELLING:
            removed.append(data[at + head : at + size])
        else:
            kept.append(data[at : at + size])
        at += size
    return BareStream(b"".join(kept), tuple(removed))
