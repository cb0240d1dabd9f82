"""What a disk says about when a file was written, and when that is worth asking about."""

from datetime import date, datetime, timedelta, tzinfo


def believable_time(modified: datetime | None, *, day: date, zone: tzinfo) -> datetime | None:
    """Gives a file's time unless it only says when the file was copied.

    Args:
        modified: As the disk says; without an offset it is a wall clock (of a ZIP).
        day: Of the annex: what was written then, or the day before, was copied for it.
        zone: The dossier's zone, in which days are counted.
    """
    if modified is None:
        return None
    there = modified.astimezone(zone) if modified.tzinfo else modified
    return None if there.date() >= day - timedelta(days=1) else modified
