"""A document is printed by LibreOffice, or shown without its layout, and the person is told which."""

from dataclasses import replace

import pytest

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.intake.office.print_documents import has_office, print_document
from dossier.model.body import FlowBody, PdfBody
from dossier.model.draft import Draft, OfficeBody
from dossier.model.finding import Level
from dossier.model.piece import FileKind, State
from dossier.press.print_office import OfficePrinter
from dossier.workers.pool import Pool
from tests.support.make_office import make_doc, make_docx
from tests.support.make_office_excel import cell, sheet, sheet_parts, sheet_row
from tests.support.make_office_parts import packed
from tests.support.make_office_word import paragraph, word_parts
from tests.support.office_program import put_on_path
from tests.support.pdf_pages import one_page, pages
from tests.support.reading import Desk, codes


@pytest.fixture(scope="module")
def pool():
    with Pool(1) as made:
        yield made


@pytest.fixture
def assets(tmp_path):
    return Assets(tmp_path / "assets")


@pytest.fixture
def printer(tmp_path, monkeypatch, pool):
    monkeypatch.setenv("PATH", f"{put_on_path(tmp_path / 'bin')}:/usr/bin:/bin")
    return OfficePrinter(pool)


@pytest.fixture
def no_printer(monkeypatch, pool):
    monkeypatch.setattr("dossier.press.print_office.find_office", lambda *_, **__: None)
    return OfficePrinter(pool)


def waiting(assets, data, **said):
    instead = FlowBody(asset=assets.put(b'{"blocks":[]}'))
    body = OfficeBody(asset=assets.put(data), suffix="doc", instead=(instead,))
    return Draft(kind=FileKind.OFFICE, bodies=(body,), **said)


def test_a_print_takes_the_place_of_the_document(assets, printer):
    draft = print_document(waiting(assets, b"print\n" + one_page()), printer, assets)

    [body] = draft.bodies
    assert isinstance(body, PdfBody)
    assert (body.pages, body.printed, body.room_pt) == (1, False, 0.0)
    assert assets.path(body.asset).read_bytes().startswith(b"%PDF")
    assert (draft.state, draft.findings) == (State.OK, ())
    assert draft.facts == {"pages": "1"}


def test_words_that_only_the_print_says_can_be_searched(assets, printer):
    data = b"print\n" + one_page()

    assert print_document(waiting(assets, data), printer, assets).text.strip() == "Facture 42"
    assert print_document(waiting(assets, data, text="Avoir"), printer, assets).text == "Avoir"


def test_a_print_that_was_cut_is_told(assets, printer):
    draft = print_document(waiting(assets, b"print\n" + pages(limits.PRINT_PAGES + 1)), printer, assets)

    assert (draft.state, codes(draft)) == (State.PARTIAL, {"office-print-cut"})


@pytest.mark.parametrize("fixture", ["printer", "no_printer"])
def test_without_a_print_the_content_is_shown_and_what_was_said_of_it(request, tmp_path, fixture):
    desk = Desk(tmp_path / "assets")
    read = desk.read(make_docx())
    body, review = read.bodies

    draft = print_document(read, request.getfixturevalue(fixture), desk.assets)

    assert draft.bodies == (*body.instead, review)
    assert (draft.state, codes(draft)) == (State.PARTIAL, {"layout-not-reproduced", "office-review"})
    assert not has_office(draft)


def test_an_old_document_without_a_print_is_a_page_that_says_what_helps(tmp_path, no_printer):
    desk = Desk(tmp_path / "assets")

    draft = print_document(desk.read(make_doc()), no_printer, desk.assets)

    assert (draft.bodies, draft.state, codes(draft)) == ((), State.PLACEHOLDER, {"office-not-shown"})


def test_an_empty_document_says_that_nothing_is_in_it(tmp_path, no_printer):
    desk = Desk(tmp_path / "assets")

    draft = print_document(desk.read(packed(word_parts(paragraph()))), no_printer, desk.assets)

    assert (draft.bodies, draft.state, codes(draft)) == ((), State.PLACEHOLDER, {"office-empty"})


def test_a_document_that_would_bear_the_day_of_its_print_is_shown_by_its_content(tmp_path, printer):
    desk = Desk(tmp_path / "assets")
    today = '<c r="A1"><f>TODAY()</f></c>'
    parts = sheet_parts([("Frais", "visible", sheet(sheet_row(1, today, cell("B1", "7"))))])

    draft = print_document(desk.read(packed(parts)), printer, desk.assets)

    assert (draft.state, codes(draft)) == (State.PARTIAL, {"office-today"})
    old = waiting(desk.assets, b"le \x13 DATE \x14 12/03/2024\x15")
    old = replace(old, bodies=(replace(old.bodies[0], instead=()),))
    said = print_document(old, printer, desk.assets)
    assert (said.bodies, said.state, codes(said)) == ((), State.PLACEHOLDER, {"office-today-not-shown"})


def workbook(rows, sheets=1):
    """Makes a workbook whose sheets are longer than what is shown of one without its layout."""
    row = "".join(cell(f"{chr(65 + at)}1", "12.5") for at in range(3))
    return packed(sheet_parts([(f"S{n}", "visible", sheet(sheet_row(1, row) * rows)) for n in range(sheets)]))


@pytest.mark.parametrize(("rows", "sheets", "cut"), [(20, 2, False), (6000, 1, True), (5000, 2, True)])
def test_rows_and_sheets_that_are_left_out_are_told(tmp_path, no_printer, rows, sheets, cut):
    desk = Desk(tmp_path / "assets")

    draft = print_document(desk.read(workbook(rows, sheets)), no_printer, desk.assets)

    assert codes(draft) == {"layout-not-reproduced", *(["office-cut"] if cut else [])}


def test_a_document_too_long_to_be_read_whole_is_told_(tmp_path, no_printer):
    desk = Desk(tmp_path / "assets")
    long = packed(word_parts(paragraph("<w:r><w:t>" + "mot " * 1_000_000 + "</w:t></w:r>")))

    assert codes(print_document(desk.read(long), no_printer, desk.assets)) == {
        "layout-not-reproduced",
        "office-cut",
    }


def test_a_whole_print_of_a_long_document_is_not_called_cut(assets, printer):
    read = waiting(assets, b"print\n" + one_page())
    long = replace(read, bodies=(replace(read.bodies[0], cut=True),))

    assert codes(print_document(long, printer, assets)) == set()


def test_comments_that_will_be_printed_are_a_warning(tmp_path):
    [told] = Desk(tmp_path / "assets").read(make_docx()).findings

    assert (told.code, told.level) == ("office-review", Level.WARNING)
    assert told.params["n"] > 0
