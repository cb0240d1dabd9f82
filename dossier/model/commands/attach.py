"""What is attached to what: one level, and every part can be detached."""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from dossier.basis.errors import UsageError
from dossier.model.commands.done import Done, all_found, changed, done, found
from dossier.model.commands.edit import check_rubric, filed
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId, RubricId
from dossier.model.piece import Piece, Rendering
from dossier.model.rounds import ever_sent


def detach_pieces(dossier: Dossier, pieces: Sequence[PieceId], *, rubric: RubricId | None = None) -> Done:
    """Lets attached pieces stand by themselves, in a rubric or in their own.

    Raises:
        UsageError: ``no-such-piece``, ``no-piece-chosen``, ``no-such-rubric``; ``not-attached``;
            ``sent-number``, one was sent as part of its parent.
    """
    chosen = all_found(dossier, pieces)
    _check_unsent(dossier, chosen)
    if rubric is not None:
        check_rubric(dossier, rubric)
    for piece in chosen:
        if piece.parent is None:
            raise UsageError("not-attached", title=piece.title)
    after = changed(
        dossier,
        (piece.id for piece in chosen),
        lambda one: replace(filed(one, rubric or one.rubric), parent=None, place=None, rendering=None),
    )
    return done(after, "detach", n=len(chosen))


def attach_pieces(
    dossier: Dossier, pieces: Sequence[PieceId], *, parent: PieceId, rendering: Rendering | None = None
) -> Done:
    """Attaches pieces to another one.

    Args:
        dossier: The dispute.
        pieces: Which pieces.
        parent: To what.
        rendering: What they are of it, when they are its translation or transcription.

    Raises:
        UsageError: ``no-such-piece``, ``no-piece-chosen``; ``not-a-parent``, it is attached itself, in
            the bin or among the pieces; ``has-attached``, a piece has something attached to it;
            ``sent-number``, one was sent under a number of its own.
    """
    chosen = all_found(dossier, pieces)
    if any(piece.parent != parent for piece in chosen):
        _check_unsent(dossier, chosen)
    holder = found(dossier, parent)
    if holder.parent is not None or holder.binned or holder in chosen:
        raise UsageError("not-a-parent", title=holder.title)
    for piece in chosen:
        if dossier.children(piece.id):
            raise UsageError("has-attached", title=piece.title)
    after = changed(
        dossier,
        (piece.id for piece in chosen),
        lambda one: replace(one, parent=parent, place=None, rendering=rendering),
    )
    match rendering:
        case None:
            return done(after, "attach", n=len(chosen))
        case Rendering.TRANSLATION:
            return done(after, "attach-translation", n=len(chosen))
        case Rendering.TRANSCRIPTION:
            return done(after, "attach-transcription", n=len(chosen))
        case _:
            assert_never(rendering)


def _check_unsent(dossier: Dossier, pieces: Sequence[Piece]) -> None:
    if not ever_sent(dossier.rounds).isdisjoint(piece.id for piece in pieces):
        raise UsageError("sent-number")
