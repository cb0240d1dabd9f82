"""Runs a program and sees everything by which it, or anything it started, tries to reach a network.

The kernel itself tells: a seccomp filter (seccomp(2)) stands in the program and in all its descendants,
whatever they are written in, and asks us at each ``socket``, ``connect`` and ``send…``. What leads out of
this machine is refused and noted. It needs no privilege. Where the kernel has no listener, the filter kills
whoever asks for an internet socket, with SIGSYS: that is seen too.
"""

import ctypes
import errno
import fcntl
import os
import platform
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]

_MACHINE: Final = platform.machine()
_CALLS: Final[Mapping[str, Mapping[str, int]]] = {
    "x86_64": {
        "sendto": 44,
        "sendmsg": 46,
        "sendmmsg": 307,
        "socket": 41,
        "connect": 42,
        "unshare": 272,
        "seccomp": 317,
    },
    "aarch64": {
        "sendto": 206,
        "sendmsg": 211,
        "sendmmsg": 269,
        "socket": 198,
        "connect": 203,
        "unshare": 97,
        "seccomp": 277,
    },
}
_IO_URING: Final = 425
_ARCHITECTURE: Final = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # linux/audit.h

# linux/filter.h, linux/bpf_common.h
_LOAD: Final = 0x20
_JUMP_EQUAL: Final = 0x15
_RETURN: Final = 0x06
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16  # struct seccomp_data

# linux/seccomp.h
_ALLOW: Final = 0x7FFF0000
_NOTIFY: Final = 0x7FC00000
_ERROR: Final = 0x00050000
_KILL: Final = 0x80000000
_SET_FILTER: Final = 1
_NEW_LISTENER: Final = 1 << 3
_RECEIVE: Final = 0xC0502100
_SEND: Final = 0xC0182101
_CONTINUE: Final = 1
_REQUEST = struct.Struct("=QIIiIQ6Q")
_REPLY = struct.Struct("=QqiI")

_NO_NEW_PRIVILEGES: Final = 38  # linux/prctl.h
_OURS: Final = frozenset({socket.AF_UNIX, socket.AF_NETLINK, socket.AF_UNSPEC})
_KIND: Final = 0xF  # above it stand SOCK_CLOEXEC and SOCK_NONBLOCK
_READY: Final = b"."
_POLL_MS: Final = 200


class Ground(StrEnum):
    """Where the program stands."""

    NAMESPACE = "in a network of its own without devices"
    MACHINE = "in the machine's own network, and it may make no namespace"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What became of a program.

    Attributes:
        code: As it ended.
        said: Its standard output.
        complained: Its standard error.
        attempts: What was asked for that could reach a network, and by which program.
    """

    code: int
    said: str
    complained: str
    attempts: tuple[str, ...]


def run_watched(
    module: str, *arguments: str, ground: Ground, environment: Mapping[str, str], seconds: float
) -> Watched:
    """Runs ``python -m module`` and refuses it every internet socket.

    Raises:
        TimeoutExpired: It did not come to its end.
    """
    ours, its = socket.socketpair()
    with ours, its:
        command = [sys.executable, "-m", "tests.support.net_watch", str(its.fileno()), ground.name, module]
        with subprocess.Popen(
            [*command, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env={**environment, "PYTHONPATH": str(ROOT)},
            pass_fds=[its.fileno()],
            start_new_session=True,
        ) as program:
            its.close()
            with _Listener(ours) as listener:
                said, complained = _heard(program, seconds)
    killed = [f"{-program.returncode}: killed"] if program.returncode == -signal.SIGSYS else []
    return Watched(
        code=program.returncode,
        said=said.decode(),
        complained=complained.decode("utf-8", "replace"),
        attempts=(*listener.attempts, *killed),
    )


def _heard(program: "subprocess.Popen[bytes]", seconds: float) -> tuple[bytes, bytes]:
    try:
        return program.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(program.pid, signal.SIGKILL)
        raise


class _Listener:
    """Hears the kernel ask, in a thread, and answers."""

    def __init__(self, channel: socket.socket) -> None:
        self.attempts: list[str] = []
        _, handles, _, _ = socket.recv_fds(channel, 1, 1)
        self._handle = handles[0] if handles else None
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="net-watch")

    def __enter__(self) -> "_Listener":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        if self._handle is not None:
            os.close(self._handle)

    def _listen(self) -> None:
        if self._handle is None:
            return
        poll = select.poll()
        poll.register(self._handle, select.POLLIN)
        while not self._over.is_set():
            for _, event in poll.poll(_POLL_MS):
                if event & select.POLLIN:
                    self._answer(self._handle)
                elif event & select.POLLHUP:
                    return  # nobody is left who could ask

    def _answer(self, handle: int) -> None:
        request = bytearray(_REQUEST.size)
        try:
            fcntl.ioctl(handle, _RECEIVE, request)
            serial, process, _, number, _, _, *arguments = _REQUEST.unpack(request)
            refused = self._judge(process, number, arguments)
            error, flags = (-errno.EACCES, 0) if refused else (0, _CONTINUE)
            fcntl.ioctl(handle, _SEND, _REPLY.pack(serial, 0, error, flags))
        except OSError as error:
            if error.errno not in (errno.ENOENT, errno.EINTR):  # who asked has died meanwhile
                raise

    def _judge(self, process: int, number: int, arguments: Sequence[int]) -> bool:
        """Tells whether it is refused; notes it then."""
        call = next(name for name, known in _CALLS[_MACHINE].items() if known == number)
        family = _family(process, call, arguments)
        if family in _OURS or (call == "socket" and arguments[1] & _KIND == socket.SOCK_DGRAM):
            # A datagram socket alone reaches nothing: the web engine asks one for the names of devices.
            return False
        self.attempts.append(f"{call}, family {family}, by {_name_of(process)}")
        return True


def _family(process: int, call: str, arguments: Sequence[int]) -> int:
    """Finds where a call leads; ``AF_UNSPEC`` when it names no address, as on what is connected already."""
    match call:
        case "socket":
            return arguments[0]
        case "connect":
            address = arguments[1]
        case "sendto":
            address = arguments[4]
        case _:  # the address is the first member of a msghdr, and that the first of a mmsghdr
            address = _number_at(process, arguments[1], 8)
    return _number_at(process, address, 2) if address else int(socket.AF_UNSPEC)


def _number_at(process: int, address: int, size: int) -> int:
    """Reads a number from a program's memory; a negative one, which is nobody's, when that cannot be read."""
    try:
        with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
            memory.seek(address)
            return int.from_bytes(memory.read(size), sys.byteorder)
    except (OSError, ValueError, OverflowError):
        return -1


def _name_of(process: int) -> str:
    try:
        words = Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return str(process)
    return b" ".join(words[:6]).decode("utf-8", "replace")[:200]


# In the program that is watched ---------------------------------------------------------------------


def _filter(*, listener: bool, namespaces: bool) -> bytes:
    """Writes the filter's program.

    Args:
        listener: Whether somebody looks at what is asked; nobody else can read an address.
        namespaces: Whether ``unshare`` is let through.
    """
    calls = _CALLS[_MACHINE]
    families = (socket.AF_UNIX, socket.AF_NETLINK)
    asked = [call for call in ("connect", "sendto", "sendmsg", "sendmmsg") if listener]
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_JUMP_EQUAL, 1, 0, _ARCHITECTURE[_MACHINE]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER_AT),
        *_when(_IO_URING, _ERROR | errno.ENOSYS),
        *([] if namespaces else _when(calls["unshare"], _ERROR | errno.EPERM)),
        *(step for call in asked for step in _when(calls[call], _NOTIFY)),
        (_JUMP_EQUAL, 1, 0, calls["socket"]),
        (_RETURN, 0, 0, _ALLOW),
        (_LOAD, 0, 0, _ARGUMENTS_AT),
        *(step for family in families for step in _when(family, _ALLOW)),
        (_RETURN, 0, 0, _NOTIFY if listener else _KILL),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def _when(value: int, answer: int) -> list[tuple[int, int, int, int]]:
    return [(_JUMP_EQUAL, 0, 1, value), (_RETURN, 0, 0, answer)]


class _Program(ctypes.Structure):
    """``struct sock_fprog``."""

    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def _install(flags: int, steps: bytes) -> int:
    library = ctypes.CDLL(None, use_errno=True)
    # c_char_p ends nowhere: the kernel reads as many steps as it is told.
    program = _Program(len(steps) // 8, steps)
    got: int = library.syscall(_CALLS[_MACHINE]["seccomp"], _SET_FILTER, flags, ctypes.byref(program))
    return got


def _give_in(channel: socket.socket, *, namespaces: bool) -> None:
    """Puts the filter into this process, for good, and hands its listener over.

    Raises:
        OSError: The kernel knows no filters.
    """
    ctypes.CDLL(None).prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    # A thread that stood before the filter is free of it, and dies when this process becomes the program.
    free = ThreadPoolExecutor(1)
    free.submit(int).result()
    listener = _install(_NEW_LISTENER, _filter(listener=True, namespaces=namespaces))
    if listener >= 0:
        free.submit(socket.send_fds, channel, [_READY], [listener]).result()
        os.close(listener)
        return
    if _install(0, _filter(listener=False, namespaces=True)) < 0:
        raise OSError(ctypes.get_errno(), "no filter")
    free.submit(channel.send, _READY).result()


def main(handle: str, ground: str, module: str, *arguments: str) -> None:
    """Takes the network from this process, has itself watched, and becomes the program."""
    from dossier.workers.caps import no_network

    if Ground[ground] is Ground.NAMESPACE:
        no_network()
    with socket.socket(fileno=int(handle)) as channel:
        _give_in(channel, namespaces=Ground[ground] is Ground.NAMESPACE)
    os.execv(sys.executable, [sys.executable, "-m", module, *arguments])


if __name__ == "__main__":
    main(*sys.argv[1:])
