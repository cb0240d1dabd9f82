"""Says whether an annex is what it was."""

import argparse
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from dossier.basis.clock import zone_named
from dossier.cli.plain_verify import plain
from dossier.cli.terminal import answer, progress_bar
from dossier.texts.catalogue import Texts
from dossier.texts.counts import pieces_and_attached
from dossier.texts.dates import full_instant, long_day

if TYPE_CHECKING:
    from dossier.workspace.verifying import FileVerified, Verified
    from dossier.workspace.verifying_folder import FolderReport

AGREES: Final = 0
DIFFERS: Final = 1
_MOST_NAMES: Final = 12
"""Names told of a list; the JSON answer has them all."""


def run_verify(options: argparse.Namespace, texts: Texts) -> int:
    """Says whether annexes agree with themselves, and with what is given besides."""
    from dossier.workspace.verifying import VerifyOrder, verify

    order = VerifyOrder(
        files=tuple(options.annexes),
        project=options.project,
        fingerprint=options.fingerprint,
        originals=options.originals,
        timestamp=options.timestamp,
    )
    verified = verify(order, progress=progress_bar(texts))
    if options.json:
        answer(json.dumps(plain(verified, texts), ensure_ascii=False, indent=1).split("\n"))
    else:
        answer(list(_lines(verified, options, texts)))
    return AGREES if verified.agrees else DIFFERS


def _lines(verified: "Verified", options: argparse.Namespace, texts: Texts) -> Iterator[str]:
    for file in verified.files:
        yield from _file_lines(file, texts)
    for one in verified.absent:
        yield texts.say("verify.volumes_missing", n=len(one.parts), parts=_runs(one.parts), of=one.of)
    if verified.wanted:
        same = verified.same
        yield ""
        key = "verify.fingerprint_other" if same is None else "verify.fingerprint_same"
        yield texts.say(key, file=same.path.name if same else "")
    if verified.originals is not None:
        yield from ("", texts.say("verify.originals", folder=str(options.originals)))
        yield from _folder_lines(verified.originals, texts)
    if verified.stamp is not None:
        yield ""
        yield from stamp_lines(verified, options.timestamp.name, texts)
    if not all(file.account.report.agrees for file in verified.files):
        yield texts.say("verify.advice")
    elif _alone(options):
        yield texts.say("verify.limits")


def _alone(options: argparse.Namespace) -> bool:
    """Whether the file was held against nothing but itself."""
    return not (options.project or options.fingerprint or options.timestamp)


def _file_lines(file: "FileVerified", texts: Texts) -> Iterator[str]:
    report = file.account.report
    yield texts.say("verify.agrees" if report.agrees else "verify.differs", file=file.path.name)
    pieces = pieces_and_attached(texts, report.pieces, report.attached)
    pages = texts.say("annex.pages", n=report.pages)
    day = long_day(texts, report.day)
    yield texts.say("verify.what", title=report.title, day=day, pieces=pieces, pages=pages)
    for fault in report.check.failures:
        yield f"  – {texts.say(f'check.{fault.code}', **fault.params)}"
    if report.changed:
        changed = _runs(report.changed)
        yield f"  – {texts.say('verify.changed', n=len(report.changed), pages=changed)}"
    archive = file.account.archive
    if report.agrees and archive.claim:
        yield texts.say("verify.claim", part=archive.claim.part)
    if report.agrees and archive.carried:
        yield texts.say("verify.carried", n=len(archive.carried))
    yield texts.say("verify.fingerprint_is", digest=file.digest)
    yield from _project_lines(file, texts)


def _project_lines(file: "FileVerified", texts: Texts) -> Iterator[str]:
    report = file.project
    if report is None:
        return
    sent = report.sent
    if sent is not None:
        name = sent.names.get(texts.language) or sent.names.get("fr") or sent.recipient
        yield texts.say("verify.sent", number=sent.number, day=long_day(texts, sent.day), recipient=name)
        if sent.case_number:
            yield texts.say("verify.sent_case", case=sent.case_number)
        return
    yield texts.say("verify.not_sent")
    if report.agrees:
        yield texts.say("verify.pieces_match", n=len(report.known))
    if report.unknown:
        yield texts.say("verify.pieces_unknown", n=len(report.unknown), numbers=", ".join(report.unknown))
    if report.renumbered:
        said = ", ".join(report.renumbered)
        yield texts.say("verify.pieces_renumbered", n=len(report.renumbered), numbers=said)


def _folder_lines(report: "FolderReport", texts: Texts) -> Iterator[str]:
    for row in report.rows:
        if row.places:
            said = texts.say("verify.original_found", number=row.number, file=row.places[0])
        elif row.within:
            said = texts.say("verify.original_within", number=row.number, parent=row.within)
        else:
            said = texts.say("verify.original_missing", number=row.number, digest=row.digest)
        yield f"  – {said}"
    found = sum(1 for row in report.rows if row.found)
    yield texts.say("verify.originals_found", n=found, of=len(report.rows))
    if report.others:
        yield texts.say("verify.others", n=len(report.others), files=_named(report.others))
    if report.unread:
        yield texts.say("verify.unread", n=len(report.unread), files=_named(report.unread))


def _named(names: Sequence[str]) -> str:
    return ", ".join((*names[:_MOST_NAMES], *(("…",) if len(names) > _MOST_NAMES else ())))


def stamp_lines(verified: "Verified", name: str, texts: Texts) -> Iterator[str]:
    """Says what a time stamp of a name shows, and that its maker was not looked up."""
    stamp = verified.stamp
    if stamp is None:
        return
    if stamp.file is None:
        yield texts.say("verify.stamp_other", file=name)
    elif not stamp.answer.sound:
        yield texts.say("verify.stamp_unsound", file=name)
    else:
        at = full_instant(texts, stamp.answer.at, zone_named(verified.zone))
        yield texts.say("verify.stamp_holds", file=name, annex=stamp.file.name, at=at)
    yield texts.say("verify.stamp_maker", maker=stamp.answer.maker or "?")


def _runs(pages: Sequence[int]) -> str:
    """Writes page numbers as people do: "1–3, 7"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], page]
        else:
            runs.append([page])
    return ", ".join("–".join(map(str, run)) for run in runs)
