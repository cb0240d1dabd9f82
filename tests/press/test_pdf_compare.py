from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from dossier.press.pdf_compare import difference, is_blank


def page(*boxes, colour=(0, 0, 0)):
    picture = Image.new("RGB", (100, 140), "white")
    for box in boxes:
        ImageDraw.Draw(picture).rectangle(box, fill=colour)
    return picture


BOXES = st.tuples(st.integers(0, 60), st.integers(0, 100), st.integers(5, 30), st.integers(5, 30)).map(
    lambda box: (box[0], box[1], box[0] + box[2], box[1] + box[3])
)


@given(BOXES)
def test_a_page_is_like_itself(box):
    assert difference(page(box), page(box)) == 0


@given(BOXES)
def test_what_is_missing_or_too_much_counts_the_same(box):
    lost, added = difference(page(box), page()), difference(page(), page(box))
    assert lost == added
    assert lost > 0.002


@given(BOXES)
def test_another_colour_of_the_same_lightness_counts(box):
    assert difference(page(box, colour=(255, 0, 0)), page(box, colour=(0, 130, 0))) > 0.002


def test_one_pixel_to_the_side_is_forgiven():
    assert difference(page((20, 20, 60, 60)), page((21, 20, 61, 60))) == 0


def test_a_paler_hairline_is_forgiven():
    assert difference(page((20, 20, 60, 20)), page((20, 20, 60, 20), colour=(60, 60, 60))) == 0


def test_a_lost_word_is_not_forgiven():
    assert difference(page((20, 20, 60, 28)), page()) > 0.01


def test_blank_is_white_and_nothing_else():
    assert is_blank(page())
    assert is_blank(Image.new("RGB", (9, 9), (253, 254, 255)))
    assert not is_blank(page((50, 50, 50, 50), colour=(200, 200, 200)))
