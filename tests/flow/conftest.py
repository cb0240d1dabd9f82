"""The sample's annex, made once for all who look at it."""

import json

import pytest

from dossier.basis.resources import resources_folder
from dossier.cli import main

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
    code, report = run(folder, resources_folder() / "sample")
    assert code == 0
    return folder, report
