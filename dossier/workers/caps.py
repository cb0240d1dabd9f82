"""What a child takes from itself before it touches an untrusted byte."""

import errno
import logging
import os
import sys
from pathlib import Path
from typing import Final

import psutil

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


def confine(memory_bytes: int) -> None:
    """Takes network, core dumps, priority and memory from this process, for good.

    Args:
        memory_bytes: What it may take above what it has now. The parent watches it too, because
            macOS and Windows know no such limit.
    """
    no_network()
    sys.addaudithook(_refuse_network)
    _give_way()
    if sys.platform != "win32":
        _no_core_dump()
    if sys.platform == "linux":
        _limit_memory(memory_bytes)


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if event in _NETWORK_EVENTS:
        raise PermissionError(errno.EACCES, "no network here", str(arguments[:1]))


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

    def _no_core_dump() -> None:
        # A core dump would leave somebody's proofs on the disk.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def _limit_memory(memory_bytes: int) -> None:
        most = psutil.Process().memory_info().vms + memory_bytes
        try:
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
        except ValueError as error:
            _log.debug("the system's own limit is lower still: %s", error)
