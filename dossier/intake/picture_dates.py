"""When a picture was taken, as its own bytes say (Exif 2.32, 4.6.5; XMP; PNG text).

The moment of the shutter is trusted. When it was digitised, changed or exported is not the moment
of what it shows: those moments are ``ABOUT`` it and only offered. The clock of the satellites is
never read: some telephones leave it at another day.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

from PIL import Image

from dossier.intake.dates_words import YEARS
from dossier.model.moment import Moment, Precision, Source

# Exif: tag of the date, tag of its offset, name.
_ORIGINAL = (0x9003, 0x9011, "DateTimeOriginal")
_WEAK = ((0x9004, 0x9012, "DateTimeDigitized"), (0x0132, 0x9010, "DateTime"))

_WRITTEN = re.compile(
    r"^\s*(\d{4})[:/-](\d{1,2})[:/-](\d{1,2})[ T](\d{1,2}):(\d{2}):(\d{2})(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?"
)
_OFFSET = re.compile(r"^\s*([+-])(\d{2}):?(\d{2})\s*$")
_XMP = re.compile(
    r"(?:exif:DateTimeOriginal|photoshop:DateCreated|xmp:CreateDate)(?:=\"|>)\s*([0-9T:.Z+-]{19,35})"
)
_PNG_KEYS = ("Creation Time", "date:create", "create-date", "DateTime")
_FACTORY_DAYS = frozenset({(1980, 1, 1), (1990, 1, 1), (2000, 1, 1), (2001, 1, 1)})
_FACTORY_INSTANT = datetime(2002, 12, 8, 12, 0, 0)
"""What some cameras write until their clock is set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureDates:
    """Every date of a picture, the likeliest first; all but the shutter's are ``ABOUT``."""

    moments: tuple[Moment, ...]


def dates_of(image: Image.Image, tags: Mapping[int, object]) -> PictureDates:
    """Reads the dates of an opened picture; malformed ones and factory clocks are none.

    Args:
        image: Its header is enough.
        tags: Exif tags, main and sub directory in one.
    """
    original = _exif(tags, *_ORIGINAL)
    weak = [_exif(tags, *row) for row in _WEAK]
    told = [_moment(text, name=name) for name, text in _other_words(image)]
    offered = [replace(moment, precision=Precision.ABOUT) for moment in (*weak, *told) if moment is not None]
    found = offered if original is None else [original, *offered]
    unique: dict[datetime | None, Moment] = {}
    for moment in found:
        # The same clock with and without its offset is one date; the first says it best.
        unique.setdefault(moment.at and moment.at.replace(tzinfo=None), moment)
    return PictureDates(moments=tuple(unique.values()))


def _exif(tags: Mapping[int, object], tag: int, offset_tag: int, name: str) -> Moment | None:
    offset = _text(tags.get(offset_tag))
    return _moment(_text(tags.get(tag)), name=name, offset=offset)


def _text(value: object) -> str:
    text = value.decode("ascii", "ignore") if isinstance(value, bytes) else str(value or "")
    return text.strip("\0 \r\n\t")


def _moment(text: str, *, name: str, offset: str = "") -> Moment | None:
    match = _WRITTEN.match(text)
    if not match:
        return None
    year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
    try:
        at = datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None
    if at.year not in YEARS or _factory(at):
        return None
    zone = _zone(match[7] or offset)
    said = f"{name} {text} {offset}".strip()
    return Moment(
        precision=Precision.SECOND, at=at.replace(tzinfo=zone), source=Source.EXIF, evidence=said[:200]
    )


def _factory(at: datetime) -> bool:
    """Tells a clock that nobody ever set."""
    new_year = at.month == at.day == 1 and at.hour == at.minute == at.second == 0
    return new_year or (at.year, at.month, at.day) in _FACTORY_DAYS or at == _FACTORY_INSTANT


def _zone(written: str) -> timezone | None:
    if written == "Z":
        return timezone(timedelta(0))
    match = _OFFSET.match(written)
    if not match or int(match[2]) > 14 or int(match[3]) > 59:
        return None
    ahead = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return timezone(-ahead if match[1] == "-" else ahead)


def _other_words(image: Image.Image) -> list[tuple[str, str]]:
    """Gives the dates that XMP and PNG text hold, as they are written."""
    words: list[tuple[str, str]] = []
    xmp = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or ""
    xmp_text = xmp.decode("utf-8", "ignore") if isinstance(xmp, bytes) else str(xmp)
    words.extend(("XMP", found) for found in _XMP.findall(xmp_text[:200_000]))
    for key in _PNG_KEYS:
        value = image.info.get(key)
        if isinstance(value, str):
            words.append((key, value))
    return words
