"""Kills a program that outlives its time, outgrows its memory, floods the disk or is no longer wanted."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from enum import StrEnum
from types import TracebackType
from typing import Final, Self

import psutil

_GONE_SECONDS: Final = 5.0
_POLL_SECONDS: Final = 0.01
_ENDED: Final = frozenset({psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD})


class Verdict(StrEnum):
    """Why a program was killed."""

    TIMEOUT = "timeout"
    MEMORY = "memory"
    OUTPUT = "output"
    STOPPED = "stopped"


def memory_of(process_id: int) -> int:
    """Measures the resident bytes of one process, 0 when it is gone."""
    try:
        return int(psutil.Process(process_id).memory_info().rss)
    except psutil.Error:
        return 0


def written_by(process_id: int) -> int:
    """Counts the bytes that one process has written since its start, 0 where no system tells (macOS)."""
    try:
        process = psutil.Process(process_id)
        counters = process.io_counters() if hasattr(process, "io_counters") else None
    except psutil.Error:
        return 0
    # Linux: what was written, not what has reached the disk yet.
    return int(getattr(counters, "write_chars", getattr(counters, "write_bytes", 0)))


def family_of(process_id: int) -> list[psutil.Process]:
    """Lists a process and all that it started, empty when it is gone."""
    try:
        top = psutil.Process(process_id)
        return [top, *top.children(recursive=True)]
    except psutil.Error:
        return []


def family_memory_of(process_id: int) -> int:
    """Measures the resident bytes of a whole family; shared pages count for each of its members."""
    return sum(memory_of(member.pid) for member in family_of(process_id))


def runs(process: subprocess.Popen[bytes]) -> bool:
    """Whether a program still runs; one that was just killed does not, though it is not collected yet."""
    try:
        return process.poll() is None and _alive(psutil.Process(process.pid))
    except psutil.NoSuchProcess:
        return False


def kill_family(process: subprocess.Popen[bytes]) -> None:
    """Ends a program and all that it started, and waits until they are gone; harmless when they are.

    Its pipes stay open, because somebody may be reading them: see ``close_pipes``.
    """
    members = family_of(process.pid) if process.poll() is None else []
    if members:
        _kill_session(process.pid)
    for member in members:
        _kill(member)
    process.wait()
    give_up = time.monotonic() + _GONE_SECONDS
    while any(_alive(member) for member in members) and time.monotonic() < give_up:
        time.sleep(_POLL_SECONDS)


def close_pipes(process: subprocess.Popen[bytes]) -> None:
    """Closes our ends of a program's pipes; for the one thread that speaks with it."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


def _kill(member: psutil.Process) -> None:
    try:
        member.kill()
    except psutil.NoSuchProcess:
        return  # gone by itself, which is what was wanted


def _kill_session(process_id: int) -> None:
    if sys.platform != "win32":  # which has no such thing
        try:
            os.killpg(process_id, signal.SIGKILL)
        except ProcessLookupError:
            return  # gone by itself, which is what was wanted


def _alive(member: psutil.Process) -> bool:
    # What the system has not yet collected holds nothing any more.
    try:
        return bool(member.is_running() and member.status() not in _ENDED)
    except psutil.NoSuchProcess:
        return False


class Watch:
    """Stands beside somebody who waits for an answer of a program; use as a context manager.

    Whoever waits reads the pipe without a time limit: when the watch kills the program, the pipe
    ends, and ``verdict`` says why.
    """

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        *,
        memory: Callable[[], int],
        memory_bytes: int,
        output: Callable[[], int] = lambda: 0,
        output_bytes: int = sys.maxsize,
        stopped: Callable[[], bool] = lambda: False,
        tick_seconds: float = 0.05,
    ) -> None:
        """Watches nothing until entered.

        Args:
            process: What is watched and killed, with all that it started.
            memory: Measures its bytes.
            memory_bytes: Bytes above which it is killed.
            output: Measures what it has written.
            output_bytes: Bytes above which it is killed.
            stopped: Tells that nobody wants the answer any more.
            tick_seconds: Time between two looks.
        """
        self.verdict: Verdict | None = None
        self._process = process
        self._memory = memory
        self._memory_bytes = memory_bytes
        self._output = output
        self._output_bytes = output_bytes
        self._stopped = stopped
        self._tick_seconds = tick_seconds
        self._deadline = float("inf")
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, name="watch", daemon=True)

    def allow(self, seconds: float) -> None:
        """Gives it that long from now."""
        self._deadline = time.monotonic() + seconds

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(self._tick_seconds):
            self.verdict = self._judge()
            if self.verdict is not None:
                kill_family(self._process)
                return

    def _judge(self) -> Verdict | None:
        if self._stopped():
            return Verdict.STOPPED
        if time.monotonic() > self._deadline:
            return Verdict.TIMEOUT
        if self._memory() > self._memory_bytes:
            return Verdict.MEMORY
        return Verdict.OUTPUT if self._output() > self._output_bytes else None
