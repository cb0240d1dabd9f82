"""Moments in words, in the annex's language and the dossier's zone."""

from datetime import date, datetime, tzinfo

from babel.dates import format_date, format_datetime

from dossier.model.moment import Moment, Precision
from dossier.texts.catalogue import Texts


def short_day(texts: Texts, day: date) -> str:
    """Writes a day in figures: "12/03/2026"."""
    return format_date(day, texts.say("date.short_day"), locale=texts.locale)


def long_day(texts: Texts, day: date) -> str:
    """Writes a day out: "1er avril 2026"."""
    if day.day == 1:
        return format_date(day, texts.say("date.first_day"), locale=texts.locale)
    return format_date(day, texts.say("date.long_day"), locale=texts.locale)


def long_month(texts: Texts, day: date) -> str:
    """Writes a month out: "mars 2026"."""
    return format_date(day, "LLLL yyyy", locale=texts.locale)


def offset(at: datetime) -> str:
    """Writes an instant's offset from UTC: "+02:00".

    Raises:
        ValueError: The instant has none.
    """
    if at.tzinfo is None:
        raise ValueError(at)
    written = at.strftime("%z")
    return f"{written[:3]}:{written[3:5]}"


def clock(texts: Texts, at: datetime, *, seconds: bool = False) -> str:
    """Writes the time of day: "21:47" or "21:47:12"."""
    return format_datetime(at, "HH:mm:ss" if seconds else "HH:mm", locale=texts.locale)


def full_instant(texts: Texts, at: datetime, zone: tzinfo) -> str:
    """Writes an instant of a mail or capture out, with its offset.

    An instant of another offset than the dossier's also says the dossier's own time. Without an
    offset it is the dossier's wall clock and no offset is claimed.
    """
    day = format_date(at, "EEEE", locale=texts.locale) + " " + long_day(texts, at.date())
    if at.tzinfo is None:
        return texts.say("date.instant", day=day, clock=clock(texts, at, seconds=True))
    said = texts.say("date.instant_offset", day=day, clock=clock(texts, at, seconds=True), offset=offset(at))
    local = at.astimezone(zone)
    if local.utcoffset() == at.utcoffset():
        return said
    here = texts.say("date.instant", day=long_day(texts, local.date()), clock=clock(texts, local))
    return texts.say("date.instant_here", said=said, here=here, zone=str(zone))


def short_moment(texts: Texts, moment: Moment, zone: tzinfo) -> str:
    """Writes a moment for a narrow column: "12/03/2026", "mars 2026", "vers le …", "sans date"."""
    begin = moment.begin(zone)
    if begin is None:
        return texts.say("date.unknown")
    match moment.precision:
        case Precision.MONTH:
            return long_month(texts, begin.date())
        case Precision.YEAR:
            return str(begin.year)
        case Precision.ABOUT:
            return texts.say("date.about", day=short_day(texts, begin.date()))
        case Precision.RANGE:
            return _span(texts, begin.date(), moment.end(zone))
        case _:
            return short_day(texts, begin.date())


def _span(texts: Texts, first: date, end: datetime | None) -> str:
    if end is None or end.date() == first:
        return short_day(texts, first)
    return texts.say("date.span", first=short_day(texts, first), last=short_day(texts, end.date()))
