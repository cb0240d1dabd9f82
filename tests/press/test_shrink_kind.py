"""Photos are told from what people read, by pixels alone; a doubt is settled for the letters."""

import io

import pytest
from PIL import Image, ImageFilter

from dossier.press.shrink_kind import Kind, kind_of, looked_at
from tests.support import fits
from tests.support.pictures import encoded
from tests.support.sample_scan import delivery_slip, note_photo


def opened(data):
    return Image.open(io.BytesIO(data)).convert("RGB")


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("quality", [90, 30])
def test_a_photo_is_one_however_it_was_coded(seed, quality):
    assert kind_of(opened(encoded(fits.photo(seed), "JPEG", quality=quality))) is Kind.PHOTO


def test_a_photo_is_one_without_colours():
    assert kind_of(fits.photo().convert("L")) is Kind.PHOTO


@pytest.mark.parametrize("make", [fits.scan, fits.screen, lambda: fits.screen(dark=True), delivery_slip])
@pytest.mark.parametrize("again", [None, 75, 50])
def test_what_people_read_is_text_even_when_it_was_sent_on_as_a_jpeg(make, again):
    image = opened(make())
    if again:
        image = opened(encoded(image, "JPEG", quality=again))
    assert kind_of(image) is Kind.TEXT
    assert kind_of(image.convert("L")) is Kind.TEXT


def test_a_photo_of_a_paper_keeps_its_letters():
    assert kind_of(opened(fits.held_paper())) is Kind.PAPER
    assert kind_of(note_photo()) is Kind.PAPER


def test_a_paper_in_bad_light_keeps_its_letters():
    grey = fits.page(ground="#b8b4ac").filter(ImageFilter.GaussianBlur(1.5))
    grain = Image.effect_noise(grey.size, 40).convert("RGB")
    assert kind_of(Image.blend(grey, grain, 0.35)) is not Kind.PHOTO


@pytest.mark.parametrize("size", [(1, 1), (23, 900), (900, 23), (24, 24)])
def test_a_strip_is_left_alone_or_judged_without_a_fall(size):
    assert kind_of(Image.new("RGB", size, "white")) is Kind.TEXT


def test_a_scroll_of_ten_screens_is_text():
    screen = opened(fits.screen())
    scroll = Image.new("RGB", (540, 11_700))
    for place in range(10):
        scroll.paste(screen.resize((540, 1170)), (0, 1170 * place))
    grain = Image.effect_noise(scroll.size, 6).convert("RGB")
    assert kind_of(Image.blend(scroll, grain, 0.1)) is Kind.TEXT


def test_as_many_pixels_are_looked_at_as_letters_need():
    assert looked_at((4000, 3000)) == (1100, 825)
    assert looked_at((1080, 20_000)) == (780, 14_444)
    assert looked_at((300, 200)) == (300, 200)
