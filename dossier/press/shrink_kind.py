"""Whether a picture is a photo, or something that people read: told by its pixels alone.

A picture is looked at in small squares. A screen or a clean scan has squares of one colour, which no
camera gives; paper has squares of one light tone with a few dark strokes; a photo has squares of
many tones. A doubt is settled for the letters.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import Final

from PIL import Image, ImageChops

_LONGEST_PX: Final = 1100
_SHORTEST_PX: Final = 780
"""Sides of the picture that is looked at, as of a page whose letters are 10 pixels high: neither is shorter,
so that a scroll of ten screens does not become a strip of mush."""

_SQUARE_PX: Final = 24
_SQUARES: Final = 22
"""Squares looked at in each direction, at most, spread evenly."""

# Shares of all squares, measured on some sixty photos, screens and scans: screens have 0.4 to 0.9 of
# even ones, photos at most 0.01; pages that were scanned have 0.3 to 0.55 inked ones and photos of things
# under 0.1; what is neither even, quiet nor inked is 0.2 to 0.94 of a photo and under 0.12 of a scan.
_EVEN: Final = 0.25
_LETTERS: Final = 0.04
_SOME_LETTERS: Final = 0.12
_LITTLE: Final = 0.15
_MOSTLY_PALE: Final = 0.7

_PALE_FROM: Final = 115
_COLOURLESS: Final = 36


class Kind(StrEnum):
    """What a picture is: what people read, a photo of something that they read, any other photo."""

    TEXT = "text"
    PAPER = "paper"
    PHOTO = "photo"


def kind_of(image: Image.Image) -> Kind:
    """Tells what a picture is.

    Args:
        image: In mode L or RGB.
    """
    small = image.resize(looked_at(image.size), Image.Resampling.BOX)
    squares = list(_squares(small.convert("L")))
    even, quiet, inked = (
        sum(1 for one in squares if held(one)) / max(1, len(squares))
        for held in (_is_even, _is_quiet, _is_inked)
    )
    rest = 1 - even - quiet - inked
    if even >= _EVEN or (inked >= _LETTERS and rest <= _LITTLE) or not squares:
        return Kind.TEXT
    paper = inked >= _SOME_LETTERS or rest <= _LITTLE or _pale(small) >= _MOSTLY_PALE
    return Kind.PAPER if paper else Kind.PHOTO


def looked_at(size: tuple[int, int]) -> tuple[int, int]:
    """Gives the pixels that are enough to tell what a picture of this size is."""
    scale = min(1.0, max(_LONGEST_PX / max(size), _SHORTEST_PX / min(size)))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


@dataclass(frozen=True, slots=True)
class _Square:
    """Tones of a square, 0 to 255: its bounds, nearly all of them, and the commonest with its share."""

    darkest: int
    lightest: int
    dark: int
    light: int
    common: int
    share: float


def _pale(image: Image.Image) -> float:
    """Gives the share of light points without colour: paper in bad light, whose grain hides its letters."""
    light = image.convert("L").point(lambda tone: 255 * (tone >= _PALE_FROM))
    first, second, third = image.convert("RGB").split()
    most, least = (mix(mix(first, second), third) for mix in (ImageChops.lighter, ImageChops.darker))
    plain = ImageChops.subtract(most, least).point(lambda chroma: 255 * (chroma <= _COLOURLESS))
    return ImageChops.darker(light, plain).histogram()[255] / (image.width * image.height)


def _squares(grey: Image.Image) -> Iterator[_Square]:
    for top in _starts(grey.height):
        for left in _starts(grey.width):
            yield _measured(grey.crop((left, top, left + _SQUARE_PX, top + _SQUARE_PX)).histogram())


def _starts(length: int) -> list[int]:
    room = length - _SQUARE_PX
    if room < 0:
        return []
    count = min(_SQUARES, length // _SQUARE_PX)
    return [round(room * place / max(1, count - 1)) for place in range(count)]


def _measured(counts: list[int]) -> _Square:
    sums = list(accumulate(counts))
    total = sums[-1]
    common = 4 + 8 * max(range(32), key=lambda at: sums[8 * at + 7] - (sums[8 * at - 1] if at else 0))
    near = sums[min(255, common + 16)] - (sums[common - 17] if common > 16 else 0)
    return _Square(
        darkest=bisect_left(sums, 1),
        lightest=bisect_left(sums, total),
        dark=bisect_left(sums, 0.03 * total),
        light=bisect_left(sums, 0.97 * total),
        common=common,
        share=near / total,
    )


def _is_even(square: _Square) -> bool:
    return square.lightest - square.darkest <= 2


def _is_quiet(square: _Square) -> bool:
    return not _is_even(square) and square.light - square.dark <= 20


def _is_inked(square: _Square) -> bool:
    """Tells a light ground, most of the square, with strokes that are much darker."""
    strokes = square.common - square.dark
    return (
        square.common >= 100
        and square.share >= 0.5
        and strokes >= 50
        and square.light - square.common <= min(25, strokes // 2)
    )
