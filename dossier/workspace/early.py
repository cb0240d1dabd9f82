"""Bytes put into the project file while the rest is still being read: both take their time at once."""

import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self

from dossier.basis.digest import Digest
from dossier.basis.errors import DossierError

_log = logging.getLogger(__name__)


class EarlyKeeping:
    """Puts what comes in into the file, bit by bit; use it in a ``with`` block, whose end waits for one.

    Until a piece names them the bytes may go again, so that nothing is decided here; what is not put by
    the end is put, or refused, when the pieces are kept.
    """

    def __init__(self, put: Callable[[deque[Digest]], object]) -> None:
        """Puts nothing yet.

        Args:
            put: Takes some of what waits, puts it into the file, and waits until it is there.
        """
        self._put = put
        self._waiting: deque[Digest] = deque()
        self._over = False
        self._thread = ThreadPoolExecutor(1, "desk-early")

    def take(self, digest: Digest) -> None:
        """Asks for bytes to be put."""
        if not self._over:
            self._waiting.append(digest)
            self._thread.submit(self._keep)

    def then(self, act: Callable[[], object]) -> None:
        """Has something done when all that was asked for is put; never when some of it could not be."""
        if not self._over:
            self._thread.submit(self._do, act)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over = True
        self._thread.shutdown(cancel_futures=True)

    def _keep(self) -> None:
        if self._waiting:  # else it went with what came before it
            self._do(lambda: self._put(self._waiting))

    def _do(self, act: Callable[[], object]) -> None:
        if self._over:
            return
        try:
            act()
        except (DossierError, OSError) as error:
            self._over = True
            _log.info("not put early: %s", error)
