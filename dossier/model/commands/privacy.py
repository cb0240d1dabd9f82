"""What not everybody must see: pieces held back from a recipient, and what they show."""

from collections.abc import Sequence
from dataclasses import replace

from dossier.model.commands.done import Done, all_found, changed, done
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.piece import Piece, Private


def hold_back(dossier: Dossier, pieces: Sequence[PieceId], *, recipient: str) -> Done:
    """Keeps pieces from a recipient; they stay in the dossier and in what others get.

    Raises:
        UsageError: ``no-such-piece``, ``no-piece-chosen``.
    """
    chosen = all_found(dossier, pieces)

    def held(piece: Piece) -> Piece:
        return replace(piece, held_back=tuple(sorted({*piece.held_back, recipient})))

    return done(changed(dossier, (one.id for one in chosen), held), "hold-back", n=len(chosen))


def show_to(dossier: Dossier, pieces: Sequence[PieceId], *, recipient: str) -> Done:
    """Shows pieces to a recipient again.

    Raises:
        UsageError: ``no-such-piece``, ``no-piece-chosen``.
    """
    chosen = all_found(dossier, pieces)

    def shown(piece: Piece) -> Piece:
        return replace(piece, held_back=tuple(one for one in piece.held_back if one != recipient))

    return done(changed(dossier, (one.id for one in chosen), shown), "show-to", n=len(chosen))


def mark_private(dossier: Dossier, pieces: Sequence[PieceId], *, private: Sequence[Private]) -> Done:
    """Says what pieces show that some recipients must not get.

    Raises:
        UsageError: ``no-such-piece``, ``no-piece-chosen``.
    """
    chosen = all_found(dossier, pieces)
    kinds = tuple(kind for kind in Private if kind in private)
    after = changed(dossier, (one.id for one in chosen), lambda piece: replace(piece, private=kinds))
    return done(after, "mark-private", n=len(chosen))
