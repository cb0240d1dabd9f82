"""What is written beside the project file, and never in the place of one."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from dossier.basis.atomic import place_error, writing_aside
from dossier.basis.errors import UsageError
from dossier.store.schema import is_project


@contextlib.contextmanager
def writing_beside(target: Path, *, project: Path) -> Iterator[Path]:
    """Gives a path aside to write to, as ``writing_aside``, unless the target is a dossier.

    A dossier is never replaced, whether it is the open one, open elsewhere, or closed.

    Raises:
        UsageError: ``target-is-project``, it is the open one; ``target-is-dossier``, another.
        PlaceError: ``cannot-write``, ``disk-full``.
    """
    _refuse_dossier(target, project)
    with writing_aside(target) as aside:
        yield aside
        _refuse_dossier(target, project)  # one may have been made meanwhile


def _refuse_dossier(target: Path, project: Path) -> None:
    try:
        if not target.exists():
            return
        if project.exists() and target.samefile(project):
            raise UsageError("target-is-project", file=target.name)
        if is_project(target):
            raise UsageError("target-is-dossier", file=target.name)
    except OSError as error:  # what cannot be looked at may be a dossier
        raise place_error(error, target) from error
