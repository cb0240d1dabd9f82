import shutil
import tempfile
from pathlib import Path

import pytest

from dossier.workspace.opening import empty_dossier, new_desk, open_desk
from tests.support.desks import write_project, write_proofs


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch) -> Path:
    """A place for temporary files, in which nothing may be left."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    yield place
    assert list(place.iterdir()) == []


@pytest.fixture(scope="session")
def template(tmp_path_factory) -> Path:
    """A project file of six proofs, and the proofs beside it."""
    folder = tmp_path_factory.mktemp("template")
    write_project(folder / "a.dossier", [write_proofs(folder / "proofs")])
    return folder


@pytest.fixture
def path(tmp_path, template) -> Path:
    """A project file of six proofs, to spoil."""
    shutil.copyfile(template / "a.dossier", tmp_path / "Litige d’été.dossier")
    return tmp_path / "Litige d’été.dossier"


@pytest.fixture
def proofs(tmp_path, template) -> Path:
    shutil.copytree(template / "proofs", tmp_path / "proofs")
    return tmp_path / "proofs"


@pytest.fixture
def desk(path):
    """The six proofs, open."""
    with open_desk(path).result() as opened:
        yield opened


@pytest.fixture
def empty(tmp_path):
    """A new dossier, open."""
    with new_desk(tmp_path / "new.dossier", empty_dossier()).result() as opened:
        yield opened
