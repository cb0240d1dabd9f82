"""What is left of a TIFF that broke off: the strips that are all there (TIFF 6.0, section 2).

The decoder of compressed strips refuses the whole picture when one is missing; told of a lower
picture, it gives the rows that the file still holds.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_HEIGHT, _OFFSETS, _ROWS, _COUNTS, _PLANES = 257, 273, 278, 279, 284
_ENTRY_BYTES: Final = 12
_MOST_ENTRIES: Final = 200
_MOST_STRIPS: Final = 100_000
_CODES: Final = {3: "H", 4: "I"}
"""Types that sizes and places are written in: SHORT and LONG."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A field of the directory: its type, how many values, and where those stand."""

    kind: int
    count: int
    at: int


def shortened_tiff(data: bytes) -> bytes | None:
    """Makes a TIFF end where its whole strips end.

    Returns:
        The same file with a smaller height; None when none of its strips is whole, when its directory
        was lost, or when it is not of the usual kind.
    """
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(data[:4])
    if order is None:
        return None
    try:
        return _shortened(data, order)
    except (struct.error, KeyError, ValueError):
        return None


def _shortened(data: bytes, order: str) -> bytes | None:
    entries = dict(_entries(data, order))
    if _PLANES in entries and _values(data, order, entries[_PLANES]) != (1,):
        return None
    height = entries[_HEIGHT]
    (rows,) = _values(data, order, entries[_ROWS])
    strips = zip(
        _values(data, order, entries[_OFFSETS]), _values(data, order, entries[_COUNTS]), strict=False
    )
    whole = 0
    for start, size in strips:
        if not size or start + size > len(data):
            break
        whole += 1
    left = whole * rows
    if not 0 < left < _values(data, order, height)[0]:
        return None
    value = struct.pack(order + _CODES[height.kind], left)
    return data[: height.at] + value + data[height.at + len(value) :]


def _entries(data: bytes, order: str) -> Iterator[tuple[int, _Entry]]:
    (place,) = struct.unpack_from(order + "I", data, 4)
    (count,) = struct.unpack_from(order + "H", data, place)
    for number in range(min(count, _MOST_ENTRIES)):
        at = place + 2 + number * _ENTRY_BYTES
        tag, kind, values = struct.unpack_from(order + "HHI", data, at)
        if kind not in _CODES or values > _MOST_STRIPS:
            continue
        size = struct.calcsize(_CODES[kind]) * values
        where = at + 8 if size <= 4 else struct.unpack_from(order + "I", data, at + 8)[0]
        yield tag, _Entry(kind, values, where)


def _values(data: bytes, order: str, entry: _Entry) -> tuple[int, ...]:
    return struct.unpack_from(f"{order}{entry.count}{_CODES[entry.kind]}", data, entry.at)
