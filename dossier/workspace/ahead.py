"""Sheets made ahead of the export, while the person does nothing: the next export finds them made."""

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from threading import Condition
from typing import Any, Final

from dossier.annex.kept import working_folder
from dossier.annex.sheets import SheetMaker
from dossier.annex.viewer import Viewer
from dossier.basis.errors import CancelledError, DossierError
from dossier.basis.progress import Progress
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.piece import Piece

_log = logging.getLogger(__name__)

CALM_SECONDS: Final = 0.5
"""How long nobody has asked for anything before work is begun that nobody waits for."""

_GRACE_SECONDS: Final = 0.5
"""How long a sheet that is being made may go on when somebody asks for something: most are done by then."""


class Ahead:
    """Does one thing after the other when nobody else is at work, and gives way when somebody is.

    What is stopped is begun again later; what fails is left to the export, which tells it. Safe for
    several threads; nothing that is called here waits but ``close``.
    """

    def __init__(
        self,
        make: Callable[[PieceId, Progress], None],
        *,
        calm_seconds: float = CALM_SECONDS,
        what: str = "sheet",
    ) -> None:
        """Does nothing yet.

        Args:
            make: Makes the sheet of a piece, or does nothing when there is nothing to make.
            calm_seconds: How long nobody has asked for anything before it begins.
            what: What it makes, for the log.
        """
        self._make = make
        self._what = what
        self._calm_seconds = calm_seconds
        self._changed = Condition()
        self._wanted: deque[PieceId] = deque()
        self._asking = 0
        self._calm_since = time.monotonic()
        self._busy_since = 0.0
        self._working = False
        self._closed = False
        self._rests: list[Future[None]] = []
        self._thread: Executor = ThreadPoolExecutor(1, f"desk-ahead-{what}")

    @property
    def resting(self) -> bool:
        """Whether there is nothing left to do."""
        with self._changed:
            return not self._working

    def rested(self) -> "Future[None]":
        """Gives what is done when there is nothing left to do."""
        rest: Future[None] = Future()
        with self._changed:
            if self._working:
                self._rests.append(rest)
                return rest
        rest.set_result(None)
        return rest

    def want(self, pieces: Iterable[PieceId]) -> None:
        """Asks for the sheets of pieces, when there is time for them."""
        with self._changed:
            self._wanted.extend(piece for piece in pieces if piece not in self._wanted)
            if self._wanted and not self._working and not self._closed:
                self._working = True
                self._thread.submit(self._work).add_done_callback(self._ended)

    def give_way(self, asked: "Future[Any]") -> None:
        """Lets something that the person waits for go first, until it is done."""
        with self._changed:
            if self._asking == 0:
                self._busy_since = time.monotonic()
            self._asking += 1
            self._changed.notify_all()
        asked.add_done_callback(self._answered)

    def drop(self) -> None:
        """Lets go of what is wanted, and has what is being made stop at its next step."""
        with self._changed:
            self._wanted.clear()
            self._changed.notify_all()

    def stop(self) -> None:
        """Begins nothing more, and has what is being made stop at its next step."""
        with self._changed:
            self._closed = True
            self._wanted.clear()
            self._changed.notify_all()

    def close(self) -> None:
        """Stops, and waits until it has."""
        self.stop()
        self._thread.shutdown()

    def _answered(self, _: "Future[Any]") -> None:
        with self._changed:
            self._asking -= 1
            self._calm_since = time.monotonic()
            self._changed.notify_all()

    def _ended(self, done: "Future[None]") -> None:
        """Hears of a fault of ours: what was wanted is left to the export, and the next wish begins anew."""
        error = done.exception()
        with self._changed:
            if error is not None:
                _log.error("no %s ahead of the export", self._what, exc_info=error)
                self._wanted.clear()
                self._working = False
            rests, self._rests = ([], self._rests) if self._working else (self._rests, [])
        for rest in rests:
            rest.set_result(None)

    def _work(self) -> None:
        while (piece := self._next()) is not None:
            try:
                self._make(piece, self._heed)
            except CancelledError:
                continue  # it is still the first of those that are wanted, unless all has ended
            except DossierError as error:
                # A full disk stops all of them; whatever it is, the export meets it again and tells it.
                _log.info("no %s ahead of the export: %s", self._what, error)
                self.drop()
            else:
                self._drop(piece)

    def _next(self) -> PieceId | None:
        """Waits until there is something to do and nobody is at work; None when there is nothing left."""
        with self._changed:
            while self._wanted and not self._closed:
                calm_for = time.monotonic() - self._calm_since
                if self._asking == 0 and calm_for >= self._calm_seconds:
                    return self._wanted[0]
                self._changed.wait(None if self._asking else self._calm_seconds - calm_for)
            self._working = False
            return None

    def _heed(self, stage: str, done: int, total: int) -> None:
        """Stops what is being made when nobody wants it any more, or somebody has been waiting.

        Raises:
            CancelledError: It is to stop.
        """
        del stage, done, total
        with self._changed:
            waited = time.monotonic() - self._busy_since if self._asking else 0.0
            if self._closed or not self._wanted or waited > _GRACE_SECONDS:
                raise CancelledError()

    def _drop(self, piece: PieceId) -> None:
        with self._changed:
            if self._wanted and self._wanted[0] == piece:
                self._wanted.popleft()


def keep_sheet(piece: Piece, dossier: Dossier, *, viewer: Viewer, progress: Progress) -> None:
    """Makes the sheet of a piece as it stands in the annex now, and keeps it for the export.

    What cannot be drawn gets the page that stands for it, and why is kept too.

    Raises:
        PlaceError: The working folder is full.
        CancelledError: It was to stop.
    """
    with working_folder(viewer.shelf.folder) as folder:
        maker = SheetMaker(
            dossier,
            viewer.labels(dossier),
            folder=folder,
            shelf=viewer.shelf,
            assets=viewer.assets,
            pool=viewer.pool,
            texts=viewer.texts,
            progress=progress,
            patient=False,
        )
        maker.make_all([piece])
