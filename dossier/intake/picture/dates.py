"""When a picture was taken, as its own bytes say (Exif 2.32, 4.6.5; XMP; PNG text).

The moment of the shutter is trusted, unless its clock seems to count from where it begins until
somebody sets it. When a picture was digitised, changed or exported is not the moment of what it shows:
those moments are ``ABOUT`` it and only offered. The clock of the satellites is never a date, because
some telephones leave it at another day; it is a witness of the camera's clock, and of its zone.
"""

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from PIL import Image

from dossier.intake.dates.remarks import GPS_CLOCK, GPS_ZONE, UNSET_CLOCK
from dossier.intake.dates.words import UNSET_DAYS, YEARS
from dossier.model.moment import Moment, Precision, Source

# Exif: tag of the date, tag of its offset, name.
_ORIGINAL = (0x9003, 0x9011, "DateTimeOriginal")
_WEAK = ((0x9004, 0x9012, "DateTimeDigitized"), (0x0132, 0x9010, "DateTime"))

_GPS, _GPS_TIME, _GPS_DAY = 0x8825, 7, 29
_EAST, _LONGITUDE = 3, 4
_PNG_CHUNKS, _PNG_HEAD_BYTES = 500, 8

_WRITTEN = re.compile(
    r"^\s*(\d{4})[:/-](\d{1,2})[:/-](\d{1,2})[ T](\d{1,2}):(\d{2}):(\d{2})(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?"
)
_OFFSET = re.compile(r"^\s*([+-])(\d{2}):?(\d{2})\s*$")
_XMP = re.compile(
    r"(?:exif:DateTimeOriginal|photoshop:DateCreated|xmp:CreateDate)(?:=\"|>)\s*([0-9T:.Z+-]{19,35})"
)
_PNG_KEYS = ("Creation Time", "date:create", "create-date", "DateTime")
_FACTORY_INSTANT = datetime(2002, 12, 8, 12, 0, 0)
"""What some cameras write until their clock is set."""

_FIRST_HOURS = 6
"""Of 1 January: a camera that starts its year anew, most often when its battery was empty."""

_SAME_DAY = timedelta(hours=26)
"""No two places on earth have clocks further apart."""

_QUARTER = timedelta(minutes=15)
_CLOCKS_AGREE = timedelta(seconds=10)
"""What satellites found minutes ago is off by anything: one old position in fifty passes for a zone."""

_FURTHEST_ZONE = timedelta(hours=14)
_DEGREES_AN_HOUR, _HOURS_A_DAY, _HALF_ROUND = 15, 24, 180
_OFF_THE_SUN = 3.5
"""Hours by which a country's clock may differ from that of its meridian; western China's does by three."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureDates:
    """Every date of a picture.

    Attributes:
        moments: The likeliest first; all but the shutter's are ``ABOUT``.
        facts: What is told of its clocks and is no date: ``gps-clock``, ``gps-zone``, ``unset-clock``.
    """

    moments: tuple[Moment, ...]
    facts: dict[str, str] = field(default_factory=dict)


def dates_of(image: Image.Image, tags: Mapping[int, object], *, path: Path | None = None) -> PictureDates:
    """Reads the dates of an opened picture; malformed ones and factory clocks are none.

    Args:
        image: Its header is enough.
        tags: Exif tags, main and sub directory in one.
        path: Its file, for what Pillow does not tell.
    """
    satellites = _satellites(tags.get(_GPS))
    original, facts = _shutter(tags, satellites)
    weak = [_exif(tags, *row) for row in _WEAK]
    told = [_moment(text, name=name) for name, text in _other_words(image, path)]
    offered = [replace(moment, precision=Precision.ABOUT) for moment in (*weak, *told) if moment is not None]
    found = offered if original is None else [original, *offered]
    if satellites is not None:
        facts[GPS_CLOCK] = satellites.isoformat()
    unique: dict[datetime | None, Moment] = {}
    for moment in found:
        # The same clock with and without its offset is one date; the first says it best.
        unique.setdefault(moment.at and moment.at.replace(tzinfo=None), moment)
    return PictureDates(moments=tuple(unique.values()), facts=facts)


def _shutter(tags: Mapping[int, object], satellites: datetime | None) -> tuple[Moment | None, dict[str, str]]:
    """Reads the moment of the shutter, and what is told of its clock; a doubtful one is only offered."""
    written, shutter = _instant(_text(tags.get(_ORIGINAL[0]))), _exif(tags, *_ORIGINAL)
    if written is None:
        return None, {}
    if shutter is None or shutter.at is None:
        return None, {UNSET_CLOCK: written.date().isoformat()}
    if _starts_anew(shutter.at, satellites):
        return replace(shutter, precision=Precision.ABOUT), {UNSET_CLOCK: written.date().isoformat()}
    zone = _zone_there(shutter.at, satellites, _east_of(tags.get(_GPS)))
    if zone is None or satellites is None:
        return shutter, {}
    said = f"{shutter.evidence} (GPS {satellites:%Y:%m:%d %H:%M:%S} UTC)"
    there = replace(shutter, at=shutter.at.replace(tzinfo=zone), evidence=said[:200])
    return there, {GPS_ZONE: str(zone).removeprefix("UTC")}


def _starts_anew(at: datetime, satellites: datetime | None) -> bool:
    """Doubts a clock in the first hours of a year that the satellites do not confirm."""
    if (at.month, at.day) != (1, 1) or at.hour >= _FIRST_HOURS:
        return False
    return satellites is None or abs(at.replace(tzinfo=UTC) - satellites) > _SAME_DAY


def _zone_there(at: datetime, satellites: datetime | None, east: float | None) -> timezone | None:
    """Tells the zone of a camera that does not write it, by the clock of the satellites.

    Both clocks must differ by whole quarters of an hour, as zones do, and as the place lets expect. A
    difference of none says nothing: some telephones write their own clock for the satellites'.
    """
    if at.tzinfo is not None or satellites is None or east is None:
        return None
    apart = at.replace(tzinfo=UTC) - satellites
    ahead = round(apart / _QUARTER) * _QUARTER
    if not ahead or abs(apart - ahead) > _CLOCKS_AGREE or abs(ahead) > _FURTHEST_ZONE:
        return None
    off = abs(ahead / timedelta(hours=1) - east / _DEGREES_AN_HOUR)
    return timezone(ahead) if min(off, abs(_HOURS_A_DAY - off)) <= _OFF_THE_SUN else None


def _east_of(gps: object) -> float | None:
    """Reads GPSLongitude in degrees, those of the west below zero (Exif 2.32, 4.6.6)."""
    if not isinstance(gps, Mapping):
        return None
    try:
        degrees, minutes, seconds = (float(part) for part in gps.get(_LONGITUDE) or ())
    except (ArithmeticError, TypeError, ValueError):  # no such place
        return None
    east = degrees + minutes / 60 + seconds / 3600
    side = _text(gps.get(_EAST)).upper()
    return {"E": east, "W": -east}.get(side) if east <= _HALF_ROUND else None


def _satellites(gps: object) -> datetime | None:
    """Reads GPSDateStamp and GPSTimeStamp, which are UTC (Exif 2.32, 4.6.6)."""
    if not isinstance(gps, Mapping):
        return None
    day = re.match(r"^(\d{4})[:/-](\d\d)[:/-](\d\d)", _text(gps.get(_GPS_DAY)))
    try:
        hour, minute, second = (int(float(part)) for part in gps.get(_GPS_TIME) or ())
        clock = f"{hour:02}:{minute:02}:{second:02}+00:00"
        at = datetime.fromisoformat(f"{day[1]}-{day[2]}-{day[3]}T{clock}") if day else None
    except (ArithmeticError, TypeError, ValueError):  # no such clock: what is malformed is no witness
        return None
    return at if at is not None and at.year in YEARS else None


def _exif(tags: Mapping[int, object], tag: int, offset_tag: int, name: str) -> Moment | None:
    offset = _text(tags.get(offset_tag))
    return _moment(_text(tags.get(tag)), name=name, offset=offset)


def _text(value: object) -> str:
    text = value.decode("ascii", "ignore") if isinstance(value, bytes) else str(value or "")
    return text.strip("\0 \r\n\t")


def _moment(text: str, *, name: str, offset: str = "") -> Moment | None:
    match, at = _WRITTEN.match(text), _instant(text)
    if match is None or at is None or at.year not in YEARS or _factory(at):
        return None
    zone = _zone(match[7] or offset)
    said = f"{name} {text} {offset}".strip()
    return Moment(
        precision=Precision.SECOND, at=at.replace(tzinfo=zone), source=Source.EXIF, evidence=said[:200]
    )


def _instant(text: str) -> datetime | None:
    match = _WRITTEN.match(text)
    if not match:
        return None
    year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
    try:
        return datetime(year, month, day, hour, minute, second)
    except ValueError:  # no such day or clock
        return None


def _factory(at: datetime) -> bool:
    """Tells a clock that nobody ever set."""
    new_year = at.month == at.day == 1 and at.hour == at.minute == at.second == 0
    return new_year or (at.year, at.month, at.day) in UNSET_DAYS or at == _FACTORY_INSTANT


def _zone(written: str) -> timezone | None:
    if written == "Z":
        return timezone(timedelta(0))
    match = _OFFSET.match(written)
    if not match or int(match[2]) > 14 or int(match[3]) > 59:
        return None
    ahead = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return timezone(-ahead if match[1] == "-" else ahead)


def _other_words(image: Image.Image, path: Path | None) -> list[tuple[str, str]]:
    """Gives the dates that XMP and PNG text hold, as they are written."""
    words: list[tuple[str, str]] = []
    xmp = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or ""
    xmp_text = xmp.decode("utf-8", "ignore") if isinstance(xmp, bytes) else str(xmp)
    words.extend(("XMP", found) for found in _XMP.findall(xmp_text[:200_000]))
    for key in _PNG_KEYS:
        value = image.info.get(key)
        if isinstance(value, str):
            words.append((key, value))
    changed = _png_time(path) if image.format == "PNG" and path is not None else ""
    return [*words, ("tIME", changed)] if changed else words


def _png_time(path: Path) -> str:
    """Reads when a PNG was last changed (PNG 3rd edition, 11.3.5), which Pillow passes over."""
    with path.open("rb") as stream:
        stream.seek(_PNG_HEAD_BYTES)
        for _ in range(_PNG_CHUNKS):
            head, body = stream.read(8), b""
            if len(head) < 8:
                break
            length, name = struct.unpack(">I4s", head)
            if name == b"tIME":
                body = stream.read(7)
            if len(body) == 7:
                year, month, day, hour, minute, second = struct.unpack(">H5B", body)
                return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"
            stream.seek(length + 4 - len(body), 1)
    return ""
