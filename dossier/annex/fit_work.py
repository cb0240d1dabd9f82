"""The photos of an annex's sheets, prepared and coded in the workers."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import Final, TypeVar

from dossier.annex.fit_plan import Weighed
from dossier.annex.sheets import Made
from dossier.basis import limits
from dossier.basis.atomic import place_error
from dossier.basis.errors import DossierError, PlaceError
from dossier.basis.progress import Progress
from dossier.model.ids import PieceId
from dossier.press.shrink import (
    Coding,
    PrepareTask,
    ShrinkTask,
    Shrunk,
    prepare_sheet,
    shrink_sheet,
)
from dossier.workers.pool import Pool

_STAGE: Final = "fit"
_MEGABYTE: Final = 1_000_000

log = logging.getLogger(__name__)

T = TypeVar("T")
Ordered = tuple[PieceId, Coding]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lighter:
    """A sheet written with lighter photos.

    Attributes:
        task: What was asked.
        shrunk: What came of it.
    """

    task: ShrinkTask
    shrunk: Shrunk

    @property
    def changed(self) -> tuple[tuple[Coding, int], ...]:
        """The photos that have new bytes, and how many."""
        rows = zip(self.task.codings, self.shrunk.weights, self.shrunk.kept, strict=True)
        return tuple((coding, weight) for coding, weight, kept in rows if not kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """What one coding of all photos gave.

    Attributes:
        sheets: The sheets that became lighter.
        size: Bytes of all sheets now.
        weights: Bytes of each photo as coded, in the order they were asked for.
    """

    sheets: Mapping[PieceId, Lighter] = field(default_factory=dict)
    size: int
    weights: tuple[int, ...] = ()


class Workshop:
    """Prepares and codes; what fails in one sheet leaves that sheet as it is."""

    def __init__(self, made: Mapping[PieceId, Made], *, folder: Path, pool: Pool, progress: Progress) -> None:
        """Does nothing yet; the parameters are those of ``Fitter``."""
        self._paths = {piece: one.path for piece, one in made.items()}
        self._folder = folder
        self._own: Path | None = None
        # Only the last: the next one writes other pixels to the same files.
        self._prepared: tuple[tuple[tuple[int, ...], bool], list[Weighed]] | None = None
        self._pool = pool
        self._progress = progress
        self.sizes = {piece: path.stat().st_size for piece, path in self._paths.items()}
        self.damaged: dict[PieceId, int] = {}
        self.lost: set[PieceId] = set()
        self.passes = 0

    def prepare(self, steps: tuple[int, ...], *, sampled: bool = True) -> list[Weighed]:
        """Finds all photos, decoded and weighed at some resolutions.

        Args:
            steps: The resolutions, falling.
            sampled: Whether they are weighed.

        Raises:
            PlaceError: The folder cannot be written.
            CancelledError: The person asked to stop.
        """
        asked = (steps, sampled)
        if self._prepared is None or self._prepared[0] != asked:
            self._prepared = (asked, self._found(steps, sampled=sampled))
        return list(self._prepared[1])

    def _found(self, steps: tuple[int, ...], *, sampled: bool) -> list[Weighed]:
        pieces = [piece for piece, size in self.sizes.items() if size >= limits.FIT_PHOTO_BYTES]
        total = sum(self.sizes[piece] for piece in pieces)
        tasks = [
            PrepareTask(
                sheet=str(self._paths[piece]),
                folder=str(self._place(f"pixels-{number}")),
                steps=steps,
                room=limits.FIT_KEPT_BYTES * self.sizes[piece] // total,
                sampled=sampled,
            )
            for number, piece in enumerate(pieces)
        ]
        found = self._pool.map(
            prepare_sheet, tasks, seconds=self._seconds, progress=self._progress, stage=_STAGE
        )
        prepared = dict(zip(pieces, (_unless_full(one) for one in found), strict=True))
        self.lost |= {piece for piece, one in prepared.items() if one is None}
        self.damaged = {piece: one.damaged for piece, one in prepared.items() if one and one.damaged}
        return [
            Weighed(piece=piece, photo=photo)
            for piece, one in prepared.items()
            for photo in (one.photos if one else ())
        ]

    def code(self, ordered: Sequence[Ordered]) -> Coded:
        """Codes photos, and writes the sheets that have them.

        Raises:
            PlaceError: The folder cannot be written.
            CancelledError: The person asked to stop.
        """
        self.passes += 1
        tasks = dict(self._tasks(ordered))
        found = self._pool.map(
            shrink_sheet, list(tasks.values()), seconds=self._seconds, progress=self._progress, stage=_STAGE
        )
        done = {piece: _unless_full(one) for piece, one in zip(tasks, found, strict=True)}
        self.lost |= {piece for piece, one in done.items() if one is None}
        lighter = {piece: Lighter(task=tasks[piece], shrunk=one) for piece, one in done.items() if one}
        weights = {
            (piece, coding.photo.found.number): weight
            for piece, one in lighter.items()
            for coding, weight in zip(one.task.codings, one.shrunk.weights, strict=True)
        }
        sheets = {piece: one for piece, one in lighter.items() if one.changed}
        return Coded(
            sheets=sheets,
            size=sum(sheets[p].shrunk.size if p in sheets else size for p, size in self.sizes.items()),
            weights=tuple(
                weights.get((piece, one.photo.found.number), one.photo.found.size) for piece, one in ordered
            ),
        )

    def _tasks(self, ordered: Iterable[Ordered]) -> Iterator[tuple[PieceId, ShrinkTask]]:
        codings: dict[PieceId, list[Coding]] = {}
        for piece, coding in ordered:
            codings.setdefault(piece, []).append(coding)
        for number, (piece, its) in enumerate(codings.items()):
            target = self._place(f"lighter-{self.passes}-{number}.pdf")
            yield piece, ShrinkTask(sheet=str(self._paths[piece]), target=str(target), codings=tuple(its))

    def _place(self, name: str) -> Path:
        """Gives a free place: a folder of its own, so that no sheet is ever written over its own source."""
        if self._own is None:
            try:
                self._folder.mkdir(exist_ok=True)
                self._own = Path(mkdtemp(prefix="fit-", dir=self._folder))
            except OSError as error:
                raise place_error(error, self._folder) from error
        return self._own / name

    def _seconds(self, task: PrepareTask | ShrinkTask) -> float:
        return limits.SHEET_SECONDS + limits.FIT_SECONDS_PER_MB * Path(task.sheet).stat().st_size / _MEGABYTE


def _unless_full(result: T | DossierError) -> T | None:
    """Gives what a worker made; nothing when a sheet's bytes were too much for it.

    Raises:
        PlaceError: The disk is in the way, which the next sheet would meet too.
    """
    if isinstance(result, PlaceError):
        raise result
    if isinstance(result, DossierError):
        log.warning("a sheet stays as it is: %s", result)
        return None
    return result
