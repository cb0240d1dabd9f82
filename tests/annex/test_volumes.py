"""Into which files an annex is cut: nothing parted, nothing moved, nothing lost."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dossier.annex.volumes import Group, Room, Weight, groups_of, joined, split
from dossier.model.ids import PieceId, RubricId
from tests.support.dossiers import ordered, small_dossier

GROUPS = st.lists(
    st.builds(
        lambda rubric, size, pages: Group((PieceId("x"),), RubricId(rubric), Weight(size, pages)),
        st.sampled_from("abc"),
        st.integers(1, 100),
        st.integers(1, 30),
    ),
    min_size=1,
    max_size=40,
)
ROOMS = st.builds(Room, st.none() | st.integers(20, 300), st.none() | st.integers(5, 90))


def weight(groups, run):
    return sum((groups[place].weight for place in run), Weight())


def covers(groups, runs):
    return [place for run in runs for place in run] == list(range(len(groups)))


def test_a_piece_stays_with_what_is_attached_to_it():
    groups = groups_of(ordered(small_dossier()).entries, lambda piece: Weight(10, 1))
    assert ("order", "invoice") in [group.pieces for group in groups]
    assert sum(group.weight.pages for group in groups) == 7
    assert all(group.weight == Weight(10 * len(group.pieces), len(group.pieces)) for group in groups)


@given(GROUPS, ROOMS)
def test_volumes_hold_what_fits_and_are_as_few_as_can_be(groups, room):
    runs = split(groups, room)
    assert covers(groups, runs)
    for run in runs:
        assert room.holds(weight(groups, run)) or len(run) == 1
    for first, second in pairwise(runs):
        assert not room.holds(weight(groups, [*first, second[0]]))


@given(GROUPS, ROOMS, st.integers(1, 12))
def test_files_are_joined_only_as_far_as_needed_and_as_fits(groups, room, most):
    runs = joined(groups, most=most, room=room)
    assert covers(groups, runs)
    for run in runs:
        assert room.holds(weight(groups, run)) or len(run) == 1
    if len(runs) > most:
        assert not any(room.holds(weight(groups, [*one, *other])) for one, other in pairwise(runs))
    else:
        assert len(runs) == min(most, len(groups))


@given(GROUPS, st.integers(1, 12))
def test_neighbours_of_one_rubric_are_joined_first(groups, most):
    runs = joined(groups, most=most, room=Room())
    mixed = [run for run in runs if len({groups[place].rubric for place in run}) > 1]
    alike = [
        (one, other)
        for one, other in pairwise(runs)
        if len({groups[place].rubric for place in (*one, *other)}) == 1
    ]
    assert not (mixed and alike)
