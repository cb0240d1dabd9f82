"""When a PDF was made, as its metadata say."""

import re
from datetime import datetime, timedelta, timezone

from dossier.model.moment import Moment, Precision, Source

# ISO 32000-1, 7.9.4: D:YYYYMMDDHHmmSSOHH'mm
_WRITTEN = re.compile(
    r"^(?:D:)?(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?(?:([zZ])|([+-])(\d{2})'?(\d{2})?'?)?"
)


def created_moments(raw: str) -> tuple[Moment, ...]:
    """Reads the creation date of the metadata; a malformed one says nothing.

    Args:
        raw: As the metadata has it, "" for none.
    """
    match = _WRITTEN.match(raw.strip())
    if not match:
        return ()
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    try:
        at = datetime(year, month, day, hour, minute, second, tzinfo=_zone(match))
    except ValueError:
        return ()
    precision = Precision.SECOND if match[4] else Precision.DAY
    if precision is Precision.DAY:
        at = at.replace(tzinfo=None)
    return (Moment(precision=precision, at=at, source=Source.PDF_METADATA, evidence=raw.strip()[:200]),)


def _zone(match: re.Match[str]) -> timezone | None:
    """Reads the offset of a PDF date.

    Raises:
        ValueError: There is no such offset.
    """
    if match[7]:
        return timezone(timedelta(0))
    if not match[8]:
        return None
    ahead = timedelta(hours=int(match[9]), minutes=int(match[10] or 0))
    return timezone(-ahead if match[8] == "-" else ahead)
