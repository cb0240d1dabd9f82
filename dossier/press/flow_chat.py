"""The messages of a chat as rows: who, when, what, in bubbles that a page can break."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date

from dossier.basis.clock import zone_named
from dossier.model.flow import Block, Message, wall_clock
from dossier.press.flow_rows import Mark, Panel, Row, Rule, Words, gap
from dossier.press.flow_text import WIDTH_PT, FlowSetting, Type, lines_of, photo_in, words
from dossier.press.fonts import Face, text_width, wrap
from dossier.press.ink import ACCENT, EDGE, LINE, PALE, SOFT, TINT
from dossier.press.omitted import Omitted
from dossier.texts.catalogue import Texts
from dossier.texts.dates import clock, long_day

_WIDEST_PT = WIDTH_PT * 0.74
_PADDING_PT = 8.0
_INNER_PT = _WIDEST_PT - 2 * _PADDING_PT
_PHOTO_WIDTH_PT = 230.0
_PHOTO_HEIGHT_PT = 270.0
_TEXT = Type(size_pt=9.5, leading_pt=13.0)
_MISSING = Type(face=Face.ITALIC, size_pt=8.8, leading_pt=12.5, colour=SOFT)
_SENDER = Type(face=Face.BOLD, size_pt=8.5, leading_pt=13.0)
_TIME = Type(size_pt=7.8, leading_pt=13.0, colour=SOFT)
_SYSTEM = Type(size_pt=8.5, leading_pt=12.0, colour=SOFT)
_FIRST = frozenset({"chat-reply", "chat-reply-hidden", "chat-forwarded"})
"""What a message answers or hands on, to be read before it."""
_AGAIN = Type(size_pt=8.5, leading_pt=12.0, colour=SOFT)
_DAY = Type(face=Face.BOLD, size_pt=8.5, leading_pt=14.0, colour=SOFT)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bubble:
    """One message, measured.

    Attributes:
        rows: Its lines, drawn from the bubble's left padding at 0.
        width_pt: Of the widest line.
    """

    rows: tuple[Row, ...]
    width_pt: float


def message_rows(message: Message, before: Block | None, texts: Texts, setting: FlowSetting) -> Iterator[Row]:
    """Lays a message out after what stands before it.

    A new day is announced; what the same person sends next stands close, without the name again.
    """
    zone = zone_named(setting.zone)
    at = wall_clock(message.at, zone)
    previous = before if isinstance(before, Message) else None
    day_before = wall_clock(previous.at, zone) if previous else None
    new_day = at is not None and (day_before is None or day_before.date() != at.date())
    if new_day and at is not None:
        yield from _day_rows(at.date(), texts)
    head = _head(at.date(), texts) if at is not None else ()
    if not message.sender:
        rows = _system_rows(message, at, texts)
    else:
        same = previous is not None and (previous.sender, previous.own) == (message.sender, message.own)
        rows = _spoken_rows(message, at, texts, setting, follows=same and not new_day)
    for number, row in enumerate(rows):
        yield replace(row, head=head, keep=row.keep or (new_day and not number))


def _spoken_rows(
    message: Message, at: datetime | None, texts: Texts, setting: FlowSetting, *, follows: bool
) -> Iterator[Row]:
    yield gap(3 if follows else 10)
    if not follows:
        yield from _sender_rows(message)
    yield from _bubble_rows(_bubble(message, at, texts, setting), own=message.own)


@lru_cache(maxsize=8)
def _head(day: date, texts: Texts) -> tuple[Row, ...]:
    """Says again which day it is, at the top of a page on which the day goes on."""
    said = texts.say("notice.chat-day-goes-on", day=_named_day(day, texts))
    left = (WIDTH_PT - text_width(said, _AGAIN.face, _AGAIN.size_pt)) / 2
    return (
        Row(height_pt=_AGAIN.leading_pt, marks=(words(said, _AGAIN, left_pt=left),)),
        Row(height_pt=6),
    )


def _named_day(day: date, texts: Texts) -> str:
    return f"{format_date(day, 'EEEE', locale=texts.locale)} {long_day(texts, day)}"


def _day_rows(day: date, texts: Texts) -> Iterator[Row]:
    said = _named_day(day, texts)
    width = text_width(said, _DAY.face, _DAY.size_pt)
    left = (WIDTH_PT - width) / 2
    side = left - 10
    yield gap(12, keep=True)
    yield Row(
        height_pt=_DAY.leading_pt,
        marks=(
            Rule(x_pt=0, drop_pt=7, width_pt=side),
            words(said, _DAY, left_pt=left),
            Rule(x_pt=WIDTH_PT - side, drop_pt=7, width_pt=side),
        ),
        keep=True,
    )


def _system_rows(message: Message, at: datetime | None, texts: Texts) -> Iterator[Row]:
    told = (message.text, *(_missing(name, texts) for name in message.missing), *_asides(message, texts))
    said = " · ".join(part for part in (clock(texts, at) if at else "", *told) if part)
    yield gap(6)
    for line in wrap(said, face=_SYSTEM.face, size_pt=_SYSTEM.size_pt, width_pt=WIDTH_PT * 0.8):
        left = (WIDTH_PT - text_width(line, _SYSTEM.face, _SYSTEM.size_pt)) / 2
        yield Row(height_pt=_SYSTEM.leading_pt, marks=(words(line, _SYSTEM, left_pt=left),))


def _sender_rows(message: Message) -> Iterator[Row]:
    kind = replace(_SENDER, colour=ACCENT) if message.own else _SENDER
    for line in wrap(message.sender, face=kind.face, size_pt=kind.size_pt, width_pt=_WIDEST_PT):
        name = words(line, kind, left_pt=1, width_pt=WIDTH_PT - 2, on_right=message.own)
        yield Row(height_pt=kind.leading_pt, marks=(name,), keep=True)


def _bubble(message: Message, at: datetime | None, texts: Texts, setting: FlowSetting) -> _Bubble:
    rows: list[Row] = []
    missing = [_missing(name, texts) for name in message.missing]
    for asset in message.pictures:
        photo = photo_in(asset, setting, left_pt=0, width_pt=_PHOTO_WIDTH_PT, height_pt=_PHOTO_HEIGHT_PT)
        if photo is None:
            missing.append(texts.say("notice.picture-unreadable"))
        else:
            rows.append(Row(height_pt=photo.height_pt + 4, marks=(photo,)))
    for sentence in (*missing, *_asides(message, texts, before=True)):
        rows += _snug(sentence, _MISSING)
    after = _asides(message, texts, before=False)
    if message.text or not (rows or after):
        rows += _snug(message.text, _TEXT)
    for sentence in after:
        rows += _snug(sentence, _MISSING)
    return _timed(rows, clock(texts, at) if at else "")


def _asides(message: Message, texts: Texts, *, before: bool | None = None) -> list[str]:
    """Words what the export tells of a message, before and after what was said, or both."""
    return [
        texts.say(f"notice.{aside.code}", **aside.params)
        for aside in message.asides
        if before in (None, aside.code in _FIRST)
    ]


def _missing(name: str, texts: Texts) -> str:
    """Words a medium that the export does not hold, by its name or by its kind."""
    if name in frozenset(Omitted):
        return texts.say(f"notice.{name}")
    return texts.say("notice.media-missing", file=name)


def _snug(text: str, kind: Type) -> Iterator[Row]:
    """Sets text in the narrowest box that breaks it no more, so that its right edge is its own."""
    lines = wrap(text, face=kind.face, size_pt=kind.size_pt, width_pt=_INNER_PT)
    widest = max(text_width(line, kind.face, kind.size_pt) for line in lines)
    return lines_of(text, kind, width_pt=widest + 0.01)


def _timed(rows: list[Row], time: str) -> _Bubble:
    """Puts the time at the end of the last line, or below it when there is no room."""
    width = max(map(_extent, rows))
    if not time:
        return _Bubble(rows=tuple(rows), width_pt=width)
    own_width = text_width(time, _TIME.face, _TIME.size_pt)
    last = rows[-1]
    beside = _extent(last) + 10 + own_width
    if beside <= _INNER_PT and all(isinstance(mark, Words) for mark in last.marks):
        width = max(width, beside)
        stamp = words(time, _TIME, left_pt=width - own_width)
        rows[-1] = replace(last, marks=(*last.marks, replace(stamp, drop_pt=_TEXT.drop_pt)))
    else:
        width = max(width, own_width)
        rows[-1] = replace(last, keep=True)
        rows.append(Row(height_pt=_TIME.leading_pt, marks=(words(time, _TIME, left_pt=width - own_width),)))
    return _Bubble(rows=tuple(rows), width_pt=width)


def _extent(row: Row) -> float:
    """Gives how far right the marks of a row reach."""
    return max((_right_end(mark) for mark in row.marks), default=0.0)


def _right_end(mark: Mark) -> float:
    if isinstance(mark, Words):
        return mark.x_pt + text_width(mark.text, mark.face, mark.size_pt)
    return mark.x_pt + mark.width_pt


def _bubble_rows(bubble: _Bubble, *, own: bool) -> Iterator[Row]:
    """Puts a bubble on its side of the page."""
    width = bubble.width_pt + 2 * _PADDING_PT
    left = WIDTH_PT - width if own else 0.0
    panel = Panel(
        x_pt=left, width_pt=width, fill=TINT if own else PALE, edge=EDGE if own else LINE, radius_pt=6
    )
    yield Row(height_pt=4.5, panel=panel, keep=True)
    for row in bubble.rows:
        shifted = tuple(replace(mark, x_pt=mark.x_pt + left + _PADDING_PT) for mark in row.marks)
        yield replace(row, marks=shifted, panel=panel, keep=row.keep or row is bubble.rows[-1])
    yield Row(height_pt=4.5, panel=panel)
