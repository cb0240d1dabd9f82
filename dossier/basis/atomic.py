"""A destination that is old or new, never between."""

import contextlib
import errno
import hashlib
import logging
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from uuid import uuid4

from dossier.basis.errors import PlaceError

CRUMB_SECONDS: Final = 24 * 3600.0
"""Age from which what stands aside was left by a killed program; no writer pauses for a day."""

_log = logging.getLogger(__name__)

FULL: Final = (errno.ENOSPC, errno.EDQUOT)
_NO_FOLDER_SYNC: Final = (errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM)
"""Said by places that cannot sync a folder or let nobody look into it; the file is whole there too."""

_NEW_MODE: Final = 0o666
_OURS_MODE: Final = 0o600
"""What we need to write a file, though the old one may be closed for writing."""

_BESIDE: Final = ("", "-journal")
"""What stands under the name aside: the file, and the journal that SQLite writes beside it."""


def place_error(error: OSError, target: Path) -> PlaceError:
    """Says why a file could not be written: ``disk-full`` or ``cannot-write``."""
    code = "disk-full" if error.errno in FULL else "cannot-write"
    return PlaceError(code, file=target.name, folder=str(target.parent))


@contextlib.contextmanager
def writing_aside(target: Path) -> Iterator[Path]:
    """Gives a path beside ``target`` to write to; puts it in place when the block ends well.

    Whatever happens inside, ``target`` keeps its old bytes until the new ones are complete and on
    disk. What was written aside is removed on any failure; what a killed program left there is
    removed a day later, by the next one that writes to the same target.

    Raises:
        PlaceError: The folder is missing, read-only or full (``cannot-write``, ``disk-full``).
    """
    remove_crumbs(target)
    aside = target.with_name(f"{_prefix(target)}{uuid4().hex[:16]}.part")
    try:
        _make(aside, target)
    except OSError as error:
        raise place_error(error, target) from error
    try:
        yield aside
        _put_in_place(aside, target)
    except OSError as error:
        raise place_error(error, target) from error
    finally:
        _remove(aside)


def remove_crumbs(target: Path, *, idle_seconds: float = CRUMB_SECONDS) -> None:
    """Removes what killed programs left beside a target; what cannot be removed stays.

    Args:
        target: What they wrote to.
        idle_seconds: How long nothing has been written there; 0 when nobody else can be writing.
    """
    prefix, before = _prefix(target), time.time() - idle_seconds
    try:
        for path in target.parent.iterdir():
            if path.name.startswith(prefix) and path.stat().st_mtime <= before:
                path.unlink(missing_ok=True)
    except OSError as error:
        _log.info("crumbs of %s stay: %s", target.name, error)


def _prefix(target: Path) -> str:
    # The whole name, though short: two long names may begin alike, and crumbs are told by it.
    key = hashlib.sha256(os.fsencode(target.name)).hexdigest()[:8]
    return f".{target.name[:40]}.{key}."


def _make(aside: Path, target: Path) -> None:
    """Makes the file as the system makes new ones, and never open to more people than the old one was."""
    mode = _mode(target)
    # The system itself takes away what new files may not have: asking for that mask sets it for a
    # moment, for every thread.
    asked = _NEW_MODE if mode is None else mode & _NEW_MODE | _OURS_MODE
    os.close(os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL, asked))


def _mode(target: Path) -> int | None:
    """Tells who may do what with a file; None when there is none."""
    try:
        return stat.S_IMODE(target.stat().st_mode) & 0o777
    except FileNotFoundError:
        return None


def _put_in_place(aside: Path, target: Path) -> None:
    with aside.open("rb+") as stream:
        os.fsync(stream.fileno())
    mode = _mode(target)
    if os.name != "nt" and mode is not None:
        aside.chmod(mode)
    aside.replace(target)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Makes the new name durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
        _log.info("the folder cannot be synced: %s", error)


def _remove(aside: Path) -> None:
    for end in _BESIDE:
        try:
            aside.with_name(aside.name + end).unlink(missing_ok=True)
        except OSError as error:
            # Whatever stopped the writing is what the person must hear of.
            _log.info("%s stays for now: %s", aside.name + end, error)
