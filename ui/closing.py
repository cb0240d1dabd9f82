"""Lets dossiers go beside the window, which is free meanwhile."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from dossier.basis.errors import DossierError
from dossier.model.dossier import Dossier
from ui.awaiting import Awaiting
from ui.places import same_file
from ui.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leaving:
    before: Dossier
    thread: ThreadPoolExecutor
    done: Future[None]


class Closing(QObject):
    """Closes dossiers in threads of their own; a thread ends with its dossier.

    Attributes:
        changed: A dossier (``Session``) was changed by what was still being saved.
        refused: It could not be closed in order (``DossierError``).
    """

    changed = Signal(object)
    refused = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._awaiting = Awaiting(self)
        self._leaving: dict[Session, _Leaving] = {}

    def begin(self, session: Session) -> None:
        """Has what was asked for saved, and the file let go; nothing is asked of the dossier any more."""
        session.retire()
        thread = ThreadPoolExecutor(1, "closing")
        future = thread.submit(session.let_go)
        thread.shutdown(wait=False)  # it has nothing else to do
        self._leaving[session] = _Leaving(before=session.dossier, thread=thread, done=future)
        self._awaiting.when_done(
            future, lambda _: self._end(session), failed=partial(self._end_badly, session)
        )

    def until_free(self, path: Path) -> Callable[[], object]:
        """Gives what waits, in any thread, until a file that is being closed can be opened again."""
        meant = [one.done for session, one in self._leaving.items() if same_file(path, session.path)]
        return partial(wait, meant)

    def finish(self) -> None:
        """Waits until all are closed."""
        for leaving in self._leaving.values():
            leaving.thread.shutdown()  # with all that it tells
        QCoreApplication.removePostedEvents(self._awaiting)
        for session in tuple(self._leaving):
            self._end(session)

    def _end(self, session: Session) -> None:
        if session.dossier is not self._leaving.pop(session).before:
            self.changed.emit(session)
        session.deleteLater()

    def _end_badly(self, session: Session, error: DossierError) -> None:
        self._end(session)
        self.refused.emit(error)
