"""From files to pieces; ``take_in`` reads as the table of contents of this half of the program."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.digest import Digest, digest_of
from dossier.basis.errors import DossierError
from dossier.basis.progress import Progress, silent
from dossier.intake.classify import guess_own_addresses, propose_rubric
from dossier.intake.dates import date_findings, settle
from dossier.intake.expand import Incoming, expand
from dossier.intake.print_pages import print_pages
from dossier.intake.reader import ReadTask, read_file
from dossier.intake.repeats import Candidate, find_repeats
from dossier.intake.titles import propose_title
from dossier.model.body import Body, ImageBody
from dossier.model.draft import Attached, Draft, HtmlBody
from dossier.model.finding import Finding, Level, blocker, note, warning
from dossier.model.ids import PieceId, new_piece_id
from dossier.model.moment import Moment
from dossier.model.piece import FileKind, Original, Piece, State
from dossier.press.flow import FlowSetting
from dossier.press.print_web import WebPrinter
from dossier.texts.catalogue import Texts
from dossier.workers.pool import Pool


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What taking in needs.

    Attributes:
        assets: Where original bytes are kept.
        pool: Where untrusted bytes are read.
        printer: Prints web pages and HTML mails.
        texts: The language of proposed titles.
        zone: IANA name of the dossier's zone.
        day: Of the annex: a file's time as late as that says when it was copied, not when it was made.
        progress: Told about the work; may cancel it.
    """

    assets: Assets
    pool: Pool
    printer: WebPrinter
    texts: Texts
    zone: str
    day: date
    progress: Progress = silent


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """New pieces, in the order they came in, children behind their parents."""

    pieces: tuple[Piece, ...]
    findings: tuple[Finding, ...]


NO_ID: Final = PieceId("")


@dataclass(slots=True, kw_only=True)
class _Read:
    """One file on its way: read, then dated, sorted and named."""

    incoming: Incoming
    digest: Digest
    draft: Draft
    parent: "_Read | None" = None
    id: PieceId = NO_ID
    findings: list[Finding] = field(default_factory=list)


def take_in(paths: Sequence[Path], intake: Intake, *, leave_out: Collection[Path] = ()) -> TakenIn:
    """Takes files, folders and zips in.

    One bad file never stops the rest: it becomes a piece without a body, and a finding says why.

    Args:
        paths: What was named.
        intake: What it needs.
        leave_out: Files below what was named that are no proofs: the annex made last time.

    Raises:
        UsageError: A named path does not exist, or there are far too many files.
        CancelledError: The person asked to stop.
    """
    expanded = expand(
        paths, assets=intake.assets, pool=intake.pool, leave_out=leave_out, progress=intake.progress
    )
    tops = _read_all([(incoming, None) for incoming in expanded.files], intake)
    files = _with_attached(tops, intake)
    _give_ids(files)
    setting = FlowSetting(language=intake.texts.language, zone=intake.zone, assets=intake.assets)
    drafts, missing = print_pages(
        [file.draft for file in files], intake.printer, setting=setting, progress=intake.progress
    )
    for file, draft in zip(files, drafts, strict=True):
        file.draft = draft
    pieces = _pieces(files, intake)
    pieces, told = _without_repeats(pieces, files)
    findings = [*expanded.findings, *missing, *(found for file in files for found in file.findings), *told]
    return TakenIn(pieces=tuple(pieces), findings=tuple(findings))


def _read_all(files: Sequence[tuple[Incoming, _Read | None]], intake: Intake) -> list[_Read]:
    """Reads files in the workers; the same bytes under the same name are read once."""
    tasks: dict[tuple[Digest, str], ReadTask] = {}
    for incoming, _ in files:
        if incoming.asset is not None:
            task = ReadTask(
                asset=incoming.asset, name=incoming.name, assets=str(intake.assets.folder), zone=intake.zone
            )
            tasks[incoming.asset, incoming.name] = task
    results = intake.pool.map(
        read_file,
        list(tasks.values()),
        seconds=lambda task: _allowance(intake.assets.path(task.asset)),
        progress=intake.progress,
        stage="read",
    )
    drafts = dict(zip(tasks, results, strict=True))
    read = []
    for incoming, parent in files:
        digest = incoming.asset or digest_of(b"")
        answer = drafts.get((digest, incoming.name)) or DossierError(incoming.trouble)
        draft = _unreadable(incoming, answer) if isinstance(answer, DossierError) else answer
        read.append(_Read(incoming=incoming, digest=digest, draft=draft, parent=parent))
    return read


def _allowance(path: Path) -> float:
    return limits.READ_SECONDS + limits.READ_SECONDS_PER_MIB * path.stat().st_size / limits.MIB


def _unreadable(incoming: Incoming, error: DossierError) -> Draft:
    """Makes a piece of what could not be read: nothing is lost, and it is said."""
    found = blocker(error.code, **{**error.params, "file": incoming.name})
    return Draft(kind=FileKind.OTHER, state=State.PLACEHOLDER, findings=(found,))


def _with_attached(tops: list[_Read], intake: Intake) -> list[_Read]:
    """Reads what is attached, and what is attached to that; all become children of the top piece."""
    families: list[list[_Read]] = [[top] for top in tops]
    level = list(enumerate(tops))
    for _ in range(limits.NESTING):
        found = [(place, file, inner) for place, file in level for inner in file.draft.attached]
        if not found:
            break
        wanted = [(_incoming(inner, file), families[place][0]) for place, file, inner in found]
        children = _read_all(wanted, intake)
        level = [(place, child) for (place, _, _), child in zip(found, children, strict=True)]
        for place, child in level:
            families[place].append(child)
    for _, file in level:
        if file.draft.attached:
            file.findings.append(
                warning("nested-too-deep", file=file.incoming.name, n=len(file.draft.attached))
            )
    return [file for family in families for file in family]


def _incoming(inner: Attached, holder: _Read) -> Incoming:
    return Incoming(
        name=inner.name, folder=holder.incoming.folder, asset=inner.asset, size=inner.size, modified=None
    )


def _give_ids(files: Sequence[_Read]) -> None:
    taken: set[PieceId] = set()
    for file in files:
        parent = file.parent.id if file.parent else ""
        file.id = new_piece_id(f"{parent}/{file.incoming.folder}/{file.incoming.name}/{file.digest}", taken)
        taken.add(file.id)


def _pieces(files: Sequence[_Read], intake: Intake) -> list[Piece]:
    own = guess_own_addresses([file.draft for file in files])
    return [_piece(file, own, intake) for file in files]


def _piece(file: _Read, own: frozenset[str], intake: Intake) -> Piece:
    draft, incoming = file.draft, file.incoming
    moments = settle(draft, name=incoming.name, modified=_believable(incoming.modified, intake.day))
    file.findings.extend(found.of(file.id) for found in (*draft.findings, *_date_findings(file, moments)))
    proposal = propose_rubric(draft, name=incoming.name, folder=incoming.folder, own_addresses=own)
    original = Original(digest=file.digest, name=incoming.name, size=incoming.size, kind=draft.kind)
    return Piece(
        id=file.id,
        title=propose_title(draft, name=incoming.name, texts=intake.texts),
        rubric=proposal.rubric,
        moment=moments[0],
        alternatives=moments[1:],
        originals=(original,),
        bodies=_bodies(draft),
        preface=draft.preface,
        parent=file.parent.id if file.parent else None,
        state=draft.state,
        text=draft.text[: limits.TEXT_CHARS],
    )


def _believable(modified: datetime | None, day: date) -> datetime | None:
    if modified is None or modified.date() >= day - timedelta(days=1):
        return None
    return modified


def _date_findings(file: _Read, moments: tuple[Moment, ...]) -> list[Finding]:
    """Asks for the date of a piece; of an attachment it only tells, since its mail is dated."""
    if file.draft.state is State.PLACEHOLDER:
        return []
    told = date_findings(moments, name=file.incoming.name)
    return [replace(found, level=Level.NOTE) if file.parent else found for found in told]


def _bodies(draft: Draft) -> tuple[Body, ...]:
    return tuple(body for body in draft.bodies if not isinstance(body, HtmlBody))


def _without_repeats(pieces: list[Piece], files: Sequence[_Read]) -> tuple[list[Piece], list[Finding]]:
    """Marks certain repeats, tells likely ones."""
    repeats = find_repeats([_candidate(file, place) for place, file in enumerate(files)])
    by_id = {file.id: file for file in files}
    names = {file.id: file.incoming.name for file in files}
    told = [_repeat(by_id[repeat], by_id[kept]) for repeat, kept in repeats.certain.items()]
    told.extend(
        warning(
            "possible-repeat",
            first=pair.first,
            second=pair.second,
            file=names[pair.first],
            other=names[pair.second],
        ).of(pair.second)
        for pair in repeats.likely
    )
    marked = [replace(piece, duplicate_of=repeats.certain.get(piece.id)) for piece in pieces]
    silent_now = {piece.id for piece in marked if piece.duplicate_of is not None}
    for file in files:
        if file.id in silent_now:
            file.findings = [found for found in file.findings if not found.code.startswith("undated")]
    return marked, told


def _repeat(repeat: _Read, kept: _Read) -> Finding:
    """Tells a certain repeat; of an attachment it names the mail, for both files have one name."""
    names = {"file": repeat.incoming.name, "other": kept.incoming.name, "of": kept.id}
    if kept.parent is None:
        return note("repeat", **names).of(repeat.id)
    return note("repeat-of-attachment", **names, mail=kept.parent.incoming.name).of(repeat.id)


def _candidate(file: _Read, place: int) -> Candidate:
    draft = file.draft
    sizes = [(body.width_px, body.height_px) for body in draft.bodies if isinstance(body, ImageBody)]
    return Candidate(
        id=file.id,
        digests=(file.digest,),
        message_id=draft.message_id,
        text=draft.text,
        subject=draft.subject,
        picture_key=draft.picture_key,
        kind=draft.kind,
        size_px=sizes[0] if sizes else (0, 0),
        is_attachment=file.parent is not None,
        order=place,
    )
