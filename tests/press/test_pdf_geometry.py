import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.press.frame import LANDSCAPE, PORTRAIT
from dossier.press.pdf_geometry import (
    Rect,
    Shape,
    bounds,
    chained,
    moved,
    ordered,
    place,
    quarter_turned,
    scaled,
    usable,
    written,
)

SIDES = st.floats(0.5, 3e6)
PLACES = st.floats(-1e5, 1e5)
SHAPES = st.builds(
    lambda x, y, w, h, turn, unit: Shape(box=Rect(x, y, x + w, y + h), turn=turn, unit=unit),
    PLACES,
    PLACES,
    SIDES,
    SIDES,
    st.integers(0, 3),
    st.sampled_from([0.1, 0.5, 1.0, 2.0, 4.0]),
)


@given(SHAPES)
def test_a_page_stands_whole_inside_its_frame_and_is_never_enlarged(shape):
    found = place(shape)
    frame = found.frame
    assert 0 < found.scale <= 1
    assert frame.left_pt - 1e-6 <= found.rect.left
    assert found.rect.right <= frame.left_pt + frame.width_pt + 0.1
    assert frame.bottom_pt - 0.1 <= found.rect.bottom
    assert found.rect.top == pytest.approx(frame.bottom_pt + frame.height_pt)


@given(SHAPES)
def test_the_matrix_takes_the_box_onto_the_place(shape):
    found = place(shape)
    onto = bounds(shape.box, found.matrix)
    for side in ("left", "bottom", "right", "top"):
        assert getattr(onto, side) == pytest.approx(getattr(found.rect, side), abs=1e-3)


@given(SHAPES)
def test_a_page_keeps_its_proportions_and_lies_only_when_it_is_wide(shape):
    found = place(shape)
    assert found.rect.width / found.rect.height == pytest.approx(shape.width / shape.height, rel=1e-6)
    assert (found.frame == LANDSCAPE) == (shape.width > shape.height)


@given(st.floats(-600, 600), st.floats(-600, 600))
def test_a_turn_is_clockwise(x, y):
    box = Rect(0, 0, 200, 300)
    upper_left = place(Shape(box=box, turn=1))
    a, b, c, d, e, f = upper_left.matrix
    # The lower left corner of a page turned clockwise is seen at the upper left.
    assert (e, f) == pytest.approx((upper_left.rect.left, upper_left.rect.top))
    assert (a * x + c * y + e, b * x + d * y + f) == pytest.approx((e + y, f - x), abs=1e-6)


def test_a_page_of_the_frame_keeps_its_size_to_the_point():
    for frame in (PORTRAIT, LANDSCAPE):
        for rounded in (0, 0.004, -0.004):
            box = Rect(0, 0, frame.width_pt + rounded, frame.height_pt + rounded)
            assert place(Shape(box=box)).scale == 1


def test_a_unit_above_the_frame_is_made_to_fit():
    assert place(Shape(box=Rect(0, 0, 200, 300), unit=4)).scale == pytest.approx(
        PORTRAIT.height_pt / 1200, abs=1e-6
    )


@given(st.lists(st.floats(-1e7, 1e7), max_size=6))
def test_numbers_are_written_without_exponent_and_close(numbers):
    text = written(numbers).decode()
    assert "e" not in text
    assert [float(number) for number in text.split()] == pytest.approx(numbers, abs=1e-8, rel=1e-12)


def test_nothing_is_written_as_minus_nothing():
    assert written([-0.0, -1e-12, 0.5, 3.0, 1e-7]) == b"0 0 0.5 3 0.0000001"


@given(*[PLACES] * 4)
def test_corners_come_in_any_order(x0, y0, x1, y1):
    rect = ordered((x0, y0, x1, y1))
    assert rect == ordered((x1, y1, x0, y0))
    assert rect.width >= 0
    assert rect.height >= 0
    assert rect.within(rect) == rect


def test_four_quarters_are_a_whole_turn():
    once = quarter_turned(1, x=10, y=20)
    assert chained(chained(once, once), chained(once, once)) == pytest.approx((1, 0, 0, 1, 0, 0))
    assert bounds(Rect(10, 20, 30, 21), once) == Rect(9, 20, 10, 40)


def test_matrices_act_in_the_order_they_are_named():
    assert bounds(Rect(0, 0, 1, 1), chained(scaled(2, 3), moved(10, 20))) == Rect(10, 20, 12, 23)


def test_numbers_out_of_all_reason_are_not_used():
    assert not usable(math.inf)
    assert not usable(math.nan)
    assert not usable(1e10)
    assert usable(-3e6)


def test_an_empty_rectangle_says_so():
    assert Rect(0, 0, 10, 10).within(Rect(20, 20, 30, 30)).empty
    assert Rect(5, 5, 5, 9).empty
