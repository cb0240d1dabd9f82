"""What pieces can be attached to."""

from collections.abc import Sequence

from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from ui.models.portions import stays_among


def holders(dossier: Dossier, pieces: Sequence[PieceId]) -> frozenset[PieceId]:
    """Finds the pieces of the annex that others can follow.

    Nothing follows what is attached itself, and what holds something follows nothing. What was sent
    stays under the piece that it was sent with.
    """
    wanted = frozenset(pieces)
    if any(one.parent in wanted for one in dossier.pieces):
        return frozenset()
    now = {one.parent for one in dossier.pieces if one.id in wanted}
    tops = (one for one in dossier.pieces if one.parent is None and not one.binned and one.id not in wanted)
    found = frozenset(one.id for one in tops if one.shown or one.id in now)
    if not stays_among(dossier, pieces):
        return found
    return found & now if len(now) == 1 else frozenset()
