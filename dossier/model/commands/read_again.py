"""What was made of a file when it was read again, with its password or in a better copy."""

from collections.abc import Sequence
from dataclasses import replace

from dossier.basis.errors import UsageError
from dossier.model.commands.done import Done, done, found
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding
from dossier.model.ids import PieceId
from dossier.model.moment import Moment, Source
from dossier.model.piece import Piece, ids_taken


def read_again(
    dossier: Dossier,
    piece: PieceId,
    *,
    before: Piece,
    fresh: Sequence[Piece],
    findings: Sequence[Finding] = (),
) -> Done:
    """Puts what a file says now in the place of what it said; what the person wrote stays.

    The first of the new pieces takes the old one's id and place, when the old one was one proof; of a
    container that opens at last, all that was in it stands where the container stood.

    Args:
        dossier: The dispute.
        piece: Which piece is read again.
        before: What intake makes of the file as it was first read: a title, date or rubric that is
            still this one's was never changed by the person.
        fresh: What intake makes of it now, children behind their parents; none means nothing changes.
        findings: What was noticed about the new pieces.

    Raises:
        UsageError: ``no-such-piece``; ``grouped-not-read-again``, it is several pieces in one.
        ValueError: The id of a new piece is taken already: our fault.
    """
    old = found(dossier, piece)
    if old.parts:
        raise UsageError("grouped-not-read-again", title=old.title)
    if not fresh:
        return done(dossier, "read-again", title=old.title)
    first, *others = fresh
    heir = _with_what_was_written(first, old, before)
    renamed = {first.id: old.id}
    new = (heir, *(_under(one, renamed, old.parent) for one in others))
    taken = ids_taken(one for one in dossier.pieces if one.id != piece)
    if doubled := [one.id for one in new if one.id in taken]:
        raise ValueError(doubled)
    at = [one.id for one in dossier.pieces].index(piece)
    pieces = (*dossier.pieces[:at], *new, *dossier.pieces[at + 1 :])
    kept = tuple(one for one in dossier.findings if one.piece != piece)
    told = tuple(_renamed(one, renamed) for one in findings)
    return done(
        replace(dossier, pieces=pieces, findings=(*kept, *told)),
        "read-again",
        title=old.title,
        n=len(fresh),
    )


def _with_what_was_written(new: Piece, old: Piece, before: Piece) -> Piece:
    """Gives the new piece everything that the person decided about the old one."""
    dated = old.moment.source is Source.USER
    return replace(
        new,
        id=old.id,
        title=old.title if old.title != before.title else new.title,
        rubric=old.rubric if old.rubric != before.rubric else new.rubric,
        moment=old.moment if dated else new.moment,
        alternatives=_alternatives(new, dated=dated),
        parent=old.parent,
        included=old.included if old.included != before.included else new.included,
        place=old.place,
        binned=old.binned,
        note=old.note,
        proves=old.proves,
        transcript=old.transcript,
    )


def _alternatives(new: Piece, *, dated: bool) -> tuple[Moment, ...]:
    """Keeps the dates that were found beside the one that the person typed."""
    if dated and new.moment.known:
        return (new.moment, *new.alternatives)
    return new.alternatives


def _under(piece: Piece, renamed: dict[PieceId, PieceId], parent: PieceId | None) -> Piece:
    """Ties a piece to the heir of its parent; all stays one level below what the file was attached to."""
    if parent is not None:
        return replace(piece, parent=parent)
    return replace(
        piece,
        parent=renamed.get(piece.parent, piece.parent) if piece.parent else None,
        duplicate_of=renamed.get(piece.duplicate_of, piece.duplicate_of) if piece.duplicate_of else None,
    )


def _renamed(finding: Finding, renamed: dict[PieceId, PieceId]) -> Finding:
    return finding if finding.piece is None else finding.of(renamed.get(finding.piece, finding.piece))
