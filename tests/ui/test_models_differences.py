"""Few edits lead from one order of rows to the next, each legal where Qt announces it."""

from itertools import combinations, permutations

from hypothesis import given
from hypothesis import strategies as st

from ui.models.differences import Insert, Move, Remove, differences

KEYS = st.lists(st.integers(0, 25), unique=True)


def applied(old, new):
    """Applies the edits and refuses those that ``begin…Rows`` would refuse."""
    rows = list(old)
    for edit in differences(old, new):
        match edit:
            case Remove(first=first, count=count):
                assert 0 <= first < first + count <= len(rows)
                del rows[first : first + count]
            case Insert(first=first, count=count):
                assert 0 <= first <= len(rows)
                rows[first:first] = new[first : first + count]
            case Move(first=first, count=count, to=to):
                assert 0 <= first < first + count <= len(rows)
                assert 0 <= to <= len(rows)
                assert not first <= to <= first + count
                moved = rows[first : first + count]
                del rows[first : first + count]
                goal = to - count if to > first else to
                rows[goal:goal] = moved
    return rows


@given(KEYS, KEYS)
def test_the_edits_make_the_new_of_the_old(old, new):
    assert applied(old, new) == new


@given(KEYS.flatmap(lambda keys: st.tuples(st.just(keys), st.permutations(keys))))
def test_another_order_is_reached_by_moves_alone(pair):
    old, new = pair
    assert applied(old, new) == new
    assert all(isinstance(edit, Move) for edit in differences(old, new))


def rising(order):
    """Lists the subsequences of an order that rise."""
    some = (pick for size in range(len(order) + 1) for pick in combinations(order, size))
    return [pick for pick in some if list(pick) == sorted(pick)]


def test_never_more_moves_than_rows_outside_a_longest_rising_subsequence():
    for new in permutations(range(5)):
        moves = differences(range(5), new)
        assert len(moves) <= 5 - max(len(pick) for pick in rising(new))


@given(KEYS)
def test_equal_orders_need_no_edit(keys):
    assert differences(keys, list(keys)) == ()


@given(st.data(), st.integers(2, 30))
def test_one_run_that_moves_is_one_move_and_rather_the_shorter_side(data, size):
    first = data.draw(st.integers(0, size - 1))
    count = data.draw(st.integers(1, size - first))
    rest = [*range(first), *range(first + count, size)]
    to = data.draw(st.integers(0, len(rest)))
    new = [*rest[:to], *range(first, first + count), *rest[to:]]
    edits = differences(range(size), new)
    if new == list(range(size)):
        assert edits == ()
    else:
        (move,) = edits
        assert isinstance(move, Move)
        assert move.count == min(count, abs(to - first))


def test_a_row_that_comes_amid_others_is_one_insert_and_two_that_go_apart_are_two_removes():
    assert differences("abc", "abxyc") == (Insert(first=2, count=2),)
    assert differences("abcde", "ace") == (Remove(first=3, count=1), Remove(first=1, count=1))


def test_thousands_of_rows_in_another_order_take_no_time():
    old = list(range(4000))
    assert applied(old, old[2000:] + old[:2000]) == old[2000:] + old[:2000]
    (move,) = differences(old, [*old[1:], old[0]])
    assert move == Move(first=0, count=1, to=4000)
