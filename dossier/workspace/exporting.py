"""From an open dossier to an annex and its report."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from dossier.annex.export import Exported, Exporter, export
from dossier.annex.withheld import names_inside, told_to
from dossier.basis.atomic import writing_aside
from dossier.basis.clock import zone_named
from dossier.model.check import CheckReport
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding, blocker, warning
from dossier.model.numbering import numbered
from dossier.model.plan import Plan
from dossier.model.remarks import remarks
from dossier.model.report import AnnexFile, JoinedFile, report
from dossier.model.wish import NO_WISH, Wish
from dossier.recipients.profile import Profile, load_profile
from dossier.texts.catalogue import Texts
from dossier.workspace.beside import BesideFile, lost_beside, put_beside
from dossier.workspace.handing import NOTHING, Handing, put_handing
from dossier.workspace.targets import refuse_bad_targets


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOrder:
    """What an export is asked for.

    Attributes:
        target: Where the annex goes.
        day: The day of the annex, the only clock.
        recipient: Id of the recipient's profile.
        wish: What the person asks for besides: what is new only, a size, separate files.
        report: Where the JSON report goes; None for none.
        noticed: Remarks that the dossier does not keep, to be told with its own.
        handing: What is put beside the annex.
    """

    target: Path
    day: date
    recipient: str = "generic"
    wish: Wish = NO_WISH
    report: Path | None = None
    noticed: tuple[Finding, ...] = ()
    handing: Handing = NOTHING

    @property
    def targets(self) -> tuple[Path, ...]:
        """Every file that it writes."""
        return tuple(path for path in (self.target, self.report) if path is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What came of it.

    Attributes:
        annexes: Its files, in order; none when there was nothing to put into one.
        pieces: Numbered pieces.
        attached: What is attached to them.
        findings: What intake and export noticed, each once.
        plans: What is in each of the files.
        check: What was compared when it was opened again.
        beside: The sounds and films that were put beside it.
        handed: What else was put beside it on request.
    """

    annexes: tuple[AnnexFile, ...]
    pieces: int
    attached: int
    findings: tuple[Finding, ...]
    plans: tuple[Plan, ...] = ()
    check: CheckReport | None = None
    beside: tuple[BesideFile, ...] = ()
    handed: tuple[Path, ...] = ()

    @property
    def annex(self) -> AnnexFile | None:
        """The first file; None when there was nothing to put into one."""
        return self.annexes[0] if self.annexes else None

    @property
    def plan(self) -> Plan | None:
        """What is in the first file."""
        return self.plans[0] if self.plans else None


def export_annex(dossier: Dossier, order: ExportOrder, exporter: Exporter) -> Built:
    """Makes the annex and its report of a dossier whose assets are at hand.

    Raises:
        UsageError: ``unknown-recipient``.
        PlaceError: The annex or the report cannot be written.
        CheckError: The finished annex does not agree with its plan; nothing was put in place.
        CancelledError: The person asked to stop.
    """
    profile, texts = load_profile(order.recipient), exporter.texts
    told = told_to(dossier, profile, texts)
    known = told.dossier
    exported = None
    if _has_pieces(known, order, profile):
        exported = export(
            known,
            order.target,
            profile=profile,
            day=order.day,
            exporter=exporter,
            wish=order.wish,
            permit=partial(_permit, dossier),
        )
    noticed = (*order.noticed, *_still_named(dossier, exported, profile))
    # Whoever must stay unnamed is a party all the same, and not found anew in a mail.
    built = _built(replace(known, parties=dossier.parties), exported, noticed)
    if built.plans:
        beside = put_beside(known, built.plans, order.target, assets=exporter.assets, texts=texts)
        lost = lost_beside(known, built.plans, assets=exporter.assets)
        handed = put_handing(
            order.handing,
            known,
            order.target,
            files=[Path(file.path) for file in built.annexes],
            further=[file.path for file in beside],
            plans=built.plans,
            labels=[file.label for file in built.annexes],
            texts=texts,
            day=order.day,
        )
        built = replace(built, beside=beside, handed=handed, findings=(*built.findings, *lost))
    if order.report is not None:
        _write_report(order.report, _report(known, order, profile, built, texts))
    # What is held back is told to the person alone: a report may be handed on.
    return replace(built, findings=(*built.findings, *told.findings))


def _has_pieces(dossier: Dossier, order: ExportOrder, profile: Profile) -> bool:
    arrangement = profile.arrangement(order.wish.scope)
    return bool(numbered(dossier, zone_named(dossier.zone), arrangement=arrangement))


def _permit(dossier: Dossier, places: Sequence[Path]) -> None:
    """Refuses to overwrite a proof or somebody's dossier, as it is done for what was asked for by name."""
    originals = [file for piece in dossier.pieces for file in piece.originals]
    there = [place for place in places if place.parent.is_dir()]
    refuse_bad_targets(there, originals=originals)


def _still_named(dossier: Dossier, exported: Exported | None, profile: Profile) -> tuple[Finding, ...]:
    """Says in which pieces themselves a name stands that our own pages keep back."""
    if exported is None or not profile.nameless:
        return ()
    numbers = {row.piece: row.number for plan in exported.plans for row in plan.pieces}
    shown = [piece for piece in dossier.pieces if piece.id in numbers]
    found = {piece.id for piece in names_inside(dossier, shown)}
    if not found:
        return ()
    said = ", ".join(number for piece, number in numbers.items() if piece in found)
    return (warning("name-inside", n=len(found), numbers=said),)


def _report(
    dossier: Dossier, order: ExportOrder, profile: Profile, built: Built, texts: Texts
) -> dict[str, Any]:
    return report(
        dossier,
        built.plans,
        zone=zone_named(dossier.zone),
        findings=built.findings,
        annexes=built.annexes,
        arrangement=profile.arrangement(order.wish.scope),
        beside=[
            JoinedFile(piece=one.piece, path=str(one.path), size=one.size, digest=one.digest)
            for one in built.beside
        ],
        say=texts.finding,
    )


def _built(dossier: Dossier, exported: Exported | None, noticed: Sequence[Finding]) -> Built:
    if exported is None:
        told = remarks(dossier, (*noticed, blocker("no-piece")))
        return Built(annexes=(), pieces=0, attached=0, findings=told)
    return Built(
        annexes=exported.files,
        pieces=exported.tops,
        attached=exported.attached,
        findings=remarks(dossier, (*noticed, *exported.findings)),
        plans=exported.plans,
        check=exported.check,
    )


def _write_report(target: Path, made: Mapping[str, Any]) -> None:
    words = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    with writing_aside(target) as aside:
        # Half characters, from names on old disks, become JSON's own escapes.
        aside.write_text(words, "utf-8", errors="backslashreplace")
