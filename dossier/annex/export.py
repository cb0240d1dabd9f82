"""From a dossier to the annex; ``export`` reads as the table of contents of this half."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from dossier.annex.assemble import assemble
from dossier.annex.check import CheckTask, run_check
from dossier.annex.draw import draw_pages
from dossier.annex.order import Order, order_of
from dossier.annex.pages.marks import marks_of
from dossier.annex.planning import Planned, plan_annex
from dossier.annex.sheets import Made, SheetMaker
from dossier.annex.shelf import Shelf
from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.atomic import writing_aside
from dossier.basis.clock import zone_named
from dossier.basis.digest import digest_of_file
from dossier.basis.errors import CheckError, UnreadableError
from dossier.basis.progress import Progress, silent
from dossier.model.check import CheckReport, Failure
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding
from dossier.model.ids import PieceId
from dossier.model.piece import State
from dossier.model.plan import Plan
from dossier.model.report import AnnexFile
from dossier.recipients.profile import Profile
from dossier.texts.catalogue import Texts
from dossier.workers.pool import Pool

_NOT_SHOWN: Final = UnreadableError("not-drawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """What an export works with.

    Attributes:
        assets: Where bodies are kept.
        pool: Where untrusted bytes are drawn.
        texts: The annex's language.
        progress: Told about the work; may cancel it.
        sheets: Folder where finished sheets are kept for the next export and for the window, inside
            the pool's scratch; None keeps none.
    """

    assets: Assets
    pool: Pool
    texts: Texts
    progress: Progress = silent
    sheets: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A finished annex, checked and in place.

    Attributes:
        file: The annex on disk.
        plan: What is in it.
        tops: Numbered pieces.
        attached: What is attached to them.
        findings: What was noticed while making it.
        check: What was compared when it was opened again.
    """

    file: AnnexFile
    plan: Plan
    tops: int
    attached: int
    findings: tuple[Finding, ...]
    check: CheckReport


def export(dossier: Dossier, target: Path, *, profile: Profile, day: date, exporter: Exporter) -> Exported:
    """Makes the annex, opens it again, compares it with its plan, and puts it in place.

    The destination keeps its old bytes until the new annex is complete and checked.

    Raises:
        PlaceError: The destination cannot be written.
        CheckError: The annex does not agree with its plan; nothing was put in place.
        CancelledError: The person asked to stop.
    """
    order = order_of(dossier, profile=profile, texts=exporter.texts, day=day, zone=zone_named(dossier.zone))
    scratch = exporter.pool.scratch
    with tempfile.TemporaryDirectory(prefix="annex-", dir=scratch) as name, writing_aside(target) as aside:
        maker = SheetMaker(
            dossier,
            {entry.piece.id: entry.label for entry in order.entries},
            folder=Path(name),
            shelf=Shelf(exporter.sheets or Path(name) / "kept"),
            assets=exporter.assets,
            pool=exporter.pool,
            texts=exporter.texts,
            progress=exporter.progress,
        )
        planned, made, check = _finished(maker, order, dossier, target=aside, exporter=exporter)
        file = AnnexFile(
            path=str(target),
            label=exporter.texts.say("annex.name"),
            size=aside.stat().st_size,
            digest=digest_of_file(aside),
            pages=len(planned.plan.pages),
        )
    tops = sum(1 for entry in order.entries if entry.parent is None)
    return Exported(
        file=file,
        plan=planned.plan,
        tops=tops,
        attached=len(order.entries) - tops,
        findings=_findings(made),
        check=check,
    )


def _finished(
    maker: SheetMaker, order: Order, dossier: Dossier, *, target: Path, exporter: Exporter
) -> tuple[Planned, dict[PieceId, Made], CheckReport]:
    """Plans, assembles and checks until the file is what was planned.

    One piece that does not come out right never stops the others: a page stands for it, and all is
    planned again. Each time there is one piece less that could fail, so it ends.
    """
    made = maker.make_all([entry.piece for entry in order.entries])
    while True:
        planned = plan_annex(
            order, made, parties=dossier.parties, texts=exporter.texts, case_number=dossier.case_number
        )
        attempt = _attempt(planned, made, folder=maker.folder, target=target, exporter=exporter)
        if isinstance(attempt, CheckReport):
            return planned, made, attempt
        made |= {wrong: maker.make_placeholder(dossier.piece(wrong), _NOT_SHOWN) for wrong in attempt}


def _attempt(
    planned: Planned, made: Mapping[PieceId, Made], *, folder: Path, target: Path, exporter: Exporter
) -> CheckReport | set[PieceId]:
    """Assembles and checks once.

    Returns:
        The report when the file is what was planned; else the pieces that do not come out right.

    Raises:
        CheckError: Something is wrong that leaving no piece out would cure.
    """
    plan = planned.plan
    front, marks = _draw_own_pages(planned, folder, exporter.texts)
    sheets = {piece: sheet.path for piece, sheet in made.items()}
    try:
        assemble(plan, front=front, sheets=sheets, marks=marks, target=target, progress=exporter.progress)
        check = _check(target, plan, sheets, exporter)
        wrong = CheckError("annex-wrong", what="; ".join(_named(one) for one in check.failures[:5]))
        pages = {int(failure.params.get("page", 0)) for failure in check.failures}
        guilty = {plan.pages[page - 1].piece if page else None for page in pages}
    except CheckError as error:
        check, wrong = None, error
        guilty = {PieceId(str(error.params["piece"]))} if "piece" in error.params else set()
    if check is not None and check.agrees:
        return check
    pieces = {piece for piece in guilty if piece is not None and made[piece].state is not State.PLACEHOLDER}
    if not pieces or None in guilty:
        raise wrong
    return pieces


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


def _check(path: Path, plan: Plan, sheets: dict[PieceId, Path], exporter: Exporter) -> CheckReport:
    """Opens the finished file again in a worker."""
    task = CheckTask(path=str(path), plan=plan, sheets={piece: str(sheet) for piece, sheet in sheets.items()})
    seconds = limits.SHEET_SECONDS + limits.SHEET_SECONDS_PER_PAGE * len(plan.pages)
    return exporter.pool.run(run_check, task, seconds=seconds, progress=exporter.progress, stage="check")


def _named(failure: Failure) -> str:
    params = ", ".join(f"{name} {value}" for name, value in failure.params.items())
    return f"{failure.code} ({params})" if params else failure.code


def _findings(made: dict[PieceId, Made]) -> tuple[Finding, ...]:
    return tuple(finding for sheet in made.values() for finding in sheet.findings)
