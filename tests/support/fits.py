"""Photos, papers and screens of a dispute, and sheets made of them, small enough for quick tests."""

import io
import random
from collections.abc import Mapping
from math import log10
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageStat

from dossier.annex.sheets import Made
from dossier.basis.assets import Assets
from dossier.model.body import Body, ImageBody, PdfBody
from dossier.model.ids import PieceId
from dossier.press.sheet import SheetTask, make_sheet
from tests.support.pictures import encoded
from tests.support.sample_textures import clouds, multiply, tint

Size = tuple[int, int]


def photo(seed: int = 1, size: Size = (1200, 900)) -> Image.Image:
    """Makes a scene of soft and hard shapes in many tones, with the grain of a camera."""
    rng = random.Random(seed)
    dark, light = ((rng.randrange(20, 90), 60, 40), (200, rng.randrange(120, 200), 90))
    scene = tint(clouds(rng, size, (3, 4), depth=5), dark, (120, 100, 80), light)
    draw = ImageDraw.Draw(scene)
    for _ in range(60):
        x, y = rng.randrange(size[0]), rng.randrange(size[1])
        tone = (rng.randrange(256), rng.randrange(200), rng.randrange(180))
        draw.ellipse((x, y, x + rng.randrange(10, 160), y + rng.randrange(10, 160)), outline=tone, width=6)
    scene = multiply(scene.filter(ImageFilter.GaussianBlur(0.8)), clouds(rng, size, (2, 2)), 0.5)
    return _grained(scene, 26)


def _grained(image: Image.Image, sigma: float) -> Image.Image:
    grain = Image.effect_noise(image.size, sigma).convert("RGB")
    return ImageChops.add(image, grain, scale=1, offset=-128)


def page(size: Size = (1240, 1754), *, ink: str = "black", ground: str = "white") -> Image.Image:
    """Makes a page of small words."""
    image = Image.new("RGB", size, ground)
    draw = ImageDraw.Draw(image)
    rng = random.Random(3)
    for y in range(60, size[1] - 60, 26):
        words = " ".join("".join(rng.choices("abcdeilmnorstu", k=rng.randrange(2, 9))) for _ in range(20))
        draw.text((70, y), words[: size[0] // 14], fill=ink, font_size=18)
    return image


def scan() -> bytes:
    """Scans the page in colour: the paper has a tone and a grain, the JPEG its own traces."""
    paper = _grained(page(ground="#f4f1e8"), 3).filter(ImageFilter.GaussianBlur(0.5))
    return encoded(paper, "JPEG", quality=80)


def held_paper() -> bytes:
    """Photographs the page askew on a table, in bad light."""
    table = photo(9, (1500, 2000))
    paper = page((1000, 1400), ground="#efe9dc").rotate(4, expand=True, fillcolor=(90, 80, 70))
    table.paste(paper, (190, 260))
    lit = multiply(table, clouds(random.Random(4), table.size, (2, 2)), 0.3)
    return encoded(_grained(lit, 8), "JPEG", quality=90)


def screen(*, dark: bool = False) -> bytes:
    """Makes a telephone's screen as PNG."""
    ink, ground = ("#e8eaed", "#202124") if dark else ("#202124", "#ffffff")
    image = page((1080, 2340), ink=ink, ground=ground)
    ImageDraw.Draw(image).rectangle((0, 0, 1080, 140), fill="#1a73e8")
    return encoded(image, "PNG")


def task(assets: Assets, target: Path, *bodies: Body) -> SheetTask:
    """Says what a sheet is made from."""
    return SheetTask(
        bodies=bodies,
        preface=None,
        assets=str(assets.folder),
        target=str(target),
        language="fr",
        zone="Europe/Paris",
    )


def image_body(assets: Assets, data: bytes) -> ImageBody:
    """Keeps a picture."""
    with Image.open(io.BytesIO(data)) as image:
        return ImageBody(asset=assets.put(data), width_px=image.width, height_px=image.height)


def sheet(folder: Path, data: bytes, name: str = "sheet.pdf", *, pages: int = 0) -> Path:
    """Makes the sheet of a picture, or of a PDF of some pages."""
    assets = Assets(folder / "assets")
    body = PdfBody(asset=assets.put(data), pages=pages) if pages else image_body(assets, data)
    target = folder / name
    make_sheet(task(assets, target, body))
    return target


def sheets(folder: Path, files: Mapping[str, bytes]) -> dict[PieceId, Made]:
    """Makes a sheet of each file; names that end in ".pdf" are PDFs of one page."""
    assets = Assets(folder / "assets")
    made: dict[PieceId, Made] = {}
    for name, data in files.items():
        body: Body = (
            image_body(assets, data)
            if not name.endswith(".pdf")
            else PdfBody(asset=assets.put(data), pages=1)
        )
        target = folder / f"{name}.sheet"
        done = make_sheet(task(assets, target, body))
        made[PieceId(name)] = Made(path=target, sheet=done, state=done.state, findings=())
    return made


def psnr(one: Image.Image, other: Image.Image) -> float:
    """Gives how near two pictures are, in decibels: 30 is good, 40 is hardly seen."""
    error = sum(ImageStat.Stat(ImageChops.difference(one, other)).sum2) / (one.width * one.height * 3)
    return 99.0 if error == 0 else 10 * log10(255**2 / error)
