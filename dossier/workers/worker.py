"""The child: takes jobs from its pipe, one after the other, until the pipe ends.

Started as ``python -m dossier.workers.worker MEMORY_BYTES OUTPUT_BYTES``. It ends when its parent does,
however the parent ended.
"""

import errno
import faulthandler
import os
import queue
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable
from importlib import import_module
from typing import IO, Any, Final

from dossier.basis.atomic import FULL
from dossier.basis.codec import from_json, to_json
from dossier.basis.errors import DossierError, PlaceError
from dossier.basis.limits import MESSAGE_BYTES
from dossier.workers.caps import Allowance, confine
from dossier.workers.messages import (
    Failure,
    Header,
    ProtocolError,
    Says,
    join_answer,
    receive,
    refusal_of,
    send,
    split_request,
    task_and_result_types,
)

_GRACE_SECONDS: Final = 5.0
_TRACE_CHARS: Final = 20_000
_RESULT_BYTES: Final = MESSAGE_BYTES - 64


def take_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Takes the two pipes away from standard input and output, unbuffered.

    What a job prints goes to standard error then, and what it reads is empty: neither can break
    the protocol.
    """
    if sys.platform == "win32":
        import msvcrt

        for number in (0, 1):
            msvcrt.setmode(number, os.O_BINARY)
    incoming = os.fdopen(os.dup(0), "rb", buffering=0)
    outgoing = os.fdopen(os.dup(1), "wb", buffering=0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return incoming, outgoing


def _listen(incoming: IO[bytes], requests: queue.SimpleQueue[bytes]) -> None:
    # A thread of its own, so that the end of the parent also ends a job that runs.
    while True:
        try:
            message = receive(incoming)
        except (OSError, ProtocolError):
            message = None
        if message is None:
            os._exit(0)
        requests.put(message)


def _find(address: str) -> Callable[[Any], Any]:
    module, _, name = address.partition(":")
    job: Callable[[Any], Any] = getattr(import_module(module), name)
    return job


def _perform(header: Header, task: bytes, began: Callable[[], None]) -> bytes:
    job = _find(header.job)
    task_type, result_type = task_and_result_types(job)
    began()
    # A thread in C: it ends even a job that never lets Python's other threads run, should the
    # parent be gone that would have killed it in time.
    faulthandler.dump_traceback_later(header.seconds + _GRACE_SECONDS, exit=True)
    try:
        result = to_json(job(from_json(task_type, task)), result_type)
    finally:
        faulthandler.cancel_dump_traceback_later()
    if len(result) > _RESULT_BYTES:
        raise ProtocolError(f"result of {len(result)} bytes")
    return result


def _failure_of(error: Exception) -> tuple[Says, bytes]:
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
        return Says.MEMORY, b""
    if isinstance(error, OSError) and error.errno in FULL:
        error = PlaceError("scratch-full", folder=tempfile.gettempdir())
    if isinstance(error, DossierError):
        return Says.REFUSED, to_json(refusal_of(error))
    trace = "".join(traceback.format_exception(error))[-_TRACE_CHARS:]
    return Says.FAILED, to_json(Failure(what=type(error).__name__, trace=trace))


def _serve(message: bytes, outgoing: IO[bytes]) -> None:
    header, task = split_request(message)
    try:
        says, rest = (
            Says.RESULT,
            _perform(header, task, lambda: send(outgoing, join_answer(Says.BEGAN, header.serial))),
        )
    except Exception as error:  # noqa: BLE001 - the border: a job meets untrusted bytes
        says, rest = _failure_of(error)
    send(outgoing, join_answer(says, header.serial, rest))


def main(arguments: list[str]) -> None:
    """Serves until the parent is gone.

    Args:
        arguments: The memory that a job may take, and what it may write, in bytes.
    """
    faulthandler.enable()
    incoming, outgoing = take_pipes()
    memory_bytes, output_bytes = map(int, arguments)
    confine(Allowance(memory_bytes=memory_bytes, output_bytes=output_bytes))
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(incoming, requests), daemon=True).start()
    send(outgoing, join_answer(Says.READY, 0, str(os.getpid()).encode()))
    while True:
        _serve(requests.get(), outgoing)


if __name__ == "__main__":
    main(sys.argv[1:])
