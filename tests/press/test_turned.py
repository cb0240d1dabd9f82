"""Pages as the person turned and chose them; the evidence's bytes stay what they are."""

import contextlib
import io
import math
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from dossier.basis.assets import Assets
from dossier.basis.errors import UnreadableError
from dossier.model.body import ImageBody, PdfBody
from dossier.model.flow import Field, Fields, Flow
from dossier.model.piece import State
from dossier.press.frame import LANDSCAPE, PORTRAIT, TOP_PT
from dossier.press.jpeg import bare_jpeg
from dossier.press.pdf_geometry import Rect, Shape, place
from dossier.press.place import turned_further
from dossier.press.sheet import SheetTask, make_sheet
from dossier.press.sheet_page import FormUse, PageDrawing, turned
from tests.support import pictures as make
from tests.support.pdf_facts import facts_of
from tests.support.pdf_pages import annotated, one_page, pages, stamp, stamped
from tests.support.pixels import drawn, share_that_differs

CLOCKWISE = {
    0: None,
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}
HEADER = Flow(blocks=(Fields(rows=(Field(label="from", text="Service client"),)),))


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


class Desk:
    def __init__(self, folder):
        self.assets = Assets(folder / "assets")
        self.target = folder / "made.pdf"

    def make(self, body, *, preface=None):
        task = SheetTask(
            bodies=(body,),
            preface=preface,
            assets=str(self.assets.folder),
            target=str(self.target),
            language="fr",
            zone="Europe/Paris",
        )
        return make_sheet(task)

    def image(self, data, width, height, turn):
        return ImageBody(asset=self.assets.put(data), width_px=width, height_px=height, turn=turn)

    def pdf(self, data, *, count=1, turn=0, chosen=None, room=0.0, printed=False):
        return PdfBody(
            asset=self.assets.put(data),
            pages=count,
            turn=turn,
            chosen=chosen,
            room_pt=room,
            printed=printed,
        )

    @property
    def made(self):
        return self.target.read_bytes()

    @property
    def texts(self):
        return facts_of(self.made).texts


def turned_picture(image, quarters):
    return image.transpose(CLOCKWISE[quarters]) if quarters else image


def in_frame(pdf, rect, index=0):
    """Draws what stands in a rectangle of a page, at two pixels a point."""
    size = (round(rect[2] - rect[0]) * 2, round(rect[3] - rect[1]) * 2)
    return drawn(pdf, index, size=size, crop=rect)


def picture_rect(frame, width_pt, height_pt):
    left = frame.left_pt + (frame.width_pt - width_pt) / 2
    top = frame.bottom_pt + frame.height_pt
    return (left, top - height_pt, left + width_pt, top)


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
@pytest.mark.parametrize("exif", range(1, 9))
def test_a_picture_is_shown_as_turned_on_top_of_its_own_orientation(desk, exif, quarters):
    upright = make.corners(120, 160)
    data = make.encoded(make.lying(upright, exif), "JPEG", quality=95, exif=make.exif(exif))
    sheet = desk.make(desk.image(data, 120, 160, quarters))
    wanted = turned_picture(upright, quarters)
    frame = LANDSCAPE if quarters % 2 else PORTRAIT
    assert sheet.pages[0].landscape == (quarters % 2 == 1)
    shown = in_frame(desk.made, picture_rect(frame, wanted.width * 0.75, wanted.height * 0.75))
    assert share_that_differs(wanted.resize(shown.size), shown) < 0.02


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_the_bytes_of_a_turned_jpeg_are_the_same(desk, quarters):
    data = make.talkative_jpeg(make.corners(400, 300), 6)
    desk.make(desk.image(data, 300, 400, quarters))
    bare = bare_jpeg(data)
    assert bare is not None
    assert bare.data in desk.made


def test_a_screenshot_that_was_kept_lying_is_cut_once_it_stands(desk):
    upright = Image.new("RGB", (600, 4000), "white")
    for row in (*range(0, 1500, 60), *range(1500, 3900, 170)):
        upright.paste((row % 250, 80, 160), (40, row + 20, 560, row + (55 if row < 1500 else 160)))
    lying = upright.transpose(Image.Transpose.ROTATE_90)
    stood = desk.make(desk.image(make.encoded(upright, "PNG"), 600, 4000, 0))
    straight = [drawn(desk.made, index) for index in range(len(stood.pages))]
    again = desk.make(desk.image(make.encoded(lying, "PNG"), 4000, 600, 1))
    assert len(again.pages) == len(stood.pages) > 1
    assert all(not page.landscape for page in again.pages)
    assert [finding.code for finding in again.findings] == ["picture-sliced"]
    for index, page in enumerate(straight):
        assert share_that_differs(page, drawn(desk.made, index)) < 0.002


def test_a_tall_screenshot_laid_down_stands_on_one_page(desk):
    data = make.encoded(Image.new("RGB", (300, 3000), "teal"), "PNG")
    sheet = desk.make(desk.image(data, 300, 3000, 1))
    assert [page.landscape for page in sheet.pages] == [True]


@pytest.mark.parametrize(
    "source", [one_page(), annotated(stamped(), more={10: stamp()}), one_page(page=b"/Rotate 90")]
)
@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_page_is_shown_as_turned_on_the_sheet_of_its_new_shape(desk, source, quarters):
    sheet = desk.make(desk.pdf(source, turn=quarters))
    wanted = turned_picture(drawn(source, scale=2.0), quarters)
    landscape = wanted.width > wanted.height
    assert (sheet.pages[0].landscape, sheet.pages[0].scale) == (landscape, 1.0)
    frame = LANDSCAPE if landscape else PORTRAIT
    shown = in_frame(desk.made, picture_rect(frame, wanted.width / 2, wanted.height / 2))
    assert share_that_differs(wanted, shown) < 0.01
    assert sheet.state is State.OK


def test_nothing_of_a_turned_page_is_lost_at_the_edge(desk):
    source = one_page(b"0 0 1 rg 0 0 595 842 re f", box=b"/MediaBox [0 0 595 842]")
    desk.make(desk.pdf(source, turn=1))
    page = drawn(desk.made, scale=1.0).convert("RGB")
    blue = ImageChops.difference(page, Image.new("RGB", page.size, "white")).getbbox()
    wide, high = blue[2] - blue[0], blue[3] - blue[1]
    assert math.isclose(wide / high, 842 / 595, rel_tol=0.01)
    assert high == pytest.approx(LANDSCAPE.height_pt, abs=1.5)


shapes = st.builds(
    lambda width, height, turn, unit: Shape(box=Rect(0, 0, width, height), turn=turn, unit=unit),
    st.floats(20, 3000),
    st.floats(20, 3000),
    st.integers(0, 3),
    st.sampled_from([1.0, 0.5, 2.0]),
)


@given(shape=shapes, quarters=st.integers(0, 7))
def test_a_page_that_is_turned_all_around_stands_where_it_stood(shape, quarters, tmp_path_factory):
    # A square may lie or stand: then the sheet may change, and nothing else is to be proved.
    if math.isclose(shape.width, shape.height, rel_tol=1e-3):
        return
    where = place(shape)
    first = PageDrawing(
        fragment=tmp_path_factory.getbasetemp(),
        index=0,
        place=where,
        forms=(FormUse(matrix=where.matrix), FormUse(matrix=where.matrix, clip=where.rect)),
    )
    back = turned(turned(first, quarters), -quarters)
    assert back.place.frame == first.place.frame
    assert back.place.scale == pytest.approx(first.place.scale, rel=1e-3)
    for one, other in zip(back.forms, first.forms, strict=True):
        assert one.matrix == pytest.approx(other.matrix, rel=1e-3, abs=0.5)


@given(shape=shapes, quarters=st.integers(1, 3))
def test_a_turned_page_stays_in_its_frame_and_is_never_enlarged(shape, quarters, tmp_path_factory):
    where = place(shape)
    made = turned(
        PageDrawing(fragment=tmp_path_factory.getbasetemp(), index=0, place=where, forms=()), quarters
    ).place
    frame, slack = made.frame, 0.5
    assert made.scale <= 1 + 1e-4
    assert made.rect.left >= frame.left_pt - slack
    assert made.rect.right <= frame.left_pt + frame.width_pt + slack
    assert made.rect.bottom >= frame.bottom_pt - slack
    assert made.rect.top <= frame.bottom_pt + frame.height_pt + slack


@given(st.integers(1, 8), st.integers(0, 3), st.integers(0, 3))
def test_turning_twice_is_turning_by_both(exif, one, other):
    assert turned_further(turned_further(exif, one), other) == turned_further(exif, one + other)
    assert turned_further(exif, 4) == exif


def test_only_the_chosen_pages_are_shown_in_rising_order(desk):
    sheet = desk.make(desk.pdf(pages(6), count=6, chosen=(2, 3, 5)))
    assert [text.split()[:2] for text in desk.texts] == [["Feuille", "2"], ["Feuille", "3"], ["Feuille", "5"]]
    assert sheet.state is State.OK
    (told,) = sheet.findings
    assert (told.code, told.params) == ("pages-chosen", {"pages": "2–3, 5", "of": 6, "n": 3})


def test_nothing_of_a_page_that_was_not_chosen_is_in_the_sheet(desk):
    desk.make(desk.pdf(pages(3), count=3, chosen=(2,)))
    extract = desk.made
    desk.make(desk.pdf(pages(3), count=3))
    for number, held in ((b"1", 0), (b"2", 1), (b"3", 0)):
        words = b"(Feuille " + number
        assert (said_in(extract).count(words), said_in(desk.made).count(words)) == (held, 1)


def said_in(data):
    """Gives every stream of a PDF, decoded."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return b"\n".join(one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream))


def margin(data, index=0):
    """Gives the words above the frame of a page, and the picture of everything below."""
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[index]
        height = page.get_height()
        with contextlib.closing(page.get_textpage()) as words:
            above = words.get_text_bounded(bottom=height - TOP_PT)
        picture = page.render(scale=0.5).to_pil().convert("RGB")
        page.close()
    finally:
        document.close()
    return above.strip(), picture.crop((0, math.ceil(TOP_PT / 2), *picture.size))


@pytest.mark.parametrize(
    ("chosen", "count", "said"),
    [
        ((3, 4, 5), 40, "Extrait : pages 3–5 sur 40"),
        ((2,), 6, "Extrait : page 2 sur 6"),
        (tuple(range(1, 120, 2)), 120, "Extrait : 60 pages sur 120"),
    ],
)
def test_each_page_of_an_extract_says_above_its_frame_which_pages_it_is_of(chosen, count, said, desk):
    source = pages(count)
    sheet = desk.make(desk.pdf(source, count=count, chosen=chosen))
    extract = desk.made
    desk.make(desk.pdf(source, count=count))
    for index in (0, len(sheet.pages) - 1):
        words, below = margin(extract, index)
        assert words == said
        assert margin(desk.made, chosen[index] - 1) == ("", below)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_the_line_of_an_extract_stays_upright_when_its_page_is_turned(quarters, desk):
    desk.make(desk.pdf(pages(4), count=4, chosen=(1, 2), turn=quarters))
    assert margin(desk.made, 1)[0] == "Extrait : pages 1–2 sur 4"


def test_a_signed_document_says_on_its_first_page_where_to_verify_it(desk):
    signature = b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (s) /V << /Contents <00> >> /Rect [9 9 60 40]"
    signed = pages(2).replace(b"/Contents 13 0 R", b"/Contents 13 0 R /Annots [%s >>]" % signature)
    sheet = desk.make(desk.pdf(signed, count=2))
    assert "signed" in [finding.code for finding in sheet.findings]
    words = "Signature numérique : à vérifier sur le fichier d’origine"
    assert [margin(desk.made, index)[0] for index in (0, 1)] == [words, ""]
    desk.make(desk.pdf(signed, count=2, chosen=(2,)))
    assert margin(desk.made)[0] in ("Extrait : page 2 sur 2", f"Extrait : page 2 sur 2 · {words}")


def test_all_pages_chosen_is_no_extract(desk):
    assert desk.make(desk.pdf(pages(2), count=2, chosen=(1, 2))).findings == ()


def test_a_damaged_page_is_named_by_its_own_number_and_only_when_chosen(desk):
    broken = pages(3).replace(b"/Contents 13 0 R", b"/Contents 77 0 R")
    sheet = desk.make(desk.pdf(broken, count=3, chosen=(2, 3)))
    assert ("page-unreadable", {"page": 2}) in [(one.code, one.params) for one in sheet.findings]
    assert sheet.state is State.PARTIAL
    assert desk.make(desk.pdf(broken, count=3, chosen=(1, 3))).state is State.OK


def test_what_is_lost_is_told_of_the_chosen_pages_only(desk):
    link = b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (a:b) >> >>]"
    data = pages(3).replace(b"/Contents 13 0 R", b"/Contents 13 0 R " + link)
    codes = {
        chosen: {finding.code for finding in desk.make(desk.pdf(data, count=3, chosen=chosen)).findings}
        for chosen in ((1, 3), (2, 3))
    }
    assert codes[1, 3] == {"pages-chosen"}
    assert len(codes[2, 3]) == 2


def test_pages_that_the_file_does_not_have_are_missed(desk):
    assert desk.make(desk.pdf(pages(3), count=9, chosen=(3, 9))).state is State.PARTIAL
    with pytest.raises(UnreadableError):
        desk.make(desk.pdf(pages(3), count=9, chosen=(8, 9)))


FRAME = b"/MediaBox [0 0 527.24 756.85]"


def printed(desk, **more):
    body = desk.pdf(one_page(b"BT /F1 20 Tf 40 300 Td (Imprime) Tj ET", box=FRAME), room=120.0, printed=True)
    return replace(body, **more)


def test_the_header_block_stands_above_the_first_page_when_that_is_shown_upright(desk):
    assert len(desk.make(printed(desk), preface=HEADER).pages) == 1
    assert len(desk.make(printed(desk, chosen=(1,), pages=4), preface=HEADER).pages) == 1


def test_an_extract_of_a_print_of_ours_keeps_the_header_block_below_its_line(desk):
    sheet = desk.make(printed(desk, chosen=(1,), pages=4), preface=HEADER)
    assert (len(sheet.pages), margin(desk.made)[0]) == (1, "Extrait : page 1 sur 4")
    assert "Service client" in desk.texts[0]


@pytest.mark.parametrize("more", [{"turn": 1}, {"turn": 2}])
def test_the_header_block_has_its_own_page_before_a_turned_print(desk, more):
    desk.make(printed(desk, **more), preface=HEADER)
    header, body = desk.texts
    assert "Service client" in header
    assert "Imprime" in body


def test_the_header_block_has_its_own_page_before_an_extract_without_the_first_page(desk):
    body = desk.pdf(pages(3), count=3, chosen=(2,), room=120.0, printed=True)
    desk.make(body, preface=HEADER)
    assert "Service client" in desk.texts[0]
    assert "Feuille 2" in desk.texts[1]
