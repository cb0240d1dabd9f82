"""A sheet's page with our marks over it, as the annex will have it; the job of a worker."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import ImageChops

from dossier.annex.draw import draw_pages
from dossier.annex.pages.marks import piece_marks
from dossier.press.look import save, size_px
from dossier.press.raster import Raster


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedLook:
    """A page of a sheet to be drawn with its marks.

    Attributes:
        sheet: The sheet.
        index: Which page, 0-based.
        footer: What stands at the bottom left.
        stamp: What stands above the frame; "" for nothing.
        width_px: Width of the picture.
        target: Where the picture goes.
    """

    sheet: str
    index: int
    footer: str
    stamp: str
    width_px: int
    target: str = ""


def draw_marked(task: MarkedLook) -> None:
    """Draws a page and its marks.

    Raises:
        UnreadableError: ``pdf-unreadable``.
        PlaceError: The picture cannot be written.
    """
    target = Path(task.target)
    with tempfile.TemporaryDirectory() as folder, Raster(Path(task.sheet), forms=False) as sheet:
        width_pt, height_pt = sheet.size(task.index)
        width_px, height_px = size_px(width_pt, height_pt, width_px=task.width_px)
        page = sheet.draw(task.index, width_px=width_px, height_px=height_px)
        marks = Path(folder) / "marks.pdf"
        items = piece_marks(task.footer, task.stamp, size_pt=(width_pt, height_pt))
        draw_pages(marks, [((width_pt, height_pt), items)], numbers={})
        with Raster(marks, forms=False) as ours:
            over = ours.draw(0, width_px=width_px, height_px=height_px)
        # Marks stand on white paper only, so that the darker of both is what a reader draws.
        save(ImageChops.multiply(page, over), target)
