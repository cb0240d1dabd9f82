"""The bin: what lies there is kept, never shown, and comes back as it was."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dossier.basis.errors import UsageError
from dossier.model.commands.done import Done, all_found, changed, done
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding
from dossier.model.ids import PieceId
from dossier.model.piece import Part, Piece, ids_taken


def remove_pieces(dossier: Dossier, pieces: Sequence[PieceId]) -> Done:
    """Puts pieces, with what is attached to them, into the bin.

    Where a removed piece has a repeat, the repeat is shown from now on: a proof of which one of two
    copies is removed does not vanish. It remembers for which piece it stands.

    Raises:
        UsageError: ``no-such-piece``, ``no-piece-chosen``.
    """
    chosen = all_found(dossier, pieces)
    removed = _with_children(dossier, chosen)
    after = changed(dossier, removed, lambda piece: replace(piece, binned=True))
    for one in removed:
        after = _hand_over(after, after.piece(one))
    return done(after, "remove", n=len(chosen))


def restore_pieces(dossier: Dossier, pieces: Sequence[PieceId]) -> Done:
    """Takes pieces, with what is attached to them, out of the bin.

    A piece for which a repeat stood meanwhile is shown again in its place, with its own title, date
    and note. A repeat of what stays in the bin is shown itself.

    Raises:
        UsageError: ``no-such-piece``, ``no-piece-chosen``.
    """
    chosen = all_found(dossier, pieces)
    restored = _with_children(dossier, chosen)
    after = changed(dossier, restored, lambda piece: replace(piece, binned=False))
    for one in restored:
        after = _take_back(after, one)
    for one in restored:
        twin = after.piece(one).duplicate_of
        if twin is not None and after.piece(twin).binned:
            after = _hand_over(after, after.piece(twin))
    return done(after, "restore", n=len(chosen))


def erase_pieces(dossier: Dossier, pieces: Sequence[PieceId]) -> Done:
    """Lets pieces in the bin go for good: use ``history.settled``, no undo can bring back their bytes.

    Remarks about other pieces that name them go too: they tell what these were called. An annex that
    was sent stays as it was sent.

    Raises:
        UsageError: ``no-such-piece``, ``no-piece-chosen``, ``not-in-bin``.
    """
    chosen = all_found(dossier, pieces)
    for piece in chosen:
        if not piece.binned:
            raise UsageError("not-in-bin", title=piece.title)
    gone = {piece.id: piece for piece in chosen}
    kept = tuple(_without(piece, gone) for piece in dossier.pieces if piece.id not in gone)
    findings = _not_naming(ids_taken(chosen), dossier.findings)
    facts = dossier.facts.without(gone)
    return done(replace(dossier, pieces=kept, findings=findings, facts=facts), "erase", n=len(chosen))


def _with_children(dossier: Dossier, chosen: Sequence[Piece]) -> tuple[PieceId, ...]:
    attached = (child for piece in chosen for child in dossier.children(piece.id))
    return tuple(dict.fromkeys(piece.id for piece in (*chosen, *attached)))


def _hand_over(dossier: Dossier, removed: Piece) -> Dossier:
    """Lets the first repeat of a removed piece take its part."""
    repeats = [p for p in dossier.pieces if p.duplicate_of == removed.id and not p.binned]
    heir = next((piece.id for piece in repeats if piece.included), None)
    if heir is None:
        return dossier

    def follow(piece: Piece) -> Piece:
        if piece.id == removed.id:
            # A group holds more than its repeat does, so it never becomes a repeat itself.
            return piece if piece.parts else replace(piece, duplicate_of=heir)
        if piece.id == heir:
            return replace(piece, duplicate_of=None, heir_of=removed.id)
        return replace(piece, duplicate_of=heir)

    followers = [piece.id for piece in dossier.pieces if piece.duplicate_of == removed.id]
    return changed(dossier, (removed.id, *followers), follow)


def _take_back(dossier: Dossier, restored: PieceId) -> Dossier:
    """Turns a hand-over round: the heirs, each of which may have handed over to the next, repeat again."""
    heirs = list(_heirs(dossier, restored))
    if not heirs or dossier.piece(heirs[-1]).duplicate_of is not None:
        return dossier  # nobody stands for it, or that one became part of a group
    repeats = {piece.id for piece in dossier.pieces if piece.duplicate_of == heirs[-1]}

    def follow(piece: Piece) -> Piece:
        if piece.id == restored:  # which may be an heir itself, and stays that
            return replace(piece, duplicate_of=None)
        return replace(piece, duplicate_of=restored, heir_of=None)

    return changed(dossier, {restored, *repeats, *heirs}, follow)


def _heirs(dossier: Dossier, removed: PieceId) -> Iterator[PieceId]:
    """Gives who stands for a removed piece, and who for that one when it was removed too."""
    heirs = {piece.heir_of: piece.id for piece in dossier.pieces if piece.heir_of is not None}
    heir = heirs.get(removed)
    while heir is not None:
        yield heir
        heir = heirs.get(heir)


def _without(piece: Piece, gone: Mapping[PieceId, Piece]) -> Piece:
    parent = None if piece.parent in gone else piece.parent
    came_with = None if piece.came_with in ids_taken(gone.values()) else piece.came_with
    twin = None if piece.duplicate_of in gone else piece.duplicate_of
    stood_for = piece.heir_of
    while stood_for is not None and stood_for in gone:  # what that one stood for itself comes next
        stood_for = gone[stood_for].heir_of
    parts = tuple(_part_without(part, gone) for part in piece.parts)
    return replace(
        piece, parent=parent, came_with=came_with, duplicate_of=twin, heir_of=stood_for, parts=parts
    )


def _part_without(part: Part, gone: Mapping[PieceId, Piece]) -> Part:
    erased = ids_taken(gone.values())
    parent = None if part.parent in gone else part.parent
    came_with = None if part.came_with in erased else part.came_with
    return replace(part, parent=parent, came_with=came_with, findings=_not_naming(erased, part.findings))


def _not_naming(gone: Container[PieceId], findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if not any(piece in gone for piece in finding.named))
