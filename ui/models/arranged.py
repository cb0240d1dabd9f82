"""Which rows the list of pieces has and in which order: the annex's, with what is not in it. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from itertools import groupby
from typing import Final

from dossier.basis.clock import zone_named
from dossier.model.date_watch import doubted
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId, RubricId
from dossier.model.numbering import frozen_numbers
from dossier.model.piece import Piece
from dossier.model.rubric import OTHER
from dossier.recipients.known import profile_of
from ui.models.numbers import rows_of
from ui.models.roles import Cut, CutKind

EVERYTHING: Final = Cut()
"""All pieces that are not in the bin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the person chose to see.

    Attributes:
        cut: Which part of the dossier.
        by_rubric: Whether rubrics have headings; else all pieces stand in one run by date.
        found: The pieces that a search found; None shows all.
    """

    cut: Cut = EVERYTHING
    by_rubric: bool = True
    found: frozenset[PieceId] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A piece where it stands in the list.

    Attributes:
        piece: The piece.
        rubric: The rubric it stands in; of what is attached, its parent's.
        number: As in the chosen recipient's annex; "" for what is not in it.
        child: Whether it stands under its parent.
        attached: How many rows stand under it.
        twin: Number of the piece that it repeats, "" when that one has none.
        sent: Every time that it was sent: the day, and the recipient's id.
        hidden_from: Id of the chosen recipient, when the piece is held back from it; else "".
        doubted: Whether its date is doubted, and the person has not settled it.
    """

    piece: Piece
    rubric: RubricId
    number: str = ""
    child: bool = False
    attached: int = 0
    twin: str = ""
    sent: tuple[tuple[date, str], ...] = ()
    hidden_from: str = ""
    doubted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A rubric's heading over a run of its pieces.

    Attributes:
        rubric: Which rubric.
        span: The first and last day of what is dated in the run.
        run: Which of the rubric's runs it is, from 0; there is more than one once something was sent.
    """

    rubric: RubricId
    span: tuple[date, date] | None
    run: int = 0


def arranged(dossier: Dossier, choice: Choice) -> tuple[Section | Place, ...]:
    """Puts the chosen pieces in order.

    By rubric it is the annex's order, and what is not shown stands where its date or place puts it; what
    the annex has as one run over several rubrics stays in its rubrics, each in the order of the numbers.
    Whoever stands alone in the annex because its parent is not shown stands alone here too. A parent
    stays when a search finds something attached to it. Once something was sent, the order is that of the
    numbers: what was sent first, then what came later, each in the order of the rubrics.
    """
    zone = zone_named(dossier.zone)
    numbers = {row.piece.id: row.number for row in rows_of(dossier)}
    tops, attached = _families(dossier, choice)
    ranks = {rubric.id: rank for rank, rubric in enumerate(dossier.rubrics)}
    arrangement = profile_of(dossier.recipient).arrangement()

    frozen = frozen_numbers(dossier, arrangement.recipient)
    firsts = {piece: int(number.split(".")[0]) for piece, number in frozen.items()}
    lasts: dict[RubricId, int] = {}
    for top in tops:
        lasts[top.rubric] = max(lasts.get(top.rubric, 0), firsts.get(top.id, 0))

    def by_annex(piece: Piece) -> tuple[int, bool, int, bool, int, tuple[bool, datetime, bool, datetime]]:
        sent, rank = firsts.get(piece.id, 0), ranks.get(piece.rubric, len(ranks))
        beside = not sent and piece.id not in numbers and lasts[piece.rubric]
        # What has no number stands behind what was sent of its rubric; new numbers come after all those.
        behind = sent or beside or len(firsts) + max(firsts.values(), default=0) + 1
        by_date = piece.place is None or arrangement.follows_dates(piece.rubric)
        hand = (True, 0) if by_date else (False, piece.place or 0)
        return behind, not sent, rank, *hand, piece.moment.sort_key(zone)

    if choice.by_rubric:
        tops.sort(key=by_annex)
    else:
        tops.sort(key=lambda piece: piece.moment.sort_key(zone))
    known = frozenset(ranks)
    sendings, unsure = _sendings(dossier), doubted(dossier.pieces, zone)
    places = [
        _told(
            place,
            sent=sendings.get(place.piece.id, ()),
            hidden_from=dossier.recipient if _is_hidden(place.piece, dossier) else "",
            doubted=place.piece.id in unsure,
        )
        for top in tops
        for place in _family(top, attached, numbers, known)
    ]
    if not choice.by_rubric:
        return tuple(places)
    return tuple(_with_sections(places, zone))


def filed(dossier: Dossier, cut: Cut) -> Iterator[tuple[Piece, RubricId]]:
    """Lists the pieces of a cut in any order, attached ones too, each with the rubric that it stands in."""
    tops, attached = _families(dossier, Choice(cut=cut))
    known = frozenset(rubric.id for rubric in dossier.rubrics)
    for top in tops:
        rubric = _standing(top, known)
        for piece in (top, *attached.get(top.id, ())):
            yield piece, rubric


def _families(dossier: Dossier, choice: Choice) -> tuple[list[Piece], dict[PieceId, list[Piece]]]:
    """Finds what stands by itself and what stands under it, as far as it was chosen and found."""
    binned = choice.cut.kind is CutKind.BIN
    listed = {piece.id: piece for piece in dossier.pieces if piece.binned is binned}
    found = listed.keys() if choice.found is None else choice.found
    tops, attached = [], dict[PieceId, list[Piece]]()
    for piece in listed.values():
        holder = listed.get(piece.parent) if piece.parent is not None else None
        if holder is None or (piece.shown_to(dossier.recipient) and not holder.shown_to(dossier.recipient)):
            tops.append(piece)
        elif piece.id in found:
            attached.setdefault(holder.id, []).append(piece)
    known = frozenset(rubric.id for rubric in dossier.rubrics)
    chosen = (top for top in tops if top.id in found or top.id in attached)
    if choice.cut.kind is CutKind.RUBRIC:
        chosen = (top for top in chosen if _standing(top, known) == choice.cut.rubric)
    return list(chosen), attached


def _standing(top: Piece, known: frozenset[RubricId]) -> RubricId:
    return top.rubric if top.rubric in known else OTHER


def _family(
    top: Piece,
    attached: Mapping[PieceId, Sequence[Piece]],
    numbers: Mapping[PieceId, str],
    known: frozenset[RubricId],
) -> Iterator[Place]:
    children = attached.get(top.id, ())
    for piece in (top, *children):
        yield Place(
            piece=piece,
            rubric=_standing(top, known),
            number=numbers.get(piece.id, ""),
            child=piece is not top,
            attached=len(children) if piece is top else 0,
            twin=numbers.get(piece.duplicate_of, "") if piece.duplicate_of else "",
        )


def _told(place: Place, *, sent: tuple[tuple[date, str], ...], hidden_from: str, doubted: bool) -> Place:
    """Tells of a piece what is true of few; to make all the others anew takes time for nothing."""
    if not (sent or hidden_from or doubted):
        return place
    return replace(place, sent=sent, hidden_from=hidden_from, doubted=doubted)


def _with_sections(places: Sequence[Place], zone: tzinfo) -> Iterator[Section | Place]:
    """Puts a heading before each run of one rubric."""
    runs = Counter[RubricId]()
    for rubric, run in groupby(places, key=lambda place: place.rubric):
        inside = list(run)
        yield Section(rubric=rubric, span=_span(inside, zone), run=runs[rubric])
        runs[rubric] += 1
        yield from inside


def _sendings(dossier: Dossier) -> dict[PieceId, tuple[tuple[date, str], ...]]:
    """Tells of each piece when and to whom it was sent."""
    found: dict[PieceId, tuple[tuple[date, str], ...]] = {}
    for one in dossier.rounds:
        for sent in one.pieces:
            found[sent.piece] = (*found.get(sent.piece, ()), (one.day, one.recipient))
    return found


def _is_hidden(piece: Piece, dossier: Dossier) -> bool:
    return piece.shown and not piece.shown_to(dossier.recipient)


def _span(places: Sequence[Place], zone: tzinfo) -> tuple[date, date] | None:
    """Gives the first and last day of the pieces that stand by themselves, as far as nobody doubts them."""
    days = [
        day.date()
        for place in places
        if not (place.child or place.doubted)
        for day in (place.piece.moment.begin(zone), place.piece.moment.end(zone))
        if day is not None
    ]
    return (min(days), max(days)) if days else None
