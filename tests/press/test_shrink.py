"""A sheet written again with lighter photos: nothing else in it changes by one byte."""

import io
import random
import re
import zlib
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageCms

from dossier.annex.raw_read import RawFile
from dossier.basis.errors import PlaceError
from dossier.press.shrink import (
    Coding,
    PrepareTask,
    ShrinkTask,
    pixels_at,
    prepare_sheet,
    shrink_sheet,
)
from dossier.press.shrink_code import LADDER, coded, estimates
from dossier.press.shrink_find import find_pictures
from dossier.press.shrink_kind import Kind
from tests.support import fits
from tests.support.pdf_pages import one_page, stream
from tests.support.pictures import corners, encoded, exif, lying
from tests.support.pixels import drawn
from tests.support.sheets import objects_of

STEPS = (170, 150, 130)
SIZE = (2000, 1500)


@pytest.fixture(scope="module")
def photo():
    return fits.photo(size=SIZE)


@pytest.fixture(scope="module")
def jpeg(photo):
    return encoded(photo, "JPEG", quality=92)


def prepared(path, *, room=1 << 30, steps=STEPS):
    folder = path.parent / "pixels"
    return prepare_sheet(PrepareTask(sheet=str(path), folder=str(folder), steps=steps, room=room))


def shrunk(path, name="lighter.pdf", *, dpi=170, quality=75, room=1 << 30, always=False):
    target = path.parent / name
    photos = prepared(path, room=room).photos
    codings = tuple(Coding(photo=one, dpi=dpi, quality=quality, always=always) for one in photos)
    return target, shrink_sheet(ShrinkTask(sheet=str(path), target=str(target), codings=codings))


def changed(old, new):
    one, other = objects_of(old.read_bytes()), objects_of(new.read_bytes())
    assert one.keys() == other.keys()
    return {number for number in one if one[number] != other[number]}


def picture_numbers(path):
    bodies = objects_of(path.read_bytes())
    return {number for number, body in bodies.items() if b"/Subtype /Image" in body.partition(b"stream")[0]}


def test_only_the_photo_changes_and_it_looks_the_same(tmp_path, jpeg):
    sheet = fits.sheet(tmp_path, jpeg)
    target, done = shrunk(sheet)
    assert changed(sheet, target) == picture_numbers(sheet)
    assert done.size == target.stat().st_size < 0.4 * sheet.stat().st_size
    assert done.kept == (False,)
    before, after = (drawn(path.read_bytes(), scale=1.5) for path in (sheet, target))
    assert fits.psnr(before, after) > 28
    with RawFile(target) as raw:
        assert len(raw.pages()) == 1


def test_the_same_task_gives_the_same_bytes(tmp_path, jpeg):
    sheet = fits.sheet(tmp_path, jpeg)
    first, _ = shrunk(sheet, "one.pdf")
    second, _ = shrunk(sheet, "two.pdf")
    assert first.read_bytes() == second.read_bytes()


def test_pixels_that_are_not_kept_are_decoded_again(tmp_path, jpeg):
    sheet = fits.sheet(tmp_path, jpeg)
    kept, _ = shrunk(sheet, "kept.pdf")
    assert prepared(sheet, room=0).photos[0].kept == ""
    again, _ = shrunk(sheet, "again.pdf", room=0)
    assert kept.read_bytes() == again.read_bytes()


def test_the_resolution_is_the_one_asked_for(tmp_path, jpeg):
    sheet = fits.sheet(tmp_path, jpeg)
    target, _ = shrunk(sheet, dpi=130)
    with pikepdf.open(sheet) as old, pikepdf.open(target) as new:
        (before,), (after,) = find_pictures(old), find_pictures(new)
    assert (before.width_px, before.height_px) == SIZE
    assert after.dpi == pytest.approx(130, abs=0.2)
    assert (after.width_px, after.height_px) == pixels_at(before, 130)


def test_a_page_that_stands_as_small_as_a_stamp_is_no_photo(tmp_path):
    page = Image.open(io.BytesIO(fits.scan())).resize(SIZE)
    assert prepared(fits.sheet(tmp_path, with_photos(encoded(page, "JPEG")), pages=1)).photos == ()


@pytest.mark.parametrize("make", [fits.scan, fits.screen])
def test_what_people_read_is_no_photo(tmp_path, make):
    assert prepared(fits.sheet(tmp_path, make())).photos == ()


def test_a_paper_is_told_from_a_photo(tmp_path, jpeg):
    (paper,) = prepared(fits.sheet(tmp_path, fits.held_paper(), "a.pdf")).photos
    (scene,) = prepared(fits.sheet(tmp_path, jpeg, "b.pdf")).photos
    assert (paper.kind, scene.kind) == (Kind.PAPER, Kind.PHOTO)


@pytest.mark.parametrize("turn", [1, 3, 6, 8])
def test_a_turned_photo_stays_turned(tmp_path, turn):
    scene = fits.photo(2, (1000, 760))
    scene.paste(corners(300, 300), (0, 0))
    sheet = fits.sheet(tmp_path, encoded(lying(scene, turn), "JPEG", quality=95, exif=exif(turn)))
    target, done = shrunk(sheet, quality=60)
    assert done.kept == (False,)
    assert fits.psnr(drawn(sheet.read_bytes()), drawn(target.read_bytes())) > 28


def test_grey_stays_grey(tmp_path, photo):
    sheet = fits.sheet(tmp_path, encoded(photo.convert("L"), "JPEG", quality=92))
    target, _ = shrunk(sheet)
    (number,) = picture_numbers(target)
    body = objects_of(target.read_bytes())[number]
    assert b"/DeviceGray" in body
    assert fits.psnr(drawn(sheet.read_bytes()), drawn(target.read_bytes())) > 28


def test_a_colour_profile_goes_on_meaning_what_it_meant(tmp_path, photo):
    standard = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    lab = standard.replace(b"sRGB", b"tRGB").replace(b"s\0R\0G\0B", b"t\0R\0G\0B")
    sheet = fits.sheet(tmp_path, encoded(photo, "JPEG", quality=92, icc_profile=lab))
    target, _ = shrunk(sheet)
    (number,) = picture_numbers(sheet)
    spaces = {
        re.search(rb"/ICCBased (\d+) 0 R", objects_of(p.read_bytes())[number])[1] for p in (sheet, target)
    }
    assert len(spaces) == 1
    assert fits.psnr(drawn(sheet.read_bytes()), drawn(target.read_bytes())) > 28


def test_a_photo_without_loss_becomes_a_jpeg(tmp_path, photo):
    sheet = fits.sheet(tmp_path, encoded(photo.resize((1200, 900)), "PNG"))
    target, done = shrunk(sheet, quality=85)
    (number,) = picture_numbers(target)
    assert b"/DCTDecode" in objects_of(target.read_bytes())[number]
    assert b"/DecodeParms" not in objects_of(target.read_bytes())[number].partition(b"stream")[0]
    assert done.size < 0.4 * sheet.stat().st_size
    assert fits.psnr(drawn(sheet.read_bytes()), drawn(target.read_bytes())) > 30


def test_a_photo_of_which_little_would_be_won_keeps_its_bytes(tmp_path):
    small = encoded(fits.photo(size=(1000, 750)), "JPEG", quality=60)
    sheet = fits.sheet(tmp_path, small)
    target, done = shrunk(sheet, quality=75)
    assert done.kept == (True,)
    assert target.read_bytes() == sheet.read_bytes()
    _, done = shrunk(sheet, quality=75, always=True)
    assert done.kept == (False,)


def test_samples_tell_the_weight(tmp_path, jpeg):
    sheet = fits.sheet(tmp_path, jpeg)
    (one,) = prepared(sheet).photos
    for dpi, weights in zip(STEPS, one.weights, strict=True):
        for quality, weight in zip(LADDER[::2], weights[::2], strict=True):
            coding = Coding(photo=one, dpi=dpi, quality=quality)
            task = ShrinkTask(sheet=str(sheet), target=str(tmp_path / "x.pdf"), codings=(coding,))
            assert shrink_sheet(task).weights[0] == pytest.approx(weight, rel=0.25)
        assert list(weights) == sorted(weights)


@pytest.mark.parametrize("kind", [Kind.PHOTO, Kind.PAPER])
@pytest.mark.parametrize("quality", LADDER)
def test_the_densest_photo_can_be_coded_at_every_quality(kind, quality):
    noise = Image.frombytes("RGB", (640, 480), random.Random(1).randbytes(640 * 480 * 3))
    data = coded(noise, kind, quality)
    assert Image.open(io.BytesIO(data)).size == noise.size
    weights = estimates(noise, kind, noise.size)
    assert weights[LADDER.index(quality)] == pytest.approx(len(data), rel=0.02)


def test_a_damaged_photo_stays_as_it_is_and_the_others_do_not(tmp_path, jpeg):
    sheet = fits.sheet(tmp_path, with_photos(jpeg[: len(jpeg) // 2], jpeg), pages=1)
    made = prepared(sheet)
    assert made.damaged == 1
    assert len(made.photos) == 1
    target, _ = shrunk(sheet)
    assert changed(sheet, target) == {made.photos[0].found.number}


def with_photos(*jpegs, entries=b"/ColorSpace /DeviceRGB", content=b"", more=None):
    """Writes a PDF that draws pictures, each in a form of its own."""
    objects, names = {}, b""
    for place, data in enumerate(jpegs):
        form, picture = 20 + 2 * place, 21 + 2 * place
        head = (
            b"/Type /XObject /Subtype /Image /Width 2000 /Height 1500 /BitsPerComponent 8 /Filter /DCTDecode "
        )
        objects[picture] = stream(data, head + entries)
        objects[form] = stream(
            b"q 0 180 -240 0 240 %d cm /P Do Q" % (10 + 200 * place),
            b"/Type /XObject /Subtype /Form /BBox [0 0 900 900] /Matrix [2 0 0 2 0 0]"
            b" /Resources << /XObject << /P %d 0 R >> >>" % picture,
        )
        names += b"/F%d %d 0 R " % (place, form)
    drawing = b" ".join(b"q 0.5 0 0 0.5 0 0 cm /F%d Do Q" % place for place in range(len(jpegs)))
    return one_page(
        drawing + content,
        box=b"/MediaBox [0 0 500 700]",
        resources=b"/XObject << %s >>" % names,
        more=objects | (more or {}),
    )


def found(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return find_pictures(pdf)


def test_the_resolution_counts_through_forms_and_turns(jpeg):
    (one,) = found(with_photos(jpeg))
    # 2000 pixels along 180 points, and 1500 along 240: the form doubles, the page halves.
    assert one.dpi == pytest.approx(min(2000 / 180, 1500 / 240) * 72)


def test_the_largest_place_counts(jpeg):
    more = b" q 480 0 0 360 5 5 cm /F0 Do Q q 0.9 0 0 0.9 0 0 cm /F0 Do Q"
    (one,) = found(with_photos(jpeg, content=more))
    assert one.dpi == pytest.approx(1500 / (480 * 2 * 240) * 72)


@pytest.mark.parametrize(
    "entries",
    [
        b"/ColorSpace /DeviceCMYK",
        b"/ColorSpace /DeviceRGB /Decode [1 0 1 0 1 0]",
        b"/ColorSpace /DeviceRGB /SMask 21 0 R",
        b"/ColorSpace /DeviceRGB /Mask [0 0 0 0 0 0]",
        b"/ColorSpace [/Indexed /DeviceRGB 1 <000000ffffff>]",
        b"/ColorSpace [/Separation /Spot /DeviceRGB << /FunctionType 2 /Domain [0 1] /N 1 >>]",
        b"/ColorSpace /DeviceRGB /DecodeParms << /ColorTransform 0 >>",
        b"/ColorSpace /DeviceRGB /Alternates []",
        b"/ImageMask true",
    ],
)
def test_a_picture_of_another_kind_is_left_alone(jpeg, entries):
    assert found(with_photos(jpeg, entries=entries)) == ()


def test_a_picture_whose_size_on_paper_cannot_be_told_is_left_alone(jpeg):
    assert len(found(with_photos(jpeg))) == 1
    pattern = stream(
        b"/P Do",
        b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9"
        b" /Resources << /XObject << /P 21 0 R >> >>",
    )
    assert found(with_photos(jpeg, more={40: pattern})) == ()
    assert found(with_photos(jpeg, content=b" /F9 Do").replace(b"/P Do", b"/Q Do")) == ()


def test_more_drawings_than_any_page_has_end_the_search(jpeg):
    laughs = {
        50 + depth: stream(
            b"/X Do " * 10,
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
            % (51 + depth if depth < 8 else 20),
        )
        for depth in range(9)
    }
    data = with_photos(jpeg, more=laughs).replace(b"/F0 20 0 R", b"/F0 50 0 R")
    assert found(data) == ()


def test_a_form_that_draws_itself_ends(jpeg):
    assert (
        len(
            found(with_photos(jpeg).replace(b"/P 21 0 R", b"/P 20 0 R /Q 21 0 R").replace(b"/P Do", b"/Q Do"))
        )
        == 1
    )
    assert found(with_photos(jpeg).replace(b"/P 21 0 R", b"/P 20 0 R")) == ()


def test_a_jpeg_whose_entries_lie_stays_as_it_is(tmp_path, jpeg):
    grey = encoded(Image.open(io.BytesIO(jpeg)).convert("L"), "JPEG", quality=92)
    sheet = fits.sheet(tmp_path, with_photos(grey), pages=1)
    made = prepared(sheet)
    assert (made.photos, made.damaged) == ((), 1)


def test_a_bomb_of_zeros_is_no_photo(tmp_path):
    bomb = zlib.compress(bytes(100_000_000), 9)
    data = with_photos(bomb).replace(b"/DCTDecode", b"/FlateDecode")
    assert prepared(fits.sheet(tmp_path, data, pages=1)).photos == ()


def test_a_folder_that_is_no_folder_is_told(tmp_path, jpeg):
    sheet = fits.sheet(tmp_path, jpeg)
    (tmp_path / "pixels").write_bytes(b"")
    with pytest.raises(PlaceError, match="cannot-write"):
        prepared(sheet)


def test_a_target_that_cannot_be_written_is_told(tmp_path, jpeg):
    sheet = fits.sheet(tmp_path, jpeg)
    with pytest.raises(PlaceError, match="cannot-write"):
        shrunk(sheet, "missing/lighter.pdf")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.replace(b"startxref", b"startxxxx"),
        lambda data: data.replace(b"xref\n0 ", b"xref\n1 "),
        lambda data: data.replace(b" 00000 n \n", b" 00001 n \n", 1),
    ],
)
def test_a_file_that_is_no_sheet_of_ours_is_refused(tmp_path, jpeg, spoil):
    sheet = fits.sheet(tmp_path, jpeg)
    codings = tuple(Coding(photo=one, dpi=170, quality=75) for one in prepared(sheet).photos)
    Path(sheet).write_bytes(spoil(sheet.read_bytes()))
    with pytest.raises((ValueError, pikepdf.PdfError)):
        shrink_sheet(ShrinkTask(sheet=str(sheet), target=str(tmp_path / "x.pdf"), codings=codings))
