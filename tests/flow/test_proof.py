"""What can be asked for beside an annex and inside of it, through the command line."""

import shutil
import subprocess

import page
import pikepdf
import pytest

from dossier.cli import main
from tests.support.documents import drawing, paper
from tests.support.pictures import encoded
from tests.support.sums import read_sums

QUESTION = (
    b"From: Lea <lea@courriel.example>\r\nTo: sav@marchand.example\r\nSubject: Question\r\n"
    b"Date: Mon, 02 Mar 2026 10:00:00 +0100\r\n\r\nBonjour, quand arrive ma commande ?\r\n"
)


@pytest.fixture
def proofs(tmp_path):
    folder = tmp_path / "proofs"
    folder.mkdir()
    (folder / "question.eml").write_bytes(QUESTION)
    (folder / "fuite.jpg").write_bytes(encoded(drawing(), "JPEG"))
    return folder


def build(proofs, *more):
    annex = proofs.parent / "annexe.pdf"
    assert main(["build", str(proofs), "-o", str(annex), "--date", "2026-11-22", *more]) == 0
    return annex


def test_the_annex_is_kept_for_long_and_says_so(proofs, capsys):
    annex = build(proofs)
    assert page.is_pdf_compliant(annex, profile="2b")
    assert "PDF/A-2b" in capsys.readouterr().out


def test_what_stands_in_the_way_is_told_when_asked(proofs, capsys):
    (proofs / "lettre.pdf").write_bytes(paper(["Lettre", "Le 3 mars 2026"]))
    annex = build(proofs)
    assert "PDF/A" not in capsys.readouterr().out
    with pikepdf.open(annex) as pdf:
        assert b"pdfaid" not in pdf.Root.Metadata.read_bytes()
    build(proofs, "--pdfa")
    assert "PDF/A" in capsys.readouterr().out


def test_the_originals_travel_inside(proofs, capsys):
    annex = build(proofs, "--with-originals")
    assert page.is_pdf_compliant(annex, profile="3b")
    with pikepdf.open(annex) as pdf:
        found = {spec.get_file().read_bytes() for spec in pdf.attachments.values()}
    assert found == {path.read_bytes() for path in proofs.iterdir()}
    assert main(["verify", str(annex), "--originals", str(proofs)]) == 0
    assert "2 fichiers d’origine" in capsys.readouterr().out


def test_what_is_wanted_stands_beside(proofs):
    annex = build(proofs, "--sums", "--timestamp-request", "--bordereau", "docx,csv")
    names = {path.name for path in annex.parent.iterdir() if path.is_file()}
    beside = {"annexe.pdf", "annexe.tsq", "annexe - bordereau.docx", "annexe - bordereau.csv"}
    assert names == {*beside, "annexe.sha256"}
    sums = annex.with_suffix(".sha256")
    assert {name.decode() for _, name in read_sums(sums.read_bytes())} == beside
    program = shutil.which("sha256sum")
    if program:
        subprocess.run(
            [program, "--strict", "-c", sums.name], cwd=sums.parent, check=True, capture_output=True
        )


def test_a_form_that_there_is_not_is_refused(proofs):
    annex = proofs.parent / "annexe.pdf"
    assert main(["build", str(proofs), "-o", str(annex), "--bordereau", "xls"]) == 2
    assert not annex.exists()
