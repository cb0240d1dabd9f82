"""The file of a sheet is exactly in the form that the annex copies as bytes."""

import io
import re

import pikepdf
import pytest

from dossier.press.frame import LANDSCAPE, PORTRAIT
from dossier.press.pdf_chain import draw_pdf
from dossier.press.sheet_fragment import Fragment
from dossier.press.sheet_writer import HIDDEN_OCG, MARK_NAME, SHOWN_OCG, ComposedPage, write_sheet
from tests.support.pdf_facts import facts_of
from tests.support.pdf_pages import CONTENTS, CORNERS, layered, one_page, pages, stream
from tests.support.pixels import drawn, ink
from tests.support.sheets import by_pike, by_pypdf, objects_of, unlikeness

MAKERS = {"pypdf": by_pypdf, "pikepdf": by_pike}
GROUPS = {10: b"<< /Type /OCG /Name (A) >>", 11: b"<< /Type /OCG /Name (B) >>"}
HIDES_RED = layered(
    CORNERS + b"/OC /A BDC 1 0 0 rg 0 0 200 300 re f EMC", config=b"/OFF [10 0 R]", groups=GROUPS
)
HIDES_BLUE = layered(
    CORNERS + b"/OC /B BDC 0 0 1 rg 0 0 200 300 re f EMC", config=b"/OFF [11 0 R]", groups=GROUPS
)


@pytest.fixture(params=MAKERS)
def make(request):
    return MAKERS[request.param]


def drawings(source, folder):
    folder.mkdir()
    path = folder / "source.pdf"
    path.write_bytes(source)
    return [page.drawing for page in draw_pdf(path, folder).pages]


def joined(planned):
    out = io.BytesIO()
    write_sheet(out, planned)
    return out.getvalue()


@pytest.mark.parametrize("feature", CONTENTS)
def test_every_sheet_is_in_the_form_that_is_told(feature, make):
    sheet, _ = make(CONTENTS[feature])
    objects = objects_of(sheet)
    assert objects[SHOWN_OCG] == b"<< /Type /OCG /Name (shown) >>"
    assert objects[HIDDEN_OCG] == b"<< /Type /OCG /Name (hidden) >>"
    for number, body in objects.items():
        heads = re.sub(rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>", b"", body.partition(b"\nstream")[0])
        references = [int(met) for met in re.findall(rb"(\d+) 0 R", heads)]
        assert all(1 <= reference <= len(objects) for reference in references)
        assert not re.search(rb"\d+ [1-9]\d* R\b", heads)
        assert b"%" not in heads
        if number > 4:
            assert not {4, 5} & set(references)
        declared = re.search(rb"/Length (\d+)\b(?! 0 R)", heads)
        if b"\nstream\n" in body:
            data = body.partition(b"\nstream\n")[2]
            assert data.endswith(b"\nendstream")
            assert int(declared[1]) == len(data) - len(b"\nendstream")
    for word in (b"/ObjStm", b"/ID", b"/Info", b"Date", b"/Annots", b"/Rotate", b"/CropBox", b"/Encrypt"):
        assert word not in sheet


def test_every_page_is_a_page_of_ours_with_its_own_empty_mark(make):
    sheet, _ = make(pages(4))
    objects = objects_of(sheet)
    marks = set()
    for index in range(4):
        page, content = objects[5 + 3 * index], objects[6 + 3 * index]
        assert b"/Parent 3 0 R" in page
        assert b"/MediaBox [0 0 841.89 595.276]" in page
        assert b"/Contents %d 0 R" % (6 + 3 * index) in page
        mark = re.search(MARK_NAME + rb" (\d+) 0 R", page)
        marks.add(int(mark[1]))
        assert content.endswith(MARK_NAME + b" Do\nendstream")
        assert b"/BBox [0 0 0 0] /Length 0 >>" in objects[int(mark[1])]
    assert marks == {7, 10, 13, 16}


def test_pages_are_a4_and_lie_when_their_source_lies(make):
    upright, lying = facts_of(make(one_page())[0]), facts_of(make(pages(1))[0])
    assert upright.sizes == ((595.276, 841.89),)
    assert lying.sizes == ((841.89, 595.276),)
    assert (PORTRAIT.page_width_pt, LANDSCAPE.page_width_pt) == (595.276, 841.89)


def test_a_sheet_is_a_whole_pdf_to_every_reader(make):
    sheet, _ = make(pages(3))
    with pikepdf.open(io.BytesIO(sheet), attempt_recovery=False, suppress_warnings=False) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == 3
    assert ink(drawn(sheet, 2)) > 0
    assert facts_of(sheet).forbidden == frozenset()


def test_several_sources_in_one_sheet_look_as_each_alone(tmp_path):
    sources = [HIDES_RED, one_page(), HIDES_BLUE, CONTENTS["tiling"], pages(2)]
    made = [drawings(source, tmp_path / str(at)) for at, source in enumerate(sources)]
    together = [drawing for each in made for drawing in each]
    sheet = joined([ComposedPage(base=drawing) for drawing in together])
    at = 0
    for source, each in zip(sources, made, strict=True):
        for page, drawing in enumerate(each):
            alone = joined([ComposedPage(base=drawing)])
            assert drawn(sheet, at).tobytes() == drawn(alone).tobytes()
            assert ink(drawn(alone)) > 0
            assert unlikeness(source, alone, drawing.place.rect, page, on=0) <= 0.002
            at += 1
    assert len([body for body in objects_of(sheet).values() if b"/Type /OCG" in body]) == 2


def test_one_source_used_twice_is_stored_once(tmp_path):
    (drawing,) = drawings(one_page(stream(CORNERS * 50)), tmp_path / "a")
    once, twice = (joined([ComposedPage(base=drawing)] * count) for count in (1, 2))
    assert len(twice) < len(once) + 700


def test_two_pages_become_one_the_second_above(tmp_path):
    (below,) = drawings(one_page(b"1 0 0 rg 0 0 200 300 re f"), tmp_path / "a")
    (above,) = drawings(one_page(b"0 0 1 rg 50 50 100 100 re f"), tmp_path / "b")
    sheet = joined([ComposedPage(base=below, over=above)])
    rect = below.place.rect
    picture = drawn(sheet, size=(200, 300), crop=(rect.left, rect.bottom, rect.right, rect.top))
    assert picture.getpixel((10, 10)) == (255, 0, 0)
    assert picture.getpixel((100, 200)) == (0, 0, 255)
    assert len(re.findall(rb"/DossierForm\d+ \d+ 0 R", objects_of(sheet)[5])) == 2


def test_references_in_strings_are_left_alone(tmp_path):
    """The third entry of the palette reads "5 0 R"; the comment of the stream too."""
    source = one_page(
        b"% 5 0 R\n/I cs 1 sc 20 20 150 150 re f",
        resources=b"/ColorSpace << /I [/Indexed /DeviceRGB 2 (\\(5 0 R\\)\\\\1)]"
        b" /S#20t [/Indexed /DeviceGray 1 <3520>] >>",
    )
    for make in MAKERS.values():
        sheet, (rect,) = make(source)
        assert unlikeness(source, sheet, rect) == 0
        assert any(b"% 5 0 R\n/I cs" in body for body in objects_of(sheet).values()) or make is by_pike


def test_a_file_that_is_not_ours_is_refused(tmp_path):
    path = tmp_path / "x.pdf"
    for spoiled in (b"", b"%PDF-1.7 nothing", b"startxref\n0\n%%EOF"):
        path.write_bytes(spoiled)
        with path.open("rb") as opened, pytest.raises(ValueError, match=r"x\.pdf"):
            Fragment(opened, path)
