"""Whether two pictures are the same one, stored again: recompressed, resized, converted.

A coarse key of 64 bits finds candidates quickly; a fine one of 768 tells the screens of one app
apart, whose layout is the same and whose words are not. Measured on drawn lists and chats of
1080 × 2400 and on photos, each saved again at a third to all of its size and JPEG quality 20 to 70:
copies differ in at most 3 coarse bits and 0.30 of the fine ones, two screens of one list in as few as
0 coarse bits, but hardly ever less than 0.36 of the fine ones. Where large parts are flat, a coarse bit
turns at nothing: copies differ in 4 and 5 of them and in less than 0.1 of the fine ones, and of 2,680
pairs of near strangers (screens of one form, papers on one table, a moment later) none does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

COARSE_DIGITS: Final = 16
FINE_DIGITS: Final = 192
SHAPE_TOLERANCE: Final = 0.02
"""Of the wider one: how far rounding may part the shapes of one picture."""

_COARSE_DISTANCE, _FINE_DIFFERENCE = 3, 0.32
_FLAT_COARSE_DISTANCE, _FLAT_FINE_DIFFERENCE = 5, 0.1
_FEWEST_EDGES: Final = 24
"""A fine key with fewer is of a nearly blank picture, and alike to every other one."""

_PARTS: Final = _FLAT_COARSE_DISTANCE + 1
_PART_BITS: Final = 11
"""So many that all parts hold the whole of a coarse key."""

_KEY: Final = re.compile(rf"[0-9a-f]{{{COARSE_DIGITS + FINE_DIGITS}}}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What is compared of a picture.

    Attributes:
        coarse: 64 bits.
        fine: 768 bits, one for each edge of a grid.
        shape: Width over height.
    """

    coarse: int
    fine: int
    shape: float

    def parts(self) -> Iterator[tuple[int, int]]:
        """Gives the parts of the coarse key; keys that may be alike agree in at least one."""
        for place in range(_PARTS):
            yield place, (self.coarse >> (_PART_BITS * place)) & (2**_PART_BITS - 1)

    def is_like(self, other: "Likeness") -> bool:
        """Tells whether both are most probably one picture."""
        coarse = (self.coarse ^ other.coarse).bit_count()
        if coarse > _FLAT_COARSE_DISTANCE or not _one_shape(self.shape, other.shape):
            return False
        allowed = _FINE_DIFFERENCE if coarse <= _COARSE_DISTANCE else _FLAT_FINE_DIFFERENCE
        return (self.fine ^ other.fine).bit_count() <= allowed * (self.fine | other.fine).bit_count()


def likeness_of(key: str, size_px: tuple[int, int]) -> Likeness | None:
    """Reads a picture's key; None when it has none, or shows too little to be compared."""
    if not _KEY.fullmatch(key) or min(size_px) <= 0:
        return None
    coarse, fine = int(key[:COARSE_DIGITS], 16), int(key[COARSE_DIGITS:], 16)
    if fine.bit_count() < _FEWEST_EDGES:
        return None
    return Likeness(coarse=coarse, fine=fine, shape=size_px[0] / size_px[1])


def _one_shape(one: float, other: float) -> bool:
    return abs(one - other) <= SHAPE_TOLERANCE * max(one, other)
