"""What a sealed envelope of S/MIME holds (RFC 5652, 8551): the signed mail is taken out, nothing is verified.

The envelope is written in BER (ITU-T X.690), often without its lengths. Only the one path that leads to
the content is walked; what stands beside it is passed over.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Seal(StrEnum):
    """What an envelope does with its content."""

    SIGNED = "signed"
    ENCRYPTED = "encrypted"
    UNKNOWN = "unknown"


_KINDS: Final = {
    # Object identifiers in their encoding: 1.2.840.113549.1.7 and 1.2.840.113549.1.9.16.1.
    bytes.fromhex("2a864886f70d010702"): Seal.SIGNED,
    bytes.fromhex("2a864886f70d010703"): Seal.ENCRYPTED,
    bytes.fromhex("2a864886f70d010704"): Seal.ENCRYPTED,
    bytes.fromhex("2a864886f70d010706"): Seal.ENCRYPTED,
    bytes.fromhex("2a864886f70d0109100117"): Seal.ENCRYPTED,
}

_SEQUENCE: Final = 0x30
_OBJECT: Final = 0x06
_OCTETS: Final = 0x04
_OCTETS_IN_PIECES: Final = 0x24
_EXPLICIT: Final = 0xA0
_LENGTH_BYTES: Final = 8
_DEEPEST: Final = 100
_LONG_TAG: Final = 0x1F


@dataclass(frozen=True, slots=True)
class Opened:
    """An envelope, looked into.

    Attributes:
        seal: What it does.
        content: What was signed; None when that is not inside, or cannot be read.
    """

    seal: Seal
    content: bytes | None = None


class _BrokenError(Exception):
    """The bytes are not what they say."""


@dataclass(frozen=True, slots=True)
class _Element:
    """One element; ``stop`` is None when its end is marked and not told."""

    tag: int
    start: int
    stop: int | None


def look_inside(data: bytes) -> Opened:
    """Tells what an envelope does, and gives what it only signs; never fails."""
    seal = Seal.UNKNOWN
    try:
        outer = _within(data, 0, _SEQUENCE)
        named = _element(data, outer.start)
        stop = _end(data, named)
        seal = _KINDS.get(data[named.start : stop], Seal.UNKNOWN) if named.tag == _OBJECT else seal
        if seal is Seal.SIGNED:
            return Opened(seal, _signed(data, stop))
    except _BrokenError:
        return Opened(seal)
    return Opened(seal)


def _signed(data: bytes, at: int) -> bytes | None:
    """Follows RFC 5652, 5.1: version and digests are passed over, then comes the content."""
    fields = _within(data, _within(data, at, _EXPLICIT).start, _SEQUENCE)
    digests = _end(data, _element(data, fields.start))
    held = _within(data, _end(data, _element(data, digests)), _SEQUENCE)
    kind_end = _end(data, _element(data, held.start))
    ended = held.stop is not None and kind_end >= held.stop
    if ended or data[kind_end : kind_end + 1] != b"\xa0":
        return None
    return _octets(data, _element(data, _within(data, kind_end, _EXPLICIT).start))


def _octets(data: bytes, found: _Element) -> bytes | None:
    """Joins a string of octets, whole or in pieces; the end of the bytes ends it too."""
    if found.tag == _OCTETS:
        return data[found.start : _end(data, found)]
    if found.tag != _OCTETS_IN_PIECES:
        return None
    pieces = []
    at, stop = found.start, len(data) if found.stop is None else found.stop
    while at < stop and data[at : at + 2] != b"\0\0":
        piece = _element(data, at)
        if piece.tag == _OCTETS_IN_PIECES:
            at = piece.start  # a piece in pieces: its own pieces follow one another all the same
            continue
        if piece.tag != _OCTETS:
            break
        at = _end(data, piece)
        pieces.append(data[piece.start : at])
    return b"".join(pieces)


def _within(data: bytes, at: int, tag: int) -> _Element:
    found = _element(data, at)
    if found.tag != tag:
        raise _BrokenError
    return found


def _element(data: bytes, at: int) -> _Element:
    """Reads the tag and the length of one element (X.690, 8.1)."""
    if at + 2 > len(data) or data[at] & _LONG_TAG == _LONG_TAG:
        raise _BrokenError
    first = data[at + 1]
    if first < 0x80:
        return _Element(data[at], at + 2, min(at + 2 + first, len(data)))
    if first == 0x80:
        return _Element(data[at], at + 2, None)
    count = first & 0x7F
    if count > _LENGTH_BYTES:
        raise _BrokenError
    start = at + 2 + count
    length = int.from_bytes(data[at + 2 : start], "big")
    return _Element(data[at], start, min(start + length, len(data)))


def _end(data: bytes, found: _Element) -> int:
    """Tells where an element ends; one without a length is passed through to its mark."""
    if found.stop is not None:
        return found.stop
    at, open_ones = found.start, 1
    while 0 < open_ones < _DEEPEST:
        if data[at : at + 2] == b"\0\0":
            at, open_ones = at + 2, open_ones - 1
            continue
        inner = _element(data, at)
        at, open_ones = (inner.start, open_ones + 1) if inner.stop is None else (inner.stop, open_ones)
    return at
