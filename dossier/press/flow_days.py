"""The days of a chat, and the part of it that stands between two of them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from dossier.model.flow import Block, Flow, Heading, Message, Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatDay:
    """One day of a chat on which something was said, and how many messages it holds."""

    day: date
    messages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What is left of a flow between two days.

    Attributes:
        blocks: Nothing in them is of a message that stands outside.
        shown: How many messages are left.
        before: How many stood before the first day.
        after: How many stood after the last one.
    """

    blocks: tuple[Block, ...]
    shown: int
    before: int
    after: int


def wall_clock(at: datetime | None, zone: tzinfo) -> datetime | None:
    """Gives the clock on the wall in the dossier's zone."""
    return at.astimezone(zone) if at is not None and at.tzinfo is not None else at


def days_of(flow: Flow, zone: tzinfo) -> tuple[ChatDay, ...]:
    """Lists the days of a chat, rising; none when no message has a date, or there is none.

    Args:
        flow: A chat; any other flow has no days.
        zone: The dossier's, in which instants have their day.
    """
    counts = Counter(day for _, day in _with_days(flow, zone) if day is not None)
    return tuple(ChatDay(day=day, messages=counts[day]) for day in sorted(counts))


def extract(flow: Flow, zone: tzinfo, *, since: date | None, until: date | None) -> Extract:
    """Leaves the messages of some days, both ends included.

    A message without a date goes with the one it follows. When nothing is left, neither is what
    stands around the messages: a name alone would still be told. A chat without any date cannot be
    cut and is left whole.
    """
    if (since is None and until is None) or not days_of(flow, zone):
        shown = sum(isinstance(block, Message) for block in flow.blocks)
        return Extract(blocks=flow.blocks, shown=shown, before=0, after=0)
    kept: list[Block] = []
    shown = before = after = 0
    days = dict(_numbered_days(flow, zone))
    for number, block in enumerate(flow.blocks):
        day = days.get(number)
        if day is not None and since is not None and day < since:
            before += 1
        elif day is not None and until is not None and day > until:
            after += 1
        else:
            kept.append(block)
            shown += isinstance(block, Message)
    blocks = tuple(kept) if shown else tuple(block for block in kept if not isinstance(block, Heading))
    return Extract(blocks=blocks, shown=shown, before=before, after=after)


def extract_notice(part: Extract, *, since: date | None, until: date | None) -> Notice | None:
    """Says that a chat is shown in part, and how much is missing; None when nothing is."""
    if not part.before and not part.after:
        return None
    counts: dict[str, str | int] = {"n": part.shown, "before": part.before, "after": part.after}
    if since is None:
        return Notice(code="chat-until", params={"until": str(until), **counts})
    if until is None:
        return Notice(code="chat-since", params={"since": str(since), **counts})
    return Notice(code="chat-extract", params={"since": str(since), "until": str(until), **counts})


def _numbered_days(flow: Flow, zone: tzinfo) -> Iterator[tuple[int, date | None]]:
    """Gives the place of each message among the blocks, and its day."""
    places = (number for number, block in enumerate(flow.blocks) if isinstance(block, Message))
    return ((place, day) for place, (_, day) in zip(places, _with_days(flow, zone), strict=True))


def _with_days(flow: Flow, zone: tzinfo) -> list[tuple[Message, date | None]]:
    """Gives each message its day; one without a date has that of the one before, or of the first dated."""
    messages = [block for block in flow.blocks if isinstance(block, Message)]
    own = [at.date() if (at := wall_clock(message.at, zone)) else None for message in messages]
    last = next((day for day in own if day is not None), None)
    days = []
    for day in own:
        last = day or last
        days.append(last)
    return list(zip(messages, days, strict=True))
