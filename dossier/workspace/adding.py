"""Files that are added: read in the workers, beside what stands in the dossier."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from dossier.basis.assets import Assets
from dossier.basis.clock import today, zone_named
from dossier.basis.progress import Progress
from dossier.intake.expand import Expanded
from dossier.intake.take_in import Intake, TakenIn, new_among, read_in, take_in
from dossier.model.commands.edit import filed
from dossier.model.dossier import Dossier
from dossier.model.ids import RubricId
from dossier.press.print_web import WebPrinter
from dossier.texts.catalogue import Texts
from dossier.workers.pool import Pool
from dossier.workspace.awaited import Awaited
from dossier.workspace.orders import AddOrder
from dossier.workspace.reading_again import ReadAgain, ReadAgainOrder, read_again_from
from dossier.workspace.targets import projects_below


def read_files(
    order: AddOrder,
    dossier: Dossier,
    *,
    project: Path,
    pool: Pool,
    assets: Assets,
    progress: Progress,
    found: Callable[[Expanded], object],
) -> TakenIn:
    """Reads what is to be added.

    Args:
        order: Which files.
        dossier: Where they are added.
        project: Its own file, which is no proof.
        pool: Where they are read.
        assets: Where their bytes are kept.
        progress: Told about the work; may cancel it.
        found: Hears of the files that are new, before any is read.

    Raises:
        UsageError: ``no-such-file``, ``too-many-files``.
        CancelledError: The person asked to stop.
    """
    with WebPrinter(pool) as printer:
        intake = _intake(dossier, printer, pool=pool, assets=assets, progress=progress)
        taken = take_in(
            order.paths,
            replace(intake, day=order.day or intake.day),
            known=dossier.pieces,
            pasted=order.pasted,
            leave_out=(*order.leave_out, project, *projects_below(order.paths)),
            found=found,
        )
    return _filed(taken, order.rubric)


def read_awaited(
    awaited: Awaited, dossier: Dossier, *, pool: Pool, assets: Assets, progress: Progress
) -> TakenIn:
    """Reads files that were kept before; what came in another way meanwhile is not added again.

    Args:
        awaited: Which files; their bytes are among the assets.
        dossier: Where they are added.
        pool: Where they are read.
        assets: Where their bytes are kept.
        progress: Told about the work; may cancel it.

    Raises:
        CancelledError: The person asked to stop.
    """
    with WebPrinter(pool) as printer:
        intake = _intake(dossier, printer, pool=pool, assets=assets, progress=progress)
        new = new_among(Expanded(files=awaited.files, findings=awaited.findings), dossier.pieces)
        taken = read_in(new, replace(intake, day=awaited.day), known=dossier.pieces)
    return _filed(taken, awaited.rubric)


def read_once_more(
    order: ReadAgainOrder, dossier: Dossier, copy: Path, *, pool: Pool, assets: Assets, progress: Progress
) -> ReadAgain:
    """Reads a file of the dossier again.

    Args:
        order: Which one, and with what.
        dossier: Where it stands.
        copy: Its original under its own name, in a folder of ours.
        pool: Where it is read.
        assets: Where bytes are kept.
        progress: Told about the work; may cancel it.

    Raises:
        UsageError: ``password-wrong``, ``no-such-file``.
        CancelledError: The person asked to stop.
    """
    with WebPrinter(pool) as printer:
        intake = _intake(dossier, printer, pool=pool, assets=assets, progress=progress)
        return read_again_from(copy, order, known=dossier.pieces, intake=intake)


def _intake(
    dossier: Dossier, printer: WebPrinter, *, pool: Pool, assets: Assets, progress: Progress
) -> Intake:
    return Intake(
        assets=assets,
        pool=pool,
        printer=printer,
        texts=Texts(dossier.language),
        zone=dossier.zone,
        day=today(zone_named(dossier.zone)),
        progress=progress,
    )


def _filed(taken: TakenIn, rubric: RubricId | None) -> TakenIn:
    """Puts pieces where the person dropped their files."""
    if rubric is None:
        return taken
    return replace(taken, pieces=tuple(filed(piece, rubric) for piece in taken.pieces))
