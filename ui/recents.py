"""The dossiers that were open before, and which of them are gone."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.memory import Memory
from ui.views.recent_list import Recent


class Recents(QObject):
    """What the start page lists; whether the files are still there is found out in the background.

    Attributes:
        changed: Some are gone.
    """

    changed = Signal()
    _sought = Signal(object)

    def __init__(self, memory: Memory, parent: QObject) -> None:
        super().__init__(parent)
        self._memory = memory
        self._gone: frozenset[str] = frozenset()
        self._sought.connect(self._tell)

    def now(self) -> tuple[Recent, ...]:
        """Gives them as far as is known, the last one first."""
        return tuple(
            Recent(
                path=Path(one.path),
                title=one.title,
                pieces=one.pieces,
                opened=one.opened,
                exists=one.path not in self._gone,
            )
            for one in self._memory.now.recent
        )

    def seek(self) -> None:
        """Looks which are gone; a drive on a network that is down may answer after minutes, or never."""
        import threading

        paths = tuple(one.path for one in self._memory.now.recent)
        threading.Thread(target=self._seek, args=(paths,), name="recent dossiers", daemon=True).start()

    def _seek(self, paths: tuple[str, ...]) -> None:
        """Runs in a thread of its own, which nobody waits for."""
        from contextlib import suppress

        gone = frozenset(path for path in paths if not _is_there(path))
        with suppress(RuntimeError):  # the window has gone meanwhile: there is nobody to tell
            self._sought.emit(gone)

    def _tell(self, gone: frozenset[str]) -> None:
        if gone != self._gone:
            self._gone = gone
            self.changed.emit()


def _is_there(path: str) -> bool:
    try:
        return Path(path).exists()
    except OSError:  # it is there for others: opening it will say what is in the way
        return True
