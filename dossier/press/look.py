"""Pages and pictures to look at on a screen, as PNG; the jobs of a worker.

Strangers' files are drawn here and nowhere nearer to the window.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image

from dossier.basis.errors import PlaceError
from dossier.press.frame import Frame, frame_for
from dossier.press.pdf_geometry import Rect
from dossier.press.pixels import decode
from dossier.press.raster import Raster, pixels

LONGEST_PX: Final = 12_000
"""Longest side of a picture: a tall screenshot is readable, and still fits every toolkit's memory."""

PACKED: Final = 1
"""Level of compression: the pictures live for minutes, and somebody waits for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfLook:
    """A page of a PDF to be drawn.

    Attributes:
        path: The PDF.
        index: Which page, 0-based.
        width_px: Width of the picture.
        framed: Whether only the frame is drawn, for a sheet of ours: without our empty margins.
        target: Where the picture goes.
    """

    path: str
    index: int
    width_px: int
    framed: bool = False
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureLook:
    """A picture to be drawn as it is looked at: upright, in the colours of a page.

    Attributes:
        path: The picture's file.
        frame: Which picture of the file, 0-based.
        width_px: Width at most; a smaller picture is not enlarged.
        target: Where the picture goes.
    """

    path: str
    frame: int
    width_px: int
    target: str = ""


def draw_pdf_look(task: PdfLook) -> None:
    """Draws a page of a PDF.

    Raises:
        UnreadableError: ``locked`` or ``pdf-unreadable``.
        PlaceError: The picture cannot be written.
    """
    with Raster(Path(task.path), forms=not task.framed) as raster:
        width_pt, height_pt = raster.size(task.index)
        crop = _frame_of(frame_for(width_pt, height_pt)) if task.framed else None
        shape = (crop.width, crop.height) if crop else (width_pt, height_pt)
        width_px, height_px = size_px(*shape, width_px=task.width_px)
        picture = raster.draw(task.index, width_px=width_px, height_px=height_px, crop=crop)
    save(picture, Path(task.target))


def draw_picture_look(task: PictureLook) -> None:
    """Draws a picture.

    Raises:
        UnreadableError: ``picture-unreadable``, ``too-many-pixels``.
        PlaceError: The picture cannot be written.
    """
    held = decode(Path(task.path), task.frame, side_px=task.width_px).image
    picture = held if held.mode in ("L", "RGB") else held.convert("RGB")
    width_px, height_px = size_px(*picture.size, width_px=min(task.width_px, picture.width))
    save(picture.resize((width_px, height_px), Image.Resampling.LANCZOS, reducing_gap=2.0), Path(task.target))


def size_px(width: float, height: float, *, width_px: int) -> tuple[int, int]:
    """Gives the size of a picture of a width and of some shape, less where a side would be too long."""
    scale = min(width_px / width, LONGEST_PX / max(width, height))
    return pixels(width * scale), pixels(height * scale)


def save(picture: Image.Image, target: Path) -> None:
    """Writes a picture as PNG.

    Raises:
        PlaceError: ``cannot-write``.
    """
    try:
        picture.save(target, "PNG", compress_level=PACKED)
    except OSError as error:
        raise PlaceError("cannot-write", file=target.name, folder=str(target.parent)) from error


def _frame_of(frame: Frame) -> Rect:
    left, bottom = frame.left_pt, frame.bottom_pt
    return Rect(left, bottom, left + frame.width_pt, bottom + frame.height_pt)
