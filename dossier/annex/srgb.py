"""The colour profile of screens, sRGB, as every annex carries it: what its colours mean.

Built of the numbers of IEC 61966-2-1 adapted to D50 (ICC.1:2001-04, version 2), so that the same
bytes come out on every computer; no maker, no day, no words of anybody.
"""

import struct
from functools import cache
from typing import Final

NAME: Final = "sRGB IEC61966-2.1"

_HEADER_BYTES: Final = 128
_ENTRY_BYTES: Final = 12
_STEPS: Final = 1024
_DAY: Final = (2000, 1, 1, 0, 0, 0)

_WHITE: Final = (0xF6D6, 0x10000, 0xD32D)
"""D50, in sixteenths of 4,096 (s15Fixed16), as the three colours below."""
_RED: Final = (0x6FA2, 0x38F5, 0x0390)
_GREEN: Final = (0x6299, 0xB785, 0x18DA)
_BLUE: Final = (0x24A0, 0x0F84, 0xB6CF)


@cache
def srgb_profile() -> bytes:
    """Gives the profile; always the same bytes."""
    curve = _curve()
    tags = {
        b"desc": _description(NAME),
        b"cprt": b"text" + bytes(4) + b"No copyright\0",
        b"wtpt": _colour(_WHITE),
        b"rXYZ": _colour(_RED),
        b"gXYZ": _colour(_GREEN),
        b"bXYZ": _colour(_BLUE),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    start = _HEADER_BYTES + 4 + len(tags) * _ENTRY_BYTES
    table, body = struct.pack(">I", len(tags)), b""
    places: dict[bytes, int] = {}
    for name, data in tags.items():
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += struct.pack(">4sII", name, places[data], len(data))
    return _header(start + len(body)) + table + body


def _header(size: int) -> bytes:
    """Writes the header: a display's profile of version 2.1, RGB to XYZ, perceptual."""
    head = struct.pack(">I4xI4s4s4s", size, 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H4s", *_DAY, b"acsp") + bytes(28) + struct.pack(">3I", *_WHITE)
    return head + bytes(_HEADER_BYTES - len(head))


def _description(words: str) -> bytes:
    text = words.encode() + b"\0"
    return b"desc" + struct.pack(">II", 0, len(text)) + text + bytes(4 + 4 + 2 + 1 + 67)


def _colour(parts: tuple[int, int, int]) -> bytes:
    return b"XYZ " + struct.pack(">I3I", 0, *parts)


def _curve() -> bytes:
    """Writes how bright each value is (IEC 61966-2-1, 5.2), in steps."""
    values = [round(65535 * _bright(step / (_STEPS - 1))) for step in range(_STEPS)]
    return b"curv" + struct.pack(">II", 0, _STEPS) + struct.pack(f">{_STEPS}H", *values)


def _bright(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
