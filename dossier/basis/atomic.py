"""A destination that is old or new, never between."""

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from dossier.basis.errors import PlaceError


def _place_error(error: OSError, target: Path) -> PlaceError:
    code = "disk-full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "cannot-write"
    return PlaceError(code, file=target.name, folder=str(target.parent))


def _sync_folder(folder: Path) -> None:
    """Makes the new name durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def writing_aside(target: Path) -> Iterator[Path]:
    """Gives a path beside ``target`` to write to; puts it in place when the block ends well.

    Whatever happens inside, ``target`` keeps its old bytes until the new ones are complete and on
    disk. What was written aside is removed on any failure.

    Raises:
        PlaceError: The folder is missing, read-only or full (``cannot-write``, ``disk-full``).
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
        os.close(handle)
    except OSError as error:
        raise _place_error(error, target) from error
    aside = Path(name)
    try:
        yield aside
        with aside.open("rb+") as stream:
            os.fsync(stream.fileno())
        if os.name != "nt":
            aside.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        aside.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise _place_error(error, target) from error
    finally:
        aside.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
