"""Words of pictures, recognised while nobody waits, until the person says to stop."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Final

from dossier.basis.errors import UsageError
from dossier.basis.progress import Progress
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding
from dossier.model.ids import PieceId
from dossier.model.piece import Piece
from dossier.model.recognising import unread
from dossier.workspace.ahead import Ahead
from dossier.workspace.reading_pictures import STAGE, PictureReader

__all__ = ["IDLE", "Recognising", "Recognition"]


@dataclass(frozen=True, slots=True)
class Recognising:
    """How far it is.

    Attributes:
        done: Pages and pictures read since there was last nothing to do.
        total: These, and those that are left; 0 when there is nothing to do.
        stopped: Whether the person stopped it, with something left.
    """

    done: int = 0
    total: int = 0
    stopped: bool = False


IDLE: Final = Recognising()


class Recognition:
    """Has the pictures of a dossier read in calm time, and what was read kept.

    Safe for several threads.
    """

    def __init__(
        self,
        reader: PictureReader,
        *,
        present: Callable[[], Dossier],
        keep: Callable[[Sequence[PieceId]], object],
    ) -> None:
        """Reads nothing before ``begin``.

        Args:
            reader: Reads.
            present: Gives the dossier as it is.
            keep: Gives the pictures of pieces their words, as far as they are known.
        """
        self.reader = reader
        self._present, self._keep = present, keep
        self._calm = Ahead(self._read, what="words")
        self._tell: Callable[[bool], object] | None = None
        self._stopped = False
        self._done = 0

    @property
    def state(self) -> Recognising:
        """How far it is."""
        left = sum(self._left(piece) for piece in self._present().pieces)
        if self._tell is None or not self.reader.able or not left:
            return IDLE
        return Recognising(self._done, self._done + left, self._stopped)

    @property
    def resting(self) -> bool:
        """Whether nothing is being read."""
        return self._calm.resting

    def begin(self, tell: Callable[[bool], object]) -> None:
        """Begins, or goes on after ``stop``.

        Args:
            tell: Called in any thread whenever ``state`` is another, with whether more is known of the
                dossier's words by now.
        """
        self._tell, self._stopped = tell, False
        self.follow()

    def stop(self) -> None:
        """Reads nothing more until ``begin``; what is read stays."""
        self._stopped = True
        self._calm.drop()
        self._told()

    def follow(self) -> None:
        """Reads what is new in the dossier, when there is time."""
        if self._tell is None or self._stopped:
            return
        wanted = [piece.id for piece in self._present().pieces if self._left(piece)]
        if not wanted:
            self._done = 0
        self._calm.want(wanted)
        self._told()

    def require(self) -> None:
        """Refuses what cannot be done on this computer.

        Raises:
            UsageError: ``recognition-missing``.
        """
        if not self.reader.able:
            raise UsageError("recognition-missing")

    def read_all(self, progress: Progress) -> None:
        """Reads everything now.

        Raises:
            UsageError: ``recognition-missing``; words cannot be recognised on this computer.
            CancelledError: ``progress`` said so; what is read is kept.
            PlaceError: It cannot be kept.
        """
        self.require()
        pieces = [piece for piece in self._present().pieces if self._left(piece)]
        for count, piece in enumerate(pieces):
            progress(STAGE, count, len(pieces))
            self.reader.read(piece, lambda stage, _, __, at=count: progress(stage, at, len(pieces)))
            self._keep([piece.id])

    def remarks(self, dossier: Dossier) -> tuple[Finding, ...]:
        """Says what cannot be found by searching because words cannot be recognised here."""
        shown = [piece for piece in dossier.pieces if piece.shown]
        return () if self.reader.able else self.reader.unsearchable(shown)

    def remarks_for_export(self, pieces: Sequence[Piece], progress: Progress) -> tuple[Finding, ...]:
        """Says what nobody will find by searching in an annex of some pieces, whatever the reason.

        Raises:
            CancelledError: ``progress`` said so.
            PlaceError: The working folder is full.
        """
        for piece in pieces:
            self.reader.look_through(piece, progress)
        return self.reader.unsearchable(pieces)

    def close(self) -> None:
        """Stops, and waits until it has."""
        self._tell = None
        self._calm.close()

    def give_way(self, asked: "Future[Any]") -> None:
        """Lets something that the person waits for go first, until it is done."""
        self._calm.give_way(asked)

    def end(self) -> None:
        """Begins nothing more."""
        self._calm.stop()

    def _read(self, piece: PieceId, heed: Progress) -> None:
        for one in self._present().pieces:
            if one.id == piece and self._left(one):
                self._read_piece(one, heed)

    def _read_piece(self, piece: Piece, heed: Progress) -> None:
        before = self._left(piece)

        def heed_and_count(stage: str, done: int, total: int) -> None:
            nonlocal before
            heed(stage, done, total)
            left = self._left(piece)
            if left != before:
                self._done += max(before - left, 0)
                before = left
                self._told()

        self.reader.read(piece, heed_and_count)
        self._done += before - self._left(piece)
        self._keep([piece.id])
        self._told(kept=True)

    def _left(self, piece: Piece) -> int:
        return sum(self.reader.pages_left(body) for body in unread(piece)) if piece.shown else 0

    def _told(self, *, kept: bool = False) -> None:
        if self._tell is not None:
            self._tell(kept)
