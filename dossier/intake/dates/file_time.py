"""What a disk says about when a file was written, and when that is worth asking about."""

from datetime import date, datetime, timedelta, tzinfo

from dossier.intake.dates.words import UNSET_DAYS, YEARS


def believable_time(modified: datetime | None, *, day: date, zone: tzinfo) -> datetime | None:
    """Gives a file's time unless it only says when the file was copied, or that no clock was set.

    Args:
        modified: As the disk says; without an offset it is a wall clock (of a ZIP).
        day: Of the annex: what was written then, or the day before, was copied for it.
        zone: The dossier's zone, in which days are counted.
    """
    if modified is None:
        return None
    there = modified.astimezone(zone) if modified.tzinfo and modified.year in YEARS else modified
    copied = there.date() >= day - timedelta(days=1)
    return None if copied or not is_set(there) else modified


def is_set(clock: datetime) -> bool:
    """Tells a clock that somebody set from one that still counts from its first day (1970, 1980, 2000)."""
    return clock.year in YEARS and (clock.year, clock.month, clock.day) not in UNSET_DAYS
