"""The date of a mail or of a saved page, as its header says it; a wrong date is worse than none."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Final

from dossier.intake.mail_words import one_line
from dossier.model.moment import Moment, Precision, Source

YEARS: Final = range(1990, 2101)
"""Years that a proof of a dispute can be of; others are clocks that were never set."""

_FARTHEST: Final = timedelta(hours=14)
_EVIDENCE_CHARS: Final = 200

_SCRIPT: Final = re.compile(
    # What JavaScript's Date.toString writes (ECMA-262, 21.4.4.41), in saved pages.
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) (?:GMT|UTC)([+-]\d{4})?"
)
_LOCAL: Final = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?(\d{1,2})(?:er|\.)?\s+(?:de\s+)?([^\W\d]+)\.?\s+(?:de\s+)?(\d{4})"
    r"(?:\s*,|\s+à|\s+um|\s+om)?\s+"
    r"(\d{1,2})[:h.](\d{2})(?:[:.](\d{2}))?(?:\s*([+-]\d{4}|GMT|UTC|CES?T|ME[SZ]{1,2}))?\b.*"
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
    "GMT": "+0000",
    "UTC": "+0000",
}
_ZONE_NAME: Final = re.compile(r"\b(" + "|".join(_ZONES) + r")\b(?!\))")
_LEAP: Final = re.compile(r"(?<=\d:\d\d):60")
_UNKNOWN_PLACE: Final = re.compile(r"-0000\b")

_MONTHS: Final = {
    # The first letters, without accents, of the months in French, English, Dutch, German, Spanish
    # and Italian; only such as mean the same month in all of them.
    "janv": 1,
    "jan": 1,
    "ene": 1,
    "gen": 1,
    "fev": 2,
    "feb": 2,
    "mars": 3,
    "marz": 3,
    "mar": 3,
    "mrt": 3,
    "maa": 3,
    "avr": 4,
    "apr": 4,
    "abr": 4,
    "mai": 5,
    "mei": 5,
    "may": 5,
    "mag": 5,
    "juin": 6,
    "jun": 6,
    "giu": 6,
    "juil": 7,
    "jul": 7,
    "lug": 7,
    "aou": 8,
    "aug": 8,
    "ago": 8,
    "sep": 9,
    "set": 9,
    "oct": 10,
    "okt": 10,
    "ott": 10,
    "nov": 11,
    "dec": 12,
    "dez": 12,
    "dic": 12,
}


def header_date(value: str) -> datetime | None:
    """Reads a Date header: RFC 5322, its many broken forms, and those of saved pages.

    Returns:
        The instant with its own offset; without one when none is written ("-0000" is UTC, of an
        unknown place: RFC 5322, 3.3). None when it is no date, or an absurd one.
    """
    text = one_line(value)
    found = _from_iso(text) or _from_script(text) or _from_mail(text) or _from_words(text)
    if found is None or found.year not in YEARS:
        return None
    offset = found.utcoffset()
    return found if offset is None or abs(offset) <= _FARTHEST else None


def header_moment(at: datetime, *, source: Source, evidence: str) -> Moment:
    """Makes the moment of a header's date."""
    return Moment(precision=Precision.SECOND, at=at, source=source, evidence=evidence[:_EVIDENCE_CHARS])


def received_part(value: str) -> str:
    """Gives the date part of a Received line: what stands behind its last semicolon."""
    return one_line(value.rpartition(";")[2])


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
    if at.tzinfo is not None:
        return at
    if _UNKNOWN_PLACE.search(text):
        return at.replace(tzinfo=UTC)
    named = _ZONE_NAME.search(text)
    return at.replace(tzinfo=_zone(_ZONES[named[1]])) if named else at


def _from_words(text: str) -> datetime | None:
    """Reads a date whose month a program wrote in its user's language."""
    found = _LOCAL.fullmatch(text)
    month = _month(found[2]) if found else 0
    if not found or not month:
        return None
    clock = (int(found[4]), int(found[5]), int(found[6] or 0))
    zone = _ZONES.get(found[7], found[7]) if found[7] else None
    return _made((int(found[3]), month, int(found[1]), *clock), zone)


def _month(word: str) -> int:
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if c.isalpha() and c.isascii())
    return next((_MONTHS[plain[:n]] for n in (4, 3) if plain[:n] in _MONTHS), 0)


def _made(parts: tuple[int, ...], zone: str | None) -> datetime | None:
    try:
        at = datetime(*parts)  # type: ignore[arg-type]
        return at if zone is None else at.replace(tzinfo=_zone(zone))
    except (ValueError, TypeError):
        return None


def _zone(written: str) -> timezone:
    minutes = int(written[1:3]) * 60 + int(written[3:5])
    return timezone(timedelta(minutes=-minutes if written[0] == "-" else minutes)) if minutes else UTC
