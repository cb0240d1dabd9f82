"""What pictures say about people is told, and reaches no page."""

import io

import pypdf
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from dossier.intake.picture.read_image import read_image
from dossier.model.body import ImageBody
from dossier.press.image import draw_image
from tests.support import pictures as make
from tests.support.documents import drawing, source_of

SECRET = make.SECRET
NAME = SECRET.decode()
PLAIN = make.encoded(drawing(), "JPEG", quality=90)
XMP = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'>%s</x:xmpmeta>"


def with_segment(marker, body, data=PLAIN):
    return data[:2] + make.segment(marker, body) + data[2:]


def with_exif(directory, tag, value=NAME):
    tags = Image.Exif()
    (tags if directory is None else tags.get_ifd(directory))[tag] = value
    return make.encoded(drawing(), "JPEG", exif=tags)


def iptc(dataset):
    record = b"\x1c\x02" + bytes([dataset]) + len(SECRET).to_bytes(2, "big") + SECRET
    return with_segment(
        0xED, b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + len(record).to_bytes(4, "big") + record
    )


def png(key):
    notes = PngInfo()
    notes.add_text(key, SECRET.decode())
    return make.encoded(drawing(), "PNG", pnginfo=notes)


MAKER_NOTE = with_exif(0x8769, 0x927C, SECRET)
XMP_PLACE = with_segment(0xE1, XMP % (b"<exif:GPSLatitude>" + SECRET + b"</exif:GPSLatitude>"))
XMP_OWNER = with_segment(0xE1, XMP % (b"<aux:SerialNumber>" + SECRET + b"</aux:SerialNumber>"))
MOTION = with_segment(0xE1, XMP % (b'<d GCamera:MotionPhoto="1" s="' + SECRET + b'"/>'))
SEAL = with_segment(0xEB, b"JP\0\1\0\0\0\1\0\0\0\x40jumb\0\0\0\x20jumdc2pa" + SECRET)

CASES = {
    "exif-place": (with_exif(0x8825, 29), ["gps-removed"]),
    "xmp-place": (XMP_PLACE, ["gps-removed"]),
    "iptc-city": (iptc(90), ["gps-removed"]),
    "artist": (with_exif(None, 0x013B), ["owner-removed"]),
    "owner": (with_exif(0x8769, 0xA430), ["owner-removed"]),
    "serial-number": (with_exif(0x8769, 0xA431), ["owner-removed"]),
    "xmp-serial-number": (XMP_OWNER, ["owner-removed"]),
    "iptc-by-line": (iptc(80), ["owner-removed"]),
    "png-author": (png("Author"), ["owner-removed"]),
    "png-comment": (png("Comment"), []),
    "maker-note": (MAKER_NOTE, []),
    "motion-photo": (MOTION + b"\0\0\0\x18ftypmp42" + SECRET * 900, ["film-removed"]),
    "content-credentials": (SEAL, ["seal-in-original"]),
    "plain": (PLAIN, []),
}


@pytest.mark.parametrize("case", CASES)
def test_each_trace_is_told_and_none_reaches_the_page(tmp_path, case):
    data, codes = CASES[case]
    assert case == "plain" or SECRET in data
    source = source_of(tmp_path, data, "photo.jpg")
    draft = read_image(source)
    assert [found.code for found in draft.findings] == codes
    assert SECRET.decode() not in repr(draft)
    target = tmp_path / "sheet.pdf"
    draw_image(ImageBody(asset="0" * 64, width_px=320, height_px=240), source.path, target)
    reader = pypdf.PdfReader(io.BytesIO(target.read_bytes()))
    streams = [reader.get_object(number) for number in range(1, reader.trailer["/Size"])]
    unpacked = b"".join(one.get_data() for one in streams if hasattr(one, "get_data"))
    assert SECRET not in target.read_bytes() + unpacked


def test_an_empty_field_names_nobody(tmp_path):
    draft = read_image(source_of(tmp_path, with_exif(None, 0x013B, "  \0"), "photo.jpg"))
    assert draft.findings == ()


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_a_moving_picture_shows_its_first_image_and_says_so(tmp_path, kind):
    frames = [drawing(seed=n) for n in range(3)]
    data = make.encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
    draft = read_image(source_of(tmp_path, data, "film"))
    assert [(found.code, found.params["n"]) for found in draft.findings] == [("picture-moving", 3)]
    assert [body.frame for body in draft.bodies] == [0]


def test_a_series_in_one_file_is_told_and_a_map_of_light_is_not(tmp_path):
    shots = [drawing(seed=n) for n in range(3)]
    series = make.encoded(shots[0], "MPO", save_all=True, append_images=shots[1:])
    light = make.encoded(shots[0], "MPO", save_all=True, append_images=[shots[0].resize((80, 60))])
    told = read_image(source_of(tmp_path, series, "serie.jpg")).findings
    assert [(found.code, found.params["n"]) for found in told] == [("picture-series", 3)]
    assert read_image(source_of(tmp_path, light, "photo.jpg")).findings == ()
