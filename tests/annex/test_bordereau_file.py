"""The bordereau as a document and as a table, read back by other programs than ours."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date

from docx import Document

from dossier.annex.bordereau_file import Line, bordereau_csv, bordereau_docx, is_untouched_docx
from dossier.texts.catalogue import Texts

DAY = date(2026, 11, 22)
LINES = (
    Line(
        number="1",
        day="02/03/2026",
        title="Confirmation; « commande »",
        rubric="Commande",
        file="",
        first=4,
        last=5,
        fingerprints=("ab" * 32,),
    ),
    Line(
        number="1.1",
        day="",
        title='=HYPERLINK("x")',
        rubric="Commande",
        file="",
        first=6,
        last=6,
        fingerprints=(),
    ),
    Line(
        number="2",
        day="05/03/2026",
        title="Relevé\x07 bancaire",
        rubric="Paiement",
        file="",
        first=8,
        last=8,
        fingerprints=(),
    ),
)


def test_the_table_is_read_back_and_calculates_nothing():
    data = bordereau_csv(LINES, Texts("fr"))
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [len(row) for row in rows] == [7] * 4
    assert rows[1] == ["1", "02/03/2026", "Confirmation; « commande »", "Commande", "4", "5", "ab" * 32]
    assert rows[2][2] == '\'=HYPERLINK("x")'


def test_several_files_are_named():
    told = [replace(line, file=f"Annexe {n} sur 3") for n, line in enumerate(LINES, 1)]
    rows = bordereau_csv(told, Texts("fr")).decode("utf-8-sig").splitlines()
    assert rows[3].split(";")[4] == "Annexe 3 sur 3"
    document = Document(io.BytesIO(bordereau_docx(told, Texts("fr"), title="x", day=DAY)))
    assert document.tables[0].rows[-1].cells[3].text == "Annexe 3 sur 3"


def test_the_document_holds_each_line_under_its_rubric_and_nothing_of_the_machine():
    data = bordereau_docx(LINES, Texts("fr"), title="Duval contre Brume", day=DAY)
    assert data == bordereau_docx(LINES, Texts("fr"), title="Duval contre Brume", day=DAY)
    document = Document(io.BytesIO(data))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[1] == ["Commande"] * 4
    assert rows[2] == ["1", "02/03/2026", "Confirmation; « commande »", "4"]
    assert rows[4] == ["Paiement"] * 4
    assert rows[5][2] == "Relevé bancaire"
    assert "Duval contre Brume" in document.paragraphs[1].text
    properties = document.core_properties
    assert (properties.author, properties.last_modified_by) == ("", "")
    assert properties.created.date() == DAY
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {member.date_time[0] for member in archive.infolist()} == {1980}


def test_words_that_no_document_can_hold_and_long_titles_stop_nothing():
    odd = [replace(LINES[0], title="a\ufffe\uffff\x00\ud800b" + "é" * 300)]
    data = bordereau_docx(odd, Texts("fr"), title="Litige\uffff\x01 " + "long " * 100, day=DAY)
    document = Document(io.BytesIO(data))
    assert document.core_properties.title.startswith("Litige long")
    assert document.tables[0].rows[-1].cells[2].text == "ab" + "é" * 300
    assert is_untouched_docx(data)


def test_a_document_that_somebody_wrote_on_is_told_apart():
    data = bordereau_docx(LINES, Texts("fr"), title="x", day=DAY)
    document = Document(io.BytesIO(data))
    document.add_paragraph("Note")
    stream = io.BytesIO()
    document.save(stream)
    assert is_untouched_docx(data)
    assert not is_untouched_docx(stream.getvalue())
    assert not is_untouched_docx(b"PK\x03\x04 damaged")
