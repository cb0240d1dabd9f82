"""Picture files made ready for a PDF: their coded data taken over, or coded anew."""

import io
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image, ImageCms

from dossier.press.jpeg import bare_jpeg
from dossier.press.pixels import Pixels, decode, is_srgb, opened, orientation
from dossier.press.png import bare_png
from dossier.press.profile import bare_profile

_CHECKED_PIXELS = 100_000_000
"""Pixels up to which a JPEG is decoded once, at an eighth, to see whether it can be."""

_QUALITY = 92
_SMALL_QUALITY = 88
_LOSSY = frozenset({"JPEG", "MPO", "HEIF", "AVIF", "JPEG2000"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """A picture, coded as a PDF holds it.

    Attributes:
        data: The coded picture.
        coding: "DCTDecode" (JPEG) or "FlateDecode" (rows of PNG).
        width_px: As stored.
        height_px: As stored.
        channels: 1 or 3.
        bits: Of one value.
        palette: Red, green and blue of each entry; b"" when it has none.
        profile: ICC profile that the colours mean; b"" for sRGB and plain grey.
        turn: How it is to be turned, 1 to 8, as in Exif.
        stretch: Height of a pixel over its width; 1 but for faxes.
        partial: Whether the file ends before the picture does.
        reduced: Whether it had so many pixels that it was made smaller.
        converted: Whether its colours were not made for a screen.
    """

    data: bytes
    coding: str
    width_px: int
    height_px: int
    channels: int
    bits: int = 8
    palette: bytes = b""
    profile: bytes = b""
    turn: int = 1
    stretch: float = 1.0
    partial: bool = False
    reduced: bool = False
    converted: bool = False

    @property
    def shown_width_px(self) -> float:
        """Width as it is looked at."""
        return self.height_px * self.stretch if self.turn >= 5 else self.width_px

    @property
    def shown_height_px(self) -> float:
        """Height as it is looked at."""
        return self.width_px if self.turn >= 5 else self.height_px * self.stretch


def embed(path: Path, frame: int = 0) -> Embedded:
    """Makes a picture file ready for a PDF, without loss where its own format has none.

    A whole JPEG keeps its coded bytes, a whole opaque PNG its compressed rows. Everything else is
    decoded: what was coded with loss (HEIC, AVIF, WebP, JPEG of other kinds) becomes a JPEG of
    quality 92 with full colour resolution, because its pixels are guesses already and would weigh
    ten times as much; what was coded without loss stays so.

    Raises:
        UnreadableError: ``picture-unreadable``, ``too-many-pixels``.
    """
    with opened(path, frame) as image:
        kind, turn = image.format or "", orientation(image)
        opens = _decodes(image) if kind in ("JPEG", "MPO") else True
        stretch = _stretch(image)
    if frame == 0 and kind in ("JPEG", "MPO", "PNG") and opens:
        passed = _passed(path.read_bytes(), turn)
        if passed is not None:
            return passed
    lossy = kind in _LOSSY or (kind == "WEBP" and b"VP8L" not in path.read_bytes()[:4096])
    return replace(coded(decode(path, frame), lossy=lossy), stretch=stretch)


def _decodes(image: Image.Image) -> bool:
    """Tells whether a JPEG can be decoded at all: its data may be missing where its frame is whole."""
    if image.width * image.height > _CHECKED_PIXELS:
        return True
    try:
        image.draft(None, (image.width // 8 or 1, image.height // 8 or 1))
        image.load()
    except Exception:  # noqa: BLE001  untrusted bytes: it is then shown as far as it goes
        return False
    return True


def _stretch(image: Image.Image) -> float:
    """Reads the shape of a fax's pixels (TIFF 6.0, XResolution and YResolution)."""
    dpi = image.info.get("dpi") if image.format == "TIFF" else None
    ratio = float(dpi[0]) / float(dpi[1]) if dpi and dpi[0] and dpi[1] else 1.0
    return ratio if 1 / 3 <= ratio <= 3 else 1.0


def _passed(data: bytes, turn: int) -> Embedded | None:
    """Takes the coded picture over as it is, where a PDF can hold it so."""
    if jpeg := bare_jpeg(data):
        return Embedded(
            data=jpeg.data,
            coding="DCTDecode",
            width_px=jpeg.width_px,
            height_px=jpeg.height_px,
            channels=jpeg.components,
            profile=_usable(jpeg.profile, jpeg.components),
            turn=turn,
        )
    if png := bare_png(data):
        return Embedded(
            data=png.data,
            coding="FlateDecode",
            width_px=png.width_px,
            height_px=png.height_px,
            channels=png.channels,
            bits=png.bits,
            palette=png.palette,
            profile=_usable(png.profile, 3 if png.palette else png.channels),
            turn=turn,
        )
    return None


def _usable(profile: bytes, channels: int) -> bytes:
    """Gives a profile that says something and fits its picture, without its words (ICC.1, 7.2)."""
    if len(profile) < 132 or is_srgb(profile) or profile[16:20] != {1: b"GRAY", 3: b"RGB "}[channels]:
        return b""
    bare = bare_profile(profile)
    try:
        ImageCms.ImageCmsProfile(io.BytesIO(bare))
    except OSError:
        return b""
    return bare


def coded(pixels: Pixels, *, lossy: bool) -> Embedded:
    """Codes a decoded picture."""
    image = pixels.image
    buffer = io.BytesIO()
    if lossy:
        rgb = image if image.mode in ("L", "RGB") else image.convert("RGB")
        rgb.save(buffer, "JPEG", quality=_QUALITY, subsampling=0, icc_profile=None)
    else:
        image.save(buffer, "PNG", icc_profile=None)
    return replace(
        _taken(buffer.getvalue()),
        partial=pixels.partial,
        reduced=pixels.reduced,
        converted=pixels.converted,
    )


def _taken(own: bytes) -> Embedded:
    """Takes over what we coded ourselves, which always can be."""
    passed = _passed(own, 1)
    if passed is None:
        raise AssertionError(own[:32])
    return passed


def embed_small(path: Path, *, side_px: int) -> Embedded:
    """Makes a picture in the run of a text ready, with no more pixels than its place can show.

    A chat holds hundreds of photographs at the size of a stamp; whole, they would make an annex that
    nobody can send. What has few pixels goes in as ``embed`` gives it.

    Raises:
        UnreadableError: ``picture-unreadable``, ``too-many-pixels``.
    """
    with opened(path, 0) as image:
        fits = max(image.size) <= side_px * 1.5
    if fits:
        return embed(path)
    pixels = decode(path, 0, side_px=side_px)
    image = pixels.image if pixels.image.mode in ("L", "RGB") else pixels.image.convert("RGB")
    image.thumbnail((side_px, side_px))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=_SMALL_QUALITY, icc_profile=None)
    return replace(_taken(buffer.getvalue()), partial=pixels.partial)
