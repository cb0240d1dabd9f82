"""Which resolution and quality photos get so that they fit: arithmetic alone.

The letters of a photographed paper have floors of their own. What is reckoned from samples is corrected,
photo by photo, by what the first coding weighed in truth.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import exp, log
from typing import Final

from dossier.model.ids import PieceId
from dossier.press.shrink import WORTH_IT, Coding, Photo
from dossier.press.shrink_code import LADDER
from dossier.press.shrink_kind import Kind

STEPS: Final = (400, 300, 240, 200, 170, 150, 130)
"""Resolutions tried, falling. Up to 170, a photo of 12 megapixels is decoded at half its side."""

REDUCED: Final = 170
"""The resolution from which sharpness goes before fineness: above it a photo must stay good."""

_GOOD: Final = 75
_FAIR: Final = 40
BEST: Final = LADDER[-1]
_PAPER_DPI: Final = 150
_PAPER_QUALITY: Final = 60

_FIRST_GUESS: Final = ((0.55, 400), (0.36, 300), (0.27, 240), (0.2, 200))
"""Share of their bytes that photos may keep, and the resolution that it mostly allows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A photo and what is known of its weight.

    Attributes:
        piece: Whose it is.
        photo: As it was prepared at the first of ``steps``.
        steps: The resolutions that it was sampled at.
        always: Whether it is finer than the recipient allows, so that it cannot stay as it is.
        truth: What it weighed over what was reckoned, the last time it was coded.
    """

    piece: PieceId
    photo: Photo
    steps: tuple[int, ...]
    always: bool = False
    truth: float = 1.0

    def coding(self, dpi: int, quality: int) -> Coding:
        """Says how it is coded under a common resolution and quality."""
        if self.photo.kind is Kind.PAPER:
            lowest = min((step for step in self.steps if step >= _PAPER_DPI), default=self.steps[0])
            dpi, quality = max(dpi, lowest), max(quality, _PAPER_QUALITY)
        return Coding(photo=self.photo, dpi=dpi, quality=quality, always=self.always)

    def weight(self, dpi: int, quality: int) -> int:
        """Reckons its bytes under a common resolution and quality; its old ones when few would be won."""
        reckoned = round(self._reckoned(self.coding(dpi, quality)) * self.truth)
        old = self.photo.found.size
        return reckoned if self.always or reckoned <= WORTH_IT * old else old

    def corrected(self, coding: Coding, weight: int) -> "Weighed":
        """Gives the same photo once it was coded and weighed."""
        return replace(self, truth=weight / max(1.0, self._reckoned(coding)))

    def _reckoned(self, coding: Coding) -> float:
        weights = self.photo.weights[self.steps.index(coding.dpi)]
        for (low, high), (light, heavy) in zip(pairwise(LADDER), pairwise(weights), strict=True):
            if coding.quality <= high:
                part = (coding.quality - low) / (high - low)
                return exp(log(light) * (1 - part) + log(heavy) * part)
        return weights[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """How all photos are to be coded.

    Attributes:
        codings: In the photos' order.
        fits: Whether that is reckoned to fit.
        best: Whether nothing better is known to this choice, so that more room would change nothing.
    """

    codings: tuple[Coding, ...]
    fits: bool
    best: bool = False


def first_step(share: float) -> int:
    """Guesses the resolution that photos may keep.

    Args:
        share: Bytes that there are for them, over those that they have.
    """
    return next((dpi for least, dpi in _FIRST_GUESS if share >= least), REDUCED)


def step_above(dpi: int) -> int | None:
    """Gives the next finer resolution."""
    return next((step for step in reversed(STEPS) if step > dpi), None)


def steps_from(dpi: int, most: int | None) -> tuple[int, ...]:
    """Lists the resolutions from one downwards, none above a recipient's bound."""
    first = min(dpi, most or dpi)
    return (first, *(step for step in STEPS if step < first))


def choose(photos: Sequence[Weighed], room: float) -> Choice:
    """Chooses the finest resolution, and for it the best quality, at which all photos fit.

    Single photos get one step of quality more, in their order, while there is room.

    Args:
        photos: At least one; all of the same steps.
        room: Bytes that there are for them.
    """
    steps = photos[0].steps
    for dpi in steps:
        least = _GOOD if dpi > REDUCED else _FAIR
        found = next((q for q in range(BEST, least - 1, -1) if _total(photos, dpi, q) <= room), None)
        if found is not None:
            codings = tuple(_filled(photos, dpi, found, room))
            return Choice(codings=codings, fits=True, best=found == BEST and dpi == steps[0])
    return Choice(codings=tuple(one.coding(steps[-1], _FAIR) for one in photos), fits=False)


def _total(photos: Sequence[Weighed], dpi: int, quality: int) -> int:
    return sum(one.weight(dpi, quality) for one in photos)


def _filled(photos: Sequence[Weighed], dpi: int, quality: int, room: float) -> Iterator[Coding]:
    total = _total(photos, dpi, quality)
    better = min(BEST, quality + 1)
    for one in photos:
        more = one.weight(dpi, better) - one.weight(dpi, quality)
        if total + more <= room:
            total += more
            yield one.coding(dpi, better)
        else:
            yield one.coding(dpi, quality)
