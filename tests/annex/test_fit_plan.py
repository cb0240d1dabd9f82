"""Resolution and quality are arithmetic: what fits is never exceeded, and letters have a floor."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from dossier.annex.fit_plan import BEST, STEPS, Weighed, choose, first_step, step_above, steps_from
from dossier.model.ids import PieceId
from dossier.press.shrink import Photo
from dossier.press.shrink_code import LADDER
from dossier.press.shrink_find import Found
from dossier.press.shrink_kind import Kind


def weighed(number, *, light=40_000, kind=Kind.PHOTO, old=4_000_000, steps=STEPS, always=False):
    """Makes a photo whose weight doubles from rung to rung and grows with the square of the resolution."""
    weights = tuple(
        tuple(round(light * (dpi / 170) ** 2 * 2**rung) for rung in range(len(LADDER))) for dpi in steps
    )
    found = Found(number=number, size=old, width_px=4000, height_px=3000, channels=3, coded=True, dpi=500.0)
    photo = Photo(found=found, kind=kind, kept="", weights=weights)
    return Weighed(piece=PieceId("p"), photo=photo, steps=steps, always=always)


photos = st.lists(
    st.builds(
        weighed,
        st.integers(1, 9),
        light=st.integers(10_000, 200_000),
        kind=st.sampled_from([Kind.PHOTO, Kind.PAPER]),
        old=st.integers(50_000, 5_000_000),
        always=st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


def weight(photos, choice):
    return sum(one.weight(how.dpi, how.quality) for one, how in zip(photos, choice.codings, strict=True))


@given(photos, st.integers(10_000, 40_000_000))
def test_what_is_said_to_fit_fits(photos, room):
    choice = choose(photos, room)
    assert not choice.fits or weight(photos, choice) <= room


@given(photos, st.integers(10_000, 40_000_000))
def test_what_does_not_fit_is_the_lightest_allowed(photos, room):
    choice = choose(photos, room)
    assume(not choice.fits)
    for one, how in zip(photos, choice.codings, strict=True):
        paper = one.photo.kind is Kind.PAPER
        assert (how.dpi, how.quality) == ((150, 60) if paper else (130, 40))


@given(photos, st.integers(10_000, 40_000_000))
def test_letters_have_a_floor_and_photos_never_grow_coarser_for_nothing(photos, room):
    choice = choose(photos, room)
    for one, how in zip(photos, choice.codings, strict=True):
        assert 40 <= how.quality <= BEST
        assert how.dpi in STEPS
        assert how.dpi <= 170 or how.quality >= 75
        assert one.photo.kind is Kind.PHOTO or (how.dpi >= 150 and how.quality >= 60)


@given(st.integers(1, 30), st.integers(60_000, 30_000_000))
def test_many_photos_fill_the_room(count, room):
    alike = [weighed(number, old=400_000_000) for number in range(count)]
    choice = choose(alike, room)
    assume(choice.fits and not choice.best)
    one_more = max(
        photo.weight(how.dpi, min(BEST, how.quality + 1)) - photo.weight(how.dpi, how.quality)
        for photo, how in zip(alike, choice.codings, strict=True)
    )
    full = weight(alike, choice) + one_more > room
    next_step = any(how.quality == BEST for how in choice.codings)
    assert full or next_step


def test_a_photo_of_which_little_is_won_counts_with_its_old_bytes():
    light = weighed(1, light=90_000, old=95_000)
    assert light.weight(170, 40) == 95_000
    assert light.weight(130, 40) < 90_000
    assert replace(light, always=True).weight(170, 40) == 90_000


def test_what_it_weighed_corrects_what_was_reckoned():
    one = weighed(1)
    coding = one.coding(170, 70)
    assert one.weight(170, 70) == 160_000
    assert one.corrected(coding, 200_000).weight(170, 70) == 200_000
    assert one.corrected(coding, 200_000).weight(170, 55) == 100_000


def test_a_recipient_s_bound_is_the_first_step():
    assert steps_from(400, None) == STEPS
    assert steps_from(300, 200) == (200, 170, 150, 130)
    assert steps_from(170, 100) == (100,)
    assert steps_from(240, 250) == (240, 200, 170, 150, 130)


def test_paper_under_a_low_bound_has_the_finest_there_is():
    paper = weighed(1, kind=Kind.PAPER, steps=(100,))
    assert paper.coding(100, 40).dpi == 100


def test_the_first_guess_grows_with_the_room():
    guesses = [first_step(share / 100) for share in range(-10, 100, 5)]
    assert guesses == sorted(guesses)
    assert (guesses[0], guesses[-1]) == (170, 400)
    assert [step_above(dpi) for dpi in (130, 170, 400)] == [150, 200, None]
