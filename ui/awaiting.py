"""Brings what other threads finish back into the window's own."""

import logging
from collections.abc import Callable
from concurrent.futures import CancelledError as NeverStartedError
from concurrent.futures import Future
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from dossier.basis.errors import CancelledError, DossierError

T = TypeVar("T")

_log = logging.getLogger(__name__)


class Awaiting(QObject):
    """Waits for futures without blocking; what they give is handed over in the window's thread.

    Whoever made the futures lets them all end before this object goes.
    """

    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Queued, also from the window's own thread: who asks is never answered before having asked.
        self._ended.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def when_done(
        self,
        future: "Future[T]",
        then: Callable[[T], object],
        *,
        failed: Callable[[DossierError], object],
    ) -> None:
        """Calls ``then`` with the result, or ``failed`` with why there is none."""

        def hand_over() -> None:
            error = _error_of(future)
            if error is None:
                then(future.result())
            else:
                failed(error)

        future.add_done_callback(lambda _: self._ended.emit(hand_over))

    def _hand_over(self, hand_over: Callable[[], Any]) -> None:
        hand_over()


def _error_of(future: "Future[Any]") -> DossierError | None:
    """Makes a code of whatever went wrong."""
    try:
        error = future.exception()
    except NeverStartedError:
        return CancelledError()
    if error is None or isinstance(error, DossierError):
        return error
    if isinstance(error, OSError):
        _log.info("from the system", exc_info=error)
        return DossierError("system", reason=error.strerror or type(error).__name__)
    _log.error("our fault", exc_info=error)
    return DossierError("fault", what=type(error).__name__)
