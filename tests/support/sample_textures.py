"""Wood, cardboard and light, made of seeded noise: the same on every machine, and nobody's photo."""

import math
import random
from collections.abc import Callable

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

Size = tuple[int, int]
Point = tuple[float, float]
Color = tuple[int, int, int]


def noise(rng: random.Random, size: Size, cells: Size) -> Image.Image:
    """Gives a soft grey noise whose spots are ``size / cells`` pixels large."""
    width, height = max(2, cells[0]), max(2, cells[1])
    coarse = Image.frombytes("L", (width, height), rng.randbytes(width * height))
    return coarse.resize(size, Image.Resampling.BICUBIC)


def clouds(rng: random.Random, size: Size, cells: Size, *, depth: int = 3) -> Image.Image:
    """Gives noise with large and small spots at once; each layer is twice as fine, half as strong."""
    mixed = noise(rng, size, cells)
    for layer in range(1, depth):
        finer = noise(rng, size, (cells[0] << layer, cells[1] << layer))
        mixed = Image.blend(mixed, finer, 1 / (2**layer + 1))
    return mixed


def _through(picture: Image.Image, curve: Callable[[float], float]) -> Image.Image:
    """Puts every grey (0 to 1) through a curve."""
    return picture.point([max(0, min(255, round(255 * curve(grey / 255)))) for grey in range(256)])


def tint(picture: Image.Image, dark: Color, middle: Color, light: Color) -> Image.Image:
    """Colours a grey picture."""
    return ImageOps.colorize(picture, dark, light, middle)


def multiply(picture: Image.Image, grey: Image.Image, strength: float) -> Image.Image:
    """Darkens a picture by a grey one; strength 0 leaves it, 1 is the full shadow."""
    shade = _through(grey, lambda g: 1 - strength * (1 - g))
    return ImageChops.multiply(picture, Image.merge("RGB", (shade, shade, shade)))


def wood(seed: int, size: Size, *, rings: float = 9.0) -> Image.Image:
    """Gives one oiled oak stave, its grain running from left to right."""
    rng = random.Random(seed)
    field = Image.blend(noise(rng, size, (3, 7)), noise(rng, size, (5, 26)), 0.22)
    grain = _through(field, lambda g: 0.5 + 0.5 * math.sin(g * rings * 2 * math.pi))
    fibres = noise(rng, size, (max(4, size[0] // 90), size[1]))
    pores = _through(noise(rng, size, (size[0] // 26, size[1] // 2)), lambda g: 1 if g > 0.3 else 0.3 + g * 2)
    stave = Image.blend(_through(grain, lambda g: g**0.45), fibres, 0.42)
    coloured = tint(stave, (146, 101, 60), (196, 150, 100), (222, 184, 136))
    return multiply(multiply(coloured, pores, 0.25), clouds(rng, size, (4, 3)), 0.14)


def board(seed: int, size: Size, *, staves: int) -> Image.Image:
    """Gives a solid table top: staves glued side by side, no two of one shade."""
    rng = random.Random(seed)
    top = Image.new("RGB", size)
    for row in range(staves):
        upper, lower = row * size[1] // staves, (row + 1) * size[1] // staves
        stave = wood(seed * 31 + row, (size[0], lower - upper), rings=rng.uniform(2.2, 4.2))
        tone = Image.new("L", stave.size, rng.randint(205, 255))
        top.paste(multiply(stave, tone, 0.8), (0, upper))
        ImageDraw.Draw(top).line((0, upper, size[0], upper), fill=(128, 88, 52), width=1)
    return top


def cardboard(seed: int, size: Size) -> Image.Image:
    """Gives plain brown cardboard with its faint flutes."""
    rng = random.Random(seed)
    flutes = noise(rng, size, (max(2, size[0] // 7), 3))
    mixed = Image.blend(clouds(rng, size, (9, 7), depth=4), flutes, 0.28)
    specks = noise(rng, size, (size[0] // 2, size[1] // 2))
    return tint(Image.blend(mixed, specks, 0.2), (150, 112, 72), (183, 143, 98), (206, 168, 122))


def plaster(seed: int, size: Size, color: Color) -> Image.Image:
    """Gives a painted wall."""
    rng = random.Random(seed)
    low, high = (tuple(max(0, min(255, c + shift)) for c in color) for shift in (-16, 14))
    return tint(
        clouds(rng, size, (5, 5), depth=5),
        (low[0], low[1], low[2]),
        color,
        (high[0], high[1], high[2]),
    )


def parquet(seed: int, size: Size, *, boards: int = 6) -> Image.Image:
    """Gives a darker floor of straight boards with their joints."""
    rng = random.Random(seed)
    floor = Image.new("RGB", size)
    step = size[1] / boards
    draw = ImageDraw.Draw(floor)
    for row in range(boards):
        top, bottom = int(row * step), int((row + 1) * step)
        tone = Image.new("L", (size[0], bottom - top), rng.randint(120, 178))
        floor.paste(multiply(wood(seed + row, tone.size, rings=3), tone, 0.9), (0, top))
        draw.line((0, bottom, size[0], bottom), fill=(62, 43, 29), width=3)
        joint = rng.randint(0, size[0])
        draw.line((joint, top, joint, bottom), fill=(62, 43, 29), width=3)
    return floor


def _coefficients(size: Size, quad: tuple[Point, Point, Point, Point]) -> tuple[float, ...]:
    """Solves for the eight numbers of Pillow's perspective, target to source."""
    corners: tuple[Point, ...] = ((0, 0), (size[0], 0), (size[0], size[1]), (0, size[1]))
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(quad, corners, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    return tuple(_solved(rows))


def _solved(rows: list[list[float]]) -> list[float]:
    """Solves linear equations by Gauss and Jordan; the last column is the right-hand side."""
    count = len(rows)
    for column in range(count):
        pivot = max(range(column, count), key=lambda r: abs(rows[r][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for other in range(count):
            if other != column:
                factor = rows[other][column]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[column], strict=True)]
    return [row[-1] for row in rows]


def lay(scene: Image.Image, surface: Image.Image, quad: tuple[Point, Point, Point, Point]) -> None:
    """Lays a flat surface into a scene, in perspective.

    Args:
        scene: Drawn upon.
        surface: RGB or RGBA; its see-through parts stay so.
        quad: Where its corners go: upper left, upper right, lower right, lower left.
    """
    # Shrunk well first: the transform samples single pixels, which makes fine grain shimmer.
    wide = max(math.dist(quad[0], quad[1]), math.dist(quad[3], quad[2]))
    tall = max(math.dist(quad[0], quad[3]), math.dist(quad[1], quad[2]))
    full = surface.convert("RGBA").resize((round(wide), round(tall)), Image.Resampling.LANCZOS)
    seen = full.transform(
        scene.size,
        Image.Transform.PERSPECTIVE,
        _coefficients(full.size, quad),
        Image.Resampling.BICUBIC,
    )
    scene.paste(seen.convert("RGB"), (0, 0), seen.getchannel("A"))


def shadow(scene: Image.Image, shape: list[Point], *, blur: float, strength: float) -> None:
    """Casts the soft shadow of a polygon onto a scene."""
    mask = Image.new("L", scene.size, 255)
    ImageDraw.Draw(mask).polygon(shape, fill=0)
    scene.paste(multiply(scene, mask.filter(ImageFilter.GaussianBlur(blur)), strength))


def lit(picture: Image.Image, *, at: Point, reach: float, dark: float) -> Image.Image:
    """Lets light come from a place (0 to 1 of each side), falling off to ``dark`` (0 to 1)."""
    small = Image.new("L", (64, 48))
    for y in range(48):
        for x in range(64):
            away = math.hypot(x / 63 - at[0], (y / 47 - at[1]) * 0.8) / reach
            small.putpixel((x, y), round(255 * max(dark, 1 - (1 - dark) * min(1.0, away) ** 1.6)))
    return multiply(picture, small.resize(picture.size, Image.Resampling.BICUBIC), 1.0)


def taken(picture: Image.Image, seed: int, *, grain: float = 0.035, blur: float = 0.7) -> Image.Image:
    """Makes a drawing look taken by a small camera: slightly soft, slightly grainy."""
    rng = random.Random(seed)
    exposed = ImageOps.autocontrast(picture, cutoff=(0.2, 1.2), preserve_tone=True)
    soft = Image.blend(picture, exposed, 0.65).filter(ImageFilter.GaussianBlur(blur))
    specks = noise(rng, picture.size, (picture.size[0] // 2, picture.size[1] // 2))
    return Image.blend(soft, Image.merge("RGB", (specks, specks, specks)), grain)


def crack(rng: random.Random, start: Point, end: Point, *, steps: int, stray: float) -> list[Point]:
    """Gives the jagged line that a split in wood follows: along the grain, with sudden sideways jumps."""
    line: list[Point] = []
    drift = 0.0
    for step in range(steps + 1):
        t = step / steps
        if rng.random() < 0.22:
            drift += rng.uniform(-stray, stray)
        fade = math.sin(math.pi * t)
        x = start[0] + (end[0] - start[0]) * t + rng.uniform(-1, 1)
        y = start[1] + (end[1] - start[1]) * t + drift * fade + rng.uniform(-1, 1) * stray * 0.12
        line.append((x, y))
    return line
