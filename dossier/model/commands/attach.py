"""What is attached to what: one level, and every part can be detached."""

from collections.abc import Sequence
from dataclasses import replace

from dossier.basis.errors import UsageError
from dossier.model.commands.done import Done, all_found, changed, done, found
from dossier.model.commands.edit import check_rubric, filed
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId, RubricId


def detach_pieces(dossier: Dossier, pieces: Sequence[PieceId], *, rubric: RubricId | None = None) -> Done:
    """Lets attached pieces stand by themselves, in a rubric or in their own.

    Raises:
        UsageError: ``no-such-piece``, ``no-piece-chosen``, ``no-such-rubric``; ``not-attached``.
    """
    chosen = all_found(dossier, pieces)
    if rubric is not None:
        check_rubric(dossier, rubric)
    for piece in chosen:
        if piece.parent is None:
            raise UsageError("not-attached", title=piece.title)
    after = changed(
        dossier,
        (piece.id for piece in chosen),
        lambda one: replace(filed(one, rubric or one.rubric), parent=None, place=None),
    )
    return done(after, "detach", n=len(chosen))


def attach_pieces(dossier: Dossier, pieces: Sequence[PieceId], *, parent: PieceId) -> Done:
    """Attaches pieces to another one.

    Raises:
        UsageError: ``no-such-piece``, ``no-piece-chosen``; ``not-a-parent``, it is attached itself, in
            the bin or among the pieces; ``has-attached``, a piece has something attached to it.
    """
    chosen = all_found(dossier, pieces)
    holder = found(dossier, parent)
    if holder.parent is not None or holder.binned or holder in chosen:
        raise UsageError("not-a-parent", title=holder.title)
    for piece in chosen:
        if dossier.children(piece.id):
            raise UsageError("has-attached", title=piece.title)
    after = changed(
        dossier, (piece.id for piece in chosen), lambda one: replace(one, parent=parent, place=None)
    )
    return done(after, "attach", n=len(chosen))
