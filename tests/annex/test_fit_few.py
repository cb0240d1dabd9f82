"""Few photos fill a size as well as many do: one of them takes what the steps of the others leave."""

from itertools import islice

import pytest
from PIL import ImageChops

from dossier.annex.fit import Fitter
from dossier.workers.pool import Pool
from tests.support import fits
from tests.support.pictures import encoded

SHARES = (0.3, 0.62, 0.8, 0.9, 0.99)


@pytest.fixture(scope="module")
def files():
    """Twelve photos as telephones and chats send them, no two alike."""
    sizes = ((1600, 1200), (1200, 1600), (1280, 960))
    scenes = [fits.photo(seed, size) for seed, size in enumerate(sizes)]
    return {
        f"photo {n}.jpg": encoded(
            ImageChops.offset(scenes[n % 3], n * 37, n * 11), "JPEG", quality=84 + n * 5 % 12
        )
        for n in range(12)
    }


@pytest.fixture(scope="module")
def made(files, tmp_path_factory):
    return fits.sheets(tmp_path_factory.mktemp("sheets"), files)


@pytest.fixture(scope="module")
def pool():
    with Pool(2) as pool:
        yield pool


def total(made):
    return sum(one.path.stat().st_size for one in made.values())


@pytest.mark.parametrize("count", [1, 3, 5, 12])
def test_few_photos_fill_the_size_and_never_more(made, pool, tmp_path, count):
    few = dict(islice(made.items(), count))
    fitter = Fitter(few, folder=tmp_path / "fit", pool=pool)
    for budget in [round(share * total(few)) for share in SHARES]:
        fitted = fitter.to(budget)
        assert fitted.reached
        assert 0.95 * budget <= fitted.size <= budget
        assert fitted.size == total(fitted.made)
        assert all(finding.params["dpi"] <= 170 for finding in fitted.reduced)


def test_what_fills_the_room_is_the_same_each_time(made, pool, tmp_path):
    (piece,) = alone = dict(islice(made.items(), 1))
    budget = round(0.62 * total(alone))
    first, second = (
        Fitter(alone, folder=tmp_path / name, pool=pool).to(budget).made[piece].path.read_bytes()
        for name in ("a", "b")
    )
    assert first == second


def test_a_photo_much_finer_than_its_paper_is_never_finer_than_170_though_there_is_room(pool, tmp_path):
    fine = fits.sheets(tmp_path, {"photo.jpg": encoded(fits.photo(5, (3000, 2250)), "JPEG", quality=80)})
    fitted = Fitter(fine, folder=tmp_path / "fit", pool=pool).to(total(fine) - 1000)
    (said,) = fitted.reduced
    assert (said.params["dpi"], said.params["quality"]) == (170, 100)
