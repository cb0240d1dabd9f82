"""The finished annex is refused when it is not what was planned, each time by name."""

import ast
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from dossier.annex import check
from dossier.annex.check import CHECKS, CheckTask, check_annex, run_check
from dossier.basis.codec import from_json, to_json
from dossier.basis.errors import CheckError
from dossier.texts.catalogue import Texts, language_codes
from tests.support import annexes, spoil

ROOM = Path(check.__file__).parent
LAYERED = annexes.Invented(number="4", rubric="payment", pages=("Calque visible",), layered=True)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return annexes.ingredients(tmp_path_factory.mktemp("made"), (*annexes.USUAL, LAYERED))


@pytest.fixture(scope="module")
def annex(made, tmp_path_factory):
    return made.assemble(tmp_path_factory.mktemp("annex") / "annex.pdf")


def codes(report):
    return {failure.code for failure in report.failures}


def test_an_annex_that_is_what_was_planned_is_accepted_after_every_check_looked_at_it(made, annex):
    report = check_annex(annex, made.plan, sheets=made.sheets)
    assert report.failures == ()
    assert report.agrees
    assert {tally.check for tally in report.tallies} == {"page-count", *CHECKS, "pictures"}
    assert all(tally.held for tally in report.tallies)


def test_saving_it_again_unchanged_raises_no_false_alarm(made, annex, tmp_path):
    again = spoil.spoiled(annex, made.plan, spoil.nothing, target=tmp_path / "again.pdf")
    assert check_annex(again, made.plan, sheets=made.sheets).failures == ()


@pytest.mark.parametrize("name", spoil.SPOILERS)
def test_a_spoiled_annex_is_refused_by_name(name, made, annex, tmp_path):
    spoiler = spoil.SPOILERS[name]
    wrong = spoil.spoiled(annex, made.plan, spoiler.change, target=tmp_path / "wrong.pdf")
    report = check_annex(wrong, made.plan, sheets=made.sheets)
    assert spoiler.code in codes(report)
    assert not report.agrees


def test_every_check_has_a_spoiled_annex_that_it_refuses(made, annex, tmp_path):
    refusing = set()
    for name, spoiler in spoil.SPOILERS.items():
        wrong = spoil.spoiled(annex, made.plan, spoiler.change, target=tmp_path / f"{len(name)}.pdf")
        tallies = check_annex(wrong, made.plan, sheets=made.sheets).tallies
        refusing |= {tally.check for tally in tallies if tally.failed}
    assert refusing == {"page-count", *CHECKS, "pictures"}


def test_words_of_a_linked_line_are_compared_when_the_plan_names_them(made, annex):
    links = (replace(made.plan.links[0], text="Un autre titre"), *made.plan.links[1:])
    report = check_annex(annex, replace(made.plan, links=links), sheets={})
    assert codes(report) == {"link-words"}


def test_a_page_that_is_blank_in_its_source_may_be_blank(made, annex):
    pages = tuple(replace(page, blank=False) for page in made.plan.pages)
    assert codes(check_annex(annex, replace(made.plan, pages=pages), sheets={})) == {"page-empty"}


def test_a_page_with_one_hairline_is_not_called_empty(tmp_path):
    made = annexes.ingredients(tmp_path, (annexes.Invented(number="1", pages=("|",)),))
    path = made.sheets[made.plan.pieces[0].piece]
    thin = b"0.93 G 0.1 w 10 300 m 400 300 l S"
    objects = path.read_bytes()
    assert b"/DossierForm0 Do Q" in objects
    wanted = b"q 1 0 0 1 34.016 51.024 cm /DossierForm0 Do Q"
    path.write_bytes(objects.replace(wanted, thin.ljust(len(wanted))))
    annex = made.assemble(tmp_path / "annex.pdf")
    assert check_annex(annex, made.plan, sheets=made.sheets).failures == ()


def test_a_hidden_layer_that_shows_is_refused(made, annex, tmp_path):
    def lose_layers(pdf, plan):
        del pdf.Root.OCProperties

    wrong = spoil.spoiled(annex, made.plan, lose_layers, target=tmp_path / "wrong.pdf")
    assert codes(check_annex(wrong, made.plan, sheets=made.sheets)) == {"page-picture"}


def test_what_was_added_behind_the_end_is_refused(made, annex, tmp_path):
    data = annex.read_bytes()
    last = data[data.rindex(b"startxref") :]
    longer = tmp_path / "longer.pdf"
    longer.write_bytes(data + b"9999 0 obj\n<< /Held true >>\nendobj\n" + last)
    assert codes(check_annex(longer, made.plan, sheets={})) == {"saved-again"}


def test_a_file_that_no_reader_understands_is_refused(made, tmp_path, caplog):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    with pytest.raises(CheckError, match="annex-unreadable"):
        check_annex(broken, made.plan, sheets={})
    assert "EOF marker" in caplog.text


def test_the_job_travels_as_json(made, annex):
    task = CheckTask(path=str(annex), plan=made.plan, sheets={k: str(v) for k, v in made.sheets.items()})
    assert from_json(CheckTask, to_json(task)) == task
    assert run_check(task).agrees


def test_long_lists_of_failures_are_cut_but_counted(made, annex, monkeypatch):
    monkeypatch.setattr(check, "MOST_FAILURES", 3)
    plan = replace(made.plan, bookmarks=tuple(replace(b, title=f"{b.title} ?") for b in made.plan.bookmarks))
    report = check_annex(annex, plan, sheets={})
    assert len(report.failures) == 3
    assert report.failed > 3


def uttered():
    for path in sorted(ROOM.glob("check*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "hold":
                yield node.args[1].value, {word.arg: "1" for word in node.keywords}


@pytest.mark.parametrize("language", language_codes())
def test_every_failure_has_its_sentence_and_every_sentence_its_failure(language):
    texts = Texts(language)
    told = {code: texts.say(f"check.{code}", **params) for code, params in uttered()}
    keys = texts.keys()
    assert {f"check.{code}" for code in told} == {key for key in keys if key.startswith("check.")}
    assert all("{" not in sentence for sentence in told.values())


def test_checking_leaves_the_streams_where_they_are(tmp_path):
    """The checker's memory does not grow with what the annex holds."""
    script = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from dossier.annex.check import check_annex\n"
        "from tests.support import annexes\n"
        "folder = Path(sys.argv[1])\n"
        "pieces = [annexes.Invented(number=str(n), ballast=8_000_000) for n in range(1, 9)]\n"
        "made = annexes.ingredients(folder, pieces)\n"
        "annex = made.assemble(folder / 'annex.pdf')\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "assert check_annex(annex, made.plan, sheets=made.sheets).agrees\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert int(found.stdout) < 48 * 1024
