"""Prints HTML to PDF: orders from the web engine, looks at what came, and orders again if need be."""

import logging
import shutil
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from dossier.basis import limits
from dossier.basis.atomic import writing_aside
from dossier.basis.errors import WorkerError
from dossier.press.finish_print import FinishedPrint, RawPrint, finish_print
from dossier.press.frame import PORTRAIT
from dossier.press.web_page import Order
from dossier.press.web_program import WebProgram
from dossier.workers.pool import Pool

log = logging.getLogger(__name__)

_WIDER: Final = 1.5
"""The engine itself makes a page smaller by as much when something does not fit."""

_WIDEST: Final = _WIDER**4
"""Paper over frame at most: 5,300 CSS pixels; text is 1 pt high then, and wider is nobody's page."""

_FEW_LINES: Final = 0.12
"""Share of the last page's height: what ends above it is tried to be fitted on the page before."""

_SMALLER: Final = 1 / 0.92
"""Paper over frame for that; no reader notices letters smaller by a twelfth."""

_FINISH_SECONDS: Final = limits.SHEET_SECONDS + limits.PRINT_PAGES * limits.SHEET_SECONDS_PER_PAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A print in its place: pages of exactly the frame's size, ``PORTRAIT`` of ``press.frame``.

    Attributes:
        pages: How many it has.
        blocked: Hosts from which the page wanted something that it did not get, sorted.
        cut: Whether pages after the last are missing.
        clipped: Whether something stood too far right even for the widest paper.
    """

    pages: int
    blocked: tuple[str, ...]
    cut: bool
    clipped: bool = False


class WebPrinter:
    """The web engine, started with the first print, kept warm, replaced after a failure.

    Safe for several threads, which wait for each other. Close it, or use it as a context manager.
    """

    def __init__(
        self,
        pool: Pool,
        *,
        seconds: float = limits.PRINT_SECONDS,
        memory_bytes: int = limits.PRINTER_MEMORY_BYTES,
    ) -> None:
        """Starts nothing yet.

        Args:
            pool: Where its prints, untrusted as they are, are looked at and finished.
            seconds: Allowance for one printing.
            memory_bytes: Of all the engine's processes together.
        """
        self._seconds = seconds
        self._memory_bytes = memory_bytes
        self._pool = pool
        self._program: WebProgram | None = None
        self._broken: WorkerError | None = None
        self._lock = threading.Lock()

    def print(self, html: Path, target: Path, *, room_pt: float = 0.0) -> Printed:
        """Prints one document.

        Args:
            html: One document in UTF-8 that holds all it shows.
            target: Where the PDF is put; old or new, never between.
            room_pt: Height kept blank at the top of the first page.

        Raises:
            WorkerError: ``print-timeout``, ``print-memory``, ``print-failed``, ``print-empty``,
                ``printer-missing``, ``printer-root``; or as the pool's job ended.
            PlaceError: The target cannot be written.
        """
        with self._lock, tempfile.TemporaryDirectory(prefix="print-", dir=self._pool.scratch) as folder:
            raw = Path(folder) / "raw.pdf"
            with writing_aside(target) as aside:
                return self._print(html, raw, aside, room_pt)

    def close(self) -> None:
        """Ends the program."""
        with self._lock:
            self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _print(self, html: Path, raw: Path, target: Path, room_pt: float) -> Printed:
        blocked: set[str] = set()
        enlarged = 1.0
        while True:
            order = _order_of(html, raw, room_pt=room_pt, enlarged=enlarged)
            blocked.update(self._order(order))
            found = self._finish(order, target, room_pt=room_pt, enlarged=enlarged)
            if not found.narrow or enlarged >= _WIDEST:
                break
            enlarged *= _WIDER
        if found.empty:
            raise WorkerError("print-empty")
        if enlarged == 1.0 and _overflows(found):
            smaller = raw.with_name("smaller.pdf")
            found = self._smaller(html, smaller, target, room_pt=room_pt, than=found.pages) or found
        return Printed(
            pages=found.pages, blocked=tuple(sorted(blocked)), cut=found.more, clipped=found.narrow
        )

    def _smaller(
        self, html: Path, raw: Path, target: Path, *, room_pt: float, than: int
    ) -> FinishedPrint | None:
        """Prints once more, a little smaller; None, and nothing changed, when that saves no page."""
        order = _order_of(html, raw, room_pt=room_pt, enlarged=_SMALLER)
        finished = raw.with_name("smaller-finished.pdf")
        try:
            self._order(order)
            found = self._finish(order, finished, room_pt=room_pt, enlarged=_SMALLER)
        except WorkerError as error:
            log.info("the print stays as large as it is: %r", error)
            return None
        if found.narrow or found.empty or found.pages >= than:
            return None
        shutil.copyfile(finished, target)
        return found

    def _order(self, order: Order) -> tuple[str, ...]:
        program = self._running()
        try:
            return program.order(order).blocked
        except BaseException:
            # Whatever happened, also to us: an answer may still be on its way.
            self._end()
            raise

    def _running(self) -> WebProgram:
        if self._broken is not None:
            raise self._broken
        if self._program is not None and not self._program.alive:
            self._end()
        if self._program is None:
            try:
                self._program = WebProgram(
                    seconds=self._seconds, memory_bytes=self._memory_bytes, scratch=self._pool.scratch
                )
            except WorkerError as error:
                # What is missing on this computer is missing for the next page too.
                self._broken = error
                raise
        return self._program

    def _finish(self, order: Order, target: Path, *, room_pt: float, enlarged: float) -> FinishedPrint:
        task = RawPrint(
            raw=order.target,
            target=str(target),
            html=order.html,
            enlarged=enlarged,
            room_pt=room_pt,
            pages=limits.PRINT_PAGES,
        )
        return self._pool.run(finish_print, task, seconds=_FINISH_SECONDS)

    def _end(self) -> None:
        if self._program is not None:
            self._program.end()
            self._program = None


def _overflows(found: FinishedPrint) -> bool:
    """Tells whether only a few lines stand on the last of several pages."""
    return found.pages > 1 and not found.more and found.last_used < _FEW_LINES


def _order_of(html: Path, raw: Path, *, room_pt: float, enlarged: float) -> Order:
    return Order(
        html=str(html.resolve()),
        target=str(raw),
        width_pt=PORTRAIT.width_pt * enlarged,
        height_pt=PORTRAIT.height_pt * enlarged,
        room_pt=room_pt * enlarged,
        # One more than is kept tells that there are more.
        pages=limits.PRINT_PAGES + 1,
    )
