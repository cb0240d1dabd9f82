"""An annex says by itself whether it still agrees with itself, and which pages were touched."""

import json
import zlib

import pikepdf
import pytest

from dossier.annex.stored import VERSION
from dossier.annex.verify import VerifyTask, run_verify, verify_annex
from dossier.basis.codec import from_json, to_json
from dossier.basis.errors import UnreadableError
from dossier.model.check import VerifyReport
from tests.support import annexes, spoil


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    pieces = (*annexes.USUAL, annexes.Invented(number="4", rubric="payment", layered=True))
    return annexes.ingredients(tmp_path_factory.mktemp("made"), pieces)


@pytest.fixture(scope="module")
def annex(made, tmp_path_factory):
    return made.assemble(tmp_path_factory.mktemp("annex") / "annex.pdf")


def test_a_fresh_annex_agrees_with_itself(made, annex):
    report = verify_annex(annex)
    assert report.agrees
    assert report.changed == ()
    assert (report.title, report.day, report.creator) == (made.plan.title, made.plan.day, made.plan.creator)
    assert (report.pieces + report.attached, report.pages) == (len(made.plan.pieces), len(made.plan.pages))
    assert report.check.held > 100


def test_a_copy_saved_again_with_its_streams_still_agrees(made, annex, tmp_path):
    assert verify_annex(spoil.spoiled(annex, made.plan, spoil.nothing, target=tmp_path / "a.pdf")).agrees


BLIND = {"two pieces swapped under their marks", "a font that is not embedded"}
"""Spoilers whose failure without the sheets is that the pages changed."""


@pytest.mark.parametrize("name", spoil.SPOILERS)
def test_every_spoiled_annex_is_found_out(name, made, annex, tmp_path):
    spoiler = spoil.SPOILERS[name]
    report = verify_annex(spoil.spoiled(annex, made.plan, spoiler.change, target=tmp_path / "a.pdf"))
    assert not report.agrees
    if name not in BLIND:
        assert spoiler.code in {failure.code for failure in report.check.failures}


def repaint(pdf, plan):
    """Covers something in the first piece's second page."""
    page = pdf.pages[plan.pieces[0].last - 1]
    page.contents_add(pdf.make_stream(b"1 g 100 300 200 200 re f"))


def repaint_form(pdf, plan):
    """Changes a figure in the third piece's picture."""
    form = pdf.pages[plan.pieces[2].first - 1].Resources.XObject.DossierForm0
    form.write(form.read_bytes().replace(b"jointe", b"joints"))


def replace_shared_font(pdf, plan):
    """Puts other shapes behind the letters of all marks."""
    font = next(iter(pdf.pages[3].Resources.XObject.DossierMark.Resources.Font.values()))
    font.FontDescriptor.FontFile2.write(b"other shapes")


@pytest.mark.parametrize(
    ("change", "pages"),
    [
        (repaint, lambda plan: {plan.pieces[0].last}),
        (repaint_form, lambda plan: {plan.pieces[2].first}),
        (spoil.wrong_stamp, lambda plan: {plan.pieces[1].first}),
        (replace_shared_font, lambda plan: set(range(1, len(plan.pages) + 1))),
    ],
)
def test_a_page_that_was_touched_is_named(change, pages, made, annex, tmp_path):
    report = verify_annex(spoil.spoiled(annex, made.plan, change, target=tmp_path / "a.pdf"))
    assert set(report.changed) == pages(made.plan)


def test_an_edit_appended_by_another_program_is_found(annex, made, tmp_path):
    """As signing tools do: the old bytes stay, a newer object is added behind them."""
    data = annex.read_bytes()
    with pikepdf.open(annex) as pdf:
        page = pdf.pages[made.plan.pieces[0].first - 1]
        number, content = page.obj.objgen[0], page.Contents.objgen[0]
    start = data.index(b"\n%d 0 obj\n" % number) + 1
    body = data[start : data.index(b"endobj", start) + 7].replace(b"%d 0 R" % content, b"%d 0 R" % number)
    table = len(data) + len(body)
    old = data[data.rindex(b"startxref") + 9 :].split()[0]
    size = data[data.rindex(b"/Size") :].split()[1]
    root = data[data.rindex(b"/Root") :].split(b" 0 R")[0].split()[1]
    tail = (
        b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %s /Root %s 0 R /Prev %s >>\nstartxref\n%d\n%%%%EOF\n"
    )
    edited = tmp_path / "edited.pdf"
    edited.write_bytes(data + body + tail % (number, len(data), size, root, old, table))
    report = verify_annex(edited)
    assert made.plan.pieces[0].first in report.changed
    assert "saved-again" in {failure.code for failure in report.check.failures}


def test_all_pages_are_named_when_another_program_wrote_the_file_anew(annex, made, tmp_path):
    with pikepdf.open(annex) as pdf:
        pdf.save(tmp_path / "anew.pdf", object_stream_mode=pikepdf.ObjectStreamMode.generate)
    report = verify_annex(tmp_path / "anew.pdf")
    assert len(report.changed) == len(made.plan.pages)
    assert {failure.code for failure in report.check.failures} >= {"saved-again"}


def plain_pdf(path):
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path)


def not_a_pdf(path):
    path.write_bytes(b"Bonjour")


def with_account(path, account):
    """Writes a PDF of one page that carries an account like an annex's."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        own = pikepdf.Dictionary(Dossier=pikepdf.Dictionary(Private=pdf.make_stream(account)))
        pdf.Root.PieceInfo = own
        pdf.save(path)


STRANGERS = {
    "a PDF of anybody": plain_pdf,
    "no PDF at all": not_a_pdf,
    "an account that is no JSON": lambda path: with_account(path, b"{"),
    "an account of another shape": lambda path: with_account(path, b'{"version":1,"plan":[]}'),
    "an account that is a list": lambda path: with_account(path, b"[1]"),
    "an empty account": lambda path: with_account(path, b""),
}


@pytest.mark.parametrize("name", STRANGERS)
def test_a_stranger_is_no_annex(name, tmp_path):
    path = tmp_path / "file.pdf"
    STRANGERS[name](path)
    with pytest.raises(UnreadableError, match="not-an-annex"):
        verify_annex(path)


def account_of(annex):
    with pikepdf.open(annex) as pdf:
        return json.loads(zlib.decompress(pdf.Root.PieceInfo.Dossier.Private.read_raw_bytes()))


def carrying(annex, account, target):
    with pikepdf.open(annex) as pdf:
        pdf.Root.PieceInfo.Dossier.Private.write(json.dumps(account).encode())
        pdf.save(target, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return target


def test_an_annex_of_a_newer_program_is_said_to_be_newer(annex, tmp_path):
    account = {**account_of(annex), "version": VERSION + 1, "unheard": "of"}
    with pytest.raises(UnreadableError, match="annex-newer"):
        verify_annex(carrying(annex, account, tmp_path / "newer.pdf"))


def test_an_annex_of_the_version_before_is_still_read(annex, tmp_path):
    account = {**account_of(annex), "version": 1}
    del account["archive"]
    assert verify_annex(carrying(annex, account, tmp_path / "older.pdf")).agrees


def test_an_account_that_contradicts_itself_is_none(annex, tmp_path):
    account = account_of(annex)
    account["plan"]["pieces"][0]["pages"] = 10**12
    with pytest.raises(UnreadableError, match="not-an-annex"):
        verify_annex(carrying(annex, account, tmp_path / "liar.pdf"))


def test_an_account_of_other_words_is_found_out(annex, tmp_path):
    account = account_of(annex)
    account["plan"]["title"] = "Un autre litige"
    report = verify_annex(carrying(annex, account, tmp_path / "other.pdf"))
    assert {failure.code for failure in report.check.failures} == {"metadata"}


def test_a_file_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(UnreadableError, match="cannot-read"):
        verify_annex(tmp_path / "nowhere.pdf")


def test_the_job_and_its_answer_travel_as_json(annex):
    task = VerifyTask(path=str(annex))
    assert from_json(VerifyTask, to_json(task)) == task
    report = run_verify(task)
    assert from_json(VerifyReport, to_json(report)) == report
