"""Watching processes from a test."""

import time
from collections.abc import Callable
from pathlib import Path

import psutil

from tests.support.patience import AMPLE_SECONDS

_PAUSE_SECONDS = 0.01


def alive(process_id: int) -> bool:
    """Whether a process runs; one that only waits to be collected does not."""
    try:
        return psutil.Process(process_id).status() not in {psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD}
    except psutil.NoSuchProcess:
        return False


def none_left() -> bool:
    """Whether this process has no running child any more."""
    return not [child for child in psutil.Process().children(recursive=True) if alive(child.pid)]


def none_named(word: str) -> bool:
    """Whether this process has no running child with that word in its command line."""
    return not any(word in _command_of(child) for child in psutil.Process().children(recursive=True))


def _command_of(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline()) if alive(process.pid) else ""
    except psutil.NoSuchProcess:
        return ""


def wait_until(holds: Callable[[], bool]) -> None:
    """Waits for something that another process does.

    Raises:
        AssertionError: It did not happen in time.
    """
    give_up = time.monotonic() + AMPLE_SECONDS
    while not holds():
        assert time.monotonic() < give_up, "did not happen in time"
        time.sleep(_PAUSE_SECONDS)


def wait_for_text(path: Path) -> str:
    """Waits until another process has written a file, and gives its text."""
    wait_until(lambda: path.exists() and path.stat().st_size > 0)
    return path.read_text("utf-8")
