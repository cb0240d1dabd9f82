"""Which photos are reduced, and how, is arithmetic: what fits is never exceeded, and letters have a floor."""

from hypothesis import assume, given
from hypothesis import strategies as st

from dossier.annex.fit_plan import BEST, STEPS, Weighed, choose, corrected, in_turn
from dossier.model.ids import PieceId
from dossier.press.shrink import Photo
from dossier.press.shrink_code import LADDER
from dossier.press.shrink_find import Found
from dossier.press.shrink_kind import Kind


def weighed(number, *, light=40_000, kind=Kind.PHOTO, old=4_000_000):
    """Makes a photo whose weight doubles from rung to rung and grows with the square of the resolution."""
    weights = tuple(
        tuple(round(light * (dpi / 170) ** 2 * 2**rung) for rung in range(len(LADDER))) for dpi in STEPS
    )
    found = Found(number=number, size=old, width_px=4000, height_px=3000, channels=3, coded=True, dpi=500.0)
    return Weighed(piece=PieceId("p"), photo=Photo(found=found, kind=kind, kept="", weights=weights))


photos = st.lists(
    st.builds(
        weighed,
        st.integers(1, 9),
        light=st.integers(10_000, 200_000),
        kind=st.sampled_from([Kind.PHOTO, Kind.PAPER]),
        old=st.integers(50_000, 5_000_000),
    ),
    min_size=1,
    max_size=12,
).map(in_turn)


def old(photos):
    return sum(one.photo.found.size for one in photos)


def coded(photos, choice):
    return sum(one.weight(how.dpi, how.quality) for one, how in zip(photos, choice.codings, strict=False))


def between(choice):
    return [how for how in choice.codings if how.dpi not in STEPS]


def weight(photos, choice):
    return coded(photos, choice) + old(photos[len(choice.codings) :])


@given(photos, st.integers(10_000, 40_000_000))
def test_what_is_said_to_fit_fits(photos, room):
    choice = choose(photos, room)
    assert not choice.fits or weight(photos, choice) <= room
    assert [how.photo for how in choice.codings] == [one.photo for one in photos[: len(choice.codings)]]


@given(photos, st.integers(10_000, 40_000_000))
def test_what_does_not_fit_is_the_lightest_allowed(photos, room):
    choice = choose(photos, room)
    assume(not choice.fits)
    assert len(choice.codings) == len(photos)
    for one, how in zip(photos, choice.codings, strict=True):
        paper = one.photo.kind is Kind.PAPER
        assert (how.dpi, how.quality) == ((150, 60) if paper else (130, 40))


@given(photos, st.integers(10_000, 40_000_000))
def test_letters_have_a_floor_and_nothing_is_finer_than_170(photos, room):
    for how in choose(photos, room).codings:
        assert 40 <= how.quality <= BEST
        assert 130 <= how.dpi <= 170
        assert how.photo.kind is Kind.PHOTO or (how.dpi >= 150 and how.quality >= 60)


@given(photos, st.integers(10_000, 40_000_000))
def test_one_photo_fewer_would_not_do_at_a_good_quality(photos, room):
    choice = choose(photos, room)
    reduced = photos[: len(choice.codings)]
    if choice.codings:
        without_last = sum(one.weight(170, 75) for one in reduced[:-1])
        assert without_last + old(photos[len(reduced) - 1 :]) > room
    else:
        assert old(photos) <= room
    if len(reduced) < len(photos):
        assert all(how.quality >= 75 for how in choice.codings)
        assert all(how.dpi == 170 for how in choice.codings if how not in between(choice))


@given(photos, st.integers(10_000, 40_000_000))
def test_one_photo_at_most_stands_between_two_resolutions_and_never_far(photos, room):
    lower = between(choose(photos, room))
    assert len(lower) <= 1
    assert all(how.dpi >= 0.87 * min(step for step in STEPS if step > how.dpi) for how in lower)


@given(st.integers(500_000, 3_000_000), st.integers(100_000, 3_000_000))
def test_a_single_photo_fills_its_room(old, room):
    choice = choose([one := weighed(1, light=60_000, old=old)], room)
    assume(choice.fits and choice.codings and not choice.best)
    assert weight([one], choice) >= 0.96 * min(room, old)


@given(photos)
def test_the_heaviest_go_first_and_papers_last(photos):
    papers = [one.photo.kind is Kind.PAPER for one in photos]
    assert papers == sorted(papers)
    for kind in Kind:
        sizes = [one.photo.found.size for one in photos if one.photo.kind is kind]
        assert sizes == sorted(sizes, reverse=True)


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
    light = weighed(1, light=90_000, old=90_500)
    assert light.weight(170, 40) == 90_500
    assert light.weight(130, 40) < 90_000


def test_what_some_weighed_corrects_what_was_reckoned_of_all():
    photos = [weighed(1), weighed(2), weighed(3)]
    codings = [one.coding(170, 70) for one in photos[:2]]
    first, second, third = corrected(photos, codings, [200_000, 280_000])
    assert photos[0].weight(170, 70) == 160_000
    assert first.weight(170, 70) == 200_000
    assert first.weight(170, 55) == 100_000
    assert second.weight(170, 70) == 280_000
    assert third.weight(170, 70) == 240_000
