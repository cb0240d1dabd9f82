"""From one order of rows to the next by few edits, as Qt's models announce them. Pure.

A view keeps its place, its selection and its animations only when it is told what moved, instead of
being told that everything is new.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove:
    """Rows that go: ``count`` of them from ``first`` on."""

    first: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Insert:
    """Rows that come; they stand at the same places in the new sequence."""

    first: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Rows that go elsewhere; ``to`` is the row before which they come, counted before the move."""

    first: int
    count: int
    to: int


Edit = Remove | Insert | Move


def differences(old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[Edit, ...]:
    """Finds the edits that make the new sequence of the old one, each told after those before it.

    Removes come first, from the end on; then the fewest moves of runs (what stays is a longest
    rising subsequence of the runs, of those the one with most rows); then inserts, from the beginning.

    Args:
        old: Keys, each once.
        new: Keys, each once.
    """
    staying = frozenset(old).intersection(new)
    removes = (Remove(first=first, count=count) for first, count in reversed(_runs(old, staying)))
    inserts = (Insert(first=first, count=count) for first, count in _runs(new, staying))
    kept = [key for key in old if key in staying]
    goal = [key for key in new if key in staying]
    return (*removes, *_moves(kept, goal), *inserts)


def _runs(keys: Sequence[Hashable], staying: Collection[Hashable]) -> list[tuple[int, int]]:
    """Lists where keys that do not stay begin, and how many they are."""
    runs = []
    for stays, run in groupby(enumerate(keys), key=lambda pair: pair[1] in staying):
        places = [place for place, _ in run]
        if not stays:
            runs.append((places[0], len(places)))
    return runs


def _moves(kept: Sequence[Hashable], goal: Sequence[Hashable]) -> Iterator[Move]:
    """Puts every run that does not stay behind the one it follows, in the order of the goal."""
    rank = {key: place for place, key in enumerate(goal)}
    sizes = dict(_blocks([rank[key] for key in kept]))
    staying = _rising(list(sizes.items()))
    standing = list(sizes)
    follows = 0
    for start in sorted(sizes):
        if start not in staying:
            here = standing.index(start)
            yield Move(
                first=_rows(standing[:here], sizes), count=sizes[start], to=_rows(standing[:follows], sizes)
            )
            del standing[here]
            standing.insert(follows - (here < follows), start)
        follows = standing.index(start) + 1


def _rows(blocks: Iterable[int], sizes: dict[int, int]) -> int:
    return sum(sizes[start] for start in blocks)


def _blocks(ranks: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Joins ranks that follow each other: first rank and number of each run."""
    for _, run in groupby(enumerate(ranks), key=lambda pair: pair[1] - pair[0]):
        members = [rank for _, rank in run]
        yield members[0], len(members)


def _rising(blocks: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Finds the longest rising subsequence of runs, of several the one with most rows.

    The best ending below each rank is kept in a tree of prefix maxima (Fenwick 1994), so that even
    thousands of rows take no time.
    """
    place = {start: count for count, start in enumerate(sorted(start for start, _ in blocks), start=1)}
    tree = [(0, 0, -1)] * (len(blocks) + 1)
    before = []
    top = tree[0]
    for index, (start, rows) in enumerate(blocks):
        best, node = tree[0], place[start] - 1
        while node:
            best, node = max(best, tree[node]), node & (node - 1)
        before.append(best[2])
        mine, node = (best[0] + 1, best[1] + rows, index), place[start]
        top = max(top, mine)
        while node < len(tree):
            tree[node] = max(tree[node], mine)
            node += node & -node
    staying, index = set(), top[2]
    while index >= 0:
        staying.add(blocks[index][0])
        index = before[index]
    return frozenset(staying)
