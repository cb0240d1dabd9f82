"""Damaged, locked and deceitful PDFs: every step of the chain, and what is told."""

import io
import logging
import re
import zlib

import pikepdf
import pytest

from dossier.basis import limits
from dossier.basis.errors import UnreadableError
from dossier.model.finding import Level
from dossier.model.piece import State
from dossier.press import pdf_chain
from dossier.press.frame import PORTRAIT
from dossier.press.pdf_chain import draw_own_pdf
from dossier.press.pdf_outcome import listed
from tests.support.pdf_facts import facts_of
from tests.support.pdf_pages import CORNERS, annotated, one_page, pages, stamp, stamped, stream, write_pdf
from tests.support.pixels import drawn, ink
from tests.support.sheets import by_chain, by_pypdf

SAME = 0.002
SNAPPED = 0.015
"""An image's edges may fall on the next pixel."""


@pytest.fixture
def draw(tmp_path):
    return lambda source: by_chain(source, tmp_path)


def test_an_ordinary_file_takes_the_first_step_and_says_nothing(draw):
    made = draw(pages(3))
    assert made.steps == ["pypdf"] * 3
    assert made.result.state is State.OK
    assert made.result.findings == ()
    assert [page.blank for page in made.result.pages] == [False] * 3
    assert [text.strip() for text in facts_of(made.sheet).texts] == ["Feuille 1", "Feuille 2", "Feuille 3"]


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
    alone, _ = by_pypdf(source)
    assert ink(drawn(source)) > 0.01
    assert ink(drawn(alone)) == 0
    made = draw(source)
    assert made.steps == ["pike"]
    assert made.result.state is State.OK
    assert made.unlike() <= SNAPPED


def test_a_file_without_its_end_is_mended_and_says_so(draw):
    whole = one_page()
    made = draw(whole[: whole.index(b"xref")])
    assert made.steps == ["pike"]
    assert made.result.state is State.REPAIRED
    assert made.codes == ["repaired"]
    assert made.unlike(whole) <= SAME


def test_a_file_that_only_pdfium_reads_takes_the_third_step(draw):
    looped = one_page().replace(b"/Kids [3 0 R]", b"/Kids [3 0 R 2 0 R]")
    made = draw(looped)
    assert made.steps == ["pdfium"]
    assert made.result.state is State.REPAIRED
    assert made.codes == ["repaired"]
    assert made.unlike(one_page()) <= SAME


def test_truncated_files_never_file_a_lost_page_as_blank(draw):
    whole = pages(8)
    for share in (0.4, 0.55, 0.7, 0.85, 0.97):
        made = draw(whole[: int(len(whole) * share)])
        assert made.result.state in (State.REPAIRED, State.PARTIAL)
        assert not any(page.blank for page in made.result.pages)
        assert "repaired" in made.codes


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
    made = draw(source)
    assert [page.blank for page in made.result.pages] == [False, True, True]
    assert made.result.state is State.OK
    assert made.codes == []


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
def test_a_page_whose_content_is_lost_is_never_filed_as_blank(kind, draw):
    made = draw(lost_content(kind))
    assert [page.drawing is None for page in made.result.pages] == [False, True, False]
    assert made.result.state is State.PARTIAL
    assert [(finding.level, finding.code, finding.params) for finding in made.result.findings] == [
        (Level.BLOCKER, "page-unreadable", {"page": 2})
    ]


def many_lines():
    return b"\n".join(b"0 %d m 200 %d l S" % (at, (at * 37) % 300) for at in range(300))


def test_a_page_whose_drawing_breaks_off_is_shown_and_told(draw):
    packer = zlib.compressobj()
    first = packer.compress(many_lines()) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = first + packer.compress(many_lines()) + packer.flush()
    broken = first + b"\x07" + packed[len(first) + 1 :]  # a kind of block that there is not
    whole = one_page(contents=b"/Contents 10 0 R", more={10: stream(packed, b"/Filter /FlateDecode")})
    torn = one_page(contents=b"/Contents 10 0 R", more={10: stream(broken, b"/Filter /FlateDecode")})
    assert draw(whole).result.state is State.OK
    made = draw(torn)
    assert ink(drawn(made.sheet)) > 0
    assert made.result.state is State.PARTIAL
    assert made.params("page-torn") == {"pages": "1", "n": 1}


@pytest.mark.parametrize("spoil", [lambda data: data[:-4], lambda data: data[:-4] + b"\0\0\0\0"])
def test_a_wrong_checksum_is_no_loss(spoil, draw):
    packed = spoil(zlib.compress(many_lines()))
    source = one_page(contents=b"/Contents 10 0 R", more={10: stream(packed, b"/Filter /FlateDecode")})
    assert draw(source).result.state is State.OK


def test_a_missing_part_of_the_content_is_told(draw):
    made = draw(one_page(contents=b"/Contents [4 0 R 99 0 R]"))
    assert made.codes == ["page-torn"]


@pytest.mark.parametrize("contents", [b"", b"/Contents []"])
def test_a_page_without_content_is_blank(contents, draw):
    made = draw(one_page(contents=contents))
    assert [page.blank for page in made.result.pages] == [True]


def test_a_file_that_shows_nothing_at_all_is_refused(draw):
    for source in (b"", b"%PDF-1.7\n", b"<html>Session</html>"):
        with pytest.raises(UnreadableError, match="pdf-unreadable"):
            draw(source)


def encrypted(password, **kind):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(one_page())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=password, **kind))
    return out.getvalue()


@pytest.mark.parametrize("kind", [{"R": 3, "aes": False, "metadata": False}, {"R": 6}])
def test_a_password_is_asked_for_only_when_there_is_one(kind, draw):
    made = draw(encrypted("", **kind))
    assert made.result.state is State.OK
    assert made.unlike(one_page()) <= SAME
    assert b"/Encrypt" not in made.sheet
    with pytest.raises(UnreadableError, match="locked"):
        draw(encrypted("secret", **kind))


def test_pages_that_the_file_announces_and_does_not_hold_are_missed(draw):
    made = draw(pages(3, declared=5))
    assert len(made.result.pages) == 3
    assert made.result.state is State.PARTIAL
    assert made.params("pages-missing") == {"shown": 3, "total": 5}


def test_a_count_beyond_belief_is_not_believed(draw):
    made = draw(pages(3, declared=900_000))
    assert (len(made.result.pages), made.result.state, made.result.findings) == (3, State.OK, ())


def test_a_long_document_is_cut_and_says_so(draw, monkeypatch):
    monkeypatch.setattr(limits, "PDF_PAGES", 4)
    made = draw(pages(6))
    assert len(made.result.pages) == 4
    assert made.result.state is State.PARTIAL
    assert made.params("pages-cut") == {"shown": 4, "total": 6}


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
    made = draw(source)
    assert made.steps == ["pike"]
    monkeypatch.setattr(pdf_chain._Chain, "_by_pike", lambda self, todo: {})
    made = draw(source)
    assert made.steps == ["pdfium"]
    assert made.unlike() <= SAME
    monkeypatch.setattr(pdf_chain._Chain, "_by_pdfium", lambda self, todo: {})
    made = draw(source)
    assert made.steps == ["pictures"]
    assert made.unlike() <= SAME
    assert made.result.state is State.REPAIRED
    assert made.params("re-rendered") == {"pages": "1", "n": 1}


def test_the_same_file_gives_the_same_bytes(draw):
    source = annotated(stamped(), more={10: stamp()})
    assert draw(source).sheet == draw(source).sheet


def test_own_pages_need_no_comparison(tmp_path):
    own = tmp_path / "own.pdf"
    own.write_bytes(one_page(box=b"/MediaBox [0 0 %.3f %.3f]" % (PORTRAIT.width_pt, PORTRAIT.height_pt)))
    (page,) = draw_own_pdf(own, tmp_path)
    assert page.place.scale == 1
    assert not re.search("landscape", repr(page.place.frame))


@pytest.mark.parametrize(
    ("numbers", "words"), [([1], "1"), ([1, 2, 3], "1–3"), ([1, 3, 4, 9], "1, 3–4, 9"), ([], "")]
)
def test_page_numbers_are_listed_in_runs(numbers, words):
    assert listed(numbers) == words


def test_a_damaged_object_costs_its_page_and_no_other(draw):
    """A resource so deep that no recursion reads it: the pages beside it stay with the first step."""
    deep = b"[" * 100_000 + b"]" * 100_000
    page = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Properties << /P %d 0 R >> >> >>"
    source = write_pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 /MediaBox [0 0 200 300] >>",
            3: page % 7,
            4: stream(b"0 0 50 50 re f"),
            6: page % 8,
            7: deep,
            8: b"<< /Fine true >>",
        }
    )
    made = draw(source)
    assert made.steps == ["pypdf", "pypdf"]
    assert made.unlike() <= SAME


def test_a_step_that_fails_as_a_whole_leaves_the_turn_to_the_next(draw, monkeypatch):
    def fails(*_, **__):
        raise RecursionError

    monkeypatch.setattr(pdf_chain, "press_with_pypdf", fails)
    made = draw(one_page())
    assert made.steps == ["pike"]
    assert made.result.state is State.OK


def test_the_libraries_speak_again_afterwards(draw):
    before = logging.getLogger("pypdf").level
    with pytest.raises(UnreadableError):
        draw(b"no pdf")
    assert logging.getLogger("pypdf").level == before
