"""The pictures of a sheet that may be photos of ours to make smaller, and how large each one stands.

What is no plain picture of 8 bits in grey or three colours is left alone: masks and what has one, four
colours, palettes, JPEG 2000, other samples than their colours say. So is what another object than a page
or form draws, because its size on paper cannot be told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from dossier.basis import limits
from dossier.press.pdf_geometry import IDENTITY, Matrix, chained
from dossier.press.raster import PT_PER_INCH

KEPT_KEYS: Final = (
    "/Type",
    "/Subtype",
    "/Width",
    "/Height",
    "/ColorSpace",
    "/BitsPerComponent",
    "/Intent",
    "/Interpolate",
    "/OC",
    "/Name",
)
"""Entries that mean the same for a smaller picture (ISO 32000-1, table 89)."""

_KNOWN: Final = frozenset({*KEPT_KEYS, "/Length", "/Filter", "/DecodeParms", "/ImageMask", "/Metadata"})
_DEVICE: Final = {"/DeviceGray": 1, "/DeviceRGB": 3}
_CALIBRATED: Final = {"/CalGray": 1, "/CalRGB": 3}
_DEPTH: Final = 24
_PATTERN_KEYS: Final = ("/PatternType", "/CharProcs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A picture that may be made smaller.

    Attributes:
        number: Its object number.
        size: Bytes of its stream.
        width_px: As stored.
        height_px: As stored.
        channels: 1 or 3.
        coded: Whether it is a JPEG already.
        dpi: Pixels per inch where it stands largest.
    """

    number: int
    size: int
    width_px: int
    height_px: int
    channels: int
    coded: bool
    dpi: float


@dataclass(frozen=True, slots=True)
class _Picture:
    size: int
    width_px: int
    height_px: int
    channels: int
    coded: bool


class _TooMuchError(Exception):
    """More is drawn than any honest page does."""


def find_pictures(pdf: Pdf) -> tuple[Found, ...]:
    """Finds what may be made smaller, by rising object number.

    Raises:
        Exception: Anything that pikepdf raises on damage.
    """
    eligible = _eligible(pdf)
    if not eligible:
        return ()
    walk = _Walk(frozenset(eligible))
    try:
        for page in pdf.pages:
            walk.draw(page.obj, page.obj.get("/Resources"), IDENTITY, 0)
    except _TooMuchError:
        return ()
    return tuple(
        Found(
            number=number,
            size=one.size,
            width_px=one.width_px,
            height_px=one.height_px,
            channels=one.channels,
            coded=one.coded,
            dpi=PT_PER_INCH / walk.points_per_pixel[number],
        )
        for number, one in sorted(eligible.items())
        if walk.points_per_pixel.get(number)
    )


def _eligible(pdf: Pdf) -> dict[int, _Picture]:
    """Gives the plain pictures among all objects, by their numbers."""
    found: dict[int, _Picture] = {}
    others: set[int] = set()
    for entry in pdf.objects:
        if isinstance(entry, Stream) and entry.get("/Subtype") == Name.Image:
            others |= {
                one.objgen[0] for key in ("/SMask", "/Mask") if isinstance(one := entry.get(key), Stream)
            }
            picture = _plain_picture(entry)
            if picture is not None:
                found[entry.objgen[0]] = picture
        elif isinstance(entry, Stream | Dictionary) and any(key in entry for key in _PATTERN_KEYS):
            others |= set(_pictures_below(entry, 0))
    return {number: picture for number, picture in found.items() if number not in others}


def _plain_picture(stream: Stream) -> _Picture | None:
    """Reads a picture's entries; None when it is not to be touched."""
    mask: object = stream.get("/ImageMask")
    if not set(stream.keys()) <= _KNOWN or mask is True:
        return None
    coded, unpacked = (_is_only(stream, one) for one in ("/DCTDecode", "/FlateDecode"))
    if not (coded or unpacked) or (coded and _parameters(stream)):
        return None
    width, height, size = (_whole(stream.get(key)) for key in ("/Width", "/Height", "/Length"))
    channels = _channels(stream.get("/ColorSpace"))
    if stream.get("/BitsPerComponent") != 8 or not channels or size < limits.FIT_PHOTO_BYTES:
        return None
    most = limits.IMAGE_PIXELS if coded else limits.FIT_PIXELS
    if not 0 < width * height <= most:
        return None
    return _Picture(size=size, width_px=width, height_px=height, channels=channels, coded=coded)


def _is_only(stream: Stream, name: str) -> bool:
    """Tells whether this is the one filter."""
    given = stream.get("/Filter")
    if isinstance(given, Array):
        given = given[0] if len(given) == 1 else None
    return isinstance(given, Name) and str(given) == name


def _parameters(stream: Stream) -> bool:
    given = stream.get("/DecodeParms")
    listed: Sequence[object] = list(given) if isinstance(given, Array) else [given]
    return any(isinstance(one, Dictionary) and len(one.keys()) for one in listed)


def _whole(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _channels(colours: object) -> int:
    """Counts the values of a pixel; 0 for colours that are left alone."""
    if isinstance(colours, Name):
        return _DEVICE.get(str(colours), 0)
    if not isinstance(colours, Array) or len(colours) < 2:
        return 0
    if colours[0] == Name.ICCBased and isinstance(colours[1], Stream):
        count = _whole(colours[1].get("/N"))
        return count if count in (1, 3) else 0
    return _CALIBRATED.get(str(colours[0]), 0)


def _pictures_below(entry: Object, depth: int) -> Iterator[int]:
    """Gives the pictures that a pattern or a drawn font uses, its forms included."""
    resources = entry.get("/Resources")
    drawn = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    for one in drawn.values() if isinstance(drawn, Dictionary) and depth < _DEPTH else ():
        if isinstance(one, Stream):
            yield one.objgen[0]
            yield from _pictures_below(one, depth + 1)


class _Walk:
    """Follows what pages draw, through their forms, and keeps how large each picture stands."""

    def __init__(self, wanted: frozenset[int]) -> None:
        self._wanted = wanted
        self._draws: dict[tuple[int, int], tuple[tuple[Matrix, Name], ...]] = {}
        self._steps = 0
        self.points_per_pixel: dict[int, float] = {}

    def draw(self, content: Object, resources: object, above: Matrix, depth: int) -> None:
        """Follows one content stream.

        Args:
            content: A page or a form.
            resources: Its own, or those that it is drawn with.
            above: From its space to the page's.
            depth: How many forms deep.
        """
        drawn = resources.get("/XObject") if isinstance(resources, Dictionary) else None
        if not isinstance(drawn, Dictionary) or depth > _DEPTH:
            return
        for matrix, name in self._of(content):
            self._steps += 1
            if self._steps > limits.FIT_PLACEMENTS:
                raise _TooMuchError
            one = drawn.get(name)
            here = chained(matrix, above)
            if isinstance(one, Stream) and one.objgen[0] in self._wanted:
                self._note(one, here)
            elif isinstance(one, Stream) and one.get("/Subtype") == Name.Form:
                self.draw(one, one.get("/Resources", resources), chained(_matrix(one), here), depth + 1)

    def _note(self, picture: Stream, here: Matrix) -> None:
        a, b, c, d, _, _ = here
        across = hypot(a, b) / max(1, _whole(picture.get("/Width")))
        up = hypot(c, d) / max(1, _whole(picture.get("/Height")))
        number = picture.objgen[0]
        self.points_per_pixel[number] = max(self.points_per_pixel.get(number, 0.0), across, up)

    def _of(self, content: Object) -> tuple[tuple[Matrix, Name], ...]:
        """Gives what a content stream draws by name, and through which matrix."""
        if content.objgen not in self._draws:
            self._draws[content.objgen] = tuple(_drawn(content))
        return self._draws[content.objgen]


def _drawn(content: Object) -> Iterator[tuple[Matrix, Name]]:
    now, saved = IDENTITY, list[Matrix]()
    for instruction in pikepdf.parse_content_stream(content, "q Q cm Do"):
        operands = list(instruction.operands)
        match str(instruction.operator):
            case "q":
                saved.append(now)
            case "Q":
                now = saved.pop() if saved else now
            case "cm" if len(operands) == 6:
                now = chained(_numbers(operands), now)
            case "Do" if operands and isinstance(operands[0], Name):
                yield now, operands[0]


def _matrix(form: Stream) -> Matrix:
    given = form.get("/Matrix")
    return _numbers(list(given)) if isinstance(given, Array) and len(given) == 6 else IDENTITY


def _numbers(values: Sequence[object]) -> Matrix:
    a, b, c, d, e, f = (float(str(value)) for value in values)
    return (a, b, c, d, e, f)
