"""What not everybody must see: pieces and details held back from a recipient, and what pieces show."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from dossier.model.commands.done import Done, all_found, changed, done
from dossier.model.detail import Detail
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


def hold_details(dossier: Dossier, recipient: str, details: Collection[Detail]) -> Done:
    """Says anew which details a recipient is not told; none for all told."""
    others = {one: held for one, held in dossier.held_back.items() if one != recipient}
    held = tuple(one for one in Detail if one in details)
    after = dict(sorted((others | ({recipient: held} if held else {})).items()))
    return done(replace(dossier, held_back=after), "hold-details")


def mark_private(dossier: Dossier, pieces: Sequence[PieceId], *, private: Sequence[Private]) -> Done:
    """Says what pieces show that some recipients must not get.

    Raises:
        UsageError: ``no-such-piece``, ``no-piece-chosen``.
    """
    chosen = all_found(dossier, pieces)
    kinds = tuple(kind for kind in Private if kind in private)
    after = changed(dossier, (one.id for one in chosen), lambda piece: replace(piece, private=kinds))
    return done(after, "mark-private", n=len(chosen))
