"""What every act gives: the next dossier, and the act as data."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from dossier.basis.clock import zone_named
from dossier.basis.errors import UsageError
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId, RubricId
from dossier.model.numbering import numbered
from dossier.model.piece import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What was done, for "undo" and for the journal.

    Attributes:
        code: Key of its words under ``[act]`` in the language files.
        params: What the words name.
        key: Acts of the same key that follow each other are one step of the history; "" never is.
    """

    code: str
    params: dict[str, str | int] = field(default_factory=dict)
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The dossier after an act, and the act."""

    dossier: Dossier
    act: Act


def done(dossier: Dossier, code: str, *, key: str = "", **params: str | int) -> Done:
    """Closes an act: names it, and makes the places of rubrics ordered by hand dense again."""
    return Done(dossier=_dense(dossier), act=Act(code=code, params=params, key=key))


def found(dossier: Dossier, wanted: PieceId) -> Piece:
    """Finds the piece that an act is about.

    Raises:
        UsageError: ``no-such-piece``.
    """
    try:
        return dossier.piece(wanted)
    except KeyError as error:
        raise UsageError("no-such-piece", piece=wanted) from error


def all_found(dossier: Dossier, wanted: Iterable[PieceId]) -> tuple[Piece, ...]:
    """Finds the pieces that an act is about, in the order asked, each once.

    Raises:
        UsageError: ``no-such-piece``, ``no-piece-chosen``.
    """
    pieces = tuple(found(dossier, one) for one in dict.fromkeys(wanted))
    if not pieces:
        raise UsageError("no-piece-chosen")
    return pieces


def changed(dossier: Dossier, pieces: Iterable[PieceId], change: Callable[[Piece], Piece]) -> Dossier:
    """Gives the dossier with some pieces changed, each in its place."""
    meant = frozenset(pieces)
    return replace(
        dossier, pieces=tuple(change(piece) if piece.id in meant else piece for piece in dossier.pieces)
    )


def _dense(dossier: Dossier) -> Dossier:
    """Numbers the places of each rubric ordered by hand from 0; what is attached has no place.

    A piece that is not shown keeps its old place, so that it comes back near where it stood.
    """
    rows = numbered(dossier, zone_named(dossier.zone))
    tops = [row for row in rows if row.parent is None]
    by_hand = {row.rubric for row in tops if row.piece.place is not None}
    places: dict[PieceId, int | None] = {row.piece.id: None for row in rows}
    counts: dict[RubricId, int] = {}
    for row in tops:
        if row.rubric in by_hand:
            places[row.piece.id] = counts.get(row.rubric, 0)
            counts[row.rubric] = counts.get(row.rubric, 0) + 1
    moved = {p.id for p in dossier.pieces if p.id in places and p.place != places[p.id]}
    return changed(dossier, moved, lambda p: replace(p, place=places[p.id])) if moved else dossier
