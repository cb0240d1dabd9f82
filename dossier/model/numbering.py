"""Which pieces stand in the annex, in which order, under which numbers. Pure arithmetic."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from dossier.model.chat_days import cut_away
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId, RubricId
from dossier.model.piece import Piece
from dossier.model.rubric import OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A piece with its number: "4", or "4.1" for what is attached to it."""

    piece: Piece
    number: str
    rubric: RubricId
    parent: Piece | None = None


def numbered(dossier: Dossier, zone: tzinfo) -> tuple[Numbered, ...]:
    """Numbers the shown pieces.

    Numbers run in rubric order; inside a rubric by hand where the person moved pieces, else by
    instant, undated last, ties as they came in. A piece whose parent is not shown stands by itself;
    what was sent in a conversation on days cut away stands nowhere.
    """
    by_id = {piece.id: piece for piece in dossier.pieces}
    away = cut_away(dossier.pieces, zone)
    tops: list[Piece] = []
    attached: dict[PieceId, list[Piece]] = {}
    for piece in dossier.pieces:
        if piece.id in away:
            continue
        if piece.shown and piece.parent is not None and by_id[piece.parent].shown:
            attached.setdefault(piece.parent, []).append(piece)
        elif piece.shown:
            tops.append(piece)
    known = {rubric.id: place for place, rubric in enumerate(dossier.rubrics)}

    def order(piece: Piece) -> tuple[int, bool, int, tuple[bool, datetime, bool, datetime]]:
        rubric = known.get(piece.rubric, len(known))
        return rubric, piece.place is None, piece.place or 0, piece.moment.sort_key(zone)

    rows: list[Numbered] = []
    for count, piece in enumerate(sorted(tops, key=order), start=1):
        rubric = piece.rubric if piece.rubric in known else OTHER
        rows.append(Numbered(piece=piece, number=str(count), rubric=rubric))
        for part, child in enumerate(attached.get(piece.id, ()), start=1):
            rows.append(Numbered(piece=child, number=f"{count}.{part}", rubric=rubric, parent=piece))
    return tuple(rows)


def by_hand(dossier: Dossier) -> tuple[RubricId, ...]:
    """Lists the rubrics in which the person moved pieces."""
    return tuple(
        rubric.id
        for rubric in dossier.rubrics
        if any(
            piece.rubric == rubric.id and piece.place is not None and piece.shown for piece in dossier.pieces
        )
    )
