"""From any version to this one: numbered steps, one transaction each, a copy kept before the first."""

import logging
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from dossier.basis.atomic import remove_crumbs, writing_aside
from dossier.store.faults import storing
from dossier.store.migrations import v1, v2
from dossier.store.schema import Description, described, transaction

_log = logging.getLogger(__name__)

Migration = Callable[[sqlite3.Connection], None]

MIGRATIONS: Final[tuple[Migration, ...]] = (v1.apply, v2.apply)
"""The step at place n makes version n + 1; a new file goes through all of them."""


def backup_path(path: Path, version: int) -> Path:
    """Tells where the copy of an older file stands: beside it, by its version."""
    return path.with_name(f"{path.stem}.v{version}{path.suffix}")


def migrate(connection: sqlite3.Connection, *, migrations: Sequence[Migration], path: Path | None) -> None:
    """Brings an open file to the newest version.

    Args:
        connection: Outside any transaction.
        migrations: All steps from the first on.
        path: Of the file, whose writer's lock the caller has and whose copy is kept; None for a new one.

    Raises:
        PlaceError: The copy cannot be written; the file is as it was.
        sqlite3.Error: A step failed; the file is at the version before it. When that is the version
            it had, the copy is no use to anybody and is gone.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if path is None:
        _step_by_step(connection, migrations, version)
    elif version < len(migrations):
        copy = backup_path(path, version)
        _keep_copy(connection, copy)
        try:
            _step_by_step(connection, migrations, version)
        except BaseException:
            _remove_needless(connection, copy, version)
            raise


def description_of(migrations: Sequence[Migration]) -> Description:
    """Tells what a file holds after some steps, by doing them on an empty one in memory.

    A file is held against it word for word: a step writes what it needs with CREATE, whose words
    SQLite keeps as they are, and never with ALTER, which each version of SQLite words in its own way.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for step in migrations:
            step(connection)
        return described(connection)


def _step_by_step(connection: sqlite3.Connection, migrations: Sequence[Migration], version: int) -> None:
    for number, step in enumerate(migrations[version:], start=version + 1):
        with transaction(connection):
            step(connection)
            connection.execute(f"PRAGMA user_version = {number}")


def _keep_copy(connection: sqlite3.Connection, target: Path) -> None:
    """Copies page by page what is committed, so that an interrupted change is never copied."""
    remove_crumbs(target, idle_seconds=0)  # nobody else writes it: whoever began was killed
    with storing(target), writing_aside(target) as aside:
        copy = sqlite3.connect(aside)
        try:
            connection.backup(copy)
        finally:
            copy.close()


def _remove_needless(connection: sqlite3.Connection, copy: Path, version: int) -> None:
    try:
        if connection.execute("PRAGMA user_version").fetchone() == (version,):
            copy.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        # The step's own error is what the person must hear of.
        _log.info("the copy %s stays: %s", copy.name, error)
