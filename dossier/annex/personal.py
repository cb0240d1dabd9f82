"""Whether a photo, film or sound tells where it was taken or by whom: it is not handed on unasked then."""

import io
import mmap
import re
from pathlib import Path
from typing import Final

import pi_heif
from PIL import Image
from PIL.ExifTags import IFD, Base

from dossier.press.pixels import pillow_rules

_NAMING: Final = (
    Base.Artist,
    Base.BodySerialNumber,
    Base.CameraOwnerName,
    Base.Copyright,
    Base.HostComputer,
    Base.LensSerialNumber,
    Base.XPAuthor,
)
_GPS_VERSION: Final = 0

_WRITTEN: Final = re.compile(
    rb"GPSLatitude|GPSLongitude|Iptc4xmpCore:Location|photoshop:City|photoshop:Credit|dc:creator|OwnerName"
    rb"|SerialNumber|CreatorContactInfo|\x1c\x02[\x50\x5a\x5c]"
)
"""XMP by its usual prefixes; IPTC (IIM 4.2) by-line, city and sub-location by their numbers."""

_PNG_NAMES: Final = frozenset({"author", "artist", "copyright", "creator"})

_RECORDED: Final = re.compile(
    rb"\xa9xyz|loci|\xa9ART|\xa9aut|com\.apple\.quicktime\.(?:location|author)|GoPro MET|GPSLatitude"
    rb"|LOCATION|ARTIST"
)
"""Boxes and words of places and makers: QuickTime's, 3GPP's (TS 26.244, 8), Matroska's, XMP's."""


def picture_tells(data: bytes) -> bool:
    """Tells whether a picture names a place, a person or one camera of all; one that cannot be read may."""
    if _WRITTEN.search(data):
        return True
    try:
        pi_heif.register_heif_opener()
        with pillow_rules(tolerant=True), Image.open(io.BytesIO(data)) as image:
            exif = image.getexif()
            tags = {**exif, **exif.get_ifd(IFD.Exif)}
            place = set(exif.get_ifd(IFD.GPSInfo)) - {_GPS_VERSION}
            words = " ".join(
                f"{key} {value}" for key, value in image.info.items() if "xmp" in str(key).lower()
            )
            named = any(str(key).casefold() in _PNG_NAMES for key in image.info)
    except Exception:  # noqa: BLE001 - untrusted bytes: what cannot be read may tell anything
        return True
    said = any(str(tags.get(tag, "")).replace("\0", "").strip() for tag in _NAMING)
    return bool(place) or said or named or _WRITTEN.search(words.encode("utf-8", "replace")) is not None


def recording_tells(path: Path) -> bool:
    """Tells whether a film or sound names a place or its maker.

    Raises:
        OSError: It cannot be read.
    """
    if not path.stat().st_size:
        return False
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return _RECORDED.search(data) is not None
