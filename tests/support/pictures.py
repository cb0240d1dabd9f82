"""Pictures made by the tests: every format, turned, damaged, or full of things that must not travel."""

import base64
import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageCms, ImageDraw, TiffImagePlugin

Colour = tuple[int, int, int]

RED: Colour = (230, 20, 20)
GREEN: Colour = (20, 200, 20)
BLUE: Colour = (20, 20, 230)
YELLOW: Colour = (240, 230, 20)

UPRIGHT = (RED, GREEN, BLUE, YELLOW)
"""The corners of ``corners``: upper left, upper right, lower left, lower right."""

SECRET = b"48.8583N-2.2945E-Louise"
"""What stands in every piece of metadata that ``talkative_jpeg`` writes."""

_BACK: dict[int, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def corners(width: int = 120, height: int = 160) -> Image.Image:
    """Makes a picture with four corners of ``UPRIGHT`` colours and a white middle."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    wide, high = width * 2 // 5, height * 2 // 5
    for colour, x, y in zip(
        UPRIGHT, (0, width - wide) * 2, (0, 0, height - high, height - high), strict=True
    ):
        draw.rectangle((x, y, x + wide - 1, y + high - 1), fill=colour)
    return image


def lying(image: Image.Image, turn: int) -> Image.Image:
    """Stores a picture so that the Exif orientation ``turn`` makes it upright again."""
    return image.transpose(_BACK[turn]) if turn in _BACK else image


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    """Writes a picture in one of Pillow's formats."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def exif(turn: int | None = None, *, place: bool = False) -> bytes:
    """Makes Exif data with an orientation, and with a place and a name."""
    made = Image.Exif()
    if turn is not None:
        made[0x0112] = turn
    if place:
        made[0x010F] = SECRET.decode()
        made.get_ifd(0x8825)[1] = "N"
        made.get_ifd(0x8825)[29] = SECRET.decode()
    return made.tobytes()


def segment(marker: int, body: bytes) -> bytes:
    """Makes a JPEG segment."""
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def talkative_jpeg(image: Image.Image, turn: int = 1) -> bytes:
    """Makes a JPEG that tells what a telephone tells: place, name, comment, previews, a second picture."""
    plain = encoded(image, "JPEG", quality=88, exif=exif(turn, place=True), comment=SECRET)
    loud = b"".join(
        (
            segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00<x>" + SECRET + b"</x>"),
            segment(0xE0, b"JFXX\x00\x10" + SECRET),
            segment(0xED, b"Photoshop 3.0\x008BIM" + SECRET),
            segment(0xE2, b"MPF\x00" + SECRET),
            segment(0xE7, SECRET),
            segment(0xFE, SECRET),
        )
    )
    return plain[:2] + loud + plain[2:] + b"\x00" + SECRET + plain


def scan_of(jpeg: bytes) -> bytes:
    """Gives the coded picture of a JPEG: from its first scan to its first end."""
    return jpeg[jpeg.index(b"\xff\xda") : jpeg.index(b"\xff\xd9") + 2]


def cut(data: bytes, share: float) -> bytes:
    """Leaves the rest of a file away."""
    return data[: int(len(data) * share)]


def grey16(value: int, size: tuple[int, int] = (40, 30)) -> Image.Image:
    """Makes an even picture of 16 bit grey."""
    return Image.new("I;16", size, value)


def tiff_pages(*pages: Image.Image) -> bytes:
    """Makes a TIFF of several pages."""
    return encoded(pages[0], "TIFF", save_all=True, append_images=list(pages[1:]))


def strips_first(image: Image.Image) -> bytes:
    """Makes a TIFF of packed strips of 32 rows whose directory stands before them, as scanners write it."""
    rows = 32
    strips = [
        zlib.compress(image.crop((0, top, image.width, min(top + rows, image.height))).tobytes())
        for top in range(0, image.height, rows)
    ]
    entries = 10
    after = 8 + 2 + entries * 12 + 4
    places, start = [], after + 6 + 8 * len(strips)
    for strip in strips:
        places.append(start)
        start += len(strip)
    table = after + 6
    fields = (
        (256, 4, 1, image.width),
        (257, 4, 1, image.height),
        (258, 3, 3, after),
        (259, 3, 1, 8),
        (262, 3, 1, 2),
        (273, 4, len(strips), table),
        (277, 3, 1, 3),
        (278, 4, 1, rows),
        (279, 4, len(strips), table + 4 * len(strips)),
        (284, 3, 1, 1),
    )
    directory = b"".join(
        struct.pack("<HHI", tag, kind, count)
        + struct.pack(
            "<HH" if kind == 3 and count == 1 else "<I",
            *((value, 0) if kind == 3 and count == 1 else (value,)),
        )
        for tag, kind, count, value in fields
    )
    head = b"II*\0" + struct.pack("<IH", 8, entries) + directory + bytes(4) + struct.pack("<3H", 8, 8, 8)
    lengths = [len(strip) for strip in strips]
    return head + struct.pack(f"<{2 * len(strips)}I", *places, *lengths) + b"".join(strips)


def fax(width: int = 200, height: int = 140) -> bytes:
    """Makes a fax in standard resolution: 204 points to the inch across, 98 down."""
    info = TiffImagePlugin.ImageFileDirectory_v2()
    info[282], info[283], info[296] = 204.0, 98.0, 2
    return encoded(Image.new("1", (width, height), 0), "TIFF", compression="group3", tiffinfo=info)


def png_of_size(width: int, height: int) -> bytes:
    """Makes a PNG that claims a size and holds hardly any data."""
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)),
            _chunk(b"IDAT", zlib.compress(b"\x00" * 1000)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def swapped_profile() -> bytes:
    """Makes an RGB profile in which red and green are exchanged, so that its use can be seen."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile = bytearray(
        bytes(profile).replace(b"sRGB", b"xRGB").replace("sRGB".encode("utf-16-be"), b"\0x\0R\0G\0B")
    )
    table = 132
    entries = {bytes(profile[at : at + 4]): at for at in range(table, table + 12 * profile[131], 12)}
    red, green = entries[b"rXYZ"] + 4, entries[b"gXYZ"] + 4
    profile[red : red + 8], profile[green : green + 8] = profile[green : green + 8], profile[red : red + 8]
    return bytes(profile)


def heic() -> bytes:
    """Gives a HEIC as a telephone held upright writes it: stored lying, turned by its ``irot`` box.

    64 by 128 pixels as it is looked at; red, green, blue and white quarters. Nothing in the test
    environment can code HEVC, so the file of 598 bytes stands here as it was made once.
    """
    return zlib.decompress(base64.b85decode(_HEIC))


_HEIC = (
    "c-muNV30{GsVvAy%}izhg51nBLl8SRGck>UfpKAOYDppk1Sn>t<P<^K3<a6VB@Af5Br_);Y>0~k0}}%yh{bpmLW4{OiU9$W5"
    "nMzCh%GWR^U}aPkgO<>lL}S_RFhGbY{-Bl$Ouy6T9FA>&R39GlFI;9$?zbvpr`;yAIL07&Ii&JK)ue4%pjo&U`28t82<eI@q"
    ">YZpE&`jL&AZPhw=Y^kOF3q3T6<J+r{LN2$a-zVq`><Ss<X`n7V6{SN80Nwq_=fkP(Pr5=a87XLn&dShPXO0ceeIa(+%xUUE"
    "(aP?(p2tpO+`l384k3iU9E4^k#jkXexl5@6=w-~dvbnML^}K${pOG7EBH!Oh6P$lA!n%+d;EOJx?Nra{H|l2eM4!Ql(?`OMs"
    "uL{LOzYA~+nd~jUcvNS&a=hXWDztXP%|1;<KTt~D2|1P$r*G+D@|M%rT{Y2Z{`?p<~`6GA7yTt+pYn?ZE+`PIps5h&&YLn)5"
    "kMJ(Hg_<GKpIqDjf3RG{{B7#_{g2lQd#|zoSN(1Oj~^TDSGb>i0JMw^5(~b*3|c@Q2LmIc5GbI44q}725dd2_i^T"
)


def make_svg(more: bytes = b"") -> bytes:
    """Makes a drawing with a title and a line of words."""
    words = "Fissure près de la fenêtre".encode()
    return (
        b'<?xml version="1.0" encoding="UTF-8"?>\n'
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300">'
        b"<title>Plan du salon</title><style>text { fill: navy }</style>"
        b'<rect width="400" height="300" fill="#ddeeff"/><text x="40" y="60" font-size="24">'
        + words
        + b"</text>"
        + more
        + b"</svg>"
    )
