"""Tall screenshots go on over pages: readable, nothing lost, no line of text cut."""

import io
import random
from itertools import pairwise

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageOps

from dossier.basis.units import mm
from dossier.model.body import ImageBody
from dossier.model.finding import Level
from dossier.press.frame import PORTRAIT
from dossier.press.image import draw_image
from dossier.press.slices import Slice, slices_of
from tests.support import pictures as make
from tests.support import screens
from tests.support.pixels import drawn

PAGE_ROWS = 2707
"""Rows of a telephone's screen on a page."""


@pytest.fixture
def draw(tmp_path):
    """Draws a picture and gives the PDF and the findings."""

    def _draw(image, kind="PNG", **options):
        data = image if isinstance(image, bytes) else make.encoded(image, kind, **options)
        source, target = tmp_path / "picture", tmp_path / "sheet.pdf"
        source.write_bytes(data)
        width, height = Image.open(io.BytesIO(data)).size
        if options.get("exif"):
            width, height = height, width
        report = draw_image(ImageBody(asset="0" * 64, width_px=width, height_px=height), source, target)
        return target.read_bytes(), report.findings

    return _draw


def pages_of(pdf):
    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def striped(width, height, step=100):
    """Makes a picture whose rows tell where they are: a stripe of its own colour every few rows."""
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    for number, top in enumerate(range(0, height, step)):
        colour = (number % 5 * 50, number // 5 % 5 * 50, number // 25 * 50)
        pen.rectangle((0, top, width, top + step - 1), fill=colour)
    return image


def assert_whole(slices, height):
    """Holds that no row is left out, and none shown twice but those that say so."""
    assert (slices[0].top, slices[0].repeated, slices[-1].bottom) == (0, 0, height)
    assert all(part.bottom > part.top for part in slices)
    assert all(after.top == before.bottom - after.repeated for before, after in pairwise(slices))


@pytest.mark.parametrize("height", [4000, 6000, 12_000])
@pytest.mark.parametrize("photos", [False, True], ids=["words", "photos"])
def test_no_line_of_a_conversation_is_cut(height, photos):
    for seed in range(4):
        screen = screens.chat(1080, height, seed, photos=photos)
        slices = slices_of(screen.image, PAGE_ROWS)

        assert_whole(slices, height)
        assert [screen.cut_lines(part.bottom) for part in slices[:-1]] == [[]] * (len(slices) - 1)
        assert max(part.bottom - part.top for part in slices) <= PAGE_ROWS


def test_no_line_of_a_conversation_is_cut_where_jpeg_left_its_noise():
    screen = screens.chat(720, 9000, 5)
    image = Image.open(io.BytesIO(make.encoded(screen.image, "JPEG", quality=60)))
    slices = slices_of(image, 1800)

    assert len(slices) > 5
    assert not any(screen.cut_lines(part.bottom) or part.repeated for part in slices[:-1])


def laid_on(screen, ground):
    """Takes the plain ground of a conversation away and lays it on another."""
    plain = Image.new("RGB", screen.image.size, (236, 229, 221))
    mask = ImageChops.difference(screen.image, plain).convert("L").point(lambda value: 255 * (value > 0))
    ground.paste(screen.image, (0, 0), mask)
    return ground


def gradient(size):
    grey = Image.linear_gradient("L").resize(size)
    return Image.merge("RGB", (grey, grey.point(lambda value: 220 - value // 3), grey.rotate(180)))


def doodles(size):
    """Makes the ground of a chat: thin pale strokes all over."""
    chance, image = random.Random(3), Image.new("RGB", size, (236, 229, 221))
    pen = ImageDraw.Draw(image)
    for _ in range(size[0] * size[1] // 2500):
        x, y = chance.randrange(size[0]), chance.randrange(size[1])
        turn = chance.randrange(360)
        pen.arc((x, y, x + 30, y + 40), turn, turn + 120, fill=(222, 214, 206), width=3)
    return image


@pytest.mark.parametrize("ground", ["dark", "gradient", "doodles"])
@pytest.mark.parametrize("quality", [None, 60], ids=["png", "jpeg"])
def test_no_line_is_cut_on_any_ground(ground, quality):
    screen = screens.chat(1080, 8000, 3)
    image = {
        "dark": lambda: ImageOps.invert(screen.image),
        "gradient": lambda: laid_on(screen, gradient(screen.image.size)),
        "doodles": lambda: laid_on(screen, doodles(screen.image.size)),
    }[ground]()
    if quality:
        image = Image.open(io.BytesIO(make.encoded(image, "JPEG", quality=quality)))
    slices = slices_of(image, PAGE_ROWS)

    assert_whole(slices, 8000)
    assert not any(screen.cut_lines(part.bottom) or part.repeated for part in slices[:-1])


def test_no_line_of_small_close_print_is_cut():
    screen = screens.lines(1080, 8000, 2, size=17, step=20)
    slices = slices_of(screen.image, PAGE_ROWS)

    assert_whole(slices, 8000)
    assert not any(screen.cut_lines(part.bottom) or part.repeated for part in slices[:-1])


def test_a_line_written_over_a_photograph_stands_whole_on_one_page():
    noise = Image.effect_noise((1080, 8000), 90).convert("RGB")
    screen = screens.lines(1080, 8000, 2, size=40, step=70, ground=noise)
    slices = slices_of(screen.image, PAGE_ROWS)

    assert all(part.repeated for part in slices[1:])
    for before, after in pairwise(slices):
        assert all(line[0] >= after.top for line in screen.cut_lines(before.bottom))


@pytest.mark.parametrize("width", [700, 1280])
def test_no_line_of_a_web_page_is_cut(width):
    screen = screens.web_page(width, 9000, width)
    slices = slices_of(screen.image, 1492)

    assert len(slices) >= 6
    assert not any(screen.cut_lines(part.bottom) for part in slices[:-1] if not part.repeated)
    # A line that is cut none the less stands whole on the next page.
    for before, after in pairwise(slices):
        assert all(line[0] >= after.top for line in screen.cut_lines(before.bottom))


def test_where_a_photograph_fills_the_band_some_rows_are_shown_twice():
    noise = Image.effect_noise((1080, 6000), 90).convert("RGB")
    slices = slices_of(noise, PAGE_ROWS)

    assert_whole(slices, 6000)
    assert [part.repeated for part in slices] == [0, 54, 54]


def test_a_gap_below_the_even_share_is_found_before_a_photograph_is_cut():
    image = Image.effect_noise((400, 1250), 90).convert("RGB")
    image.paste("white", (0, 930, 400, 950))

    assert slices_of(image, 1000) == (Slice(0, 940), Slice(940, 1250))


_BANDS = st.lists(
    st.tuples(st.sampled_from(["plain", "noise", "rule"]), st.integers(1, 400)), min_size=1, max_size=12
)


@settings(max_examples=60)
@given(bands=_BANDS, page_rows=st.integers(50, 700))
def test_no_row_is_lost_or_shown_twice_whatever_the_picture(bands, page_rows):
    height = sum(rows for _, rows in bands)
    image = Image.new("L", (40, height), 240)
    top = 0
    for kind, rows in bands:
        if kind == "noise":
            image.paste(Image.effect_noise((40, rows), 120), (0, top))
        if kind == "rule":
            image.paste(0, (0, top, 40, top + rows))
        top += rows
    slices = slices_of(image, page_rows)

    assert_whole(slices, height)
    assert max(part.bottom - part.top for part in slices) <= page_rows
    assert max(part.repeated for part in slices) <= max(1, page_rows // 50)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_the_pages_show_the_picture_once_from_top_to_bottom(draw, kind):
    image = striped(1080, 6000)
    data = make.encoded(image, kind)
    pdf, findings = draw(data)
    slices = slices_of(Image.open(io.BytesIO(data)), PAGE_ROWS)

    assert [(f.level, f.code, f.params) for f in findings] == [(Level.NOTE, "picture-sliced", {"pages": 3})]
    assert pages_of(pdf) == len(slices) == 3
    scale = mm(105) / 1080
    left = (PORTRAIT.width_pt - mm(105)) / 2
    for index, part in enumerate(slices):
        page = drawn(pdf, index, scale=2.0).convert("RGB")
        for row in range(part.top + 10, part.bottom - 10, 37):
            if row % 100 in range(8, 92):
                found = page.getpixel((page.width // 2, int((row + 0.5 - part.top) * scale * 2)))
                wanted = image.getpixel((540, row))
                assert all(abs(a - b) <= 12 for a, b in zip(found, wanted, strict=True)), (index, row)
        below = int((part.bottom - part.top) * scale * 2) + 4
        assert page.crop((0, below, page.width, page.height)).getextrema() == ((255, 255),) * 3
        assert page.getpixel((int(left * 2) - 3, 40)) == (255, 255, 255)


def test_the_coded_bytes_stand_in_the_file_once(draw):
    data = make.encoded(screens.chat(1080, 6000, 2).image, "JPEG", quality=80)
    pdf, _ = draw(data)

    assert pdf.count(make.scan_of(data)) == 1
    assert len(pdf) < len(data) + 6000


def test_a_turned_picture_is_cut_as_it_is_looked_at(draw):
    image = striped(600, 3000)
    pdf, findings = draw(make.lying(image, 6), "JPEG", exif=make.exif(6), quality=95)

    assert findings[0].params == {"pages": 3}
    assert drawn(pdf, 0, scale=1).convert("RGB").getpixel((263, 5)) == pytest.approx((0, 0, 0), abs=12)


def test_rows_shown_twice_are_marked_beside_the_picture(draw):
    pdf, _ = draw(Image.effect_noise((1080, 4000), 90).convert("RGB"), "JPEG", quality=60)
    left = (PORTRAIT.width_pt - mm(105)) / 2
    (cut, after) = slices_of(Image.effect_noise((1080, 4000), 90), PAGE_ROWS)
    end = (cut.bottom - cut.top) * mm(105) / 1080
    high = after.repeated * mm(105) / 1080

    for index, top in ((0, end - high), (1, 0)):
        page = drawn(pdf, index, scale=4).convert("L")
        beside = page.crop((0, 0, int(left * 4) - 8, page.height)).point(lambda value: 255 * (value < 128))
        box = beside.getbbox()
        assert (box[1] / 4, box[3] / 4) == pytest.approx((top, top + high), abs=0.6)


@pytest.mark.parametrize(
    ("size", "pages"),
    [
        ((1080, 2400), 1),
        ((1080, 3000), 1),
        ((1080, 4000), 2),
        ((700, 9000), 7),
        ((9000, 700), 1),
        ((40, 600), 1),
        ((200, 4000), 1),
    ],
    ids=str,
)
def test_only_tall_screens_are_cut(draw, size, pages):
    pdf, findings = draw(Image.new("L", size, 200))

    assert pages_of(pdf) == pages
    assert [found.code for found in findings] == ["picture-sliced"] * (pages > 1)


@pytest.mark.parametrize(("width", "shown_mm"), [(1080, 105), (720, 105), (700, 123.5), (1280, 182.3)])
def test_a_tall_screen_is_shown_at_a_readable_width(draw, width, shown_mm):
    pdf, _ = draw(Image.new("L", (width, width * 4), 0))
    page = drawn(pdf, 0, scale=2).convert("L").point(lambda value: 255 - value)
    left, _, right, _ = page.getbbox()

    assert (right - left) / 2 == pytest.approx(mm(shown_mm), abs=1.5)


def test_a_picture_without_end_is_made_smaller_before_it_fills_a_book(draw):
    pdf, findings = draw(Image.new("1", (240, 200_000), 0))

    assert 80 <= findings[0].params["pages"] <= 100
    assert pages_of(pdf) == findings[0].params["pages"]
