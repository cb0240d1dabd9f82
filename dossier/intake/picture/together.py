"""Screenshots that belong together: of one scroll, or of one chat, proposed as one piece.

Nothing is joined without the person. What is proposed is nearly always right: rows that are the same for
a line and more, or the same app with the same name above, taken minutes apart under names in a row.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from dossier.intake.expand import natural
from dossier.intake.picture.key import rows_of
from dossier.intake.picture.scroll import Screenful, goes_on, same_frame, screenful
from dossier.intake.repeats.left_out import Entry
from dossier.model.body import ImageBody
from dossier.model.finding import Finding, note
from dossier.model.ids import PieceId
from dossier.model.moment import Moment
from dossier.model.piece import FileKind, Piece

_LOOKED_AHEAD: Final = 4
"""Screenshots of one width that follow by name, among which the next one is looked for."""

_APART: Final = timedelta(minutes=10)
_MOST: Final = 60
"""Screenshots in one proposal; nobody takes more of one talk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A screenshot.

    Attributes:
        id: Its piece.
        name: Of its file.
        size_px: Width and height.
        shows: What stands in it.
        at: When it was taken, by the clock on the wall; None when its name and file do not say.
    """

    id: PieceId
    name: str
    size_px: tuple[int, int]
    shows: Screenful
    at: datetime | None = None


def one_pieces(entries: Sequence[Entry], pieces: Sequence[Piece]) -> Iterator[Finding]:
    """Proposes the new screenshots that belong together, each in one proposal at most.

    Args:
        entries: What came in.
        pieces: What became of it; only what the annex would show is proposed.
    """
    shown = {piece.id: piece for piece in pieces if piece.shown and piece.parent is None}
    screens = [
        screen for entry in entries if entry.id in shown and (screen := _screen(entry, shown[entry.id]))
    ]
    chains = scrolls(screens)
    follows = {chain[place].id: place for chain in chains for place in range(len(chain))}
    taken: set[PieceId] = set()
    for talk in chats(screens):
        ids = [screen.id for screen in talk]
        own = [chain for chain in chains if not {one.id for one in chain}.isdisjoint(ids)]
        if any({one.id for one in chain}.issuperset(ids) for chain in own):
            continue  # all of it is one scroll, which says more
        if _runs_backwards(talk, follows, own):
            ids.reverse()
        taken.update(ids)
        yield _proposed("one-chat", ids)
    for chain in chains:
        ids = [screen.id for screen in chain]
        if taken.isdisjoint(ids):
            yield _proposed("one-scroll", ids)


def _proposed(code: str, ids: Sequence[PieceId]) -> Finding:
    return note(code, pieces=" ".join(ids), n=len(ids)).of(ids[0])


def _runs_backwards(
    talk: Sequence[Screen], follows: dict[PieceId, int], chains: Sequence[Sequence[Screen]]
) -> bool:
    """Tells whether the person scrolled up: what was taken later is read first."""
    inside = {screen.id for chain in chains for screen in chain}
    steps = [
        follows[later.id] - follows[earlier.id]
        for earlier, later in pairwise([screen for screen in talk if screen.id in inside])
    ]
    return bool(steps) and all(step < 0 for step in steps)


def _screen(entry: Entry, piece: Piece) -> Screen | None:
    draft = entry.draft
    rows = rows_of(draft.facts.get("rows", ""))
    body = draft.bodies[0] if len(draft.bodies) == 1 else None
    if not rows or draft.kind is not FileKind.IMAGE or not isinstance(body, ImageBody):
        return None
    if len(rows) != body.height_px:
        return None
    return Screen(
        id=entry.id,
        name=entry.incoming.name,
        size_px=(body.width_px, body.height_px),
        shows=screenful(rows),
        at=_clock(piece.moment),
    )


def _clock(moment: Moment) -> datetime | None:
    return moment.at.replace(tzinfo=None) if moment.has_clock and moment.at is not None else None


def scrolls(screens: Sequence[Screen]) -> list[tuple[Screen, ...]]:
    """Finds the screenshots of one scroll.

    Each goes on in one other at most, and no ring closes.

    Returns:
        Each scroll from top to bottom.
    """
    below: dict[PieceId, Screen] = {}
    above: set[PieceId] = set()
    ends: dict[PieceId, PieceId] = {}
    for first, second in _neighbours(screens):
        for upper, lower in ((first, second), (second, first)):
            if upper.id in below or lower.id in above or ends.get(lower.id, lower.id) == upper.id:
                continue
            if goes_on(upper.shows, lower.shows):
                below[upper.id] = lower
                above.add(lower.id)
                start, end = ends.get(upper.id, upper.id), ends.get(lower.id, lower.id)
                ends[start], ends[end] = end, start
    return [_chain(screen, below) for screen in screens if screen.id in below and screen.id not in above]


def _chain(first: Screen, below: dict[PieceId, Screen]) -> tuple[Screen, ...]:
    chain = [first]
    while chain[-1].id in below and len(chain) < _MOST:
        chain.append(below[chain[-1].id])
    return tuple(chain)


def _neighbours(screens: Sequence[Screen]) -> Iterator[tuple[Screen, Screen]]:
    """Gives the pairs of one width that lie close by name, the nearest first."""
    by_width: dict[int, list[Screen]] = defaultdict(list)
    for screen in sorted(screens, key=lambda one: natural(one.name)):
        by_width[screen.size_px[0]].append(screen)
    for ahead in range(1, _LOOKED_AHEAD + 1):
        for row in by_width.values():
            yield from zip(row, row[ahead:], strict=False)


def chats(screens: Sequence[Screen]) -> list[tuple[Screen, ...]]:
    """Finds the screenshots of one app with the same bars, taken within minutes of each other.

    Returns:
        Each talk in the order it was taken.
    """
    by_size: dict[tuple[int, int], list[Screen]] = defaultdict(list)
    for screen in screens:
        if screen.at is not None:
            by_size[screen.size_px].append(screen)
    found: list[tuple[Screen, ...]] = []
    for row in by_size.values():
        row.sort(key=lambda one: (one.at or datetime.min, natural(one.name)))
        found.extend(_talks(row))
    return found


def _talks(row: Sequence[Screen]) -> Iterator[tuple[Screen, ...]]:
    """Cuts a row of screens where the app, the name above or the hour changes."""
    talk: list[Screen] = []
    for screen in row:
        if talk and len(talk) < _MOST and _belongs(talk[-1], screen):
            talk.append(screen)
            continue
        if len(talk) > 1:
            yield tuple(talk)
        talk = [screen]
    if len(talk) > 1:
        yield tuple(talk)


def _belongs(earlier: Screen, later: Screen) -> bool:
    if earlier.at is None or later.at is None or later.at - earlier.at > _APART:
        return False
    one, other = earlier.shows.rows, later.shows.rows
    return one != other and same_frame(one, other)
