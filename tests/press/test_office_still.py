"""A print bears the dates of its document: what LibreOffice would fill in with today's is plain text."""

import zipfile

import pytest

from dossier.press.office_marks import still_open_document, still_slide, still_word
from dossier.press.office_still import StillTask, still_copy, still_rich_text
from tests.support.make_office_excel import cell, make_xlsx, sheet, sheet_parts, sheet_row
from tests.support.make_office_open import odf
from tests.support.make_office_parts import changed, packed
from tests.support.make_office_word import make_docx, paragraph, run, word_body, word_parts

SAID = "12 mars 2024"


def mark(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(*words):
    return "".join(f'<w:r><w:instrText xml:space="preserve">{word}</w:instrText></w:r>' for word in words)


def word_field(*words, shown=None):
    return mark("begin") + instruction(*words) + mark("separate") + (shown or run(SAID)) + mark("end")


@pytest.fixture
def copied(tmp_path):
    """Copies a document, and gives the copy; None when it cannot be held still."""

    def copy(data, suffix):
        document, target = tmp_path / "original", tmp_path / f"document.{suffix}"
        document.write_bytes(data)
        if not still_copy(StillTask(document=str(document), copy=str(target))).still:
            return None
        return target

    return copy


def part(path, name):
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        return package.read(name).decode("utf-8")


@pytest.mark.parametrize(
    "words",
    [
        (' DATE \\@ "dd MMMM yyyy" ',),
        (" DA", "TE  \\* MERGEFORMAT "),
        ("time",),
        ("&#83;AVEDATE",),
        ("FILENAME \\p",),
    ],
)
def test_a_date_of_word_becomes_its_words(words):
    body = paragraph(run("Paris, le "), word_field(*words), run(" à Lyon"))

    assert still_word(body.encode()).decode() == paragraph(
        run("Paris, le "), *["<w:r></w:r>"] * (1 + len(words) + 1), run(SAID), "<w:r></w:r>", run(" à Lyon")
    )


@pytest.mark.parametrize("words", [(" PAGE ",), ("DATEDUBAIL",), ("REF date",), ("",)])
def test_other_fields_stay(words):
    body = paragraph(word_field(*words)).encode()

    assert still_word(body) == body


def test_a_date_inside_another_field_goes_and_the_other_stays():
    outer = word_field("IF ", shown=word_field("DATE"))
    body = paragraph(outer).encode()

    still = still_word(body).decode()

    assert ("DATE" in still, still.count("fldChar "), SAID in still) == (False, 3, True)


def test_a_simple_field_of_a_date_becomes_its_words_and_one_of_a_page_stays():
    page = f'<w:fldSimple w:instr=" PAGE ">{run("3")}</w:fldSimple>'
    date = f"<w:fldSimple w:instr=' DATE \\@ \"d/M\" '>{run(SAID)}</w:fldSimple>"

    assert still_word(f"{page}{date}{page}".encode()).decode() == page + run(SAID) + page


def test_letterheads_are_held_still_too(copied):
    head = word_body(paragraph(word_field("DATE")))
    copy = copied(packed(word_parts(paragraph(run("Bonjour")), header1_dot_xml=head)), "docx")

    assert "DATE" not in part(copy, "word/header1.xml")
    assert SAID in part(copy, "word/header1.xml")


@pytest.mark.parametrize(
    ("data", "suffix"), [(make_docx(), "docx"), (make_xlsx(), "xlsx"), (b"print\n", "odt")]
)
def test_a_document_without_such_dates_is_copied_as_it_is(copied, data, suffix):
    assert copied(data, suffix).read_bytes() == data


def test_a_date_on_a_slide_becomes_its_words():
    number = b'<a:fld id="{1}" type="slidenum"><a:rPr/><a:t>4</a:t></a:fld>'
    date = b'<a:fld id="{2}" type="datetime1"><a:rPr lang="fr"/><a:pPr/><a:t>12/03/2024</a:t></a:fld>'

    assert still_slide(number + date) == number + b'<a:r><a:rPr lang="fr"/><a:t>12/03/2024</a:t></a:r>'


def test_a_date_of_an_open_document_becomes_its_words():
    before = '<text:p>Le <text:date style:data-style-name="N3" text:fixed="false">{}</text:date>.</text:p>'
    note = "<dc:date>2024-03-12</dc:date>"

    still = still_open_document((before.format(SAID) + note).encode()).decode()

    assert still == f"<text:p>Le <text:span>{SAID}</text:span>.</text:p>{note}"


def workbook(formula, *, more=""):
    rows = sheet_row(1, f'<c r="A1"><f>{formula}</f>{more}</c>', cell("B1", "7"))
    heads = (
        "<headerFooter><oddHeader>&amp;LNovadesk &amp;&amp;D&amp;R&amp;D &amp;P</oddHeader></headerFooter>"
    )
    return packed(sheet_parts([("Paiements", "visible", sheet(rows, heads))]))


def sheet_of(path):
    with zipfile.ZipFile(path) as package:
        name = next(one for one in package.namelist() if one.startswith("xl/worksheets/"))
    return part(path, name)


def test_the_day_in_a_sheet_is_the_one_that_was_saved(copied):
    said = sheet_of(copied(workbook("TODAY()-3", more="<v>45363</v>"), "xlsx"))

    assert ("<f>" in said, "<v>45363</v>" in said) == (False, True)
    assert "&amp;LNovadesk &amp;&amp;D&amp;R &amp;P<" in said


def test_other_formulas_stay(copied):
    assert "<f>SUM(B1)</f>" in sheet_of(copied(workbook("SUM(B1)", more="<v>7</v>"), "xlsx"))


def test_a_day_that_nobody_saved_is_not_printed(copied):
    assert copied(workbook("NOW()"), "xlsx") is None


@pytest.mark.parametrize(
    ("value", "still"), [('office:value-type="date" office:date-value="2024-03-12"', True), ("", False)]
)
def test_the_day_in_a_sheet_of_an_open_document(copied, value, still):
    row = f'<table:table-row><table:table-cell table:formula="of:=TODAY()" {value}>{SAID}</table:table-cell>'
    data = odf("spreadsheet", f'<table:table table:name="A">{row}</table:table-row></table:table>')
    copy = copied(data, "ods")

    assert (copy is not None) == still
    if copy:
        assert "TODAY" not in part(copy, "content.xml")
        assert SAID in part(copy, "content.xml")


def test_a_date_of_rich_text_becomes_its_words():
    page = rb"{\field{\*\fldinst PAGE }{\fldrslt 1}}"
    date = rb"{\field\fldedit{\*\fldinst {\rtlch\f0 DATE \\@ d}}{\fldrslt {\f0 12/03/2024}}}"

    still = still_rich_text(page + date + rb"\chdate fin")

    assert still.startswith(page + rb"{\xfield\fldedit{\*\xfldinst {")
    assert still.endswith(rb"}{\xfldrslt {\f0 12/03/2024}}}fin")


OLD_WORD = "Paris, le \x13 DATE \\@ dd \x1412 mars 2024\x15"
OLD_TODAY = b"\x06\x00\x1b\x00" + bytes(20) + b"\x19\x01\x00\x00\x41\xdd\x00"
OLD_FOOT = b"\x3f\x00\xd9\x0f\x0c\x00\x00\x00\x00\x00\xda\x0f\x04\x00\x00\x00\x00\x00"


@pytest.mark.parametrize(
    ("data", "suffix", "still"),
    [
        (OLD_WORD.encode("cp1252"), "doc", False),
        (OLD_WORD.encode("utf-16-le"), "doc", False),
        (OLD_WORD.replace("DATE", "PAGE").encode("cp1252"), "doc", True),
        (OLD_TODAY, "xls", False),
        (OLD_TODAY.replace(b"\xdd", b"\x04"), "xls", True),
        (OLD_FOOT + b"\x03\x00", "ppt", False),
        (OLD_FOOT + b"\x05\x00", "ppt", True),
    ],
)
def test_an_old_document_that_moves_is_not_printed(copied, data, suffix, still):
    assert (copied(data, suffix) is not None) == still


def test_a_damaged_package_is_not_printed(copied):
    assert copied(make_docx()[:-40], "docx") is None
    assert copied(changed(make_docx(), word__document_dot_xml="<w:p/>".encode("utf-16")), "docx") is None
