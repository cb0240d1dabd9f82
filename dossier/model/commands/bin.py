"""The bin: what lies there is kept, never shown, and comes back as it was."""

from collections.abc import Sequence
from dataclasses import replace

from dossier.basis.errors import UsageError
from dossier.model.commands.done import Done, all_found, changed, done
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.piece import Piece


def remove_pieces(dossier: Dossier, pieces: Sequence[PieceId]) -> Done:
    """Puts pieces, with what is attached to them, into the bin.

    Where a removed piece has a repeat, the repeat is shown from now on: a proof of which one of two
    copies is removed does not vanish.

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

    Raises:
        UsageError: ``no-such-piece``, ``no-piece-chosen``.
    """
    chosen = all_found(dossier, pieces)
    restored = _with_children(dossier, chosen)
    after = changed(dossier, restored, lambda piece: replace(piece, binned=False))
    return done(after, "restore", n=len(chosen))


def erase_pieces(dossier: Dossier, pieces: Sequence[PieceId]) -> Done:
    """Lets pieces in the bin go for good: use ``history.settled``, no undo can bring back their bytes.

    Raises:
        UsageError: ``no-such-piece``, ``no-piece-chosen``, ``not-in-bin``.
    """
    chosen = all_found(dossier, pieces)
    for piece in chosen:
        if not piece.binned:
            raise UsageError("not-in-bin", title=piece.title)
    gone = frozenset(piece.id for piece in chosen)
    kept = tuple(_without(piece, gone) for piece in dossier.pieces if piece.id not in gone)
    findings = tuple(finding for finding in dossier.findings if finding.piece not in gone)
    return done(replace(dossier, pieces=kept, findings=findings), "erase", n=len(chosen))


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
        return replace(piece, duplicate_of=None if piece.id == heir else heir)

    followers = [piece.id for piece in dossier.pieces if piece.duplicate_of == removed.id]
    return changed(dossier, (removed.id, *followers), follow)


def _without(piece: Piece, gone: frozenset[PieceId]) -> Piece:
    parent = None if piece.parent in gone else piece.parent
    twin = None if piece.duplicate_of in gone else piece.duplicate_of
    return replace(piece, parent=parent, duplicate_of=twin)
