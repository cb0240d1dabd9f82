"""The order inside a rubric: by hand, or by date again."""

from collections.abc import Sequence
from dataclasses import replace

from dossier.basis.clock import zone_named
from dossier.basis.errors import UsageError
from dossier.model.commands.done import Done, all_found, changed, done
from dossier.model.commands.edit import check_rubric, filed
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId, RubricId
from dossier.model.numbering import numbered


def place_pieces(
    dossier: Dossier, pieces: Sequence[PieceId], *, rubric: RubricId, before: PieceId | None = None
) -> Done:
    """Moves pieces, in the order given, within a rubric or into it; it is ordered by hand from then on.

    Args:
        dossier: The dispute.
        pieces: Which pieces. One that is not shown only changes its rubric.
        rubric: Where to.
        before: The shown piece of that rubric before which they come; None puts them last.

    Raises:
        UsageError: ``no-such-piece``, ``no-piece-chosen``, ``no-such-rubric``; ``piece-attached``,
            detach it first; ``no-such-place``, ``before`` does not stand there or is moved itself.
    """
    chosen = all_found(dossier, pieces)
    check_rubric(dossier, rubric)
    tops = [row for row in numbered(dossier, zone_named(dossier.zone)) if row.parent is None]
    standing = {row.piece.id for row in tops}
    for piece in chosen:
        if piece.shown and piece.id not in standing:
            raise UsageError("piece-attached", title=piece.title)
    moved = [piece.id for piece in chosen]
    stay = [row.piece.id for row in tops if row.rubric == rubric and row.piece.id not in moved]
    if before is not None and before not in stay:
        raise UsageError("no-such-place")
    cut = len(stay) if before is None else stay.index(before)
    order = [*stay[:cut], *(one for one in moved if one in standing), *stay[cut:]]
    places: dict[PieceId, int | None] = {one: place for place, one in enumerate(order)}
    after = changed(
        dossier, {*moved, *order}, lambda one: replace(filed(one, rubric), place=places.get(one.id))
    )
    return done(after, "place", n=len(moved))


def order_by_date(dossier: Dossier, rubric: RubricId) -> Done:
    """Orders a rubric by date again.

    Raises:
        UsageError: ``no-such-rubric``.
    """
    check_rubric(dossier, rubric)
    rows = numbered(dossier, zone_named(dossier.zone))
    inside = {row.piece.id for row in rows if row.rubric == rubric}
    inside |= {piece.id for piece in dossier.pieces if piece.rubric == rubric}
    return done(changed(dossier, inside, lambda one: replace(one, place=None)), "order-by-date")
