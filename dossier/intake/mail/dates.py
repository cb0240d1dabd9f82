"""The date of a mail or of a saved page, as its header says it; a wrong date is worse than none."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Final

from dossier.intake.dates.words import MONTHS, YEARS, fold
from dossier.intake.mail.words import one_line
from dossier.model.moment import Moment, Precision, Source

__all__ = ["YEARS", "day_moment", "header_date", "header_day", "header_moment", "received_part"]

_FARTHEST: Final = timedelta(hours=14)
_EVIDENCE_CHARS: Final = 200

_SCRIPT: Final = re.compile(
    # What JavaScript's Date.toString writes (ECMA-262, 21.4.4.41), in saved pages.
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) (?:GMT|UTC)([+-]\d{4})?"
)
_LOCAL: Final = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?(\d{1,2})(?:er|\.)?\s+(?:de\s+)?([^\W\d]+)\.?\s+(?:de\s+)?(\d{4})"
    r"(?:\s*,|\s+à|\s+um|\s+om)?\s+"
    r"(\d{1,2})[:h.](\d{2})(?:[:.](\d{2}))?(?:\s*([+-]\d{4}))?\b.*"
)
_ZONES: Final = {
    "CET": "+0100",
    "MEZ": "+0100",
    "CEST": "+0200",
    "MESZ": "+0200",
    "WET": "+0000",
    "WEST": "+0100",
    "BST": "+0100",
    "EET": "+0200",
    "EEST": "+0300",
    "UTC": "+0000",
    # RFC 5322, 4.3, without CST, which is China's and Cuba's too.
    "UT": "+0000",
    "GMT": "+0000",
    "Z": "+0000",
    "EST": "-0500",
    "EDT": "-0400",
    "CDT": "-0500",
    "MST": "-0700",
    "MDT": "-0600",
    "PST": "-0800",
    "PDT": "-0700",
    # Others that one place alone uses, and used all the time that there are mails.
    "AKST": "-0900",
    "AKDT": "-0800",
    "HST": "-1000",
    "NST": "-0330",
    "NDT": "-0230",
    "JST": "+0900",
    "KST": "+0900",
    "HKT": "+0800",
    "SGT": "+0800",
    "SAST": "+0200",
    "NZST": "+1200",
    "NZDT": "+1300",
}
_CLOCK: Final = re.compile(
    r"(?P<hour>\d{1,2})(?P<rest>[:h.]\d{2}(?:[:.]\d{2})?)(?:\.\d+)?(?:\s*(?P<half>[AaPp])\.?[Mm]\b\.?)?"
)
_OFFSET: Final = re.compile(r"(?:GMT|UTC?)?[+-]\d{1,2}:?\d{0,2}\b")
_ZONE_WORD: Final = re.compile(r"[^\W\d]+(?:/[^\W\d]+)*")
_LEAP: Final = re.compile(r"(?<=\d:\d\d):60")
_UNKNOWN_PLACE: Final = re.compile(r"-0000\b")


@dataclass(frozen=True, slots=True)
class _Read:
    """A date as read; ``somewhere`` when its zone has a name that says no offset."""

    at: datetime
    somewhere: bool = False


def header_date(value: str) -> datetime | None:
    """Reads a Date header: RFC 5322, its many broken forms, and those of saved pages.

    Returns:
        The instant with its own offset; without one when none is written ("-0000" is UTC, of an
        unknown place: RFC 5322, 3.3). None when it is no date, or an absurd one, or its zone has a
        name that does not say the offset ("IST" is India's, Israel's and Ireland's).
    """
    found = _read(value)
    return None if found is None or found.somewhere else found.at


def header_day(value: str) -> datetime | None:
    """Gives the day of a Date header whose zone nobody can tell, as a midnight without offset."""
    found = _read(value)
    if found is None or not found.somewhere:
        return None
    return found.at.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)


def header_moment(at: datetime, *, source: Source, evidence: str) -> Moment:
    """Makes the moment of a header's date."""
    return Moment(precision=Precision.SECOND, at=at, source=source, evidence=evidence[:_EVIDENCE_CHARS])


def day_moment(at: datetime, *, source: Source, evidence: str) -> Moment:
    """Makes the moment of a header that says a day only."""
    return Moment(precision=Precision.DAY, at=at, source=source, evidence=evidence[:_EVIDENCE_CHARS])


def received_part(value: str) -> str:
    """Gives the date part of a Received line: what stands behind its last semicolon."""
    return one_line(value.rpartition(";")[2])


def _read(value: str) -> _Read | None:
    text = one_line(value)
    clock = _CLOCK.search(text)
    if clock is None:
        return None
    hour = _hour(clock)
    if hour is None:
        return None
    before, tail = text[: clock.start()], text[clock.end() :]
    text = f"{before}{hour}{clock['rest']}{tail}" if clock["half"] else text
    zone = _zone_word(tail)
    offset = _ZONES.get(zone.upper())
    if zone:
        # Names are read here: the standard reader takes each zone of its own list for certain.
        text = text.replace(tail, tail.replace(zone, "", 1), 1) if tail in text else text
    found = _from_iso(text) or _from_script(text) or _from_mail(text) or _from_words(text)
    if found is None or found.year not in YEARS:
        return None
    if zone and offset:
        found = found.replace(tzinfo=_zone(offset))
    ahead = found.utcoffset()
    known = ahead is None or abs(ahead) <= _FARTHEST
    return _Read(found, somewhere=bool(zone and not offset)) if known else None


def _hour(clock: re.Match[str]) -> str | None:
    """Gives the hour of 24; None when the half of the day contradicts it."""
    hour = int(clock["hour"])
    match (clock["half"] or "").lower():
        case "":
            return clock["hour"]
        case "a" if 1 <= hour <= 12:
            return f"{hour % 12:02}"
        case "p" if 1 <= hour <= 12:
            return f"{hour % 12 + 12:02}"
        case "p" if hour < 24 and hour > 12:
            return str(hour)
    return None


def _zone_word(tail: str) -> str:
    """Gives the name of the zone behind a clock; "" when there is none or figures say it."""
    said, _, comment = tail.partition("(")
    if _OFFSET.search(said):
        return ""
    named = _ZONE_WORD.search(said) or _ZONE_WORD.search(comment)
    return named[0] if named else ""


def _from_iso(text: str) -> datetime | None:
    if not re.match(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}", text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _from_script(text: str) -> datetime | None:
    found = _SCRIPT.match(text)
    month = _month(found[1]) if found else 0
    if not found or not month:
        return None
    day, year, hour, minute, second = (int(found[n]) for n in range(2, 7))
    return _made((year, month, day, hour, minute, second), found[7] or "+0000")


def _from_mail(text: str) -> datetime | None:
    if not re.search(r"\d:\d", text):
        return None
    try:
        at = parsedate_to_datetime(_LEAP.sub(":59", text, count=1))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None and _UNKNOWN_PLACE.search(text) else at


def _from_words(text: str) -> datetime | None:
    """Reads a date whose month a program wrote in its user's language."""
    found = _LOCAL.fullmatch(text)
    month = _month(found[2]) if found else 0
    if not found or not month:
        return None
    clock = (int(found[4]), int(found[5]), int(found[6] or 0))
    return _made((int(found[3]), month, int(found[1]), *clock), found[7])


def _month(word: str) -> int:
    return MONTHS.get(fold(word), 0)


def _made(parts: tuple[int, ...], zone: str | None) -> datetime | None:
    try:
        at = datetime(*parts)  # type: ignore[arg-type]
        return at if zone is None else at.replace(tzinfo=_zone(zone))
    except (ValueError, TypeError):
        return None


def _zone(written: str) -> timezone:
    minutes = int(written[1:3]) * 60 + int(written[3:5])
    return timezone(timedelta(minutes=-minutes if written[0] == "-" else minutes)) if minutes else UTC
