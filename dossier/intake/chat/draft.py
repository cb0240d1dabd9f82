"""From the messages of a conversation to its draft: whatever program wrote them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import chain
from typing import Final

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.clock import zone_named
from dossier.basis.digest import Digest
from dossier.intake.chat.media import SHORT
from dossier.intake.flow_text import keep_flow
from dossier.intake.reader import Source
from dossier.model.body import FlowBody
from dossier.model.chat_days import DAYS_OF, counts_by_day
from dossier.model.draft import Attached, Draft, SentFile
from dossier.model.finding import Finding, note, warning
from dossier.model.flow import Block, Heading, Message, Notice, wall_clock
from dossier.model.moment import Moment, Precision
from dossier.model.moment import Source as MomentSource
from dossier.model.piece import FileKind, State
from dossier.press.flow_days import times_of

_NAMES: Final = 8
"""Names that a title can hold."""

_LONG: Final = 3000
"""Messages from which choosing days is worth it: some 200 pages."""

_HEARD: Final = frozenset({"chat-file-audio", "chat-file-video"})

_UNWHOLE: Final = frozenset({"chat-cut", "chat-incomplete"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Messages that belong together.

    Attributes:
        messages: In their order.
        title: What stands above them when a file holds several; "" for none.
        notice: What the reader must know of all of them.
    """

    messages: tuple[Message, ...]
    title: str = ""
    notice: Notice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatFile:
    """What a file of conversations holds.

    Attributes:
        conversations: In the order in which they are printed.
        others: Who speaks besides the consumer, as often as they do.
        evidence: The words that date the first and the last message.
        subject: What the conversation calls itself.
        told: What was noticed.
        attached: Files sent with the messages, to be read in their turn.
        located: How many of their pictures say where they were taken.
        app: The name of the program that wrote it; "" when the file does not say.
    """

    conversations: tuple[Conversation, ...]
    others: tuple[str, ...] = ()
    evidence: str = ""
    subject: str = ""
    told: tuple[Finding, ...] = ()
    attached: tuple[Attached, ...] = ()
    located: int = 0
    app: str = ""


def owner_by_title(title: str, people: Iterable[str]) -> str:
    """Finds who wrote an export: of two people a conversation has the name of the other; "" else."""
    names = list(dict.fromkeys(people))
    return names[1 - names.index(title)] if len(names) == 2 and title in names else ""


def chat_draft(source: Source, chat: ChatFile) -> Draft:
    """Makes the draft; each of some conversations is a body of its own, which begins on its own page."""
    spoken = [one for one in chat.conversations if one.messages]
    messages = [message for one in spoken for message in one.messages]
    if not messages:
        empty = note("chat-empty", file=source.name)
        return Draft(kind=FileKind.CHAT, state=State.PLACEHOLDER, findings=(*chat.told, empty))
    told = list(chat.told)
    if len(spoken) > 1:
        told.append(warning("chat-several", file=source.name, n=len(spoken)))
    if len(messages) > _LONG:
        told.append(warning("chat-long", file=source.name, n=len(messages)))
    if missing := _missing(spoken, zone_named(source.zone)):
        days = {} if "" in missing else {DAYS_OF: counts_by_day(missing)}
        told.append(note("chat-media-missing", file=source.name, n=missing.total(), **days))
    if chat.located:
        told.append(note("chat-gps", file=source.name, n=chat.located))
    names = list(dict.fromkeys(other for other in chat.others if other))
    shown = ", ".join(names[:_NAMES]) + (" …" if len(names) > _NAMES else "")
    unwhole = any(found.code in _UNWHOLE for found in told)
    return Draft(
        kind=FileKind.CHAT,
        bodies=tuple(_bodies(spoken, source.assets)),
        moments=span(messages, chat.evidence),
        text=_words(messages),
        subject=chat.subject,
        sender=names[0] if len(names) == 1 else "",
        attached=chat.attached,
        sent=tuple(_sent(spoken, (*source.beside.values(), *(one.asset for one in chat.attached)))),
        findings=tuple(told),
        state=State.PARTIAL if unwhole else State.OK,
        facts={"messages": str(len(messages)), "with": shown} | ({"app": chat.app} if chat.app else {}),
    )


def _sent(spoken: Iterable[Conversation], files: Iterable[Digest]) -> Iterator[SentFile]:
    """Tells of each file that came with a chat when it was sent."""
    by_start = {digest[:SHORT]: digest for digest in files}
    times: dict[Digest, set[datetime]] = {digest: set() for digest in by_start.values()}
    heard: set[Digest] = set()
    for one in spoken:
        for message, at in zip(one.messages, times_of(one.messages), strict=True):
            told = {str(aside.params.get("digest", "")): aside.code for aside in message.asides}
            for start in (*(picture[:SHORT] for picture in message.pictures), *told):
                if start not in by_start:
                    continue
                if at is not None:
                    times[by_start[start]].add(at)
                if told.get(start) in _HEARD:
                    heard.add(by_start[start])
    for digest, moments in times.items():
        # Clocks on the wall and instants cannot be compared, but written down they can.
        at_all = tuple(sorted(moments, key=datetime.isoformat))
        yield SentFile(asset=digest, at=at_all, heard=digest in heard)


def _bodies(spoken: Sequence[Conversation], assets: Assets) -> Iterator[FlowBody]:
    """Makes a body of each conversation; of more than a dispute can have one that goes on and on."""
    blocks = [_blocks(one, titled=len(spoken) > 1) for one in spoken]
    if len(blocks) > limits.CHAT_PIECES:
        blocks = [chain.from_iterable(blocks)]
    yield from (keep_flow(one, assets) for one in blocks)


def _missing(spoken: Iterable[Conversation], zone: tzinfo) -> Counter[str]:
    """Counts by day what the export does not hold; "" for what nobody can date."""
    counts: Counter[str] = Counter()
    for one in spoken:
        for message, at in zip(one.messages, times_of(one.messages), strict=True):
            clock = wall_clock(at, zone)
            counts[clock.date().isoformat() if clock else ""] += len(message.missing)
    return +counts


def _blocks(conversation: Conversation, *, titled: bool) -> Iterable[Block]:
    if titled and conversation.title:
        yield Heading(text=conversation.title, level=2)
    if conversation.notice is not None:
        yield conversation.notice
    yield from conversation.messages


def _words(messages: Sequence[Message]) -> str:
    """Gives what was said, for search, with the words of what is told besides."""
    lines = []
    length = 0
    for message in messages:
        said = [message.text, *(str(aside.params.get("file", "")) for aside in message.asides)]
        line = "\n".join(part for part in said if part)
        lines.append(f"{message.sender}: {line}" if message.sender else line)
        length += len(lines[-1]) + 1
        if length > limits.TEXT_CHARS:
            break
    return "\n".join(lines)[: limits.TEXT_CHARS]


def span(messages: Sequence[Message], evidence: str) -> tuple[Moment, ...]:
    """Dates a chat from its first to its last message; nothing when no message has a date.

    Clocks on the wall and instants cannot be compared: what most messages have counts.
    """
    dated = [message.at for message in messages if message.at is not None]
    instants = [at for at in dated if at.tzinfo is not None]
    times = instants if 2 * len(instants) >= len(dated) else [at for at in dated if at.tzinfo is None]
    if not times:
        return ()
    return (
        Moment(
            precision=Precision.RANGE,
            at=min(times),
            until=max(times),
            source=MomentSource.CHAT,
            evidence=evidence[:200],
        ),
    )
