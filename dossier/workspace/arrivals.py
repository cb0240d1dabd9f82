"""Files on their way into an open dossier: read beside the person's acts, kept between them."""

import logging
from collections import deque
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from dossier.annex.kept import working_folder
from dossier.basis.digest import Digest
from dossier.basis.errors import CancelledError, DossierError, PlaceError, UnreadableError
from dossier.basis.progress import Progress
from dossier.intake.expand import Expanded
from dossier.intake.take_in import TakenIn
from dossier.model.finding import Finding, warning
from dossier.model.ids import PieceId
from dossier.store.project_file import ProjectFile
from dossier.workers.pool import Pool
from dossier.workspace.adding import read_awaited, read_files, read_once_more
from dossier.workspace.awaited import Awaited, awaited_of, note_of, noted, without
from dossier.workspace.early import EarlyKeeping
from dossier.workspace.keeping import fetch_awaited, keep_pieces, named_assets, one_change, put_assets
from dossier.workspace.orders import Added, AddOrder, Present
from dossier.workspace.reading_again import ReadAgainOrder, checked, put_again
from dossier.workspace.room import WorkingAssets, room_to_work

Listed = Callable[[Present], object]

_log = logging.getLogger(__name__)


class Arrivals:
    """What brings files in, step by step; every step that touches the file is done by its owner."""

    def __init__(
        self,
        file: ProjectFile,
        *,
        owner: ThreadPoolExecutor,
        pool: Pool,
        assets: WorkingAssets,
        rooms: tuple[Path, ...],
        present: Callable[[], Present],
        changing: Callable[[Callable[[], object]], "Future[Present]"],
        closed: Callable[[], bool],
    ) -> None:
        """Brings nothing in yet.

        Args:
            file: Where files are kept.
            owner: The one thread that may touch it.
            pool: Where untrusted bytes are read.
            assets: Where the workers find and leave bytes.
            rooms: The folders that are worked in.
            present: Gives where the dossier stands.
            changing: Has a change of the file made and gives what stands then.
            closed: Tells whether the dossier is being closed.
        """
        self._file = file
        self._owner = owner
        self._pool = pool
        self._assets = assets
        self._rooms = rooms
        self._present = present
        self._changing = changing
        self._closed = closed
        noted_before = _noted(file)
        self._awaited, self._noting = noted_before or (), noted_before is not None

    @property
    def awaited(self) -> tuple[str, ...]:
        """Names of the files that are kept and still to be read."""
        return tuple(name for one in self._awaited for name in one.names)

    def add(self, order: AddOrder, progress: Progress, listed: Listed | None = None) -> Added:
        """Reads files and adds them as one act.

        Args:
            order: Which files.
            progress: Told about the work; may cancel it.
            listed: Called, in any thread, once all of them are kept: from then on they are read even if
                the program ends first. None keeps nothing before all is read.

        Raises:
            UsageError: ``no-such-file``, ``too-many-files``.
            PlaceError: They could not be kept; nothing was added.
            CancelledError: The person asked to stop, and nothing was added; or the dossier is closed.
        """
        before = self._awaited
        with room_to_work(*self._rooms), self._undone_on_failure(before):
            with EarlyKeeping(self._put_some) as early:
                self._assets.told = early.take
                try:
                    taken = read_files(
                        order,
                        self._present().dossier,
                        project=self._file.path,
                        pool=self._pool,
                        assets=self._assets,
                        progress=progress,
                        found=lambda new: self._list(order, new, early, listed),
                    )
                finally:
                    self._assets.told = None
            return self._kept(taken, before, progress)

    def go_on(self, progress: Progress) -> Added:
        """Reads what was kept and not yet read when the dossier was closed; each adding is an act again.

        A file whose kept bytes are damaged stands as a piece that says so, as one that cannot be read.

        Raises:
            PlaceError: It could not be kept; it is tried again when the dossier is opened again.
            CancelledError: The person asked to stop, and what was not read is let go; or as before.
        """
        pieces, findings = list[PieceId](), list[Finding]()
        with room_to_work(*self._rooms), self._undone_on_failure((), only=CancelledError):
            while self._awaited:
                first, *rest = self._awaited
                whole = without(first, set(self._damaged(first)))
                dossier = self._present().dossier
                taken = read_awaited(whole, dossier, pool=self._pool, assets=self._assets, progress=progress)
                added = self._kept(taken, tuple(rest), progress)
                pieces.extend(added.pieces)
                findings.extend(added.findings)
        return Added(present=self._present(), pieces=tuple(pieces), findings=tuple(findings))

    def _damaged(self, awaited: Awaited) -> Iterator[Digest]:
        """Puts what is to be read where the workers read it, and gives what cannot be."""
        for digest in awaited.digests:
            try:
                self._owner.submit(fetch_awaited, self._file, digest, assets=self._assets).result()
            except UnreadableError as error:
                _log.info("a file that was kept: %s", error)
                yield digest

    def _list(self, order: AddOrder, found: Expanded, early: EarlyKeeping, listed: Listed | None) -> None:
        """Has files noted as soon as their bytes are kept."""
        if listed is None or not found.files or not self._noting:
            return
        awaited = (*self._awaited, awaited_of(order, found, zone=self._present().dossier.zone))
        early.then(lambda: listed(self._note(awaited)))

    def _note(self, awaited: tuple[Awaited, ...]) -> Present:
        def note() -> None:
            self._file.note_awaited(note_of(awaited))
            self._awaited = awaited

        return self._changing(note).result()

    def _kept(self, taken: TakenIn, left: tuple[Awaited, ...], progress: Progress) -> Added:
        """Adds what was read, in one change with the end of its being awaited."""
        if not taken.pieces and self._awaited == left:
            # Everything was there already: nothing is done that could be undone.
            return Added(present=self._present(), pieces=(), findings=taken.findings)
        self._put(named_assets(taken.pieces, assets=self._assets), progress)
        kept: list[PieceId] = []

        def keep() -> None:
            note = note_of(left) if self._noting else None
            kept.extend(
                keep_pieces(self._file, taken.pieces, taken.findings, assets=self._assets, awaited=note)
            )
            self._awaited = left

        present = self._changing(keep).result()
        return Added(present=present, pieces=tuple(kept), findings=taken.findings)

    @contextmanager
    def _undone_on_failure(
        self, before: tuple[Awaited, ...], *, only: type[DossierError] = DossierError
    ) -> Iterator[None]:
        """Lets go of what was noted when it is not to be read any more; the next opening reads the rest."""
        try:
            yield
        except only:
            if self._awaited != before and not self._closed():
                try:
                    self._note(before)
                except DossierError as error:
                    _log.info("still awaited: %s", error)
            raise

    def read_again(self, order: ReadAgainOrder, progress: Progress) -> Present:
        """Reads a file once more, and puts what it says now in its place as one act.

        Raises:
            UsageError: ``password-wrong``, ``not-read-again``, ``no-such-piece``, ``no-such-file``;
                nothing is changed.
            PlaceError: It could not be kept; nothing is changed.
            CancelledError: The person asked to stop; nothing is changed.
        """
        dossier = self._present().dossier
        (original,) = checked(dossier, order).originals
        with room_to_work(*self._rooms), working_folder(self._pool.scratch) as folder:
            copy = folder / (original.name or original.digest)
            self._owner.submit(self._file.asset_to, original.digest, copy).result()
            again = read_once_more(
                order, dossier, copy, pool=self._pool, assets=self._assets, progress=progress
            )
            self._put(named_assets(again.fresh, assets=self._assets), progress)
            return self._changing(lambda: put_again(self._file, order, again)).result()

    def _put(self, digests: Collection[Digest], progress: Progress) -> None:
        """Puts bytes into the file step by step, so that acts and a wish to stop get between them."""
        waiting = deque(digests)
        while waiting:
            self._put_some(waiting)
            progress("keep", len(digests) - len(waiting), len(digests))

    def _put_some(self, waiting: deque[Digest]) -> None:
        """Puts the first of what waits, as much as one change may hold."""
        some = one_change(waiting, assets=self._assets)
        self._owner.submit(put_assets, self._file, some, assets=self._assets).result()


def _noted(file: ProjectFile) -> tuple[Awaited, ...] | None:
    """Reads what is still to be read; a note that is damaged hurts nothing else, and is told once.

    Returns:
        None when it cannot be read now, or not be let go: it is left as it is for the next opening.
    """
    try:
        return noted(file.awaited)
    except PlaceError as error:
        _log.info("what is to be read is asked at the next opening: %s", error)
        return None
    except DossierError as error:
        _log.info("what was to be read is not known any more: %s", error)
    return () if file.read_only is not None or _lost(file) else None


def _lost(file: ProjectFile) -> bool:
    """Tells that a note is damaged, and lets it go; False when it stays: the file may be damaged there."""
    lost = warning("awaited-lost")
    try:
        if lost not in file.dossier.findings:
            file.refresh(replace(file.dossier, findings=(*file.dossier.findings, lost)))
        file.note_awaited(note_of(()))
    except DossierError as error:
        _log.info("tried again at the next opening: %s", error)
        return False
    return True
