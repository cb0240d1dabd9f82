"""One child process, seen by its parent: asked, watched, replaced."""

import logging
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final

from dossier.basis import limits
from dossier.basis.codec import from_json
from dossier.basis.errors import CancelledError, DossierError, WorkerError
from dossier.workers.caps import Allowance
from dossier.workers.launch import child_environment, start_program
from dossier.workers.messages import (
    Failure,
    Header,
    ProtocolError,
    Refusal,
    Says,
    error_of,
    join_request,
    receive,
    send,
    split_answer,
)
from dossier.workers.watch import Verdict, Watch, close_pipes, kill_family, memory_of, runs, written_by

_log = logging.getLogger(__name__)

_JOBS: Final = 200
_WORN_SHARE: Final = 4
_DYING_SECONDS: Final = 2.0
_FILE_TOO_LARGE: Final[int | None] = getattr(signal, "SIGXFSZ", None)


class NeverBeganError(Exception):
    """A child that had worked before was gone when it was asked: another can do the job."""


class Child:
    """A worker process.

    Attributes:
        fit: Whether it may be asked again; False once it was killed, failed or is worn out.
    """

    def __init__(self, allowance: Allowance, *, scratch: Path, stopped: Callable[[], bool]) -> None:
        """Starts it and waits until it has confined itself.

        Args:
            allowance: What a job may take.
            scratch: Where its temporary files go: whoever removes it removes what a killed child left.
            stopped: Tells that nobody wants it any more.

        Raises:
            WorkerError: ``worker-failed``; it does not start.
            CancelledError: Nobody wanted it any more.
        """
        self.fit = True
        self._jobs = 0
        self._allowance = allowance
        self._process_id = 0
        self._start_bytes = 0
        try:
            self._process = start_program(
                "dossier.workers.worker",
                str(allowance.memory_bytes),
                str(allowance.output_bytes),
                environment=child_environment(scratch),
            )
        except OSError as error:
            raise WorkerError("worker-failed", what=type(error).__name__) from error
        with self._watch(stopped) as watch:
            watch.allow(limits.START_SECONDS)
            answer = self._hear(0)
        if answer is None or answer[0] is not Says.READY:
            self.end()
            raise CancelledError() if watch.verdict is Verdict.STOPPED else _failed("start")
        # Not the pid that we started: on Windows that is a launcher's.
        self._process_id = int(answer[1])
        self._start_bytes = memory_of(self._process_id)

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return runs(self._process)

    def end(self) -> None:
        """Kills it, whatever it does."""
        self.fit = False
        kill_family(self._process)
        close_pipes(self._process)

    def ask(self, job: str, task: bytes, *, seconds: float, stopped: Callable[[], bool]) -> bytes:
        """Has it do a job.

        Args:
            job: "module:name".
            task: In JSON.
            seconds: Allowance, from when the job itself begins.
            stopped: Tells that nobody wants the answer any more.

        Returns:
            The result in JSON, not yet checked.

        Raises:
            DossierError: As the job raised it; or a ``WorkerError``.
            CancelledError: Nobody wanted the answer any more.
            NeverBeganError: It was gone already.
        """
        self._jobs += 1
        header = Header(serial=self._jobs, job=job, seconds=seconds)
        # Unfit until proved well, so that whatever happens below, a doubtful child is not asked again.
        self.fit = False
        with self._watch(stopped) as watch:
            watch.allow(limits.START_SECONDS)
            answer = self._say_and_hear(header, task)
            began = answer is not None
            if answer is not None and answer[0] is Says.BEGAN:
                watch.allow(seconds)
                answer = self._hear(header.serial)
        if answer is None:
            if watch.verdict is None and not began and self._jobs > 1:
                raise NeverBeganError
            raise _lost(watch.verdict or self._own_end())
        return self._read(*answer)

    def _watch(self, stopped: Callable[[], bool]) -> Watch:
        return Watch(
            self._process,
            memory=lambda: memory_of(self._process_id) if self._process_id else 0,
            memory_bytes=self._start_bytes + self._allowance.memory_bytes,
            output=lambda: written_by(self._process_id) if self._process_id else 0,
            output_bytes=self._written_before() + self._allowance.output_bytes,
            stopped=stopped,
        )

    def _written_before(self) -> int:
        return written_by(self._process_id) if self._process_id else 0

    def _own_end(self) -> Verdict | None:
        """Tells whether the system ended it because one file grew too large (setrlimit(2))."""
        try:
            code = self._process.wait(_DYING_SECONDS)
        except subprocess.TimeoutExpired:
            return None
        return Verdict.OUTPUT if _FILE_TOO_LARGE is not None and code == -_FILE_TOO_LARGE else None

    def _say_and_hear(self, header: Header, task: bytes) -> tuple[Says, bytes] | None:
        try:
            send(_pipe(self._process.stdin), join_request(header, task))
        except OSError as error:
            _log.debug("child is gone: %s", error)
            return None
        except ProtocolError as error:
            raise _failed("task") from error
        return self._hear(header.serial)

    def _hear(self, serial: int) -> tuple[Says, bytes] | None:
        try:
            message = receive(_pipe(self._process.stdout))
            return None if message is None else split_answer(message, serial)
        except OSError as error:
            _log.debug("child is gone: %s", error)
            return None
        except ProtocolError as error:
            raise _failed("answer") from error

    def _read(self, says: Says, rest: bytes) -> bytes:
        match says:
            case Says.RESULT:
                self.fit = not self._worn
                return rest
            case Says.REFUSED:
                error = _refused(rest)
            case Says.FAILED:
                error = _explained(rest)
            case Says.MEMORY:
                raise WorkerError("worker-memory")
            case Says.READY | Says.BEGAN:
                raise _failed("answer")
        self.fit = not self._worn
        raise error

    @property
    def _worn(self) -> bool:
        grown = memory_of(self._process_id) - self._start_bytes
        return self._jobs >= _JOBS or grown > self._allowance.memory_bytes // _WORN_SHARE


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise AssertionError("started without pipes")
    return pipe


def _failed(what: str) -> WorkerError:
    return WorkerError("worker-failed", what=what)


def _lost(verdict: Verdict | None) -> DossierError:
    match verdict:
        case None:
            return WorkerError("worker-crashed")
        case Verdict.STOPPED:
            return CancelledError()
        case Verdict.TIMEOUT | Verdict.MEMORY | Verdict.OUTPUT:
            return WorkerError(f"worker-{verdict}")


def _refused(data: bytes) -> DossierError:
    try:
        return error_of(from_json(Refusal, data))
    except (DossierError, ProtocolError) as error:
        raise _failed("answer") from error


def _explained(data: bytes) -> DossierError:
    try:
        failure = from_json(Failure, data)
    except DossierError as error:
        raise _failed("answer") from error
    _log.debug("a job failed:\n%s", failure.trace)
    return _failed(failure.what)
