"""Reads a picture: its pages, how it is looked at, when it was taken, and a key to find its copies."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pi_heif
from PIL import Image

from dossier.basis import limits
from dossier.basis.digest import Digest
from dossier.basis.errors import UnreadableError
from dossier.intake.picture_dates import dates_of
from dossier.intake.reader import Source
from dossier.model.body import ImageBody
from dossier.model.draft import Draft
from dossier.model.finding import Finding, note, warning
from dossier.model.piece import FileKind, State
from dossier.press.pixels import decode, orientation, pillow_rules

log = logging.getLogger(__name__)

PAGES: Final = 500
"""Pages of one TIFF; a whole binder scanned at once has fewer."""

_EXIF, _GPS = 0x8769, 0x8825
_MAKE, _MODEL, _SOFTWARE, _DESCRIPTION, _COMMENT = 0x010F, 0x0110, 0x0131, 0x010E, 0x9286
_KEY_WIDTH, _KEY_HEIGHT = 9, 8
_SIDEWAYS = 5
"""From this Exif orientation on, width and height change places (Exif 2.32, 4.6.4)."""


def read_image(source: Source) -> Draft:
    """Reads a picture; every page of a TIFF, the first picture of anything else.

    Raises:
        UnreadableError: ``damaged``; it cannot be decoded at all. ``too-many-pixels``.
    """
    try:
        with _opened(source.path) as image:
            bodies, whole = _bodies(image, Digest(source.path.name))
            tags = _tags(image)
            dates = dates_of(image, tags)
        pixels = decode(source.path, 0, side_px=_KEY_WIDTH * 16)
    except UnreadableError as error:
        code = "damaged" if error.code == "picture-unreadable" else error.code
        raise UnreadableError(code, file=source.name) from error
    complete = whole and not pixels.partial
    return Draft(
        kind=FileKind.IMAGE,
        bodies=bodies,
        moments=dates.moments,
        picture_key=picture_key(pixels.image),
        findings=_findings(source, tags, complete=complete, cut=len(bodies) == PAGES),
        state=State.OK if complete else State.PARTIAL,
        facts={**_facts(tags), **({"taken": "1"} if dates.taken else {})},
    )


def picture_key(image: Image.Image) -> str:
    """Makes a key that a picture shares with its recompressed or resized copies (dHash, 64 bits).

    Returns:
        16 hexadecimal digits: one bit for each pair of neighbours of a 9 × 8 grey picture, set when
        the left one is lighter.
    """
    small = image.convert("L").resize((_KEY_WIDTH, _KEY_HEIGHT), Image.Resampling.BOX)
    grey = small.tobytes()
    bits = 0
    for row in range(_KEY_HEIGHT):
        for column in range(_KEY_WIDTH - 1):
            place = row * _KEY_WIDTH + column
            bits = bits << 1 | (grey[place] > grey[place + 1])
    return f"{bits:016x}"


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    """Opens a picture's header and closes the file whatever is found in it.

    Raises:
        UnreadableError: ``picture-unreadable``, ``too-many-pixels``.
    """
    pi_heif.register_heif_opener()
    with pillow_rules():
        try:
            image = Image.open(path)
        except Exception as error:  # untrusted bytes: Pillow's readers raise anything
            raise UnreadableError("picture-unreadable") from error
        with image:
            yield image


def _bodies(image: Image.Image, asset: Digest) -> tuple[tuple[ImageBody, ...], bool]:
    """Lists the pages, and tells whether all of them could be found."""
    bodies = [_body(image, asset, 0)]
    if image.format != "TIFF":
        return tuple(bodies), True
    for frame in range(1, PAGES):
        try:
            image.seek(frame)
        except EOFError:
            return tuple(bodies), True
        except Exception:  # a damaged directory raises anything; the pages before it stay
            log.info("page %d of %s is out of reach", frame, asset, exc_info=True)
            return tuple(bodies), False
        bodies.append(_body(image, asset, frame))
    return tuple(bodies), True


def _body(image: Image.Image, asset: Digest, frame: int) -> ImageBody:
    if image.width * image.height > limits.IMAGE_PIXELS:
        raise UnreadableError("too-many-pixels")
    sideways = orientation(image) >= _SIDEWAYS
    width, height = (image.height, image.width) if sideways else (image.width, image.height)
    return ImageBody(asset=asset, frame=frame, width_px=width, height_px=height)


def _tags(image: Image.Image) -> Mapping[int, object]:
    """Reads Exif, main and sub directory in one; damaged Exif says nothing."""
    tags: dict[int, object] = {}
    try:
        image.seek(0)
        exif = image.getexif()
        tags.update(exif)
        tags.update(exif.get_ifd(_EXIF))
        tags[_GPS] = dict(exif.get_ifd(_GPS))
    except Exception:  # damaged Exif raises anything and then says nothing
        log.info("Exif out of reach", exc_info=True)
    return tags


def _findings(
    source: Source, tags: Mapping[int, object], *, complete: bool, cut: bool
) -> tuple[Finding, ...]:
    findings = []
    if not complete:
        findings.append(warning("picture-truncated"))
    if cut:
        findings.append(warning("picture-pages-cut", file=source.name, pages=PAGES))
    if tags.get(_GPS):
        findings.append(note("gps-removed", file=source.name))
    return tuple(findings)


def _facts(tags: Mapping[int, object]) -> dict[str, str]:
    """Tells what took the picture: a camera, or a screen."""
    words = {tag: _words(tags.get(tag)) for tag in (_MAKE, _MODEL, _SOFTWARE, _DESCRIPTION, _COMMENT)}
    facts = {}
    if words[_MAKE]:
        facts["camera"] = f"{words[_MAKE]} {words[_MODEL]}".strip()
    if any("screenshot" in words[tag].casefold() for tag in (_SOFTWARE, _DESCRIPTION, _COMMENT)):
        facts["screenshot"] = "1"
        facts.pop("camera", None)
    return facts


def _words(value: object) -> str:
    text = value.decode("ascii", "ignore") if isinstance(value, bytes) else str(value or "")
    return " ".join(text.replace("\0", " ").split())[:100]
