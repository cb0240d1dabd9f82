"""What a child takes from itself before it touches an untrusted byte."""

import errno
import logging
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil

from dossier.basis import limits

_log = logging.getLogger(__name__)

_NICER: Final = 5
_CLONE_NEWUSER: Final = 0x10000000  # linux/sched.h
_CLONE_NEWNET: Final = 0x40000000

_NETWORK_EVENTS: Final = frozenset(
    {
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyaddr",
        "socket.gethostbyname",
        "socket.getnameinfo",
        "socket.sendmsg",
        "socket.sendto",
        "urllib.Request",
        "http.client.connect",
        "ftplib.connect",
        "imaplib.open",
        "poplib.connect",
        "smtplib.connect",
    }
)
"""Audit events of Python's own network code (docs.python.org, "Audit events table")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What a job may take.

    Attributes:
        memory_bytes: Above what its process has at its start.
        output_bytes: Written to files.
    """

    memory_bytes: int = limits.WORKER_MEMORY_BYTES
    output_bytes: int = limits.WORKER_OUTPUT_BYTES


def confine(allowance: Allowance) -> None:
    """Takes network, core dumps, priority, memory and disk from this process, for good.

    Args:
        allowance: What it may take. The parent watches both too: macOS and Windows know no limit of
            memory, Windows none of a file, and no system one of many files.
    """
    no_network()
    sys.addaudithook(_refuse_network)
    _give_way()
    no_core_dump()
    no_endless_file(allowance.output_bytes)
    if sys.platform != "win32":
        _lower(resource.RLIMIT_NOFILE, limits.WORKER_OPEN_FILES)
    if sys.platform == "linux":
        _limit_memory(allowance.memory_bytes)


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if event in _NETWORK_EVENTS:
        raise PermissionError(errno.EACCES, "no network here", str(arguments[:1]))


def no_core_dump() -> None:
    """Has the system write nothing of this process and its children to the disk when they crash.

    A core dump would leave somebody's proofs there.
    """
    if sys.platform != "win32":
        _lower(resource.RLIMIT_CORE, 0)


def no_endless_file(output_bytes: int) -> None:
    """Has the system end this process, or a child of it, when a file that it writes grows too long."""
    if sys.platform != "win32":
        _lower(resource.RLIMIT_FSIZE, output_bytes)
        # Python turns it into an error that a job could take for a fault of what it reads.
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)


def no_network() -> None:
    """Moves this process to a network of its own that has no devices, where the kernel allows it.

    Linux only, and best effort: some systems forbid it. Must be called before the process has
    threads.
    """
    if sys.platform == "linux":
        try:
            _leave_network(os.getuid(), os.getgid())
        except OSError as error:
            _log.debug("keeps its network namespace: %s", error)


def _leave_network(user: int, group: int) -> None:
    """Does it; an ordinary user needs a user namespace for it, user_namespaces(7).

    Root does not, and would lose its access to other people's files in one.
    """
    if user == 0:
        _unshare(_CLONE_NEWNET)
        return
    _unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
    # Without these three the process would be "nobody" to itself.
    Path("/proc/self/setgroups").write_text("deny", "ascii")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1", "ascii")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1", "ascii")


def _unshare(flags: int) -> None:
    # os.unshare came with Python 3.12; and ctypes is not worth its import for the others.
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)
    if library.unshare(flags) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _give_way() -> None:
    if sys.platform == "win32":
        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
    else:
        os.nice(_NICER)


if sys.platform != "win32":
    import resource
    import signal

    def _lower(what: int, most: int) -> None:
        _, hard = resource.getrlimit(what)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))

    def _limit_memory(memory_bytes: int) -> None:
        _lower(resource.RLIMIT_AS, psutil.Process().memory_info().vms + memory_bytes)
