"""Which photos are reduced so that all fit, and how: arithmetic alone.

As few as can be, the heaviest first, papers last: the others keep every byte. The letters of a
photographed paper have floors of their own. What is reckoned from samples is corrected, photo by photo,
by what the coding before weighed in truth.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from math import exp, log
from typing import Final

from dossier.model.ids import PieceId
from dossier.press.shrink import WORTH_IT, Coding, Photo
from dossier.press.shrink_code import LADDER
from dossier.press.shrink_kind import Kind

STEPS: Final = (170, 150, 130)
"""Resolutions of a reduced photo, falling. Up to 170, one of 12 megapixels is decoded at half its side."""

BEST: Final = LADDER[-1]
_GOOD: Final = 75
"""The quality from which one photo more is reduced rather than all of them worse."""

_LEAST: Final = 40
_PAPER_DPI: Final = 150
_PAPER_QUALITY: Final = 60

_LOWER: Final = 0.88
_BETTER: Final = 3
"""How far the one photo that fills the room may go: share of the resolution, steps of quality."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A photo and what is known of its weight.

    Attributes:
        piece: Whose it is.
        photo: As it was prepared for ``STEPS``.
        truth: What it weighed over what was reckoned, the last time it was coded.
    """

    piece: PieceId
    photo: Photo
    truth: float = 1.0

    def coding(self, dpi: int, quality: int) -> Coding:
        """Says how it is coded under a common resolution and quality."""
        if self.photo.kind is Kind.PAPER:
            dpi, quality = max(dpi, _PAPER_DPI), max(quality, _PAPER_QUALITY)
        return Coding(photo=self.photo, dpi=dpi, quality=quality)

    def weight(self, dpi: int, quality: int) -> int:
        """Reckons its bytes under a common resolution and quality; its old ones when few would be won."""
        reckoned = round(self.reckoned(self.coding(dpi, quality)) * self.truth)
        old = self.photo.found.size
        return reckoned if reckoned <= WORTH_IT * old else old

    def reckoned(self, coding: Coding) -> float:
        """Reckons its bytes from its samples alone.

        Between two resolutions it grows from the lower one with its area: pixels that were made fewer are
        softer, and weigh less than the same number untouched.
        """
        own = self.photo.found.dpi
        dpi = min(coding.dpi, own)
        at, step = next((at, min(step, own)) for at, step in enumerate(STEPS) if min(step, own) <= dpi)
        rungs = zip(pairwise(LADDER), pairwise(self.photo.weights[at]), strict=True)
        (low, high), (light, heavy) = next(rung for rung in rungs if coding.quality <= rung[0][1])
        part = (coding.quality - low) / (high - low)
        return exp(log(light) * (1 - part) + log(heavy) * part) * (dpi / step) ** 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """How photos are to be coded.

    Attributes:
        codings: Of the first photos; those after them keep their bytes.
        fits: Whether that is reckoned to fit.
        best: Whether nothing better is known to this choice, so that more room would change nothing.
    """

    codings: tuple[Coding, ...]
    fits: bool
    best: bool = False


def in_turn(photos: Sequence[Weighed]) -> list[Weighed]:
    """Orders photos as they are reduced: the heaviest first, papers after all others."""
    return sorted(photos, key=lambda one: (one.photo.kind is Kind.PAPER, -one.photo.found.size))


def choose(photos: Sequence[Weighed], room: float) -> Choice:
    """Chooses the fewest photos that must be reduced, and the best that is left to them.

    Only when all of them together do not fit at a good quality does that quality fall, and then the
    resolution. Single photos get one step of quality more, in their turn, while there is room; what is
    left then goes to one photo, so that few photos fill the room as well as many.

    Args:
        photos: In turn.
        room: Bytes that there are for all of them.
    """
    count = _fewest(photos, room)
    reduced = photos[:count]
    room -= sum(one.photo.found.size for one in photos[count:])
    for dpi in STEPS:
        found = next((q for q in range(BEST, _LEAST - 1, -1) if _total(reduced, dpi, q) <= room), None)
        if found is not None:
            codings = _filled(reduced, dpi, found, room)
            return Choice(codings=codings, fits=True, best=found == BEST and dpi == STEPS[0])
    return Choice(codings=tuple(one.coding(STEPS[-1], _LEAST) for one in reduced), fits=False)


def corrected(photos: Sequence[Weighed], codings: Sequence[Coding], weights: Sequence[int]) -> list[Weighed]:
    """Gives the same photos once the first of them were coded; the others are thought to err as they did."""
    reckoned = [one.reckoned(how) for one, how in zip(photos, codings, strict=False)]
    common = sum(weights) / max(1.0, sum(reckoned))
    truths = [weight / max(1.0, one) for one, weight in zip(reckoned, weights, strict=True)]
    truths += [common] * (len(photos) - len(truths))
    return [replace(one, truth=truth) for one, truth in zip(photos, truths, strict=True)]


def _fewest(photos: Sequence[Weighed], room: float) -> int:
    """Counts the photos that must be reduced, at a good quality; all when that is not enough."""
    total = sum(one.photo.found.size for one in photos)
    for count, one in enumerate(photos):
        if total <= room:
            return count
        total += one.weight(STEPS[0], _GOOD) - one.photo.found.size
    return len(photos)


def _total(photos: Sequence[Weighed], dpi: int, quality: int) -> int:
    return sum(one.weight(dpi, quality) for one in photos)


def _filled(photos: Sequence[Weighed], dpi: int, quality: int, room: float) -> tuple[Coding, ...]:
    """Gives single photos a step of quality more, then one photo what is still left of the room."""
    left = room - _total(photos, dpi, quality)
    better = min(BEST, quality + 1)
    codings: list[Coding] = []
    for one in photos:
        more = one.weight(dpi, better) - one.weight(dpi, quality)
        fits = more <= left
        left -= more if fits else 0
        codings.append(one.coding(dpi, better if fits else quality))
    finer = (_finer(one, how, left) for one, how in zip(photos, codings, strict=True))
    found = next(((place, how) for place, how in enumerate(finer) if how), None)
    if found:
        codings[found[0]] = found[1]
    return tuple(codings)


def _finer(one: Weighed, how: Coding, left: float) -> Coding | None:
    """Finds what lies between two steps of quality: a better one, at a resolution a little lower."""
    now = one.weight(how.dpi, how.quality)
    ways = product(
        range(how.dpi - 1, max(STEPS[-1], round(_LOWER * how.dpi)), -1),
        range(how.quality + 1, min(BEST, how.quality + _BETTER) + 1),
    )
    weighed = ((one.weight(dpi, quality), dpi, quality) for dpi, quality in ways)
    fitting = [way for way in weighed if now < way[0] <= now + left]
    return one.coding(*max(fitting)[1:]) if fitting else None
