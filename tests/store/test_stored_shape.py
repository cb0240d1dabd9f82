"""Whoever changes what a project file holds raises its version: older programs say that they are too old."""

import json
from pathlib import Path

from dossier.store.migrations import MIGRATIONS
from tests.support.stored_shape import stored_shape

OLD_PROJECTS = Path(__file__).parents[1] / "old_projects"


def test_what_a_file_holds_is_what_its_version_says():
    """A field or a word that is added makes a file that an older program cannot read.

    Then a step goes to ``dossier.store.migrations``, and what ``stored_shape`` gives is written beside
    the older ones under the new version. The one of a version that people have is never changed.
    """
    golden = OLD_PROJECTS / f"v{len(MIGRATIONS)}.json"
    assert golden.exists(), f"write what stored_shape() gives to {golden.name}"
    assert stored_shape() == json.loads(golden.read_text("utf-8")), "raise the version: add a migration"
