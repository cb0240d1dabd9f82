"""Tall screenshots made by the tests: they know where each line of their text stands."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from PIL import Image, ImageDraw, ImageFont

from dossier.basis.resources import resources_folder

_WORDS = (
    "bonjour",
    "je",
    "voudrais",
    "savoir où est",
    "mon",
    "colis",
    "prévue le 12 mars",
    "l",
    "1",
    ":",
    "=",
    "—",
)
_INK = (40, 40, 40)


@dataclass(slots=True)
class Screen:
    """A screenshot.

    Attributes:
        image: Its pixels.
        lines: For each line of text, its first row and the row after its last one.
    """

    image: Image.Image
    lines: list[tuple[int, int]] = field(default_factory=list)

    def write(self, x: int, y: int, text: str, font: ImageFont.FreeTypeFont) -> None:
        """Writes one line and remembers where."""
        draw = ImageDraw.Draw(self.image)
        box = draw.textbbox((x, y), text, font=font)
        draw.text((x, y), text, font=font, fill=_INK)
        self.lines.append((int(box[1]), int(box[3]) + 1))

    def cut_lines(self, row: int) -> list[tuple[int, int]]:
        """Gives the lines that a cut above a row goes through."""
        return [line for line in self.lines if line[0] < row < line[1]]


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(resources_folder() / "fonts" / "NotoSans-Regular.ttf", size)


def _sentences(chance: random.Random, font: ImageFont.FreeTypeFont, width: float) -> Iterator[str]:
    """Makes lines of any length, some of a single sign."""
    while True:
        wanted = chance.choice((width, width, 0.3 * width, 1.0))
        line = chance.choice(_WORDS)
        while font.getlength(longer := f"{line} {chance.choice(_WORDS)}") <= wanted:
            line = longer
        yield line


def chat(width: int, height: int, seed: int, *, photos: bool = False) -> Screen:
    """Makes a conversation: bubbles left and right, and photographs between them."""
    chance = random.Random(seed)
    made = Screen(Image.new("RGB", (width, height), (236, 229, 221)))
    draw = ImageDraw.Draw(made.image)
    size = width // 24
    font, bubble = _font(size), width * 18 // 25
    lines = _sentences(chance, font, bubble - 2 * size)
    top = size
    while True:
        own, count = chance.random() < 0.5, chance.choice((1, 1, 2, 3, 6, 14))
        left = width - bubble - 20 if own else 20
        photo = photos and chance.random() < 0.4
        high = width if photo else count * size * 27 // 20 + size
        if top + high > height:
            return made
        if photo:
            made.image.paste(Image.effect_noise((bubble, high), 120), (left, top))
        else:
            fill = (220, 248, 198) if own else (255, 255, 255)
            shape = (left, top, left + bubble, top + high)
            draw.rounded_rectangle(shape, size // 2, fill=fill, outline=(200, 200, 200))
            for number in range(count):
                made.write(left + size, top + size // 2 + number * size * 27 // 20, next(lines), font)
        top += high + size // 3


def web_page(width: int, height: int, seed: int) -> Screen:
    """Makes a shop's page: a menu beside text that hardly ever pauses, with lines at other heights."""
    chance = random.Random(seed)
    made = Screen(Image.new("RGB", (width, height), "white"))
    draw = ImageDraw.Draw(made.image)
    size = 16
    font, menu = _font(size), width // 4
    draw.line((menu - 12, 0, menu - 12, height), fill=(210, 210, 210))
    texts = _sentences(chance, font, width - menu - 20)
    for top in range(10, height - 30, 23):
        made.write(menu, top, next(texts), font)
    entries = _sentences(chance, font, menu - 40)
    for top in range(14, height - 30, 46):
        made.write(8, top, next(entries), font)
    return made


def lines(
    width: int, height: int, seed: int, *, size: int, step: int, ground: Image.Image | None = None
) -> Screen:
    """Makes lines of text from top to bottom at one distance, on white or on a ground of their own."""
    made = Screen(ground or Image.new("RGB", (width, height), "white"))
    font = _font(size)
    texts = _sentences(random.Random(seed), font, width - 80)
    for top in range(5, height - 2 * step, step):
        made.write(10, top, next(texts), font)
    return made
