"""Whether an annex may call itself PDF/A, judged sheet by sheet before it is written.

Our own pages and marks always keep to ISO 19005-2, level B; a sheet may hold what a stranger drew. The
claim is made only when every sheet was examined and nothing was found: what is not understood is an
obstacle, so that a claim of ours is never contradicted.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pikepdf

from dossier.annex.archive import Claim
from dossier.annex.pdfa_content import examine
from dossier.annex.pdfa_reason import ObstacleError, Reason
from dossier.basis import limits
from dossier.basis.errors import CancelledError, DossierError
from dossier.basis.progress import Progress, silent
from dossier.model.finding import Finding, note
from dossier.model.ids import PieceId
from dossier.workers.pool import Pool

log = logging.getLogger(__name__)

CODES: Final[Mapping[Reason, str]] = {
    Reason.FONT: "pdfa-not-font",
    Reason.GLYPH: "pdfa-not-glyph",
    Reason.COLOUR: "pdfa-not-colour",
    Reason.PICTURE: "pdfa-not-picture",
    Reason.DRAWING: "pdfa-not-drawing",
    Reason.UNSURE: "pdfa-not-unsure",
}
"""What a person is told of each kind of obstacle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamineTask:
    """A sheet to be examined."""

    sheet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What was found.

    Attributes:
        reason: Why it does not allow PDF/A; None when it does.
        where: What was met, for logs only.
    """

    reason: Reason | None = None
    where: str = ""


def run_examine(task: ExamineTask) -> Examined:
    """Examines a sheet; the pool's job."""
    try:
        with pikepdf.open(task.sheet) as pdf:
            examine(pdf)
    except ObstacleError as error:
        return Examined(reason=error.reason, where=error.where)
    except Exception as error:  # noqa: BLE001 - untrusted bytes: what cannot be read cannot be vouched for
        return Examined(reason=Reason.UNSURE, where=f"{type(error).__name__}: {error}")
    return Examined()


@dataclass(slots=True)
class Archivist:
    """Examines sheets, each file once.

    Attributes:
        pool: Where they are examined.
        progress: Told about the work; may cancel it.
    """

    pool: Pool
    progress: Progress = silent
    _known: dict[tuple[Path, int, int], Examined] = field(default_factory=dict)

    def examined(self, sheets: Iterable[Path]) -> dict[Path, Examined]:
        """Examines sheets; one that a worker could not bear is not vouched for.

        Raises:
            CancelledError: The person asked to stop.
        """
        wanted = {path: _state(path) for path in sheets}
        fresh = {path: state for path, state in wanted.items() if state not in self._known}
        tasks = [ExamineTask(sheet=str(path)) for path in fresh]
        answers = self.pool.map(run_examine, tasks, seconds=_allowance, progress=self.progress, stage="check")
        for state, answer in zip(fresh.values(), answers, strict=True):
            self._known[state] = _examined(answer)
        return {path: self._known[state] for path, state in wanted.items()}

    def claim(self, sheets: Iterable[Path], *, carries: bool) -> Claim:
        """Says what a file made of some sheets may claim.

        Args:
            sheets: All of them.
            carries: Whether there are files inside of it.
        """
        allowed = all(one.reason is None for one in self.examined(sheets).values())
        if not allowed:
            return Claim.NONE
        return Claim.A3B if carries else Claim.A2B

    def obstacles(self, sheets: Mapping[PieceId, Path]) -> Iterator[tuple[PieceId, Reason]]:
        """Gives the pieces that do not allow PDF/A, each with why."""
        found = self.examined(sheets.values())
        for piece, path in sheets.items():
            reason = found[path].reason
            if reason is not None:
                yield piece, reason


def _examined(answer: Examined | DossierError) -> Examined:
    if isinstance(answer, CancelledError):
        raise answer
    if isinstance(answer, DossierError):
        log.info("a sheet could not be examined: %s", answer)
        return Examined(reason=Reason.UNSURE, where=answer.code)
    return answer


def _state(path: Path) -> tuple[Path, int, int]:
    """Tells a file from what stood at its place before: lighter sheets take the place of others."""
    facts = path.stat()
    return path, facts.st_mtime_ns, facts.st_size


def _allowance(task: ExamineTask) -> float:
    size = Path(task.sheet).stat().st_size
    return limits.EXAMINE_SECONDS + limits.EXAMINE_SECONDS_PER_MIB * size / limits.MIB


def told(
    claims: Sequence[Claim], obstacles: Iterable[tuple[PieceId, Reason]], *, wanted: bool
) -> tuple[Finding, ...]:
    """Says whether the files of an annex are PDF/A, and what stands in the way.

    Args:
        claims: Of each file.
        obstacles: From ``Archivist.obstacles``.
        wanted: Whether the person or the recipient asked for PDF/A; nothing is said of obstacles else.
    """
    if claims and all(claims):
        return (note("pdfa-yes", part=claims[0].part, n=len(claims)),)
    if not wanted:
        return ()
    return tuple(note(CODES[reason]).of(piece) for piece, reason in obstacles)
