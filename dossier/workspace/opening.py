"""A desk for a new project file, and for one that exists."""

import getpass
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Final

from dossier.basis.clock import zone_named
from dossier.intake.rubrics import load_rubrics
from dossier.model.dossier import Dossier
from dossier.store.opening import create, open_file
from dossier.store.project_file import ProjectFile
from dossier.texts.catalogue import Texts
from dossier.workers.scratch import new_scratch, remove
from dossier.workspace.desk import Desk
from dossier.workspace.room import room_to_work

_PASSING: Final = "passing.dossier"


def new_desk(path: Path, dossier: Dossier) -> "Future[Desk]":
    """Makes a new project file and opens it.

    Raises:
        PlaceError: ``file-exists``, ``cannot-write``, ``disk-full`` (in the future).
    """
    return _desk(lambda: create(path, dossier, who=_who()))


def passing_desk(dossier: Dossier) -> "Future[Desk]":
    """Opens a dossier that goes when it is closed: an annex straight from files, the example.

    Raises:
        PlaceError: ``scratch-full`` (in the future).
    """
    folder = new_scratch()
    return _desk(lambda: create(folder / _PASSING, dossier, who=_who()), passing=folder)


def open_desk(path: Path) -> "Future[Desk]":
    """Opens a project file; for reading only when it must.

    Raises:
        PlaceError: As ``store.opening.open_file`` (in the future).
        UnreadableError: The same.
        UsageError: The same.
    """
    return _desk(lambda: open_file(path, who=_who()))


def empty_dossier(*, title: str = "", zone: str = "Europe/Paris", language: str = "fr") -> Dossier:
    """Makes a dossier with the standard rubrics and nothing in it.

    Raises:
        UsageError: ``unknown-zone``, ``unknown-language``.
    """
    zone_named(zone)
    Texts(language)
    return Dossier(title=title, zone=zone, language=language, rubrics=load_rubrics().rubrics)


def _desk(opening: Callable[[], ProjectFile], *, passing: Path | None = None) -> "Future[Desk]":
    owner = ThreadPoolExecutor(1, "desk-file")
    folders = (passing,) if passing else ()

    def work() -> Desk:
        try:
            with room_to_work(*folders):
                return Desk(opening(), owner=owner, passing=passing)
        except BaseException:
            for folder in folders:
                remove(folder)
            raise

    opened = owner.submit(work)
    # A thread that could open nothing has nothing to do.
    opened.add_done_callback(lambda done: owner.shutdown(wait=False) if done.exception() else None)
    return opened


def _who() -> str:
    """Names the person at this computer, for the journal and for the second program on one file."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""  # a computer without accounts
