"""Sheets cut to a size on real bytes: photos lighter, everything else the same to the pixel."""

import shutil
from dataclasses import replace

import pytest

from dossier.annex.check import check_annex
from dossier.annex.fit import Fitter
from dossier.annex.raw_read import RawFile
from dossier.basis.digest import digest_of_file
from dossier.basis.errors import CancelledError, PlaceError
from dossier.model.finding import note
from dossier.model.ids import PieceId
from dossier.texts.catalogue import Texts
from dossier.workers.pool import Pool
from tests.support import annexes, fits
from tests.support.pdf_pages import one_page
from tests.support.pictures import encoded
from tests.support.pixels import drawn

PHOTOS = 5
TEXTS = ("écran.png", "scan.jpg", "facture.pdf")


@pytest.fixture(scope="module")
def files():
    quality = (95, 92, 88, 90)
    sizes = ((2000, 1500), (1200, 1600), (1000, 750), (2000, 1500))
    photos = {
        f"photo {n}.jpg": encoded(fits.photo(n, sizes[n % 4]), "JPEG", quality=quality[n % 4])
        for n in range(PHOTOS)
    }
    texts = {"écran.png": fits.screen(), "scan.jpg": fits.scan(), "facture.pdf": one_page()}
    return {**photos, **texts, "papier.jpg": fits.held_paper()}


@pytest.fixture(scope="module")
def made(files, tmp_path_factory):
    return fits.sheets(tmp_path_factory.mktemp("sheets"), files)


@pytest.fixture(scope="module")
def pool():
    with Pool(2) as pool:
        yield pool


@pytest.fixture(scope="module")
def half(made, pool, tmp_path_factory):
    return Fitter(made, folder=tmp_path_factory.mktemp("half"), pool=pool).to(total(made) // 2)


def total(made):
    return sum(one.path.stat().st_size for one in made.values())


def codes(fitted):
    return {finding.piece: finding.code for finding in fitted.reduced}


@pytest.mark.parametrize("share", [0.6, 0.42])
def test_the_size_is_met_in_two_passes(made, pool, tmp_path, share):
    budget = int(total(made) * share)
    fitted = Fitter(made, folder=tmp_path / "fit", pool=pool).to(budget)
    assert fitted.reached
    assert fitted.size == total(fitted.made)
    assert 0.95 * budget <= fitted.size <= budget
    assert fitted.passes <= 2


def test_as_few_photos_as_needed_are_reduced_the_heaviest_first_and_the_others_keep_every_byte(
    made, pool, tmp_path
):
    by_weight = sorted(made, key=lambda piece: -made[piece].path.stat().st_size)
    heaviest = [piece for piece in by_weight if piece.startswith("photo ")]
    one = Fitter(made, folder=tmp_path / "one", pool=pool).to(total(made) - 100_000)
    two = Fitter(made, folder=tmp_path / "two", pool=pool).to(one.size - 2_000_000)
    for count, fitted in enumerate((one, two), 1):
        assert fitted.reached
        assert {finding.piece for finding in fitted.reduced} == set(heaviest[:count])
        kept = [piece for piece in made if piece not in heaviest[:count]]
        assert all(fitted.made[piece] is made[piece] for piece in kept)
        assert all(finding.params["dpi"] <= 170 for finding in fitted.reduced)


def test_what_people_read_keeps_every_pixel_and_photos_look_the_same(made, half):
    fitted = half
    for name in TEXTS:
        assert fitted.made[PieceId(name)] == made[PieceId(name)]
    lighter = [piece for piece in made if fitted.made[piece].path != made[piece].path]
    assert set(lighter) >= {PieceId(f"photo {n}.jpg") for n in (0, 3, 4)}
    for piece in lighter:
        old, new = (drawn(one[piece].path.read_bytes()) for one in (made, fitted.made))
        assert fits.psnr(old, new) > 27
        assert fitted.made[piece].sheet == made[piece].sheet
        with RawFile(fitted.made[piece].path) as raw:
            assert len(raw.pages()) == len(made[piece].sheet.pages)


def test_what_fits_already_is_not_touched(made, pool, tmp_path):
    fitted = Fitter(made, folder=tmp_path / "fit", pool=pool).to(total(made))
    assert dict(fitted.made) == made
    assert (fitted.reached, fitted.passes, fitted.reduced) == (True, 0, ())
    assert not (tmp_path / "fit").exists()


def test_what_stands_beside_the_sheets_counts(made, pool, tmp_path):
    budget = int(total(made) * 0.6)
    fitted = Fitter(made, folder=tmp_path / "fit", pool=pool).to(budget, beside=150_000)
    assert 0.95 * budget <= fitted.size <= budget
    assert fitted.size == total(fitted.made) + 150_000


def test_what_cannot_be_reached_is_said_and_the_lightest_given(made, pool, tmp_path):
    fitter = Fitter(made, folder=tmp_path / "fit", pool=pool)
    fitted = fitter.to(100_000)
    assert not fitted.reached
    assert fitted.size < 0.6 * total(made)
    assert fitted.made[PieceId("écran.png")] == made[PieceId("écran.png")]


def test_the_reader_is_told_piece_by_piece(made, half):
    fitted = half
    lighter = {piece for piece in made if fitted.made[piece].path != made[piece].path}
    assert codes(fitted) == dict.fromkeys(lighter, "photos-reduced")
    for finding in fitted.reduced:
        assert finding in fitted.made[finding.piece].findings
        assert finding.params["after"] < finding.params["before"]
        assert "l’original intact reste dans le dossier" in Texts("fr").finding(finding)
        assert "the untouched original stays" in Texts("en").finding(finding)
        assert f"pour tenir dans {Texts('fr').size(total(made) // 2)} (" in Texts("fr").finding(finding)


def test_the_size_asked_for_is_said_as_it_was_asked_for():
    said = note("photos-reduced", n=1, dpi=150, quality=70, before=9000, after=4000, limit_bytes=4_500_000)
    assert "4,5 Mo" in " ".join(Texts("fr").finding(said).split())
    assert "4.5 MB" in " ".join(Texts("en").finding(said).split())


def test_the_same_sheets_and_size_give_the_same_bytes_and_the_old_ones_stay(made, half, pool, tmp_path):
    before = {piece: digest_of_file(one.path) for piece, one in made.items()}
    again = Fitter(made, folder=tmp_path / "b", pool=pool).to(total(made) // 2)
    assert [one.path.read_bytes() for one in half.made.values()] == [
        one.path.read_bytes() for one in again.made.values()
    ]
    assert {piece: digest_of_file(one.path) for piece, one in made.items()} == before


def test_fitting_what_was_capped_in_the_same_folder_reads_no_sheet_while_it_is_written(made, pool, tmp_path):
    capped = Fitter(made, folder=tmp_path, pool=pool).capped(200)
    before = {piece: digest_of_file(one.path) for piece, one in capped.made.items()}
    fitted = Fitter(capped.made, folder=tmp_path, pool=pool).to(int(capped.size * 0.7))
    assert fitted.reached
    assert {piece: digest_of_file(one.path) for piece, one in capped.made.items()} == before


def test_a_recipient_s_resolution_is_kept_and_told(made, pool, tmp_path):
    fitted = Fitter(made, folder=tmp_path / "fit", pool=pool).capped(150)
    told = codes(fitted)
    assert set(told.values()) == {"photos-capped"}
    assert PieceId("écran.png") not in told
    assert all(finding.params["dpi"] == 150 for finding in fitted.reduced)
    again = Fitter(fitted.made, folder=tmp_path / "again", pool=pool).capped(150)
    assert again.reduced == ()


def test_a_size_leaves_a_recipient_s_resolution_as_it_is(made, pool, tmp_path):
    capped = Fitter(made, folder=tmp_path / "cap", pool=pool).capped(150)
    fitted = Fitter(capped.made, folder=tmp_path / "fit", pool=pool).to(int(capped.size * 0.7))
    assert fitted.reached
    assert Fitter(fitted.made, folder=tmp_path / "again", pool=pool).capped(150).reduced == ()
    assert_told_once(capped, fitted)
    milder = Fitter(capped.made, folder=tmp_path / "mild", pool=pool).capped(110)
    assert_told_once(capped, milder)


def assert_told_once(before, after):
    """What became lighter twice is told once, from first to last."""
    told = {piece: one.findings for piece, one in after.made.items()}
    twice = {one.piece: one for one in before.reduced}.keys() & {one.piece for one in after.reduced}
    assert twice
    for piece in twice:
        (first,) = (one for one in before.reduced if one.piece == piece)
        (last,) = (one for one in after.reduced if one.piece == piece)
        (said,) = told[piece]
        assert said.code == last.code
        assert said.params["before"] == first.params["before"]
        assert said.params["after"] == last.params["after"]
        assert said.params["dpi"] == last.params["dpi"]


def test_stopping_is_heard(made, pool, tmp_path):
    def stop(stage, done, of):
        assert stage == "fit"
        raise CancelledError

    with pytest.raises(CancelledError):
        Fitter(made, folder=tmp_path / "fit", pool=pool, progress=stop).to(total(made) // 2)


def test_a_damaged_photo_is_kept_and_said(files, pool, tmp_path):
    torn = one_page_with(files["photo 0.jpg"][:300_000], (2000, 1500))
    made = fits.sheets(tmp_path, {"rapport.pdf": torn, "photo.jpg": files["photo 3.jpg"]})
    fitted = Fitter(made, folder=tmp_path / "fit", pool=pool).to(int(total(made) * 0.6))
    assert codes(fitted) == {"rapport.pdf": "photos-not-reduced", "photo.jpg": "photos-reduced"}
    assert fitted.made[PieceId("rapport.pdf")].path == made[PieceId("rapport.pdf")].path


def one_page_with(jpeg, size):
    """Writes a PDF with one picture."""
    head = b"/Type /XObject /Subtype /Image /Width %d /Height %d " % size
    head += b"/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length %d" % len(jpeg)
    return one_page(
        b"q 180 0 0 135 10 10 cm /P Do Q",
        resources=b"/XObject << /P 20 0 R >>",
        more={20: b"<< %s >>\nstream\n%s\nendstream" % (head, jpeg)},
    )


def test_a_sheet_that_cannot_be_read_stays_and_the_others_fit(made, pool, tmp_path, caplog):
    broken = dict(made)
    victim = PieceId("photo 0.jpg")
    path = tmp_path / "broken.pdf"
    shutil.copyfile(made[victim].path, path)
    data = path.read_bytes()
    path.write_bytes(b"nothing" * (len(data) // 7))
    broken[victim] = type(made[victim])(
        path=path, sheet=made[victim].sheet, state=made[victim].state, findings=()
    )
    fitted = Fitter(broken, folder=tmp_path / "fit", pool=pool).to(int(total(broken) * 0.8))
    assert codes(fitted)[victim] == "sheet-not-reduced"
    assert fitted.made[victim].path == path
    assert fitted.reached
    assert "a sheet stays as it is" in caplog.text


def test_a_folder_that_cannot_be_made_is_told(made, pool, tmp_path):
    with pytest.raises(PlaceError):
        Fitter(made, folder=tmp_path / "missing" / "fit", pool=pool).to(total(made) // 2)


def test_the_finished_annex_agrees_with_its_lighter_sheets_and_not_with_the_old_ones(made, pool, tmp_path):
    names = [PieceId(name) for name in ("photo 0.jpg", "écran.png", "papier.jpg")]
    some = {name: made[name] for name in names}
    fitted = Fitter(some, folder=tmp_path / "fit", pool=pool).to(int(total(some) * 0.5))
    assert len(fitted.reduced) == 2
    rows = [
        annexes.Invented(
            number=str(place),
            pages=("x",) * len(some[name].sheet.pages),
            landscape=some[name].sheet.pages[0].landscape,
        )
        for place, name in enumerate(names, 1)
    ]
    kit = annexes.ingredients(tmp_path / "kit", rows)
    lighter, old = (
        {row.key: one[name].path for row, name in zip(rows, names, strict=True)}
        for one in (fitted.made, some)
    )
    annex = replace(kit, sheets=lighter).assemble(tmp_path / "annex.pdf")
    assert check_annex(annex, kit.plan, sheets=lighter).agrees
    wrong = check_annex(annex, kit.plan, sheets=old)
    assert {failure.code for failure in wrong.failures} == {"page-picture"}
    assert annex.stat().st_size == pytest.approx(fitted.size, rel=0.15)
