"""Words of a PDF that no reader sees: they never date, name or sort it, and they are told."""

import io
from datetime import datetime

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from dossier.intake.dates.settle import date_findings, settle
from dossier.intake.pdf.read_pdf import read_pdf
from dossier.model.moment import Source
from tests.support.documents import drawing, source_of
from tests.support.pdf_pages import layered, one_page

DATED = "Date de facture : 12/03/2026"
LAYERS = {10: b"<< /Type /OCG /Name (a) >>", 11: b"<< /Type /OCG /Name (b) >>"}


def written(*, seen=(), unseen="", how="ink", picture=False):
    """Makes a page with words that are seen and a heading and a date that are not."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    if picture:
        canvas.drawImage(ImageReader(drawing()), 0, 0, *A4)
    for place, line in enumerate(seen):
        canvas.drawString(60, 500 - 16 * place, line)
    words = canvas.beginText(60, 780)
    words.setFont("Helvetica", 24)
    words.setTextRenderMode(3 if how == "mode" else 0)
    words.setFillGray(1 if how == "white" else 0)
    for line in unseen.splitlines():
        words.textLine(line)
    canvas.drawText(words)
    if how == "covered":
        canvas.setFillGray(1)
        canvas.rect(0, 600, 595, 240, stroke=0, fill=1)
    canvas.save()
    return stream.getvalue()


def hidden_layer():
    return layered(
        b"BT /F1 9 Tf 30 150 Td (Bonjour) Tj ET /OC /A BDC BT /F1 9 Tf 30 200 Td (%s) Tj ET EMC"
        % DATED.encode(),
        config=b"/OFF [10 0 R]",
        groups=LAYERS,
    )


def read(folder, data):
    return read_pdf(source_of(folder, data, "papier.pdf"))


def days(draft):
    """Gives the date that counts, and those that its words offer."""
    chosen, *others = settle(draft, name="papier.pdf", modified=None)
    return [chosen.at, *(moment.at for moment in others if moment.source is Source.PAGE_TEXT)]


UNSEEN = {
    "no-ink": written(seen=["Bonjour"], unseen=f"Facture 118\n{DATED}", how="mode"),
    "white-on-white": written(seen=["Bonjour"], unseen=f"Facture 118\n{DATED}", how="white"),
    "covered": written(seen=["Bonjour"], unseen=f"Facture 118\n{DATED}", how="covered"),
    "hidden-layer": hidden_layer(),
}


@pytest.mark.parametrize("case", UNSEEN)
def test_what_nobody_sees_dates_and_names_nothing_but_is_offered(tmp_path, case):
    draft = read(tmp_path, UNSEEN[case])
    assert (draft.text.split(), draft.subject) == (["Bonjour"], "")
    assert days(draft) == [None, datetime(2026, 3, 12)]
    (found,) = draft.findings
    assert found.code == "words-unseen"
    assert DATED in found.params["words"]
    (asked,) = date_findings(settle(draft, name="papier.pdf", modified=None), name="papier.pdf", draft=draft)
    assert (asked.code, asked.params["words"]) == ("undated-but", DATED)


def test_words_beside_the_page_say_nothing(tmp_path):
    draft = read(
        tmp_path, one_page(b"BT /F1 9 Tf 30 150 Td (Bonjour) Tj 0 400 Td (%s) Tj ET" % DATED.encode())
    )
    assert (draft.text.split(), days(draft)) == (["Bonjour"], [None, datetime(2026, 3, 12)])


def test_a_date_that_is_seen_too_counts(tmp_path):
    draft = read(tmp_path, written(seen=["Facture 118", DATED], unseen=DATED, how="mode"))
    assert days(draft) == [datetime(2026, 3, 12)]


def test_the_recognised_words_of_a_scan_count(tmp_path):
    draft = read(tmp_path, written(unseen=f"Facture 118\n{DATED}", how="mode", picture=True))
    assert (days(draft), draft.subject, draft.findings) == ([datetime(2026, 3, 12)], "Facture 118", ())


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize(
    "box", [b"/MediaBox [0 0 200 300]", b"/MediaBox [-500 -500 900 900] /CropBox [0 0 200 300]"]
)
def test_seen_words_stay_seen_however_the_page_is_cut_and_turned(tmp_path, turn, box):
    content = b"0.45 g BT /F1 6 Tf 20 150 Td (%s) Tj ET" % DATED.encode()
    draft = read(tmp_path, one_page(content, box=box, page=b"/Rotate %d" % turn))
    assert (draft.text.strip(), days(draft), draft.findings) == (DATED, [datetime(2026, 3, 12)], ())


def test_white_words_on_a_dark_ground_are_seen(tmp_path):
    content = b"0 0 0.4 rg 0 140 200 40 re f 1 g BT /F1 9 Tf 20 150 Td (%s) Tj ET" % DATED.encode()
    assert days(read(tmp_path, one_page(content))) == [datetime(2026, 3, 12)]


def test_a_space_written_by_itself_still_parts_words(tmp_path):
    words = b"(Date) Tj ( ) Tj (de) Tj ( ) Tj (facture :) Tj ( ) Tj (12/03/2026) Tj"
    draft = read(tmp_path, one_page(b"BT /F1 6 Tf 20 150 Td %s 1 g 0 40 Td (cach\\351 ici) Tj ET" % words))
    assert draft.text.split() == DATED.split()
    assert days(draft) == [datetime(2026, 3, 12)]
    assert [found.code for found in draft.findings] == ["words-unseen"]
