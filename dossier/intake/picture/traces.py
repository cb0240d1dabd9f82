"""What a picture says about people: where it was taken, by whom, with which one camera, what came with it.

None of it reaches the annex, which takes over the coded picture alone; here it is only told, so that
nobody sends the original unaware.
"""

import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PIL import Image

from dossier.model.finding import Finding, note

GPS: Final = 0x8825
_ARTIST, _COPYRIGHT, _OWNER, _BODY_NUMBER, _LENS_NUMBER = 0x013B, 0x8298, 0xA430, 0xA431, 0xA435
_XP_AUTHOR: Final = 0x9C9D
_NAMING: Final = (_ARTIST, _COPYRIGHT, _OWNER, _BODY_NUMBER, _LENS_NUMBER, _XP_AUTHOR)

_XMP_PLACE: Final = re.compile(r"exif:GPSLatitude|exif:GPSLongitude|Iptc4xmpCore:Location|photoshop:City")
_XMP_NAME: Final = re.compile(
    r"dc:creator|aux:SerialNumber|aux:OwnerName|exifEX:(?:BodySerialNumber|CameraOwnerName)|photoshop:Credit"
)
_XMP_CHARS: Final = 200_000
_PNG_NAMES: Final = frozenset({"author", "artist", "copyright", "creator"})

# Marks of IPTC data sets (IIM 4.2): record 2, by-line 80, city 90, sub-location 92.
_IPTC_NAME, _IPTC_PLACES = b"\x1c\x02\x50", (b"\x1c\x02\x5a", b"\x1c\x02\x5c")

_SEALS: Final = (b"c2pa", b"jumb")
_FILM: Final = re.compile(
    rb"(?:Camera|GCamera|Container):?(?:MicroVideo|MotionPhoto)(?:=|>)\s*\"?1|MotionPhoto_Data"
)
_FILM_WORDS: Final = (b"MicroVideo", b"MotionPhoto")
_FILM_BOX: Final = b"mpvd"
_ENDS_BYTES: Final = 128 * 1024


def traces(image: Image.Image, tags: Mapping[int, object], path: Path, *, file: str) -> tuple[Finding, ...]:
    """Tells which personal data a picture file holds; a kind of it once.

    Args:
        image: Its header is enough.
        tags: Exif tags, main and sub directory in one, the place's directory under its own number.
        path: The file.
        file: Its name.
    """
    xmp, iptc = _xmp(image), _iptc(image)
    ends = _ends(path)
    told = []
    if tags.get(GPS) or _XMP_PLACE.search(xmp) or any(mark in iptc for mark in _IPTC_PLACES):
        told.append(note("gps-removed", file=file))
    if _names(image, tags) or _XMP_NAME.search(xmp) or _IPTC_NAME in iptc:
        told.append(note("owner-removed", file=file))
    if _has_film(ends):
        told.append(note("film-removed", file=file))
    if all(mark in ends for mark in _SEALS):
        told.append(note("seal-in-original", file=file))
    return tuple(told)


def _has_film(ends: bytes) -> bool:
    if ends[4:8] == b"ftyp" and _FILM_BOX in ends:
        return True
    # Searching is slow, and nearly all pictures lack the words.
    return any(word in ends for word in _FILM_WORDS) and _FILM.search(ends) is not None


def _ends(path: Path) -> bytes:
    """Reads the start and the end of a file, where programs write what is no picture."""
    with path.open("rb") as stream:
        head = stream.read(_ENDS_BYTES)
        stream.seek(max(len(head), stream.seek(0, io.SEEK_END) - _ENDS_BYTES))
        return head + stream.read()


def _xmp(image: Image.Image) -> str:
    found = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or ""
    text = found.decode("utf-8", "ignore") if isinstance(found, bytes) else str(found)
    return text[:_XMP_CHARS]


def _iptc(image: Image.Image) -> bytes:
    """Gives the raw IPTC data of a JPEG: Pillow keeps Photoshop's resources by their numbers."""
    resources = image.info.get("photoshop")
    found = resources.get(0x0404) if isinstance(resources, dict) else None
    return found if isinstance(found, bytes) else b""


def _names(image: Image.Image, tags: Mapping[int, object]) -> bool:
    texts = (key for key, value in image.info.items() if isinstance(key, str) and isinstance(value, str))
    return any(_says(tags.get(tag)) for tag in _NAMING) or any(key.casefold() in _PNG_NAMES for key in texts)


def _says(value: object) -> bool:
    text = value.decode("latin-1") if isinstance(value, bytes) else str(value or "")
    return bool(text.replace("\0", "").strip())
