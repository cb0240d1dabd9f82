"""What parent and child say to each other: framed bytes and checked JSON, never code.

A frame is its length in four bytes, big-endian, and that many bytes. A request is a header in JSON,
a line end, and the task in JSON. An answer is one letter, the request's serial number in four bytes,
and what belongs to it.
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import IO, Any, Final, TypeVar, get_type_hints

from dossier.basis import errors
from dossier.basis.codec import from_json, to_json
from dossier.basis.errors import CancelledError, DossierError, Param
from dossier.basis.limits import MESSAGE_BYTES

T = TypeVar("T")

_UNDECLARED: Final = object()
_NUMBER = struct.Struct(">I")


class ProtocolError(Exception):
    """What came through the pipe is no message."""


class Says(Enum):
    """First letter of an answer: what follows it."""

    READY = b"+"  # process id in decimal digits
    BEGAN = b"B"  # nothing: the job's module is imported, its time runs
    RESULT = b"R"  # the result in JSON
    REFUSED = b"D"  # a Refusal in JSON
    FAILED = b"X"  # a Failure in JSON
    MEMORY = b"M"  # nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What is to be done.

    Attributes:
        serial: Repeated in the answer, so that a late or forged one is never taken for another's.
        job: "module:name" of a function at the top of a module.
        seconds: Allowance; the child ends itself some time after it, should the parent be gone.
    """

    serial: int
    job: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A ``DossierError`` on its way back."""

    kind: str
    code: str
    params: dict[str, Param]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Any other exception: the name of its type, and its traceback for the log."""

    what: str
    trace: str


def send(pipe: IO[bytes], message: bytes) -> None:
    """Writes one frame to an unbuffered pipe.

    Raises:
        ProtocolError: The message is larger than ``MESSAGE_BYTES``.
        OSError: Nobody reads any more.
    """
    if len(message) > MESSAGE_BYTES:
        raise ProtocolError(f"{len(message)} bytes")
    left = memoryview(_NUMBER.pack(len(message)) + message)
    while left:
        left = left[pipe.write(left) :]


def receive(pipe: IO[bytes]) -> bytes | None:
    """Reads one frame, None when the other side is gone.

    Raises:
        ProtocolError: The frame is larger than ``MESSAGE_BYTES``.
        OSError: The pipe is broken.
    """
    head = _exactly(pipe, _NUMBER.size)
    if head is None:
        return None
    (length,) = _NUMBER.unpack(head)
    if length > MESSAGE_BYTES:
        raise ProtocolError(f"{length} bytes")
    return _exactly(pipe, length)


def _exactly(pipe: IO[bytes], count: int) -> bytes | None:
    got = bytearray()
    while len(got) < count:
        part = pipe.read(count - len(got))
        if not part:
            return None
        got += part
    return bytes(got)


def join_request(header: Header, task: bytes) -> bytes:
    """Puts a header and a task, each in JSON, into one message."""
    return to_json(header) + b"\n" + task


def split_request(message: bytes) -> tuple[Header, bytes]:
    """Takes a request apart.

    Raises:
        DossierError: ``malformed``.
    """
    head, _, task = message.partition(b"\n")
    return from_json(Header, head), task


def join_answer(says: Says, serial: int, rest: bytes = b"") -> bytes:
    """Puts an answer together."""
    return says.value + _NUMBER.pack(serial) + rest


def split_answer(message: bytes, serial: int) -> tuple[Says, bytes]:
    """Takes an answer apart.

    Raises:
        ProtocolError: There is no such answer, or it belongs to another request.
    """
    if message[1 : 1 + _NUMBER.size] != _NUMBER.pack(serial):
        raise ProtocolError(f"not of request {serial}: {message[:20]!r}")
    try:
        return Says(message[:1]), message[1 + _NUMBER.size :]
    except ValueError as error:
        raise ProtocolError(repr(message[:20])) from error


def refusal_of(error: DossierError) -> Refusal:
    """Takes what can travel out of an error."""
    return Refusal(kind=type(error).__name__, code=error.code, params=dict(error.params))


def error_of(refusal: Refusal) -> DossierError:
    """Makes the error again, of the same class.

    Raises:
        ProtocolError: There is no such class.
    """
    if refusal.kind == CancelledError.__name__:
        return CancelledError()
    kind = getattr(errors, refusal.kind, None)
    if not (isinstance(kind, type) and issubclass(kind, DossierError)):
        raise ProtocolError(refusal.kind)
    return kind(refusal.code, **refusal.params)


def address_of(job: Callable[..., object]) -> str:
    """Names a job so that another process finds it.

    Raises:
        TypeError: It is no function at the top of a module that can be imported: our fault.
    """
    name = getattr(job, "__qualname__", "")
    if not name.isidentifier() or job.__module__ == "__main__":
        raise TypeError(f"not at the top of a module: {job!r}")
    return f"{job.__module__}:{name}"


def task_and_result_types(job: Callable[..., object]) -> tuple[Any, Any]:
    """Reads the declared types of a job's one parameter and of its result, as the codec wants them.

    Raises:
        TypeError: It does not declare exactly these two: our fault.
    """
    hints = get_type_hints(job)
    result = hints.pop("return", _UNDECLARED)
    if len(hints) != 1 or result is _UNDECLARED:
        raise TypeError(f"needs one annotated parameter and an annotated result: {job!r}")
    return next(iter(hints.values())), None if result is type(None) else result


def result_of(data: bytes, declared: type[T]) -> T:
    """Reads a result, believing nothing before it has its declared type.

    Raises:
        ProtocolError: It has not.
    """
    try:
        return from_json(declared, data)
    except DossierError as error:
        raise ProtocolError(str(error)) from error
