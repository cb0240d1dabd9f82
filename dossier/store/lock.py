"""One program at a time writes; the next one learns who does and since when."""

import json
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

_log = logging.getLogger(__name__)

_TRIES: Final = 3
"""For the lock: the file of one who is just closing goes away under who opens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who has the file open for writing.

    Attributes:
        who: As that program named the person; "" when it cannot be read.
        since: With its offset; None when it cannot be read.
    """

    who: str = ""
    since: datetime | None = None


class WriterLock:
    """The right to write one project file.

    The system frees it when the process ends, however it ends: what a killed program leaves beside
    the file locks nobody out, and is removed when the next writer closes.
    """

    def __init__(self, path: Path) -> None:
        self._note = path.with_name(f".{path.name}.open")
        self._file = path.with_name(f".{path.name}.lock")
        # Opened by one thread and closed by another, as when a window ends.
        self._lock = FileLock(self._file, thread_local=False)

    def take(self, who: str, *, now: Callable[[], datetime]) -> bool:
        """Takes the lock at once, or tells that another program has it.

        Raises:
            OSError: The folder cannot be written.
        """
        if not self._acquired():
            return False
        try:
            note = {"who": who, "since": now().isoformat()}
            self._note.write_text(json.dumps(note), encoding="utf-8")
        except OSError:
            self.free()
            raise
        return True

    def holder(self) -> Holder:
        """Reads who has it; a note that is just being written says nothing yet."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            return Holder(who=str(note["who"]), since=datetime.fromisoformat(note["since"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            _log.info("no readable note of the writer: %s", error)
            return Holder()

    def free(self) -> None:
        """Gives the lock back and leaves nothing beside the file."""
        _remove(self._note)
        if os.name != "nt":
            # While it is held: whoever comes meanwhile finds that the name is gone, and begins again.
            _remove(self._file)
        self._lock.release()
        if os.name == "nt":
            _remove(self._file)  # refused there while another program has it open

    def _acquired(self) -> bool:
        for _ in range(_TRIES):
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                if self._file.exists():
                    return False
            else:
                return True
        return False


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        _log.info("%s stays: %s", path.name, error)
