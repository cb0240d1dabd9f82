"""Bytes put into the project file while the rest is still being read: both take their time at once."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self

from dossier.basis.digest import Digest
from dossier.basis.errors import DossierError

_log = logging.getLogger(__name__)


class EarlyKeeping:
    """Puts what comes in into the file, one by one; use it in a ``with`` block, whose end waits for one.

    Until a piece names them the bytes may go again, so that nothing is decided here; what is not put by
    the end is put, or refused, when the pieces are kept.
    """

    def __init__(self, put: Callable[[Digest], object]) -> None:
        """Puts nothing yet.

        Args:
            put: Puts bytes into the file, and waits until they are there.
        """
        self._put = put
        self._over = False
        self._thread = ThreadPoolExecutor(1, "desk-early")

    def take(self, digest: Digest) -> None:
        """Asks for bytes to be put."""
        if not self._over:
            self._thread.submit(self._keep, digest)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over = True
        self._thread.shutdown(cancel_futures=True)

    def _keep(self, digest: Digest) -> None:
        if self._over:
            return
        try:
            self._put(digest)
        except (DossierError, OSError) as error:
            self._over = True
            _log.info("not put early: %s", error)
