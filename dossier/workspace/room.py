"""Room to work: a full working folder is told from a full destination."""

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from dossier.basis.errors import PlaceError


@contextlib.contextmanager
def room_to_work(*folders: Path) -> Iterator[None]:
    """Says that the working folder is full when something cannot be written there.

    Args:
        folders: Those that we work in; the first is named.

    Raises:
        PlaceError: ``scratch-full``.
    """
    try:
        yield
    except PlaceError as error:
        if str(error.params.get("folder", "")).startswith(tuple(map(str, folders))):
            raise PlaceError("scratch-full", folder=str(folders[0].parent)) from error
        raise
    except OSError as error:
        if folders and error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise PlaceError("scratch-full", folder=str(folders[0].parent)) from error
        raise
