"""One picture on one page of the frame's size: upright, whole, never larger than it is."""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from dossier.model.body import ImageBody
from dossier.model.finding import Finding, note, warning
from dossier.press.embed import Embedded, embed
from dossier.press.fonts import new_canvas
from dossier.press.frame import frame_for
from dossier.press.pixels import decode
from dossier.press.place import place

PT_PER_PX = 72 / 96
"""Size of a pixel at 100 %: CSS's own; an icon of 100 pixels must not fill a page."""


@dataclass(frozen=True, slots=True)
class ImageReport:
    """What became of a picture.

    Attributes:
        partial: Whether the file ends before the picture does.
        findings: What was noticed.
    """

    partial: bool
    findings: tuple[Finding, ...]


def draw_image(body: ImageBody, asset: Path, target: Path) -> ImageReport:
    """Draws a picture at the top of a page, in the middle of its width.

    Args:
        body: Which picture of the file, and its shape, which decides how the page lies.
        asset: The file.
        target: A PDF of one page of the frame's size, without margins.

    Raises:
        UnreadableError: ``picture-unreadable``, ``too-many-pixels``.
    """
    picture = embed(asset, body.frame)
    frame = frame_for(body.width_px, body.height_px)
    width_pt, height_pt = fitted(picture, frame.width_pt, frame.height_pt)
    canvas = new_canvas(target)
    canvas.setPageSize((frame.width_pt, frame.height_pt))
    place(
        canvas,
        picture,
        x_pt=(frame.width_pt - width_pt) / 2,
        y_pt=frame.height_pt - height_pt,
        width_pt=width_pt,
        height_pt=height_pt,
    )
    canvas.showPage()
    canvas.save()
    return _report(picture)


def fitted(picture: Embedded, width_pt: float, height_pt: float) -> tuple[float, float]:
    """Gives the size at which a picture stands in a box: its shape kept, never above 100 %."""
    wide, high = picture.shown_width_px, picture.shown_height_px
    scale = min(PT_PER_PX, width_pt / wide, height_pt / high)
    return wide * scale, high * scale


def _report(picture: Embedded) -> ImageReport:
    findings = []
    if picture.partial:
        findings.append(warning("picture-truncated"))
    if picture.reduced:
        findings.append(note("picture-reduced"))
    return ImageReport(picture.partial, tuple(findings))


def open_picture(path: Path, frame: int = 0) -> Image.Image:
    """Opens a picture upright, in mode 1, L, P or RGB (sRGB), as far as it goes.

    Raises:
        UnreadableError: ``picture-unreadable``, ``too-many-pixels``.
    """
    return decode(path, frame).image
