"""Files on their way into an open dossier: read beside the person's acts, kept between them."""

from collections import deque
from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from dossier.annex.kept import working_folder
from dossier.basis.digest import Digest
from dossier.basis.progress import Progress
from dossier.model.ids import PieceId
from dossier.store.project_file import ProjectFile
from dossier.workers.pool import Pool
from dossier.workspace.adding import read_files, read_once_more
from dossier.workspace.early import EarlyKeeping
from dossier.workspace.keeping import keep_pieces, named_assets, one_change, put_assets
from dossier.workspace.orders import Added, AddOrder, Present
from dossier.workspace.reading_again import ReadAgainOrder, checked, put_again
from dossier.workspace.room import WorkingAssets, room_to_work


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
        """
        self._file = file
        self._owner = owner
        self._pool = pool
        self._assets = assets
        self._rooms = rooms
        self._present = present
        self._changing = changing

    def add(self, order: AddOrder, progress: Progress) -> Added:
        """Reads files and adds them as one act.

        Raises:
            UsageError: ``no-such-file``, ``too-many-files``.
            PlaceError: They could not be kept; nothing was added.
            CancelledError: The person asked to stop; nothing was added.
        """
        with room_to_work(*self._rooms):
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
                    )
                finally:
                    self._assets.told = None
            pieces = taken.pieces
            if not pieces:
                # Everything was there already: nothing is done that could be undone.
                return Added(present=self._present(), pieces=(), findings=taken.findings)
            self._put(named_assets(pieces, assets=self._assets), progress)
            kept: list[PieceId] = []
            present = self._changing(
                lambda: kept.extend(keep_pieces(self._file, pieces, taken.findings, assets=self._assets))
            ).result()
        return Added(present=present, pieces=tuple(kept), findings=taken.findings)

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
