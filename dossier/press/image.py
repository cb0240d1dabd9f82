"""One picture on pages of the frame's size: upright, whole, never larger than it is.

Nearly every picture stands on one page. A screenshot many times as high as it is wide would be a
ribbon there that nobody can read: it goes on over the following pages.
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from PIL import Image
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from dossier.basis.units import mm
from dossier.model.body import ImageBody
from dossier.model.finding import Finding, note, warning
from dossier.model.recognised import RecognisedPage
from dossier.press.embed import Embedded, embed
from dossier.press.fonts import new_canvas
from dossier.press.frame import PORTRAIT, frame_for
from dossier.press.ink import ACCENT
from dossier.press.pixels import decode
from dossier.press.place import place, turned_further
from dossier.press.slices import Slice, slices_of
from dossier.press.turning import looked_at
from dossier.press.word_layer import draw_words

PT_PER_PX = 72 / 96
"""Size of a pixel at 100 %: CSS's own; an icon of 100 pixels must not fill a page."""

_TALL = 2 * PORTRAIT.height_pt / PORTRAIT.width_pt
"""Height over width from which a picture may be cut; below, a telephone's screen fills its page well."""

_NARROWEST_PX = 240
"""Width below which a tall picture is no screen, but a rule or a strip."""

_PHONE_WIDTHS_PX = frozenset({720, 750, 828, 1080, 1125, 1170, 1179, 1206, 1242, 1284, 1290, 1320})
"""Widths of telephones' screens in their own, fine pixels."""

_PHONE_WIDTH_PT = mm(105)
"""Width at which a telephone's screen is read well: its text is then as large as a letter's."""

_PT_PER_PX_READ = 0.5
"""Size of a pixel of any other screen when its usual text, of 16 pixels, is to be 8 points high."""

_MOST_PAGES = 80
"""Pages that one picture is laid out for; a longer one is made smaller."""

_TEAR_PT = 3.0
_TEAR_ROOM_PT = 14.0
"""Height kept below an incomplete picture for the edge that says so, beside it, never over it."""

_BAR_PT = 1.2
_BAR_DISTANCE_PT = 4.0


@dataclass(frozen=True, slots=True)
class ImageReport:
    """What became of a picture.

    Attributes:
        partial: Whether the file ends before the picture does.
        findings: What was noticed.
    """

    partial: bool
    findings: tuple[Finding, ...]


def draw_image(
    body: ImageBody, asset: Path, target: Path, *, words: RecognisedPage | None = None
) -> ImageReport:
    """Draws a picture at the top of a page, in the middle of its width, or over several pages.

    Args:
        body: Which picture of the file, and its shape, which decides how the page lies.
        asset: The file.
        target: A PDF of pages of the frame's size, without margins. The picture is in it once.
        words: What was recognised in it, to be written invisibly over it.

    Raises:
        UnreadableError: ``picture-unreadable``, ``too-many-pixels``.
    """
    stored = embed(asset, body.frame)
    picture = replace(stored, turn=turned_further(stored.turn, body.turn))
    sideways = body.turn % 2 == 1
    shape = (body.height_px, body.width_px) if sideways else (body.width_px, body.height_px)
    frame = frame_for(*shape)
    canvas = new_canvas(target)
    canvas.setPageSize((frame.width_pt, frame.height_pt))
    room_pt = frame.height_pt - (_TEAR_ROOM_PT if picture.partial else 0)
    width_pt, height_pt = fitted(picture, frame.width_pt, room_pt)
    read_at = _readable_scale(picture) if frame == PORTRAIT else 0.0
    pages = 1
    if read_at * picture.shown_height_px > height_pt:
        layer = _Layer(words, body.turn)
        pages = _draw_slices(canvas, picture, _looked_at(asset, body), read_at, layer)
    else:
        left_pt, low_pt = (frame.width_pt - width_pt) / 2, frame.height_pt - height_pt
        place(canvas, picture, x_pt=left_pt, y_pt=low_pt, width_pt=width_pt, height_pt=height_pt)
        _Layer(words, body.turn).draw(canvas, left_pt, low_pt, width_pt, height_pt)
        if picture.partial:
            _mark_torn(canvas, (frame.width_pt - width_pt) / 2, width_pt, frame.height_pt - height_pt)
        canvas.showPage()
    canvas.save()
    return _report(picture, pages)


def _readable_scale(picture: Embedded) -> float:
    """Gives the points of a pixel at which a tall screenshot can be read, 0 when it is none."""
    wide, high = picture.shown_width_px, picture.shown_height_px
    if wide < _NARROWEST_PX or high < _TALL * wide:
        return 0.0
    # Room for the bars beside it.
    room_pt = PORTRAIT.width_pt - 2 * (_BAR_DISTANCE_PT + _BAR_PT)
    width_pt = _PHONE_WIDTH_PT if wide in _PHONE_WIDTHS_PX else min(wide * _PT_PER_PX_READ, room_pt)
    return min(width_pt / wide, PORTRAIT.height_pt * _MOST_PAGES / high)


def _looked_at(asset: Path, body: ImageBody) -> Image.Image:
    """Decodes a picture as the person turned it."""
    return looked_at(decode(asset, body.frame).image, body.turn)


@dataclass(frozen=True, slots=True)
class _Layer:
    """The words over a picture, if any were recognised."""

    words: RecognisedPage | None
    turn: int

    def draw(
        self,
        canvas: Canvas,
        left_pt: float,
        low_pt: float,
        width_pt: float,
        height_pt: float,
        rows: tuple[float, float] = (0.0, 1.0),
    ) -> None:
        if self.words is not None:
            draw_words(
                canvas,
                self.words,
                x_pt=left_pt,
                y_pt=low_pt,
                width_pt=width_pt,
                height_pt=height_pt,
                turn=self.turn,
                rows=rows,
            )


def _draw_slices(canvas: Canvas, picture: Embedded, image: Image.Image, scale: float, layer: _Layer) -> int:
    """Draws the same picture on each page, moved up, so that its bytes stay whole and are kept once."""
    row_pt = scale * picture.shown_height_px / image.height
    slices = slices_of(image, int(PORTRAIT.height_pt / row_pt))
    width_pt = scale * picture.shown_width_px
    left_pt = (PORTRAIT.width_pt - width_pt) / 2
    for part, following in pairwise((*slices, Slice(image.height, image.height))):
        shown_pt = (part.bottom - part.top) * row_pt
        canvas.saveState()
        window = canvas.beginPath()
        window.rect(left_pt, PORTRAIT.height_pt - shown_pt, width_pt, shown_pt)
        canvas.clipPath(window, stroke=0, fill=0)
        height_pt = image.height * row_pt
        low_pt = PORTRAIT.height_pt + part.top * row_pt - height_pt
        place(canvas, picture, x_pt=left_pt, y_pt=low_pt, width_pt=width_pt, height_pt=height_pt)
        canvas.restoreState()
        shares = ((part.top + part.repeated) / image.height, part.bottom / image.height)
        layer.draw(canvas, left_pt, low_pt, width_pt, height_pt, shares)
        if picture.partial and part.bottom == image.height:
            _mark_torn(canvas, left_pt, width_pt, PORTRAIT.height_pt - shown_pt)
        for first, rows in (
            (0, part.repeated),
            (part.bottom - part.top - following.repeated, following.repeated),
        ):
            _mark_repeated(canvas, left_pt, width_pt, top_pt=first * row_pt, height_pt=rows * row_pt)
        canvas.showPage()
    return len(slices)


def _mark_repeated(
    canvas: Canvas, left_pt: float, width_pt: float, *, top_pt: float, height_pt: float
) -> None:
    """Draws a bar on both sides of rows that stand on two pages, beside the picture, never over it."""
    if not height_pt:
        return
    canvas.setFillColor(HexColor(ACCENT))
    low_pt = PORTRAIT.height_pt - top_pt - height_pt
    for x_pt in (left_pt - _BAR_DISTANCE_PT - _BAR_PT, left_pt + width_pt + _BAR_DISTANCE_PT):
        canvas.rect(x_pt, low_pt, _BAR_PT, height_pt, stroke=0, fill=1)


def _mark_torn(canvas: Canvas, left_pt: float, width_pt: float, low_pt: float) -> None:
    """Draws a torn edge below a picture whose file ends too early; where the page ends with it, none."""
    middle_pt = low_pt - _TEAR_ROOM_PT / 2
    if middle_pt < _TEAR_PT:
        return
    edge = canvas.beginPath()
    edge.moveTo(left_pt, middle_pt)
    teeth = max(2, round(width_pt / (2 * _TEAR_PT)))
    for tooth in range(1, teeth + 1):
        lift_pt = _TEAR_PT if tooth % 2 else -_TEAR_PT
        edge.lineTo(left_pt + width_pt * (tooth - 0.5) / teeth, middle_pt + lift_pt)
        edge.lineTo(left_pt + width_pt * tooth / teeth, middle_pt)
    canvas.setStrokeColor(HexColor(ACCENT))
    canvas.setLineWidth(_BAR_PT)
    canvas.drawPath(edge, stroke=1, fill=0)


def fitted(picture: Embedded, width_pt: float, height_pt: float) -> tuple[float, float]:
    """Gives the size at which a picture stands in a box: its shape kept, never above 100 %."""
    wide, high = picture.shown_width_px, picture.shown_height_px
    scale = min(PT_PER_PX, width_pt / wide, height_pt / high)
    return wide * scale, high * scale


def _report(picture: Embedded, pages: int) -> ImageReport:
    findings = []
    if pages > 1:
        findings.append(note("picture-sliced", pages=pages))
    if picture.partial:
        findings.append(warning("picture-truncated"))
    if picture.reduced:
        findings.append(note("picture-reduced"))
    if picture.converted:
        findings.append(note("picture-colours-converted"))
    return ImageReport(picture.partial, tuple(findings))
