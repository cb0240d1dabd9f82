"""Finds written dates in a text: words and figures of six languages, never numbers that only look so.

A hand-made grammar, because general date finders take IBAN groups, telephones and sums for dates
(measured on sentences in fr, nl, de, en: as many false dates as true ones).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum
from functools import cache
from typing import Final

from dossier.model.moment import Precision

YEARS: Final = range(1990, 2080)
"""Years that a proof of a dispute can be of; others are clocks that were never set."""

UNSET_DAYS: Final = frozenset({(1980, 1, 1), (1990, 1, 1), (2000, 1, 1), (2001, 1, 1)})
"""Year, month and day that clocks begin with until somebody sets them."""

_MONTH_NAMES: Final = (
    # fr, en, nl, de; then es and it, as mail programs write them.
    "janvier janv jan january januari januar janner jaenner enero ene gennaio gen",
    "fevrier fevr fev february feb februari februar febrero febbraio",
    "mars mar march maart mrt marz maerz marzo",
    "avril avr april apr abril abr aprile",
    "mai may mei mayo maggio mag",
    "juin jun june juni junio giugno giu",
    "juillet juill juil jul july juli julio luglio lug",
    "aout aou august aug augustus agosto ago",
    "septembre sept sep september septiembre settembre",
    "octobre oct october oktober okt octubre ottobre ott",
    "novembre nov november noviembre",
    "decembre dec december dezember dez diciembre dicembre dic",
)
MONTHS: Final = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))

# What stands left and right of a date that is not a part of a longer number, word or code.
_FREE = r"(?<![\w./+-])"
_END = r"(?!\w|[./-]\d)"

_DATE = re.compile(
    rf"{_FREE}(?P<iso_y>\d{{4}})(?P<iso_s>[-/.])(?P<iso_m>\d{{1,2}})(?P=iso_s)(?P<iso_d>\d{{1,2}})"
    r"(?!(?!t\d)\w|[./-]\d)"
    rf"|{_FREE}(?P<a>\d{{1,2}})(?P<s> ?[./] ?|-)(?P<b>\d{{1,2}})(?P=s)(?P<y>\d{{4}}){_END}"
    rf"|{_FREE}(?<!\b\d\d[ ,])(?P<a2>\d{{1,2}})(?P<s2>[./-])(?P<b2>\d{{1,2}})(?P=s2)(?P<y2>\d{{2}}){_END}"
    r"(?! ?[€$£%]|[,:]\d)"
    rf"|{_FREE}(?P<word_d>\d{{1,2}})(?:er|eme|e|ste|de|st|nd|rd|th|º|°)?\.?[ -]?(?:de |"
    rf"of )?(?P<word_m>{_MONTH})\b"
    rf"\.?,?[ -]?(?:de |of )?(?P<word_y>\d{{4}}|(?<=-)\d{{2}}){_END}"
    rf"|\b(?P<en_m>{_MONTH})\.? (?P<en_d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<en_y>\d{{4}}){_END}"
    rf"|{_FREE}(?P<fig_m>0[1-9]|1[0-2])/(?P<fig_y>20\d\d)(?![\w/.-])"
    rf"|\b(?P<only_m>{_MONTH})\.? (?:de )?(?P<only_y>20\d\d){_END}"
)

_MAYBE: Final = re.compile(r"\d{4}|[./-]\d{1,2}[./-]\d\d|[a-z][.,]{0,2}-\d\d")
"""What every date has, found in a tenth of the time: most lines of most texts hold none."""

_FIGURES: Final = re.compile(r"\d ?[./-] ?\d{1,2} ?[./-] ?\d{4}")
"""What every date has whose three figures say in which order its text writes them."""

_CLOCK = re.compile(
    r"(?:t|[ ,;|(–—-]{1,4}(?:a |at |um |om |vers |alle |(?:alle )?ore |a las )?)"
    r"(?P<h>\d{1,2})(?: ?(?:heures?|uhr|[hu:]) ?)(?P<mi>\d{2})"
    r"(?:(?: ?:| ?min| ?m(?=\d)) ?(?P<se>\d{2})(?:[.,]\d+)?)?(?P<half> ?[ap]\.?m\b\.?)?"
    r"(?P<offset>z\b|[+-]\d{2}:?\d{2}\b)?(?![\d:])"
    # A point between hours and minutes is a sum unless a word says that it is a clock.
    r"|[ ,]{1,2}(?:a|at|um|om|alle|(?:alle )?ore|a las) (?P<h2>\d{1,2})\.(?P<mi2>\d{2})(?:\.(?P<se2>\d{2}))?"
    r"(?P<half2> ?[ap]\.?m\b\.?)?(?!\d)"
    r"|[ ,]{1,2}(?P<h3>\d{1,2})\.(?P<mi3>\d{2}) ?(?:uhr|uur)\b"
)


_SHORT_YEAR: Final = 15
"""Two figures that begin a date may be its year from here on; a proof of before 2015 is rare."""


class Order(Enum):
    """Which figure of 03/04/2026 is the day."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One date as it stands in a text.

    Attributes:
        start: Index of its first character in the folded text (the same as in the text).
        end: Index after its last one, the clock included.
        at: What it says; a month its first day.
        precision: How much of ``at`` it says.
        other: The other reading of its figures, when the text does not decide.
    """

    start: int
    end: int
    at: datetime
    precision: Precision
    other: datetime | None = None

    @property
    def has_clock(self) -> bool:
        """Whether it says the time of day."""
        return self.precision in (Precision.MINUTE, Precision.SECOND)


@cache
def _base(char: str) -> str:
    """Gives one character without accent, case or width; exactly one comes back."""
    if char.isdigit() and not char.isdecimal():
        return char
    base = unicodedata.normalize("NFKD", char)[0].lower()
    return base if len(base) == 1 else char


def fold(text: str) -> str:
    """Writes a text (composed, NFC) without accents and case, each character in its place."""
    folded = text.lower() if text.isascii() else "".join(map(_base, text))
    return folded.replace("’", "'").replace("\t", " ").replace("‑", "-")


def compose(text: str) -> str:
    """Joins accents to their letters (NFC), so that a fold keeps every place."""
    return unicodedata.normalize("NFC", text)


def day_of(year: int, month: int, number: int) -> datetime | None:
    """Makes a midnight; None when there is no such day or it is out of all reason."""
    if year not in YEARS:
        return None
    try:
        return datetime(year, month, number)
    except ValueError:
        return None


def with_clock(day: datetime, hour: int, minute: int, *, second: int = 0, half: str = "") -> datetime | None:
    """Adds a time of day; ``half`` is "am", "pm" or ""; None when there is no such time."""
    mark = half.strip().replace(".", "")
    if mark and not 1 <= hour <= 12:
        return None
    if mark:
        hour = hour % 12 + (12 if mark.startswith("p") else 0)
    try:
        return day.replace(hour=hour, minute=minute, second=second)
    except ValueError:
        return None


def numeric_order(folded: str, *, english: bool) -> Order:
    """Decides how a text writes its dates: by one that only reads one way, else by its language.

    Month first is an English habit of one country; in English text nothing decides unless a figure
    above twelve does. Figures of both kinds in one text leave the others unsure.
    """
    day_first = month_first = False
    for match in _matches(folded, sign=_FIGURES):
        if match["a"] and match["s"].strip() != ".":
            day_first |= int(match["a"]) > 12
            month_first |= int(match["b"]) > 12
    if day_first and month_first:
        return Order.UNSURE
    if day_first or not (english or month_first):
        return Order.DAY_FIRST
    return Order.MONTH_FIRST if month_first else Order.UNSURE


def written_dates(folded: str, *, order: Order = Order.DAY_FIRST) -> Iterator[Written]:
    """Finds the dates of a folded text, in their order."""
    for match in _matches(folded):
        readings = tuple(dict.fromkeys(day for day in _readings(match, order) if day is not None))
        if not readings:
            continue
        other = readings[1] if len(readings) > 1 else None
        month = match["only_m"] or match["fig_m"]
        plain = Written(
            start=match.start(),
            end=match.end(),
            at=readings[0],
            precision=Precision.MONTH if month else Precision.DAY,
            other=other,
        )
        yield plain if month or other else _clocked(plain, folded)


def _matches(folded: str, *, sign: re.Pattern[str] = _MAYBE) -> Iterator[re.Match[str]]:
    """Finds what is written like a date, in those lines that hold its sign; none goes on in the next.

    The places are those in the whole text.
    """
    begin = 0
    while begin < len(folded) and (found := sign.search(folded, begin)) is not None:
        end = folded.find("\n", found.end())
        end = len(folded) if end < 0 else end
        yield from _DATE.finditer(folded, folded.rfind("\n", begin, found.start()) + 1 or begin, end)
        begin = end + 1


def _readings(match: re.Match[str], order: Order) -> tuple[datetime | None, ...]:
    if match["iso_y"]:
        return (day_of(int(match["iso_y"]), int(match["iso_m"]), int(match["iso_d"])),)
    if match["a"]:
        return _figures(int(match["a"]), int(match["b"]), int(match["y"]), order=order, mark=match["s"])
    if match["a2"]:
        return _short_figures(match, order)
    if match["word_d"]:
        year = int(match["word_y"]) + (2000 if len(match["word_y"]) == 2 else 0)
        return (day_of(year, MONTHS[match["word_m"]], int(match["word_d"])),)
    if match["en_m"]:
        return (day_of(int(match["en_y"]), MONTHS[match["en_m"]], int(match["en_d"])),)
    if match["fig_m"]:
        return (day_of(int(match["fig_y"]), int(match["fig_m"]), 1),)
    return (day_of(int(match["only_y"]), MONTHS[match["only_m"]], 1),)


def _short_figures(match: re.Match[str], order: Order) -> tuple[datetime | None, ...]:
    """Reads 12/03/26, unless its year may well stand first: 26-03-12, or 26/03/12 read as of long ago."""
    one, two, three = int(match["a2"]), int(match["b2"]), int(match["y2"])
    read = _figures(one, two, 2000 + three, order=order, mark=match["s2"])
    year_first = day_of(2000 + one, two, three) if one >= _SHORT_YEAR else None
    old = three < _SHORT_YEAR or not any(read)
    return (*read, year_first) if year_first and (match["s2"] == "-" or old) else read


def _figures(one: int, two: int, year: int, *, order: Order, mark: str) -> tuple[datetime | None, ...]:
    day_first, month_first = day_of(year, two, one), day_of(year, one, two)
    if mark.strip() == "." or order is Order.DAY_FIRST:
        return (day_first or (None if mark.strip() == "." else month_first),)
    if order is Order.MONTH_FIRST:
        return (month_first or day_first,)
    return (day_first, month_first)


def _clocked(day: Written, folded: str) -> Written:
    """Takes the time of day that follows a date at once."""
    match = _CLOCK.match(folded, day.end)
    if not match:
        return day
    hour = int(match["h"] or match["h2"] or match["h3"])
    minute = int(match["mi"] or match["mi2"] or match["mi3"])
    second = match["se"] or match["se2"]
    half = match["half"] or match["half2"] or ""
    at = with_clock(day.at, hour, minute, second=int(second or 0), half=half)
    if at is None:
        return day
    return Written(
        start=day.start,
        end=match.end(),
        at=at.replace(tzinfo=_offset(match["offset"])),
        precision=Precision.SECOND if second else Precision.MINUTE,
    )


def _offset(written: str | None) -> timezone | None:
    if not written:
        return None
    if written == "z":
        return UTC
    hours, minutes = int(written[1:3]), int(written[-2:])
    if hours > 14 or minutes > 59:
        return None
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(-ahead if written[0] == "-" else ahead)
