"""An open project file and all who work on it: its threads, its rooms, and how it is closed."""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dossier.basis.errors import PlaceError
from dossier.model.ids import PieceId
from dossier.model.piece import Piece
from dossier.store.project_file import ProjectFile
from dossier.workers.pool import Pool
from dossier.workers.scratch import remove
from dossier.workspace.ahead import Ahead
from dossier.workspace.arrivals import Arrivals
from dossier.workspace.drawing import Drawing
from dossier.workspace.keeping import fetch_assets, give_words, present_of
from dossier.workspace.lanes import Lanes
from dossier.workspace.orders import Present
from dossier.workspace.reading_pictures import PictureReader
from dossier.workspace.recognition import Recognition
from dossier.workspace.room import WorkingAssets
from dossier.workspace.sending import Sending

_log = logging.getLogger(__name__)


class Opened:
    """A project file from its opening to its end, with its workers; what is asked of it is a ``Desk``'s.

    A thread of its own owns the file and does one thing after the other, so that no two changes ever
    meet; what takes long (reading files, making the annex, drawing pictures) works beside it. Sheets of
    what was added are made ahead of the next export while nobody asks for anything. Close it, or use it
    as a context manager.

    Attributes:
        present: The dossier as it was saved last.
        recognition: Reads the words of pictures while nobody waits.
    """

    def __init__(self, file: ProjectFile, *, owner: ThreadPoolExecutor, passing: Path | None = None) -> None:
        self.path = file.path
        self.pool = Pool()
        self.assets = WorkingAssets(self.pool.scratch / "assets")
        self._sheets = self.pool.scratch / "sheets"
        self._file = file
        self._passing = passing
        self._rooms = (self.pool.scratch, passing) if passing else (self.pool.scratch,)
        self._owner = owner
        self._lanes = Lanes(owner, asked=self._give_way)
        self._drawing = Drawing(
            pool=self.pool,
            assets=self.assets,
            sheets=self._sheets,
            rooms=self._rooms,
            present=lambda: self.present.dossier,
            fetch=self._fetch,
        )
        self._arrivals = Arrivals(
            file,
            owner=owner,
            pool=self.pool,
            assets=self.assets,
            rooms=self._rooms,
            present=lambda: self.present,
            changing=self._changing,
            closed=lambda: self._lanes.closed,
        )
        self._sending = Sending(
            file,
            owner=owner,
            pool=self.pool,
            assets=self.assets,
            rooms=self._rooms,
            changing=self._changing,
        )
        self._ahead = Ahead(self._drawing.make_ahead)
        self.recognition = Recognition(
            PictureReader(pool=self.pool, assets=self.assets, fetch=self._fetch),
            present=lambda: self.present.dossier,
            keep=self._keep_words,
        )
        self.present = self._now()

    @property
    def resting(self) -> bool:
        """Whether nothing is being made ahead of the next export any more."""
        return self._ahead.resting

    @property
    def is_kept(self) -> bool:
        """Whether its file stays when it is closed."""
        return self._passing is None

    def close(self) -> None:
        """Stops what is at work, saves what was asked for, and lets the file go; may be called twice."""
        if self._lanes.closed:
            return
        self._lanes.closed = True
        with ExitStack() as last:
            if self._passing is not None:
                last.callback(remove, self._passing)
            # Behind all others: whoever is still at work would make its folders again.
            last.callback(self.pool.close)
            last.callback(self._owner.shutdown)
            self.pool.stop()
            self._ahead.stop()
            self.recognition.end()
            self._lanes.long.shutdown()
            self._lanes.views.shutdown()
            self._ahead.close()
            self.recognition.close()
            self._owner.submit(self._file.close).result()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _give_way(self, asked: "Future[Any]") -> None:
        """Lets what the person waits for go before what nobody waits for."""
        self._ahead.give_way(asked)
        self.recognition.give_way(asked)

    def _changing(self, change: Callable[[], object]) -> "Future[Present]":
        def work() -> Present:
            change()
            try:
                self._give_words()
            except PlaceError as error:  # what was asked is done; words are given another time
                _log.info("no words are given: %s", error)
            self.present = self._now()
            self.recognition.follow()
            return self.present

        return self._lanes.ask(self._owner, work)

    def _now(self) -> Present:
        return present_of(self._file, self.recognition.remarks(self._file.dossier), self._arrivals.awaited)

    def _give_words(self) -> None:
        """Gives pictures the words that were read in them, also those that came back without."""
        give_words(self._file, self.recognition.reader.known, assets=self.assets)

    def _keep_words(self, pieces: Sequence[PieceId]) -> None:
        before = self.present.dossier
        self._changing(self._give_words).result()
        if self.present.dossier is not before:
            self._make_sheets_of(pieces)

    def _make_sheets_of(self, pieces: Sequence[PieceId]) -> None:
        """Makes sheets ahead, before any more words are read."""
        self._ahead.want(pieces)
        self.recognition.give_way(self._ahead.rested())

    def _fetch(self, pieces: Sequence[Piece]) -> None:
        """Puts what pieces print where the workers read it, one by one, so that acts get between them."""
        for piece in pieces:
            self._owner.submit(fetch_assets, self._file, [piece], assets=self.assets).result()
