"""The sample's annex and a small project file, each made once for all who work with it."""

import json
import shutil

import pytest

from dossier.basis.resources import resources_folder
from dossier.cli import main
from tests.support.desks import write_project, write_proofs
from tests.support.processors import on_all_processors

DAY = "2026-11-22"


def run(folder, *words):
    """Runs ``dossier build`` and gives its exit code and its report."""
    report = folder / "report.json"
    target = folder / "annexe.pdf"
    code = main(["build", *map(str, words), "-o", str(target), "--json", str(report), "--date", DAY])
    return code, json.loads(report.read_text("utf-8")) if report.exists() else None


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    with on_all_processors():  # what is held against it is made by fewer workers, to the same bytes
        code, report = run(folder, resources_folder() / "sample")
    assert code == 0
    return folder, report


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """A project file of six proofs, and the proofs beside it; only to be copied or read."""
    folder = tmp_path_factory.mktemp("template")
    write_project(folder / "a.dossier", [write_proofs(folder / "proofs")])
    return folder


@pytest.fixture
def place(tmp_path, template, monkeypatch):
    """A folder with a project file of six proofs, and the proofs; the present one."""
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def said(capsys):
    """Runs a command that does what it is asked, and gives its answer."""

    def answer(*words, code=0):
        assert main([*map(str, words)]) == code
        told = capsys.readouterr()
        assert told.err == ""
        return told.out

    return answer
