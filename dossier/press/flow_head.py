"""What stands above a chat: who speaks, how many messages of which days, whose clock; and what is cut."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from typing import Final

from dossier.basis.clock import zone_named
from dossier.model.flow import Block, Field, Fields, Flow, Heading, Message, Notice, wall_clock
from dossier.press.flow_days import extract, extract_notice
from dossier.texts.catalogue import Texts
from dossier.texts.dates import long_day

MOST_MESSAGES: Final = 12_000
"""Messages laid out: some 900 pages, made in the time that one sheet has."""

MOST_CHARS: Final = 2_000_000
"""Characters of messages laid out: as many pages again, when they are long."""

_MOST_NAMES: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadedChat:
    """A chat as it is printed.

    Attributes:
        flow: With its head, and what it is an extract of.
        left_out: How many messages are too many to be printed.
    """

    flow: Flow
    left_out: int = 0


def headed_chat(
    flow: Flow, *, language: str, zone: str, since: date | None = None, until: date | None = None
) -> HeadedChat:
    """Puts its head above a chat and leaves what the person cut away out; any other flow stays as it is.

    Args:
        flow: As it was read.
        language: Of our words.
        zone: IANA name of the dossier's zone.
        since: The first day to show.
        until: The last day to show.
    """
    if not any(isinstance(block, Message) for block in flow.blocks):
        return HeadedChat(flow=flow)
    texts, here = Texts(language), zone_named(zone)
    part = extract(flow, here, since=since, until=until)
    blocks, left_out = _bounded(part.blocks)
    messages = [block for block in blocks if isinstance(block, Message)]
    titles = tuple(block for block in blocks[:1] if isinstance(block, Heading))
    notices: list[Block] = []
    if cut := extract_notice(part, since=since, until=until):
        notices.append(_worded(cut, texts))
    if left_out:
        notices.append(Notice(code="chat-too-long", params={"n": left_out}))
    told = any(isinstance(block, Notice) for block in blocks)
    if messages and not told and all(message.at is None for message in messages):
        notices.append(Notice(code="chat-undated-none", params={}))
    head: tuple[Block, ...] = (_head(messages, texts, here),) if messages else ()
    made = (*notices[:1], *titles, *head, *notices[1:], *blocks[len(titles) :])
    return HeadedChat(flow=Flow(blocks=made), left_out=left_out)


def _bounded(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], int]:
    """Leaves out what no sheet could hold, from the end; one endless message is broken off."""
    count = chars = 0
    for number, block in enumerate(blocks):
        if not isinstance(block, Message):
            continue
        count += 1
        room, chars = MOST_CHARS - chars, chars + len(block.text)
        if count > MOST_MESSAGES or chars > MOST_CHARS:
            left = sum(isinstance(rest, Message) for rest in blocks[number:])
            begun = (replace(block, text=block.text[:room]),) if count == 1 else ()
            return (*blocks[:number], *begun), left
    return tuple(blocks), 0


def _worded(notice: Notice, texts: Texts) -> Notice:
    """Writes the days among a notice's parameters out."""
    days: dict[str, str | int] = {
        name: long_day(texts, date.fromisoformat(str(notice.params[name])))
        for name in ("since", "until")
        if name in notice.params
    }
    return Notice(code=notice.code, params={**notice.params, **days})


def _head(messages: Sequence[Message], texts: Texts, zone: tzinfo) -> Fields:
    rows = [Field(label="chat-count", text=_count(messages, texts, zone))]
    names = list(dict.fromkeys(_who(message) for message in messages if message.sender))
    if names:
        shown = ", ".join(names[:_MOST_NAMES]) + (" …" if len(names) > _MOST_NAMES else "")
        rows.insert(0, Field(label="chat-between", text=shown, strong=True))
    times = [message.at for message in messages if message.at is not None]
    if times:
        rows.append(Field(label="chat-clock", text=_clock(times, texts, zone)))
    return Fields(rows=tuple(rows))


def _clock(times: Sequence[datetime], texts: Texts, zone: tzinfo) -> str:
    """Says whose clock the times are of: instants are shown in the zone, others as they stand."""
    certain = sum(at.tzinfo is not None for at in times)
    if not certain:
        return texts.say("notice.chat-clock-wall")
    code = "chat-clock-zone" if certain == len(times) else "chat-clock-mixed"
    return texts.say(f"notice.{code}", zone=str(zone))


def _who(message: Message) -> str:
    return message.sender.removeprefix("→ ")


def _count(messages: Sequence[Message], texts: Texts, zone: tzinfo) -> str:
    said = texts.say("notice.chat-messages", n=len(messages), count=texts.number(len(messages)))
    days = [at.date() for message in messages if (at := wall_clock(message.at, zone))]
    if not days:
        return said
    first, last = min(days), max(days)
    if first == last:
        return texts.say("notice.chat-messages-day", said=said, day=long_day(texts, first))
    return texts.say(
        "notice.chat-messages-days", said=said, first=long_day(texts, first), last=long_day(texts, last)
    )
