"""Reads a picture: its pages, how it is looked at, when it was taken, and a key to find its copies."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

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
from dossier.press.pixels import decode, opened, orientation

log = logging.getLogger(__name__)

PAGES: Final = 500
"""Pages of one TIFF; a whole binder scanned at once has fewer."""

_EXIF, _GPS = 0x8769, 0x8825
_MAKE, _MODEL, _SOFTWARE, _DESCRIPTION, _COMMENT = 0x010F, 0x0110, 0x0131, 0x010E, 0x9286
_KEY_WIDTH, _KEY_HEIGHT = 9, 8
_FINE_WIDTH, _FINE_HEIGHT, _FINE_OVER = 25, 32, 3
_SIDEWAYS = 5
"""From this Exif orientation on, width and height change places (Exif 2.32, 4.6.4)."""


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages of a picture; ``whole`` unless some are out of reach, ``cut`` when there are too many."""

    bodies: tuple[ImageBody, ...]
    whole: bool = True
    cut: bool = False


def read_image(source: Source) -> Draft:
    """Reads a picture; every page of a TIFF, the first picture of anything else.

    Raises:
        UnreadableError: ``damaged``; it cannot be decoded at all. ``too-many-pixels``.
    """
    try:
        with opened(source.path, 0) as image:
            pages = _pages(image, Digest(source.path.name))
            tags = _tags(image)
            dates = dates_of(image, tags)
        pixels = decode(source.path, 0, side_px=_FINE_HEIGHT * 16)
    except UnreadableError as error:
        code = "damaged" if error.code == "picture-unreadable" else error.code
        raise UnreadableError(code, file=source.name) from error
    complete = pages.whole and not pixels.partial and _ends_well(source, len(pages.bodies))
    return Draft(
        kind=FileKind.IMAGE,
        bodies=pages.bodies,
        moments=dates.moments,
        picture_key=picture_key(pixels.image),
        findings=_findings(source, tags, complete=complete, cut=pages.cut),
        state=State.OK if complete else State.PARTIAL,
        facts=_facts(tags),
    )


def picture_key(image: Image.Image) -> str:
    """Makes a key that a picture shares with its recompressed or resized copies (dHash).

    Returns:
        16 hexadecimal digits of a coarse key and 192 of a fine one, as ``likeness`` compares them: one
        bit for each pair of neighbours of a grey grid, set when the left one is lighter; in the fine
        key lighter by more than what a JPEG makes of a flat ground.
    """
    grey = image.convert("L")
    return _edges(grey, _KEY_WIDTH, _KEY_HEIGHT) + _edges(grey, _FINE_WIDTH, _FINE_HEIGHT, over=_FINE_OVER)


def _edges(grey: Image.Image, width: int, height: int, *, over: int = 0) -> str:
    cells = grey.resize((width, height), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(height):
        for place in range(row * width, (row + 1) * width - 1):
            bits = bits << 1 | (cells[place] > cells[place + 1] + over)
    return f"{bits:0{(width - 1) * height // 4}x}"


def _pages(image: Image.Image, asset: Digest) -> _Pages:
    """Lists the pages that can be found."""
    bodies = [_body(image, asset, 0)]
    while image.format == "TIFF":
        try:
            image.seek(len(bodies))
        except EOFError:
            break
        except Exception:  # a damaged directory raises anything; the pages before it stay
            log.info("page %d of %s is out of reach", len(bodies), asset, exc_info=True)
            return _Pages(tuple(bodies), whole=False)
        if len(bodies) == PAGES:
            return _Pages(tuple(bodies), cut=True)
        bodies.append(_body(image, asset, len(bodies)))
    return _Pages(tuple(bodies))


def _ends_well(source: Source, count: int) -> bool:
    """Tells whether the last of several pages is whole: a broken download loses the end of the file."""
    try:
        return count == 1 or not decode(source.path, count - 1, side_px=_KEY_WIDTH).partial
    except UnreadableError:
        return False


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
