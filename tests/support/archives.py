"""Annexes that claim and carry: a sheet of anything, and the file that is made from it."""

from dataclasses import replace
from pathlib import Path

import page
import pikepdf

from dossier.annex.archive import PLAIN, Archive
from dossier.annex.assemble import assemble
from dossier.annex.pdfa import Examined, ExamineTask, run_examine
from dossier.basis.assets import Assets
from dossier.basis.digest import Digest
from dossier.basis.progress import silent
from dossier.model.body import Body
from dossier.model.plan import Plan
from dossier.press.sheet import SheetTask, make_sheet
from tests.support import annexes


def sheet_of(folder: Path, *bodies: Body) -> Path:
    """Makes the sheet of some bodies, whose assets stand in the folder ``assets``."""
    target = folder / "sheet.pdf"
    task = SheetTask(
        bodies=bodies,
        preface=None,
        assets=str(Assets(folder / "assets").folder),
        target=str(target),
        language="fr",
        zone="Europe/Paris",
    )
    make_sheet(task)
    return target


def examined(sheet: Path) -> Examined:
    """Examines a sheet as the worker does."""
    return run_examine(ExamineTask(sheet=str(sheet)))


def annex_of(
    sheet: Path, target: Path, archive: Archive = PLAIN, originals: dict[Digest, Path] | None = None
) -> Plan:
    """Assembles an annex of one piece around a sheet; gives its plan."""
    with pikepdf.open(sheet) as pdf:
        lies = [float(one.mediabox[2]) > float(one.mediabox[3]) for one in pdf.pages]
    piece = annexes.Invented(number="1", pages=("x",) * len(lies))
    plan = annexes.plan_of([piece])
    turned = iter(lies)
    plan = replace(
        plan,
        pages=tuple(
            replace(one, landscape=next(turned)) if one.piece is not None else one for one in plan.pages
        ),
    )
    front, marks = target.with_suffix(".front"), target.with_suffix(".marks")
    annexes.draw_front(front, plan)
    annexes.draw_marks(marks, plan)
    assemble(
        plan,
        front=front,
        sheets={piece.key: sheet},
        marks=marks,
        target=target,
        progress=silent,
        archive=archive,
        originals=originals or {},
    )
    return plan


def faults(annex: Path, profile: str) -> list[str]:
    """Lists what somebody else's examiner finds against a claim."""
    return [f"{one.rule_id}: {one.message}" for one in page.validate_pdf(annex, profile=profile).failures]
