"""From an open dossier to an annex and its report."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from dossier.annex.earlier import Earlier
from dossier.annex.export import Exported, Exporter, export
from dossier.annex.later import left_out, nothing_yet, why_empty
from dossier.annex.placing import Company
from dossier.annex.withheld import Told, told_to
from dossier.basis.atomic import writing_aside
from dossier.basis.clock import zone_named
from dossier.basis.digest import digest_of_file
from dossier.basis.errors import UsageError
from dossier.intake.sorting.rubrics import load_rubrics
from dossier.model.check import CheckReport
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding
from dossier.model.numbering import numbered
from dossier.model.piece import Piece
from dossier.model.plan import Plan
from dossier.model.remarks import remarks
from dossier.model.report import AnnexFile, JoinedFile, report
from dossier.model.wish import NO_WISH, Wish
from dossier.recipients.check import check
from dossier.recipients.profile import Form, Profile, load_profile
from dossier.texts.catalogue import Texts
from dossier.workspace.beside import BesideFile, lost_beside, not_taken_beside, put_beside
from dossier.workspace.handing import NOTHING, Handing, handed
from dossier.workspace.targets import is_among, refuse_bad_targets
from dossier.workspace.unsaid import about_own_pages, about_what_pieces_show


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
        sources: Files and folders of proofs that were named for this export: nothing in them is touched.
    """

    target: Path
    day: date
    recipient: str = "generic"
    wish: Wish = NO_WISH
    report: Path | None = None
    noticed: tuple[Finding, ...] = ()
    handing: Handing = NOTHING
    sources: tuple[Path, ...] = ()

    @property
    def separate(self) -> bool:
        """Whether each piece gets a file of its own, in a folder that has the annex's name."""
        return self.wish.separate or load_profile(self.recipient).form is Form.SEPARATE

    @property
    def targets(self) -> tuple[Path, ...]:
        """Every file that it writes by the name that was given; without suffix it may be our own folder."""
        annex = () if self.separate and not self.target.suffix else (self.target,)
        return (*annex, *((self.report,) if self.report else ()))


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
        asked: What the recipient's checklist says of sending it on that day.
    """

    annexes: tuple[AnnexFile, ...]
    pieces: int
    attached: int
    findings: tuple[Finding, ...]
    plans: tuple[Plan, ...] = ()
    check: CheckReport | None = None
    beside: tuple[BesideFile, ...] = ()
    handed: tuple[Path, ...] = ()
    asked: tuple[Finding, ...] = ()

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
    told = told_to(dossier, profile, texts, standard=load_rubrics().rubrics)
    known = told.dossier
    _refuse_early(dossier, order, texts)
    exported, made = None, _Made(order=order, profile=profile, exporter=exporter, dossier=dossier, told=told)
    if pieces_of(known, order):
        exported = export(
            known,
            order.target,
            profile=profile,
            day=order.day,
            exporter=exporter,
            wish=order.wish,
            permit=partial(_permit, dossier),
            look=partial(about_own_pages, dossier=dossier, profile=profile, exporter=exporter),
            sources=order.sources,
            accompany=made.accompany,
        )
    built = made.built or made.of_nothing()
    # What is held back is told to the person alone: a report may be handed on.
    asked = check(dossier, profile, day=order.day).findings
    shown = about_what_pieces_show(dossier, exported, profile, assets=exporter.assets)
    inside = (one for one in shown if one not in asked)
    gaps = left_out(dossier, profile, scope=order.wish.scope)
    return replace(built, findings=(*built.findings, *inside, *told.findings, *gaps), asked=asked)


@dataclass(slots=True, kw_only=True)
class _Made:
    """Makes what goes with an annex, and keeps what came of it.

    Attributes:
        order: What is wanted.
        profile: Of the recipient.
        exporter: What it works with.
        dossier: As the person has it.
        told: As the recipient gets to know it.
        built: What came of it; None before.
    """

    order: ExportOrder
    profile: Profile
    exporter: Exporter
    dossier: Dossier
    told: Told
    built: Built | None = None

    def of_nothing(self) -> Built:
        """Tells that there was no piece, in the report too."""
        empty = why_empty(self.dossier, self.profile, scope=self.order.wish.scope)
        built = _built(self._known, None, (*self._noticed, empty))
        if self.order.report is not None:
            data = self._report(built)
            with writing_aside(self.order.report) as aside:
                aside.write_bytes(data)
        return built

    def accompany(self, exported: Exported, earlier: Earlier) -> Company:
        """Makes the report and what is wanted beside the annex; sounds and films are put there already.

        Raises:
            PlaceError: Something cannot be written.
            UsageError: Two files would have one name, or one would be written over a proof.
        """
        order, known, texts = self.order, self.told.dossier, self.exporter.texts
        plans, assets = exported.plans, self.exporter.assets
        handing = partial(
            handed,
            order.handing,
            known,
            order.target,
            files=exported.files,
            plans=plans,
            earlier=earlier.plans,
            texts=texts,
            day=order.day,
        )
        places = [Path(file.path) for file in exported.files]
        reports = [order.report] if order.report else []
        _permit(self.dossier, [*places, *reports, *handing(further={}).written])
        beside = put_beside(known, plans, order.target, assets=assets, texts=texts)
        put = handing(further={file.path: file.digest for file in beside})
        built = _built(self._known, exported, self._noticed)
        lost = lost_beside(known, plans, assets=assets)
        not_taken = not_taken_beside(beside, self.profile)
        self.built = replace(
            built,
            beside=beside,
            handed=tuple(put.written),
            findings=(*built.findings, *lost, *not_taken, *put.findings),
        )
        written = {path: self._report(self.built) for path in reports}
        return Company(written={**put.written, **written}, gone=tuple(self._free_to_go(put.gone)))

    @property
    def _noticed(self) -> tuple[Finding, ...]:
        scope = self.order.wish.scope
        return (*self.order.noticed, *nothing_yet(self.told.dossier, self.profile, scope=scope))

    @property
    def _known(self) -> Dossier:
        # What the person reads of it calls everything by its name; who must stay unnamed is a party
        # all the same, and not found anew in a mail.
        told, own = self.told.dossier, self.dossier
        pieces = tuple(
            replace(one, included=known.included) for one, known in zip(own.pieces, told.pieces, strict=True)
        )
        return replace(told, parties=own.parties, pieces=pieces)

    def _free_to_go(self, paths: Sequence[Path]) -> Iterator[Path]:
        safe = {file.digest for piece in self.dossier.pieces for file in piece.originals}
        for path in paths:
            if not is_among(path, self.order.sources) and digest_of_file(path) not in safe:
                yield path

    def _report(self, built: Built) -> bytes:
        veil = self.told.veil
        told = replace(built, findings=veil.over_findings(built.findings))
        made = _report(self.told.dossier, self.order, self.profile, told, self.exporter.texts)
        words = json.dumps(veil.over(made), ensure_ascii=False, indent=1) + "\n"
        # Half characters, from names on old disks, become JSON's own escapes.
        return words.encode("utf-8", errors="backslashreplace")


def refuse_own_folder(order: ExportOrder) -> None:
    """Refuses to put separate files among the proofs.

    Raises:
        UsageError: ``folder-is-source``.
    """
    folder = order.target.with_suffix("")
    if order.separate and is_among(folder, [path for path in order.sources if path.is_dir()]):
        raise UsageError("folder-is-source", folder=str(folder))


def _refuse_early(dossier: Dossier, order: ExportOrder, texts: Texts) -> None:
    """Refuses before any work what is known to be refused."""
    refuse_own_folder(order)
    _permit(dossier, [*order.targets, *order.handing.targets(order.target, texts)])


def pieces_of(dossier: Dossier, order: ExportOrder) -> tuple[Piece, ...]:
    """Gives the pieces that an annex will show.

    Raises:
        UsageError: ``unknown-recipient``.
    """
    arrangement = load_profile(order.recipient).arrangement(order.wish.scope)
    rows = numbered(dossier, zone_named(dossier.zone), arrangement=arrangement)
    return tuple(row.piece for row in rows)


def _permit(dossier: Dossier, places: Sequence[Path]) -> None:
    """Refuses to overwrite a proof or somebody's dossier, as it is done for what was asked for by name."""
    originals = [file for piece in dossier.pieces for file in piece.originals]
    there = [place for place in places if place.parent.is_dir()]
    refuse_bad_targets(there, originals=originals)


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
        told = remarks(dossier, noticed)
        return Built(annexes=(), pieces=0, attached=0, findings=told)
    return Built(
        annexes=exported.files,
        pieces=exported.tops,
        attached=exported.attached,
        findings=remarks(dossier, (*noticed, *exported.findings)),
        plans=exported.plans,
        check=exported.check,
    )
