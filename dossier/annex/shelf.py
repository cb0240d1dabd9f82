"""Finished sheets, kept from one export to the next and for the window."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from dossier.annex.kept import Kept
from dossier.basis import limits
from dossier.basis.codec import from_json, to_json
from dossier.basis.digest import digest_of
from dossier.basis.errors import DossierError, UnreadableError, WorkerError
from dossier.press.sheet import RENDERER, Sheet, SheetTask
from dossier.workers.messages import ProtocolError, Refusal, error_of, refusal_of

_OF_THE_BYTES: Final = frozenset({"worker-crashed", "worker-memory", "worker-output", "worker-timeout"})
"""What a worker met while it read; that none could be started says nothing about a file."""


class Shelf:
    """Sheets by what they are made from: equal tasks have equal pages.

    A task names bodies by their digests, so that a sheet can never be out of date.
    """

    def __init__(self, folder: Path, *, most_bytes: int = limits.KEPT_SHEETS_BYTES) -> None:
        """Makes nothing yet.

        Args:
            folder: It belongs to the sheets alone, and is removed by whoever gives it.
            most_bytes: Size of all of them together, before the longest unused are dropped.
        """
        self._kept = Kept(folder, most_bytes=most_bytes)

    @property
    def folder(self) -> Path:
        """A folder to work in, on the disk of the sheets."""
        return self._kept.folder.parent

    def path(self, task: SheetTask) -> Path:
        """Tells where a sheet stands, whether it is there or not."""
        return self._kept.path(f"{key_of(task)}.pdf")

    def find(self, task: SheetTask) -> Sheet | None:
        """Finds a sheet where it stands; None when it must be made."""
        key = key_of(task)
        answer = self._kept.read(f"{key}.json")
        there = self._kept.touch(f"{key}.pdf") and self._kept.touch(f"{key}.json")
        return _sheet(answer) if answer is not None and there else None

    def give(self, task: SheetTask) -> Sheet | None:
        """Puts a sheet at the task's target, where it stays; None when it must be made."""
        sheet = self.find(task)
        given = sheet is not None and self._kept.give(f"{key_of(task)}.pdf", Path(task.target))
        return sheet if given else None

    def take(self, task: SheetTask, sheet: Sheet) -> None:
        """Keeps what was made for a task.

        Raises:
            PlaceError: ``cannot-write``.
        """
        key = key_of(task)
        self._kept.write(to_json(sheet), f"{key}.json")
        self._kept.take(Path(task.target), f"{key}.pdf")

    def drop(self) -> None:
        """Removes the longest unused sheets beyond the bound."""
        self._kept.drop()

    def refuse(self, task: SheetTask, error: DossierError) -> None:
        """Remembers that nothing can be made of a task.

        Raises:
            PlaceError: ``cannot-write``.
        """
        if isinstance(error, UnreadableError) or error.code in _OF_THE_BYTES:
            self._kept.write(to_json(refusal_of(error)), f"{key_of(task)}.refused")

    def refusal(self, task: SheetTask) -> UnreadableError | WorkerError | None:
        """Tells why nothing could be made of a task, None when nothing is known.

        A worker that was too slow once may be quick enough the next time; bytes never change.
        """
        answer = self._kept.read(f"{key_of(task)}.refused")
        try:
            error = None if answer is None else error_of(from_json(Refusal, answer))
        except (DossierError, ProtocolError):
            return None
        return error if isinstance(error, UnreadableError | WorkerError) else None


def key_of(task: SheetTask) -> str:
    """Names what a task asks for, wherever it is put."""
    return digest_of(f"{RENDERER}\n".encode() + to_json(replace(task, target="", assets="")))


def _sheet(answer: bytes) -> Sheet | None:
    try:
        return from_json(Sheet, answer)
    except DossierError:
        return None
