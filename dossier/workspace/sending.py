"""An annex was sent: its very bytes are kept, and its numbers from then on."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dossier.annex.archive import Issue
from dossier.annex.verify import Account, VerifyTask, run_account
from dossier.basis import limits
from dossier.basis.clock import today, zone_named
from dossier.basis.digest import Digest
from dossier.basis.errors import UnreadableError, UsageError
from dossier.basis.progress import Progress
from dossier.model.commands.send import mark_sent
from dossier.model.rounds import Round, Scope, SentFile
from dossier.store.project_file import ProjectFile
from dossier.workers.pool import Pool
from dossier.workspace.orders import Present
from dossier.workspace.room import WorkingAssets, room_to_work
from dossier.workspace.sent_pieces import sent_pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class SendOrder:
    """An export that was sent.

    Attributes:
        files: All PDFs of it: one annex, its volumes, or its single files.
        day: When it was sent.
        recipient: Id of the profile; "" leaves it to the annex, which says for whom it was made.
        scope: What it held, of an annex that does not say so itself.
        case_number: The number that the recipient gave; "" not known yet.
    """

    files: tuple[Path, ...]
    day: date
    recipient: str = ""
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
            UsageError: ``no-such-file``; ``sent-future``, the day is yet to come; ``sent-before-made``,
                there was no such annex yet; ``sent-twice``, a file is given twice; ``sent-already``, it
                was marked before; ``sent-incomplete``, not all files of the export are given;
                ``sent-other-recipient``, it was made for somebody else; what ``sent_pieces`` and
                ``mark_sent`` refuse.
            UnreadableError: ``not-an-annex``, ``annex-newer``, ``cannot-read``; ``annex-changed``, a file
                no longer agrees with itself.
            PlaceError: It could not be kept; nothing is marked.
            CancelledError: The person asked to stop; nothing is marked.
        """
        accounts: list[Account] = []
        files: list[SentFile] = []
        with room_to_work(*self._rooms):
            for path in order.files:
                if not path.is_file():
                    raise UsageError("no-such-file", file=str(path))
                digest = self._assets.put_file(path)
                if digest in (file.digest for file in files):
                    raise UsageError("sent-twice", file=path.name)
                account = self._account_of(digest, path.name, progress)
                accounts.append(account)
                size = self._assets.path(digest).stat().st_size
                pages = len(account.plan.pages)
                files.append(SentFile(name=path.name, digest=digest, size=size, pages=pages))
            for file in files:
                self._owner.submit(self._keep, file.digest).result()
            return self._changing(lambda: self._mark(order, accounts, files)).result()

    def _account_of(self, digest: Digest, name: str, progress: Progress) -> Account:
        """Reads, from the kept copy alone, what is in a file; what is marked is what was read."""
        task = VerifyTask(path=str(self._assets.path(digest)), name=name)
        seconds = limits.VERIFY_SECONDS
        account = self._pool.run(run_account, task, seconds=seconds, progress=progress, stage="check")
        if not account.report.agrees:
            raise UnreadableError("annex-changed", file=name)
        return account

    def _keep(self, digest: Digest) -> None:
        if not self._file.has(digest):
            self._file.put_asset(self._assets.path(digest))

    def _mark(self, order: SendOrder, accounts: Sequence[Account], files: Sequence[SentFile]) -> None:
        dossier = self._file.dossier
        now = today(zone_named(dossier.zone))
        if order.day > now:
            raise UsageError("sent-future", day=order.day.isoformat())
        made = max(account.plan.day for account in accounts)
        # An annex may bear a day to come, and is sent today all the same.
        if order.day < min(made, now):
            raise UsageError("sent-before-made", day=order.day.isoformat(), made=made.isoformat())
        before = {file.digest for one in dossier.rounds for file in one.files}
        for file in files:
            if file.digest in before:
                raise UsageError("sent-already", file=file.name)
        issue = _issue_of(order, accounts, files) or Issue(
            recipient=order.recipient or dossier.recipient, scope=order.scope
        )
        done = mark_sent(
            dossier,
            Round(
                day=order.day,
                recipient=issue.recipient,
                scope=issue.scope,
                files=tuple(files),
                pieces=tuple(sent_pieces(accounts, dossier, recipient=issue.recipient)),
                case_number=order.case_number,
            ),
        )
        self._file.save(done.dossier, done.act)


def _issue_of(order: SendOrder, accounts: Sequence[Account], files: Sequence[SentFile]) -> Issue | None:
    """Learns from the files for whom they were made, and that none is missing; None when they do not say.

    Raises:
        UsageError: ``sent-other-recipient``, ``sent-incomplete``.
    """
    pairs = zip(accounts, files, strict=True)
    told = [(account.archive.issue, file) for account, file in pairs if account.archive.issue is not None]
    issues = [issue for issue, _ in told if issue is not None]
    if not issues:
        return None
    wanted = order.recipient or issues[0].recipient
    for issue, file in told:
        if issue is not None and issue.recipient != wanted:
            raise UsageError("sent-other-recipient", file=file.name, made=issue.recipient, recipient=wanted)
    parts = sorted(issue.part for issue in issues)
    of = max(issue.of for issue in issues)
    if parts != list(range(1, of + 1)):
        raise UsageError("sent-incomplete", n=len(parts), of=of)
    return issues[0]
