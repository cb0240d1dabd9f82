"""A part of a month or a year, as people remember: "début avril 2026", "fin 2025", "printemps 2026".

Such a date is ``ABOUT``, from the first to the last day of the part; the days alone say which part it
is, so that a project file needs no word more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from dossier.model.moment import Moment, Precision, Source


class Part(StrEnum):
    """A part of a month or a year; the seasons are those of the northern half of the earth."""

    EARLY = "early"
    MIDDLE = "middle"
    LATE = "late"
    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


_SEASONS = {Part.SPRING: (3, 20), Part.SUMMER: (6, 21), Part.AUTUMN: (9, 22), Part.WINTER: (12, 21)}
_MONTHS_OF_YEAR = {Part.EARLY: (1, 3), Part.MIDDLE: (5, 8), Part.LATE: (10, 12)}
"""First and last month of what people call the beginning, the middle and the end of a year."""

_THIRDS = (Part.EARLY, Part.MIDDLE, Part.LATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of a period.

    Attributes:
        part: Which part.
        year: Of the period; a winter begins in it.
        month: Of the period, 1 to 12; 0 when the period is the year.
    """

    part: Part
    year: int
    month: int = 0

    def moment(self) -> Moment:
        """Gives the date that it is about.

        Raises:
            ValueError: There is no such month, or the part is none of a month.
        """
        first, last = self._days()
        return Moment(precision=Precision.ABOUT, at=first, until=last, source=Source.USER)

    def _days(self) -> tuple[datetime, datetime]:
        if self.part in _SEASONS:
            if self.month:
                raise ValueError(self)
            return self._season()
        if not self.month:
            begin, end = _MONTHS_OF_YEAR[self.part]
            return datetime(self.year, begin, 1), _last_of(self.year, end)
        third = _THIRDS.index(self.part)
        first = datetime(self.year, self.month, 1 + 10 * third)
        return first, first + timedelta(days=9) if third < 2 else _last_of(self.year, self.month)

    def _season(self) -> tuple[datetime, datetime]:
        order = list(_SEASONS)
        following = order[(order.index(self.part) + 1) % len(order)]
        year = self.year + (self.part is Part.WINTER)
        end = datetime(year, *_SEASONS[following]) - timedelta(days=1)
        return datetime(self.year, *_SEASONS[self.part]), end


def _last_of(year: int, month: int) -> datetime:
    return datetime(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def stretch_of(moment: Moment) -> Stretch | None:
    """Tells which part of a month or year a date is about; None when it is no such date."""
    if moment.precision is not Precision.ABOUT or moment.at is None or moment.until is None:
        return None
    span = (moment.at, moment.until)
    return next((one for one in _possible(moment.at) if one._days() == span), None)


def _possible(at: datetime) -> Iterator[Stretch]:
    for part in _THIRDS:
        yield Stretch(part=part, year=at.year, month=at.month)
        yield Stretch(part=part, year=at.year)
    for season in _SEASONS:
        yield Stretch(part=season, year=at.year)
