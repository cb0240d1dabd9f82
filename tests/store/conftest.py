from pathlib import Path

import pytest

from tests.support.dossiers import small_dossier
from tests.support.store_child import new


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "Litige d’été.dossier"


@pytest.fixture
def project(path):
    with new(path) as opened:
        yield opened


@pytest.fixture
def full(project):
    from dossier.model.commands.done import Act

    project.save(small_dossier(), Act(code="add", params={"n": 7}))
    return project
