"""Pictures as objects of a PDF: their entries, their colours, the matrix that turns them upright."""

from typing import Final

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from dossier.basis.digest import digest_of
from dossier.press.embed import Embedded

_Matrix = tuple[float, float, float, float, float, float]

# Where the picture's own right (first pair) and up (second pair) point on the page, and its corner,
# for each Exif orientation, in units of the shown width and height.
_UPRIGHT: Final[dict[int, _Matrix]] = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}

_QUARTER: Final = {1: 6, 6: 3, 3: 8, 8: 1, 2: 7, 7: 4, 4: 5, 5: 2}
"""For each Exif orientation the one that shows the same picture a quarter turn further clockwise."""


def turned_further(turn: int, quarters: int) -> int:
    """Gives the Exif orientation of a picture that is turned clockwise, on top of its own."""
    for _ in range(quarters % 4):
        turn = _QUARTER[turn]
    return turn


def place(
    canvas: Canvas, picture: Embedded, *, x_pt: float, y_pt: float, width_pt: float, height_pt: float
) -> None:
    """Draws a picture upright into a rectangle, whose lower left corner is given.

    The same bytes drawn again are stored once.
    """
    name = f"picture-{digest_of(picture.data + picture.profile + picture.palette)[:24]}"
    if not canvas.hasForm(name):
        document: pdfdoc.PDFDocument = canvas._doc  # type: ignore[attr-defined]  # no other way to it
        document.addForm(name, _stream(document, picture))
    right_x, right_y, up_x, up_y, left, low = _UPRIGHT[picture.turn]
    canvas.saveState()
    canvas.transform(
        right_x * width_pt,
        right_y * height_pt,
        up_x * width_pt,
        up_y * height_pt,
        x_pt + left * width_pt,
        y_pt + low * height_pt,
    )
    canvas.doForm(name)
    canvas.restoreState()


def _stream(document: pdfdoc.PDFDocument, picture: Embedded) -> pdfdoc.PDFStream:
    """Writes an image XObject (ISO 32000-1, 8.9.5)."""
    entries: dict[str, object] = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": picture.width_px,
        "Height": picture.height_px,
        "BitsPerComponent": picture.bits,
        "ColorSpace": _colours(document, picture),
        "Filter": f"/{picture.coding}",
    }
    if picture.coding == "FlateDecode":
        entries["DecodeParms"] = pdfdoc.PDFDictionary(
            {
                "Predictor": 15,
                "Colors": picture.channels,
                "BitsPerComponent": picture.bits,
                "Columns": picture.width_px,
            }
        )
    return pdfdoc.PDFStream(dictionary=pdfdoc.PDFDictionary(entries), content=picture.data, filters=[])


def _colours(document: pdfdoc.PDFDocument, picture: Embedded) -> object:
    channels = 3 if picture.palette else picture.channels
    base: object = "/DeviceGray" if channels == 1 else "/DeviceRGB"
    if picture.profile:
        profile = pdfdoc.PDFStream(
            dictionary=pdfdoc.PDFDictionary({"N": channels}),
            content=picture.profile,
            filters=[pdfdoc.PDFZCompress],
        )
        name = f"profile-{digest_of(picture.profile)[:24]}"
        reference = document.Reference(profile, name)  # type: ignore[no-untyped-call]  # the stubs leave it bare
        base = pdfdoc.PDFArray(["/ICCBased", reference])
    if not picture.palette:
        return base
    last = len(picture.palette) // 3 - 1
    return pdfdoc.PDFArray(["/Indexed", base, last, f"<{picture.palette.hex()}>"])
