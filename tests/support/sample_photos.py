"""The "photos" of the sample dispute: a cracked oak top, its crushed corner, a battered carton."""

import io
import math
import random

from PIL import Image, ImageDraw, ImageFilter

from tests.support import sample_story as story
from tests.support.sample_textures import (
    Point,
    board,
    cardboard,
    clouds,
    crack,
    lay,
    lit,
    multiply,
    noise,
    parquet,
    plaster,
    shadow,
    taken,
    wood,
)

Line = list[Point]

HOLLOW = (38, 23, 14)
RAW = (232, 202, 158)


def _taper(line: Line, width: float, *, side: float = 0.0) -> Line:
    """Gives the outline of a split: ``width`` wide at its first point, closed at its last."""
    count = len(line) - 1
    upper, lower = [], []
    for place, (x, y) in enumerate(line):
        half = width / 2 * (1 - place / count) ** 0.7 + 0.4
        upper.append((x, y - half + side))
        lower.append((x, y + half + side))
    return upper + lower[::-1]


def split(surface: Image.Image, line: Line, *, width: float) -> None:
    """Splits a board along a line: a soft shadow, a pale torn lip, the dark gap, two hair cracks."""
    dark = Image.new("L", surface.size, 255)
    ImageDraw.Draw(dark).polygon(_taper(line, width * 3.4), fill=70)
    surface.paste(multiply(surface, dark.filter(ImageFilter.GaussianBlur(width * 0.9)), 0.6))
    draw = ImageDraw.Draw(surface)
    rng = random.Random(f"{line[0]} {width}")
    lip = [(x, y + width * (0.30 + 0.22 * rng.random())) for x, y in line]
    draw.polygon(_taper(lip, width * 0.8), fill=RAW)
    draw.polygon(_taper(line, width), fill=HOLLOW)
    for place, lift in ((0.3, 1.5), (0.58, -1.3)):
        start = line[int(len(line) * place)]
        end = (start[0] - width * 9, start[1] + lift * width)
        draw.line(
            crack(rng, start, end, steps=9, stray=width / 3), fill=(96, 62, 37), width=max(1, int(width / 8))
        )


def splinter(surface: Image.Image, shape: Line, seed: int) -> None:
    """Breaks a piece out of a board: pale raw wood with torn fibres in place of the oiled surface."""
    rng = random.Random(seed)
    mask = Image.new("L", surface.size)
    ImageDraw.Draw(mask).polygon(shape, fill=255)
    raw = wood(seed, surface.size, rings=3).point([min(255, int(v * 1.12) + 14) for v in range(256)] * 3)
    surface.paste(raw, (0, 0), mask)
    draw = ImageDraw.Draw(surface)
    left, right = min(x for x, _ in shape), max(x for x, _ in shape)
    low, high = min(y for _, y in shape), max(y for _, y in shape)
    for _ in range(70):
        x, y = rng.uniform(left, right), rng.uniform(low, high)
        inside = 0 <= x < surface.width and 0 <= y < surface.height and mask.getpixel((int(x), int(y)))
        if inside:
            tone = rng.choice(((110, 74, 44), (150, 108, 66), (242, 218, 180)))
            draw.line(
                (x, y, x + rng.uniform(12, 46), y + rng.uniform(-4, 4)), fill=tone, width=rng.randint(1, 3)
            )
    draw.line([*shape, shape[0]], fill=(74, 46, 27), width=3, joint="curve")


def _jagged(rng: random.Random, points: Line, *, stray: float) -> Line:
    """Roughens the sides of a polygon."""
    rough: Line = []
    for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
        steps = max(2, int(math.hypot(x1 - x0, y1 - y0) / 14))
        for step in range(steps):
            t = step / steps
            rough.append(
                (
                    x0 + (x1 - x0) * t + rng.uniform(-stray, stray),
                    y0 + (y1 - y0) * t + rng.uniform(-stray, stray),
                )
            )
    return rough


def desk_photo() -> Image.Image:
    """The desk in its room, its top split from the front right corner; upright, 900 × 1200."""
    rng = random.Random(412)
    scene = plaster(11, (900, 1200), (206, 203, 192))
    lay(scene, parquet(21, (1500, 1100), boards=9), ((-260, 300), (1160, 300), (1900, 1240), (-1000, 1240)))
    draw = ImageDraw.Draw(scene)
    draw.rectangle((0, 256, 900, 304), fill=(232, 230, 224))
    draw.line((0, 258, 900, 258), fill=(188, 184, 176), width=2)
    draw.line((0, 305, 900, 305), fill=(70, 50, 36), width=4)
    shadow(scene, [(-60, 960), (700, 890), (850, 1040), (700, 1150), (-60, 1220)], blur=40, strength=0.5)
    _leg(scene)
    top = board(8, (1400, 1300), staves=9)
    line = crack(rng, (1400, 1150), (820, 1015), steps=46, stray=26)
    split(top, line, width=26)
    splinter(
        top,
        _jagged(rng, [(1400.0, 1100.0), (1338, 1150), (1326, 1230), (1352, 1300), (1400, 1300)], stray=7),
        5,
    )
    corners = ((-180.0, 470.0), (640.0, 404.0), (846.0, 842.0), (-330.0, 984.0))
    front = multiply(wood(92, (1400, 60), rings=3), Image.new("L", (1400, 60), 120), 0.85)
    splinter(front, _jagged(rng, [(1310, 0), (1400, 0), (1400, 44), (1352, 36)], stray=4), 6)
    lay(scene, front, (corners[3], corners[2], (844.0, 888.0), (-330.0, 1038.0)))
    side = multiply(wood(93, (700, 60), rings=3), Image.new("L", (700, 60), 84), 0.9)
    lay(scene, side, (corners[1], corners[2], (844.0, 888.0), (640.0, 434.0)))
    lay(scene, top, corners)
    draw.line((corners[3], corners[2]), fill=(226, 192, 146), width=3)
    return taken(lit(scene, at=(0.12, 0.2), reach=1.25, dark=0.5), 31)


def _leg(scene: Image.Image) -> None:
    """The right leg of the desk, painted steel, standing on its foot."""
    draw = ImageDraw.Draw(scene)
    draw.polygon([(612, 1108), (792, 1082), (800, 1106), (616, 1136)], fill=(27, 28, 30))
    draw.polygon([(616, 1136), (800, 1106), (800, 1116), (616, 1147)], fill=(12, 12, 13))
    draw.polygon([(668, 860), (738, 852), (738, 1094), (668, 1104)], fill=(38, 40, 43))
    draw.polygon([(668, 860), (688, 858), (688, 1101), (668, 1104)], fill=(66, 69, 73))
    draw.polygon([(676, 860), (730, 854), (730, 962), (676, 970)], fill=(47, 49, 53))


def _tape(length_cm: int, px_per_cm: int) -> Image.Image:
    """A yellow measuring tape, its hook at the right, counting to the left."""
    height = 74
    tape = Image.new("RGBA", ((length_cm + 1) * px_per_cm, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(tape)
    draw.rectangle((0, 0, tape.width - 14, height), fill=(243, 199, 42))
    draw.rectangle((0, 0, tape.width - 14, 5), fill=(250, 220, 104))
    draw.rectangle((0, height - 7, tape.width - 14, height), fill=(205, 160, 24))
    digits = story.face("Bold", 25)
    zero = tape.width - 16
    for mm in range(length_cm * 10 + 8):
        x = zero - mm * px_per_cm / 10
        tall = 30 if mm % 10 == 0 else 21 if mm % 5 == 0 else 13
        draw.line((x, 0, x, tall), fill=(30, 28, 24), width=2)
        if mm % 10 == 0 and mm:
            tone = (176, 32, 28) if mm % 100 == 0 else (30, 28, 24)
            draw.text((x, 33), str(mm // 10), font=digits, fill=tone, anchor="ma")
    draw.rectangle((tape.width - 20, 0, tape.width - 10, height), fill=(168, 172, 176))
    draw.rectangle((tape.width - 12, 0, tape.width - 8, height), fill=(96, 100, 104))
    return tape


def detail_photo() -> Image.Image:
    """The split seen from above with a measuring tape beside it: 23 cm; 1280 × 900."""
    rng = random.Random(77)
    scene = multiply(parquet(44, (1280, 900), boards=3), Image.new("L", (1280, 900), 120), 0.75)
    shadow(scene, [(-40, -40), (1196, -40), (1222, 812), (-40, 832)], blur=18, strength=0.8)
    top = board(17, (1300, 860), staves=5)
    line = crack(rng, (1300, 500), (266, 352), steps=64, stray=20)
    split(top, line, width=22)
    splinter(top, _jagged(rng, [(1300, 466), (1262, 500), (1268, 560), (1300, 574)], stray=6), 9)
    edge = Image.new("L", top.size, 255)
    ImageDraw.Draw(edge).rectangle((0, 838, 1300, 860), fill=150)
    top = multiply(top, edge.filter(ImageFilter.GaussianBlur(6)), 0.6)
    lay(scene, top, ((-120, -66), (1164, -40), (1180, 794), (-112, 816)))
    shadow(scene, [(-20, 585), (1184, 560), (1188, 650), (-20, 676)], blur=7, strength=0.45)
    lay(scene, _tape(27, 44), ((-32, 582), (1176, 553), (1179, 625), (-30, 656)))
    return taken(lit(scene, at=(0.25, 0.1), reach=1.3, dark=0.58), 78)


def corner_photo() -> Image.Image:
    """The crushed corner by daylight, close; 960 × 720."""
    rng = random.Random(1304)
    scene = plaster(61, (960, 720), (206, 208, 208))
    lay(scene, parquet(51, (960, 300), boards=2), ((-60, 400), (1020, 400), (1300, 800), (-340, 800)))
    ImageDraw.Draw(scene).rectangle((0, 366, 960, 400), fill=(232, 232, 228))
    scene = scene.filter(ImageFilter.GaussianBlur(9))
    shadow(scene, [(-40, 560), (640, 560), (760, 720), (-40, 740)], blur=30, strength=0.7)
    top = board(29, (1100, 900), staves=6)
    split(top, crack(rng, (1100, 700), (300, 585), steps=44, stray=18), width=34)
    chip: Line = [(1100, 640), (1010, 690), (955, 780), (905, 900), (1100, 900)]
    splinter(top, _jagged(rng, chip, stray=11), 12)
    corners = ((-260.0, 236.0), (640.0, 150.0), (812.0, 452.0), (-330.0, 566.0))
    under = (812.0, 532.0)
    front = multiply(wood(83, (1100, 90), rings=3), Image.new("L", (1100, 90), 165), 0.8)
    splinter(front, _jagged(rng, [(880, 0), (1100, 0), (1100, 74), (1012, 62), (940, 24)], stray=6), 13)
    lay(scene, front, (corners[3], corners[2], under, (-330.0, 656.0)))
    side = multiply(wood(84, (700, 90), rings=3), Image.new("L", (700, 90), 105), 0.85)
    splinter(side, _jagged(rng, [(590, 0), (700, 0), (700, 66), (640, 44)], stray=5), 14)
    lay(scene, side, (corners[1], corners[2], under, (642.0, 206.0)))
    lay(scene, top, corners)
    return taken(lit(scene, at=(0.6, 0.0), reach=1.35, dark=0.62), 62, blur=0.6)


def _carton_face(seed: int, size: tuple[int, int], shade: int) -> Image.Image:
    return multiply(cardboard(seed, size), Image.new("L", size, shade), 0.95)


def _label(size: tuple[int, int]) -> Image.Image:
    """The carrier's label on the carton."""
    label = Image.new("RGB", size, (246, 245, 241))
    draw = ImageDraw.Draw(label)
    bold, plain = (story.face(style, 19) for style in ("Bold", "Regular"))
    draw.rectangle((0, 0, size[0] - 1, 40), fill=(32, 74, 122))
    draw.text((14, 8), "TransVallée", font=bold, fill="white")
    for row, text in enumerate(("Mme H. MARCHADIER", "14 montée des Glycines", "69005 LYON")):
        draw.text((14, 52 + row * 25), text, font=bold if row != 1 else plain, fill=(24, 24, 24))
    rng = random.Random(4471)
    x = 14
    while x < size[0] - 20:
        bar = rng.choice((2, 2, 3, 5))
        draw.rectangle((x, 140, x + bar - 1, size[1] - 40), fill=(20, 20, 20))
        x += bar + rng.choice((2, 3, 4))
    draw.text((14, size[1] - 36), "TV 4471 0093 62    1/1   41 kg", font=plain, fill=(24, 24, 24))
    return label


def _printed(face: Image.Image) -> None:
    """What is printed on the carton's front: FRAGILE and two arrows upwards."""
    draw = ImageDraw.Draw(face)
    ink = (72, 48, 30)
    draw.text((262, 330), "FRAGILE", font=story.face("Bold", 84), fill=ink)
    draw.text((266, 440), "HAUT", font=story.face("Bold", 38), fill=ink)
    for x in (430, 500):
        shaft = [(x + 16, 470), (x + 16, 494), (x, 494), (x, 470)]
        draw.polygon([(x - 16, 470), (x + 8, 440), (x + 32, 470), *shaft], fill=ink)
    draw.rectangle((410, 500, 540, 506), fill=ink)


def _dent(scene: Image.Image, seed: int) -> None:
    """Crushes the carton's near corner: folds, a tear, the pale inside of the cardboard."""
    rng = random.Random(seed)
    hole = _jagged(rng, [(436, 560), (520, 522), (584, 548), (566, 640), (498, 690), (446, 640)], stray=9)
    shadow(scene, hole, blur=22, strength=0.75)
    draw = ImageDraw.Draw(scene)
    draw.polygon(hole, fill=(96, 66, 40))
    inner = _jagged(rng, [(462, 578), (524, 548), (560, 566), (546, 630), (500, 662), (466, 628)], stray=8)
    draw.polygon(inner, fill=(33, 24, 17))
    flap = _jagged(rng, [(436, 560), (520, 522), (508, 574), (462, 600)], stray=5)
    draw.polygon(flap, fill=(214, 180, 136))
    flap = _jagged(rng, [(566, 640), (498, 690), (512, 636), (550, 612)], stray=5)
    draw.polygon(flap, fill=(188, 150, 106))


def _creases(scene: Image.Image) -> None:
    """Bends the cardboard around the dent: soft pairs of shade and light."""
    folds = (((440, 574), (330, 520), (250, 560)), ((452, 660), (372, 720), (330, 800)),
             ((566, 566), (628, 520), (676, 532)), ((556, 650), (600, 730), (590, 800)))  # fmt: skip
    for tone, away, ink in ((60, 0, 84), (238, 6, 22)):
        layer = Image.new("L", scene.size, 0)
        for fold in folds:
            ImageDraw.Draw(layer).line(
                [(x + away, y + away) for x, y in fold], fill=ink, width=7, joint="curve"
            )
        mask = layer.filter(ImageFilter.GaussianBlur(4))
        scene.paste((tone, int(tone * 0.82), int(tone * 0.6)), (0, 0), mask)


def carton_photo() -> Image.Image:
    """The carton as it was delivered, its corner crushed; upright, 750 × 1000."""
    scene = plaster(71, (750, 1000), (188, 182, 170))
    lay(scene, parquet(33, (1200, 900), boards=7), ((-200, 520), (950, 520), (1500, 1040), (-760, 1040)))
    ImageDraw.Draw(scene).rectangle((0, 488, 750, 522), fill=(222, 219, 212))
    shadow(scene, [(-40, 800), (520, 960), (760, 800), (760, 980), (-40, 1010)], blur=30, strength=0.75)
    front = _carton_face(5, (900, 640), 232)
    _printed(front)
    front.paste(_label((300, 250)), (470, 40))
    lay(scene, front, ((-150, 262), (510, 320), (505, 930), (-150, 800)))
    side = _carton_face(6, (360, 640), 150)
    lay(scene, side, ((510, 320), (735, 262), (728, 770), (505, 930)))
    top = _carton_face(7, (900, 360), 255)
    tape = Image.new("RGB", (900, 64), (170, 126, 74))
    tape = Image.blend(tape, Image.merge("RGB", [noise(random.Random(3), (900, 64), (120, 6))] * 3), 0.12)
    top.paste(tape, (0, 150))
    lay(scene, top, ((50, 212), (735, 262), (510, 320), (-150, 262)))
    draw = ImageDraw.Draw(scene)
    draw.line(((-150, 262), (510, 320), (735, 262)), fill=(222, 188, 142), width=3)
    draw.line(((510, 320), (505, 930)), fill=(206, 168, 120), width=3)
    _creases(scene)
    _dent(scene, 8)
    dust = clouds(random.Random(9), scene.size, (6, 8))
    return taken(lit(multiply(scene, dust, 0.12), at=(0.2, 0.15), reach=1.2, dark=0.46), 72)


def shop_picture() -> Image.Image:
    """The seller's own picture of the desk, on a plain ground; 720 × 540."""
    scene = Image.new("RGB", (1440, 1080), (240, 237, 231))
    ImageDraw.Draw(scene).rectangle((0, 780, 1440, 1080), fill=(228, 223, 214))
    shadow(scene, [(250, 905), (1190, 905), (1290, 985), (150, 985)], blur=28, strength=0.4)
    draw = ImageDraw.Draw(scene)
    for x in (330, 1030):
        draw.rectangle((x, 470, x + 76, 920), fill=(34, 36, 39))
        draw.rectangle((x + 8, 470, x + 26, 920), fill=(58, 61, 65))
        draw.rectangle((x + 10, 660, x + 66, 664), fill=(20, 21, 23))
        draw.polygon([(x - 90, 962), (x + 166, 962), (x + 130, 920), (x - 54, 920)], fill=(27, 28, 31))
        draw.rectangle((x - 90, 962, x + 166, 974), fill=(14, 15, 16))
    draw.rectangle((300, 440, 1140, 478), fill=(30, 31, 34))
    lay(scene, board(8, (1400, 700), staves=8), ((236, 300), (1204, 300), (1330, 420), (110, 420)))
    front = multiply(wood(92, (1400, 50), rings=3), Image.new("L", (1400, 50), 196), 0.8)
    lay(scene, front, ((110, 420), (1330, 420), (1328, 452), (112, 452)))
    return scene.resize((720, 540), Image.Resampling.LANCZOS)


def jpeg(picture: Image.Image, *, quality: int, exif: Image.Exif | None = None) -> bytes:
    """Writes a picture as JPEG."""
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=quality, optimize=True, exif=exif or Image.Exif())
    return stream.getvalue()
