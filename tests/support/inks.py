"""Pictures in the colours of a printing press, and a press's profile, made by the tests."""

import io
import itertools
import struct

from PIL import Image, ImageChops

INKS = ((255, 0, 0, 0), (0, 255, 255, 0), (0, 0, 0, 255), (60, 40, 40, 20))
"""What ``in_strips`` shows from left to right: cyan, red, black and a grey of four inks."""

STRIPS_SIZE = (160, 120)

_PAPERS = {
    (0, 0, 0): (95, 0, -2),
    (1, 0, 0): (55, -37, -50),
    (0, 1, 0): (48, 74, -3),
    (0, 0, 1): (89, -5, 93),
    (1, 1, 0): (24, 22, -46),
    (1, 0, 1): (50, -65, 27),
    (0, 1, 1): (47, 68, 48),
    (1, 1, 1): (23, 0, 0),
}
"""Colours (Lab) of full inks over each other on coated paper, as offset presses print them."""

_WHITE = struct.pack(">3i", 63190, 65536, 54061)
_ONES = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)


def in_strips(inks: tuple[tuple[int, ...], ...] = INKS) -> Image.Image:
    """Makes a picture of even strips, each printed with its inks."""
    image = Image.new("CMYK", STRIPS_SIZE)
    wide = image.width // len(inks)
    for number, ink in enumerate(inks):
        image.paste(ink, (number * wide, 0, (number + 1) * wide, image.height))
    return image


def coded_in_luma(colours: tuple[tuple[int, int, int], ...]) -> bytes:
    """Makes a JPEG of strips as Photoshop writes it: luma and chroma of the inks, and black (YCCK)."""
    image = Image.new("RGB", STRIPS_SIZE)
    wide = image.width // len(colours)
    for number, colour in enumerate(colours):
        image.paste(colour, (number * wide, 0, (number + 1) * wide, image.height))
    # Where light is missing is ink; and Pillow writes all four planes the other way round.
    planes = ImageChops.invert(image).convert("YCbCr").split()
    inks = Image.merge("CMYK", [*map(ImageChops.invert, planes), Image.new("L", image.size, 0)])
    jpeg = bytearray(jpeg_of(inks))
    jpeg[jpeg.index(b"Adobe") + 11] = 2
    return bytes(jpeg)


def jpeg_of(image: Image.Image, *, profile: bytes | None = None) -> bytes:
    """Writes inks as every program does: inverted, with Adobe's marker saying so."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=98, subsampling=0, icc_profile=profile)
    return buffer.getvalue()


def unmarked(jpeg: bytes) -> bytes:
    """Takes Adobe's marker away."""
    start = jpeg.index(b"Adobe") - 4
    return jpeg[:start] + jpeg[start + 2 + int.from_bytes(jpeg[start + 2 : start + 4], "big") :]


def press_profile(name: bytes = b"press") -> bytes:
    """Makes the profile of a press (ICC.1:2001, lut8Type): sixteen full inks, and what lies between."""
    table = b"".join(_paper(inks) for inks in itertools.product((0, 1), repeat=4))
    ramp = bytes(range(256))
    tags = {
        b"desc": b"desc" + struct.pack(">II", 0, len(name) + 1) + name + bytes(1 + 4 + 4 + 2 + 1 + 67),
        b"cprt": b"text" + bytes(4) + b"none\0",
        b"wtpt": b"XYZ " + bytes(4) + _WHITE,
        b"A2B0": b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + _ONES + ramp * 4 + table + ramp * 3,
    }
    return _profile_of(tags, kind=b"prtr", colours=b"CMYK", between=b"Lab ")


def grey_profile(gamma: float) -> bytes:
    """Makes the profile of grey that grows lighter with a power (ICC.1:2001, curveType)."""
    tags = {
        b"wtpt": b"XYZ " + bytes(4) + _WHITE,
        b"kTRC": b"curv" + struct.pack(">IIHH", 0, 1, round(gamma * 256), 0),
    }
    return _profile_of(tags, kind=b"mntr", colours=b"GRAY", between=b"XYZ ")


def _paper(inks: tuple[int, ...]) -> bytes:
    lightness, red, yellow = _PAPERS[inks[0], inks[1], inks[2]]
    if inks[3]:
        lightness, red, yellow = lightness // 6, red // 10, yellow // 10
    return bytes((round(lightness * 2.55), red + 128, yellow + 128))


def _profile_of(tags: dict[bytes, bytes], *, kind: bytes, colours: bytes, between: bytes) -> bytes:
    start = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for name, data in tags.items():
        table += struct.pack(">4sII", name, start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    head = struct.pack(">I4s", start + len(body), bytes(4)) + b"\x02\x40\0\0" + kind + colours + between
    head += struct.pack(">6H", 2000, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + _WHITE
    return head.ljust(128, b"\0") + table + body


def tiff_of(size: tuple[int, int], data: bytes, *, colours: int, channels: int, bits: int) -> bytes:
    """Writes bare rows as a TIFF, in colours and depths that Pillow does not write.

    Args:
        size: Width and height.
        data: The rows; values of 16 bits low byte first.
        colours: TIFF's own number: 2 RGB, 5 CMYK, 8 Lab.
        channels: Values of a pixel, at least 3.
        bits: Of one value.
    """
    fields = {256: size[0], 257: size[1], 259: 1, 262: colours, 277: channels, 278: size[1], 279: len(data)}
    after = 8 + 2 + 12 * (len(fields) + 2) + 4
    rows = {tag: struct.pack("<HHII", tag, 4, 1, value) for tag, value in fields.items()}
    rows[258] = struct.pack("<HHII", 258, 3, channels, after)
    rows[273] = struct.pack("<HHII", 273, 4, 1, after + 2 * channels)
    directory = struct.pack("<H", len(rows)) + b"".join(rows[tag] for tag in sorted(rows)) + bytes(4)
    return (
        b"II*\0" + struct.pack("<I", 8) + directory + struct.pack(f"<{channels}H", *[bits] * channels) + data
    )
