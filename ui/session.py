"""The only writer of the window: one open dossier, what is asked of it, and what came of it."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from dossier.basis.errors import DossierError, PlaceError
from dossier.basis.progress import Progress
from dossier.model.commands.done import Done
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.workspace.desk import Desk
from dossier.workspace.exporting import Built, ExportOrder
from dossier.workspace.orders import Added, AddOrder, Present
from dossier.workspace.reading_again import ReadAgainOrder
from dossier.workspace.recognition import Recognising
from dossier.workspace.sending import SendOrder
from ui.asking import Asking
from ui.long_work import LongWork
from ui.places import documents, folder_beside
from ui.save_state import SaveState


class Session(Asking):
    """One open dossier; everything that changes it goes through here and is on disk before it is told."""

    changed = Signal()
    """``present`` is another one."""
    save_state_changed = Signal(object)
    """``SaveState``."""
    worked = Signal(str, int, int)
    """Stage, steps done and steps in all of adding or exporting."""
    work_ended = Signal()
    coming = Signal(object)
    """``Dossier`` that is shown in a moment, with many pieces perhaps: what it needs is made ahead."""
    added = Signal(object)
    """``Added``."""
    exported = Signal(object)
    """``Built``."""
    export_refused = Signal(object)
    """``DossierError``."""
    recognised = Signal()
    """``present`` is another one without an act of the person's: words of pictures were read."""
    recognising_changed = Signal(object)
    """``Recognising``: how far the reading of pictures is."""
    listed = Signal()
    """``present`` is another one without an act of the person's: other files are being read."""
    _read_on = Signal(bool)
    _listed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self._present = desk.present
        self._state = SaveState.SAVED if desk.present.read_only is None else SaveState.READ_ONLY
        self._pending = 0
        self._failing = False
        self._unsaved: list[Callable[[], Future[Present]]] = []
        self._works: list[LongWork] = []
        self._read_on.connect(self._show_recognised, Qt.ConnectionType.QueuedConnection)
        self._listed.connect(self._show_listed, Qt.ConnectionType.QueuedConnection)

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
    def is_kept(self) -> bool:
        """Whether its file stays when it is closed."""
        return self._desk.is_kept

    @property
    def save_state(self) -> SaveState:
        """Whether everything that was asked for is on disk."""
        return self._state

    @property
    def exporting(self) -> bool:
        """Whether an annex is being made, or will be."""
        return any(work.is_export for work in self._works)

    def may_change(self) -> bool:
        """Tells whether the dossier can be changed; why not is told by ``refused``."""
        if self._present.read_only is not None:
            self.refused.emit(self._present.read_only)
        return self._present.read_only is None

    def do(self, command: Callable[..., Done], *words: Any, **named: Any) -> None:  # noqa: ANN401 - a command's own
        """Does an act: ``do(set_title, piece, title="…")`` calls ``set_title(dossier, piece, title="…")``."""
        self._change(lambda: self._desk.act(lambda dossier: command(dossier, *words, **named)), lasting=True)

    def undo(self) -> None:
        """Takes the last act back."""
        self._change(self._desk.undo)

    def redo(self) -> None:
        """Does the last act that was taken back again."""
        self._change(self._desk.redo)

    def erase(self, pieces: Sequence[PieceId]) -> None:
        """Lets pieces in the bin go for good, with everything that could bring them back."""
        self._change(lambda: self._desk.erase(tuple(pieces)))

    def save_again(self) -> None:
        """Does again, in their order, the acts that could not be saved."""
        waiting, self._unsaved = self._unsaved, []
        for start in waiting:
            self._begin_change(start, lasting=True)

    def add(self, order: AddOrder) -> None:
        """Reads files in the background and adds them as one act."""
        if self._closed or not self.may_change():
            return
        work = self._begin()
        self._awaiting.when_done(
            self._desk.add(order, progress=work.progress, listed=lambda _: self._listed.emit()),
            self._add_ended,
            failed=self._work_failed,
        )

    def go_on(self) -> None:
        """Reads in the background what was kept and not read when the dossier was closed."""
        idle = not self._closed and not self._works and self._present.read_only is None
        if not idle or not self._present.awaited:
            return
        work = self._begin()
        self._awaiting.when_done(
            self._desk.go_on(progress=work.progress), self._add_ended, failed=self._work_failed
        )

    def read_again(
        self,
        order: ReadAgainOrder,
        then: Callable[[Present], object],
        *,
        failed: Callable[[DossierError], object],
    ) -> None:
        """Reads a file once more in the background; what it says now stands in its place as one act."""
        if self._closed or not self.may_change():
            return
        self._begin_act(lambda progress: self._desk.read_again(order, progress=progress), then, failed)

    def mark_sent(
        self,
        order: SendOrder,
        then: Callable[[Present], object],
        *,
        failed: Callable[[DossierError], object],
    ) -> None:
        """Keeps what was sent, and its numbers, in the background as one act."""
        if self._closed or not self.may_change():
            return
        self._begin_act(lambda progress: self._desk.mark_sent(order, progress=progress), then, failed)

    def export(self, order: ExportOrder) -> None:
        """Makes the annex in the background."""
        if self._closed:
            return
        work = self._begin(is_export=True)
        self._awaiting.when_done(
            self._desk.export(order, progress=work.progress), self._export_ended, failed=self._export_failed
        )

    @property
    def recognising(self) -> Recognising:
        """How far the reading of pictures is."""
        return self._desk.recognition.state

    def recognise(self) -> None:
        """Has the words of pictures read while nobody waits, from now on."""
        if not self._closed and self._present.read_only is None:
            self._desk.recognition.begin(self._read_on.emit)

    def stop_recognising(self) -> None:
        """Reads no more pictures until it is asked for again."""
        self._desk.recognition.stop()

    def stop_work(self) -> None:
        """Asks all work in the background to stop, also what has not begun."""
        for work in self._works:
            work.stop()

    def stop_export(self) -> None:
        """Asks the making of an annex to stop; files that are being read go on."""
        for work in self._works:
            if work.is_export:
                work.stop()

    def close(self) -> None:
        """Stops what is at work and lets the file go; what was asked for before is saved first."""
        self.retire()
        self.let_go()
        # Whoever asked is going too; nobody is left to be answered.
        QCoreApplication.removePostedEvents(self._awaiting)
        QCoreApplication.removePostedEvents(self)

    def retire(self) -> None:
        """Takes nothing more and tells nothing more; what was asked for before is still saved."""
        if self._closed:
            return
        self.save_again()
        self._closed = True
        self.stop_export()  # files that are being read are read on the next time
        self.forget_lookers()
        self.blockSignals(True)

    def let_go(self) -> None:
        """Waits until a retired dossier is saved and its file free, in any thread."""
        self._aside.shutdown()
        self._desk.close()
        self._present = self._desk.present

    def _change(self, start: "Callable[[], Future[Present]]", *, lasting: bool = False) -> None:
        if not self._closed and self.may_change():
            self.save_again()
            self._begin_change(start, lasting=lasting)

    def _begin_change(self, start: "Callable[[], Future[Present]]", *, lasting: bool) -> None:
        self._pending += 1
        self._set_state(SaveState.SAVING)
        again = [start] if lasting else []
        self._awaiting.when_done(
            start(), self._changed, failed=lambda error: self._change_failed(error, again)
        )

    def _changed(self, present: Present) -> None:
        self._failing = False
        if self._unsaved:
            self.save_again()  # whatever was in the way is gone
        self._settle()
        self._show(present)

    def _change_failed(self, error: DossierError, again: "Sequence[Callable[[], Future[Present]]]") -> None:
        if isinstance(error, PlaceError):
            # It could not be saved: what the person wrote stays to be seen, and is tried again.
            self._failing = True
            self._unsaved.extend(again)
            self._settle()
        else:
            # It cannot be meant: the dossier is as it was, and is shown so.
            self._settle()
            self.changed.emit()
        self.refused.emit(error)

    def _settle(self) -> None:
        self._pending -= 1
        if not self._pending:
            self._set_state(SaveState.UNSAVED if self._failing else SaveState.SAVED)

    def _show(self, present: Present) -> None:
        self._present = present
        self.changed.emit()

    def _show_listed(self) -> None:
        """Shows which files are being read; an act that is being saved shows it with what it did."""
        now = self._desk.present
        if not self._closed and not self._pending and now.awaited != self._present.awaited:
            self._present = now
            self.listed.emit()

    def _show_recognised(self, kept: bool) -> None:
        if self._closed:
            return
        if kept and self._desk.present is not self._present and not self._pending:
            self._present = self._desk.present
            self.recognised.emit()
        self.recognising_changed.emit(self.recognising)

    def _set_state(self, state: SaveState) -> None:
        if state is not self._state:
            self._state = state
            self.save_state_changed.emit(state)

    def _begin(self, *, is_export: bool = False) -> LongWork:
        work = LongWork(self.worked.emit, is_export=is_export)
        self._works.append(work)
        return work

    def _begin_act(
        self,
        start: "Callable[[Progress], Future[Present]]",
        then: Callable[[Present], object],
        failed: Callable[[DossierError], object],
    ) -> None:
        """Begins an act that takes long; who asked for it is told how it ended."""
        work, told, refused = self._begin(), self._if_there(then), self._if_there(failed)

        def ended(present: Present) -> None:
            self._end_work()
            self._show(present)
            told(present)

        def not_done(error: DossierError) -> None:
            self._end_work()
            refused(error)

        self._awaiting.when_done(start(work.progress), ended, failed=not_done)

    def _add_ended(self, added: Added) -> None:
        self.coming.emit(added.present.dossier)
        # Not 0, which Qt does before it hears the person again.
        QTimer.singleShot(1, self, lambda: self._show_added(added))

    def _show_added(self, added: Added) -> None:
        if self._closed:
            return
        self._end_work()
        self._show(self._desk.present)  # an act may have been shown since
        self.added.emit(added)

    def _export_ended(self, built: Built) -> None:
        self._end_work()
        self.exported.emit(built)

    def _work_failed(self, error: DossierError) -> None:
        self._end_work()
        self._show_listed()
        self.refused.emit(error)

    def _export_failed(self, error: DossierError) -> None:
        self._end_work()
        self.export_refused.emit(error)

    def _end_work(self) -> None:
        self._works.pop(0)  # one thread does them, in the order asked
        if not self._works:
            self.work_ended.emit()
