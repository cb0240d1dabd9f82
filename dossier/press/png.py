"""PNG as a PDF may hold it: its compressed rows, which FlateDecode reads as they are."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY, _COLOUR, _PALETTE = 0, 2, 3
_CHANNELS = {_GREY: 1, _COLOUR: 3, _PALETTE: 1}
_STEP = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class PngPicture:
    """A PNG that can stand in a PDF.

    Attributes:
        data: Its compressed, filtered rows, as they stand in the file.
        width_px: As stored.
        height_px: As stored.
        channels: Values for one pixel, 1 or 3.
        bits: Bits of one value: 1, 2, 4 or 8.
        palette: Red, green and blue of each entry; b"" when it has none.
        profile: Its ICC profile, b"" when it has none.
    """

    data: bytes
    width_px: int
    height_px: int
    channels: int
    bits: int
    palette: bytes
    profile: bytes


def bare_png(data: bytes) -> PngPicture | None:
    """Takes the picture out of a PNG.

    Returns:
        None when it is damaged, or when a PDF could not hold it so: transparent, interlaced, 16 bit.
    """
    chunks = list(_chunks(data))
    parts: dict[bytes, bytes] = {}
    for name, body in chunks:
        parts.setdefault(name, body)
    if not {b"IHDR", b"IDAT", b"IEND"} <= parts.keys() or b"tRNS" in parts or len(parts[b"IHDR"]) != 13:
        return None
    width, height, bits, kind, packing, filters, interlaced = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    palette = parts.get(b"PLTE", b"") if kind == _PALETTE else b""
    if kind not in _CHANNELS or bits not in (1, 2, 4, 8) or packing or filters or interlaced:
        return None
    rows = b"".join(body for name, body in chunks if name == b"IDAT")
    if (kind == _PALETTE) != bool(palette) or not _whole(
        rows, height * (1 + (width * bits * _CHANNELS[kind] + 7) // 8)
    ):
        return None
    return PngPicture(
        data=rows,
        width_px=width,
        height_px=height,
        channels=_CHANNELS[kind],
        bits=bits,
        palette=palette[: 3 * 2**bits],
        profile=_profile(parts.get(b"iCCP", b"")),
    )


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Walks through the chunks; stops where a length or check sum is wrong, so that IEND is missing."""
    at = len(_SIGNATURE) if data.startswith(_SIGNATURE) else len(data)
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        body = data[at + 4 : at + 8 + length]
        check = data[at + 8 + length : at + 12 + length]
        if zlib.crc32(body) != int.from_bytes(check, "big") or len(check) != 4:
            return
        yield body[:4], body[4:]
        at += 12 + length


def _whole(rows: bytes, expected: int) -> bool:
    """Tells whether the rows unpack to just their size, without ever holding them all."""
    unpacker = zlib.decompressobj()
    size = 0
    left = rows
    try:
        while left and not unpacker.eof and size <= expected:
            size += len(unpacker.decompress(left, _STEP))
            left = unpacker.unconsumed_tail
    except zlib.error:
        return False
    return size == expected and unpacker.eof


def _profile(chunk: bytes) -> bytes:
    """Unpacks an iCCP chunk (PNG, 11.3.3.3): a name, a zero, the method, the packed profile."""
    _, _, rest = chunk.partition(b"\x00")
    try:
        return zlib.decompressobj().decompress(rest[1:], 4 * _STEP)
    except zlib.error:
        return b""
