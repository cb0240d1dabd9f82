"""Several pieces that are one proof, and back again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import TypeVar

from dossier.basis.clock import zone_named
from dossier.basis.errors import UsageError
from dossier.model.commands.done import Done, all_found, done, found
from dossier.model.commands.exchange import first_moment, whole_moment
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding
from dossier.model.ids import PieceId, RubricId
from dossier.model.moment import Moment, Source
from dossier.model.piece import Part, Piece, worse
from dossier.model.rounds import ever_sent

_BETWEEN = "\n"
_T = TypeVar("_T")


def group_pieces(dossier: Dossier, pieces: Sequence[PieceId], *, title: str = "") -> Done:
    """Makes one piece of several: the first keeps its id, title, date and place, the others join it.

    What was attached to them, repeated them or was noticed about them is the first one's from then on.
    Mails are dated from the first to the last of them.

    Args:
        dossier: The dispute.
        pieces: Which pieces, in the order in which they are read.
        title: What all of them are called together; "" takes what a remark about just these proposes,
            else the first one's title.

    Raises:
        UsageError: ``no-such-piece``, ``no-piece-chosen``; ``group-of-one``; ``not-groupable``, one
            is in the bin, repeats another, notes an event, or is excluded when the first is not;
            ``has-attached``, there would be two levels; ``sent-number``, one was sent under a number
            that would be no piece's any more.
    """
    chosen = all_found(dossier, pieces)
    _check_groupable(dossier, chosen)
    first, others = chosen[0], frozenset(piece.id for piece in chosen[1:])
    own, *more = (part for piece in chosen for part in _parts(dossier, piece))
    title = title or _proposed_title(dossier.findings, frozenset(piece.id for piece in chosen))
    moment = whole_moment(chosen, zone=zone_named(dossier.zone))
    whole = replace(
        first,
        title=title or first.title,
        moment=moment,
        alternatives=_merged(chosen, moment),
        originals=tuple(original for piece in chosen for original in piece.originals),
        bodies=tuple(body for piece in chosen for body in piece.bodies),
        text=_BETWEEN.join(piece.text for piece in chosen),
        state=reduce(worse, (piece.state for piece in chosen)),
        note=_joined(piece.note for piece in chosen),
        proves=_joined(piece.proves for piece in chosen),
        transcript=_joined(piece.transcript for piece in chosen),
        held_back=_all(piece.held_back for piece in chosen),
        private=_all(piece.private for piece in chosen),
        parts=(replace(own, whole_title=title), *more),
        heir_of=None,  # it holds more than what it stood for, and does not give way to that again
    )
    kept = (p for p in dossier.pieces if p.id not in others)
    retied = {piece.id: first.id for piece in chosen}
    after = replace(
        dossier,
        pieces=tuple(whole if piece is first else _follow(piece, retied) for piece in kept),
        findings=tuple(_retie(finding, retied) for finding in dossier.findings),
        facts=dossier.facts.renamed(retied),
    )
    return done(after, "group", n=len(chosen))


def group_told(dossier: Dossier, told: Finding) -> Done:
    """Makes one piece of those that a remark proposes to see together, with the title that it proposes.

    Raises:
        UsageError: As ``group_pieces`` says.
    """
    return group_pieces(dossier, told.several, title=str(told.params.get("title", "")))


def split_piece(dossier: Dossier, piece: PieceId) -> Done:
    """Gives back the pieces that one was grouped from, behind each other; the first keeps what was said.

    Each goes back to its own rubric and to what it was attached to, unless the group was moved since:
    then they all stay where the group is.

    Raises:
        UsageError: ``no-such-piece``; ``not-grouped``.
    """
    whole = found(dossier, piece)
    if not whole.parts:
        raise UsageError("not-grouped", title=whole.title)
    pieces = tuple(
        part
        for one in dossier.pieces
        for part in (_apart(dossier, whole) if one.id == piece else (_returned(one, whole),))
    )
    after = replace(dossier, pieces=pieces, findings=_returned_findings(dossier.findings, whole))
    return done(after, "split", title=whole.title)


def _check_groupable(dossier: Dossier, chosen: Sequence[Piece]) -> None:
    """Refuses what ``group_pieces`` cannot make one, as it says."""
    if len(chosen) == 1:
        raise UsageError("group-of-one")
    for piece in chosen:
        unlike = piece.binned or piece.duplicate_of is not None or piece.event is not None
        if unlike or piece.included is not chosen[0].included:
            raise UsageError("not-groupable", title=piece.title)
    first, others = chosen[0], frozenset(piece.id for piece in chosen[1:])
    if others & ever_sent(dossier.rounds):
        raise UsageError("sent-number")
    for piece in chosen:
        stays = [child for child in dossier.children(piece.id) if child.id not in others]
        if stays and (first.parent is not None or first in stays):
            raise UsageError("has-attached", title=piece.title)


def _proposed_title(findings: Iterable[Finding], chosen: frozenset[PieceId]) -> str:
    titles = (one.params.get("title") for one in findings if frozenset(one.several) == chosen)
    return next((str(title) for title in titles if title), "")


def _merged(chosen: Sequence[Piece], moment: Moment) -> tuple[Moment, ...]:
    own, others = chosen[0], chosen[1:]
    found_dates = (date for piece in others for date in (piece.moment, *piece.alternatives) if date.known)
    dates = (own.moment, *own.alternatives, *found_dates)
    return tuple(dict.fromkeys(date for date in dates if date.known and date != moment))


def _parts(dossier: Dossier, piece: Piece) -> tuple[Part, ...]:
    if piece.parts:
        return tuple(
            replace(
                part,
                title=own.title,
                moment=own.moment,
                alternatives=own.alternatives,
                note=own.note,
                proves=own.proves,
                rubric=own.rubric,
                parent=own.parent,
                transcript=own.transcript,
                appendix_shown=own.appendix_shown,
                reason=own.reason,
                reason_words=own.reason_words,
                whole_title="",
            )
            for part, own in zip(piece.parts, _apart(dossier, piece), strict=True)
        )
    return (
        Part(
            id=piece.id,
            title=piece.title,
            moment=piece.moment,
            alternatives=piece.alternatives,
            originals=len(piece.originals),
            bodies=len(piece.bodies),
            text_chars=len(piece.text),
            state=piece.state,
            note=piece.note,
            proves=piece.proves,
            children=tuple(child.id for child in dossier.children(piece.id)),
            repeats=tuple(one.id for one in dossier.pieces if one.duplicate_of == piece.id),
            findings=tuple(finding for finding in dossier.findings if finding.piece == piece.id),
            rubric=piece.rubric,
            parent=piece.parent,
            preface=piece.preface,
            appendix=piece.appendix,
            picture_key=piece.picture_key,
            transcript=piece.transcript,
            appendix_shown=piece.appendix_shown,
            reason=piece.reason,
            reason_words=piece.reason_words,
            held_back=piece.held_back,
            private=piece.private,
            rendering=piece.rendering,
            came_with=piece.came_with,
        ),
    )


def _follow(piece: Piece, retied: Mapping[PieceId, PieceId]) -> Piece:
    twin = piece.duplicate_of and retied.get(piece.duplicate_of, piece.duplicate_of)
    return replace(_reattached(piece, retied), duplicate_of=twin)


def _reattached(piece: Piece, retied: Mapping[PieceId, PieceId]) -> Piece:
    """Attaches a piece, and the parts that it gives back when it is split, to what holds them now."""

    def now(parent: PieceId | None) -> PieceId | None:
        return parent and retied.get(parent, parent)

    parts = tuple(replace(part, parent=now(part.parent)) for part in piece.parts)
    return replace(piece, parent=now(piece.parent), parts=parts)


def _retie(finding: Finding, retied: dict[PieceId, PieceId]) -> Finding:
    return finding if finding.piece not in retied else finding.of(retied[finding.piece])


def _apart(dossier: Dossier, whole: Piece) -> tuple[Piece, ...]:
    """Cuts a group at the counts of its parts; edits of its bodies stay with them."""
    pieces: list[Piece] = []
    files = bodies = chars = 0
    for part in whole.parts:
        rubric = _rubric(part, whole)
        own = replace(
            whole,
            id=part.id,
            title=part.title,
            rubric=rubric,
            moment=part.moment,
            alternatives=part.alternatives,
            originals=whole.originals[files : files + part.originals],
            bodies=whole.bodies[bodies : bodies + part.bodies],
            text=whole.text[chars : chars + part.text_chars],
            preface=part.preface,
            appendix=part.appendix,
            appendix_shown=part.appendix_shown,
            picture_key=part.picture_key,
            transcript=part.transcript,
            parent=_parent(dossier, part, whole),
            state=part.state,
            place=whole.place if rubric == whole.rubric else None,
            note=part.note,
            proves=part.proves,
            reason=part.reason if rubric == part.rubric else whole.reason,
            reason_words=part.reason_words if rubric == part.rubric else whole.reason_words,
            held_back=_since(part.held_back, whole.held_back, _all(one.held_back for one in whole.parts)),
            private=_since(part.private, whole.private, _all(one.private for one in whole.parts)),
            rendering=part.rendering,
            came_with=part.came_with,
            parts=(),
        )
        pieces.append(own if pieces else _kept(own, whole))
        files, bodies = files + part.originals, bodies + part.bodies
        chars += part.text_chars + len(_BETWEEN)
    return tuple(pieces)


def _kept(first: Piece, whole: Piece) -> Piece:
    """Leaves to the first part what the person has written on the group since."""
    notes = _joined(part.note for part in whole.parts)
    proofs = _joined(part.proves for part in whole.parts)
    said = _joined(part.transcript for part in whole.parts)
    moment = first_moment(first, whole)
    redated = moment != first.moment and first.moment.known and first.moment.source is not Source.USER
    was = (first.moment,) if redated and first.moment not in first.alternatives else ()
    return replace(
        first,
        title=first.title if whole.title == whole.parts[0].whole_title else whole.title,
        moment=moment,
        alternatives=(*was, *first.alternatives),
        preface=whole.preface,
        appendix=whole.appendix,
        appendix_shown=whole.appendix_shown,
        note=first.note if whole.note == notes else whole.note,
        proves=first.proves if whole.proves == proofs else whole.proves,
        transcript=first.transcript if whole.transcript == said else whole.transcript,
    )


def _all(several: Iterable[tuple[_T, ...]]) -> tuple[_T, ...]:
    """Gives each thing that one of several holds: a group shows what any of its parts shows."""
    return tuple(dict.fromkeys(one for some in several for one in some))


def _since(own: tuple[_T, ...], now: tuple[_T, ...], then: tuple[_T, ...]) -> tuple[_T, ...]:
    """Gives a part its own back, unless the person has said something else of the whole since."""
    return own if now == then else now


def _joined(words: Iterable[str]) -> str:
    return _BETWEEN.join(one for one in words if one)


def _rubric(part: Part, whole: Piece) -> RubricId:
    """Finds where a part goes back to: its own rubric, unless the group was put into another one."""
    stayed = whole.rubric == whole.parts[0].rubric
    return part.rubric if stayed and part.rubric is not None else whole.rubric


def _parent(dossier: Dossier, part: Part, whole: Piece) -> PieceId | None:
    """Finds what a part goes back to: what it was attached to, unless the group was moved since."""
    if whole.parent != whole.parts[0].parent:
        return whole.parent
    # A part's own parent is not kept in files older than that field, but its children always were.
    parent = next((other.id for other in whole.parts if part.id in other.children), part.parent)
    if parent is None or any(other.id == parent for other in whole.parts):
        return parent
    holder = dossier.piece(parent)
    return holder.parent or holder.id  # one level only


def _returned(piece: Piece, whole: Piece) -> Piece:
    """Gives a piece back to the part that it was attached to or repeats, unless it has left since."""
    parent = whole.id
    if piece.parent == whole.id:
        parent = next((part.id for part in whole.parts if piece.id in part.children), whole.id)
    tied = {whole.id: _repeated(piece, whole)}
    twin = piece.duplicate_of and tied.get(piece.duplicate_of, piece.duplicate_of)
    stood_for = piece.heir_of and tied.get(piece.heir_of, piece.heir_of)
    return replace(_reattached(piece, {whole.id: parent}), duplicate_of=twin, heir_of=stood_for)


def _repeated(piece: Piece, whole: Piece) -> PieceId:
    """Finds the part of which a piece is a repeat; the first one when it is of none."""
    repeated = (part.id for part in whole.parts if piece.id in part.repeats)
    return next(repeated, None) or _same_file(piece, whole) or whole.id


def _same_file(piece: Piece, whole: Piece) -> PieceId | None:
    """Finds the part that a repeat, which came in after the grouping, is a repeat of."""
    digests, begin = {original.digest for original in piece.originals}, 0
    for part in whole.parts:
        own = whole.originals[begin : begin + part.originals]
        if digests & {original.digest for original in own}:
            return part.id
        begin += part.originals
    return None


def _returned_findings(findings: Sequence[Finding], whole: Piece) -> tuple[Finding, ...]:
    waiting = [(finding.of(whole.id), part.id) for part in whole.parts for finding in part.findings]
    given: list[Finding] = []
    for finding in findings:
        owner = next((pair for pair in waiting if pair[0] == finding), None)
        if owner is not None:
            waiting.remove(owner)
            finding = finding.of(owner[1])
        given.append(finding)
    return tuple(given)
