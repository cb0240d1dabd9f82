"""An annex was sent: its very bytes are kept, and its numbers from then on."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dossier.annex.verify import VerifyTask, run_plan
from dossier.basis import limits
from dossier.basis.clock import zone_named
from dossier.basis.digest import Digest
from dossier.basis.errors import UsageError
from dossier.basis.progress import Progress
from dossier.model.chat_days import files_told
from dossier.model.commands.send import mark_sent
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.numbering import frozen_numbers
from dossier.model.piece import Piece
from dossier.model.plan import Plan, PlannedPiece
from dossier.model.rounds import Round, Scope, SentFile, SentPiece
from dossier.store.project_file import ProjectFile
from dossier.workers.pool import Pool
from dossier.workspace.orders import Present
from dossier.workspace.room import WorkingAssets, room_to_work


@dataclass(frozen=True, slots=True, kw_only=True)
class SendOrder:
    """An export that was sent.

    Attributes:
        files: All PDFs of it: one annex, its volumes, or its single files.
        recipient: Id of the profile.
        day: When it was sent.
        scope: What it held.
        case_number: The number that the recipient gave; "" not known yet.
    """

    files: tuple[Path, ...]
    recipient: str
    day: date
    scope: Scope = Scope.ALL
    case_number: str = ""


class Sending:
    """Marks exports as sent, step by step; every step that touches the file is done by its owner."""

    def __init__(
        self,
        file: ProjectFile,
        *,
        owner: ThreadPoolExecutor,
        pool: Pool,
        assets: WorkingAssets,
        rooms: tuple[Path, ...],
        changing: Callable[[Callable[[], object]], "Future[Present]"],
    ) -> None:
        """Marks nothing yet; the arguments are those of ``Arrivals``."""
        self._file = file
        self._owner = owner
        self._pool = pool
        self._assets = assets
        self._rooms = rooms
        self._changing = changing

    def mark(self, order: SendOrder, progress: Progress) -> Present:
        """Keeps the files' bytes and freezes the numbers that are printed in them, as one act.

        Raises:
            UsageError: ``no-such-file``; ``sent-other``, a file holds a piece that this dossier has not;
                ``number-differs``, ``nothing-sent``.
            UnreadableError: ``not-an-annex``, ``annex-newer``, ``cannot-read``; ``annex-changed``, a file
                no longer agrees with itself.
            PlaceError: It could not be kept; nothing is marked.
            CancelledError: The person asked to stop; nothing is marked.
        """
        plans, files = [], []
        with room_to_work(*self._rooms):
            for path in order.files:
                if not path.is_file():
                    raise UsageError("no-such-file", file=str(path))
                digest = self._assets.put_file(path)
                plan = self._plan_of(digest, path.name, progress)
                plans.append(plan)
                files.append(_sent_file(path.name, self._assets.path(digest), digest, len(plan.pages)))
            for digest in {file.digest for file in files}:
                self._owner.submit(self._keep, digest).result()
            return self._changing(lambda: self._mark(order, plans, files)).result()

    def _plan_of(self, digest: Digest, name: str, progress: Progress) -> Plan:
        """Reads, from the kept copy alone, what is in a file; what is marked is what was read."""
        task = VerifyTask(path=str(self._assets.path(digest)), name=name)
        return self._pool.run(run_plan, task, seconds=limits.VERIFY_SECONDS, progress=progress, stage="check")

    def _keep(self, digest: Digest) -> None:
        if not self._file.has(digest):
            self._file.put_asset(self._assets.path(digest))

    def _mark(self, order: SendOrder, plans: Sequence[Plan], files: Sequence[SentFile]) -> None:
        dossier = self._file.dossier
        pieces = tuple(one for plan in plans for one in _sent_pieces(plan, dossier))
        done = mark_sent(
            dossier,
            Round(
                day=order.day,
                recipient=order.recipient,
                scope=order.scope,
                files=tuple(files),
                pieces=pieces,
                case_number=order.case_number,
            ),
        )
        self._file.save(done.dossier, done.act)


def _sent_file(name: str, path: Path, digest: Digest, pages: int) -> SentFile:
    return SentFile(name=name, digest=digest, size=path.stat().st_size, pages=pages)


def _sent_pieces(plan: Plan, dossier: Dossier) -> Iterator[SentPiece]:
    """Finds the dossier's pieces in an annex, which names them by what is printed of them only.

    Raises:
        UsageError: ``sent-other``.
    """
    taken: set[PieceId] = set()
    for planned in plan.pieces:
        piece = _meant(planned, dossier, taken)
        taken.add(piece.id)
        yield SentPiece(
            piece=piece.id,
            number=planned.number,
            title=planned.title,
            fingerprints=tuple(file.digest for file in piece.originals if file.digest),
        )


def _meant(planned: PlannedPiece, dossier: Dossier, taken: set[PieceId]) -> Piece:
    """Finds the piece that an annex shows: by its files, its number when it has one, and its title."""
    zone = zone_named(dossier.zone)
    frozen = frozen_numbers(dossier.rounds)

    def fits(piece: Piece) -> bool:
        told = tuple(file.digest for file in files_told(piece, zone) if file.digest)
        return told == planned.fingerprints and frozen.get(piece.id, planned.number) == planned.number

    fitting = [piece for piece in dossier.pieces if piece.id not in taken and piece.shown and fits(piece)]
    titled = [piece for piece in fitting if planned.title.startswith(piece.title)]
    # Two notes without a file may bear one title: the first is as good as the other then.
    found = titled or (fitting if planned.fingerprints else [])
    if not found:
        raise UsageError("sent-other", number=planned.number, title=planned.title)
    return found[0]
