"""Pictures as telephones, cameras and scanners give them."""

import io
import zlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from PIL import Image, PngImagePlugin

from dossier.basis import limits
from dossier.basis.errors import UnreadableError
from dossier.intake.dates.remarks import GPS_CLOCK, UNSET_CLOCK
from dossier.intake.dates.settle import settle
from dossier.intake.picture.dates import dates_of
from dossier.intake.picture.read_image import picture_key, read_image
from dossier.model.moment import Precision, Source
from dossier.model.piece import FileKind, State
from tests.support.documents import drawing, source_of

PARIS = timezone(timedelta(hours=2))


def jpeg(picture=None, *, exif=None, **options):
    stream = io.BytesIO()
    tags = Image.Exif()
    for tag, value in (exif or {}).items():
        if tag >= 0x9000 and tag < 0xA000:
            tags.get_ifd(0x8769)[tag] = value
        elif isinstance(value, dict):
            tags.get_ifd(tag).update(value)
        else:
            tags[tag] = value
    (picture or drawing()).save(stream, "JPEG", exif=tags, **{"quality": 90, **options})
    return stream.getvalue()


def encoded(picture, form, **options):
    stream = io.BytesIO()
    picture.save(stream, form, **options)
    return stream.getvalue()


def read(folder, data, name="photo.jpg"):
    return read_image(source_of(folder, data, name))


def distance(one, other):
    """Counts the bits in which the coarse halves of two keys differ."""
    return (int(one[:16], 16) ^ int(other[:16], 16)).bit_count()


def test_a_photo_is_dated_by_its_shutter_with_its_offset(tmp_path):
    draft = read(
        tmp_path,
        jpeg(exif={0x010F: "Fairphone", 0x0110: "FP5", 0x9003: "2026:05:16 10:02:44", 0x9011: "+02:00"}),
    )
    assert draft.kind is FileKind.IMAGE
    moment = settle(draft, name="taxi.jpg", modified=None)[0]
    assert moment.at == datetime(2026, 5, 16, 10, 2, 44, tzinfo=PARIS)
    assert (moment.source, moment.precision) == (Source.EXIF, Precision.SECOND)
    assert moment.evidence == "DateTimeOriginal 2026:05:16 10:02:44 +02:00"
    assert draft.facts == {"camera": "Fairphone FP5"}


def test_without_an_offset_it_is_the_clock_on_the_wall(tmp_path):
    draft = read(tmp_path, jpeg(exif={0x9003: "2026:05:16 10:02:44"}))
    assert draft.moments[0].at == datetime(2026, 5, 16, 10, 2, 44)


@pytest.mark.parametrize(
    "exif",
    [
        {0x0132: "2026:05:16 10:02:44", 0x0131: "Adobe Photoshop 27"},
        {0x9004: "2026:05:16 10:02:44"},
    ],
)
def test_a_date_of_an_edit_or_a_scan_is_only_offered(tmp_path, exif):
    settled = settle(read(tmp_path, jpeg(exif=exif)), name="image.jpg", modified=None)
    assert not settled[0].known
    assert [moment.at for moment in settled[1:]] == [datetime(2026, 5, 16, 10, 2, 44)]


@pytest.mark.parametrize(
    "written",
    [
        "0000:00:00 00:00:00",
        "2026:13:01 10:00:00",
        "2026:02:30 10:00:00",
        "    :  :     :  :  ",
        "",
        "hier",
        "2000:01:01 00:14:02",
        "1980:01:01 00:00:00",
        "2002:12:08 12:00:00",
        "2020:01:01 00:00:00",
        "2026:05:16",
    ],
)
def test_malformed_dates_and_clocks_that_nobody_set_are_none(tmp_path, written):
    draft = read(tmp_path, jpeg(exif={0x9003: written}))
    assert draft.moments == ()


def test_odd_spellings_of_a_date_are_read(tmp_path):
    draft = read(tmp_path, jpeg(exif={0x9003: "2026-05-16T10:02:44+02:00\r"}))
    assert draft.moments[0].at == datetime(2026, 5, 16, 10, 2, 44, tzinfo=PARIS)


def test_the_clock_of_satellites_is_never_a_date_and_the_place_is_told(tmp_path):
    gps = {1: "N", 2: (50.0, 51.0, 0.0), 29: "2025:06:02", 7: (12.0, 7.0, 50.0)}
    draft = read(tmp_path, jpeg(exif={0x8825: gps}))
    assert draft.moments == ()
    assert draft.facts[GPS_CLOCK] == "2025-06-02T12:07:50+00:00"
    assert [found.code for found in draft.findings] == ["gps-removed"]


@pytest.mark.parametrize(
    ("turn", "size"), [(1, (320, 240)), (3, (320, 240)), (6, (240, 320)), (8, (240, 320))]
)
def test_a_picture_has_the_size_it_is_looked_at(tmp_path, turn, size):
    body = read(tmp_path, jpeg(exif={0x0112: turn})).bodies[0]
    assert (body.width_px, body.height_px) == size


def test_a_tiff_has_as_many_pages_as_pictures_and_a_gif_one(tmp_path):
    pages = [drawing(seed=n) for n in range(3)]
    tiff = encoded(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    gif = encoded(pages[0], "GIF", save_all=True, append_images=pages[1:])
    assert [body.frame for body in read(tmp_path, tiff, "fax.tif").bodies] == [0, 1, 2]
    assert [body.frame for body in read(tmp_path, gif, "x.gif").bodies] == [0]


@pytest.mark.parametrize(
    ("count", "told"), [(limits.TIFF_PAGES, []), (limits.TIFF_PAGES + 1, ["picture-pages-cut"])]
)
def test_a_binder_scanned_at_once_is_cut_and_says_so(tmp_path, count, told):
    page = Image.new("1", (8, 8))
    draft = read(
        tmp_path, encoded(page, "TIFF", save_all=True, append_images=[page] * (count - 1)), "fax.tif"
    )
    assert len(draft.bodies) == limits.TIFF_PAGES
    assert [found.code for found in draft.findings] == told


@pytest.mark.parametrize(("share", "frames"), [(0.3, [0]), (0.6, [0, 1]), (0.9, [0, 1, 2])])
def test_the_pages_before_a_broken_one_are_kept(tmp_path, share, frames):
    pages = [drawing((40, 30), seed=n) for n in range(3)]
    data = encoded(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    draft = read(tmp_path, data[: int(len(data) * share)], "fax.tif")
    assert draft.state is State.PARTIAL
    assert [body.frame for body in draft.bodies] == frames


@pytest.mark.parametrize(
    ("form", "name"), [("PNG", "x.png"), ("WEBP", "x.webp"), ("AVIF", "x.avif"), ("BMP", "x.bmp")]
)
def test_every_usual_form_is_read(tmp_path, form, name):
    draft = read(tmp_path, encoded(drawing(), form), name)
    assert (draft.bodies[0].width_px, draft.state, draft.findings) == (320, State.OK, ())


@pytest.mark.parametrize("share", [0.4, 0.8])
def test_a_picture_cut_off_is_shown_as_far_as_it_goes(tmp_path, share):
    data = jpeg(drawing((800, 600)))
    draft = read(tmp_path, data[: int(len(data) * share)])
    assert (draft.state, [found.code for found in draft.findings]) == (State.PARTIAL, ["picture-truncated"])
    assert draft.bodies[0].height_px == 600


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0 nothing", b"text" * 100])
def test_what_cannot_be_decoded_is_damaged(tmp_path, data):
    with pytest.raises(UnreadableError) as refusal:
        read(tmp_path, data, "vide.jpg")
    assert (refusal.value.code, refusal.value.params) == ("damaged", {"file": "vide.jpg"})


def test_a_bomb_is_refused_by_its_header(tmp_path):
    data = bytearray(encoded(Image.new("1", (8, 8)), "BMP"))
    data[18:26] = (40_000).to_bytes(4, "little") * 2
    with pytest.raises(UnreadableError) as refusal:
        read(tmp_path, bytes(data), "bombe.bmp")
    assert refusal.value.code == "too-many-pixels"


def test_a_copy_recompressed_or_resized_keeps_the_key_and_another_picture_has_another(tmp_path):
    key = read(tmp_path, jpeg()).picture_key
    assert len(key) == 16 + 192
    small = jpeg(drawing().resize((160, 120)), quality=40)
    assert distance(key, read(tmp_path, small).picture_key) <= 4
    assert distance(key, read(tmp_path, encoded(drawing(), "PNG")).picture_key) <= 4
    assert distance(key, picture_key(drawing(seed=2))) > 12


def test_the_key_is_of_the_picture_as_it_is_looked_at(tmp_path):
    turned = drawing().transpose(Image.Transpose.ROTATE_90)
    assert distance(read(tmp_path, jpeg(turned, exif={0x0112: 6})).picture_key, picture_key(drawing())) <= 4


def test_a_screenshot_that_says_so_is_no_photo(tmp_path):
    comment = b"ASCII\0\0\0Screenshot"
    draft = read(tmp_path, jpeg(exif={0x010F: "Apple", 0x9286: comment}))
    assert draft.facts.get("screenshot") == "1"
    assert "camera" not in draft.facts


def test_a_png_tells_when_it_was_made_and_nobody_believes_it_at_once(tmp_path):
    info = PngImagePlugin.PngInfo()
    info.add_text("Creation Time", "2026-05-16T10:02:44+02:00")
    draft = read(tmp_path, encoded(drawing(), "PNG", pnginfo=info), "x.png")
    settled = settle(draft, name="x.png", modified=None)
    assert not settled[0].known
    assert settled[1].at == datetime(2026, 5, 16, 10, 2, 44, tzinfo=PARIS)


@pytest.mark.parametrize("clock", [(12.0, 99.0, 0.0), (12.0,), ("a", "b", "c"), 5])
def test_a_malformed_clock_of_satellites_is_no_witness(tmp_path, clock):
    gps = {1: "N", 2: (50.0, 51.0, 0.0), 29: "2025:06:02"}
    draft = read(tmp_path, jpeg(exif={0x8825: gps}))
    assert GPS_CLOCK not in draft.facts
    assert GPS_CLOCK not in dates_of(drawing(), {0x8825: {**gps, 7: clock}}).facts


@pytest.mark.parametrize("written", ["1970:01:01 00:00:12", "2000:01:01 00:14:02"])
def test_a_clock_that_nobody_set_is_told(tmp_path, written):
    draft = read(tmp_path, jpeg(exif={0x9003: written}))
    assert draft.facts[UNSET_CLOCK] == written[:10].replace(":", "-")


def test_the_last_change_of_a_png_is_only_offered(tmp_path):
    data = encoded(drawing(), "PNG")
    head, rest = data[:33], data[33:]
    body = b"tIME" + bytes((2026 >> 8, 2026 & 255, 3, 16, 13, 5, 12))
    chunk = (7).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
    draft = read(tmp_path, head + chunk + rest, "x.png")
    assert [(one.precision, one.at) for one in draft.moments] == [
        (Precision.ABOUT, datetime(2026, 3, 16, 13, 5, 12, tzinfo=UTC))
    ]
