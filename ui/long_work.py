"""Work in the background, seen from the window."""

import threading
import time
from collections.abc import Callable
from typing import Final

from dossier.basis.errors import CancelledError

_TELLINGS_PER_SECOND: Final = 8
"""Of progress: as many as are seen; more would only be work for the window."""


class LongWork:
    """A wish to stop that the working thread hears, and its progress on the way to the window."""

    def __init__(self, tell: Callable[[str, int, int], object], *, is_export: bool = False) -> None:
        self.is_export = is_export
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
        if done >= total > 0 or now - self._told >= 1 / _TELLINGS_PER_SECOND:
            self._told = now
            self._tell(stage, done, total)
