"""Last step: a page as a picture, when nothing else shows what its source shows."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from PIL import Image

from dossier.basis.errors import UnreadableError
from dossier.basis.units import Dpi
from dossier.press.pdf_geometry import Place, Rect, Shape, place
from dossier.press.raster import PT_PER_INCH, Raster, pixels
from dossier.press.sheet_file import SheetFile
from dossier.press.sheet_page import FormUse, PageDrawing

PICTURE_DPI = Dpi(200)
"""Sharp on paper and on a screen; small print stays readable."""

JPEG_QUALITY = 90


def press_as_pictures(
    raster: Raster, target: Path, *, without: Mapping[int, tuple[int, ...]], places: Mapping[int, Place]
) -> dict[int, PageDrawing]:
    """Makes a fragment of some pages, each a picture.

    Args:
        raster: The source, opened for drawing.
        target: Where to write the fragment.
        without: Which pages, and the annotations to leave out of each.
        places: Where they stand, as far as another step could tell.

    Returns:
        The pages that could be made, by their place in the source.
    """
    drawn: dict[int, tuple[Place, Image.Image]] = {}
    for index, hidden in without.items():
        try:
            where = places.get(index) or _place(raster, index)
            drawn[index] = (where, _picture(raster, index, where, hidden))
        except UnreadableError:
            continue  # the notice that it is unreadable takes its place
    with target.open("wb") as stream:
        file = SheetFile(stream, pages=len(drawn))
        numbers = [file.new_number() for _ in drawn]
        uses = [_use(where) for where, _ in drawn.values()]
        for at, (where, _) in enumerate(drawn.values()):
            file.page(at, place=where, forms=[(numbers[at], uses[at])])
        for number, (_, picture) in zip(numbers, drawn.values(), strict=True):
            _put_picture(file, number, picture)
        file.finish()
    return {
        index: PageDrawing(fragment=target, index=at, place=where, forms=(uses[at],))
        for at, (index, (where, _)) in enumerate(drawn.items())
    }


def _place(raster: Raster, index: int) -> Place:
    width, height = raster.size(index)
    return place(Shape(box=Rect(0, 0, max(width, 1), max(height, 1))))


def _picture(raster: Raster, index: int, where: Place, hidden: tuple[int, ...]) -> Image.Image:
    scale = PICTURE_DPI / PT_PER_INCH
    return raster.draw(
        index,
        width_px=pixels(where.rect.width * scale),
        height_px=pixels(where.rect.height * scale),
        without=hidden,
    )


def _use(where: Place) -> FormUse:
    """An image fills the unit square (ISO 32000-1, 8.9.5)."""
    rect = where.rect
    return FormUse(matrix=(rect.width, 0.0, 0.0, rect.height, rect.left, rect.bottom))


def _put_picture(file: SheetFile, number: int, picture: Image.Image) -> None:
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=JPEG_QUALITY, subsampling=0)
    entries = b"/Type /XObject /Subtype /Image /Width %d /Height %d " % picture.size
    entries += b"/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode "
    file.put_stream(number, entries, buffer.getvalue())
