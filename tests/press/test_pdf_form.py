"""One feature a page, each by every reader alone: the form shows what the source shows."""

import zlib

import pytest

from dossier.press.frame import PORTRAIT
from tests.support.pdf_facts import facts_of
from tests.support.pdf_pages import BOXES, CONTENTS, CORNERS, one_page, pages, stream, turned, write_pdf
from tests.support.pixels import drawn, ink
from tests.support.sheets import by_pdfium, by_pike, by_pypdf, objects_of, unlikeness

SAME = 0.002
READERS = {"pypdf": by_pypdf, "pikepdf": by_pike}


@pytest.fixture(params=READERS)
def reader(request):
    return READERS[request.param]


@pytest.mark.parametrize("feature", CONTENTS)
def test_content_looks_like_its_source(feature, reader):
    source = CONTENTS[feature]
    sheet, (rect,) = reader(source)
    assert ink(drawn(source)) > 0.01
    assert unlikeness(source, sheet, rect) <= SAME


@pytest.mark.parametrize("feature", ["tiling", "shading-pattern", "pattern-text"])
def test_patterns_keep_their_place_on_a_page_made_smaller_and_turned(feature, reader):
    source = (
        CONTENTS[feature]
        .replace(b"[0 0 200 300]", b"[0 0 200 200]")
        .replace(b"/Contents 4 0 R", b"/Contents 4 0 R /Rotate 90 /UserUnit 0.5")
    )
    sheet, (rect,) = reader(_with_table(source))
    assert rect.width == pytest.approx(100)
    assert unlikeness(_with_table(source), sheet, rect) <= SAME


def _with_table(spoiled):
    """Writes the objects again after an edit, so that the table is right."""
    parts = spoiled.split(b" 0 obj\n")[1:]
    numbers = [int(part.rsplit(b"\n", 1)[-1]) for part in spoiled.split(b" 0 obj\n")[:-1]]
    return write_pdf(
        {number: part.split(b"\nendobj")[0] for number, part in zip(numbers, parts, strict=True)}
    )


@pytest.mark.parametrize("degrees", [0, 90, 180, 270, -90, 450, 45, 3600])
@pytest.mark.parametrize(
    "box", ["/MediaBox [0 0 200 300]", "/MediaBox [-50 -20 250 400] /CropBox [-10 30 210 330]"]
)
def test_boxes_and_turns(degrees, box, reader):
    source = turned(degrees, box.encode())
    sheet, (rect,) = reader(source)
    assert unlikeness(source, sheet, rect) <= SAME


@pytest.mark.parametrize("shape", sorted(set(BOXES) - {"crop-outside"}))
def test_strange_boxes(shape, reader):
    source = one_page(box=BOXES[shape])
    sheet, (rect,) = reader(source)
    assert unlikeness(source, sheet, rect) <= SAME


def test_a_crop_box_beside_the_page_is_ignored(reader):
    sheet, (rect,) = reader(one_page(box=BOXES["crop-outside"]))
    assert unlikeness(one_page(), sheet, rect) <= SAME


@pytest.mark.parametrize(
    "box", [b"", b"/MediaBox [0 0 0 0]", b"/MediaBox [1 2]", b"/MediaBox [(a) 0 200 300]"]
)
def test_a_page_without_a_usable_box_is_a_letter(box, reader):
    sheet, (rect,) = reader(one_page(box=box))
    assert rect.height / rect.width == pytest.approx(792 / 612)
    assert unlikeness(one_page(box=b"/MediaBox [0 0 612 792]"), sheet, rect) <= SAME


@pytest.mark.parametrize(("unit", "width"), [(b"0.5", 100), (b"2", 400), (b"4", PORTRAIT.height_pt * 2 / 3)])
def test_a_unit_keeps_the_true_size_up_to_the_frame(unit, width, reader):
    source = one_page(page=b"/UserUnit " + unit)
    sheet, (rect,) = reader(source)
    assert rect.width == pytest.approx(width, abs=0.1)
    assert unlikeness(source, sheet, rect) <= SAME


def test_inherited_entries_are_found(reader):
    source = write_pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [6 0 R] /Count 1 /MediaBox [0 0 200 300] /Rotate 90"
            b" /Resources << /Font << /F1 5 0 R >> >> >>",
            6: b"<< /Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 1 /CropBox [10 10 190 290] >>",
            3: b"<< /Type /Page /Parent 6 0 R /Contents 4 0 R >>",
            4: stream(CORNERS),
            5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        }
    )
    sheet, (rect,) = reader(source)
    assert unlikeness(source, sheet, rect) <= SAME
    assert "Facture 42" in facts_of(sheet).texts[0]


def test_one_content_on_two_pages_with_other_resources(reader):
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 1 1]"
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 300] /Contents 4 0 R"
        b" /Resources << /XObject << /I %d 0 R >> >> >>"
    )
    source = write_pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>",
            3: page % 7,
            4: stream(b"100 0 0 100 50 50 cm /I Do"),
            6: page % 8,
            7: stream(b"1 0 0 rg 0 0 1 1 re f", form),
            8: stream(b"0 0 1 rg 0 0 1 1 re f", form),
        }
    )
    sheet, rects = reader(source)
    assert [unlikeness(source, sheet, rect, page) for page, rect in enumerate(rects)] == [0, 0]


def test_our_page_outside_the_source_page_stays_white(reader):
    source = one_page(b"1 0 0 rg -500 -500 3000 3000 re f Q Q 0 0 1 rg -500 -500 100 9000 re f")
    sheet, (rect,) = reader(source)
    picture = drawn(sheet)
    left, top = round(rect.left), round(841.89 - rect.top)
    picture.paste(
        (255, 255, 255), (left - 1, top - 1, round(rect.right) + 1, round(841.89 - rect.bottom) + 1)
    )
    assert ink(picture) == 0


def test_the_third_step_shows_the_same(tmp_path):
    for name in ("plain", "tiling", "soft-mask", "missing-Q"):
        sheet, (rect,) = by_pdfium(CONTENTS[name])
        assert unlikeness(CONTENTS[name], sheet, rect) <= SAME
    sheet, (rect,) = by_pdfium(turned(90, BOXES["crop-offset"]))
    assert unlikeness(turned(90, BOXES["crop-offset"]), sheet, rect) <= SAME


def test_streams_keep_their_very_bytes(reader):
    jpeg = b"\xff\xd8\xff\xe0 stand-in for a picture \x00\x01\xff\xd9"
    program = zlib.compress(b"a font's program", 9)
    source = one_page(
        b"/J Do BT /F1 9 Tf ET",
        resources=b"/XObject << /J 10 0 R >>",
        fonts=b"/F1 11 0 R",
        more={
            10: stream(
                jpeg,
                b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray"
                b" /BitsPerComponent 8 /Filter /DCTDecode",
            ),
            11: b"<< /Type /Font /Subtype /TrueType /BaseFont /Own /FontDescriptor 12 0 R >>",
            12: b"<< /Type /FontDescriptor /FontName /Own /FontFile2 13 0 R /Flags 4 >>",
            13: stream(program, b"/Filter /FlateDecode"),
        },
    )
    bodies = b"\n".join(objects_of(reader(source)[0]).values())
    assert b"stream\n" + jpeg + b"\nendstream" in bodies
    assert b"stream\n" + program + b"\nendstream" in bodies


def test_nothing_active_comes_along(reader):
    source = one_page(
        page=b"/AA << /O 10 0 R >> /Annots [11 0 R] /PieceInfo << /A << /LastModified (D:2026) >> >>"
        b" /Metadata 12 0 R /StructParents 0",
        catalogue=b"/OpenAction 10 0 R /Names << /JavaScript << /Names [(a) 10 0 R] >> >>",
        resources=b"/XObject << /X 13 0 R /Y 14 0 R >> /Properties << /P 15 0 R >>",
        more={
            10: b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>",
            11: b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (http://x.invalid) >> >>",
            12: stream(b"<x/>", b"/Type /Metadata /Subtype /XML"),
            13: stream(
                b"",
                b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Metadata 12 0 R"
                b" /PieceInfo << /A 1 >> /OPI << /A 1 >>"
                b" /Ref << /F (other.pdf) /Page 0 >> /AF [16 0 R]",
            ),
            14: stream(
                b"\x00",
                b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8"
                b" /ColorSpace /DeviceGray /Alternates [<< /Image 13 0 R /DefaultForPrinting true >>]",
            ),
            15: b"<< /Go << /Type /Action /S /Launch /F (calc.exe) >> /Page 3 0 R /Note 11 0 R >>",
            16: b"<< /Type /Filespec /F (x.txt) /EF << /F 17 0 R >> >>",
            17: stream(b"hello", b"/Type /EmbeddedFile"),
        },
    )
    sheet, _ = reader(source)
    assert facts_of(sheet).forbidden == frozenset()
    assert b"/Metadata" not in sheet
    assert b"/StructParent" not in sheet
    assert sheet.count(b"/Type /Page ") == 1
    assert facts_of(source).forbidden  # the net catches what is there


def test_fonts_stay_single(reader):
    sheet, rects = reader(pages(30))
    assert len(rects) == 30
    assert sheet.count(b"/Helvetica") == 1


def test_a_page_costs_little(reader):
    def grown(count):
        return len(reader(pages(count))[0]) - len(pages(count))

    assert (grown(60) - grown(10)) / 50 < 420
