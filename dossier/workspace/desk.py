"""One open dossier and all that works on it; nothing that is asked of it makes the asker wait."""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dossier.annex.export import Exporter
from dossier.basis.digest import Digest
from dossier.basis.errors import PlaceError
from dossier.basis.progress import Progress, silent
from dossier.model.commands.bin import erase_pieces
from dossier.model.commands.together import Command
from dossier.model.ids import PieceId
from dossier.model.piece import Piece
from dossier.model.proposal import Proposal
from dossier.store.project_file import ProjectFile
from dossier.texts.catalogue import Texts
from dossier.workers.pool import Pool
from dossier.workers.scratch import remove
from dossier.workspace.ahead import Ahead
from dossier.workspace.arrivals import Arrivals, Listed
from dossier.workspace.drawing import Drawing
from dossier.workspace.exporting import Built, ExportOrder, export_annex, pieces_of
from dossier.workspace.keeping import fetch_assets, fetch_handed, give_words, present_of
from dossier.workspace.lanes import Lanes
from dossier.workspace.looking import Look, LookOrder, annex_page, look_at, small_look
from dossier.workspace.orders import Added, AddOrder, Present
from dossier.workspace.proposing import propose_facts
from dossier.workspace.reading_again import ReadAgainOrder
from dossier.workspace.reading_pictures import PictureReader
from dossier.workspace.recognition import Recognition
from dossier.workspace.room import WorkingAssets, room_to_work
from dossier.workspace.sending import Sending, SendOrder
from dossier.workspace.targets import refuse_bad_targets

_log = logging.getLogger(__name__)


class Desk:
    """One open project file with its workers; made by ``workspace.opening``.

    A thread of its own owns the file and does one thing after the other, so that no two changes ever
    meet; what takes long (reading files, making the annex, drawing pictures) works beside it. Sheets of
    what was added are made ahead of the next export while nobody asks for anything. Every
    call gives a ``Future``, whose error is a ``DossierError``: ``CancelledError`` for what had not begun
    when it was closed, and for what is asked afterwards. Close it, or use it as a context manager.
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

    def act(self, command: Command) -> "Future[Present]":
        """Does one of the person's acts on what was saved last, and saves it.

        Raises:
            UsageError: As the command says (in the future).
            PlaceError: It could not be saved; nothing is changed.
        """

        def save() -> None:
            done = command(self._file.dossier)
            self._file.save(done.dossier, done.act)

        return self._changing(save)

    def erase(self, pieces: tuple[PieceId, ...]) -> "Future[Present]":
        """Lets pieces in the bin go for good: what could bring them back, and their bytes, go with them."""

        def settle() -> None:
            done = erase_pieces(self._file.dossier, pieces)
            self._file.settle(done.dossier, done.act)

        return self._changing(settle)

    def undo(self) -> "Future[Present]":
        """Goes one act back."""
        return self._changing(self._file.undo)

    def redo(self) -> "Future[Present]":
        """Goes one act on again."""
        return self._changing(self._file.redo)

    def add(
        self, order: AddOrder, *, progress: Progress = silent, listed: Listed | None = None
    ) -> "Future[Added]":
        """Reads files and adds them as one act; files that are there already are told, not added.

        Args:
            order: Which files.
            progress: Told about the work; may cancel it.
            listed: Called, in any thread, once the files are kept and ``present.awaited`` names them:
                when the dossier is closed before they are read, ``go_on`` reads them the next time.

        Raises:
            UsageError: ``no-such-file``, ``too-many-files`` (in the future).
            CancelledError: The person asked to stop; nothing was added.
        """
        work = partial(self._arrivals.add, order, self._lanes.heeding(progress), listed)
        return self._lanes.ask(self._lanes.long, self._add, work)

    def go_on(self, *, progress: Progress = silent) -> "Future[Added]":
        """Reads what ``present.awaited`` names, as if it had just been added.

        Raises:
            CancelledError: The person asked to stop; what was not read is let go.
        """
        work = partial(self._arrivals.go_on, self._lanes.heeding(progress))
        return self._lanes.ask(self._lanes.long, self._add, work)

    def read_again(self, order: ReadAgainOrder, *, progress: Progress = silent) -> "Future[Present]":
        """Reads a file once more, with its password or in a better copy, in its place as one act.

        Raises:
            UsageError: ``password-wrong``, ``not-read-again``, ``no-such-piece``, ``no-such-file``
                (in the future); nothing is changed.
            CancelledError: The person asked to stop; nothing is changed.
        """
        return self._lanes.ask(self._lanes.long, self._read_again, order, self._lanes.heeding(progress))

    def export(
        self, order: ExportOrder, *, texts: Texts | None = None, progress: Progress = silent
    ) -> "Future[Built]":
        """Makes the annex of what was saved last.

        Args:
            order: What is wanted.
            texts: Of the annex and its report; the dossier's language when None.
            progress: Told about the work; may cancel it.

        Raises:
            PlaceError: Something cannot be written; what stood there before is untouched.
            CheckError: The finished annex does not agree with its plan; nothing was put in place.
            CancelledError: The person asked to stop.
        """
        return self._lanes.ask(self._lanes.long, self._export, order, texts, self._lanes.heeding(progress))

    def mark_sent(self, order: SendOrder, *, progress: Progress = silent) -> "Future[Present]":
        """Keeps what was sent, and its numbers for ever, as one act.

        Raises:
            UsageError: What ``Sending.mark`` refuses (in the future); nothing is changed.
            UnreadableError: ``not-an-annex``, ``annex-newer``, ``annex-changed``, ``cannot-read``.
            CancelledError: The person asked to stop; nothing is changed.
        """
        return self._lanes.ask(self._lanes.long, self._sending.mark, order, self._lanes.heeding(progress))

    def propose_facts(self) -> "Future[tuple[Proposal, ...]]":
        """Looks for what the pieces say about the dispute and is not noted yet."""
        return self._lanes.ask(self._lanes.views, lambda: propose_facts(self.present.dossier))

    def recognise(self, *, progress: Progress = silent) -> "Future[Present]":
        """Reads the words of all pictures and scans now; while nobody waits, ``recognition`` does it.

        Raises:
            UsageError: ``recognition-missing``; words cannot be recognised on this computer.
            PlaceError: It could not be saved.
            CancelledError: The person asked to stop; what is read is kept.
        """
        return self._lanes.ask(self._lanes.long, self._recognised, self._lanes.heeding(progress))

    def look(self, order: LookOrder) -> "Future[Look]":
        """Draws a page of a piece for the screen."""
        return self._lanes.ask(self._lanes.views, self._drawing.drawn, order.piece, partial(look_at, order))

    def thumbnail(self, piece: PieceId, *, width_px: int) -> "Future[Path]":
        """Draws the first page of a piece small, as PNG."""
        return self._lanes.ask(
            self._lanes.views, self._drawing.drawn, piece, partial(small_look, piece, width_px)
        )

    def annex_page(self, annex: Path, page: int, *, width_px: int) -> "Future[Path]":
        """Draws a page of a finished annex, from 1, as PNG."""
        draw = partial(annex_page, width_px=width_px, pool=self.pool)
        return self._lanes.ask(self._lanes.views, draw, annex, page)

    def search(self, words: str) -> "Future[list[tuple[PieceId, str]]]":
        """Finds pieces by their words, the best first, each with an excerpt."""
        return self._lanes.ask(self._owner, self._file.search, words)

    def save_original(self, digest: Digest, target: Path) -> "Future[None]":
        """Writes an untouched copy of an original."""
        return self._lanes.ask(self._owner, self._file.asset_to, digest, target)

    def copy_to(self, target: Path) -> "Future[None]":
        """Writes a complete copy of the project file."""
        return self._lanes.ask(self._owner, self._file.copy_to, target)

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

    def _add(self, work: Callable[[], Added]) -> Added:
        added = work()
        self._make_sheets_of(added.pieces)
        return added

    def _read_again(self, order: ReadAgainOrder, progress: Progress) -> Present:
        present = self._arrivals.read_again(order, progress)
        self._make_sheets_of([order.piece])
        return present

    def _recognised(self, progress: Progress) -> Present:
        if self.present.read_only is not None:
            raise self.present.read_only
        with room_to_work(*self._rooms):
            self.recognition.read_all(progress)
        return self.present

    def _export(self, order: ExportOrder, texts: Texts | None, progress: Progress) -> Built:
        dossier = self.present.dossier
        originals = [file for piece in dossier.pieces for file in piece.originals]
        refuse_bad_targets(order.targets, originals=originals)
        with room_to_work(*self._rooms):
            hand = partial(fetch_handed, self._file, wish=order.wish, assets=self.assets)
            shown = pieces_of(dossier, order)
            for piece in shown:
                self._fetch([piece])
                self._owner.submit(hand, piece).result()
            exporter = Exporter(
                assets=self.assets,
                pool=self.pool,
                texts=texts or Texts(dossier.language),
                progress=progress,
                sheets=self._sheets,
            )
            unread = self.recognition.remarks_for_export(shown, progress)
            return export_annex(dossier, replace(order, noticed=(*order.noticed, *unread)), exporter)
