"""Pictures and scans of known words, each of which stands where it is said to."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from dossier.basis.resources import resources_folder

Box = tuple[float, float, float, float]
"""Left, top, width and height, as shares of the whole."""

FRENCH: Final = (
    "Madame, Monsieur, la réclamation du 12 mars 2026",
    "concerne un canapé livré abîmé à Besançon.",
    "Le remboursement de 528,90 euros a été refusé",
    "sans réponse du service après-vente.",
)
DUTCH: Final = (
    "Geachte heer, uw bestelling van 3 april is",
    "helaas niet geleverd. Wij betalen het bedrag",
    "binnen veertien dagen terug op uw rekening.",
)
GERMAN: Final = (
    "Sehr geehrte Damen und Herren, die Rückerstattung",
    "für den beschädigten Kühlschrank ist überfällig.",
    "Bitte überweisen Sie den Betrag bis Freitag.",
)
ENGLISH: Final = (
    "Your parcel could not be delivered on Tuesday.",
    "Please contact the customer service for a refund",
    "within thirty days of the purchase.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A picture of words.

    Attributes:
        image: In grey.
        words: Each with its place, in the order they are read.
    """

    image: Image.Image
    words: tuple[tuple[str, Box], ...]

    def png(self) -> bytes:
        """Gives the picture as a file."""
        stream = io.BytesIO()
        self.image.save(stream, "PNG")
        return stream.getvalue()


def written(
    lines: Sequence[str], *, size_px: tuple[int, int] = (1240, 500), letters_px: int = 34, every_px: int = 60
) -> Written:
    """Writes lines below each other on white paper."""
    image = Image.new("L", size_px, 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(resources_folder() / "fonts" / "NotoSans-Regular.ttf"), letters_px)
    placed: list[tuple[str, Box]] = []
    wide, high = size_px
    for row, line in enumerate(lines):
        at = 80.0
        for word in line.split():
            top = 40 + row * every_px
            draw.text((at, top), word, fill=20, font=font)
            left, above, right, below = draw.textbbox((at, top), word, font=font)
            place = left / wide, above / high, (right - left) / wide, (below - above) / high
            placed.append((word, place))
            at += draw.textlength(f"{word} ", font=font)
    return Written(image=image, words=tuple(placed))


def scanned(pages: Sequence[Image.Image | str], *, rotated: int = 0) -> bytes:
    """Makes a PDF of A4 pages: a picture over the whole page, or a line of real text.

    Args:
        pages: What is on them.
        rotated: ``/Rotate`` of every page, in degrees; what is shown is upright all the same.
    """
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    for page in pages:
        canvas.setPageSize((595, 842))
        if isinstance(page, str):
            canvas.drawString(72, 700, page)
        else:
            canvas.setPageRotation(rotated)
            turned = page.rotate(rotated, expand=True)
            # The library turns the page's own box as well.
            width, height = (842, 595) if rotated % 180 else (595, 842)
            canvas.drawImage(ImageReader(turned), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def overlap(one: Box, other: Box) -> float:
    """Gives the share of the smaller of two boxes that lies in the other one."""
    left, top = max(one[0], other[0]), max(one[1], other[1])
    right = min(one[0] + one[2], other[0] + other[2])
    bottom = min(one[1] + one[3], other[1] + other[3])
    shared = max(right - left, 0.0) * max(bottom - top, 0.0)
    return shared / max(min(one[2] * one[3], other[2] * other[3]), 1e-9)
