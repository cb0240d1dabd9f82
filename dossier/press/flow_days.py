"""The days of a chat, and the part of it that stands between two of them."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo

from dossier.model.flow import Block, Flow, Heading, Message, Notice, shortened, wall_clock


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
        undated: How many have no day by which anybody could choose them.
    """

    blocks: tuple[Block, ...]
    shown: int
    before: int = 0
    after: int = 0
    undated: int = 0


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
    stands around the messages: a name alone would still be told. Of a chat without any date nobody
    can say what of it was chosen: nothing is shown. An answer tells no word of a message left out.
    """
    messages = sum(isinstance(block, Message) for block in flow.blocks)
    if since is None and until is None:
        return Extract(blocks=flow.blocks, shown=messages)
    if messages and not days_of(flow, zone):
        return Extract(blocks=_around(flow.blocks), shown=0, undated=messages)
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
    blocks = _answering(kept) if shown else _around(kept)
    return Extract(blocks=blocks, shown=shown, before=before, after=after)


def _around(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Gives what may be told when no message is."""
    return tuple(block for block in blocks if not isinstance(block, Heading | Message | Notice))


def _answering(kept: Sequence[Block]) -> tuple[Block, ...]:
    """Takes the words of what is not shown out of the answers to it."""
    told = {shortened(block.text) for block in kept if isinstance(block, Message)}
    return tuple(_without_hidden(block, told) if isinstance(block, Message) else block for block in kept)


def _without_hidden(message: Message, told: Set[str]) -> Message:
    hidden = Notice(code="chat-reply-hidden", params={})
    asides = tuple(
        hidden if aside.code == "chat-reply" and shortened(str(aside.params["said"])) not in told else aside
        for aside in message.asides
    )
    return message if asides == message.asides else replace(message, asides=asides)


def extract_notice(part: Extract, *, since: date | None, until: date | None) -> Notice | None:
    """Says that a chat is shown in part, and how much is missing; None when nothing is."""
    if part.undated:
        return Notice(code="chat-undated-hidden", params={"n": part.undated})
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


def times_of(messages: Sequence[Message]) -> list[datetime | None]:
    """Gives each message its time; one without has that of the one before, or of the first that has one."""
    last = next((message.at for message in messages if message.at is not None), None)
    times = []
    for message in messages:
        last = message.at or last
        times.append(last)
    return times


def _with_days(flow: Flow, zone: tzinfo) -> list[tuple[Message, date | None]]:
    messages = [block for block in flow.blocks if isinstance(block, Message)]
    clocks = (wall_clock(at, zone) for at in times_of(messages))
    return [(message, at.date() if at else None) for message, at in zip(messages, clocks, strict=True)]
