"""Moments in words, in the annex's language and the dossier's zone."""

from datetime import date, datetime, tzinfo

from babel.dates import format_date, format_datetime

from dossier.model.moment import Moment, Precision
from dossier.texts.catalogue import Texts
from dossier.texts.typed_parts import part_in_words


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
    day = _with_weekday(texts, at)
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
        case Precision.MONTH | Precision.YEAR:
            return month_or_year(texts, moment)
        case Precision.ABOUT:
            return about(texts, moment, day=short_day(texts, begin.date()))
        case Precision.RANGE:
            return _span(texts, begin.date(), moment.end(zone))
        case _:
            return short_day(texts, begin.date())


def long_moment(texts: Texts, moment: Moment, zone: tzinfo) -> str:
    """Writes a moment out: "jeudi 12 mars 2026 à 14:30", "mars 2026", "du 2 mars 2026 au 4 mars 2026"."""
    begin, at = moment.begin(zone), moment.at
    if begin is None or at is None:
        return texts.say("date.unknown")
    day = long_day(texts, begin.date())
    match moment.precision:
        case Precision.MONTH | Precision.YEAR:
            return month_or_year(texts, moment)
        case Precision.ABOUT:
            return about(texts, moment, day=day)
        case Precision.RANGE:
            end = moment.end(zone)
            if end is None or end.date() == begin.date():
                return day
            return texts.say("annex.period", first=day, last=long_day(texts, end.date()))
        case Precision.DAY:
            return _with_weekday(texts, begin)
        case _ if at.utcoffset() not in (None, begin.utcoffset()):
            return full_instant(texts, at, zone)
        case _:
            said = clock(texts, begin, seconds=moment.precision is Precision.SECOND)
            return texts.say("date.instant", day=_with_weekday(texts, begin), clock=said)


def future_hint(texts: Texts, moment: Moment, *, today: date, zone: tzinfo) -> str:
    """Says that a date is still to come, which a proof's own date hardly is; "" when it is not."""
    begin = moment.begin(zone)
    if begin is None or begin.date() <= today:
        return ""
    return texts.say("date.future", day=short_day(texts, begin.date()))


def about(texts: Texts, moment: Moment, *, day: str) -> str:
    """Writes a date that is not sure; of one that has an end only the month or year, or a part, is known.

    Args:
        texts: The words.
        moment: The date.
        day: Its day, as it is to be written where a day is known.
    """
    if moment.until is not None:
        part = part_in_words(moment, texts, month=long_month(texts, moment.at) if moment.at else "")
        if part:
            return part
        return texts.say("typed.about_month", month=month_or_year(texts, moment))
    return texts.say("date.about", day=day)


def month_or_year(texts: Texts, moment: Moment) -> str:
    """Writes a month or a year, which an about date tells apart by its end.

    Raises:
        ValueError: There is no date.
    """
    if moment.at is None:
        raise ValueError(moment)
    spans_year = moment.until is not None and moment.until.month != moment.at.month
    if moment.precision is Precision.YEAR or spans_year:
        return f"{moment.at.year:04}"
    return long_month(texts, moment.at)


def _span(texts: Texts, first: date, end: datetime | None) -> str:
    if end is None or end.date() == first:
        return short_day(texts, first)
    return texts.say("date.span", first=short_day(texts, first), last=short_day(texts, end.date()))


def _with_weekday(texts: Texts, at: datetime) -> str:
    return format_date(at, "EEEE", locale=texts.locale) + " " + long_day(texts, at.date())
