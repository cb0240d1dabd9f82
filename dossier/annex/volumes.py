"""Into which files an annex is cut: pure arithmetic on what its pieces weigh.

A piece and what is attached to it are never parted, and the order of the pieces is never changed.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from dossier.annex.order import Entry
from dossier.model.ids import PieceId, RubricId


class PartKind(Enum):
    """What one of an annex's files holds."""

    ANNEX = "annex"
    """Cover, lists, pieces and fingerprints: the whole annex or a volume of it."""
    LIST = "list"
    """The lists alone, when each piece has its own file."""
    LONE = "lone"
    """A piece with what is attached to it, or a few neighbours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file of an annex.

    Attributes:
        kind: What it holds.
        pieces: Which pieces, in their order.
        name: Its file's name, without suffix.
        label: What the report calls it: "Annexe 2 sur 3".
        short: What other files call it: "Annexe 2"; "" when there is no other.
    """

    kind: PartKind
    pieces: tuple[PieceId, ...]
    name: str
    label: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Weight:
    """What something takes of a file."""

    size: int = 0
    """Bytes."""
    pages: int = 0

    def __add__(self, other: "Weight") -> "Weight":
        """Adds both up."""
        return Weight(self.size + other.size, self.pages + other.pages)

    def __sub__(self, other: "Weight") -> "Weight":
        """Gives what is left."""
        return Weight(self.size - other.size, self.pages - other.pages)

    def or_more(self, other: "Weight") -> "Weight":
        """Gives the heavier of both, in bytes and in pages."""
        return Weight(max(self.size, other.size), max(self.pages, other.pages))


@dataclass(frozen=True, slots=True)
class Room:
    """What a file may take; None is no bound."""

    size: int | None = None
    """Bytes."""
    pages: int | None = None

    def holds(self, weight: Weight) -> bool:
        """Tells whether something fits."""
        return (self.size is None or weight.size <= self.size) and (
            self.pages is None or weight.pages <= self.pages
        )

    def without(self, weight: Weight) -> "Room":
        """Gives what is left beside something that is in every file."""
        return Room(
            None if self.size is None else max(0, self.size - weight.size),
            None if self.pages is None else max(0, self.pages - weight.pages),
        )


NO_BOUND = Room()


@dataclass(frozen=True, slots=True)
class Group:
    """A piece with what is attached to it."""

    pieces: tuple[PieceId, ...]
    rubric: RubricId
    weight: Weight


def groups_of(entries: Iterable[Entry], weight_of: Callable[[PieceId], Weight]) -> tuple[Group, ...]:
    """Gathers each piece with what is attached to it."""
    groups: list[Group] = []
    for entry in entries:
        one, weight = entry.piece.id, weight_of(entry.piece.id)
        if entry.parent is None or not groups:
            groups.append(Group((one,), entry.rubric, weight))
        else:
            last = groups[-1]
            groups[-1] = Group((*last.pieces, one), last.rubric, last.weight + weight)
    return tuple(groups)


def split(groups: Sequence[Group], room: Room) -> tuple[range, ...]:
    """Cuts a run into as few files as possible, each of neighbours.

    What does not fit by itself gets a file of its own.
    """
    runs: list[range] = []
    held = Weight()
    for place, group in enumerate(groups):
        if runs and room.holds(held + group.weight):
            runs[-1] = range(runs[-1].start, place + 1)
            held += group.weight
        else:
            runs.append(range(place, place + 1))
            held = group.weight
    return tuple(runs)


def joined(groups: Sequence[Group], *, most: int, room: Room) -> tuple[range, ...]:
    """Puts neighbours together until there are few enough files.

    Those of one rubric first, the smallest pair first; where nothing fits together any more, more files
    than wanted are left.

    Args:
        groups: What each file holds at first.
        most: How many files there may be.
        room: What a file may hold.
    """
    runs = [range(place, place + 1) for place in range(len(groups))]
    weights = [group.weight for group in groups]
    while len(runs) > max(1, most):
        pairs = [
            (groups[runs[i][-1]].rubric != groups[runs[i + 1][0]].rubric, both.pages, both.size, i)
            for i, both in enumerate(map(Weight.__add__, weights, weights[1:]))
            if room.holds(both)
        ]
        if not pairs:
            break
        *_, i = min(pairs)
        runs[i : i + 2] = [range(runs[i].start, runs[i + 1].stop)]
        weights[i : i + 2] = [weights[i] + weights[i + 1]]
    return tuple(runs)
