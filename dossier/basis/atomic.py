"""A destination that is old or new, never between."""

import contextlib
import errno
import hashlib
import logging
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from dossier.basis.errors import PlaceError

CRUMB_SECONDS: Final = 24 * 3600.0
"""Age from which what stands aside was left by a killed program; no writer pauses for a day."""

_log = logging.getLogger(__name__)

_FULL: Final = (errno.ENOSPC, errno.EDQUOT)
_NO_FOLDER_SYNC: Final = (errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM)
"""Said by places that cannot sync a folder or let nobody look into it; the file is whole there too."""

_BESIDE: Final = ("", "-journal")
"""What stands under the name aside: the file, and the journal that SQLite writes beside it."""


def place_error(error: OSError, target: Path) -> PlaceError:
    """Says why a file could not be written: ``disk-full`` or ``cannot-write``."""
    code = "disk-full" if error.errno in _FULL else "cannot-write"
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
    try:
        handle, name = tempfile.mkstemp(prefix=_prefix(target), suffix=".part", dir=target.parent)
        os.close(handle)
    except OSError as error:
        raise place_error(error, target) from error
    aside = Path(name)
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


def _put_in_place(aside: Path, target: Path) -> None:
    with aside.open("rb+") as stream:
        os.fsync(stream.fileno())
    if os.name != "nt":
        aside.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
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


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
