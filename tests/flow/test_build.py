"""From a folder of proofs to the annex and its report, through the command line."""

import hashlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from dossier.basis.resources import resources_folder
from dossier.cli import main
from dossier.intake.sorting.rubrics import load_rubrics
from tests.flow.conftest import DAY, run
from tests.support.documents import locked, paper

ROOT = Path(__file__).resolve().parents[2]
QUESTION = (
    b"From: Lea <lea@courriel.example>\r\nTo: sav@marchand.example\r\nSubject: Question\r\n"
    b"Date: Mon, 02 Mar 2026 10:00:00 +0100\r\n\r\nBonjour, quand arrive ma commande ?\r\n"
)
SAMPLE = resources_folder() / "sample"


@pytest.fixture
def proofs(tmp_path):
    """A letter and a mail, enough for a small annex."""
    folder = tmp_path / "proofs"
    folder.mkdir()
    (folder / "lettre.pdf").write_bytes(paper(["Réclamation", "Lyon, le 7 avril 2026", "Madame, Monsieur,"]))
    (folder / "question.eml").write_bytes(QUESTION)
    return folder


def test_every_file_is_in_the_report_under_its_own_name_and_fingerprint(built):
    _, report = built
    reported = {(file["name"], file["sha256"]) for piece in report["pieces"] for file in piece["files"]}
    for path in SAMPLE.rglob("*"):
        if path.is_file():
            assert (path.name, hashlib.sha256(path.read_bytes()).hexdigest()) in reported


def test_the_report_keeps_its_contract(built):
    folder, report = built
    assert list(report) == ["version", "order", "pieces", "findings", "annexes", "beside"]
    assert (report["version"], report["beside"]) == (1, [])
    assert report["order"] == {"by": "rubric", "by_hand": []}
    rubrics = [rubric.id for rubric in load_rubrics().rubrics]
    with_pages = [piece for piece in report["pieces"] if piece["pages"]]
    assert report["pieces"][: len(with_pages)] == with_pages
    for piece in report["pieces"]:
        assert piece["rubric"] in rubrics
        assert piece["title"].strip() == piece["title"] != ""
        assert (piece["pages"] is None) == (piece["state"] == "left-out")
        assert (piece["moment"]["iso"] is None) == (piece["moment"]["precision"] == "unknown")
    annex = folder / "annexe.pdf"
    assert report["annexes"] == [
        {
            "path": str(annex),
            "label": "Annexe",
            "bytes": annex.stat().st_size,
            "sha256": hashlib.sha256(annex.read_bytes()).hexdigest(),
            "pages": max(piece["pages"]["last"] for piece in with_pages) + 2,
        }
    ]


def test_each_finding_says_something_and_names_its_file(built):
    _, report = built
    names = {piece["id"]: piece["files"][0]["name"] for piece in report["pieces"]}
    for finding in report["findings"]:
        assert finding["text"].endswith((".", "?"))
        if finding["piece"]:
            assert names[finding["piece"]] in finding["text"]


def test_certain_repeats_are_left_out_and_likely_ones_stay(built):
    _, report = built
    pages = {piece["id"]: piece["pages"] for piece in report["pieces"]}
    repeats = [piece for piece in report["pieces"] if piece["duplicate_of"]]
    assert len(repeats) == 2
    assert all(piece["pages"] is None and pages[piece["duplicate_of"]] for piece in repeats)
    likely = [finding for finding in report["findings"] if finding["code"] == "possible-repeat"]
    assert likely
    assert all(pages[finding["params"]["first"]] and pages[finding["params"]["second"]] for finding in likely)


def test_the_demo_gives_the_very_same_bytes(built, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["demo", "--no-window", "--date", DAY]) == 0
    folder, _ = built
    assert (tmp_path / "annexe-demo.pdf").read_bytes() == (folder / "annexe.pdf").read_bytes()
    said = capsys.readouterr().out
    assert "annexe-demo.pdf" in said
    assert "pièces" in said


def test_originals_are_only_read(proofs, tmp_path):
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in proofs.iterdir()}
    assert run(tmp_path, proofs)[0] == 0
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in proofs.iterdir()} == before


def test_a_damaged_proof_blocks_sending_but_not_the_others(proofs, tmp_path, capsys):
    (proofs / "abîmé.pdf").write_bytes(b"%PDF-1.7\n" + b"\x00garbage" * 50)
    code, report = run(tmp_path, proofs)
    assert code == 1
    by_name = {piece["files"][0]["name"]: piece for piece in report["pieces"]}
    assert by_name["abîmé.pdf"]["state"] == "placeholder"
    assert by_name["abîmé.pdf"]["pages"]
    assert by_name["abîmé.pdf"]["files"][0]["kind"] == "pdf"
    assert by_name["lettre.pdf"]["state"] == "ok"
    assert "abîmé.pdf" in capsys.readouterr().out


def test_an_annex_made_inside_the_folder_of_proofs_is_no_proof_next_time(proofs):
    first, _ = run(proofs, proofs)
    again, report = run(proofs, proofs)
    assert (first, again) == (0, 0)
    assert len(report["pieces"]) == 2


def test_nothing_to_put_into_an_annex_is_said(tmp_path):
    empty = tmp_path / "vide"
    empty.mkdir()
    (tmp_path / "annexe.pdf").write_bytes(b"old")
    code, report = run(tmp_path, empty)
    assert code == 1
    assert [finding["code"] for finding in report["findings"]] == ["no-piece"]
    assert report["annexes"] == []
    assert (tmp_path / "annexe.pdf").read_bytes() == b"old"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["build", "nowhere", "-o", "a.pdf"], 2),
        (["build", "proofs", "-o", "a.pdf", "--zone", "Mars/Olympus"], 2),
        (["build", "proofs", "-o", "a.pdf", "--recipient", "nobody"], 2),
        (["build", "proofs", "-o", "proofs/lettre.pdf"], 2),
        (["build", "proofs/lettre.pdf", "-o", "proofs/lettre.pdf"], 2),
        (["build", "proofs", "-o", "nowhere/a.pdf"], 3),
        (["build", "proofs", "-o", "proofs"], 3),
        (["build", "proofs", "-o", "a.pdf", "--json", "a.pdf"], 2),
        (["verify", "proofs/lettre.pdf"], 3),
        (["verify", "nowhere.pdf"], 2),
    ],
)
def test_a_wrong_order_is_refused_in_one_sentence_and_harms_nothing(
    proofs, tmp_path, monkeypatch, capsys, words, code
):
    monkeypatch.chdir(tmp_path)
    before = (proofs / "lettre.pdf").read_bytes()
    assert main(words) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert (proofs / "lettre.pdf").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["proofs"]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["build"],
        ["build", "x"],
        ["build", "x", "-o"],
        ["build", "x", "-o", "a.pdf", "--date", "yesterday"],
        ["build", "x", "-o", "a.pdf", "--date", "2026-W10-1"],
        ["build", "x", "-o", "a.pdf", "--lang", "xx"],
        ["build", "x", "-o", "a.pdf", "--fast"],
        ["fly"],
    ],
)
def test_a_command_that_is_not_understood_ends_with_two(words, capsys):
    assert main(words) == 2
    said = capsys.readouterr().err
    assert len(said.strip().splitlines()) == 1
    assert not re.search(r"argument|invalid|required|expected|unrecognized", said)


@pytest.mark.parametrize(("language", "word"), [("fr", "utilisation"), ("en", "usage")])
@pytest.mark.parametrize("words", [["--help"], ["build", "--help"], ["verify", "--help"]])
def test_the_help_speaks_one_language(words, language, word, capsys):
    with pytest.raises(SystemExit) as caught:
        main([*words, f"--lang={language}"])
    assert caught.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith(word)
    assert language == "en" or not re.search(r"show this|positional|optional", said)


def test_the_annex_agrees_with_itself_until_it_is_changed(built, tmp_path, capsys):
    folder, _ = built
    annex = folder / "annexe.pdf"
    assert main(["verify", str(annex)]) == 0
    spoiled = tmp_path / "spoiled.pdf"
    spoiled.write_bytes(_without_last_page(annex))
    assert main(["verify", str(spoiled), "--lang", "en"]) == 1
    assert "no longer agrees" in capsys.readouterr().out


def _without_last_page(annex: Path) -> bytes:
    with pikepdf.open(annex) as pdf:
        del pdf.pages[-1]
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_an_english_annex_of_a_chosen_zone(proofs, tmp_path):
    code, report = run(tmp_path, proofs, "--lang", "en", "--zone", "America/New_York", "--title", "A v. B")
    assert code == 0
    moments = {piece["files"][0]["name"]: piece["moment"]["iso"] for piece in report["pieces"]}
    assert moments["question.eml"] == "2026-03-02T04:00:00-05:00"
    assert moments["lettre.pdf"] == "2026-04-07"


def test_a_locked_proof_blocks_sending_and_is_named(proofs, tmp_path, capsys):
    (proofs / "relevé.pdf").write_bytes(locked(paper(["Relevé"]), user="secret"))
    code, report = run(tmp_path, proofs)
    assert code == 1
    blockers = [finding for finding in report["findings"] if finding["level"] == "blocker"]
    assert [finding["code"] for finding in blockers] == ["locked"]
    assert "relevé.pdf" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_a_bar_on_a_terminal_and_none_in_a_pipe(proofs, tmp_path):
    command = [
        sys.executable,
        "-m",
        "dossier",
        "build",
        str(proofs),
        "-o",
        str(tmp_path / "a.pdf"),
        "--date",
        DAY,
    ]
    screen, terminal = os.openpty()
    shown = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=terminal, check=True)
    os.close(terminal)
    drawn = os.read(screen, 1 << 20).decode()
    os.close(screen)
    assert "Lecture des fichiers" in drawn
    assert "█" in drawn
    assert "█" not in shown.stdout.decode()
