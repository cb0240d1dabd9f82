"""What is asked of an open dossier without changing it: words, pages, copies."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, tzinfo
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from dossier.basis.digest import Digest
from dossier.basis.errors import DossierError
from dossier.model.body import FlowBody
from dossier.model.due import Due
from dossier.model.ids import PieceId
from dossier.model.piece import Piece
from dossier.model.proposal import Proposal
from dossier.texts.catalogue import Texts
from dossier.workspace.chat_days import read_days
from dossier.workspace.desk import Desk
from dossier.workspace.due import save_reminders
from dossier.workspace.looking import Look, LookOrder
from ui.awaiting import Awaiting

T = TypeVar("T")

ChatDays = tuple[tuple[date, int], ...]
"""Days, each with how many messages it holds."""


class Asking(QObject):
    """Asks a desk without making the window wait; who has gone meanwhile is not answered any more."""

    refused = Signal(object)
    """``DossierError``: something asked for was not done."""
    found = Signal(str, object)
    """Words that were searched, and a frozenset of ``PieceId``."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._awaiting = Awaiting(self)
        self._aside = ThreadPoolExecutor(1, "session-aside")
        self._lookers = object()
        self._looking: Future[Look] | None = None
        self._closed = False

    def search(self, words: str) -> None:
        """Finds the pieces that hold words; ``found`` tells them."""
        self._ask(
            lambda: self._desk.search(words),
            lambda hits: self.found.emit(words, frozenset(piece for piece, _ in hits)),
            failed=self.refused.emit,
        )

    def look(
        self, order: LookOrder, then: Callable[[Look], object], *, failed: Callable[[DossierError], object]
    ) -> None:
        """Has a page drawn; one that was asked for before and has not begun is not drawn any more."""
        if self._looking is not None:
            self._looking.cancel()
        self._looking = self._ask(lambda: self._desk.look(order), then, failed=failed)

    def annex_page(self, annex: Path, page: int, then: Callable[[Path], object], *, width_px: int) -> None:
        """Has a page of a finished annex drawn."""
        self._ask(lambda: self._desk.annex_page(annex, page, width_px=width_px), then, failed=lambda _: None)

    def thumbnail(
        self, piece: PieceId, then: Callable[[Path], object], *, width_px: int, failed: Callable[..., object]
    ) -> None:
        """Has the first page of a piece drawn small."""
        self._ask(lambda: self._desk.thumbnail(piece, width_px=width_px), then, failed=failed)

    def save_original(self, digest: Digest, target: Path, then: Callable[[], object]) -> None:
        """Writes an untouched copy of an original."""
        self._ask(
            lambda: self._desk.save_original(digest, target), lambda _: then(), failed=self.refused.emit
        )

    def copy_to(self, target: Path, then: Callable[[], object]) -> None:
        """Writes a complete copy of the dossier."""
        self._ask(lambda: self._desk.copy_to(target), lambda _: then(), failed=self.refused.emit)

    def save_reminders(
        self,
        target: Path,
        dues: Sequence[Due],
        *,
        day: date,
        texts: Texts,
        then: Callable[[], object],
        failed: Callable[[DossierError], object],
    ) -> None:
        """Writes the coming deadlines for a calendar, seen from a day."""
        dossier = self._desk.present.dossier

        def save() -> None:
            save_reminders(dossier, target, dues=dues, day=day, texts=texts)

        self._ask(lambda: self._aside.submit(save), lambda _: then(), failed=failed)

    def chat_days(self, piece: Piece, then: Callable[[ChatDays], object], *, zone: tzinfo) -> None:
        """Lists the days of a conversation, each with how many messages it holds."""
        flows = {body.asset for body in piece.bodies if isinstance(body, FlowBody)}
        files = {digest: self._desk.pool.scratch / f"{digest}.flow" for digest in flows}

        def read() -> ChatDays:
            for digest, file in files.items():
                self._desk.save_original(digest, file).result()
            return read_days(files.values(), zone)

        self.prepare(read, then)

    def propose_facts(self, then: Callable[[tuple[Proposal, ...]], object]) -> None:
        """Looks for what pieces say about the dispute; where that fails nothing is proposed."""
        self._ask(self._desk.propose_facts, then, failed=lambda _: None)

    def prepare(self, work: Callable[[], T], then: Callable[[T], object]) -> None:
        """Does something that takes long, but does not touch the dossier, beside the window."""
        self._ask(lambda: self._aside.submit(work), then, failed=self.refused.emit)

    def forget_lookers(self) -> None:
        """Gives no answer any more to who asked so far: that part of the window is going."""
        self._lookers = object()

    def _ask(
        self,
        start: "Callable[[], Future[T]]",
        then: Callable[[T], object],
        *,
        failed: Callable[[DossierError], object],
    ) -> "Future[T] | None":
        """Asks for something that changes nothing; None, and no answer, once the dossier is closed."""
        if self._closed:
            return None
        future = start()
        self._awaiting.when_done(future, self._if_there(then), failed=self._if_there(failed))
        return future

    def _if_there(self, answer: Callable[[T], object]) -> Callable[[T], object]:
        """Gives an answer only to who has not gone meanwhile."""
        asked_by = self._lookers
        return lambda given: answer(given) if self._lookers is asked_by else None
