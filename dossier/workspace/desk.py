"""What can be asked of an open dossier; nothing that is asked of it makes the asker wait."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from pathlib import Path

from dossier.annex.export import Exporter
from dossier.basis.digest import Digest
from dossier.basis.progress import Progress, silent
from dossier.model.commands.bin import erase_pieces
from dossier.model.commands.together import Command
from dossier.model.ids import PieceId
from dossier.model.proposal import Proposal
from dossier.texts.catalogue import Texts
from dossier.workspace.arrivals import Listed
from dossier.workspace.exporting import Built, ExportOrder, export_annex, pieces_of
from dossier.workspace.keeping import fetch_handed
from dossier.workspace.looking import Look, LookOrder, annex_page, look_at, small_look
from dossier.workspace.opened import Opened
from dossier.workspace.orders import Added, AddOrder, Present
from dossier.workspace.proposing import propose_facts
from dossier.workspace.reading_again import ReadAgainOrder
from dossier.workspace.room import room_to_work
from dossier.workspace.sending import SendOrder
from dossier.workspace.targets import refuse_bad_targets


class Desk(Opened):
    """One open project file with its workers; made by ``workspace.opening``.

    Every call gives a ``Future``, whose error is a ``DossierError``: ``CancelledError`` for what had not
    begun when it was closed, and for what is asked afterwards.
    """

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
