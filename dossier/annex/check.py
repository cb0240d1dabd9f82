"""The finished annex is checked, not trusted: opened again and held against its plan.

A new check is one function here or in a neighbour, and one line in ``CHECKS``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from dossier.annex.archive import PLAIN, Archive
from dossier.annex.check_carried import carried
from dossier.annex.check_fact import Check, Fact, hold
from dossier.annex.check_links import bookmarks, links, printed_lines
from dossier.annex.check_pages import (
    fingerprints,
    footers,
    page_labels,
    page_numbers,
    page_shapes,
    stamps,
)
from dossier.annex.check_pictures import pictures
from dossier.annex.check_safety import catalogue, fonts, metadata, objects, safety
from dossier.annex.check_view import AnnexView
from dossier.basis.errors import CheckError, DossierError
from dossier.model.check import CheckReport, Failure, Tally
from dossier.model.ids import PieceId
from dossier.model.plan import Plan

CHECKS: Final[Mapping[str, Check]] = {
    "page-shapes": page_shapes,
    "page-labels": page_labels,
    "page-numbers": page_numbers,
    "footers": footers,
    "stamps": stamps,
    "fingerprints": fingerprints,
    "bookmarks": bookmarks,
    "links": links,
    "printed-lines": printed_lines,
    "safety": safety,
    "carried": carried,
    "objects": objects,
    "fonts": fonts,
    "catalogue": catalogue,
    "metadata": metadata,
}

MOST_FAILURES: Final = 200
"""Failures told one by one; a thoroughly wrong file would fill a report that nobody reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckTask:
    """A finished annex to be checked.

    Attributes:
        path: The file.
        plan: What was planned.
        sheets: Path of the sheet of each piece.
        archive: What the file claims and carries.
    """

    path: str
    plan: Plan
    sheets: dict[PieceId, str] = field(default_factory=dict)
    archive: Archive = PLAIN


def run_check(task: CheckTask) -> CheckReport:
    """Checks a finished annex; the pool's job.

    Raises:
        CheckError: ``annex-unreadable``; another reader cannot make sense of the file.
    """
    sheets = {piece: Path(path) for piece, path in task.sheets.items()}
    return check_annex(Path(task.path), task.plan, sheets=sheets, archive=task.archive)


def check_annex(
    path: Path, plan: Plan, *, sheets: Mapping[PieceId, Path], archive: Archive = PLAIN
) -> CheckReport:
    """Holds a finished annex against its plan, with other readers than its writer.

    Args:
        path: The file.
        plan: What was planned.
        sheets: The sheet of each piece, to compare the pages with; may be empty.
        archive: What the file claims and carries.

    Raises:
        CheckError: ``annex-unreadable``.
    """
    try:
        return _checked(path, plan, sheets, archive)
    except DossierError:
        raise
    except Exception as error:
        raise CheckError("annex-unreadable", what=f"{type(error).__name__}: {error}") from error


def _checked(path: Path, plan: Plan, sheets: Mapping[PieceId, Path], archive: Archive) -> CheckReport:
    count = _Count()
    with AnnexView(path, archive=archive) as view:
        found, wanted = len(view.pages), len(plan.pages)
        count.add("page-count", [hold(found == wanted, "page-count", n=found, wanted=wanted)])
        if found != wanted:
            return count.report()
        for name, check in CHECKS.items():
            count.add(name, check(view, plan))
    count.add("pictures", pictures(path, plan, sheets))
    return count.report()


class _Count:
    """Facts being counted."""

    def __init__(self) -> None:
        self._tallies: list[Tally] = []
        self._failures: list[Failure] = []

    def add(self, name: str, facts: Iterable[Fact]) -> None:
        held = failed = 0
        for fact in facts:
            if fact is None:
                held += 1
            else:
                failed += 1
                self._failures.append(fact)
        self._tallies.append(Tally(check=name, held=held, failed=failed))

    def report(self) -> CheckReport:
        return CheckReport(tallies=tuple(self._tallies), failures=tuple(self._failures[:MOST_FAILURES]))
