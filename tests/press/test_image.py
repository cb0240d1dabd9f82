import contextlib
import io
import zlib

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFile

from dossier.basis.errors import UnreadableError
from dossier.model.body import ImageBody
from dossier.model.finding import Level
from dossier.press.embed import embed, embed_small
from dossier.press.frame import LANDSCAPE, PORTRAIT
from dossier.press.image import draw_image
from dossier.press.jpeg import bare_jpeg
from dossier.press.pixels import decode
from dossier.press.png import bare_png
from tests.support import pictures as make
from tests.support.pixels import drawn


@pytest.fixture
def draw(tmp_path):
    """Draws a picture's bytes and gives the PDF and the report."""

    def _draw(data, *, frame=0, width=120, height=160):
        source, target = tmp_path / "picture", tmp_path / "sheet.pdf"
        source.write_bytes(data)
        body = ImageBody(asset="0" * 64, frame=frame, width_px=width, height_px=height)
        report = draw_image(body, source, target)
        return target.read_bytes(), report

    return _draw


@pytest.fixture
def kept(tmp_path):
    """Puts a picture's bytes into a file."""

    def _kept(data):
        source = tmp_path / "picture"
        source.write_bytes(data)
        return source

    return _kept


def shown(pdf, scale=2.0):
    """Draws the page and cuts the white paper away."""
    page = drawn(pdf, scale=scale).convert("RGB")
    box = (
        Image.eval(page.convert("L"), lambda value: 255 - value)
        .point(lambda v: 255 if v > 8 else 0)
        .getbbox()
    )
    return page, box


def same_colour(found, wanted, tolerance=30):
    return all(abs(a - b) <= tolerance for a, b in zip(found, wanted, strict=True))


def corner_colours(pdf):
    page, (left, top, right, bottom) = shown(pdf)
    inset = 12
    places = [(x, y) for y in (top + inset, bottom - inset) for x in (left + inset, right - inset)]
    return [page.getpixel(place) for place in places]


def image_object(pdf):
    page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]
    (picture,) = page["/Resources"]["/XObject"].values()
    return picture.get_object()


def everything_in(pdf):
    """Gives the file's bytes and every stream unpacked."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    streams = [reader.get_object(number) for number in range(1, reader.trailer["/Size"])]
    return pdf + b"".join(
        s.get_data() for s in streams if hasattr(s, "get_data") and s.get("/Subtype") != "/Image"
    )


# Upright ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_every_orientation_stands_upright(draw, kind, turn):
    options = {"JPEG": {"quality": 95}, "WEBP": {"lossless": True}}.get(kind, {})
    stored = make.lying(make.corners(), turn)
    pdf, _ = draw(make.encoded(stored, kind, exif=make.exif(turn), **options))
    assert all(map(same_colour, corner_colours(pdf), make.UPRIGHT))
    _, (left, top, right, bottom) = shown(pdf)
    assert (right - left) / (bottom - top) == pytest.approx(120 / 160, rel=0.03)


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_picture_is_opened_upright(kept, turn):
    image = decode(kept(make.encoded(make.lying(make.corners(), turn), "PNG", exif=make.exif(turn))), 0).image
    assert image.size == (120, 160)
    assert image.getpixel((5, 5)) == make.RED
    assert image.getpixel((115, 155)) == make.YELLOW


def test_a_telephones_heic_is_turned_once(draw, kept):
    image = decode(kept(make.heic()), 0).image
    assert image.size == (64, 128)
    pdf, report = draw(make.heic(), width=64, height=128)
    assert not report.partial
    page, (left, top, right, bottom) = shown(pdf)
    assert bottom - top > right - left
    assert same_colour(page.getpixel((left + 8, top + 8)), (255, 0, 0))
    assert same_colour(page.getpixel((left + 8, bottom - 8)), (0, 0, 255))


def test_an_orientation_that_is_nonsense_turns_nothing(draw):
    pdf, _ = draw(make.encoded(make.corners(), "JPEG", quality=95, exif=make.exif(42)))
    assert all(map(same_colour, corner_colours(pdf), make.UPRIGHT))


# Personal data ---------------------------------------------------------------------------------


@pytest.mark.parametrize("turn", [1, 6])
def test_no_metadata_of_a_photograph_reaches_the_page(draw, turn):
    photo = make.talkative_jpeg(make.lying(make.corners(), turn), turn)
    assert photo.count(make.SECRET) >= 8
    pdf, report = draw(photo)
    assert make.SECRET not in everything_in(pdf)
    assert b"Exif" not in pdf
    assert not report.findings
    assert all(map(same_colour, corner_colours(pdf), make.UPRIGHT))


def test_the_preview_in_a_jfif_header_is_dropped():
    plain = make.encoded(make.corners(), "JPEG")
    preview = make.segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x02\x02" + make.SECRET[:12])
    bare = bare_jpeg(plain[:2] + preview + plain[20:])
    assert make.SECRET[:12] not in bare.data
    assert b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" in bare.data


def test_the_texts_in_a_png_do_not_reach_the_page(draw):
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Author", make.SECRET.decode())
    notes.add_itxt("XML:com.adobe.xmp", make.SECRET.decode())
    pdf, _ = draw(make.encoded(make.corners(), "PNG", pnginfo=notes, exif=make.exif(place=True)))
    assert make.SECRET not in everything_in(pdf)


@pytest.mark.parametrize(
    "options",
    [{}, {"progressive": True}, {"subsampling": 0}, {"restart_marker_blocks": 3}, {"optimize": True}],
    ids=["baseline", "progressive", "full-colour", "restarts", "own-tables"],
)
def test_the_coded_bytes_of_a_jpeg_pass_through(draw, options):
    source = make.encoded(make.corners(301, 203), "JPEG", quality=85, **options)
    pdf, _ = draw(source)
    assert make.scan_of(source) in pdf
    stored = image_object(pdf)
    assert stored["/Filter"] == "/DCTDecode"
    again = Image.open(io.BytesIO(stored._data))
    assert again.tobytes() == Image.open(io.BytesIO(source)).tobytes()


@given(
    bodies=st.lists(
        st.tuples(st.sampled_from([0xE1, 0xE2, 0xE5, 0xED, 0xEF, 0xFE]), st.binary(max_size=60)), max_size=6
    ),
    grey=st.booleans(),
    progressive=st.booleans(),
    tail=st.binary(max_size=40),
)
def test_no_segment_changes_the_picture_or_survives(bodies, grey, progressive, tail):
    image = make.corners(48, 40).convert("L" if grey else "RGB")
    plain = make.encoded(image, "JPEG", progressive=progressive)
    noisy = plain[:2] + b"".join(make.segment(m, b"\x01" + body) for m, body in bodies) + plain[2:] + tail
    assert bare_jpeg(noisy) == bare_jpeg(plain)
    assert bare_jpeg(bare_jpeg(noisy).data).data == bare_jpeg(noisy).data


# Colours ---------------------------------------------------------------------------------------


def even(image, kind, **options):
    return make.encoded(image, kind, **options)


@pytest.mark.parametrize(
    ("data", "colour"),
    [
        (even(Image.new("CMYK", (40, 30), (0, 255, 255, 0)), "JPEG", quality=95), (255, 0, 0)),
        (even(Image.new("CMYK", (40, 30), (0, 0, 0, 255)), "TIFF"), (0, 0, 0)),
        (even(Image.new("L", (40, 30), 90), "JPEG"), (90, 90, 90)),
        (even(Image.new("RGBA", (40, 30), (255, 0, 0, 128)), "PNG"), (255, 127, 127)),
        (even(Image.new("LA", (40, 30), (0, 128)), "PNG"), (127, 127, 127)),
        (even(Image.new("RGBA", (40, 30), (0, 0, 255, 128)), "WEBP", lossless=True), (127, 127, 255)),
        (even(make.grey16(30000), "PNG"), (117, 117, 117)),
        (even(make.grey16(30000), "TIFF"), (117, 117, 117)),
        (even(Image.new("I", (40, 30), 30000), "TIFF"), (117, 117, 117)),
        (even(Image.new("F", (40, 30), 0.5), "TIFF"), (128, 128, 128)),
        (even(Image.new("LAB", (40, 30), (128, 128, 128)), "TIFF"), (119, 119, 119)),
        (even(Image.new("YCbCr", (40, 30), (76, 85, 255)), "TIFF"), (254, 0, 0)),
        (even(Image.new("RGB", (40, 30), make.BLUE), "BMP"), make.BLUE),
        (even(Image.new("RGB", (40, 30), make.BLUE).quantize(4), "GIF"), make.BLUE),
        (even(Image.new("RGB", (40, 30), make.GREEN), "AVIF", quality=95), make.GREEN),
        (even(Image.new("RGB", (40, 30), make.GREEN), "WEBP", quality=95), make.GREEN),
        (even(Image.new("1", (40, 30), 0), "PNG"), (0, 0, 0)),
    ],
    ids=[
        "cmyk-jpeg",
        "cmyk-tiff",
        "grey-jpeg",
        "alpha-png",
        "grey-alpha",
        "alpha-webp",
        "png-16",
        "tiff-16",
        "tiff-32",
        "float",
        "lab",
        "ycbcr",
        "bmp",
        "gif",
        "avif",
        "webp",
        "one-bit",
    ],
)
def test_colours_are_those_that_a_viewer_shows(draw, data, colour):
    pdf, _ = draw(data)
    page, (left, top, right, bottom) = shown(pdf)
    assert same_colour(page.getpixel(((left + right) // 2, (top + bottom) // 2)), colour, tolerance=8)


def test_what_is_transparent_by_a_palette_is_white(draw):
    image = make.corners().quantize(8)
    clear = image.getpixel((2, 2))
    pdf, _ = draw(make.encoded(image, "GIF", transparency=clear))
    page, _ = shown(pdf)
    assert page.getpixel((page.width // 2 - 80, 5)) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_a_colour_profile_is_obeyed(draw, kind):
    profile = make.swapped_profile()
    pdf, _ = draw(make.encoded(Image.new("RGB", (40, 30), (255, 0, 0)), kind, icc_profile=profile))
    page, (left, top, right, bottom) = shown(pdf)
    assert same_colour(page.getpixel(((left + right) // 2, (top + bottom) // 2)), (0, 255, 0))


def test_a_broken_colour_profile_is_left_out(draw):
    broken = make.swapped_profile()[:120] + b"nonsense" * 9
    pdf, _ = draw(make.encoded(make.corners(), "JPEG", quality=95, icc_profile=broken))
    assert image_object(pdf)["/ColorSpace"] == "/DeviceRGB"
    assert all(map(same_colour, corner_colours(pdf), make.UPRIGHT))


@pytest.mark.parametrize(
    ("image", "bits", "space"),
    [
        (Image.new("1", (33, 20), 1), 1, "/DeviceGray"),
        (make.corners().convert("L"), 8, "/DeviceGray"),
        (make.corners(), 8, "/DeviceRGB"),
        (make.corners().quantize(4), 2, "/Indexed"),
    ],
    ids=["bit", "grey", "colour", "palette"],
)
def test_an_opaque_png_keeps_its_own_rows(draw, image, bits, space):
    source = make.encoded(image, "PNG", bits=bits) if bits == 2 else make.encoded(image, "PNG")
    pdf, _ = draw(source)
    stored = image_object(pdf)
    assert stored._data == bare_png(source).data
    assert stored["/BitsPerComponent"] == bits
    named = stored["/ColorSpace"]
    assert (named if isinstance(named, str) else named[0]) == space


@pytest.mark.parametrize("kind", ["TIFF", "BMP", "GIF"])
def test_what_was_coded_without_loss_stays_so(kept, kind):
    image = make.corners().quantize(8) if kind == "GIF" else make.corners()
    picture = embed(kept(make.encoded(image, kind)))
    assert picture.coding == "FlateDecode"


def test_what_was_coded_with_loss_stays_small(kept):
    noise = Image.effect_noise((400, 300), 60).convert("RGB")
    picture = embed(kept(make.encoded(noise, "AVIF", quality=60)))
    assert picture.coding == "DCTDecode"
    assert len(picture.data) < 400 * 300


# Size and place --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "frame"),
    [((120, 160), PORTRAIT), ((160, 120), LANDSCAPE), ((900, 2400), PORTRAIT), ((4000, 900), LANDSCAPE)],
)
def test_the_page_has_the_frames_size_and_the_picture_stands_in_it(draw, size, frame):
    pdf, _ = draw(make.encoded(Image.new("RGB", size, (9, 9, 9)), "PNG"), width=size[0], height=size[1])
    page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]
    assert float(page.mediabox.width) == pytest.approx(frame.width_pt, abs=0.01)
    assert float(page.mediabox.height) == pytest.approx(frame.height_pt, abs=0.01)
    _, (left, top, right, bottom) = shown(pdf, scale=1.0)
    scale = min(0.75, frame.width_pt / size[0], frame.height_pt / size[1])
    assert right - left == pytest.approx(size[0] * scale, abs=2.5)
    assert bottom - top == pytest.approx(size[1] * scale, abs=2.5)
    assert top == 0
    assert left == pytest.approx(frame.width_pt - right, abs=2.5)


def test_the_second_page_of_a_tiff_is_shown(draw):
    data = make.tiff_pages(Image.new("RGB", (40, 30), make.RED), Image.new("RGB", (40, 30), make.BLUE))
    pdf, _ = draw(data, frame=1)
    page, (left, top, _, _) = shown(pdf)
    assert same_colour(page.getpixel((left + 5, top + 5)), make.BLUE)
    with pytest.raises(UnreadableError) as refusal:
        draw(data, frame=2)
    assert refusal.value.code == "picture-unreadable"


def test_a_fax_keeps_the_shape_of_its_page(draw):
    pdf, _ = draw(make.fax(200, 140))
    _, (left, top, right, bottom) = shown(pdf)
    assert (right - left) / (bottom - top) == pytest.approx(200 / 140 * 98 / 204, rel=0.03)


def test_a_picture_in_a_text_has_no_more_points_than_its_place_shows(kept):
    photo = make.talkative_jpeg(make.lying(make.corners(1200, 1600), 6), 6)
    picture = embed_small(kept(photo), side_px=300)
    assert (picture.shown_width_px, picture.shown_height_px) == (225, 300)
    assert make.SECRET not in picture.data
    again = Image.open(io.BytesIO(picture.data)).convert("RGB")
    assert same_colour(again.getpixel((4, 4)), make.RED)
    small = kept(make.encoded(make.corners(), "JPEG"))
    assert embed_small(small, side_px=300) == embed(small)


# Damage ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "BMP"])
def test_a_cut_picture_is_shown_as_far_as_it_goes(draw, kind):
    noise = Image.effect_noise((200, 260), 20).point(lambda value: value // 4)
    before = ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS
    pdf, report = draw(make.cut(make.encoded(noise.convert("RGB"), kind), 0.6))
    assert before == (ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS)
    assert report.partial
    assert [(f.level, f.code) for f in report.findings] == [(Level.WARNING, "picture-truncated")]
    page, (left, top, right, _) = shown(pdf)
    assert page.getpixel(((left + right) // 2, top + 20))[0] < 80


def test_a_jpeg_without_its_end_is_partial_at_most_by_name(kept):
    whole = make.encoded(make.corners(), "JPEG", quality=95)
    image = decode(kept(whole[:-2]), 0).image
    found = [image.getpixel(place) for place in ((5, 5), (114, 5), (5, 154), (114, 154))]
    assert all(map(same_colour, found, make.UPRIGHT))


def test_a_torn_edge_stands_below_a_picture_that_is_not_all_there(draw):
    noise = Image.effect_noise((600, 800), 20).point(lambda value: value // 4).convert("RGB")
    data = make.encoded(noise, "JPEG")
    whole, cut = (
        drawn(draw(each, width=600, height=800)[0], scale=2) for each in (data, make.cut(data, 0.6))
    )
    bottom = int(800 * 0.75 * 2)
    below = (0, bottom + 6, whole.width, bottom + 40)
    assert whole.convert("L").crop(below).getextrema() == (255, 255)
    assert cut.convert("L").crop(below).getextrema()[0] < 200


def test_a_torn_edge_has_room_below_a_picture_that_fills_its_page(draw):
    noise = Image.effect_noise((1500, 2400), 20).point(lambda value: value // 4).convert("RGB")
    pdf, _ = draw(make.cut(make.encoded(noise, "JPEG"), 0.6), width=1500, height=2400)
    page = drawn(pdf, scale=2).convert("L")
    assert page.crop((0, page.height - 30, page.width, page.height)).getextrema()[0] < 200
    assert page.crop((0, page.height - 4, page.width, page.height)).getextrema() == (255, 255)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff",
        b"no picture at all" * 50,
        make.cut(make.heic(), 0.3),
    ],
    ids=["empty", "gif-head", "jpeg-shell", "jpeg-head", "text", "cut-heic"],
)
def test_what_is_no_picture_is_refused(draw, data):
    before = ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS
    with pytest.raises(UnreadableError) as refusal:
        draw(data)
    assert refusal.value.code == "picture-unreadable"
    assert before == (ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS)


@pytest.mark.parametrize("side", [17_321, 60_000])
def test_a_bomb_of_pixels_is_refused_before_it_is_opened(draw, side):
    with pytest.raises(UnreadableError) as refusal:
        draw(make.png_of_size(side, side))
    assert refusal.value.code == "too-many-pixels"


def test_a_picture_of_too_many_points_is_made_smaller_and_says_so(draw, monkeypatch):
    monkeypatch.setattr("dossier.press.pixels._HELD_PIXELS", 10_000)
    pdf, report = draw(make.encoded(make.corners(300, 400), "BMP"), width=300, height=400)
    assert [(f.level, f.code) for f in report.findings] == [(Level.NOTE, "picture-reduced")]
    assert image_object(pdf)["/Width"] * image_object(pdf)["/Height"] <= 10_000
    assert all(map(same_colour, corner_colours(pdf), make.UPRIGHT))


_SEEDS = {
    "jpeg": make.talkative_jpeg(make.corners(40, 30)),
    "png": make.encoded(make.corners(40, 30), "PNG"),
    "gif": make.encoded(make.corners(40, 30).quantize(8), "GIF"),
    "webp": make.encoded(make.corners(40, 30), "WEBP"),
    "heic": make.heic(),
}


@given(
    kind=st.sampled_from(sorted(_SEEDS)),
    changes=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=6),
    share=st.floats(0.2, 1),
)
def test_damage_gives_a_page_or_a_refusal_and_nothing_else(tmp_path_factory, kind, changes, share):
    folder = tmp_path_factory.mktemp("damaged")
    data = bytearray(_SEEDS[kind])
    for place, value in changes:
        data[int(place * len(data))] = value
    source, target = folder / "picture", folder / "sheet.pdf"
    source.write_bytes(make.cut(bytes(data), share))
    with contextlib.suppress(UnreadableError):
        draw_image(ImageBody(asset="0" * 64, width_px=40, height_px=30), source, target)
        wanted = (LANDSCAPE.width_pt * 0.2, LANDSCAPE.height_pt * 0.2)
        assert drawn(target.read_bytes(), scale=0.2).size == pytest.approx(wanted, abs=1)


def test_a_png_whose_rows_are_too_few_is_not_passed_through():
    source = make.encoded(make.corners(), "PNG")
    short = make.png_of_size(120, 160)
    assert bare_png(source) is not None
    assert bare_png(short) is None
    assert bare_png(source[:-12]) is None
    wrong = bytearray(source)
    wrong[len(source) // 2] ^= 0x55
    assert bare_png(bytes(wrong)) is None
    assert zlib.decompress(bare_png(source).data)


# Bytes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_same_picture_gives_the_same_bytes(draw, kind):
    data = make.encoded(make.corners(), kind)
    assert draw(data)[0] == draw(data)[0]


def test_an_image_page_names_no_font_that_is_not_in_it(draw):
    pdf, _ = draw(make.encoded(make.corners(), "JPEG"))
    assert b"Helvetica" not in pdf


def test_a_missing_file_is_our_fault(tmp_path):
    with pytest.raises(FileNotFoundError):
        draw_image(ImageBody(asset="0" * 64, width_px=4, height_px=3), tmp_path / "none", tmp_path / "x.pdf")
