"""The dossier's rubrics: which there are, what they are called, and in which order."""

from collections.abc import Sequence
from dataclasses import replace

from dossier.basis.errors import UsageError
from dossier.model.commands.done import Done, changed, done
from dossier.model.dossier import Dossier
from dossier.model.ids import RubricId
from dossier.model.piece import Piece
from dossier.model.rubric import OTHER, Rubric


def add_rubric(dossier: Dossier, name: str, *, before: RubricId | None = None) -> Done:
    """Adds an empty rubric before another one, or before "other", which stays last.

    Raises:
        UsageError: ``rubric-unnamed``; ``no-such-rubric``.
    """
    made = Rubric(id=_new_id(dossier), names={dossier.language: _named(name)})
    place = _place(dossier, before if before is not None else OTHER, missing=len(dossier.rubrics))
    rubrics = (*dossier.rubrics[:place], made, *dossier.rubrics[place:])
    return done(replace(dossier, rubrics=rubrics), "add-rubric", name=_named(name))


def rename_rubric(dossier: Dossier, rubric: RubricId, *, name: str) -> Done:
    """Renames a rubric in the dossier's language.

    Raises:
        UsageError: ``rubric-unnamed``; ``no-such-rubric``.
    """
    place = _place(dossier, rubric)
    was = dossier.rubrics[place]
    now = replace(was, names={**was.names, dossier.language: _named(name)})
    rubrics = (*dossier.rubrics[:place], now, *dossier.rubrics[place + 1 :])
    after = replace(dossier, rubrics=rubrics)
    return done(after, "rename-rubric", key=f"rubric:{rubric}", name=_named(name))


def reorder_rubrics(dossier: Dossier, order: Sequence[RubricId]) -> Done:
    """Puts the rubrics into another order.

    Raises:
        UsageError: ``rubrics-incomplete``; not every rubric stands in the order exactly once.
    """
    known = {rubric.id: rubric for rubric in dossier.rubrics}
    if len(order) != len(known) or set(order) != set(known):
        raise UsageError("rubrics-incomplete")
    return done(replace(dossier, rubrics=tuple(known[one] for one in order)), "reorder-rubrics")


def remove_rubric(dossier: Dossier, rubric: RubricId) -> Done:
    """Removes a rubric; its pieces, also those in the bin or in a group, go to "other".

    Raises:
        UsageError: ``no-such-rubric``; ``rubric-stays``, it is "other" itself.
    """
    place = _place(dossier, rubric)
    gone = dossier.rubrics[place]
    if rubric == OTHER:
        raise UsageError("rubric-stays", name=gone.name(dossier.language))
    after = changed(dossier, (piece.id for piece in dossier.pieces), lambda one: _out_of(rubric, one))
    rubrics = tuple(one for one in dossier.rubrics if one.id != rubric)
    return done(replace(after, rubrics=rubrics), "remove-rubric", name=gone.name(dossier.language))


def _out_of(gone: RubricId, piece: Piece) -> Piece:
    if any(part.rubric == gone for part in piece.parts):
        parts = (replace(part, rubric=OTHER) if part.rubric == gone else part for part in piece.parts)
        piece = replace(piece, parts=tuple(parts))
    return replace(piece, rubric=OTHER, place=None) if piece.rubric == gone else piece


def _named(name: str) -> str:
    if not name.strip():
        raise UsageError("rubric-unnamed")
    return name.strip()


def _place(dossier: Dossier, rubric: RubricId, *, missing: int | None = None) -> int:
    for place, known in enumerate(dossier.rubrics):
        if known.id == rubric:
            return place
    if missing is None or rubric != OTHER:
        raise UsageError("no-such-rubric", rubric=rubric)
    return missing


def _new_id(dossier: Dossier) -> RubricId:
    taken = {rubric.id for rubric in dossier.rubrics} | {piece.rubric for piece in dossier.pieces}
    return next(
        made for number in range(1, len(taken) + 2) if (made := RubricId(f"own-{number}")) not in taken
    )
