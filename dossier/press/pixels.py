"""Any picture file, opened: as many pixels as it holds, upright, in colours that a page can show."""

import contextlib
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import IO, Final

import pi_heif
from PIL import Image, ImageCms, ImageFile

from dossier.basis import limits
from dossier.basis.errors import UnreadableError
from dossier.press.tiff_rows import shortened_tiff
from dossier.press.whole import ends_early, filled_up

_NO_SCREEN_MODES: Final = ("CMYK", "LAB")

_HELD_PIXELS = 60_000_000
"""Pixels kept of a decoded picture: an A4 page at 800 dpi, some 250 MB while it is changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pixels:
    """A decoded picture.

    Attributes:
        image: Upright, in mode 1, L, P (without transparency) or RGB (sRGB).
        partial: Whether the file ends before the picture does; the rest is grey, black or noise.
        reduced: Whether it had so many pixels that it was made smaller.
        converted: Whether its colours were not made for a screen, and are as near as one can show them.
    """

    image: Image.Image
    partial: bool
    reduced: bool
    converted: bool


@contextlib.contextmanager
def pillow_rules(*, tolerant: bool) -> Iterator[None]:
    """Sets Pillow's process-wide switches for one picture, and puts them back.

    Its own bound on pixels is lifted because ours is checked on the opened header instead, and its
    warnings are about metadata that we never use. With ``tolerant`` a picture that ends early is
    given as far as it goes.
    """
    before = Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES
    Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES = None, tolerant
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES = before


@cache
def _know_heif() -> None:
    pi_heif.register_heif_opener()


@contextlib.contextmanager
def opened(path: Path, frame: int, *, tolerant: bool = False) -> Iterator[Image.Image]:
    """Opens a picture without decoding it, under ``pillow_rules``.

    Raises:
        UnreadableError: ``picture-unreadable``, ``too-many-pixels``.
        OSError: There is no such file.
    """
    with filled_up(path) as stream, _opened(stream, frame, tolerant=tolerant) as image:
        yield image


@contextlib.contextmanager
def _opened(stream: IO[bytes], frame: int, *, tolerant: bool) -> Iterator[Image.Image]:
    _know_heif()
    with pillow_rules(tolerant=tolerant):
        try:
            image = Image.open(stream)
            if frame:
                image.seek(frame)
        except MemoryError as error:
            raise UnreadableError("too-many-pixels") from error
        except Exception as error:  # untrusted bytes: Pillow's readers raise anything
            raise UnreadableError("picture-unreadable") from error
        if image.width * image.height > limits.IMAGE_PIXELS:
            raise UnreadableError("too-many-pixels")
        yield image


def orientation(image: Image.Image) -> int:
    """Reads how the picture is to be turned (Exif 2.32, 4.6.4, tag 0x0112), 1 when it does not say."""
    try:
        value = image.getexif().get(0x0112, 1)
    except Exception:  # noqa: BLE001  damaged Exif raises anything and then says nothing about turning
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def decode(path: Path, frame: int, *, side_px: int | None = None) -> Pixels:
    """Decodes a picture, as far as it goes.

    Args:
        path: The file.
        frame: Which of its pictures, 0-based.
        side_px: When given, a JPEG may be decoded smaller, but not below a square of this side.

    Raises:
        UnreadableError: ``picture-unreadable``, ``too-many-pixels``.
    """
    try:
        with filled_up(path) as stream:
            pixels = _decode(stream, frame, side_px, tolerant=False)
        return replace(pixels, partial=ends_early(path))
    except UnreadableError as refusal:
        if refusal.code != "picture-unreadable":
            raise
    return _as_far_as_it_goes(path, frame, side_px)


def _as_far_as_it_goes(path: Path, frame: int, side_px: int | None) -> Pixels:
    try:
        with filled_up(path) as stream:
            return _decode(stream, frame, side_px, tolerant=True)
    except UnreadableError:
        rest = None if frame else shortened_tiff(path.read_bytes())
        if rest is None:
            raise
    return _decode(io.BytesIO(rest), frame, side_px, tolerant=True)


def _decode(stream: IO[bytes], frame: int, side_px: int | None, *, tolerant: bool) -> Pixels:
    with _opened(stream, frame, tolerant=tolerant) as image:
        try:
            if side_px:
                image.draft(None, (side_px, side_px))
            image.load()
            turn = orientation(image)
            smaller = _held(image)
            upright = _turned(shown(smaller), turn)
            if upright is image:
                # Free of its file: some readers go back to it at every use.
                upright = image.copy()
        except MemoryError as error:
            raise UnreadableError("too-many-pixels") from error
        except Exception as error:  # untrusted bytes: Pillow's readers raise anything
            raise UnreadableError("picture-unreadable") from error
        converted = image.mode in _NO_SCREEN_MODES
        return Pixels(image=upright, partial=tolerant, reduced=smaller is not image, converted=converted)


def _held(image: Image.Image) -> Image.Image:
    """Makes a picture of too many pixels smaller by a whole factor; 1 bit ones are small as they are."""
    pixels = image.width * image.height
    if pixels <= _HELD_PIXELS or image.mode in ("1", "P", "PA"):
        return image
    factor = next(n for n in range(2, 1000) if pixels / n**2 <= _HELD_PIXELS)
    return image.reduce(factor)


_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _turned(image: Image.Image, turn: int) -> Image.Image:
    return image.transpose(_TURNS[turn]) if turn in _TURNS else image


def shown(image: Image.Image) -> Image.Image:
    """Gives a loaded picture the colours of a page: alpha on white, every depth scaled to 8 bits, sRGB."""
    if image.has_transparency_data:
        return _on_white(image)
    if image.mode == "1" or (image.mode == "P" and image.palette and image.palette.mode == "RGB"):
        return image
    if image.mode[:1] in ("I", "F"):
        image = _eight_bits(image)
    if image.mode == "LAB":
        return _to_srgb(image, ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")))
    profile = image.info.get("icc_profile")
    if profile and not is_srgb(profile):
        return _to_srgb(image, io.BytesIO(profile))
    return image if image.mode in ("L", "RGB") else image.convert("RGB")


def _on_white(image: Image.Image) -> Image.Image:
    """Lays what is transparent on white paper (a page has no other ground)."""
    mode = "LA" if image.mode in ("LA", "La", "L") else "RGBA"
    with_alpha = image if image.mode == mode else image.convert(mode)
    paper = Image.new(mode[:-1], image.size, "white")
    paper.paste(with_alpha.convert(mode[:-1]), mask=with_alpha.getchannel("A"))
    profile = image.info.get("icc_profile")
    if profile and not is_srgb(profile):
        return _to_srgb(paper, io.BytesIO(profile))
    return paper


def _eight_bits(image: Image.Image) -> Image.Image:
    """Scales 16 or 32 bit grey to 8 bits; Pillow's own conversion cuts at 255, which is white."""
    if image.mode.startswith("I;16"):
        return _scaled(image.convert("I"), 0, 65535)
    found = image.convert("F").getextrema()
    low, high = (float(bound) for bound in found if isinstance(bound, (int, float)))
    # Photographs count to 1, 255 or 65535; measurements beyond that are spread over the whole scale.
    tops = (255.0, 65535.0) if image.mode == "I" else (1.0, 255.0, 65535.0)
    top = next((top for top in tops if low >= 0 and high <= top), None)
    return _scaled(image, 0, top) if top else _scaled(image, low, high)


def _scaled(image: Image.Image, low: float, high: float) -> Image.Image:
    scale = 255 / (high - low or 1)
    return image.convert("F").point(lambda value: value * scale + (0.5 - low * scale)).convert("L")


def is_srgb(profile: bytes) -> bool:
    """Tells whether a colour profile only says what is taken for granted; one for inks never does."""
    return profile[16:20] != b"CMYK" and (b"sRGB" in profile or b"s\0R\0G\0B" in profile)


def _to_srgb(image: Image.Image, profile: ImageCms.ImageCmsProfile | io.BytesIO) -> Image.Image:
    """Changes colours to sRGB; a damaged profile changes nothing but the mode."""
    try:
        target = ImageCms.createProfile("sRGB")
        changed = ImageCms.profileToProfile(image, profile, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        changed = None
    return changed if changed is not None else image.convert("RGB")
