"""One day, month or year as a person types it, with its clock. Pure reading of words."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Final

from babel import Locale

from dossier.model.moment import Moment, Precision, Source, month
from dossier.texts.catalogue import Texts

_YEARS: Final = range(1900, 2101)
"""Years that a proof can have; others are slips of the finger."""

_PAPERS: Final = ("fr", "en", "de", "nl")
"""Languages of the papers that are read at intake."""

_FAREST_OFFSET: Final = timedelta(hours=14)
"""No clock on earth is further from UTC."""

_ISO = r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
_FIGURES = r"(?P<d>\d{1,2})(?P<sep>[/.-])(?P<m>\d{1,2})(?P=sep)(?P<y>\d{4})"
_NAMED = r"(?P<d>\d{1,2})(?:\.|(?: of)?)[ -](?P<name>[^\W\d]+)\.?[ -](?P<y>\d{4})"
_NAME_FIRST = r"(?P<name>[^\W\d]+)\.? (?P<d>\d{1,2}),? (?P<y>\d{4})"
_CLOCK = (
    r"(?P<h>\d{1,2})(?: ?[h:] ?(?P<mi>\d{2})(?: ?(?::|m|min) ?(?P<s>\d{2}) ?s?)?| ?h|(?= ?[ap]\.?m))"
    r"(?: ?(?P<half>[ap])\.?m\.?)?(?: ?\(?(?P<off>z|[+-]\d{2}:?\d{2})\)?)?"
)
_DAYS: Final = tuple(re.compile(form + r"(?!\d)") for form in (_ISO, _FIGURES, _NAMED, _NAME_FIRST))
_MONTHS: Final = tuple(
    re.compile(form)
    for form in (
        r"(?P<m>\d{1,2})[/.-](?P<y>\d{4})",
        r"(?P<y>\d{4})-(?P<m>\d{1,2})",
        r"(?P<name>[^\W\d]+)\.? (?P<y>\d{4})",
    )
)


def plain(text: str) -> str:
    """Takes away case, accents, "1er" and the sorts of spaces and hyphens; a dash stays a dash."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    bare = re.sub("[\u2010\u2011\u2212]", "-", bare.replace("\u2019", "'")).replace("\u2014", "\u2013")
    bare = re.sub(r"(?<=\d)(?:er|st|nd|rd|th)\b", "", bare)
    return " ".join(bare.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedWords:
    """A language's words in dates, without case and accents.

    Attributes:
        months: Number of each month by its names, long and short.
        article: What may stand before a date and says nothing more.
        weekdays: Number of each day of the week by its names, long and short; Monday is 0.
        weekday: What names one before a date.
        unknown: What says that there is no date.
        about: What begins a date that is not sure.
        since: What begins a span.
        until: What stands between the two dates of a span.
        at: What may stand between a day and its clock.
    """

    months: Mapping[str, int]
    article: re.Pattern[str]
    weekdays: Mapping[str, int]
    weekday: re.Pattern[str]
    unknown: frozenset[str]
    about: re.Pattern[str]
    since: re.Pattern[str]
    until: re.Pattern[str]
    at: re.Pattern[str]

    @classmethod
    def of(cls, texts: Texts) -> "TypedWords":
        """Gathers the words of a language: months and weekdays by CLDR, the others by its file.

        People copy a date as it stands in a paper, so the months and weekdays of the other languages
        that papers are written in are known too, where they mean nothing else in this one.
        """
        months, days = _months_and_days(texts.locale)
        return cls(
            months=months,
            article=re.compile(rf"(?:{any_of(listed(texts, 'article'))}) "),
            weekdays=days,
            weekday=re.compile(rf"(?P<weekday>{any_of(days)})\.?,? "),
            unknown=frozenset((plain(texts.say("date.unknown")), *listed(texts, "unknown"))),
            about=re.compile(rf"(?:{any_of(listed(texts, 'about'))}) |~ ?"),
            since=re.compile(rf"(?:{any_of(listed(texts, 'since'))}) "),
            until=re.compile(rf" (?:{any_of(listed(texts, 'until'))}|-) | ?\u2013 ?"),
            at=re.compile(rf"t(?=\d)|,? ?(?:{any_of(listed(texts, 'at'))}) |,? "),
        )


def _months_and_days(locale: Locale) -> tuple[dict[str, int], dict[str, int]]:
    months, days = _names(locale.months["format"]), _names(locale.days["format"])
    for code in _PAPERS:
        other = Locale.parse(code)
        theirs, their_days = _names(other.months["format"]), _names(other.days["format"])
        months |= {name: n for name, n in theirs.items() if name not in months and name not in days}
        days |= {name: n for name, n in their_days.items() if name not in days and name not in months}
    return months, days


def _names(widths: Mapping[str, Mapping[int, str]]) -> dict[str, int]:
    """Gives the number of each name, long and short, as people type it."""
    return {
        plain(name).rstrip("."): number
        for width in ("wide", "abbreviated")
        for number, name in widths[width].items()
    }


def listed(texts: Texts, name: str) -> tuple[str, ...]:
    """Gives the words of a list in the language file, as they are compared."""
    return tuple(plain(word) for word in texts.say(f"typed.{name}").split(","))


def any_of(words: Iterable[str]) -> str:
    """Makes a pattern of words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def typed_year(said: str) -> Moment | None:
    """Reads "2026": from its first to its last day."""
    if not re.fullmatch(r"\d{4}", said) or int(said) not in _YEARS:
        return None
    year = int(said)
    return Moment(precision=Precision.YEAR, at=datetime(year, 1, 1), until=datetime(year, 12, 31))


def typed_month(said: str, words: TypedWords) -> Moment | None:
    """Reads "juin 2026", "06/2026", "2026-06"."""
    for form in _MONTHS:
        match = form.fullmatch(said)
        if match:
            year, number = int(match["y"]), _number(match, words)
            known = number in range(1, 13) and year in _YEARS
            return month(year, number, source=Source.NONE, evidence="") if known else None
    return None


def typed_day(said: str, words: TypedWords) -> Moment | None:
    """Reads one day in figures or words, with or without a clock behind it."""
    match = next((found for form in _DAYS if (found := form.match(said))), None)
    day = _day(match, words) if match else None
    if match is None or day is None:
        return None
    rest = said[match.end() :]
    return Moment(precision=Precision.DAY, at=day) if not rest else _clocked(day, rest, words)


def _number(match: re.Match[str], words: TypedWords) -> int:
    """Gives a month's number, 0 for a word that names none."""
    groups = match.groupdict()
    return words.months.get(groups["name"], 0) if "name" in groups else int(groups["m"])


def _day(match: re.Match[str], words: TypedWords) -> datetime | None:
    year, number, day = int(match["y"]), _number(match, words), int(match["d"])
    try:
        return datetime(year, number, day) if year in _YEARS else None
    except ValueError:  # no such day: the caller says that the date is not understood
        return None


def _clocked(day: datetime, rest: str, words: TypedWords) -> Moment | None:
    between = words.at.match(rest)
    match = re.fullmatch(_CLOCK, rest[between.end() :]) if between else None
    hour = _hour(match) if match else None
    if match is None or hour is None:
        return None
    try:
        at = day.replace(
            hour=hour, minute=int(match["mi"] or 0), second=int(match["s"] or 0), tzinfo=_offset(match["off"])
        )
    except ValueError:  # no such clock: the caller says that the date is not understood
        return None
    return Moment(precision=Precision.SECOND if match["s"] else Precision.MINUTE, at=at)


def _hour(match: re.Match[str]) -> int | None:
    """Gives the hour of 24; of half a day only 1 to 12 are hours."""
    hour = int(match["h"])
    if not match["half"]:
        return hour
    return hour % 12 + (12 if match["half"] == "p" else 0) if 1 <= hour <= 12 else None


def _offset(said: str | None) -> tzinfo | None:
    """Makes an offset of "+02:00" or "z".

    Raises:
        ValueError: No place has it.
    """
    if said is None:
        return None
    if said == "z":
        return timezone(timedelta())
    figures = said[1:].replace(":", "")
    ahead = timedelta(hours=int(figures[:2]), minutes=int(figures[2:]))
    if ahead > _FAREST_OFFSET or int(figures[2:]) > 59:
        raise ValueError(said)
    return timezone(ahead if said[0] == "+" else -ahead)
