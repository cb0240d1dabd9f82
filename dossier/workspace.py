"""The only composer: intake, the dossier and the annex put to work together. No Qt, no words."""

import contextlib
import errno
import json
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from dossier.annex.export import Exported, Exporter, export
from dossier.annex.stored import looks_like_annex
from dossier.annex.verify import VerifyTask, run_verify
from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.atomic import writing_aside
from dossier.basis.clock import zone_named
from dossier.basis.errors import PlaceError, UsageError
from dossier.basis.progress import Progress, silent
from dossier.intake.rubrics import load_rubrics
from dossier.intake.take_in import Intake, take_in
from dossier.model.check import VerifyReport
from dossier.model.commands.add import add_pieces
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding, blocker, once
from dossier.model.report import AnnexFile, report
from dossier.press.print_web import WebPrinter
from dossier.recipients.profile import Profile, load_profile
from dossier.texts.catalogue import Texts
from dossier.workers.pool import Pool

LONGEST_NAME_BYTES: Final = 255
"""Of a file, on every disk in common use."""

REPORT_START: Final = b'{\n "version": '
"""How every report of ours begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOrder:
    """What ``build`` is asked for.

    Attributes:
        paths: Files, folders and zips to take in.
        target: Where the annex goes.
        day: The day of the annex, the only clock.
        language: Of the annex.
        title: Of the dispute; "" leaves it unnamed.
        zone: IANA name of the dossier's zone.
        recipient: Id of the recipient's profile.
        report: Where the JSON report goes; None for none.
    """

    paths: tuple[Path, ...]
    target: Path
    day: date
    language: str = "fr"
    title: str = ""
    zone: str = "Europe/Paris"
    recipient: str = "generic"
    report: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What came of it; ``annex`` is None when there was nothing to put into one."""

    annex: AnnexFile | None
    pieces: int
    attached: int
    findings: tuple[Finding, ...]


def build(order: BuildOrder, *, progress: Progress = silent) -> Built:
    """Makes an annex of files and folders.

    Raises:
        UsageError: Something asked for does not exist: a path, a zone, a language, a recipient.
        PlaceError: The annex or the report cannot be written where it was asked for.
        CheckError: The finished annex does not agree with its plan; nothing was put in place.
        CancelledError: The person asked to stop.
    """
    texts, profile = Texts(order.language), load_profile(order.recipient)
    zone_named(order.zone)
    _refuse_bad_targets(order)
    dossier = Dossier(
        title=order.title, zone=order.zone, language=order.language, rubrics=load_rubrics().rubrics
    )
    with Pool() as pool, _room_to_work(pool):
        assets = Assets(pool.scratch / "assets")
        with WebPrinter(pool) as printer:
            intake = Intake(
                assets=assets,
                pool=pool,
                printer=printer,
                texts=texts,
                zone=order.zone,
                day=order.day,
                progress=progress,
            )
            taken = take_in(order.paths, intake, leave_out=_own_targets(order))
        dossier = add_pieces(dossier, taken.pieces, taken.findings)
        exporter = Exporter(assets=assets, pool=pool, texts=texts, progress=progress)
        exported = _export(dossier, order, profile, exporter)
    findings = _findings(dossier, exported)
    if order.report is not None:
        annexes = [exported.file] if exported else []
        plan = exported.plan if exported else None
        made = report(
            dossier,
            plan,
            zone=zone_named(order.zone),
            findings=findings,
            annexes=annexes,
            say=texts.finding,
        )
        _write_report(order.report, made)
    return Built(
        annex=exported.file if exported else None,
        pieces=exported.tops if exported else 0,
        attached=exported.attached if exported else 0,
        findings=findings,
    )


@contextlib.contextmanager
def _room_to_work(pool: Pool) -> Iterator[None]:
    """Tells a full working folder from a full destination.

    Raises:
        PlaceError: ``scratch-full``.
    """
    scratch = str(pool.scratch)
    try:
        yield
    except PlaceError as error:
        if str(error.params.get("folder", "")).startswith(scratch):
            raise PlaceError("scratch-full", folder=str(pool.scratch.parent)) from error
        raise
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise PlaceError("scratch-full", folder=str(pool.scratch.parent)) from error
        raise


def _export(dossier: Dossier, order: BuildOrder, profile: Profile, exporter: Exporter) -> Exported | None:
    if not any(piece.shown for piece in dossier.pieces):
        return None
    return export(dossier, order.target, profile=profile, day=order.day, exporter=exporter)


def _findings(dossier: Dossier, exported: Exported | None) -> tuple[Finding, ...]:
    """Gathers what intake and export noticed, each remark once and with the name of its file."""
    told = (*dossier.findings, *(exported.findings if exported else (blocker("no-piece"),)))
    names = {piece.id: piece.originals[0].name for piece in dossier.pieces if piece.originals}
    return once(
        replace(finding, params={"file": names[finding.piece], **finding.params})
        if finding.piece in names
        else finding
        for finding in told
    )


def _own_targets(order: BuildOrder) -> list[Path]:
    return [path for path in (order.target, order.report) if path is not None]


def _refuse_bad_targets(order: BuildOrder) -> None:
    """Refuses early what would only fail after minutes of work, or would overwrite a proof.

    Raises:
        UsageError: ``target-is-source``; the annex or the report is one of the named files, or stands
            among them and is not one of ours.
        PlaceError: ``no-such-folder`` or ``target-is-folder``.
    """
    targets = _own_targets(order)
    if len({target.resolve() for target in targets}) < len(targets):
        raise UsageError("same-target", file=order.target.name)
    for target in targets:
        _refuse_bad_place(target)
        if target.exists() and not _is_ours(target) and _is_among(target, order.paths):
            raise UsageError("target-is-source", file=target.name)


def _refuse_bad_place(target: Path) -> None:
    """Refuses a place where nothing can be written, before any work is done.

    Raises:
        PlaceError: ``target-is-folder``, ``no-such-folder``, ``not-a-file``, ``cannot-write``.
    """
    folder = target.resolve().parent
    try:
        mode = target.stat().st_mode if target.exists() else stat.S_IFREG
    except OSError as error:  # a name that the disk does not take
        raise PlaceError("cannot-write", file=target.name, folder=str(folder)) from error
    if stat.S_ISDIR(mode):
        raise PlaceError("target-is-folder", file=str(target))
    if not stat.S_ISREG(mode):
        raise PlaceError("not-a-file", file=str(target))
    if not folder.is_dir():
        raise PlaceError("no-such-folder", folder=str(folder))
    if not os.access(folder, os.W_OK) or len(os.fsencode(target.name)) > LONGEST_NAME_BYTES:
        raise PlaceError("cannot-write", file=target.name, folder=str(folder))


def _is_among(target: Path, paths: Iterable[Path]) -> bool:
    place = target.resolve()
    return any(place == path.resolve() or path.resolve() in place.parents for path in paths)


def _is_ours(target: Path) -> bool:
    """Tells whether a file is an annex or a report that we wrote, and may be written again."""
    if looks_like_annex(target):
        return True
    with target.open("rb") as stream:
        return stream.read(len(REPORT_START)) == REPORT_START


def _write_report(target: Path, made: Mapping[str, Any]) -> None:
    words = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    with writing_aside(target) as aside:
        # Half characters, from names on old disks, become JSON's own escapes.
        aside.write_text(words, "utf-8", errors="backslashreplace")


def verify(path: Path, *, progress: Progress = silent) -> VerifyReport:
    """Says whether an annex agrees with itself, reading it in a worker.

    Raises:
        UsageError: ``no-such-file``.
        UnreadableError: ``not-an-annex``; it is not one of ours.
    """
    if not path.is_file():
        raise UsageError("no-such-file", file=str(path))
    task = VerifyTask(path=str(path))
    with Pool(1) as pool:
        return pool.run(run_verify, task, seconds=limits.VERIFY_SECONDS, progress=progress, stage="check")
