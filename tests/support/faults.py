"""Jobs that go wrong in every way a job can, for the worker pool; and some that go well."""

import ctypes
import errno
import os
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from dossier.basis.errors import CheckError, UnreadableError

_FLOOD_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """What ``add`` is given."""

    left: int
    right: int


def add(task: Sum) -> int:
    """Adds."""
    return task.left + task.right


def echo(task: str) -> str:
    """Gives back what it got."""
    return task


def process_id(task: str) -> int:
    """Tells which process does it."""
    return os.getpid()


def nothing(task: str) -> None:
    """Gives nothing."""


def chatty(task: str) -> str:
    """Prints much on the way, also below Python, and reads its input."""
    sys.stdout.write("x" * 100_000 + "\n")
    sys.stdout.flush()
    os.write(1, b"\x00\x00\x00\x05Rnull")
    return task + sys.stdin.read()


def refuse(task: str) -> str:
    """Refuses with parameters."""
    raise UnreadableError("password-needed", file=task, pages=3)


def refuse_as_check(task: str) -> str:
    """Refuses with another class."""
    raise CheckError("dead-link", page=7)


def stumble(task: str) -> str:
    """Raises what nobody foresaw."""
    raise ZeroDivisionError(task)


def crash(task: str) -> str:
    """Reads where nothing is."""
    ctypes.string_at(0)
    return task


def leave(task: str) -> str:
    """Ends the process as if all were well."""
    os._exit(0)


def hang(task: str) -> str:
    """Never ends; lets other threads run."""
    Path(task).write_text(str(os.getpid()), "ascii")
    while True:
        time.sleep(60)


def hang_hard(task: str) -> str:
    """Never ends and holds Python's lock all the while, in C."""
    Path(task).write_text(str(os.getpid()), "ascii")
    ctypes.PyDLL(None).pause()
    return task


def hang_when_asked(task: str) -> str:
    """Hangs for a path, answers for the empty text."""
    return hang(task) if task else "well"


def eat(task: str) -> int:
    """Takes memory until there is none."""
    held = [bytearray(16 * 1024 * 1024) for _ in range(100_000)]
    return len(held)


def flood(task: str) -> str:
    """Writes one file without end, and forgives every error."""
    with Path(task).open("wb", buffering=0) as stream:
        while True:
            try:
                stream.write(b"x" * _FLOOD_BYTES)
            except OSError:
                continue


def flood_by_many(task: str) -> str:
    """Writes files without end, each small."""
    for number in range(1_000_000):
        (Path(task) / str(number % 16)).write_bytes(b"x" * _FLOOD_BYTES)
    return task


def write(task: int) -> int:
    """Writes some bytes to a file that goes again."""
    with tempfile.TemporaryFile() as stream:
        return stream.write(b"x" * task)


def open_many(task: str) -> int:
    """Opens one file again and again; tells how often it could."""
    held = []
    try:
        while True:
            held.append(Path(task).open("rb"))  # noqa: SIM115 - being held is the point
    except OSError:
        return len(held)
    finally:
        for stream in held:
            stream.close()


def find_no_room(task: str) -> str:
    """Meets a full disk."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), task)


def leak(task: int) -> int:
    """Keeps some memory for ever; tells which process."""
    sys.modules["leaked"] = b"\x01" * task  # type: ignore[assignment]
    return os.getpid()


def hold(task: int) -> int:
    """Takes some memory, touches it and gives it back."""
    return len(b"\x01" * task)


def lie(task: str) -> int:
    """Answers with another type than it declared."""
    return task  # type: ignore[return-value]


def garble(task: str) -> str:
    """Writes rubbish to every pipe it finds, the protocol's too."""
    for number in range(3, 32):
        try:
            os.write(number, b"\xff" * 64)
        except OSError:
            continue
    return task


def _say(letter: bytes, rest: bytes, *, serial_shift: int = 0) -> None:
    # What a job with full power over its process could write, with the right serial number.
    frame = sys._getframe()
    while "header" not in frame.f_locals:
        assert frame.f_back is not None
        frame = frame.f_back
    serial = frame.f_locals["header"].serial + serial_shift
    message = letter + serial.to_bytes(4) + rest
    for number in range(3, 32):
        try:
            os.write(number, len(message).to_bytes(4) + message)
        except OSError:
            continue


def pretend(task: str) -> str:
    """Answers in place of the protocol, naming an error class that there is not."""
    _say(b"D", b'{"kind":"Path","code":"x","params":{}}')
    return task


def forestall(task: str) -> str:
    """Answers the next request, before it was made, in place of its own."""
    _say(b"R", b'"forged"', serial_shift=1)
    return task


def double(task: str) -> str:
    """Answers twice."""
    _say(b"R", b'"forged"')
    return task


def huge(task: str) -> str:
    """Answers with more than a message may hold."""
    return "x" * (70 * 1024 * 1024)


def spawn(task: str) -> str:
    """Starts a process of its own that would outlive it, and hangs."""
    if os.fork() == 0:
        Path(task).write_text(str(os.getpid()), "ascii")
        while True:
            time.sleep(60)
    while True:
        time.sleep(60)


def meet(task: list[str]) -> str:
    """Makes the first file and waits for the second."""
    mine, other = Path(task[0]), Path(task[1])
    mine.touch()
    while not other.exists():
        time.sleep(0.01)
    return "met"


def dial(task: str) -> str:
    """Tries to reach a machine, a name or a port; tells what stopped it."""
    import socket
    import urllib.request

    try:
        match task:
            case "connect":
                socket.create_connection(("127.0.0.1", 9))
            case "resolve":
                socket.getaddrinfo("example.org", 80)
            case "bind":
                socket.socket().bind(("127.0.0.1", 0))
            case "send":
                socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9))
            case _:
                urllib.request.urlopen("http://127.0.0.1:9/")
    except OSError as error:
        return f"{type(error).__name__} {error}"
    return "reached"


def interfaces(task: str) -> list[str]:
    """Lists the network devices that the kernel shows to this process, and whether they are up."""
    lines = Path("/proc/net/dev").read_text("ascii").splitlines()[2:]
    return [line.split(":")[0].strip() for line in lines]


def read_and_write(task: str) -> str:
    """Reads a file and writes another beside it."""
    source = Path(task)
    target = source.with_suffix(".copy")
    target.write_bytes(source.read_bytes())
    return str(target)


def limits_of(task: str) -> list[int]:
    """Tells core size, niceness and address space."""
    import resource

    return [
        resource.getrlimit(resource.RLIMIT_CORE)[0],
        os.nice(0),
        resource.getrlimit(resource.RLIMIT_AS)[0],
    ]


def folder_and_path(task: str) -> list[str]:
    """Tells where it could import from."""
    return [str(Path.cwd()), *sys.path]


def environment(task: str) -> dict[str, str]:
    """Tells its environment."""
    return dict(os.environ)


def leave_a_file_and_crash(text: str) -> str:
    """Writes a temporary file and ends without a chance to tidy up."""
    handle, _ = tempfile.mkstemp()
    os.write(handle, text.encode())
    os.kill(os.getpid(), signal.SIGKILL)
    return text
