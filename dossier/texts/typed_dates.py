"""A date as a person types it, and how a field shows one so that it can be typed again."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, tzinfo
from typing import Final

from dossier.basis.errors import UsageError
from dossier.model.moment import UNKNOWN, Moment, Precision, Source
from dossier.texts.catalogue import Texts
from dossier.texts.dates import about, clock, month_or_year, offset, short_day
from dossier.texts.typed_days import TypedWords, plain, typed_day, typed_month, typed_year
from dossier.texts.typed_parts import typed_part

_JOINED: Final = re.compile(r"(?P<first>\d{1,2})\.?-(?P<rest>\d{1,2}\.?(?:/| [^\W\d]|\.\d).*)")
"""Two days joined by a hyphen, "12-14/05/2026"; figures that go on with another hyphen are one date."""


def typed_moment(text: str, texts: Texts) -> Moment:
    """Reads what a person types: a day, an instant, a month, a year, "vers …", a span, or nothing.

    Days come before months, as in the fields. A clock without an offset is the one on the wall in the
    dossier's zone. What could be meant in two ways is refused: a date is never dated by a guess.

    Args:
        text: As typed; "" and "sans date" are no date.
        texts: In whose words months are named.

    Raises:
        UsageError: ``date-not-understood``; ``date-ends-before``, a span ends before it begins;
            ``date-other-weekday``, its day is another one of the week than it says.
    """
    words = TypedWords.of(texts)
    said = plain(text)
    if not said or said in words.unknown:
        return UNKNOWN
    found = (
        _one(said, words)
        or typed_part(said, words, texts)
        or _about(said, words)
        or next(_spans(said, words), None)
    )
    if found is None:
        raise UsageError("date-not-understood", value=text.strip())
    if found.precision is Precision.RANGE and _ends_before(found):
        raise UsageError("date-ends-before")
    return replace(found, source=Source.USER)


def _one(said: str, words: TypedWords) -> Moment | None:
    """Reads one date; a weekday stands before a day alone ("sam 2026" is no year)."""
    article = words.article.match(said)
    said = said[article.end() :] if article else said
    named = words.weekday.match(said)
    if named is None:
        return typed_year(said) or typed_month(said, words) or typed_day(said, words)
    found = typed_day(said[named.end() :], words)
    if found is not None and found.at is not None and found.at.weekday() != words.weekdays[named["weekday"]]:
        raise UsageError("date-other-weekday", value=said)
    return found


def _about(said: str, words: TypedWords) -> Moment | None:
    """Reads "vers le 10 juin 2026" and the like; a month or a year keeps its end."""
    meant = words.about.match(said)
    about = _one(said[meant.end() :], words) if meant else None
    return None if about is None else replace(about, precision=Precision.ABOUT)


def _spans(said: str, words: TypedWords) -> Iterator[Moment]:
    """Reads "du 12 au 14 mai 2026" and the like, at every word that may stand between two dates.

    The first date may leave to the second what both share: its month, its year.
    """
    begun = words.since.match(said)
    said = said[begun.end() :] if begun else said
    joined = _JOINED.fullmatch(said)
    said = f"{joined['first']} \u2013 {joined['rest']}" if joined else said
    for between in words.until.finditer(said):
        last = _one(said[between.end() :], words)
        first = last and _first(said[: between.start()], last, words)
        if first and last:
            yield Moment(precision=Precision.RANGE, at=first.at, until=last.until or last.at)


def _first(said: str, last: Moment, words: TypedWords) -> Moment | None:
    """Completes the first date of a span by the month and year of the last one.

    A figure is a day only where the last date names one: before a month or a year it would have to be
    guessed what it counts. Before a year alone nothing can be completed.
    """
    assert last.at is not None
    year, month = last.at.year, last.at.month
    said = said.rstrip(".")
    tries = [said]
    if last.precision is not Precision.YEAR:
        tries.append(f"{said} {year}")
    if last.until is None:
        tries += [f"{said}/{month}/{year}", f"{said}/{year}"]
    return next((found for one in tries if (found := _one(one, words)) is not None), None)


def _ends_before(span: Moment) -> bool:
    assert span.at is not None
    assert span.until is not None
    if (span.at.tzinfo is None) is (span.until.tzinfo is None):
        return span.until < span.at
    return span.until.date() < span.at.date()


def typed_form(moment: Moment, texts: Texts, zone: tzinfo) -> str:
    """Writes a moment for a field: typed back it is the same moment, but for its source and words.

    Args:
        moment: Any date; no date is "".
        texts: In whose words months are named.
        zone: The dossier's, in which instants are written, with its offset.
    """
    if moment.at is None:
        return ""
    match moment.precision:
        case Precision.MONTH | Precision.YEAR:
            return month_or_year(texts, moment)
        case Precision.ABOUT:
            return about(texts, moment, day=_end(moment.at, texts, zone))
        case Precision.RANGE:
            last = _end(moment.until or moment.at, texts, zone)
            return texts.say("date.span", first=_end(moment.at, texts, zone), last=last)
        case Precision.DAY:
            return short_day(texts, moment.at)
        case _:
            return _instant(moment.at, texts, zone, seconds=moment.precision is Precision.SECOND)


def _end(at: datetime, texts: Texts, zone: tzinfo) -> str:
    """Writes one end of a span: a midnight without offset is a day."""
    if at.tzinfo is None and at.time() == time():
        return short_day(texts, at)
    return _instant(at, texts, zone, seconds=bool(at.second))


def _instant(at: datetime, texts: Texts, zone: tzinfo, *, seconds: bool) -> str:
    local = at if at.tzinfo is None else at.astimezone(zone)
    said = f"{short_day(texts, local)} {clock(texts, local, seconds=seconds)}"
    return said if local.tzinfo is None else f"{said} {offset(local)}"
