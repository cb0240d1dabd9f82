"""The threads of one open dossier: each does one kind of work, one thing after the other."""

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any, Final, ParamSpec, TypeVar

from dossier.basis.errors import CancelledError
from dossier.basis.progress import Progress

T = TypeVar("T")
P = ParamSpec("P")

_VIEWERS: Final = 2
"""Pictures made at a time; more would only wait for the same workers."""


class Lanes:
    """Has things done where they belong, until the dossier is closed.

    Attributes:
        owner: Owns the file.
        long: Reads files and makes annexes.
        views: Draws pictures.
        closed: Whether nothing is begun any more but what the owner does.
    """

    def __init__(self, owner: Executor, *, asked: "Callable[[Future[Any]], object]") -> None:
        """Takes over the owner's thread.

        Args:
            owner: The thread that opened the file.
            asked: Hears of everything that the person waits for and that takes a worker.
        """
        self.owner = owner
        self.long: Executor = ThreadPoolExecutor(1, "desk-long")
        self.views: Executor = ThreadPoolExecutor(_VIEWERS, "desk-view")
        self.closed = False
        self._tell = asked

    def ask(self, where: Executor, work: Callable[P, T], *args: P.args, **named: P.kwargs) -> "Future[T]":
        """Has something done, unless the dossier is closed before it begins."""

        def begin() -> T:
            if self.closed and where is not self.owner:
                raise CancelledError()
            return work(*args, **named)

        try:
            asked = where.submit(begin)
        except RuntimeError:  # closed: nobody is there any more to do it
            asked = Future()
            asked.set_exception(CancelledError())
            return asked
        if where is not self.owner:
            self._tell(asked)
        return asked

    def heeding(self, progress: Progress) -> Progress:
        """Lets long work also stop when the dossier is closed."""

        def tell(stage: str, done: int, total: int) -> None:
            progress(stage, done, total)
            if self.closed:
                raise CancelledError()

        return tell
