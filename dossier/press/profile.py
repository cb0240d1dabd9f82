"""A colour profile without its words: what it says about colours stays, what it says about people goes.

A profile of a screen is often named after its owner, and tells the device and the day it was measured
(ICC.1:2022, 7.2 and 9.2).
"""

import struct
from collections.abc import Iterator
from typing import Final

_HEADER_BYTES: Final = 128
_ENTRY_BYTES: Final = 12
_MOST_TAGS: Final = 100

_COLOURS: Final = frozenset(
    b"rXYZ gXYZ bXYZ rTRC gTRC bTRC kTRC wtpt bkpt chad lumi cicp "
    b"A2B0 A2B1 A2B2 B2A0 B2A1 B2A2 D2B0 D2B1 D2B2 B2D0 B2D1 B2D2 gamt".split()
)
"""Tags that numbers of colours stand in."""

_NAMED: Final = (b"desc", b"cprt")
"""Tags of words that every profile must have."""

_DAY: Final = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)


def bare_profile(profile: bytes) -> bytes:
    """Rebuilds a profile of its colours alone.

    Returns:
        A profile that means the same; b"" when its table of tags is damaged.
    """
    try:
        tags = dict(_tags(profile))
    except (struct.error, ValueError):
        return b""
    words = _words(new=profile[8] >= 4)
    return _joined(_header(profile), {**dict.fromkeys(_NAMED, words), **tags}) if tags else b""


def _tags(profile: bytes) -> Iterator[tuple[bytes, bytes]]:
    (count,) = struct.unpack_from(">I", profile, _HEADER_BYTES)
    if count > _MOST_TAGS:
        raise ValueError(count)
    for number in range(count):
        name, start, size = struct.unpack_from(">4sII", profile, _HEADER_BYTES + 4 + number * _ENTRY_BYTES)
        if start + size > len(profile) or size < 8:
            raise ValueError(name)
        if name in _COLOURS:
            yield name, profile[start : start + size]


def _words(*, new: bool) -> bytes:
    """Writes the one word "RGB" as text of version 4 (mluc), or of version 2 (desc)."""
    if new:
        return b"mluc" + struct.pack(">IIIHHII", 0, 1, 12, 0x656E, 0x5553, 6, 28) + "RGB".encode("utf-16-be")
    return b"desc" + struct.pack(">II", 0, 4) + b"RGB\0" + bytes(4 + 4 + 2 + 1 + 67)


def _header(profile: bytes) -> bytes:
    """Gives the header without maker, model, day and fingerprint; its length is set when it is joined."""
    head = bytearray(profile[:_HEADER_BYTES])
    head[24:36] = _DAY
    for start, end in ((40, 44), (48, 56), (80, 84), (84, 100)):
        head[start:end] = bytes(end - start)
    return bytes(head)


def _joined(header: bytes, tags: dict[bytes, bytes]) -> bytes:
    """Writes the table and the tags, equal ones once, each at a multiple of four bytes."""
    start = _HEADER_BYTES + 4 + len(tags) * _ENTRY_BYTES
    table, body = struct.pack(">I", len(tags)), b""
    places: dict[bytes, int] = {}
    for name, data in tags.items():
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += struct.pack(">4sII", name, places[data], len(data))
    return struct.pack(">I", start + len(body)) + header[4:] + table + body
