"""Makes the files that are planned, aside, and opens each again to compare it with its plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dossier.annex.archive import PLAIN, Archive, Issue
from dossier.annex.archiving import Archiving
from dossier.annex.assemble import assemble
from dossier.annex.check import CheckTask, run_check
from dossier.annex.draw import draw_pages
from dossier.annex.pages.marks import marks_of
from dossier.annex.planning import Book, Planned, plan_files
from dossier.annex.sheets import Made
from dossier.annex.volumes import Part, Weight
from dossier.basis import limits
from dossier.basis.errors import CheckError
from dossier.basis.progress import Progress
from dossier.model.check import CheckReport, Failure, Tally
from dossier.model.ids import PieceId
from dossier.model.piece import State
from dossier.model.plan import Plan
from dossier.model.shown import shown_of
from dossier.texts.catalogue import Texts
from dossier.workers.pool import Pool


class NotRightError(Exception):
    """Some pieces do not come out right; a page can stand for each of them."""

    def __init__(self, pieces: frozenset[PieceId]) -> None:
        super().__init__(", ".join(sorted(pieces)))
        self.pieces = pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class FileMade:
    """One file of an annex, aside and not checked yet.

    Attributes:
        part: What it holds.
        plan: What was planned.
        path: Where it stands for now.
        size: Bytes.
        ours: What its own pages and marks weigh, beside the pieces.
        archive: What it claims and carries.
    """

    part: Part
    plan: Plan
    path: Path
    size: int
    ours: Weight
    archive: Archive = PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Where files are made.

    Attributes:
        book: What they have in common.
        folder: Where they stand for now.
        pool: Where they are checked.
        progress: Told about the work; may cancel it.
        archiving: Decides what they claim and carry; None has them claim and carry nothing.
        issue: For whom they are made.
    """

    book: Book
    folder: Path
    pool: Pool
    progress: Progress
    archiving: Archiving | None = None
    issue: Issue | None = None

    def make(self, parts: Sequence[Part], made: Mapping[PieceId, Made]) -> tuple[FileMade, ...]:
        """Plans and assembles files.

        Raises:
            NotRightError: A piece's sheet cannot be used.
            CheckError: As ``assemble``, when leaving no piece out would cure it.
        """
        planned = plan_files(self.book, parts, made)
        return tuple(
            self._assembled(part, one, made, place=place, of=len(parts))
            for place, (part, one) in enumerate(zip(parts, planned, strict=True), start=1)
        )

    def _issued(self, archive: Archive, plan: Plan, *, place: int, of: int) -> Archive:
        """Has a file say which one of them it is, and what it shows of its pieces."""
        if self.issue is None:
            return archive
        pieces = {entry.piece.id: entry.piece for entry in self.book.order.entries}
        shown = tuple(shown_of(pieces[row.piece]) for row in plan.pieces)
        return replace(archive, issue=replace(self.issue, part=place, of=of, shown=shown))

    def _assembled(
        self, part: Part, planned: Planned, made: Mapping[PieceId, Made], *, place: int, of: int
    ) -> FileMade:
        plan = planned.plan
        front, marks = _draw_own_pages(planned, self.folder, self.book.texts)
        sheets = {row.piece: made[row.piece].path for row in plan.pieces}
        target = self.folder / f"file-{place}.pdf"
        archive = self.archiving.archive(plan, sheets, made.keys()) if self.archiving else PLAIN
        archive = self._issued(archive, plan, place=place, of=of)
        try:
            assemble(
                plan,
                front=front,
                sheets=sheets,
                marks=marks,
                target=target,
                progress=self.progress,
                archive=archive,
                originals=self.archiving.originals(archive) if self.archiving else {},
            )
        except CheckError as error:
            raise _guilty({PieceId(str(error.params.get("piece", "")))}, made, error) from error
        size = target.stat().st_size
        pieces = sum((weight_of(made[row.piece]) for row in plan.pieces), Weight())
        return FileMade(
            part=part,
            plan=plan,
            path=target,
            size=size,
            ours=Weight(size, len(plan.pages)) - pieces,
            archive=archive,
        )

    def check(self, files: Sequence[FileMade], made: Mapping[PieceId, Made]) -> CheckReport:
        """Opens each file again in a worker.

        Raises:
            NotRightError: Some pages of pieces are not what was planned.
            CheckError: Something is wrong that leaving no piece out would cure.
        """
        reports = [self._checked(file, made) for file in files]
        held: dict[str, int] = {}
        for report in reports:
            for tally in report.tallies:
                held[tally.check] = held.get(tally.check, 0) + tally.held
        return CheckReport(tallies=tuple(Tally(check=name, held=n, failed=0) for name, n in held.items()))

    def _checked(self, file: FileMade, made: Mapping[PieceId, Made]) -> CheckReport:
        plan = file.plan
        sheets = {row.piece: str(made[row.piece].path) for row in plan.pieces}
        task = CheckTask(path=str(file.path), plan=plan, sheets=sheets, archive=file.archive)
        seconds = limits.SHEET_SECONDS + limits.SHEET_SECONDS_PER_PAGE * len(plan.pages)
        report = self.pool.run(run_check, task, seconds=seconds, progress=self.progress, stage="check")
        if not report.agrees:
            wrong = CheckError("annex-wrong", what="; ".join(_named(one) for one in report.failures[:5]))
            pages = {int(failure.params.get("page", 0)) for failure in report.failures}
            raise _guilty({plan.pages[page - 1].piece if page else None for page in pages}, made, wrong)
        return report


def weight_of(made: Made) -> Weight:
    """Gives what a sheet takes of a file."""
    return Weight(made.path.stat().st_size, len(made.sheet.pages))


def _guilty(
    guilty: set[PieceId | None] | set[PieceId], made: Mapping[PieceId, Made], wrong: CheckError
) -> NotRightError | CheckError:
    """Gives the pieces to be replaced, or the error itself when that would cure nothing."""
    known = {piece for piece in guilty if piece in made}
    pieces = {piece for piece in known if piece is not None and made[piece].state is not State.PLACEHOLDER}
    return NotRightError(frozenset(pieces)) if pieces and known == guilty else wrong


def _draw_own_pages(planned: Planned, folder: Path, texts: Texts) -> tuple[Path, Path]:
    plan = planned.plan
    front, marks = folder / "front.pdf", folder / "marks.pdf"
    own = [(page.size_pt, page) for page in plan.pages if page.piece is None]
    draw_pages(
        front,
        [(size, laid.items) for (size, _), laid in zip(own, planned.own_pages, strict=True)],
        numbers=planned.numbers,
    )
    numbered = enumerate(plan.pages, start=1)
    draw_pages(
        marks, [(page.size_pt, marks_of(plan, number, texts)) for number, page in numbered], numbers={}
    )
    return front, marks


def _named(failure: Failure) -> str:
    params = ", ".join(f"{name} {value}" for name, value in failure.params.items())
    return f"{failure.code} ({params})" if params else failure.code
