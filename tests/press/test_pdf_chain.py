"""Damaged, locked and deceitful PDFs: every step of the chain, and what is told."""

import io
import re

import pikepdf
import pytest

from dossier.basis import limits
from dossier.basis.errors import UnreadableError
from dossier.model.finding import Level
from dossier.model.piece import State
from dossier.press import pdf_chain
from dossier.press.pdf_chain import draw_own_pdf, draw_pdf
from dossier.press.pdf_outcome import listed
from dossier.press.sheet_writer import PlannedPage, write_sheet
from tests.support.pdf_facts import facts_of
from tests.support.pdf_pages import CORNERS, annotated, layered, one_page, pages, stamp, stream, write_pdf
from tests.support.pixels import drawn, ink
from tests.support.sheets import by_pypdf, unlikeness

SAME = 0.002


@pytest.fixture
def draw(tmp_path):
    def made(source):
        path = tmp_path / "source.pdf"
        path.write_bytes(source)
        result = draw_pdf(path, tmp_path)
        out = io.BytesIO()
        shown = [page.drawing for page in result.pages if page.drawing]
        write_sheet(out, [PlannedPage(base=drawing) for drawing in shown])
        return result, out.getvalue()

    return made


def steps(result):
    return [page.drawing.fragment.stem if page.drawing else None for page in result.pages]


def codes(result):
    return [finding.code for finding in result.findings]


def params(result, code):
    return next(finding.params for finding in result.findings if finding.code == code)


def true_to(source, sheet, result, page=0):
    return unlikeness(source, sheet, result.pages[page].drawing.place.rect, page) <= SAME


def test_an_ordinary_file_takes_the_first_step_and_says_nothing(draw):
    result, sheet = draw(pages(3))
    assert steps(result) == ["pypdf"] * 3
    assert result.state is State.OK
    assert result.findings == ()
    assert [page.blank for page in result.pages] == [False] * 3
    assert facts_of(sheet).texts == ("Feuille 1", "Feuille 2", "Feuille 3")


COMMENTED = one_page(
    b"q 150 0 0 150 20 20 cm /I Do Q",
    resources=b"/XObject << /I 10 0 R >>",
    more={
        10: b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8"
        b" /ColorSpace /DeviceGray /Length 1 >> % a comment\nstream\n\x40\nendstream"
    },
)
ODD_NAME = one_page(
    b"/X\xe9 Do",
    resources=b"/XObject << /X#e9 10 0 R >>",
    more={10: stream(CORNERS, b"/Type /XObject /Subtype /Form /BBox [0 0 200 300]")},
)


@pytest.mark.parametrize("source", [COMMENTED, ODD_NAME])
def test_a_page_that_pypdf_leaves_blank_without_a_word_takes_the_second_step(source, draw, caplog):
    alone, (rect,) = by_pypdf(source)
    assert ink(drawn(source)) > 0.01
    assert ink(drawn(alone)) == 0
    result, sheet = draw(source)
    assert steps(result) == ["pike"]
    assert result.state is State.OK
    assert true_to(source, sheet, result)


def test_a_file_without_its_end_is_mended_and_says_so(draw, caplog):
    whole = one_page()
    result, sheet = draw(whole[: whole.index(b"xref")])
    assert steps(result) == ["pike"]
    assert result.state is State.REPAIRED
    assert codes(result) == ["repaired"]
    assert true_to(whole, sheet, result)


def test_a_file_that_only_pdfium_reads_takes_the_third_step(draw, caplog):
    looped = one_page().replace(b"/Kids [3 0 R]", b"/Kids [3 0 R 2 0 R]")
    result, sheet = draw(looped)
    assert steps(result) == ["pdfium"]
    assert result.state is State.REPAIRED
    assert codes(result) == ["repaired"]
    assert true_to(one_page(), sheet, result)


def test_truncated_files_never_file_a_lost_page_as_blank(draw, caplog):
    whole = pages(8)
    for share in (0.35, 0.5, 0.65, 0.8, 0.95):
        try:
            result, _ = draw(whole[: int(len(whole) * share)])
        except UnreadableError as error:
            assert error.code == "pdf-unreadable"
            continue
        assert result.state in (State.REPAIRED, State.PARTIAL)
        assert not any(page.blank for page in result.pages)
        assert "repaired" in codes(result)


def test_a_truly_blank_page_is_filed_as_one(draw):
    source = write_pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R 6 0 R 7 0 R] /Count 3 /MediaBox [0 0 200 300] >>",
            3: b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << >> >>",
            4: stream(b"1 0 0 rg 0 0 50 50 re f", packed=True),
            6: b"<< /Type /Page /Parent 2 0 R >>",
            7: b"<< /Type /Page /Parent 2 0 R /Contents 8 0 R >>",
            8: stream(b"1 g 0 0 90 90 re f"),
        }
    )
    result, _ = draw(source)
    assert [page.blank for page in result.pages] == [False, True, True]
    assert result.state is State.OK
    assert [finding.params for finding in result.findings] == [{"page": 2}, {"page": 3}]
    assert set(codes(result)) == {"blank-page"}


def lost_content(kind):
    """Three pages; the second shows nothing because what it showed is lost."""
    flate = stream(b"0 0 50 50 re f", packed=True)
    lost = {
        "dangling": b"null",
        "broken": flate.replace(b"stream\nx\x9c", b"stream\n\xff\xff"),
        "picture": stream(b"q 99 0 0 99 0 0 cm /I Do Q"),
    }[kind]
    page = b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R /Resources << /XObject << /I 9 0 R >> >> >>"
    return write_pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R 6 0 R 7 0 R] /Count 3 /MediaBox [0 0 200 300] >>",
            3: page % 4,
            4: flate,
            6: page % 8,
            7: page % 4,
            8: lost,
            9: stream(
                b"\xff\xd8\xff\xe0 no picture at all",
                b"/Type /XObject /Subtype /Image /Width 9 /Height 9 /BitsPerComponent 8"
                b" /ColorSpace /DeviceRGB /Filter /DCTDecode",
            ),
        }
    )


@pytest.mark.parametrize("kind", ["dangling", "broken", "picture"])
def test_a_page_whose_content_is_lost_is_never_filed_as_blank(kind, draw, caplog):
    result, _ = draw(lost_content(kind))
    assert [page.drawing is None for page in result.pages] == [False, True, False]
    assert result.state is State.PARTIAL
    assert [(finding.level, finding.code, finding.params) for finding in result.findings] == [
        (Level.BLOCKER, "page-unreadable", {"page": 2})
    ]


def test_a_file_that_shows_nothing_at_all_is_refused(draw, caplog):
    for source in (b"", b"%PDF-1.7\n", b"<html>Session</html>", one_page(contents=b"/Contents 99 0 R")):
        with pytest.raises(UnreadableError, match="pdf-unreadable"):
            draw(source)


def encrypted(password, **kind):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(one_page())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=password, **kind))
    return out.getvalue()


@pytest.mark.parametrize("kind", [{"R": 3, "aes": False, "metadata": False}, {"R": 6}])
def test_a_password_is_asked_for_only_when_there_is_one(kind, draw, caplog):
    result, sheet = draw(encrypted("", **kind))
    assert result.state is State.OK
    assert true_to(one_page(), sheet, result)
    assert b"/Encrypt" not in sheet
    with pytest.raises(UnreadableError, match="locked"):
        draw(encrypted("secret", **kind))


def test_pages_that_the_file_announces_and_does_not_hold_are_missed(draw):
    source = pages(3).replace(b"/Count 3", b"/Count 5")
    result, _ = draw(source)
    assert len(result.pages) == 3
    assert result.state is State.PARTIAL
    assert params(result, "pages-missing") == {"shown": 3, "total": 5}


def test_a_count_beyond_belief_is_not_believed(draw):
    result, _ = draw(pages(3).replace(b"/Count 3", b"/Count 900000"))
    assert (len(result.pages), result.state, result.findings) == (3, State.OK, ())


def test_a_long_document_is_cut_and_says_so(draw, monkeypatch):
    monkeypatch.setattr(limits, "PDF_PAGES", 4)
    result, _ = draw(pages(6))
    assert len(result.pages) == 4
    assert result.state is State.PARTIAL
    assert params(result, "pages-cut") == {"shown": 4, "total": 6}


def test_a_step_that_draws_something_else_is_found_out(draw, monkeypatch):
    """The fault is in the step, not in the file: each step after it is tried in turn."""
    source = one_page()

    def spoil(step):
        def spoiled(document, target, *, pages, layers):
            made = step(document, target, pages=pages, layers=layers)
            data = target.read_bytes()
            target.write_bytes(data.replace(b"0.9 0.2 0.2 rg 10 10", b"0.2 0.9 0.2 rg 90 90"))
            return made

        return spoiled

    monkeypatch.setattr(pdf_chain, "press_with_pypdf", spoil(pdf_chain.press_with_pypdf))
    result, sheet = draw(source)
    assert steps(result) == ["pike"]
    monkeypatch.setattr(pdf_chain._Chain, "_by_pike", lambda self, todo: {})
    result, sheet = draw(source)
    assert steps(result) == ["pdfium"]
    assert true_to(source, sheet, result)
    monkeypatch.setattr(pdf_chain._Chain, "_by_pdfium", lambda self, todo: {})
    result, sheet = draw(source)
    assert steps(result) == ["pictures"]
    assert true_to(source, sheet, result)
    assert result.state is State.REPAIRED
    assert params(result, "re-rendered") == {"pages": "1", "n": 1}


FIELD = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (t) /V (Bonjour) /DA (/F1 20 Tf 0 g) /Rect [30 200 180 240] %s >>"


def form(field, entries=b""):
    return one_page(
        page=b"/Annots [10 0 R]",
        catalogue=b"/AcroForm << /Fields [10 0 R] /DR << /Font << /F1 5 0 R >> >> %s >>" % entries,
        more={10: field, 11: stamp()},
    )


@pytest.mark.parametrize(
    "source",
    [form(FIELD % b""), form(FIELD % b"/AP << /N 11 0 R >>", b"/NeedAppearances true")],
    ids=["without-picture", "stale-picture"],
)
def test_values_are_drawn_where_the_file_holds_no_picture_of_them(source, draw):
    result, sheet = draw(source)
    assert steps(result) == ["pypdf"]
    assert codes(result) == ["fields-drawn", "form-flattened"]
    assert true_to(source, sheet, result)
    assert "Bonjour" in facts_of(sheet).texts[0]


def test_a_form_with_its_own_pictures_is_left_alone(draw):
    result, sheet = draw(form(FIELD % b"/AP << /N 11 0 R >>"))
    assert codes(result) == ["form-flattened"]
    assert result.state is State.OK


@pytest.mark.parametrize("kind", [b"/Highlight", b"/Underline", b"/StrikeOut", b"/Squiggly"])
def test_marked_text_stands_where_its_quadrilaterals_are(kind, draw):
    source = annotated(
        b"<< /Type /Annot /Subtype %s /C [1 0 0] /Rect [0 0 20 20] /QuadPoints [30 170 130 170 30 145 130 145] >>"
        % kind
    )
    result, sheet = draw(source)
    assert "fields-drawn" in codes(result)
    assert true_to(source, sheet, result)
    assert steps(result) == ["pypdf"]


def test_what_is_lost_is_counted(draw):
    link = b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (http://x.invalid) >> >>"
    signature = b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (s) /V << /Type /Sig >> /Rect [9 9 60 40] /AP << /N 10 0 R >> >>"
    source = one_page(
        page=b"/Annots [%s %s 12 0 R << /Subtype /Sound /Rect [0 0 9 9] /AP << /N 10 0 R >> >>"
        b" << /Subtype /Stamp /F 2 /Rect [0 0 9 9] >> << /Subtype /FileAttachment /Rect [0 0 9 9]"
        b" /AP << /N 10 0 R >> >>]" % (link, link),
        catalogue=b"/AcroForm << /Fields [12 0 R] /XFA (x) >> /OpenAction << /S /JavaScript /JS (1) >>"
        b" /Names << /EmbeddedFiles << /Kids [<< /Names [(a) null (b) null] >>] >> >>",
        more={10: stamp(), 12: signature},
    )
    result, _ = draw(source)
    assert {finding.code: finding.params for finding in result.findings} == {
        "links-removed": {"n": 2},
        "annotations-hidden": {"n": 1},
        "media-removed": {"n": 1},
        "pdf-attachments": {"n": 3},
        "form-flattened": {},
        "signature-in-original": {},
        "xfa-form": {},
        "actions-removed": {},
    }
    assert result.state is State.OK


def test_a_hidden_layer_is_told_and_does_not_send_the_page_down_the_chain(draw):
    groups = {10: b"<< /Type /OCG /Name (A) >>", 11: b"<< /Type /OCG /Name (B) >>"}
    source = layered(CORNERS + b"/OC /A BDC 0 0 200 300 re f EMC", config=b"/OFF [10 0 R]", groups=groups)
    result, sheet = draw(source)
    assert (steps(result), codes(result)) == (["pypdf"], ["hidden-layers"])
    assert true_to(source, sheet, result)


def test_an_annotation_behind_a_hidden_layer_is_no_reason_to_fall_back(draw):
    """pdfium shows such an annotation all the same; the comparison must know better."""
    annotation = b"<< /Subtype /Stamp /Rect [30 30 180 280] /AP << /N 13 0 R >> /OC 10 0 R >>"
    source = one_page(
        page=b"/Annots [%s]" % annotation,
        catalogue=b"/OCProperties << /OCGs [10 0 R] /D << /OFF [10 0 R] >> >>",
        more={10: b"<< /Type /OCG /Name (A) >>", 13: stamp()},
    )
    result, sheet = draw(source)
    assert steps(result) == ["pypdf"]
    assert true_to(one_page(), sheet, result)


def test_the_same_file_gives_the_same_bytes(draw):
    source = form(FIELD % b"")
    assert draw(source)[1] == draw(source)[1]


def test_own_pages_need_no_comparison(tmp_path):
    own = tmp_path / "own.pdf"
    own.write_bytes(one_page(box=b"/MediaBox [0 0 527.24 756.85]"))
    (page,) = draw_own_pdf(own, tmp_path)
    assert page.place.scale == 1
    assert not re.search("landscape", repr(page.place.frame))


@pytest.mark.parametrize(
    ("numbers", "words"), [([1], "1"), ([1, 2, 3], "1–3"), ([1, 3, 4, 9], "1, 3–4, 9"), ([], "")]
)
def test_page_numbers_are_listed_in_runs(numbers, words):
    assert listed(numbers) == words
