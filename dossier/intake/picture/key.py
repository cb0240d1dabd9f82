"""Keys by which pictures are found that show the same, made where their pixels are at hand.

The look of a picture (a dHash) is shared by its copies, recompressed or resized. The coding of a large
photograph is read without decoding it: it costs a twentieth, and tells what is certainly another one.
The rows of a screen tell where one screenshot goes on in the next.
"""

import hashlib
import mmap
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

from PIL import Image

from dossier.press.whole import end_of_jpeg

_KEY_WIDTH, _KEY_HEIGHT = 9, 8
_FINE_WIDTH, _FINE_HEIGHT, _FINE_OVER = 25, 32, 3

FINE_SIDE_PX: Final = _FINE_HEIGHT * 16
"""A picture decoded smaller, but not below a square of this side, has the same key."""

_END_BYTES: Final = 64 * 1024
_SCAN, _TABLE = 0xDA, 0xDB
_START: Final = b"\xff\xd8"

_ROW_CELLS, _ROW_OVER = 33, 3
_ROW_DIGITS: Final = 8
_MOST_ROWS: Final = 8000


def picture_key(image: Image.Image) -> str:
    """Makes a key that a picture shares with its recompressed or resized copies (dHash).

    Returns:
        16 hexadecimal digits of a coarse key and 192 of a fine one, as ``likeness`` compares them: one
        bit for each pair of neighbours of a grey grid, set when the left one is lighter; in the fine
        key lighter by more than what a JPEG makes of a flat ground.
    """
    grey = image.convert("L")
    return _edges(grey, _KEY_WIDTH, _KEY_HEIGHT) + _edges(grey, _FINE_WIDTH, _FINE_HEIGHT, over=_FINE_OVER)


def _edges(grey: Image.Image, width: int, height: int, *, over: int = 0) -> str:
    cells = grey.resize((width, height), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(height):
        for place in range(row * width, (row + 1) * width - 1):
            bits = bits << 1 | (cells[place] > cells[place + 1] + over)
    return f"{bits:0{(width - 1) * height // 4}x}"


def coding_key(path: Path) -> str:
    """Makes a key of how a picture is coded, which its pixels are not needed for.

    Two files with the same first half were coded by the same program at the same quality: they show the
    same only when their second half, of the end of the coded picture, is the same too. What a telephone
    writes before and behind the picture is not in the key.

    Returns:
        16 hexadecimal digits.
    """
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        tables = hashlib.sha256(b"".join(_tables(data))).hexdigest()[:8]
        end = (end_of_jpeg(data) if data[:2] == _START else 0) or len(data)
        last = data[max(0, end - _END_BYTES) : end]
    return f"{tables}{zlib.crc32(last):08x}"


def _tables(data: mmap.mmap) -> Iterator[bytes]:
    """Gives the quantisation tables of a JPEG before its first scan (T.81, B.2.4.1)."""
    at = 2
    while data[at : at + 1] == b"\xff" and at + 4 <= len(data) and data[at + 1] != _SCAN:
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 1] == _TABLE:
            yield data[at + 4 : end]
        at = max(end, at + 4)


def row_marks(image: Image.Image) -> str:
    """Marks each row of a screen by what stands in it from left to right.

    Returns:
        Eight hexadecimal digits a row, all zero for one that is the same all over; "" for a picture that
        is no screen: too high, or too narrow.
    """
    if image.height > _MOST_ROWS or image.width < _ROW_CELLS * 6:
        return ""
    cells = image.convert("L").resize((_ROW_CELLS, image.height), Image.Resampling.BOX).tobytes()
    rows = (cells[at : at + _ROW_CELLS] for at in range(0, len(cells), _ROW_CELLS))
    return "".join(map(_row_mark, rows))


def _row_mark(cells: bytes) -> str:
    bits = 0
    for left, right in pairwise(cells):
        bits = bits << 1 | (left > right + _ROW_OVER)
    return f"{bits:0{_ROW_DIGITS}x}"


def rows_of(marks: str) -> list[int]:
    """Reads what ``row_marks`` wrote, one number a row; none when it is nothing of the kind."""
    try:
        return [int(marks[at : at + _ROW_DIGITS], 16) for at in range(0, len(marks), _ROW_DIGITS)]
    except ValueError:
        return []
