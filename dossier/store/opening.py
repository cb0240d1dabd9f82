"""A new project file, and one that exists: writing when it can be, reading when it must."""

import logging
import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from dossier.basis.atomic import writing_aside
from dossier.basis.clock import zone_named
from dossier.basis.errors import PlaceError
from dossier.model.commands.done import Act
from dossier.model.dossier import Dossier
from dossier.store import search
from dossier.store.document import Documents
from dossier.store.faults import storing
from dossier.store.journal import Entry, Steps, utc_now, write_entry
from dossier.store.lock import Holder, WriterLock
from dossier.store.migrations import MIGRATIONS, Migration, description_of, migrate
from dossier.store.project_file import ProjectFile
from dossier.store.schema import (
    connect,
    found,
    require_sound,
    stored_version,
    sweep_journal,
    transaction,
    version_in,
)

_log = logging.getLogger(__name__)


def create(path: Path, dossier: Dossier, *, who: str, now: Callable[[], datetime] = utc_now) -> ProjectFile:
    """Makes a new project file, complete before it has its name, and opens it.

    Raises:
        PlaceError: ``file-exists``, ``cannot-write``, ``disk-full``.
    """
    if os.path.lexists(path):  # asks for no permission that writing does not need
        raise PlaceError("file-exists", file=path.name)
    with storing(path), writing_aside(path) as aside, closing(connect(aside)) as connection:
        found(connection)
        migrate(connection, migrations=MIGRATIONS, path=None)
        with transaction(connection):
            Steps(connection).write_present(0, Documents(connection).keep(dossier))
            search.index_changes(connection, Dossier(), dossier)
            write_entry(connection, Entry(at=now(), who=who, act=Act(code="new")))
    return open_file(path, who=who, now=now)


def open_file(
    path: Path,
    *,
    who: str,
    now: Callable[[], datetime] = utc_now,
    migrations: Sequence[Migration] = MIGRATIONS,
) -> ProjectFile:
    """Opens a project file; read-only when another program writes it or its place cannot be written.

    Under whatever name it is opened, it is the real file that is locked, and beside which SQLite's
    journal stands. Which other name a file has on the disk (a hard link) nobody can tell, nor who
    writes it under that name: it is read-only.

    Raises:
        PlaceError: ``cannot-read``, ``project-older`` (it must be brought up to date and cannot be
            written), ``project-interrupted``, ``project-busy``, ``disk-full``, ``cannot-write``.
        UnreadableError: ``project-damaged``, ``not-a-project``, ``project-malformed``.
        UsageError: ``newer-file``.
    """
    path = Path(os.path.realpath(path))
    stored_version(path, newest=len(migrations))
    lock, refusal, holder = _take_lock(path, who=who, now=now)
    connection: sqlite3.Connection | None = None
    try:
        with storing(path):
            connection = connect(path, read_only=refusal is not None)
            # Asked again: a change that was cut short may just have been taken back.
            version = version_in(connection, path, newest=len(migrations))
            require_sound(connection, path, description=description_of(migrations[:version]))
            if refusal is None:
                sweep_journal(connection, path, version=version)
            if version < len(migrations):
                if refusal is not None:
                    raise PlaceError("project-older", file=path.name)
                migrate(connection, migrations=migrations, path=path)
        opened = ProjectFile(path, connection, who=who, now=now, lock=lock, read_only=refusal, holder=holder)
    except BaseException:
        if connection is not None:
            connection.close()
        if lock is not None:
            lock.free()
        raise
    if holder is not None:
        opened.read_only = _held_error(path, holder, zone=opened.dossier.zone)
    return opened


def _take_lock(
    path: Path, *, who: str, now: Callable[[], datetime]
) -> tuple[WriterLock | None, PlaceError | None, Holder | None]:
    closed = PlaceError("project-read-only", file=path.name, folder=str(path.parent))
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        return None, closed, None
    lock = WriterLock(path)
    try:
        if path.stat().st_nlink > 1:
            return None, PlaceError("project-linked", file=path.name), None
        taken = lock.take(who, now=now)
    except OSError as error:
        _log.info("no lock beside %s: %s", path.name, error)
        return None, closed, None
    if taken:
        return lock, None, None
    holder = lock.holder()
    return None, _held_error(path, holder, zone="Europe/Paris"), holder


def _held_error(path: Path, holder: Holder, *, zone: str) -> PlaceError:
    """Says who has it, and since when by the dossier's clock."""
    if holder.since is None:
        return PlaceError("project-in-use", file=path.name)
    since = holder.since.astimezone(zone_named(zone))
    return PlaceError(
        "project-in-use-by",
        file=path.name,
        who=holder.who or "?",
        day=since.date().isoformat(),
        clock=since.strftime("%H:%M"),
    )
