"""One open dossier and all that works on it; nothing that is asked of it makes the asker wait."""

from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Final, ParamSpec, Self, TypeVar

from dossier.annex.export import Exporter
from dossier.annex.view import Viewer, thumbnail
from dossier.basis.clock import today, zone_named
from dossier.basis.digest import Digest
from dossier.basis.errors import CancelledError
from dossier.basis.progress import Progress, silent
from dossier.intake.take_in import Intake, TakenIn, take_in
from dossier.model.commands.bin import erase_pieces
from dossier.model.commands.together import Command
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId, RubricId
from dossier.model.piece import Piece
from dossier.press.print_web import WebPrinter
from dossier.recipients.profile import load_profile
from dossier.store.project_file import ProjectFile
from dossier.texts.catalogue import Texts
from dossier.workers.pool import Pool
from dossier.workers.scratch import remove
from dossier.workspace.ahead import Ahead, keep_sheet
from dossier.workspace.early import EarlyKeeping
from dossier.workspace.exporting import Built, ExportOrder, export_annex
from dossier.workspace.keeping import fetch_assets, fetch_beside, keep_pieces, named_assets, put_asset
from dossier.workspace.looking import Look, LookOrder, annex_page, look_at
from dossier.workspace.orders import Added, AddOrder, Present
from dossier.workspace.room import WorkingAssets, room_to_work
from dossier.workspace.targets import projects_below, refuse_bad_targets

T = TypeVar("T")
P = ParamSpec("P")

_VIEWERS: Final = 2
"""Pictures made at a time; more would only wait for the same workers."""


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
        self.present = _present(file)
        self._sheets = self.pool.scratch / "sheets"
        self._file = file
        self._viewer: Viewer | None = None
        self._closed = False
        self._passing = passing
        self._rooms = (self.pool.scratch, passing) if passing else (self.pool.scratch,)
        self._owner = owner
        self._long = ThreadPoolExecutor(1, "desk-long")
        self._views = ThreadPoolExecutor(_VIEWERS, "desk-view")
        self._ahead = Ahead(self._make_ahead)

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

    def add(self, order: AddOrder, *, progress: Progress = silent) -> "Future[Added]":
        """Reads files and adds them as one act; files that are there already are told, not added.

        Raises:
            UsageError: ``no-such-file``, ``too-many-files`` (in the future).
            CancelledError: The person asked to stop; nothing was added.
        """
        return self._asked(self._long, self._add, order, self._heeding(progress))

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
        return self._asked(self._long, self._export, order, texts, self._heeding(progress))

    def look(self, order: LookOrder) -> "Future[Look]":
        """Draws a page of a piece for the screen."""
        return self._asked(self._views, self._looked, order.piece, partial(look_at, order))

    def thumbnail(self, piece: PieceId, *, width_px: int) -> "Future[Path]":
        """Draws the first page of a piece small, as PNG."""
        return self._asked(self._views, self._looked, piece, partial(_thumbnail, piece, width_px))

    def annex_page(self, annex: Path, page: int, *, width_px: int) -> "Future[Path]":
        """Draws a page of a finished annex, from 1, as PNG."""
        draw = partial(annex_page, width_px=width_px, pool=self.pool)
        return self._asked(self._views, draw, annex, page)

    def search(self, words: str) -> "Future[list[tuple[PieceId, str]]]":
        """Finds pieces by their words, the best first, each with an excerpt."""
        return self._asked(self._owner, self._file.search, words)

    def save_original(self, digest: Digest, target: Path) -> "Future[None]":
        """Writes an untouched copy of an original."""
        return self._asked(self._owner, self._file.asset_to, digest, target)

    def copy_to(self, target: Path) -> "Future[None]":
        """Writes a complete copy of the project file."""
        return self._asked(self._owner, self._file.copy_to, target)

    def close(self) -> None:
        """Stops what is at work, saves what was asked for, and lets the file go; may be called twice."""
        if self._closed:
            return
        self._closed = True
        with ExitStack() as last:
            if self._passing is not None:
                last.callback(remove, self._passing)
            # Behind all others: whoever is still at work would make its folders again.
            last.callback(self.pool.close)
            last.callback(self._owner.shutdown)
            self.pool.stop()
            self._ahead.stop()
            self._long.shutdown()
            self._views.shutdown()
            self._ahead.close()
            self._owner.submit(self._file.close).result()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _asked(self, where: Executor, work: Callable[P, T], *args: P.args, **named: P.kwargs) -> "Future[T]":
        """Has something done where it belongs, unless the dossier is closed before it begins."""

        def begin() -> T:
            if self._closed and where is not self._owner:
                raise CancelledError()
            return work(*args, **named)

        try:
            asked = where.submit(begin)
        except RuntimeError:  # closed: nobody is there any more to do it
            asked = Future()
            asked.set_exception(CancelledError())
            return asked
        if where is not self._owner:
            self._ahead.give_way(asked)
        return asked

    def _heeding(self, progress: Progress) -> Progress:
        """Lets long work also stop when the dossier is closed."""

        def tell(stage: str, done: int, total: int) -> None:
            progress(stage, done, total)
            if self._closed:
                raise CancelledError()

        return tell

    def _changing(self, change: Callable[[], object]) -> "Future[Present]":
        def work() -> Present:
            change()
            self.present = _present(self._file)
            return self.present

        return self._asked(self._owner, work)

    def _add(self, order: AddOrder, progress: Progress) -> Added:
        with room_to_work(*self._rooms):
            with self._early() as early:
                self.assets.told = early.take
                try:
                    taken = self._taken_in(order, progress)
                finally:
                    self.assets.told = None
            pieces = taken.pieces if order.rubric is None else _filed(taken.pieces, order.rubric)
            if not pieces:
                # Everything was there already: nothing is done that could be undone.
                return Added(present=self.present, pieces=(), findings=taken.findings)
            self._put(named_assets(pieces, assets=self.assets), progress)
            kept: list[PieceId] = []
            present = self._changing(
                lambda: kept.extend(keep_pieces(self._file, pieces, taken.findings, assets=self.assets))
            ).result()
        self._ahead.want(kept)
        return Added(present=present, pieces=tuple(kept), findings=taken.findings)

    def _early(self) -> EarlyKeeping:
        """Puts files into the project file while they are read, each in its turn behind the person's acts."""

        def put(digest: Digest) -> None:
            self._owner.submit(put_asset, self._file, digest, assets=self.assets).result()

        return EarlyKeeping(put)

    def _put(self, digests: Collection[Digest], progress: Progress) -> None:
        """Puts bytes into the file one by one, so that acts and a wish to stop get between them."""
        for count, digest in enumerate(digests, start=1):
            self._owner.submit(put_asset, self._file, digest, assets=self.assets).result()
            progress("keep", count, len(digests))

    def _taken_in(self, order: AddOrder, progress: Progress) -> TakenIn:
        known = self.present.dossier
        with WebPrinter(self.pool) as printer:
            intake = Intake(
                assets=self.assets,
                pool=self.pool,
                printer=printer,
                texts=Texts(known.language),
                zone=known.zone,
                day=order.day or today(zone_named(known.zone)),
                progress=progress,
            )
            return take_in(
                order.paths,
                intake,
                known=known.pieces,
                pasted=order.pasted,
                leave_out=(*order.leave_out, self.path, *projects_below(order.paths)),
            )

    def _export(self, order: ExportOrder, texts: Texts | None, progress: Progress) -> Built:
        dossier = self.present.dossier
        originals = [file for piece in dossier.pieces for file in piece.originals]
        refuse_bad_targets(order.targets, originals=originals)
        with room_to_work(*self._rooms):
            for piece in dossier.pieces:
                if piece.shown:  # one by one, so that acts get between them
                    self._owner.submit(fetch_assets, self._file, [piece], assets=self.assets).result()
                    self._owner.submit(fetch_beside, self._file, [piece], assets=self.assets).result()
            exporter = Exporter(
                assets=self.assets,
                pool=self.pool,
                texts=texts or Texts(dossier.language),
                progress=progress,
                sheets=self._sheets,
            )
            return export_annex(dossier, order, exporter)

    def _make_ahead(self, piece: PieceId, progress: Progress) -> None:
        """Makes the sheet of a piece that stands in the annex, for the next export to find."""
        dossier = self.present.dossier
        for meant in (one for one in dossier.pieces if one.id == piece and one.shown):
            with room_to_work(*self._rooms):
                self._owner.submit(fetch_assets, self._file, [meant], assets=self.assets).result()
                keep_sheet(meant, dossier, viewer=self._viewer_in(dossier.language), progress=progress)

    def _looked(self, piece: PieceId, draw: Callable[[Dossier, Viewer], T]) -> T:
        """Draws from what was saved last."""
        dossier = self.present.dossier
        viewer = self._viewer_in(dossier.language)
        with room_to_work(*self._rooms):
            meant = [one for one in dossier.pieces if one.id == piece]
            self._owner.submit(fetch_assets, self._file, meant, assets=self.assets).result()
            return draw(dossier, viewer)

    def _viewer_in(self, language: str) -> Viewer:
        """Gives what draws; its words and profile are read once, not again for each small picture."""
        viewer = self._viewer
        if viewer is None or viewer.texts.language != language:
            viewer = self._viewer = Viewer(
                assets=self.assets,
                pool=self.pool,
                texts=Texts(language),
                profile=load_profile("generic"),
                sheets=self._sheets,
            )
        return viewer


def _present(file: ProjectFile) -> Present:
    return Present(
        dossier=file.dossier,
        undoable=file.undoable,
        redoable=file.redoable,
        read_only=file.read_only,
    )


def _thumbnail(piece: PieceId, width_px: int, dossier: Dossier, viewer: Viewer) -> Path:
    return thumbnail(dossier, piece, viewer=viewer, width_px=width_px)


def _filed(pieces: Sequence[Piece], rubric: RubricId) -> tuple[Piece, ...]:
    return tuple(replace(piece, rubric=rubric) for piece in pieces)
