"""Screenshots of a long page or conversation, as somebody takes them one after the other."""

from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont, ImageOps

from dossier.basis.resources import resources_folder
from tests.support import screens

WIDTH, HEIGHT = 1080, 2400
STATUS, HEAD, FOOT = 90, 150, 160
"""Heights of the bars: the time and battery, the name above, the field below."""

STEP = HEIGHT - STATUS - HEAD - FOOT
"""Rows of the conversation that one screenshot shows."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation in an app.

    Attributes:
        image: All of it, without bars.
        name: Who it is with, as it stands above.
        dark: Whether it is light on black.
    """

    image: Image.Image
    name: str = "Brume Meubles"
    dark: bool = False

    def shot(self, top: int, *, clock: str = "10:02", bars: bool = True) -> Image.Image:
        """Takes a screenshot with the conversation scrolled down so far."""
        screen = Image.new("RGB", (WIDTH, HEIGHT), (245, 245, 245))
        above = STATUS + HEAD if bars else 0
        screen.paste(self.image.crop((0, top, WIDTH, top + HEIGHT)), (0, above))
        if bars:
            self._bars(ImageDraw.Draw(screen), clock)
        return ImageOps.invert(screen) if self.dark else screen

    def _bars(self, draw: ImageDraw.ImageDraw, clock: str) -> None:
        draw.rectangle((0, 0, WIDTH, STATUS + HEAD), fill=(20, 90, 80))
        draw.text((40, 24), clock, font=_font(36), fill="white")
        draw.rectangle((960, 30, 1020, 60), fill="white")
        draw.ellipse((110, 110, 210, 210), fill=(200, 220, 210))
        draw.text((240, 130), self.name, font=_font(44), fill="white")
        draw.rectangle((0, HEIGHT - FOOT, WIDTH, HEIGHT), fill=(240, 240, 240))
        draw.rounded_rectangle(
            (90, HEIGHT - 130, 900, HEIGHT - 30), 50, fill="white", outline=(180, 180, 180)
        )
        draw.text((150, HEIGHT - 110), "Message", font=_font(40), fill=(120, 120, 120))
        draw.ellipse((940, HEIGHT - 130, 1040, HEIGHT - 30), fill=(20, 140, 110))


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(resources_folder() / "fonts" / "NotoSans-Regular.ttf", size)


def talk(
    seed: int, *, rows: int = 9000, photos: bool = False, name: str = "Brume Meubles", dark: bool = False
) -> Talk:
    """Makes a conversation; other seeds hold other words."""
    return Talk(screens.chat(WIDTH, rows, seed, photos=photos).image, name, dark)


def page(seed: int, *, rows: int = 9000) -> Talk:
    """Makes a page of running text in a browser."""
    return Talk(screens.web_page(WIDTH, rows, seed).image, "brume-meubles.example")
