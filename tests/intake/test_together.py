"""Screenshots of one scroll or one chat are proposed as one piece, and no others."""

import io
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from dossier.intake.picture.key import row_marks, rows_of
from dossier.intake.picture.scroll import goes_on, same_frame, screenful
from dossier.intake.picture.together import Screen, chats, scrolls
from tests.support import scrolls as make

NOON = datetime(2026, 3, 12, 12, 0)


def marks(image):
    return rows_of(row_marks(image))


def shows(image):
    return screenful(marks(image))


def screen(name, image, minutes=None):
    at = None if minutes is None else NOON + timedelta(minutes=minutes)
    return Screen(id=name, name=name, size_px=image.size, shows=shows(image), at=at)


def jpeg(image, quality):
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=quality)
    return Image.open(io.BytesIO(stream.getvalue()))


@pytest.fixture(scope="module")
def talks():
    return {
        "chat": make.talk(1),
        "photos": make.talk(1, photos=True),
        "dark": make.talk(1, dark=True),
        "page": make.page(1),
    }


@pytest.mark.parametrize("kind", ["chat", "photos", "dark", "page"])
@pytest.mark.parametrize("step", [300, 1100, 1700])
def test_a_scroll_is_known_by_its_rows_below_the_clock_and_above_the_field(talks, kind, step):
    upper, lower = talks[kind].shot(400, clock="10:02"), talks[kind].shot(400 + step, clock="10:03")
    assert goes_on(shows(upper), shows(lower)) == step
    assert goes_on(shows(lower), shows(upper)) == 0


def test_a_scroll_is_known_without_any_bar(talks):
    upper, lower = (talks["page"].shot(top, bars=False) for top in (0, 1900))
    assert goes_on(shows(upper), shows(lower)) == 1900


def test_a_scroll_is_known_after_a_light_compression(talks):
    upper, lower = (jpeg(talks["chat"].shot(top), 85) for top in (0, 700))
    assert goes_on(shows(upper), shows(lower)) == 700


@pytest.mark.parametrize("kind", ["chat", "photos", "dark", "page"])
def test_screens_that_do_not_overlap_are_no_scroll(talks, kind):
    here = [shows(talks[kind].shot(top)) for top in (0, 2100, 4200)]
    assert not any(goes_on(one, other) for one in here for other in here if one is not other)


def test_other_words_in_the_same_app_are_no_scroll_and_no_chat_under_another_name():
    one = make.talk(1)
    others = [make.talk(seed, name=name) for seed, name in ((2, "Brume Meubles"), (3, "Tim"), (4, "Tom"))]
    screens = [shows(talk.shot(500)) for talk in (one, *others)]
    assert not any(goes_on(a, b) for a in screens for b in screens if a is not b)
    tim, tom = screens[2], screens[3]
    assert not same_frame(tim.rows, tom.rows)
    assert not same_frame(screens[0].rows, tim.rows)


def test_a_list_of_equal_rows_has_no_certain_place():
    line = make.talk(5, rows=200).image.crop((0, 0, make.WIDTH, 200))
    tall = Image.new("RGB", (make.WIDTH, 8000))
    for top in range(0, 8000, 200):
        tall.paste(line, (0, top))
    pattern = make.Talk(tall)
    assert goes_on(shows(pattern.shot(0)), shows(pattern.shot(700))) == 0


def test_a_scroll_is_put_in_its_order_whatever_the_names(talks):
    tops = {"c.png": 0, "a.png": 1500, "b.png": 3000, "z.png": 6900}
    found = scrolls([screen(name, talks["chat"].shot(top)) for name, top in tops.items()])
    assert [[one.id for one in chain] for chain in found] == [["c.png", "a.png", "b.png"]]


def test_widths_are_never_mixed(talks):
    upper = talks["chat"].shot(0)
    lower = talks["chat"].shot(1000).resize((make.WIDTH // 2, make.HEIGHT // 2))
    assert scrolls([screen("1.png", upper), screen("2.png", lower)]) == []


def test_a_screen_taken_twice_is_no_scroll(talks):
    twice = [screen(f"{n}.png", talks["chat"].shot(0, clock=f"10:0{n}")) for n in range(2)]
    assert scrolls(twice) == []


def test_a_chat_is_what_was_taken_within_minutes_under_one_name(talks):
    tops = (0, 2100, 4200, 6300)
    taken = [
        screen(f"s{place}", talks["chat"].shot(top), minutes)
        for place, (top, minutes) in enumerate(zip(tops, (0, 1, 3, 40), strict=True))
    ]
    stranger = screen("x", make.talk(3, name="Tim").shot(0), 2)
    undated = screen("u", talks["chat"].shot(2100))
    assert [[one.id for one in talk] for talk in chats([*taken, undated])] == [["s0", "s1", "s2"]]
    assert [[one.id for one in talk] for talk in chats([*taken, stranger])] == [["s0", "s1"]]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 3), max_size=200), min_size=2, max_size=2), st.text(max_size=30))
def test_any_rows_are_compared(rows, text):
    upper, lower = map(screenful, rows)
    assert 0 <= goes_on(upper, lower) <= len(rows[0])
    assert isinstance(rows_of(text), list)
