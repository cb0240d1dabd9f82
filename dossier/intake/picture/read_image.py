"""Reads a picture: its pages, how it is looked at, when it was taken, and keys to find its copies."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image

from dossier.basis import limits
from dossier.basis.digest import Digest
from dossier.basis.errors import UnreadableError
from dossier.intake.picture.dates import dates_of
from dossier.intake.picture.key import FINE_SIDE_PX, coding_key, picture_key, row_marks
from dossier.intake.picture.traces import GPS, traces
from dossier.intake.reader import Source
from dossier.model.body import ImageBody
from dossier.model.draft import Draft
from dossier.model.finding import Finding, note, warning
from dossier.model.piece import FileKind, State
from dossier.press.pixels import decode, opened, orientation
from dossier.press.whole import ends_early, jpeg_is_whole

log = logging.getLogger(__name__)


_EXIF = 0x8769
_MAKE, _MODEL, _SOFTWARE, _DESCRIPTION, _COMMENT = 0x010F, 0x0110, 0x0131, 0x010E, 0x9286
_KEY_SIDE_PX = 9
_SIDEWAYS = 5
"""From this Exif orientation on, width and height change places (Exif 2.32, 4.6.4)."""

_PHOTOS: Final = frozenset({"JPEG", "MPO", "HEIF"})
_LARGE_PIXELS: Final = 6_000_000
"""Pixels from which decoding is what takes the time; what chats and mails make of a photo has fewer."""

_PHOTO_SHAPE: Final = 1.9
"""Long over short side; screens of telephones are longer, and are compared row by row."""


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
            dates = dates_of(image, tags, path=source.path)
            told = (*_others(image, source), *traces(image, tags, source.path, file=source.name))
            late = _can_wait(image, pages)
        look = _late_look(source) if late else _look(source, screen="camera" not in _facts(tags))
    except UnreadableError as error:
        code = "damaged" if error.code == "picture-unreadable" else error.code
        raise UnreadableError(code, file=source.name) from error
    complete = pages.whole and look.whole and _ends_well(source, len(pages.bodies))
    return Draft(
        kind=FileKind.IMAGE,
        bodies=pages.bodies,
        moments=dates.moments,
        picture_key=look.key,
        findings=(*_findings(source, complete=complete, cut=pages.cut), *told),
        state=State.OK if complete else State.PARTIAL,
        facts=_facts(tags) | dates.facts | ({"rows": look.rows} if look.rows else {}),
    )


def key_of_picture(path: Path) -> str:
    """Makes the key of a picture's look, decoding it; "" when it cannot be decoded."""
    try:
        return picture_key(decode(path, 0, side_px=FINE_SIDE_PX).image)
    except UnreadableError:
        return ""


@dataclass(frozen=True, slots=True)
class _Look:
    """What the pixels of a picture told; ``whole`` unless its end is missing."""

    key: str
    rows: str = ""
    whole: bool = True


def _look(source: Source, *, screen: bool) -> _Look:
    """Decodes a picture; what may be a screen in full, for its rows."""
    pixels = decode(source.path, 0, side_px=None if screen else FINE_SIDE_PX)
    rows = row_marks(pixels.image) if screen and not pixels.reduced else ""
    return _Look(picture_key(pixels.image), rows, not pixels.partial)


def _late_look(source: Source) -> _Look:
    """Leaves a large photograph undecoded when its own marks say that it is all there.

    Decoding takes ten times as long as everything else; its look is asked for when there is something
    to compare it with.
    """
    whole = not ends_early(source.path) and (source.head[:2] != b"\xff\xd8" or jpeg_is_whole(source.path))
    return _Look(coding_key(source.path)) if whole else _look(source, screen=False)


def _can_wait(image: Image.Image, pages: _Pages) -> bool:
    """Tells a photograph that is large to decode, and no screen by its shape."""
    long, short = max(image.size), min(image.size)
    photo = image.format in _PHOTOS and long * short >= _LARGE_PIXELS and long <= _PHOTO_SHAPE * short
    return photo and len(pages.bodies) == 1


def _others(image: Image.Image, source: Source) -> tuple[Finding, ...]:
    """Tells what else the file shows: the further images of a film, the further shots of a series."""
    try:
        count = int(getattr(image, "n_frames", 1))
        if count < 2 or image.format == "TIFF":
            return ()
        if image.format in ("GIF", "WEBP", "PNG", "AVIF"):
            return (note("picture-moving", file=source.name, n=count),)
        shots = _shots(image, count)
    except Exception:  # a damaged list of images raises anything; the first one is shown
        log.info("further images of %s out of reach", source.name, exc_info=True)
        return ()
    return (note("picture-series", file=source.name, n=shots),) if shots > 1 else ()


def _shots(image: Image.Image, count: int) -> int:
    """Counts the images as large as the shown one: smaller ones are previews and maps of light."""
    shown, size, shots = image.tell(), image.size, 0
    for frame in range(min(count, limits.TIFF_PAGES)):
        image.seek(frame)
        shots += image.size == size
    image.seek(shown)
    return shots


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
        if len(bodies) == limits.TIFF_PAGES:
            return _Pages(tuple(bodies), cut=True)
        bodies.append(_body(image, asset, len(bodies)))
    return _Pages(tuple(bodies))


def _ends_well(source: Source, count: int) -> bool:
    """Tells whether the last of several pages is whole: a broken download loses the end of the file."""
    try:
        return count == 1 or not decode(source.path, count - 1, side_px=_KEY_SIDE_PX).partial
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
        tags[GPS] = dict(exif.get_ifd(GPS))
    except Exception:  # damaged Exif raises anything and then says nothing
        log.info("Exif out of reach", exc_info=True)
    return tags


def _findings(source: Source, *, complete: bool, cut: bool) -> tuple[Finding, ...]:
    findings = []
    if not complete:
        findings.append(warning("picture-truncated"))
    if cut:
        findings.append(warning("picture-pages-cut", file=source.name, pages=limits.TIFF_PAGES))
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
