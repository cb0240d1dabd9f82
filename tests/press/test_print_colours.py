"""Pictures in the colours of a press stand on the page in those of a screen, and the reader is told."""

import hashlib
import io

import pytest
from PIL import Image, ImageCms

from dossier.model.body import ImageBody
from dossier.model.finding import Level
from dossier.press.image import draw_image
from tests.support import inks
from tests.support import pictures as make
from tests.support.pdf_pages import one_page, stream
from tests.support.pixels import drawn

WIDE, HIGH = inks.STRIPS_SIZE

PLAIN = ((0, 255, 255), (255, 0, 0), (0, 0, 0), (180, 198, 198))
"""The strips as programs show them that know of no press."""

PRINTED = ((0, 150, 218), (215, 22, 30), (33, 33, 33), (175, 189, 201))
"""The strips as the profile means them: its Lab values in sRGB, their darkest as dark as a screen's."""

STRIPS = inks.in_strips()
MARKED = inks.jpeg_of(STRIPS)
PROFILED = inks.jpeg_of(STRIPS, profile=inks.press_profile())


def put(folder, data):
    """Draws a picture's bytes; gives the four strips as drawn, and the codes of what is told."""
    source, target = folder / "picture", folder / "sheet.pdf"
    source.write_bytes(data)
    before = hashlib.sha256(data).hexdigest()
    report = draw_image(ImageBody(asset="0" * 64, width_px=WIDE, height_px=HIGH), source, target)
    assert hashlib.sha256(source.read_bytes()).hexdigest() == before
    assert all(finding.level is Level.NOTE for finding in report.findings)
    page = drawn(target.read_bytes(), scale=4 / 3).convert("RGB")
    left = (page.width - WIDE) // 2
    return strips(page.crop((left, 0, left + WIDE, HIGH))), [finding.code for finding in report.findings]


def strips(image):
    return [image.getpixel((round(image.width * (number + 0.5) / 4), HIGH // 2)) for number in range(4)]


def near(found, wanted, tolerance=4):
    return all(
        abs(one - other) <= tolerance
        for colour, like in zip(found, wanted, strict=True)
        for one, other in zip(colour, like, strict=True)
    )


def sixteen(data):
    return b"".join(bytes((tone, tone)) for tone in data)


@pytest.mark.parametrize(
    ("data", "colours"),
    [
        (MARKED, PLAIN),
        (inks.unmarked(MARKED), PLAIN),
        (PROFILED, PRINTED),
        (inks.unmarked(PROFILED), PRINTED),
        (inks.jpeg_of(STRIPS, profile=inks.press_profile(b"press, from sRGB")), PRINTED),
        (inks.jpeg_of(STRIPS, profile=inks.press_profile()[:200]), PLAIN),
        (inks.jpeg_of(STRIPS, profile=make.swapped_profile()), PLAIN),
        (make.encoded(STRIPS, "TIFF"), PLAIN),
        (make.encoded(STRIPS, "TIFF", icc_profile=inks.press_profile()), PRINTED),
        (inks.tiff_of(STRIPS.size, sixteen(STRIPS.tobytes()), colours=5, channels=4, bits=16), PLAIN),
    ],
    ids=[
        "jpeg",
        "jpeg-unmarked",
        "jpeg-profile",
        "jpeg-unmarked-profile",
        "profile-that-names-srgb",
        "profile-torn",
        "profile-of-a-screen",
        "tiff",
        "tiff-profile",
        "tiff-16-bits",
    ],
)
def test_inks_become_the_colours_that_their_profile_means_and_it_is_told(tmp_path, data, colours):
    found, codes = put(tmp_path, data)
    assert near(found, colours)
    assert codes == ["picture-colours-converted"]


def test_inks_in_luma_and_chroma_are_read_as_they_were_written(tmp_path):
    colours = ((200, 40, 40), (30, 160, 60), (20, 20, 20), (150, 160, 230))
    found, codes = put(tmp_path, inks.coded_in_luma(colours))
    assert near(found, colours)
    assert codes == ["picture-colours-converted"]


def test_the_page_shows_what_a_reader_of_the_picture_with_its_own_profile_shows(tmp_path):
    """pdfium is given the file's own coded bytes, inks and profile, and converts them itself."""
    picture = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8" % STRIPS.size
    picture += b" /ColorSpace [/ICCBased 21 0 R] /Filter /DCTDecode /Decode [1 0 1 0 1 0 1 0]"
    as_it_is = one_page(
        b"q %d 0 0 %d 0 0 cm /P Do Q" % STRIPS.size,
        box=b"/MediaBox [0 0 %d %d]" % STRIPS.size,
        resources=b"/XObject << /P 20 0 R >>",
        more={20: stream(PROFILED, picture), 21: stream(inks.press_profile(), b"/N 4")},
    )
    ours, _ = put(tmp_path, PROFILED)
    assert near(ours, strips(drawn(as_it_is).convert("RGB")), tolerance=3)


def test_many_inks_are_converted_as_the_profile_says(tmp_path):
    many = tuple((c, m, y, 0) for c, m, y in ((40, 180, 10), (200, 90, 30), (10, 60, 220), (90, 90, 90)))
    profile = inks.press_profile()
    image = inks.in_strips(many)
    screen = ImageCms.createProfile("sRGB")
    wanted = ImageCms.profileToProfile(image, io.BytesIO(profile), screen, outputMode="RGB")
    found, _ = put(tmp_path, make.encoded(image, "TIFF", icc_profile=profile))
    assert found == strips(wanted)


LAB = ((54, 81, 70), (88, -79, 81), (30, 68, -112), (54, 0, 0))
"""Red, green, blue and a middle grey of sRGB, to the nearest whole step."""


def test_measured_colours_are_those_of_the_screen(tmp_path):
    row = b"".join(bytes((round(tone * 2.55), a % 256, b % 256)) * (WIDE // 4) for tone, a, b in LAB)
    found, codes = put(tmp_path, inks.tiff_of((WIDE, HIGH), row * HIGH, colours=8, channels=3, bits=8))
    assert near(found, ((255, 0, 0), (0, 255, 0), (0, 0, 255), (129, 129, 129)), tolerance=26)
    assert codes == ["picture-colours-converted"]


def test_sixteen_bits_a_colour_are_shown_and_nothing_is_told(tmp_path):
    colours = make.UPRIGHT
    row = b"".join(sixteen(bytes(colour)) * (WIDE // 4) for colour in colours)
    found, codes = put(tmp_path, inks.tiff_of((WIDE, HIGH), row * HIGH, colours=2, channels=3, bits=16))
    assert (found, codes) == (list(colours), [])


def test_sixteen_bits_of_grey_obey_their_profile(tmp_path):
    image = make.grey16(257 * 128, (WIDE, HIGH))
    found, codes = put(tmp_path, make.encoded(image, "TIFF", icc_profile=inks.grey_profile(1.0)))
    # Half the light (linear) is 188 on a screen.
    assert near(found, [(188, 188, 188)] * 4)
    assert codes == []


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1", "RGBA"])
def test_colours_of_a_screen_are_not_spoken_of(tmp_path, mode):
    image = Image.new("RGB", (WIDE, HIGH), make.BLUE).convert(mode)
    assert put(tmp_path, make.encoded(image, "PNG"))[1] == []
