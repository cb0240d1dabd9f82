"""A desk for a new project file, and for one that exists."""

import getpass
import secrets
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Final

from dossier.basis.clock import zone_named
from dossier.intake.sorting.rubrics import load_rubrics
from dossier.model.dossier import Dossier
from dossier.store.opening import create, open_file
from dossier.store.project_file import ProjectFile
from dossier.texts.catalogue import Texts
from dossier.workers.scratch import new_scratch, remove
from dossier.workspace.desk import Desk
from dossier.workspace.room import room_to_work

_PASSING: Final = "passing.dossier"
_KEY_BYTES: Final = 8


def nothing() -> None:
    """Is what is done first where nothing is."""


def new_desk(path: Path, dossier: Dossier, *, first: Callable[[], object] = nothing) -> "Future[Desk]":
    """Makes a new project file and opens it.

    Args:
        path: Where to make it.
        dossier: What stands in it.
        first: What is done before, in the thread that will own the file.

    Raises:
        PlaceError: ``file-exists``, ``cannot-write``, ``disk-full`` (in the future).
    """
    return _opened(lambda owner: _desk(create(path, dossier, who=_who()), owner), first)


def passing_desk(dossier: Dossier, *, first: Callable[[], object] = nothing) -> "Future[Desk]":
    """Opens a dossier that goes when it is closed: an annex straight from files, the example.

    Args:
        dossier: What stands in it.
        first: As of ``new_desk``.

    Raises:
        PlaceError: ``scratch-full`` (in the future).
    """

    def work(owner: ThreadPoolExecutor) -> Desk:
        with room_to_work():
            folder = new_scratch()
        try:
            with room_to_work(folder):
                file = create(folder / _PASSING, dossier, who=_who())
            return _desk(file, owner, passing=folder)
        except BaseException:
            remove(folder)
            raise

    return _opened(work, first)


def open_desk(path: Path, *, first: Callable[[], object] = nothing) -> "Future[Desk]":
    """Opens a project file; for reading only when it must.

    Args:
        path: Which one.
        first: As of ``new_desk``.

    Raises:
        PlaceError: As ``store.opening.open_file`` (in the future).
        UnreadableError: The same.
        UsageError: The same.
    """
    return _opened(lambda owner: _desk(open_file(path, who=_who()), owner), first)


def empty_dossier(*, title: str = "", zone: str = "Europe/Paris", language: str = "fr") -> Dossier:
    """Makes a dossier with the standard rubrics, a key of its own and nothing in it.

    Raises:
        UsageError: ``unknown-zone``, ``unknown-language``.
    """
    zone_named(zone)
    Texts(language)
    return Dossier(
        title=title,
        zone=zone,
        language=language,
        rubrics=load_rubrics().rubrics,
        key=secrets.token_hex(_KEY_BYTES),
    )


def _opened(work: Callable[[ThreadPoolExecutor], Desk], first: Callable[[], object]) -> "Future[Desk]":
    """Opens in the thread that will own the file."""
    owner = ThreadPoolExecutor(1, "desk-file")

    def begin() -> Desk:
        first()
        return work(owner)

    opened = owner.submit(begin)
    # A thread that could open nothing has nothing to do.
    opened.add_done_callback(lambda done: owner.shutdown(wait=False) if done.exception() else None)
    return opened


def _desk(file: ProjectFile, owner: ThreadPoolExecutor, *, passing: Path | None = None) -> Desk:
    """Puts a file on a desk; one that finds no room lets it go."""
    try:
        with room_to_work():
            return Desk(file, owner=owner, passing=passing)
    except BaseException:
        file.close()
        raise


def _who() -> str:
    """Names the person at this computer, for the journal and for the second program on one file."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""  # a computer without accounts
