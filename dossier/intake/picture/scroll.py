"""Whether one screenshot goes on in another: the bottom of the one is the top of the other.

Compared are rows, as ``picture_key.row_marks`` marked them. What both show in the same place, the bars at
the top and the bottom, says nothing; what stands between them must be the same rows, moved up.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_BARS_SHARE: Final = 0.35
"""Share of a screen that its bars may take at most, at the top as at the bottom."""

_CLOCK_SHARE: Final = 0.05
"""Share at the top that shows the time and the battery, and may differ."""

_RUN_ROWS: Final = 4
"""Rows that are known again together; single rows of different words are alike too often."""

_COMMON: Final = 3
"""Times that a run of rows may stand in a screen: more is a pattern, and tells no place."""

_FEWEST_RUNS: Final = 24
_FEWEST_MARKED: Final = 30
"""Rows with something in them, and different runs, that two screens must share: a line and a half."""

_RIVAL_SHARE: Final = 0.4
"""Share of the votes that another place may have: a list of equal rows fits in several."""

_HEAD_SHARE: Final = 0.09
_FOOT_SHARE: Final = 0.05
_FEWEST_IN_BAR: Final = 12
"""Rows of a bar that show something: the height of a small letter on a telephone."""

_SAME_BAR: Final = 0.97
"""Share of a bar's rows that must be the same; another name above changes more."""

_ALIKE: Final = 0.9
"""Share of the marked rows that must be the same where two screens lie over each other."""


@dataclass(frozen=True, slots=True)
class Screenful:
    """What one screenshot shows.

    Attributes:
        rows: A mark for each of its rows, 0 for one that is the same all over.
        runs: Its runs of rows, each by a number, wherever they stand.
    """

    rows: Sequence[int]
    runs: frozenset[int]


def screenful(rows: Sequence[int]) -> Screenful:
    """Makes the rows of a screenshot ready to be compared."""
    return Screenful(rows, frozenset(map(hash, _places(rows))))


def goes_on(upper: Screenful, lower: Screenful) -> int:
    """Tells how many rows further down in a page the second screen begins.

    Args:
        upper: The screen that may come first.
        lower: The one that may go on from it.

    Returns:
        The rows by which its content was moved up; 0 when the second does not go on from the first.
    """
    if not _may_go_on(upper, lower):
        return 0
    top, bottom = _bars(upper.rows, lower.rows)
    first, second = (one.rows[top : len(one.rows) - bottom] for one in (upper, lower))
    votes = _votes(first, second)
    if not votes:
        return 0
    (moved, most), *rivals = votes.most_common(2)
    if most < _FEWEST_RUNS or (rivals and rivals[0][1] > _RIVAL_SHARE * most):
        return 0
    return moved if _lie_over(first[moved:], second) else 0


def _may_go_on(upper: Screenful, lower: Screenful) -> bool:
    """Tells quickly whether two screens share enough that does not stand in the same place."""
    shared = upper.runs & lower.runs
    if len(shared) < _FEWEST_RUNS:
        return False
    pairs = zip(_runs(upper.rows), _runs(lower.rows), strict=False)
    in_place = {hash(one) for one, other in pairs if one == other}
    return len(shared - in_place) >= _FEWEST_RUNS


def _bars(one: Sequence[int], other: Sequence[int]) -> tuple[int, int]:
    """Counts the rows at the top and at the bottom that stand in the same place on both screens."""
    most = int(min(len(one), len(other)) * _BARS_SHARE)
    clock = int(min(len(one), len(other)) * _CLOCK_SHARE)
    top = clock + _equal(one[clock:most], other[clock:most])
    bottom = _equal(one[: -most - 1 : -1], other[: -most - 1 : -1])
    return top, bottom


def _equal(one: Sequence[int], other: Sequence[int]) -> int:
    """Counts the equal rows from the start on."""
    return next(
        (count for count, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def _votes(first: Sequence[int], second: Sequence[int]) -> Counter[int]:
    """Counts, for each move up, the different runs of rows that it brings onto each other."""
    there, here = _places(first), _places(second)
    votes: Counter[int] = Counter()
    for run in there.keys() & here.keys():
        if len(there[run]) <= _COMMON and len(here[run]) <= _COMMON:
            votes.update({above - below for above in there[run] for below in here[run] if above > below})
    return votes


def _places(rows: Sequence[int]) -> dict[tuple[int, ...], list[int]]:
    """Finds where each run of rows stands; of one row again and again, empty or not, it says nothing."""
    places: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for at, run in enumerate(_runs(rows)):
        if len(set(run)) > 1:
            places[run].append(at)
    return places


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, ...]]:
    return zip(*(rows[start:] for start in range(_RUN_ROWS)), strict=False)


def _lie_over(first: Sequence[int], second: Sequence[int]) -> bool:
    """Tells whether rows that lie over each other are the same."""
    marked = [(a, b) for a, b in zip(first, second, strict=False) if a or b]
    return len(marked) >= _FEWEST_MARKED and sum(a == b for a, b in marked) >= _ALIKE * len(marked)


def same_frame(first: Sequence[int], other: Sequence[int]) -> bool:
    """Tells whether two screens of one size have the same bars: the same name above, the same field below.

    The bars must show something; two screens without any are of no app that we could know.

    Args:
        first: Marks of the rows of one screen.
        other: Of the other.
    """
    clock, head = int(len(first) * _CLOCK_SHARE), int(len(first) * _HEAD_SHARE)
    foot = len(first) - int(len(first) * _FOOT_SHARE)
    parts = (slice(clock, head), slice(foot, len(first)))
    told = all(sum(map(bool, first[part])) >= _FEWEST_IN_BAR for part in parts)
    return told and len(first) == len(other) and _alike(first, other, parts)


def _alike(one: Sequence[int], other: Sequence[int], parts: Iterable[slice]) -> bool:
    return all(
        sum(a == b for a, b in zip(one[part], other[part], strict=True)) >= _SAME_BAR * len(one[part])
        for part in parts
    )
