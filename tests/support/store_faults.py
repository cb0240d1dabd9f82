"""Hinders every writing of the store at many points by faults of the system, and looks at what is left.

Five kinds of fault:

- ``size``: no file may grow beyond so many bytes (RLIMIT_FSIZE); the system refuses the write.
- ``full``: the database may have so many pages (``max_page_count``), as on a full disk.
- ``gone``: at some step of SQLite, its files no longer take writes (their descriptors are read-only).
- ``closed``: at some step of SQLite, the folder is closed for writing (its permissions).
- ``call``: at the border to the system, the so manieth call fails as the system fails.

``python -m tests.support.store_faults FOLDER`` says one JSON line for each fault.
"""

import errno
import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dossier.basis.atomic import remove_crumbs, writing_aside
from dossier.basis.digest import Digest, digest_of
from dossier.basis.errors import DossierError
from dossier.model.commands.done import Act
from dossier.model.dossier import Dossier
from dossier.store.migrations import MIGRATIONS
from dossier.store.opening import create, open_file
from dossier.store.project_file import ProjectFile
from tests.support.hindrances import Faults
from tests.support.store_child import (
    KEPT_COPY,
    LATER,
    asset,
    filled,
    lost_bytes,
    piece_of,
    with_piece,
    wrong_inside,
)

NOBODY = 65534
KEPT, ORPHAN = 300_000, 600_000
OLD = b"old"
FAILS = (errno.ENOSPC, errno.EACCES, errno.EIO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One folder with one project, before the fault.

    Attributes:
        path: The project.
        dossier: What it holds.
        kept: The asset that it names.
    """

    path: Path
    dossier: Dossier
    kept: Digest

    @property
    def target(self) -> Path:
        """What is written beside it."""
        return self.path.with_name("target")

    @property
    def sources(self) -> Path:
        """A folder of files to put."""
        return self.path.parent.with_name("sources")


Job = Callable[[Place, ProjectFile], object]


def _create(place: Place, _: ProjectFile) -> None:
    create(place.path.with_name("made"), place.dossier, who="x").close()


def _put(_: Place, project: ProjectFile) -> None:
    project.put_asset(asset(3, size=5_000_000))


def brought(folder: Path) -> dict[Digest, Path]:
    """Makes three files that are put in one change, unless they are there; each fills a few pages."""
    folder.mkdir(exist_ok=True)
    sources = {}
    for number in (4, 5, 6):
        data, source = asset(number, size=200_000), folder / str(number)
        if not source.exists():
            source.write_bytes(data)
        sources[digest_of(data)] = source
    return sources


def _put_all(place: Place, project: ProjectFile) -> None:
    project.put_assets(brought(place.sources))


def _save(place: Place, project: ProjectFile) -> None:
    piece = piece_of(place.kept, "new", words=400_000)
    project.save(with_piece(project.dossier, piece, title="3"), Act(code="add"))


def _undo(_: Place, project: ProjectFile) -> None:
    project.undo()


def _migrate(place: Place, project: ProjectFile) -> None:
    project.close()
    open_file(place.path, who="x", migrations=LATER).close()


def _asset_to(place: Place, project: ProjectFile) -> None:
    project.asset_to(place.kept, place.target)


def _copy_to(place: Place, project: ProjectFile) -> None:
    project.copy_to(place.target)


def _forget(_: Place, project: ProjectFile) -> None:
    project.forget_unused_assets()


def _aside(place: Place, _: ProjectFile) -> None:
    with writing_aside(place.target) as aside:
        aside.write_bytes(asset(7, size=KEPT))


JOBS: dict[str, Job] = {
    "create": _create,
    "put_asset": _put,
    "put_assets": _put_all,
    "save": _save,
    "undo": _undo,
    "migrate": _migrate,
    "asset_to": _asset_to,
    "copy_to": _copy_to,
    "forget": _forget,
    "aside": _aside,
}
BESIDE = ("create", "migrate", "asset_to", "copy_to", "aside")
INSIDE = ("create", "put_asset", "put_assets", "save", "undo", "migrate", "forget")


def points() -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Lists the faults: the job, the kind of fault, and where."""
    for job in JOBS:
        for most in (100, 9_000, 40_000, 120_000, 290_000, 500_000, 800_000, 1_100_000, 3_000_000):
            yield job, "size", (most,)
    for job in ("create", "put_asset", "put_assets", "save", "migrate"):
        for pages in (0, 1, 2, 5, 12, 30):
            yield job, "full", (pages,)
    for job in INSIDE:
        for step in (1, 15, 40, 90, 160, 300, 600):
            yield job, "gone", (step,)
            yield job, "closed", (step,)
    for job in BESIDE:
        for number in range(1, 9):
            for error in FAILS:
                yield job, "call", (number, error)


def tried(place: Place, job: str, fault: str, where: tuple[int, ...]) -> dict[str, object]:
    """Does one job under one fault and tells what came of it."""
    wrong: list[str] = []
    project = open_file(place.path, who="x")
    faults = Faults(project, spared=place.target)
    code = ""
    try:
        with getattr(faults, fault)(*where):
            JOBS[job](place, project)
    except DossierError as error:
        code = error.code
    except (OSError, sqlite3.Error, MemoryError, KeyError, ValueError) as error:
        wrong.append(f"raw {error!r}")
        code = "raw"
    if code and job != "migrate" and fault != "gone":
        wrong += _goes_on(place, project)
    elif job == "put_asset" and not code:
        data = asset(3, size=5_000_000)
        wrong += lost_bytes(project, {digest_of(data): data})
    if job == "put_assets" and fault != "gone":
        wrong += _all_or_none(project, brought(place.sources), put=not code)
    project.close()
    wrong += _left(place, job, code)
    return {"job": job, "fault": fault, "where": where, "code": code, "wrong": wrong}


def _all_or_none(project: ProjectFile, sources: dict[Digest, Path], *, put: bool) -> list[str]:
    """Looks for files that were put in one change, once the fault has passed."""
    if put:
        return lost_bytes(project, {digest: source.read_bytes() for digest, source in sources.items()})
    return [f"{digest[:8]} is half put" for digest in sources if project.has(digest)]


def _goes_on(place: Place, project: ProjectFile) -> list[str]:
    """After a fault has passed, the same open file still saves and takes back."""
    before = project.dossier
    project.save(replace(before, title="on"), Act(code="title"))
    if project.undo() != before:
        return ["it does not go on"]
    return []


def _left(place: Place, job: str, code: str) -> list[str]:
    """Looks at everything that the job may have touched."""
    wrong, target, made = [], place.target, place.path.with_name("made")
    later = job == "migrate" and not code
    with open_file(place.path, who="x", migrations=LATER if later else MIGRATIONS) as again:
        wrong += wrong_inside(place.path)
        wrong += lost_bytes(again, {place.kept: asset(7, size=KEPT)})
        undone = replace(place.dossier, title="1", pieces=place.dossier.pieces[:1])
        added = with_piece(place.dossier, piece_of(place.kept, "new", words=400_000), title="3")
        new = {"save": added, "undo": undone}.get(job, place.dossier)
        if again.dossier not in ((place.dossier, new) if code else (new,)):
            wrong.append("the dossier is another")
    data = target.read_bytes()
    if job == "copy_to" and data != OLD:
        with open_file(target, who="x") as twin:
            wrong += wrong_inside(target) + lost_bytes(twin, {place.kept: asset(7, size=KEPT)})
    elif data != OLD and data != asset(7, size=KEPT):
        wrong.append("the target is between")
    if not code and job in ("copy_to", "asset_to", "aside") and data == OLD:
        wrong.append("the target is old")
    if made.exists():
        with open_file(made, who="x") as other:
            wrong += [] if other.dossier == place.dossier else ["what was made is another"]
    elif job == "create" and not code:
        wrong.append("nothing was made")
    return wrong + _crumbs(place)


def _crumbs(place: Place) -> list[str]:
    """Names what is left beside the files; where the folder was closed, the next writing clears it."""
    names = {place.path.name, "target", "made", KEPT_COPY}
    for name in names:
        remove_crumbs(place.path.with_name(name), idle_seconds=0)
    return [f"{p.name} is left" for p in place.path.parent.iterdir() if p.name not in names]


def main(folder: Path) -> None:
    """Tries every fault on a fresh copy of one file, as a person without power over the system."""
    template = folder / "template"
    dossier, kept = filled(template, kept_bytes=KEPT, orphan_bytes=ORPHAN)
    brought(folder / "sources")
    # First without any fault, which also loads what an ordinary person could not read any more.
    for number, (job, fault, where) in enumerate([*((job, "call", (0, 0)) for job in JOBS), *points()]):
        if number == len(JOBS):
            become_nobody(folder, template)
        inner = folder / str(number)
        inner.mkdir()
        place = Place(path=inner / "a.dossier", dossier=dossier, kept=kept)
        shutil.copyfile(template, place.path)
        place.target.write_bytes(OLD)
        sys.stdout.write(json.dumps(tried(place, job, fault, where)) + "\n")
        shutil.rmtree(inner)


def become_nobody(*paths: Path) -> None:
    """Gives up an administrator's power, whom no permission stops; others have none to give up."""
    if os.getuid() == 0:
        for path in paths:
            os.chown(path, NOBODY, NOBODY)
        os.setuid(NOBODY)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
