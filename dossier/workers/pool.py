"""Some warm worker processes that do untrusted jobs; nothing they meet can hurt the parent."""

import os
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from dossier.basis import limits
from dossier.basis.codec import to_json
from dossier.basis.errors import CancelledError, DossierError, WorkerError
from dossier.basis.progress import Progress, silent
from dossier.workers.caps import Allowance
from dossier.workers.child import Child, NeverBeganError
from dossier.workers.messages import ProtocolError, address_of, result_of, task_and_result_types
from dossier.workers.scratch import new_scratch, remove

T = TypeVar("T")
R = TypeVar("R")

_MOST_CHILDREN: Final = 4
_HEARTBEAT_SECONDS: Final = 0.2


class Pool:
    """Runs jobs in processes of their own, with an end to time, memory and disk, and no network.

    A job is a function at the top of a module, with one annotated parameter and an annotated
    result, both of types that ``dossier.basis.codec`` knows. Files travel by path.

    Safe for several threads. Close it, or use it as a context manager: it leaves no process behind.
    """

    def __init__(
        self,
        size: int | None = None,
        *,
        memory_bytes: int = limits.WORKER_MEMORY_BYTES,
        output_bytes: int = limits.WORKER_OUTPUT_BYTES,
    ) -> None:
        """Starts nothing yet: a child starts with the first job that needs it.

        Args:
            size: Children at most; by default as many as there are processors for this process, four at most.
            memory_bytes: What a job may take.
            output_bytes: What a job may write to files.
        """
        self.size = size or min(_MOST_CHILDREN, _processors())
        self._allowance = Allowance(memory_bytes=memory_bytes, output_bytes=output_bytes)
        self._idle: list[Child] = []
        self._lock = threading.Lock()
        self._slots = threading.Semaphore(self.size)
        self._closed = threading.Event()
        self._scratch: Path | None = None

    @property
    def scratch(self) -> Path:
        """The folder for whatever is needed only while the pool is open; its children write there too."""
        with self._lock:
            if self._scratch is None:
                self._scratch = new_scratch()
            return self._scratch

    def run(
        self,
        job: Callable[[T], R],
        task: T,
        *,
        seconds: float,
        progress: Progress | None = None,
        stage: str = "",
    ) -> R:
        """Does one job.

        Args:
            job: What is done.
            task: What it is done with.
            seconds: Allowance, from when the job itself begins.
            progress: Told five times a second that it is still at work, and may cancel it.
            stage: What ``progress`` calls it.

        Raises:
            DossierError: As the job raised it.
            WorkerError: ``worker-crashed``, ``worker-timeout``, ``worker-memory``,
                ``worker-output``, or ``worker-failed`` with the type of what it raised as ``what``.
            CancelledError: The pool was closed meanwhile.
        """
        if progress is None:
            return self._run(job, task, seconds, self._closed.is_set)
        (result,) = self.map(job, [task], seconds=lambda _: seconds, progress=progress, stage=stage)
        if isinstance(result, DossierError):
            raise result
        return result

    def map(
        self,
        job: Callable[[T], R],
        tasks: Sequence[T],
        *,
        seconds: Callable[[T], float],
        progress: Progress = silent,
        stage: str = "",
    ) -> list[R | DossierError]:
        """Does one job with many tasks, several at a time; a bad task never stops the rest.

        Args:
            job: What is done.
            tasks: What it is done with.
            seconds: Allowance for a task.
            progress: Told after each task and five times a second, in this thread.
            stage: What ``progress`` calls it.

        Returns:
            For each task, in their order, its result or its error.

        Raises:
            CancelledError: ``progress`` said so, or the pool was closed; running jobs are killed.
        """
        stop = threading.Event()

        def stopped() -> bool:
            return stop.is_set() or self._closed.is_set()

        def attempt(task: T) -> R | DossierError:
            try:
                return self._run(job, task, seconds(task), stopped)
            except CancelledError:
                raise
            except DossierError as error:
                return error

        with ThreadPoolExecutor(self.size, "pool") as threads:
            futures = [threads.submit(attempt, task) for task in tasks]
            try:
                _follow(futures, progress, stage)
            except BaseException:
                stop.set()
                threads.shutdown(wait=False, cancel_futures=True)
                raise
            return [future.result() for future in futures]

    def stop(self) -> None:
        """Ends what is at work, and begins nothing more; the callers get ``CancelledError``."""
        self._closed.set()

    def close(self) -> None:
        """Ends all children, those at work too, and removes the scratch folder."""
        self.stop()
        for _ in range(self.size):
            self._slots.acquire()
        with self._lock:
            idle, self._idle = self._idle, []
            scratch, self._scratch = self._scratch, None
        for child in idle:
            child.end()
        if scratch is not None:
            remove(scratch)
        self._slots.release(self.size)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _run(self, job: Callable[[T], R], task: T, seconds: float, stopped: Callable[[], bool]) -> R:
        address = address_of(job)
        task_type, result_type = task_and_result_types(job)
        written = to_json(task, task_type)
        with self._slots:
            while True:
                try:
                    result: R = self._ask(address, written, seconds, result_type, stopped)
                except NeverBeganError:
                    continue  # one idle child less, and at last a fresh one
                return result

    def _ask(
        self, address: str, task: bytes, seconds: float, result_type: type[R], stopped: Callable[[], bool]
    ) -> R:
        if stopped():
            raise CancelledError()
        child = self._idle_child() or Child(self._allowance, scratch=self.scratch, stopped=stopped)
        try:
            return result_of(child.ask(address, task, seconds=seconds, stopped=stopped), result_type)
        except ProtocolError as error:
            child.fit = False
            raise WorkerError("worker-failed", what="answer") from error
        finally:
            self._put_back(child)

    def _idle_child(self) -> Child | None:
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.alive:
                    return child
                child.end()
        return None

    def _put_back(self, child: Child) -> None:
        if not child.fit:
            child.end()
            return
        with self._lock:
            self._idle.append(child)


def _processors() -> int:
    """Counts those that this process may run on; that it gets only a share of their time is not seen."""
    if sys.platform != "linux":
        return os.cpu_count() or 1
    return len(os.sched_getaffinity(0))


def _follow(futures: Sequence[Future[Any]], progress: Progress, stage: str) -> None:
    """Tells how far they are, also while nothing is finished, so that a wish to stop is soon heard."""
    ended: SimpleQueue[Future[Any]] = SimpleQueue()
    for future in futures:
        future.add_done_callback(ended.put)
    done = 0
    while done < len(futures):
        try:
            future = ended.get(timeout=_HEARTBEAT_SECONDS)
        except Empty:
            pass  # still at work: that is told too
        else:
            future.result()
            done += 1
        progress(stage, done, len(futures))
