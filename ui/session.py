"""The only writer of the window: one open dossier, what is asked of it, and what came of it."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from dossier.basis.digest import Digest
from dossier.basis.errors import CancelledError, DossierError, UsageError
from dossier.model.commands.done import Done
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.workspace.desk import Desk
from dossier.workspace.exporting import Built, ExportOrder
from dossier.workspace.looking import Look, LookOrder
from dossier.workspace.orders import Added, AddOrder, Present
from ui.awaiting import Awaiting
from ui.places import documents, folder_beside
from ui.save_state import SaveState

_TELLINGS_PER_SECOND: Final = 20
"""Of progress; more would only be work for the window."""


class LongWork:
    """A wish to stop that the working thread hears, and its progress on the way to the window."""

    def __init__(self, tell: Callable[[str, int, int], object]) -> None:
        self._tell = tell
        self._stop = threading.Event()
        self._told = 0.0

    def stop(self) -> None:
        """Asks the work to stop."""
        self._stop.set()

    def progress(self, stage: str, done: int, total: int) -> None:
        """Is called by the work, in its own thread.

        Raises:
            CancelledError: The person asked to stop.
        """
        if self._stop.is_set():
            raise CancelledError()
        now = time.monotonic()
        if done >= total or now - self._told >= 1 / _TELLINGS_PER_SECOND:
            self._told = now
            self._tell(stage, done, total)


class Session(QObject):
    """One open dossier; everything that changes it goes through here and is on disk before it is told."""

    changed = Signal()
    """``present`` is another one."""
    save_state_changed = Signal(object)
    """``SaveState``."""
    refused = Signal(object)
    """``DossierError``: something asked for was not done."""
    worked = Signal(str, int, int)
    """Stage, steps done and steps in all of adding or exporting."""
    work_ended = Signal()
    added = Signal(object)
    """``Added``."""
    exported = Signal(object)
    """``Built``."""
    export_refused = Signal(object)
    """``DossierError``."""
    found = Signal(str, object)
    """Words that were searched, and a frozenset of ``PieceId``."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._awaiting = Awaiting(self)
        self._present = desk.present
        self._state = SaveState.SAVED if desk.present.read_only is None else SaveState.READ_ONLY
        self._pending = 0
        self._works: list[LongWork] = []

    @property
    def present(self) -> Present:
        """The dossier as it is on disk, and what can be undone."""
        return self._present

    @property
    def dossier(self) -> Dossier:
        """The dossier as it is on disk."""
        return self._present.dossier

    @property
    def path(self) -> Path:
        """Its project file."""
        return self._desk.path

    @property
    def folder(self) -> Path:
        """Where to write beside the dossier; the person's own folder for one that is not kept."""
        return folder_beside(self._desk.path) if self._desk.is_kept else documents()

    @property
    def scratch(self) -> Path:
        """A folder that goes when the dossier is closed."""
        return self._desk.pool.scratch

    @property
    def save_state(self) -> SaveState:
        """Whether everything that was asked for is on disk."""
        return self._state

    @property
    def working(self) -> bool:
        """Whether files are being read or an annex made."""
        return bool(self._works)

    def do(self, command: Callable[..., Done], *words: Any, **named: Any) -> None:  # noqa: ANN401 - a command's own
        """Does an act: ``do(set_title, piece, title="…")`` calls ``set_title(dossier, piece, title="…")``."""
        self._change(self._desk.act(lambda dossier: command(dossier, *words, **named)))

    def undo(self) -> None:
        """Takes the last act back."""
        self._change(self._desk.undo())

    def redo(self) -> None:
        """Does the last act that was taken back again."""
        self._change(self._desk.redo())

    def erase(self, pieces: Sequence[PieceId]) -> None:
        """Lets pieces in the bin go for good, with everything that could bring them back."""
        self._change(self._desk.erase(tuple(pieces)))

    def add(self, order: AddOrder) -> None:
        """Reads files in the background and adds them as one act."""
        work = self._begin()
        self._awaiting.when_done(
            self._desk.add(order, progress=work.progress), self._add_ended, failed=self._work_failed
        )

    def export(self, order: ExportOrder) -> None:
        """Makes the annex in the background."""
        work = self._begin()
        self._awaiting.when_done(
            self._desk.export(order, progress=work.progress), self._export_ended, failed=self._export_failed
        )

    def stop_work(self) -> None:
        """Asks the work in the background to stop."""
        for work in self._works:
            work.stop()

    def search(self, words: str) -> None:
        """Finds the pieces that hold words; ``found`` tells them."""
        self._awaiting.when_done(
            self._desk.search(words),
            lambda hits: self.found.emit(words, frozenset(piece for piece, _ in hits)),
            failed=self.refused.emit,
        )

    def look(
        self, order: LookOrder, then: Callable[[Look], object], *, failed: Callable[[DossierError], object]
    ) -> None:
        """Has a page drawn."""
        self._awaiting.when_done(self._desk.look(order), then, failed=failed)

    def annex_page(self, annex: Path, page: int, then: Callable[[Path], object], *, width_px: int) -> None:
        """Has a page of a finished annex drawn."""
        self._awaiting.when_done(
            self._desk.annex_page(annex, page, width_px=width_px), then, failed=lambda _: None
        )

    def thumbnail(
        self, piece: PieceId, then: Callable[[Path], object], *, width_px: int, failed: Callable[..., object]
    ) -> None:
        """Has the first page of a piece drawn small."""
        self._awaiting.when_done(self._desk.thumbnail(piece, width_px=width_px), then, failed=failed)

    def save_original(self, digest: Digest, target: Path, then: Callable[[], object]) -> None:
        """Writes an untouched copy of an original."""
        self._awaiting.when_done(
            self._desk.save_original(digest, target), lambda _: then(), failed=self.refused.emit
        )

    def copy_to(self, target: Path, then: Callable[[], object]) -> None:
        """Writes a complete copy of the dossier."""
        self._awaiting.when_done(self._desk.copy_to(target), lambda _: then(), failed=self.refused.emit)

    def close(self) -> None:
        """Stops what is at work and lets the file go; what was asked for before is saved first."""
        self.stop_work()
        self._desk.close()

    def _change(self, future: "Future[Present]") -> None:
        self._pending += 1
        self._set_state(SaveState.SAVING)
        self._awaiting.when_done(future, self._changed, failed=self._change_failed)

    def _changed(self, present: Present) -> None:
        self._settle(SaveState.SAVED)
        self._show(present)

    def _change_failed(self, error: DossierError) -> None:
        # What was asked for cannot be meant, or could not be saved: the dossier is as it was.
        self._settle(SaveState.SAVED if isinstance(error, UsageError) else SaveState.UNSAVED)
        self.refused.emit(error)
        self.changed.emit()

    def _settle(self, state: SaveState) -> None:
        self._pending -= 1
        if self._present.read_only is not None:
            self._set_state(SaveState.READ_ONLY)
        elif not self._pending:
            self._set_state(state)

    def _show(self, present: Present) -> None:
        self._present = present
        self.changed.emit()

    def _set_state(self, state: SaveState) -> None:
        if state is not self._state:
            self._state = state
            self.save_state_changed.emit(state)

    def _begin(self) -> LongWork:
        work = LongWork(self.worked.emit)
        self._works.append(work)
        return work

    def _add_ended(self, added: Added) -> None:
        self._end_work()
        self._show(added.present)
        self.added.emit(added)

    def _export_ended(self, built: Built) -> None:
        self._end_work()
        self.exported.emit(built)

    def _work_failed(self, error: DossierError) -> None:
        self._end_work()
        self.refused.emit(error)

    def _export_failed(self, error: DossierError) -> None:
        self._end_work()
        self.export_refused.emit(error)

    def _end_work(self) -> None:
        self._works.pop(0)  # one thread does them, in the order asked
        if not self._works:
            self.work_ended.emit()
