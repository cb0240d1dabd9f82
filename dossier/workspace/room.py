"""Room to work: a full working folder is told from a full destination."""

import contextlib
import errno
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from dossier.basis.assets import Assets
from dossier.basis.digest import Digest
from dossier.basis.errors import PlaceError

_TEMPORARY: Final = ("TMPDIR", "TEMP", "TMP")
"""Where the system says which folder is for passing files."""


class WorkingAssets(Assets):
    """Assets in the working folder, which say when it is full: that is no fault of the file being read.

    Attributes:
        told: Hears of every file that is kept; None when nobody listens.
    """

    told: Callable[[Digest], None] | None = None

    def put(self, data: bytes) -> Digest:
        """Keeps bytes held in memory.

        Raises:
            PlaceError: ``scratch-full``.
        """
        with room_to_work(self.folder.parent):
            return super().put(data)

    def put_file(self, source: Path) -> Digest:
        """Keeps a copy of a file; the source is only read.

        Raises:
            PlaceError: ``scratch-full``.
            OSError: The source cannot be read.
        """
        with room_to_work(self.folder.parent):
            digest = super().put_file(source)
        if self.told is not None:
            self.told(digest)
        return digest


@contextlib.contextmanager
def room_to_work(*folders: Path) -> Iterator[None]:
    """Says that the working folder is full when something cannot be written there.

    Args:
        folders: Those that we work in; none while there is no folder yet.

    Raises:
        PlaceError: ``scratch-full``.
    """
    try:
        yield
    except PlaceError as error:
        if _is_in(error, folders):
            raise PlaceError("scratch-full", folder=_named(folders)) from error
        raise
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT) or not folders:
            raise PlaceError("scratch-full", folder=_named(folders)) from error
        raise


def _is_in(error: PlaceError, folders: Sequence[Path]) -> bool:
    place = Path(str(error.params.get("folder", "")))
    return any(place.is_relative_to(folder) for folder in folders)


def _named(folders: Sequence[Path]) -> str:
    if folders:
        return str(folders[0].parent)
    return next((os.environ[name] for name in _TEMPORARY if name in os.environ), "/tmp")
