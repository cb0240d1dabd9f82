"""One open project file: everything is on disk before a call returns."""

import hashlib
import logging
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from dossier.basis.digest import Digest
from dossier.basis.errors import DossierError, PlaceError, UnreadableError
from dossier.model.commands.done import Act
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.store import assets, search
from dossier.store.beside import writing_beside
from dossier.store.document import Documents, digests_in
from dossier.store.erasing import Erasure
from dossier.store.faults import foreseen, storing
from dossier.store.journal import BACK, ON, Entry, Steps, entries, rewrite_entries, utc_now, write_entry
from dossier.store.lock import Holder, WriterLock
from dossier.store.schema import transaction

_log = logging.getLogger(__name__)


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
        self._documents = Documents(connection)
        self._dossier = self._read()

    @property
    def dossier(self) -> Dossier:
        """What was saved last."""
        return self._dossier

    @property
    def undoable(self) -> Act | None:
        """The act that ``undo`` takes back; None when there is none."""
        with storing(self.path):
            return self._steps.nearest_act(BACK)

    @property
    def redoable(self) -> Act | None:
        """The act that ``redo`` does again; None when there is none."""
        with storing(self.path):
            return self._steps.nearest_act(ON)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Forgets what nothing needs any more and lets the file go; may be called twice.

        What goes wrong while forgetting takes nothing back that was saved: it is tried again when the
        file is closed the next time.
        """
        try:
            if self._lock is not None:
                self._tidy()
        finally:
            self._connection.close()
            if self._lock is not None:
                self._lock.free()
                self._lock = None

    def save(self, dossier: Dossier, act: Act, *, awaited: bytes | None = None) -> None:
        """Makes a dossier the present one; the one before becomes the step to undo next.

        As in ``model.history``, what changes nothing is no step, and acts of one key are one step.

        Args:
            dossier: The new one.
            act: What made it.
            awaited: As of ``note_awaited``, in the same change; None leaves the note as it is.

        Raises:
            PlaceError: It could not be written, or the file is open read-only; the file and
                ``dossier`` are as they were.
        """
        if dossier == self._dossier and self.read_only is None:
            return
        entry = Entry(at=self._now(), who=self._who, act=act)
        with self._changing():
            if awaited is not None:
                assets.note_awaited(self._connection, awaited)
            document = self._documents.keep(dossier)
            if not self._steps.merge(entry, document):
                self._steps.push(entry, document)
            search.index_changes(self._connection, self._dossier, dossier)
            write_entry(self._connection, entry)
        self._dossier = dossier

    def refresh(self, dossier: Dossier) -> None:
        """Makes a dossier the present one in place of the one that is: no act, and nothing to undo.

        For what the program finds out by itself and the person has not done; the steps that lead back
        and on again stay as they are.

        Raises:
            PlaceError: As ``save``.
        """
        if dossier == self._dossier and self.read_only is None:
            return
        with self._changing():
            self._steps.replace_present(self._documents.keep(dossier))
            search.index_changes(self._connection, self._dossier, dossier)
        self._dossier = dossier

    def settle(self, dossier: Dossier, act: Act) -> None:
        """Makes a dossier the present one for good: nothing leads back, as ``model.history.settled``.

        What only the steps named is forgotten; when that fails, it is tried again at closing. The
        journal does not name any more what is gone.

        Raises:
            PlaceError: As ``save``.
            UnreadableError: ``project-damaged``, ``project-malformed``; nothing is changed.
        """
        entry = Entry(at=self._now(), who=self._who, act=act)
        with self._changing():
            known = (*self._documents.pieces_in(self._all_documents()), *self._dossier.pieces)
            rewrite_entries(self._connection, Erasure.of(known, dossier.pieces).applied)
            self._steps.settle(self._documents.keep(dossier))
            search.index_changes(self._connection, self._dossier, dossier)
            write_entry(self._connection, entry)
        self._dossier = dossier
        self._tidy()

    def undo(self) -> Dossier | None:
        """Goes one act back and gives the dossier; None when there is nothing to undo."""
        return self._step(BACK, "undo")

    def redo(self) -> Dossier | None:
        """Goes one act on again; None when there is nothing to redo."""
        return self._step(ON, "redo")

    def journal(self) -> tuple[Entry, ...]:
        """Gives who did what and when, the oldest first."""
        with storing(self.path):
            return entries(self._connection)

    def search(self, words: str) -> list[tuple[PieceId, str]]:
        """Finds pieces by words in their title, text and files' names; the best first.

        Another program may have added pieces since this one opened the file for reading: it knows
        nothing of them.
        """
        known = {piece.id for piece in self._dossier.pieces}
        with storing(self.path):
            return [one for one in search.find(self._connection, words) if one[0] in known]

    def put_asset(self, source: Path | bytes) -> Digest:
        """Keeps bytes; the source is only read.

        Raises:
            PlaceError: ``cannot-read`` the source, or the file could not be written.
        """
        with assets.reading(source) as stream, self._changing():
            return assets.put(self._connection, stream)

    def put_assets(self, sources: Mapping[Digest, Path]) -> None:
        """Keeps files under the names that they have, all in one change: all of them or none.

        A change makes the disk wait several times, however small it is; many small files share that.

        Raises:
            PlaceError: ``cannot-read`` a source, or it holds something else than its name says; or the
                file could not be written.
        """
        with self._changing():
            assets.put_all(self._connection, sources)

    @property
    def awaited(self) -> bytes:
        """The note about files that are kept and not yet read; empty when there is none.

        Raises:
            UnreadableError: ``project-damaged``.
        """
        with storing(self.path):
            return assets.awaited(self._connection)

    def note_awaited(self, note: bytes) -> None:
        """Keeps a note about files that are not yet read, and the bytes that it names by their digests.

        No act, and nothing to undo. An empty one takes the place of what need not be kept any more.

        Raises:
            PlaceError: As ``save``.
        """
        with self._changing():
            assets.note_awaited(self._connection, note)

    def has(self, digest: Digest) -> bool:
        """Whether the bytes are here."""
        with storing(self.path):
            return assets.has(self._connection, digest)

    def asset_to(self, digest: Digest, target: Path) -> None:
        """Writes the bytes to a file, which is old or new, never between.

        Raises:
            UsageError: ``target-is-project``, ``target-is-dossier``; a dossier is never replaced.
            PlaceError: The target cannot be written.
            UnreadableError: ``project-damaged``; they are not here, or not what their name says.
        """
        hashed = hashlib.sha256()
        with storing(self.path), writing_beside(target, project=self.path) as aside:
            with aside.open("wb") as stream:
                for data in assets.chunks(self._connection, digest):
                    hashed.update(data)
                    stream.write(data)
            if hashed.hexdigest() != digest:
                raise UnreadableError("project-damaged", file=self.path.name)

    def forget_unused_assets(self) -> int:
        """Removes what neither the dossier nor a kept step names; gives how many assets.

        Nothing is written when there is nothing to remove. The disk gets the room back.

        Raises:
            PlaceError: It could not be written; nothing was removed.
            UnreadableError: ``project-damaged``, ``project-malformed``; nothing was removed.
        """
        with storing(self.path):
            named = self._documents.named_by(self._all_documents())
            named |= digests_in(assets.awaited(self._connection)) | {assets.AWAITED}
            parts = self._documents.unused(named)
            numbers = assets.unused(self._connection, named)
        if parts or numbers:
            with self._changing():
                self._documents.forget(parts)
                assets.forget(self._connection, numbers)
                if parts:
                    search.squeeze(self._connection)
            self._give_back()
        return len(numbers)

    def copy_to(self, target: Path) -> None:
        """Makes a complete copy, which is old or new, never between.

        Raises:
            UsageError: ``target-is-project``, ``target-is-dossier``; a dossier is never replaced.
            PlaceError: The target cannot be written.
            UnreadableError: ``project-damaged``; this file, not the target.
        """
        with storing(target), writing_beside(target, project=self.path) as aside:
            try:
                self._connection.execute("VACUUM INTO ?", (str(aside),))
            except sqlite3.Error as error:
                damage = foreseen(error, self.path)
                if isinstance(damage, UnreadableError):
                    raise damage from error
                raise

    def _all_documents(self) -> list[bytes]:
        steps = (step.document for direction in (BACK, ON) for step in self._steps.all(direction))
        return [self._steps.present(), *steps]

    def _tidy(self) -> None:
        try:
            self.forget_unused_assets()
        except DossierError as error:
            _log.info("nothing was forgotten: %s", error)

    def _give_back(self) -> None:
        try:
            with storing(self.path):
                # One change of its own. As a script, for each step frees one page and gives no row.
                self._connection.executescript("PRAGMA incremental_vacuum")
        except DossierError as error:
            _log.info("the disk gets its room back another time: %s", error)

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
            dossier = self._documents.decode(step.document)
            self._steps.move(direction)
            search.index_changes(self._connection, self._dossier, dossier)
            taken = step.entry.act
            # Its key tells which piece it was about, when that is erased one day.
            act = Act(code=code, params={"act": taken.code, **taken.params}, key=taken.key)
            write_entry(self._connection, Entry(at=self._now(), who=self._who, act=act))
        self._dossier = dossier
        return dossier

    def _read(self) -> Dossier:
        with storing(self.path):
            self._steps.require_whole()
            return self._documents.decode(self._steps.present())
