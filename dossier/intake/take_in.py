"""From files to pieces; ``take_in`` reads as the table of contents of this half of the program."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.clock import zone_named
from dossier.basis.digest import Digest
from dossier.basis.progress import Progress, silent
from dossier.intake.dates.file_time import believable_time
from dossier.intake.dates.settle import date_findings, settle
from dossier.intake.expand import Expanded, expand
from dossier.intake.families import Family, Reading, read_families
from dossier.intake.incoming import Incoming
from dossier.intake.mail.threads import one_threads
from dossier.intake.picture.late_keys import with_late_looks
from dossier.intake.picture.together import one_pieces
from dossier.intake.print_pages import print_pages
from dossier.intake.repeats.left_out import Entry, leave_out_repeats
from dossier.intake.repeats.standing import leave_known
from dossier.intake.sorting.classify import propose_rubric
from dossier.intake.sorting.parties import party_findings
from dossier.intake.sorting.titles import propose_title
from dossier.intake.sorting.whole import Whole, whole_of
from dossier.model.body import Body
from dossier.model.draft import Draft, HtmlBody, OfficeBody, SentFile
from dossier.model.finding import Finding, Level, blocker, note
from dossier.model.ids import PieceId, new_piece_id
from dossier.model.piece import FileKind, Original, Piece, State, ids_taken
from dossier.press.flow import FlowSetting
from dossier.press.print_office import OfficePrinter
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
        passwords: What the person gave for locked files, to be tried in order; never kept.
    """

    assets: Assets
    pool: Pool
    printer: WebPrinter
    texts: Texts
    zone: str
    day: date
    progress: Progress = silent
    passwords: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """New pieces, in the order they came in, children behind their parents."""

    pieces: tuple[Piece, ...]
    findings: tuple[Finding, ...]


def take_in(
    paths: Sequence[Path],
    intake: Intake,
    *,
    known: Sequence[Piece] = (),
    pasted: Collection[Path] = (),
    leave_out: Collection[Path] = (),
    found: Callable[[Expanded], object] = lambda _: None,
) -> TakenIn:
    """Takes files, folders and zips in.

    One bad file never stops the rest: it becomes a piece without a body, and a finding says why.
    What stands in the dossier already is compared with what comes, and never changed: a file that is
    a shown piece gives no second one, a repeat of anything else that is shown is marked as one.

    Args:
        paths: What was named.
        intake: What it needs.
        known: The dossier's pieces, those in its bin too.
        pasted: Those files that the program wrote and named itself when they were pasted: their names
            and times say nothing about the proof.
        leave_out: Files below what was named that are no proofs: the annex made last time.
        found: Hears of the files that are new, before any is read.

    Raises:
        UsageError: A named path does not exist, or there are far too many files.
        CancelledError: The person asked to stop.
    """
    expanded = expand(
        paths,
        assets=intake.assets,
        pool=intake.pool,
        pasted=pasted,
        leave_out=leave_out,
        passwords=intake.passwords,
        progress=intake.progress,
    )
    new = new_among(expanded, known)
    found(new)
    return read_in(new, intake, known=known)


def new_among(expanded: Expanded, known: Sequence[Piece]) -> Expanded:
    """Leaves aside the files that are pieces already."""
    files, already = leave_known(expanded.files, known)
    return Expanded(files=files, findings=(*expanded.findings, *already))


def read_in(expanded: Expanded, intake: Intake, *, known: Sequence[Piece] = ()) -> TakenIn:
    """Takes files in whose bytes are kept; as ``take_in``.

    Raises:
        CancelledError: The person asked to stop.
    """
    families = read_families(expanded.files, _reading(intake))
    entries, unprinted = _printed(_entries(families, ids_taken(known)), intake)
    entries, seen = with_late_looks(
        entries, known, assets=intake.assets, pool=intake.pool, progress=intake.progress
    )
    whole = whole_of([(entry.incoming.said_name, entry.draft) for entry in entries], known=known)
    made = [_piece(entry, whole, intake) for entry in entries]
    pieces, repeats = leave_out_repeats(made, entries, known=seen)
    noticed = _noticed(entries, pieces, intake)
    talks = one_threads(
        entries,
        pieces,
        known=known,
        zone=zone_named(intake.zone),
        texts=intake.texts,
        own=whole.own_addresses,
    )
    parties = party_findings([(entry.id, entry.draft) for entry in entries], known=known)
    screens = one_pieces(entries, pieces)
    findings = (*expanded.findings, *unprinted, *noticed, *repeats, *talks, *screens, *parties)
    return TakenIn(pieces=tuple(pieces), findings=findings)


def _reading(intake: Intake) -> Reading:
    return Reading(
        assets=intake.assets,
        pool=intake.pool,
        zone=intake.zone,
        progress=intake.progress,
        passwords=intake.passwords,
    )


def _entries(families: Sequence[Family], taken: set[PieceId]) -> list[Entry]:
    """Lists what becomes a piece, each with an id that is not taken, children behind their parents."""
    entries = []
    for family in families:
        top = family.top
        parent = _new_id(top.incoming, "", taken)
        entries.append(
            Entry(
                id=parent,
                incoming=top.incoming,
                draft=replace(top.draft, attached=family.listed),
                said=top.said,
                inner=_inner(top.draft),
                findings=family.findings,
            )
        )
        entries.extend(
            Entry(
                id=_new_id(child.incoming, parent, taken),
                incoming=child.incoming,
                draft=child.draft,
                said=child.said,
                parent=parent,
                holder=top.incoming.name,
                inner=_inner(child.draft),
            )
            for child in family.attached
        )
    return entries


def _inner(draft: Draft) -> tuple[Digest, ...]:
    return tuple(inner.asset for inner in draft.attached)


def _new_id(incoming: Incoming, parent: str, taken: set[PieceId]) -> PieceId:
    made = new_piece_id(f"{parent}/{incoming.folder}/{incoming.name}/{incoming.digest}", taken)
    taken.add(made)
    return made


def _printed(entries: Sequence[Entry], intake: Intake) -> tuple[list[Entry], list[Finding]]:
    """Prints the web pages, HTML mails and office documents among them."""
    setting = FlowSetting(language=intake.texts.language, zone=intake.zone, assets=intake.assets)
    drafts, missing = print_pages(
        [entry.draft for entry in entries],
        intake.printer,
        office=OfficePrinter(intake.pool),
        setting=setting,
        progress=intake.progress,
    )
    return [_with_print(entry, draft) for entry, draft in zip(entries, drafts, strict=True)], missing


def _with_print(entry: Entry, draft: Draft) -> Entry:
    """Takes a print; LibreOffice may read words where our reader found none."""
    return replace(entry, draft=draft, said=entry.said if draft.text == entry.draft.text else None)


def _piece(entry: Entry, whole: Whole, intake: Intake) -> Piece:
    draft, incoming = entry.draft, entry.incoming
    name = incoming.said_name
    zone = zone_named(intake.zone)
    modified = believable_time(incoming.said_time, day=intake.day, zone=zone)
    moments = settle(draft, name=name, modified=modified, said=entry.said, latest=intake.day, zone=zone)
    proposal = propose_rubric(draft, name=name, folder=incoming.folder, whole=whole)
    shown = moments[0].begin(zone) if moments[0].has_clock else None
    return Piece(
        id=entry.id,
        title=propose_title(draft, name=name, texts=intake.texts, own=whole.own_addresses, shown=shown),
        rubric=proposal.rubric,
        moment=moments[0],
        alternatives=moments[1:],
        originals=_originals(incoming, draft),
        bodies=_bodies(draft),
        preface=draft.preface,
        parent=entry.parent,
        included=draft.state is not State.LEFT_OUT,
        state=draft.state,
        text=draft.text[: limits.TEXT_CHARS],
        appendix=draft.appendix,
        picture_key=draft.picture_key,
        reason=proposal.reason,
        reason_words=proposal.words,
    )


def _originals(incoming: Incoming, draft: Draft) -> tuple[Original, ...]:
    """Lists a piece's files: of a page also its folder's, of a chat also what was sent in it."""
    sent = {one.asset: one for one in draft.sent}
    own = _original(incoming, draft.kind, sent=incoming.sent)
    if draft.kind is not FileKind.CHAT:
        return (own, *(_original(file, FileKind.WEB) for file in incoming.beside.values()))
    return (own, *(_sent_file(file, sent.get(file.digest)) for file in incoming.beside.values()))


def _sent_file(file: Incoming, told: SentFile | None) -> Original:
    """Lists a file that came with a chat; a sound or film goes beside the annex as any other does."""
    kind = FileKind.MEDIA if told is not None and told.heard else FileKind.CHAT
    return _original(file, kind, sent=told.at if told is not None else ())


def _original(file: Incoming, kind: FileKind, *, sent: tuple[datetime, ...] | None = None) -> Original:
    return Original(
        digest=file.digest,
        name=file.name,
        size=file.size,
        kind=kind,
        pasted=file.pasted,
        sent=sent,
        within=file.within,
        within_size=file.within_size,
    )


def _bodies(draft: Draft) -> tuple[Body, ...]:
    return tuple(body for body in draft.bodies if not isinstance(body, HtmlBody | OfficeBody))


def _noticed(entries: Sequence[Entry], pieces: Sequence[Piece], intake: Intake) -> Iterator[Finding]:
    """Gives what was noticed about each file, tied to its piece."""
    by_id = {piece.id: piece for piece in pieces}
    for entry in entries:
        told = (
            *entry.findings,
            *entry.draft.findings,
            *_beside_findings(entry.incoming, entry.draft.kind),
            *_date_findings(entry, by_id[entry.id], intake),
        )
        yield from (found.of(entry.id) for found in told)


def _beside_findings(page: Incoming, kind: FileKind) -> Iterator[Finding]:
    """Tells that a page or chat came with its own files, and which of them could not be read."""
    if page.beside and kind is FileKind.CHAT:
        yield note("chat-with-media", file=page.name, n=len(page.beside))
    elif page.beside:
        yield note("page-with-folder", file=page.name, n=len(page.beside))
    for file in page.beside.values():
        if file.trouble:
            yield blocker(file.trouble, file=file.name)


def _date_findings(entry: Entry, piece: Piece, intake: Intake) -> tuple[Finding, ...]:
    """Asks for the date of a piece; it only tells where the date matters less.

    An attachment has the date of its mail, and of what cannot be shown something else is asked first.
    """
    if not entry.incoming.size or not piece.shown:
        return ()
    told = date_findings(
        (piece.moment, *piece.alternatives),
        name=entry.incoming.name,
        draft=entry.draft,
        latest=intake.day,
        zone=zone_named(intake.zone),
    )
    if entry.parent is None and piece.state is not State.PLACEHOLDER:
        return told
    return tuple(replace(found, level=Level.NOTE) for found in told)
