"""One open project file: everything is on disk before a call returns."""

import hashlib
import io
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from dossier.basis.atomic import writing_aside
from dossier.basis.digest import Digest
from dossier.basis.errors import PlaceError, UnreadableError, UsageError
from dossier.model.commands.done import Act
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.store import assets, document, search
from dossier.store.faults import storing
from dossier.store.journal import Entry, Kept, Steps, entries, utc_now, write_entry
from dossier.store.lock import Holder, WriterLock
from dossier.store.schema import transaction

BACK = -1
ON = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An act that can be undone or redone, and the dossier that it leads to."""

    entry: Entry
    dossier: Dossier


class ProjectFile:
    """A dossier in its file; made by ``create`` and ``open_file`` in ``dossier.store.opening``.

    Attributes:
        path: Where it stands.
        read_only: Why nothing can be saved, as the error that saving would raise; None when it can.
        holder: Who has it open for writing when somebody else has.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        *,
        who: str,
        now: Callable[[], datetime] = utc_now,
        lock: WriterLock | None,
        read_only: PlaceError | None = None,
        holder: Holder | None = None,
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.holder = holder
        self._connection, self._lock, self._who, self._now = connection, lock, who, now
        self._steps = Steps(connection)
        self._dossier = self._read()

    @property
    def dossier(self) -> Dossier:
        """What was saved last."""
        return self._dossier

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets the file go; may be called twice."""
        self._connection.close()
        if self._lock is not None:
            self._lock.free()
            self._lock = None

    def save(self, dossier: Dossier, act: Act) -> None:
        """Makes a dossier the present one; the one before becomes the step to undo next.

        As in ``model.history``, what changes nothing is no step, and acts of one key are one step.

        Raises:
            PlaceError: It could not be written, or the file is open read-only; the file and
                ``dossier`` are as they were.
        """
        if dossier == self._dossier and self.read_only is None:
            return
        entry = Entry(at=self._now(), who=self._who, act=act)
        with self._changing():
            last = self._steps.nearest(BACK)
            back = last is not None and last.document == document.encode(dossier)[0]
            if not self._steps.merge(entry, undone=back):
                self._steps.push(Kept(entry=entry, document=self._body()))
            self._write(dossier)
            write_entry(self._connection, entry)
        self._dossier = dossier

    def undo(self) -> Dossier | None:
        """Goes one act back and gives the dossier; None when there is nothing to undo."""
        return self._step(BACK, "undo")

    def redo(self) -> Dossier | None:
        """Goes one act on again; None when there is nothing to redo."""
        return self._step(ON, "redo")

    def undo_steps(self) -> tuple[Step, ...]:
        """Gives what can be undone, the next one first; each with the dossier before the act."""
        return self._all_steps(BACK)

    def redo_steps(self) -> tuple[Step, ...]:
        """Gives what can be redone, the next one first; each with the dossier after the act."""
        return self._all_steps(ON)

    def journal(self) -> tuple[Entry, ...]:
        """Gives who did what and when, the oldest first."""
        with storing(self.path):
            return entries(self._connection)

    def search(self, words: str) -> list[tuple[PieceId, str]]:
        """Finds pieces by words in their title, text and files' names; the best first."""
        with storing(self.path):
            return search.find(self._connection, words)

    def put_asset(self, source: Path | bytes) -> Digest:
        """Keeps bytes; the source is only read.

        Raises:
            PlaceError: ``cannot-read`` the source, or the file could not be written.
        """
        with assets.reading(source) as stream, self._changing():
            return assets.put(self._connection, stream)

    def has(self, digest: Digest) -> bool:
        """Whether the bytes are here."""
        with storing(self.path):
            return assets.has(self._connection, digest)

    def open_asset(self, digest: Digest) -> IO[bytes]:
        """Opens the bytes as a stream that can be wound; it ends with this file.

        Raises:
            KeyError: They are not here.
        """
        with storing(self.path):
            return io.BufferedReader(assets.AssetReader(self._connection, digest))

    def asset_to(self, digest: Digest, target: Path) -> None:
        """Writes the bytes to a file, which is old or new, never between.

        Raises:
            KeyError: They are not here.
            PlaceError: The target cannot be written.
            UnreadableError: ``project-damaged``; they are not what their name says.
        """
        hashed = hashlib.sha256()
        with storing(self.path), writing_aside(target) as aside:
            with aside.open("wb") as stream:
                for data in assets.chunks(self._connection, digest):
                    hashed.update(data)
                    stream.write(data)
            if hashed.hexdigest() != digest:
                raise UnreadableError("project-damaged", file=self.path.name)

    def forget_unused_assets(self) -> int:
        """Removes bytes and words that neither the dossier nor a kept step names; gives how many assets."""
        with self._changing():
            named = document.digests_in(self._body())
            for direction in (BACK, ON):
                for step in self._steps.all(direction):
                    named |= document.digests_in(step.document)
            rows = self._connection.execute("SELECT digest FROM texts").fetchall()
            unused = [row for row in rows if row[0] not in named]
            self._connection.executemany("DELETE FROM texts WHERE digest = ?", unused)
            search.squeeze(self._connection)
            return assets.forget_all_but(self._connection, named)

    def copy_to(self, target: Path) -> None:
        """Makes a complete copy, which is old or new, never between.

        Raises:
            UsageError: ``target-is-project``.
            PlaceError: The target cannot be written.
        """
        if target.exists() and target.samefile(self.path):
            raise UsageError("target-is-project", file=target.name)
        with storing(target), writing_aside(target) as aside:
            self._connection.execute("VACUUM INTO ?", (str(aside),))

    @contextmanager
    def _changing(self) -> Iterator[None]:
        if self.read_only is not None:
            raise self.read_only
        with storing(self.path), transaction(self._connection):
            yield

    def _step(self, direction: int, code: str) -> Dossier | None:
        with self._changing():
            step = self._steps.nearest(direction)
            if step is None:
                return None
            dossier = document.decode(self._connection, step.document)
            self._steps.move(direction, Kept(entry=step.entry, document=self._body()))
            self._write(dossier)
            act = Act(code=code, params={"act": step.entry.act.code, **step.entry.act.params})
            write_entry(self._connection, Entry(at=self._now(), who=self._who, act=act))
        self._dossier = dossier
        return dossier

    def _all_steps(self, direction: int) -> tuple[Step, ...]:
        with storing(self.path):
            return tuple(
                Step(entry=step.entry, dossier=document.decode(self._connection, step.document))
                for step in self._steps.all(direction)
            )

    def _write(self, dossier: Dossier) -> None:
        write_document(self._connection, dossier)
        search.index_changes(self._connection, self._dossier, dossier)

    def _body(self) -> bytes:
        row = self._connection.execute("SELECT body FROM document").fetchone()
        if row is None:
            raise UnreadableError("project-damaged", file=self.path.name)
        return bytes(row[0])

    def _read(self) -> Dossier:
        with storing(self.path):
            return document.decode(self._connection, self._body())


def write_document(connection: sqlite3.Connection, dossier: Dossier) -> None:
    """Makes a dossier the present one, inside the caller's transaction."""
    body, words = document.encode(dossier)
    document.keep_words(connection, words)
    connection.execute("INSERT OR REPLACE INTO document VALUES (1, ?)", (body,))
