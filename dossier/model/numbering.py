"""Which pieces stand in the annex, in which order, under which numbers. Pure arithmetic."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from dossier.model.arrangement import PLAIN, Arrangement, OrderBy
from dossier.model.chat_days import cut_away
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId, RubricId
from dossier.model.piece import Piece
from dossier.model.rounds import Round, Scope, SentPiece, sent_numbers
from dossier.model.rubric import OTHER
from dossier.model.shown import shown_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A piece with its number: "4", or "4.1" for what is attached to it.

    Attributes:
        piece: Which one.
        number: Its number.
        rubric: Where it stands; of a child where its parent does.
        parent: What it is attached to, when that stands in the same annex.
        sent: Whether it was sent under that number, to the recipient or to somebody else.
    """

    piece: Piece
    number: str
    rubric: RubricId
    parent: Piece | None = None
    sent: bool = False


def numbered(dossier: Dossier, zone: tzinfo, *, arrangement: Arrangement = PLAIN) -> tuple[Numbered, ...]:
    """Numbers the shown pieces.

    Numbers run in rubric order; inside a rubric by hand where the person moved pieces, else by
    instant, undated last, ties as they came in. A piece whose parent is not shown stands by itself;
    what was sent in a conversation on days cut away stands nowhere. A number that was sent stays, see
    ``frozen_numbers``: what came later gets the numbers behind it, and the order is that of the numbers.
    """
    away = cut_away(dossier.pieces, zone)
    shown = {
        piece.id: piece
        for piece in dossier.pieces
        if piece.shown_to(arrangement.recipient) and piece.id not in away
    }
    frozen = frozen_numbers(dossier, arrangement.recipient)
    parents = _parents(shown, frozen)
    key = _order(dossier, zone, arrangement)
    tops = sorted((piece for piece in shown.values() if piece.id not in parents), key=key)
    known = {rubric.id for rubric in dossier.rubrics}
    under = _grouped(shown, parents)
    highest = _highest(frozen)
    rows: list[Numbered] = []
    for top, number in _tops(tops, frozen):
        rubric = top.rubric if top.rubric in known else OTHER
        if rubric in arrangement.correspondence:
            rubric = _run_of(dossier, arrangement)
        rows.append(Numbered(piece=top, number=number, rubric=rubric, sent=top.id in frozen))
        for child, part in _children(under.get(top.id, []), number, frozen, last=highest.get(number, 0)):
            rows.append(
                Numbered(piece=child, number=part, rubric=rubric, parent=top, sent=child.id in frozen)
            )
    if arrangement.scope is Scope.NEW:
        return _news(rows, dossier.rounds, recipient=arrangement.recipient)
    return tuple(rows)


def order_by(dossier: Dossier, arrangement: Arrangement = PLAIN) -> OrderBy:
    """Says what decides the order: numbers, once some were sent."""
    return OrderBy.ROUNDS if dossier.rounds else arrangement.by


def by_hand(dossier: Dossier) -> tuple[RubricId, ...]:
    """Lists the rubrics in which the person moved pieces."""
    return tuple(
        rubric.id
        for rubric in dossier.rubrics
        if any(
            piece.rubric == rubric.id and piece.place is not None and piece.shown for piece in dossier.pieces
        )
    )


def frozen_numbers(dossier: Dossier, recipient: str) -> dict[PieceId, str]:
    """Gives the number that each piece has by what was sent.

    What the recipient got keeps its number for ever. What only others got has the number that they know,
    as long as no other piece has it here and it stands under the same piece; else it is numbered as new.
    """
    frozen = sent_numbers(dossier.rounds, recipient)
    taken = set(frozen.values())
    parents = {piece.id: piece.parent for piece in dossier.pieces}
    for sent in (sent for one in dossier.rounds for sent in one.pieces if sent.piece not in frozen):
        holder, dot, _ = sent.number.rpartition(".")
        parent = parents.get(sent.piece)
        if sent.number not in taken and (not dot or (parent and frozen.get(parent) == holder)):
            frozen[sent.piece] = sent.number
            taken.add(sent.number)
    return frozen


_Key = tuple[int, bool, int, tuple[bool, datetime, bool, datetime]]


def _order(dossier: Dossier, zone: tzinfo, arrangement: Arrangement) -> "_Order":
    places = {rubric.id: place for place, rubric in enumerate(dossier.rubrics)}
    return _Order(places, zone, arrangement, _run_of(dossier, arrangement))


@dataclass(frozen=True, slots=True)
class _Order:
    """Sorts pieces as an arrangement wants them."""

    places: Mapping[RubricId, int]
    zone: tzinfo
    arrangement: Arrangement
    run: RubricId

    def __call__(self, piece: Piece) -> _Key:
        when = piece.moment.sort_key(self.zone)
        if self.arrangement.by is OrderBy.CHRONOLOGICAL:
            return 0, False, 0, when
        if piece.rubric in self.arrangement.correspondence:
            return self.places.get(self.run, len(self.places)), True, 0, when
        place = self.places.get(piece.rubric, len(self.places))
        return place, piece.place is None, piece.place or 0, when


def _run_of(dossier: Dossier, arrangement: Arrangement) -> RubricId:
    """Finds the rubric in whose place the one run of correspondence stands: the dossier's first of them."""
    inside = (rubric.id for rubric in dossier.rubrics if rubric.id in arrangement.correspondence)
    return next(inside, OTHER)


def _parents(shown: Mapping[PieceId, Piece], frozen: Mapping[PieceId, str]) -> dict[PieceId, PieceId]:
    """Says what each attached piece stands under; what was sent standing alone goes on to."""
    found: dict[PieceId, PieceId] = {}
    for piece in shown.values():
        sent, holder = frozen.get(piece.id), piece.parent
        under = sent is None or (holder and sent.rpartition(".")[0] == frozen.get(holder))
        if under and holder in shown and holder is not None:
            found[piece.id] = holder
    # One level only: what stands under something holds nothing itself.
    return {child: holder for child, holder in found.items() if holder not in found}


def _tops(tops: list[Piece], frozen: Mapping[PieceId, str]) -> Iterator[tuple[Piece, str]]:
    sent = sorted(
        (piece for piece in tops if piece.id in frozen), key=lambda piece: parts_of(frozen[piece.id])
    )
    yield from ((piece, frozen[piece.id]) for piece in sent)
    last = max((parts_of(number)[0] for number in frozen.values()), default=0)
    new = (piece for piece in tops if piece.id not in frozen)
    yield from ((piece, str(number)) for number, piece in enumerate(new, start=last + 1))


def _grouped(
    shown: Mapping[PieceId, Piece], parents: Mapping[PieceId, PieceId]
) -> dict[PieceId, list[Piece]]:
    """Gathers what stands under each piece, in the order it came in."""
    under: dict[PieceId, list[Piece]] = {}
    for piece in shown.values():
        if piece.id in parents:
            under.setdefault(parents[piece.id], []).append(piece)
    return under


def _highest(frozen: Mapping[PieceId, str]) -> dict[str, int]:
    """Gives the last part that was sent under each number: 3 for "4", when 4.3 was."""
    highest: dict[str, int] = {}
    for number in frozen.values():
        holder, dot, part = number.rpartition(".")
        if dot:
            highest[holder] = max(highest.get(holder, 0), int(part))
    return highest


def _children(
    children: list[Piece], holder: str, frozen: Mapping[PieceId, str], *, last: int
) -> Iterator[tuple[Piece, str]]:
    sent = sorted(
        (piece for piece in children if piece.id in frozen), key=lambda piece: parts_of(frozen[piece.id])
    )
    yield from ((piece, frozen[piece.id]) for piece in sent)
    new = (piece for piece in children if piece.id not in frozen)
    yield from ((piece, f"{holder}.{part}") for part, piece in enumerate(new, start=last + 1))


def parts_of(number: str) -> tuple[int, ...]:
    """Gives what numbers are sorted by: (4, 1) for "4.1"."""
    return tuple(map(int, number.split(".")))


def _news(rows: list[Numbered], rounds: tuple[Round, ...], *, recipient: str) -> tuple[Numbered, ...]:
    """Keeps what the recipient has not got yet: new pieces, and those that are shown otherwise now."""
    got: dict[PieceId, list[SentPiece]] = {}
    for one in rounds:
        if one.recipient == recipient:
            for sent in one.pieces:
                got.setdefault(sent.piece, []).append(sent)
    kept = [row for row in rows if not any(got_as_is(row.piece, sent) for sent in got.get(row.piece.id, ()))]
    here = {row.piece.id for row in kept}
    return tuple(
        row if row.parent is None or row.parent.id in here else replace(row, parent=None) for row in kept
    )


def got_as_is(piece: Piece, sent: SentPiece) -> bool:
    """Tells whether a piece was sent as it is shown now; its files tell, where only they are known."""
    if sent.shown is not None:
        return sent.shown == shown_of(piece)
    return sent.fingerprints == tuple(file.digest for file in piece.originals if file.digest)
