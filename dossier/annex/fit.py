"""Makes an annex fit a given size: as few photos as needed become lighter, and nothing else changes.

Two codings are the rule: samples say which quality to begin with, and what the first coding weighed
corrects them. Finished sheets and originals are never touched: lighter sheets are new files.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from dossier.annex.fit_plan import STEPS, Choice, Weighed, choose, corrected, in_turn
from dossier.annex.fit_work import Coded, Lighter, Workshop
from dossier.annex.sheets import Made
from dossier.basis.progress import Progress, silent
from dossier.model.finding import Finding, note
from dossier.model.ids import PieceId
from dossier.press.shrink import Coding
from dossier.workers.pool import Pool

LOW: Final = 0.96
"""Share of the size asked for from which nothing is tried again."""

_AIM: Final = 0.98
"""Share of the size that a coding aims at."""

_AIM_LESS: Final = 0.01
"""What is taken off that share each time that a coding came out too heavy."""

_PASSES: Final = 5

_CAP_QUALITY: Final = 90
_SLACK: Final = 1.03
"""A photo hardly finer than a recipient's resolution need not be coded for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """What became of the sheets.

    Attributes:
        made: All of them, lighter where photos are.
        size: Bytes of all sheets, and of what was said to stand beside them.
        reduced: What was done, piece by piece; the findings of ``made`` have it too.
        reached: Whether the size asked for is kept.
        passes: How often the photos were coded.
    """

    made: Mapping[PieceId, Made]
    size: int
    reduced: tuple[Finding, ...] = ()
    reached: bool = True
    passes: int = 0


class Fitter:
    """Makes the photos of finished sheets lighter."""

    def __init__(
        self, made: Mapping[PieceId, Made], *, folder: Path, pool: Pool, progress: Progress = silent
    ) -> None:
        """Does nothing yet.

        Args:
            made: The sheets, as they came out of the press.
            folder: Where lighter sheets and decoded photos go, inside the pool's scratch; it may not be
                there yet, and whoever gives it removes it when the annex is written.
            pool: Where sheets are read.
            progress: Told about the work, as stage "fit"; may cancel it.
        """
        self._made = made
        self._work = Workshop(made, folder=folder, pool=pool, progress=progress)

    def capped(self, dpi: int) -> Fitted:
        """Brings photos down to a recipient's resolution, at a quality whose loss nobody sees.

        Raises:
            PlaceError: The folder cannot be written.
            CancelledError: The person asked to stop.
        """
        ordered = [
            (one.piece, Coding(photo=one.photo, dpi=dpi, quality=_CAP_QUALITY, always=True))
            for one in self._work.prepare((dpi,), sampled=False)
            if one.photo.found.dpi > dpi * _SLACK
        ]
        coded = self._work.code(ordered) if ordered else self._untouched()
        return self._fitted(coded, size=coded.size)

    def to(self, budget_bytes: int, *, beside: int = 0) -> Fitted:
        """Makes all sheets together fit a size; they stay as they are when they do.

        Args:
            budget_bytes: The size of the whole annex.
            beside: Bytes of the annex that are no sheet's: our own pages, marks, tables.

        Returns:
            Sheets that fit, mostly at 0.96 to 1.00 of the size; the lightest allowed, ``reached`` false,
            when it cannot be kept.

        Raises:
            PlaceError: The folder cannot be written.
            CancelledError: The person asked to stop.
        """
        coded = self._untouched()
        if coded.size + beside > budget_bytes:
            coded = _Search(self._work, budget_bytes, beside).settled() or coded
        size = coded.size + beside
        return replace(self._fitted(coded, size=size, limit=budget_bytes), reached=size <= budget_bytes)

    def _untouched(self) -> Coded:
        return Coded(size=sum(self._work.sizes.values()))

    def _fitted(self, coded: Coded, *, size: int, limit: int | None = None) -> Fitted:
        told: list[Finding] = []
        made = dict(self._made)
        for piece, one in self._made.items():
            lighter = coded.sheets.get(piece)
            findings = tuple(found.of(piece) for found in self._told(piece, lighter, limit))
            told += findings
            if findings:
                path = Path(lighter.task.target) if lighter else one.path
                made[piece] = replace(one, path=path, findings=_in_one([*one.findings, *findings]))
        return Fitted(made=made, size=size, reduced=tuple(told), passes=self._work.passes)

    def _told(self, piece: PieceId, lighter: Lighter | None, limit: int | None) -> Iterator[Finding]:
        if lighter:
            yield _reduced(lighter.changed, limit)
        if piece in self._work.damaged:
            yield note("photos-not-reduced", n=self._work.damaged[piece])
        if piece in self._work.lost:
            yield note("sheet-not-reduced")


def _reduced(changed: tuple[tuple[Coding, int], ...], limit: int | None) -> Finding:
    """Tells what was done to a piece's photos, in kilobytes and the coarsest resolution among them."""
    before = sum(coding.photo.found.size for coding, _ in changed)
    after = sum(weight for _, weight in changed)
    coarsest = min(min(coding.dpi, round(coding.photo.found.dpi)) for coding, _ in changed)
    facts = {
        "n": len(changed),
        "dpi": coarsest,
        "quality": min(coding.quality for coding, _ in changed),
        "before": max(1, round(before / 1000)),
        "after": max(1, round(after / 1000)),
    }
    if limit is None:
        return note("photos-capped", **facts)
    return note("photos-reduced", limit_bytes=limit, **facts)


def _in_one(findings: list[Finding]) -> tuple[Finding, ...]:
    """Tells of photos that became lighter twice once, from first to last."""
    lighter = [one for one in findings if one.code in ("photos-capped", "photos-reduced")]
    if len(lighter) < 2:
        return tuple(findings)
    first, last = lighter
    was, now = ({key: int(said) for key, said in one.params.items()} for one in (first, last))
    # What was not touched the second time keeps what the first time gave, and the reverse.
    once = {
        "n": max(was["n"], now["n"]),
        "before": was["before"] + max(0, now["before"] - was["after"]),
        "after": now["after"] + max(0, was["after"] - now["before"]),
        "dpi": min(was["dpi"], now["dpi"]),
        "quality": min(was["quality"], now["quality"]),
    }
    told = replace(last, params={**last.params, **once})
    return (*(one for one in findings if one not in lighter), told)


class _Search:
    """Looks for the fewest photos to reduce, and their finest coding, that fit."""

    def __init__(self, work: Workshop, budget: int, beside: int) -> None:
        self._work = work
        self._budget = budget
        self._beside = beside

    def settled(self) -> Coded | None:
        """Codes, weighs and corrects until the size is met, or nothing lighter is allowed.

        Returns:
            The heaviest that fits, else the lightest; None when there is no photo.
        """
        photos = in_turn(self._work.prepare(STEPS))
        best: Coded | None = None
        tried: tuple[Coding, ...] = ()
        aim = _AIM
        for _ in range(_PASSES if photos else 0):
            choice = choose(photos, self._room(photos, aim))
            if choice.codings == tried:
                break
            tried = choice.codings
            coded = self._work.code([(one.piece, how) for one, how in zip(photos, tried, strict=False)])
            best = self._better(best, coded)
            if self._is_enough(coded, choice):
                break
            aim -= _AIM_LESS if coded.size + self._beside > self._budget else 0
            photos = corrected(photos, tried, coded.weights)
        return best

    def _room(self, photos: list[Weighed], aim: float) -> float:
        """Gives the bytes for photos when all else keeps its own."""
        old = sum(one.photo.found.size for one in photos)
        return self._budget * aim - self._beside - sum(self._work.sizes.values()) + old

    def _better(self, one: Coded | None, other: Coded) -> Coded:
        room = self._budget - self._beside
        if one is None or (one.size > room and other.size < one.size):
            return other
        return other if one.size < other.size <= room else one

    def _is_enough(self, coded: Coded, choice: Choice) -> bool:
        size = coded.size + self._beside
        return size <= self._budget and (choice.best or size >= LOW * self._budget)
