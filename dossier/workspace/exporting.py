"""From an open dossier to an annex and its report."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from dossier.annex.export import Exported, Exporter, export
from dossier.basis.atomic import writing_aside
from dossier.basis.clock import zone_named
from dossier.model.check import CheckReport
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding, blocker
from dossier.model.plan import Plan
from dossier.model.remarks import remarks
from dossier.model.report import AnnexFile, JoinedFile, report
from dossier.recipients.profile import load_profile
from dossier.workspace.beside import BesideFile, lost_beside, put_beside


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOrder:
    """What an export is asked for.

    Attributes:
        target: Where the annex goes.
        day: The day of the annex, the only clock.
        recipient: Id of the recipient's profile.
        report: Where the JSON report goes; None for none.
        noticed: Remarks that the dossier does not keep, to be told with its own.
    """

    target: Path
    day: date
    recipient: str = "generic"
    report: Path | None = None
    noticed: tuple[Finding, ...] = ()

    @property
    def targets(self) -> tuple[Path, ...]:
        """Every file that it writes."""
        return tuple(path for path in (self.target, self.report) if path is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What came of it.

    Attributes:
        annex: None when there was nothing to put into one.
        pieces: Numbered pieces.
        attached: What is attached to them.
        findings: What intake and export noticed, each once.
        plan: What is in the annex.
        check: What was compared when it was opened again.
        beside: The sounds and films that were put beside it.
    """

    annex: AnnexFile | None
    pieces: int
    attached: int
    findings: tuple[Finding, ...]
    plan: Plan | None = None
    check: CheckReport | None = None
    beside: tuple[BesideFile, ...] = ()


def export_annex(dossier: Dossier, order: ExportOrder, exporter: Exporter) -> Built:
    """Makes the annex and its report of a dossier whose assets are at hand.

    Raises:
        UsageError: ``unknown-recipient``.
        PlaceError: The annex or the report cannot be written.
        CheckError: The finished annex does not agree with its plan; nothing was put in place.
        CancelledError: The person asked to stop.
    """
    profile = load_profile(order.recipient)
    exported = None
    if any(piece.shown for piece in dossier.pieces):
        exported = export(dossier, order.target, profile=profile, day=order.day, exporter=exporter)
    built = _built(dossier, exported, order.noticed)
    if built.plan is not None:
        beside = put_beside(dossier, built.plan, order.target, assets=exporter.assets, texts=exporter.texts)
        lost = lost_beside(dossier, built.plan, assets=exporter.assets)
        built = replace(built, beside=beside, findings=(*built.findings, *lost))
    if order.report is not None:
        made = report(
            dossier,
            built.plan,
            zone=zone_named(dossier.zone),
            findings=built.findings,
            annexes=[built.annex] if built.annex else [],
            beside=[
                JoinedFile(piece=one.piece, path=str(one.path), size=one.size, digest=one.digest)
                for one in built.beside
            ],
            say=exporter.texts.finding,
        )
        _write_report(order.report, made)
    return built


def _built(dossier: Dossier, exported: Exported | None, noticed: Sequence[Finding]) -> Built:
    if exported is None:
        told = remarks(dossier, (*noticed, blocker("no-piece")))
        return Built(annex=None, pieces=0, attached=0, findings=told)
    return Built(
        annex=exported.file,
        pieces=exported.tops,
        attached=exported.attached,
        findings=remarks(dossier, (*noticed, *exported.findings)),
        plan=exported.plan,
        check=exported.check,
    )


def _write_report(target: Path, made: Mapping[str, Any]) -> None:
    words = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    with writing_aside(target) as aside:
        # Half characters, from names on old disks, become JSON's own escapes.
        aside.write_text(words, "utf-8", errors="backslashreplace")
