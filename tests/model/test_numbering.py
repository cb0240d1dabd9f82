"""Numbers run without gaps, in rubric order, by instant, with attachments under their mail."""

from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId, RubricId
from dossier.model.moment import UNKNOWN, Moment, Precision
from dossier.model.numbering import by_hand, numbered
from dossier.model.piece import Piece
from dossier.model.rubric import Rubric

PARIS = ZoneInfo("Europe/Paris")
RUBRICS = tuple(Rubric(id=RubricId(name), names={"fr": name}) for name in ("order", "delivery", "other"))


def at(number: int) -> Moment:
    return Moment(precision=Precision.DAY, at=datetime(2026, 1, number))


@st.composite
def dossiers(draw):
    pieces: list[Piece] = []
    for place in range(draw(st.integers(0, 12))):
        tops = [piece.id for piece in pieces if piece.parent is None]
        parent = draw(st.sampled_from(tops)) if tops and draw(st.booleans()) else None
        pieces.append(
            Piece(
                id=PieceId(f"p{place}"),
                title="t",
                rubric=draw(st.sampled_from([rubric.id for rubric in RUBRICS] + [RubricId("unheard-of")])),
                moment=draw(st.just(UNKNOWN) | st.integers(1, 28).map(at)),
                parent=parent,
                included=draw(st.sampled_from([True, True, True, False])),
                duplicate_of=PieceId("p0") if place and draw(st.sampled_from([False, False, True])) else None,
                place=draw(st.none() | st.integers(0, 3)),
            )
        )
    return Dossier(rubrics=RUBRICS, pieces=tuple(pieces))


@given(dossiers())
def test_every_shown_piece_is_numbered_once_and_no_other(dossier):
    rows = numbered(dossier, PARIS)
    assert sorted(row.piece.id for row in rows) == sorted(piece.id for piece in dossier.pieces if piece.shown)


@given(dossiers())
def test_numbers_have_no_gap_and_children_follow_their_parent(dossier):
    rows = numbered(dossier, PARIS)
    tops = [row for row in rows if row.parent is None]
    assert [row.number for row in tops] == [str(n) for n in range(1, len(tops) + 1)]
    last, count = "", 0
    for row in rows:
        if row.parent is None:
            last, count = row.number, 0
        else:
            count += 1
            assert row.number == f"{last}.{count}"


@given(dossiers())
def test_rubrics_are_runs_in_their_order_and_time_runs_inside(dossier):
    tops = [row for row in numbered(dossier, PARIS) if row.parent is None]
    order = [rubric.id for rubric in RUBRICS]
    assert [order.index(row.rubric) for row in tops] == sorted(order.index(row.rubric) for row in tops)
    for rubric in order:
        moments = [row.piece.moment for row in tops if row.piece.rubric == rubric and row.piece.place is None]
        keys = [moment.sort_key(PARIS) for moment in moments]
        assert keys == sorted(keys)


def test_pieces_moved_by_hand_are_reported():
    piece = Piece(id=PieceId("a"), title="t", rubric=RubricId("delivery"), place=1)
    assert by_hand(Dossier(rubrics=RUBRICS, pieces=(piece,))) == ("delivery",)
