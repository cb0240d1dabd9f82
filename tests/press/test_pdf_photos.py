"""A photo in a PDF keeps its coded picture to the byte and tells nothing of people."""

import base64
import io
import re
import zlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from dossier.press.pdf_jpeg import bare_jpeg_stream, bare_jpx_stream
from tests.support.pdf_facts import facts_of
from tests.support.pdf_pages import CORNERS, annotated, one_page, stamped, stream
from tests.support.sheets import by_chain, by_pdfium, by_pike, by_pypdf, objects_of

READERS = {"pypdf": by_pypdf, "pikepdf": by_pike, "pdfium": by_pdfium}
SECRETS = (b"OWNER-SECRET", b"PLACE-SECRET", b"XMP-SECRET", b"COMMENT-SECRET", b"IPTC-SECRET", b"TAIL-SECRET")
SIZE = (40, 30)


@pytest.fixture(params=READERS)
def reader(request):
    return READERS[request.param]


def picture(mode="RGB"):
    return Image.linear_gradient("L").resize(SIZE).convert(mode)


def exif(*, owner=b"OWNER-SECRET", place=b"PLACE-SECRET"):
    made = Image.Exif()
    made[0x0131] = "a program"
    if owner:
        made[0x013B] = owner.decode()
    if place:
        gps = made.get_ifd(0x8825)
        gps[1], gps[2], gps[27] = "N", (48.0, 51.0, 29.5), place
    return made


def jpeg(mode="RGB", **options):
    out = io.BytesIO()
    picture(mode).save(out, "JPEG", **options)
    return out.getvalue()


def segment(marker, body):
    return b"\xff" + bytes([marker]) + (len(body) + 2).to_bytes(2, "big") + body


def telling(mode="RGB", **options):
    """A JPEG that tells everything in every way."""
    plain = jpeg(mode, exif=exif(), icc_profile=b"PROFILE" * 20, comment=b"COMMENT-SECRET", **options)
    more = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00<x>XMP-SECRET</x>")
    more += segment(0xED, b"Photoshop 3.0\x00IPTC-SECRET") + segment(0xE2, b"FPXR\x00OWNER-SECRET")
    return plain[:2] + more + plain[2:] + b"TAIL-SECRET"


def coded(data):
    """From the first scan to the end of the picture."""
    return data[data.index(b"\xff\xda") : data.rindex(b"\xff\xd9") + 2]


def decoded(data):
    with Image.open(io.BytesIO(data)) as opened:
        return opened.mode, opened.tobytes()


def image(data, filters=b"/DCTDecode", more=b"", colours=b"/DeviceRGB"):
    head = b"/Type /XObject /Subtype /Image /Width 40 /Height 30 /BitsPerComponent 8 /ColorSpace %s" % colours
    return stream(data, b"%s /Filter %s %s" % (head, filters, more))


def page_with(*objects):
    names = b" ".join(b"/I%d %d 0 R" % (at, at + 10) for at in range(len(objects)))
    content = b" ".join(b"q 90 0 0 90 %d 20 cm /I%d Do Q" % (at * 100, at) for at in range(len(objects)))
    return one_page(content, resources=b"/XObject << %s >>" % names, more=dict(enumerate(objects, start=10)))


def picture_in(sheet):
    """The coded picture of the only image of a sheet, and its dictionary."""
    (body,) = [body for body in objects_of(sheet).values() if re.search(rb"/Filter\s*/DCTDecode", body)]
    head, _, rest = body.partition(b"\nstream\n")
    return rest.removesuffix(b"\nendstream").removesuffix(b"\n"), head


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_rows": 1}])
@pytest.mark.parametrize(("mode", "colours"), [("RGB", b"RGB"), ("L", b"Gray"), ("CMYK", b"CMYK")])
def test_a_photo_tells_nothing_and_keeps_its_bytes(reader, mode, colours, options):
    data = telling(mode, **options)
    assert all(secret in data for secret in SECRETS)
    sheet, _ = reader(page_with(image(data, colours=b"/Device" + colours)))
    assert not [secret for secret in SECRETS if secret in sheet]
    made, _ = picture_in(sheet)
    assert coded(made) == coded(data)
    assert decoded(made) == decoded(data)
    assert made.count(b"PROFILE") == data.count(b"PROFILE")


def run_lengths(data):
    parts = [data[at : at + 128] for at in range(0, len(data), 128)]
    return b"".join(bytes([len(part) - 1]) + part for part in parts) + b"\x80"


OUTER = {
    "/ASCIIHexDecode": lambda data: data.hex().encode() + b">",
    "/ASCII85Decode": lambda data: base64.a85encode(data) + b"~>",
    "/FlateDecode": zlib.compress,
    "/RunLengthDecode": run_lengths,
}


@pytest.mark.parametrize("name", OUTER)
@pytest.mark.parametrize("step", ["pypdf", "pikepdf"])
def test_a_photo_under_other_filters_is_freed_too(name, step):
    data = telling()
    filters, params = b"[%s /DCTDecode]" % name.encode(), b"/DecodeParms [null << /ColorTransform 1 >>]"
    sheet, _ = READERS[step](page_with(image(OUTER[name](data), filters, params)))
    made, head = picture_in(sheet)
    assert coded(made) == coded(data)
    assert not [secret for secret in SECRETS if secret in made]
    assert re.search(rb"/DecodeParms\s*<<\s*/ColorTransform 1\s*>>", head)
    assert head.count(b"/Filter") == 1


def test_a_photo_with_nothing_to_tell_stays_under_its_filters():
    packed = zlib.compress(jpeg())
    sheet, _ = by_pypdf(page_with(image(packed, b"[/FlateDecode /DCTDecode]")))
    assert packed in sheet


@pytest.mark.parametrize("spoil", [lambda data: b"\n" + data, lambda data: data[:-40], lambda data: data * 2])
def test_a_photo_with_loose_ends_tells_nothing_either(spoil, reader):
    data = telling().removesuffix(b"TAIL-SECRET")
    sheet, _ = reader(page_with(image(spoil(data))))
    assert not [secret for secret in SECRETS if secret in sheet]
    assert coded(data)[:-40] in sheet


@example(b"", 1047, b"\xff\xe0\x00\x03")
@given(st.binary(max_size=60), st.integers(0, 3000), st.binary(max_size=6))
def test_damage_never_grows_nor_changes_the_coded_picture(junk, at, put):
    """Whatever stands before the first scan, what follows it stays, and twice is as good as once."""
    whole = telling()
    start = whole.index(b"\xff\xda")
    at = min(at, start)
    data = junk + whole[:at] + put + whole[at + len(put) : start] + whole[start:]
    bare = bare_jpeg_stream(data).data
    assert len(bare) <= len(data)
    assert bare_jpeg_stream(bare).data == bare
    # A length put there may swallow the scan's own marker, as it does for every decoder.
    followed = coded(bare)[-200:] if b"\xff\xda" in bare else bare[-100:]
    assert bare == data or followed in data


@given(st.binary(max_size=300))
def test_what_is_no_picture_stays_as_it_is(data):
    if b"\xff\xd8\xff" not in data:
        assert bare_jpeg_stream(data).data == data
    if data[4:8] != b"jP  ":
        assert bare_jpx_stream(data).data == data


def test_previews_are_left_out():
    plain = jpeg()
    preview = segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x02\x02" + b"PREVIEW-SECR")
    data = plain[:2] + preview + segment(0xE0, b"JFXX\x00\x10PREVIEW") + plain[20:]
    bare = bare_jpeg_stream(data)
    assert b"PREVIEW" not in bare.data
    assert decoded(bare.data) == decoded(plain)


def box(kind, body):
    return (len(body) + 8).to_bytes(4, "big") + kind + body


def test_words_in_jpeg_2000_are_left_out(reader, tmp_path):
    out = io.BytesIO()
    picture().save(out, "JPEG2000")
    plain = out.getvalue()
    told = exif().tobytes().removeprefix(b"Exif\x00\x00")
    secret = box(b"xml ", b"<x>XMP-SECRET</x>") + box(b"uuid", b"JpgTiffExif->JP2" + told)
    header = plain.index(b"jp2h") - 4
    data = plain[:header] + secret + plain[header:]
    assert bare_jpx_stream(data).data == plain
    source = page_with(image(data, b"/JPXDecode"))
    sheet, _ = reader(source)
    assert plain in sheet
    assert not [secret for secret in SECRETS if secret in sheet]
    assert by_chain(source, tmp_path).params("picture-data-removed") == {"n": 1}


def test_boxes_that_others_count_on_keep_their_place():
    data = box(b"jP  ", b"\r\n\x87\n") + box(b"xml ", b"<x/>") + box(b"ftbl", b"")
    assert bare_jpx_stream(data).data == data
    assert bare_jpx_stream(data[:-8] + b"\x00\x00\x00\x99uuid").removed == ()


def test_photos_that_told_of_people_are_counted_once(tmp_path):
    owned = jpeg(exif=exif(place=b""))
    placed = jpeg("L", exif=exif(owner=b""))
    made = by_chain(page_with(image(owned), image(placed, colours=b"/DeviceGray"), image(owned)), tmp_path)
    assert made.steps == ["pypdf"]
    assert made.codes == ["picture-data-removed"]
    assert made.params("picture-data-removed") == {"n": 2}
    assert made.unlike() == 0


def test_photos_that_told_of_nobody_are_not_worth_a_word(tmp_path):
    data = jpeg(exif=exif(owner=b"", place=b""), comment=b"made by a program")
    made = by_chain(page_with(image(data)), tmp_path)
    assert made.codes == []
    assert b"made by a program" not in made.sheet


# What else is never copied ---------------------------------------------------------------------

HELD = {
    "typed": b"/Type /EmbeddedFile",
    "by its media type": b"/Subtype /text#2Fplain",
    "by its parameters": b"/Params << /Size 6 >>",
    "three dimensions": b"/Type /3D /Subtype /U3D",
    "three dimensions, untyped": b"/Subtype /PRC",
    "sound": b"/Type /Sound /R 8000",
    "words about it": b"/Type /Metadata /Subtype /XML",
    "type by reference": b"/Type 20 0 R",
}


@pytest.mark.parametrize("entries", HELD.values(), ids=HELD)
def test_files_sounds_and_models_are_never_copied(entries, reader):
    source = one_page(
        resources=b"/XObject << /X 10 0 R >> /Properties << /P << /Held 10 0 R /All [1 10 0 R 2] >> >>",
        content=CORNERS + b"/Span /P BDC EMC",
        more={10: stream(b"SECRET", entries), 20: b"/EmbeddedFile"},
    )
    sheet, _ = reader(source)
    assert b"SECRET" not in sheet
    assert facts_of(sheet).texts[0].strip() == "Facture 42"


def test_a_file_without_a_type_is_known_by_what_names_it(reader):
    source = one_page(
        resources=b"/Properties << /P << /Note << /F (a) /EF << /F 10 0 R >> >> >> >>",
        content=CORNERS + b"/Span /P BDC EMC",
        more={10: stream(b"SECRET")},
    )
    assert b"SECRET" not in reader(source)[0]


def test_fonts_and_pictures_tell_nothing_of_their_makers(reader):
    told = b"/Metadata 12 0 R /PieceInfo << /A << /Private (SECRET) >> >> /LastModified (SECRET)"
    source = one_page(
        CORNERS + b"q 90 0 0 90 20 20 cm /Metadata Do Q",
        fonts=b"/F1 11 0 R",
        resources=b"/XObject << /Metadata 10 0 R >>",
        more={
            10: image(jpeg(), more=told),
            11: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica %s >>" % told,
            12: stream(b"<x>SECRET</x>", b"/Type /Metadata /Subtype /XML"),
        },
    )
    sheet, _ = reader(source)
    assert b"SECRET" not in sheet
    # A picture that somebody named so is still painted.
    assert b"\xff\xd8" in sheet
    assert b"/PieceInfo" not in sheet


@pytest.mark.parametrize("resources", [b"/Resources 19 0 R", b"/Resources null", b""])
@pytest.mark.parametrize("step", ["pypdf", "pikepdf"])
def test_a_form_has_resources_once(resources, step):
    appearance = stream(
        b"BT /F1 12 Tf (words) Tj ET", b"/Type /XObject /Subtype /Form /BBox [0 0 50 20] " + resources
    )
    source = annotated(stamped(), more={10: appearance, 19: b"null"})
    sheet, _ = READERS[step](source)
    forms = [body for body in objects_of(sheet).values() if re.search(rb"/BBox \[ ?0 0 50 20 ?\]", body)]
    assert [form.count(b"/Resources") for form in forms] == [1]
    assert "words" in facts_of(sheet).texts[0]
