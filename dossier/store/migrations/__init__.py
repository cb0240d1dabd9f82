"""From any version to this one: numbered steps, one transaction each, a copy kept before the first."""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from dossier.basis.atomic import writing_aside
from dossier.store.migrations import v1
from dossier.store.schema import transaction

Migration = Callable[[sqlite3.Connection], None]

MIGRATIONS: Final[tuple[Migration, ...]] = (v1.apply,)
"""The step at place n makes version n + 1; a new file goes through all of them."""


def backup_path(path: Path, version: int) -> Path:
    """Tells where the copy of an older file stands: beside it, by its version."""
    return path.with_name(f"{path.stem}.v{version}{path.suffix}")


def migrate(connection: sqlite3.Connection, *, migrations: Sequence[Migration], path: Path | None) -> None:
    """Brings an open file to the newest version.

    Args:
        connection: Outside any transaction.
        migrations: All steps from the first on.
        path: Of the file, whose copy is kept; None for a new one.

    Raises:
        PlaceError: The copy cannot be written; the file is as it was.
        sqlite3.Error: A step failed; the file is at the version before it.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if path is not None and version < len(migrations):
        _keep_copy(connection, backup_path(path, version))
    for number, step in enumerate(migrations[version:], start=version + 1):
        with transaction(connection):
            step(connection)
            connection.execute(f"PRAGMA user_version = {number}")


def _keep_copy(connection: sqlite3.Connection, target: Path) -> None:
    """Copies page by page what is committed, so that an interrupted change is never copied."""
    with writing_aside(target) as aside:
        copy = sqlite3.connect(aside)
        try:
            connection.backup(copy)
        finally:
            copy.close()
