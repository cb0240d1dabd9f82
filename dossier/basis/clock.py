"""The only clock: the day of an annex is given, or asked for here once."""

from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dossier.basis.errors import UsageError


def zone_named(name: str) -> ZoneInfo:
    """Finds a time zone by its IANA name.

    Raises:
        UsageError: ``unknown-zone``; there is no zone of that name.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError("unknown-zone", zone=name) from error


def today(zone: tzinfo) -> date:
    """Tells the day it is now in a zone, never in the machine's own."""
    return datetime.now(zone).date()
