"""A WhatsApp text export to messages; the order of day and month is decided once for the file, or never."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from dossier.intake.chat.whatsapp_lines import Header, header_of
from dossier.intake.chat.whatsapp_words import CONTINENT, ENGLISH, SYSTEM, Words, told_apart
from dossier.intake.dates.order import language_words
from dossier.intake.dates.words import YEARS, fold

_NAME: Final = re.compile(r"([^:\n]{1,80}?)[ \xa0\u202f]?:(?:[ \xa0\u202f]|(?=\S)|$)(.*)", re.DOTALL)
_SENTENCE: Final = re.compile(r"[\"“”«»]|[!?]\s|\w{4,}\.(?:\s|$)")
"""What no name holds; a point behind a few letters shortens a word."""

_LONG_NAME: Final = 40
_SHORTEST_NAME: Final = 3
_CONTINENT_HEADER: Final = re.compile(r"\d\s?h\s?\d|\s(?:à|um|om|a las|alle|às)\s")
_AMERICAN: Final = re.compile(
    r"\[?[1-9]\d?/[1-9]\d?/\d\d, [1-9]\d?:\d\d(?::\d\d)?[ \xa0\u202f][AP]M(?![\w.])"
)
_LANGUAGE_CHARS: Final = 20_000
_CLEAR_WORDS: Final = 5
_MARKS: Final = re.compile("[\u200e\u200f\u202a-\u202c]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One message.

    Attributes:
        sender: As the export names the person, "" for a line of the system.
        at: The clock on the wall, None when the line has no possible date or two of them.
        text: What was said; behind its header as it stands when nobody can tell day from month.
        media: Names of what was sent with it, or ``Omitted`` where only a marker stands for it.
        deleted: The words that stand in place of a deleted message, "" when it is none.
        edited: Whether it was changed after it was sent.
    """

    sender: str
    at: datetime | None
    text: str
    media: tuple[str, ...] = ()
    deleted: str = ""
    edited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A whole file.

    Attributes:
        messages: In the order of the file, which is the order of sending.
        ambiguous: Whether day and month could also be the other way round; then no message has a time.
        by_form: Whether the month stands first for no other reason than the form of the headers.
        readings: The first and the last time in each of both readings, the day first in the first one;
            none when the order is certain.
        first: The first header as it stands.
        last: The last header as it stands.
        owner: Who deleted a message on this telephone, and so owns it; "" when nothing tells.
    """

    messages: tuple[Said, ...]
    ambiguous: bool
    by_form: bool = False
    readings: tuple[tuple[datetime, datetime], ...] = ()
    first: str
    last: str
    owner: str = ""


def read_export(text: str, *, title: str = "") -> Export:
    """Reads an export.

    Args:
        text: With line ends of one kind, beginning with a header; anything else holds no message.
        title: The file's name, which holds the other one's.
    """
    headers = _headers(text)
    day_first = _day_first(headers)
    by_form = day_first is None and _american(headers)
    day_first = False if by_form else day_first
    names = _names(headers, fold(title))
    said = [_said(header, names, day_first=day_first) for header in headers]
    written = [header.written for header in headers] or [""]
    return Export(
        messages=tuple(one for one, _ in said),
        ambiguous=day_first is None,
        by_form=by_form,
        readings=_readings(headers) if by_form or day_first is None else (),
        first=written[0],
        last=written[-1],
        owner=next((one.sender for one, own in said if own), ""),
    )


def _headers(text: str) -> list[Header]:
    """Gives each message with all its lines: those without a header belong to the one before."""
    found: list[tuple[Header, list[str]]] = []
    for line in text.split("\n"):
        header = header_of(line)
        if header is not None:
            found.append((header, [header.rest]))
        elif found:
            found[-1][1].append(line)
    return [replace(header, rest="\n".join(lines).rstrip()) for header, lines in found]


def _day_first(headers: Sequence[Header]) -> bool | None:
    """Decides whether the day stands before the month; None when nothing in the file tells.

    A number above 12 is a day. Messages stand in the order of sending, so an order of fields in
    which time runs backwards is wrong. Where dates have points or dashes, all write the day first.
    """
    pairs = [(int(h.fields[0]), int(h.fields[1])) for h in headers if len(h.fields[0]) < 4]
    first_is_day = any(first > 12 for first, _ in pairs)
    second_is_day = any(second > 12 for _, second in pairs)
    if first_is_day != second_is_day:
        return first_is_day
    if not pairs or all(first == second for first, second in pairs) or headers[0].mark != "/":
        return True
    backwards = {order: _backwards(headers, day_first=order) for order in (True, False)}
    if (backwards[True] == 0) != (backwards[False] == 0):
        return backwards[True] == 0
    return True if _written_day_first(headers) else None


def _written_day_first(headers: Sequence[Header]) -> bool:
    """Tells whether the telephone speaks as those do that write the day first.

    The month stands first in one country's English only: with a clock of twice twelve hours, as a
    rule, and never with a nought before a single figure.
    """
    said = "\n".join(header.rest for header in headers)
    if CONTINENT.search(said) or any(_CONTINENT_HEADER.search(header.written) for header in headers):
        return True
    if any(header.half for header in headers):
        return _continental(said) and not _has_american_form(headers)
    padded = any(field.startswith("0") for header in headers for field in header.fields[:2])
    return padded or not ENGLISH.search(said)


def _american(headers: Sequence[Header]) -> bool:
    """Tells an export of a telephone set to the United States, of people who write English.

    Whoever writes another language there may have set only the words of the telephone: nobody can tell.
    """
    said = "\n".join(header.rest for header in headers)
    other, english = language_words(fold(said[:_LANGUAGE_CHARS]))
    is_english = english >= _CLEAR_WORDS or ENGLISH.search(said) is not None
    return is_english and english >= 2 * other and _has_american_form(headers)


def _has_american_form(headers: Sequence[Header]) -> bool:
    """Tells the one way in which the locale of the United States writes an instant ("M/d/yy, h:mm a", CLDR).

    Others that have the clock of twice twelve hours write a nought, four figures of the year, or "pm".
    """
    return bool(headers) and all(_AMERICAN.match(header.written) for header in headers)


def _continental(said: str) -> bool:
    """Tells whether people write in a language of the continent, clearly."""
    words = fold(said[:_LANGUAGE_CHARS])
    other, english = language_words(words)
    return other >= _CLEAR_WORDS and other > 2 * english


def _readings(headers: Sequence[Header]) -> tuple[tuple[datetime, datetime], ...]:
    spans = []
    for order in (True, False):
        times = [at for header in headers if (at := _instant(header, day_first=order))]
        if times:
            spans.append((min(times), max(times)))
    return tuple(spans)


def _backwards(headers: Sequence[Header], *, day_first: bool) -> int:
    times = [at for header in headers if (at := _instant(header, day_first=day_first))]
    return sum(1 for before, after in itertools.pairwise(times) if after < before)


def _instant(header: Header, *, day_first: bool) -> datetime | None:
    first, second, third = (int(field) for field in header.fields)
    if len(header.fields[0]) == 4:
        year, month, day = first, second, third
    else:
        day, month = (first, second) if day_first else (second, first)
        year = third + 2000 if third < 100 else third
    hour = header.hour % 12 + (12 if header.half == "p" else 0) if header.half else header.hour
    if year not in YEARS:
        return None
    try:
        return datetime(year, month, day, hour, header.minute, header.second or 0)
    except ValueError:
        return None


def _names(headers: Sequence[Header], title: str) -> frozenset[str]:
    """Finds who speaks: lines of the system may hold a colon too, but hardly ever twice the same words.

    Args:
        headers: Of the whole file.
        title: The file's name, folded.
    """
    counts = Counter(found[1].strip() for header in headers if (found := _NAME.match(header.rest)))
    return frozenset(
        name
        for name, n in counts.items()
        if n > 1
        or (len(name) >= _SHORTEST_NAME and fold(name) in title)
        or (len(name) <= _LONG_NAME and not _SENTENCE.search(name))
    )


def _said(header: Header, names: frozenset[str], *, day_first: bool | None) -> tuple[Said, bool]:
    """Makes a message, and tells whether its words give the telephone's owner away."""
    found = _NAME.match(header.rest)
    known = found is not None and found[1].strip() in names
    sender, text = (found[1].strip(), found[2]) if found and known else ("", header.rest)
    if SYSTEM.match(text):  # an iPhone puts the other one's name before its own words too
        sender = ""
    words = told_apart(_MARKS.sub("", text)) if sender else Words(text=_MARKS.sub("", text))
    plain = words.text.strip()
    said = Said(
        sender=sender.lstrip("~\u202f\xa0 "),
        at=None if day_first is None else _instant(header, day_first=day_first),
        text=f"{header.written} {plain}".rstrip() if day_first is None else plain,
        media=words.media,
        deleted=words.deleted,
        edited=words.edited,
    )
    return said, words.own
