"""A date as we know it: how exactly, from where, and by which words."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum


class Precision(StrEnum):
    """How much of ``at`` is meant."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ABOUT = "about"
    RANGE = "range"
    UNKNOWN = "unknown"


class Source(StrEnum):
    """Where a date comes from, the most trusted first within one kind of file."""

    USER = "user"
    MAIL_DATE = "mail-date"
    MAIL_RECEIVED = "mail-received"
    CHAT = "chat"
    WEB_CAPTURE = "web-capture"
    EXIF = "exif"
    FILE_NAME = "file-name"
    PAGE_TEXT = "page-text"
    PDF_METADATA = "pdf-metadata"
    OFFICE_METADATA = "office-metadata"
    MEDIA_METADATA = "media-metadata"
    FILE_TIME = "file-time"
    NONE = "none"


_CLOCKED = frozenset({Precision.SECOND, Precision.MINUTE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date, an instant or a span.

    Attributes:
        precision: How much of ``at`` is meant.
        at: The first instant. With an offset: an instant of its own. Without: the clock on the wall
            in the dossier's zone. For a day or coarser: its first midnight, without offset. None
            only when unknown.
        until: The last day or instant of a month, year, range or chat; else None.
        source: Where it comes from.
        evidence: The words that say so, as they stand in the proof (at most some 200 characters).
    """

    precision: Precision = Precision.UNKNOWN
    at: datetime | None = None
    until: datetime | None = None
    source: Source = Source.NONE
    evidence: str = ""

    @property
    def known(self) -> bool:
        """Whether there is any date."""
        return self.at is not None

    @property
    def has_clock(self) -> bool:
        """Whether ``at`` is an instant, not a day."""
        return self.at is not None and (
            self.precision in _CLOCKED or (self.precision is Precision.RANGE and self.at.tzinfo is not None)
        )

    def begin(self, zone: tzinfo) -> datetime | None:
        """Gives the first instant, seen in the dossier's zone."""
        return None if self.at is None else _in_zone(self.at, zone)

    def end(self, zone: tzinfo) -> datetime | None:
        """Gives the last instant or day, seen in the dossier's zone."""
        return None if self.until is None else _in_zone(self.until, zone)

    def iso(self, zone: tzinfo) -> str | None:
        """Writes the beginning as ISO 8601: a day alone, or an instant with the zone's offset."""
        return _iso(self.begin(zone), clock=self.has_clock)

    def end_iso(self, zone: tzinfo) -> str | None:
        """Writes the end as ISO 8601, None when there is none."""
        return _iso(self.end(zone), clock=self.has_clock)

    def sort_key(self, zone: tzinfo) -> tuple[bool, datetime, bool, datetime]:
        """Orders moments: everything by its first instant, what is not dated last.

        A day has no hour and begins at its midnight, so it stands before that day's hours; a month, a
        year, a range and "début avril" stand where they begin. Of two that begin together the bare
        one stands before the one with a clock, the shorter before the longer. What is only about a
        day or a month stands like that day or month. Moments with the same key keep the order in
        which they came. Instants are compared in UTC, because the clock on the wall runs through one
        hour twice when summer time ends.
        """
        begin = self.begin(zone)
        if begin is None:
            return (True, _FAR, True, _FAR)
        end = self.end(zone) or begin
        return (False, begin.astimezone(UTC), self.has_clock, end.astimezone(UTC))


def _in_zone(at: datetime, zone: tzinfo) -> datetime:
    return at.replace(tzinfo=zone) if at.tzinfo is None else at.astimezone(zone)


def _iso(at: datetime | None, *, clock: bool) -> str | None:
    if at is None:
        return None
    return at.isoformat(timespec="seconds") if clock else at.date().isoformat()


_FAR = datetime.fromisoformat("9999-12-30T00:00:00+00:00")

UNKNOWN = Moment()


def day(year: int, month: int, number: int, *, source: Source, evidence: str) -> Moment:
    """Makes a moment of one day.

    Raises:
        ValueError: There is no such day.
    """
    return Moment(precision=Precision.DAY, at=datetime(year, month, number), source=source, evidence=evidence)


def month(year: int, number: int, *, source: Source, evidence: str) -> Moment:
    """Makes a moment of one month, from its first to its last day.

    Raises:
        ValueError: There is no such month.
    """
    first = datetime(year, number, 1)
    following = datetime(year + number // 12, number % 12 + 1, 1)
    return Moment(
        precision=Precision.MONTH,
        at=first,
        until=following - timedelta(days=1),
        source=source,
        evidence=evidence,
    )
