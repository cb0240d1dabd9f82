"""Faults of the system itself, each there for the length of a ``with``."""

import os
import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from dossier.store.project_file import ProjectFile
from dossier.store.schema import connect as real_connect
from tests.support.refused_writes import refuse_writes


class Faults:
    """What can hinder one open project file, and what is opened in its folder meanwhile.

    Attributes:
        project: The open file.
        spared: A file beside it that stays as it is.
    """

    def __init__(self, project: ProjectFile, *, spared: Path | None = None) -> None:
        self.project, self.spared = project, spared

    @contextmanager
    def size(self, most: int) -> Iterator[None]:
        """Refuses writes beyond a size in bytes."""
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    @contextmanager
    def full(self, pages: int) -> Iterator[None]:
        """Lets databases grow by so many pages."""

        def limited(connection: sqlite3.Connection) -> None:
            (count,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {count + pages}")

        with self._connections(limited) as armed:
            yield
            for connection in armed:
                _quietly(connection, "PRAGMA max_page_count = 1000000000")

    @contextmanager
    def gone(self, step: int) -> Iterator[None]:
        """Makes the open files of databases refuse writes from a step of SQLite on."""
        with self._at_step(step, self._refuse_writes):
            yield

    @contextmanager
    def closed(self, step: int) -> Iterator[None]:
        """Closes the folder for writing from a step of SQLite on."""
        folder = self.project.path.parent
        try:
            with self._at_step(step, lambda: folder.chmod(0o555)):
                yield
        finally:
            folder.chmod(0o755)

    @contextmanager
    def call(self, number: int, error: int) -> Iterator[None]:
        """Makes the so manieth call to the system fail."""
        left = [number]

        def failing(real: Callable[..., Any]) -> Callable[..., Any]:
            def called(*args: Any, **options: Any) -> Any:
                left[0] -= 1
                if left[0] == 0:
                    raise OSError(error, os.strerror(error))
                return real(*args, **options)

            return called

        with ExitStack() as patches:
            for name in ("open", "fsync", "replace", "chmod"):
                patches.enter_context(mock.patch.object(os, name, failing(getattr(os, name))))
            yield

    @contextmanager
    def _at_step(self, step: int, strike: Callable[[], object]) -> Iterator[None]:
        left = [step]

        def counted() -> int:
            left[0] -= 1
            if left[0] == 0:
                strike()
            return 0

        with self._connections(lambda one: one.set_progress_handler(counted, 1)) as armed:
            yield
            for connection in armed:
                _quietly(connection, None)

    @contextmanager
    def _connections(self, arm: Callable[[sqlite3.Connection], object]) -> Iterator[list[sqlite3.Connection]]:
        armed: list[sqlite3.Connection] = []

        def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
            connection = real_connect(path, read_only=read_only)
            arm(connection)
            armed.append(connection)
            return connection

        with mock.patch("dossier.store.opening.connect", connect):
            armed.append(self.project._connection)
            arm(self.project._connection)
            yield armed

    def _refuse_writes(self) -> None:
        for path in self.project.path.parent.iterdir():
            if not path.name.endswith((".lock", ".open")) and path != self.spared:
                refuse_writes(path)


def _quietly(connection: sqlite3.Connection, statement: str | None) -> None:
    try:
        if statement is None:
            connection.set_progress_handler(None, 1)
        else:
            connection.execute(statement)
    except sqlite3.Error:
        return  # it was closed meanwhile, or its disk is gone
