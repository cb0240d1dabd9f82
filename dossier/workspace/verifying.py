"""Says whether an annex is what it was: by itself, and by whatever else there is to hold it against."""

import re
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dossier.annex.timestamp import StampTask, run_stamp
from dossier.annex.verify import Account, VerifyTask, run_account
from dossier.basis import limits
from dossier.basis.digest import Digest, digest_of_file
from dossier.basis.errors import UnreadableError, UsageError
from dossier.basis.progress import Progress, silent
from dossier.model.dossier import Dossier
from dossier.model.stamped import Stamped
from dossier.workers.pool import Pool
from dossier.workspace.opening import open_desk
from dossier.workspace.verifying_folder import FolderReport, against_folder
from dossier.workspace.verifying_project import ProjectReport, against_project
from dossier.workspace.verifying_volumes import Absent, absent

_ZONE: Final = "Europe/Paris"

_FINGERPRINT: Final = re.compile(r"(?:sha-?256\s*[:=]?\s*)?((?:[0-9a-f]{2}[\s:]?){32})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyOrder:
    """What is to be verified, and against what.

    Attributes:
        files: The PDFs: one annex, its volumes, or its single files.
        project: The dossier that they were made from.
        fingerprint: A SHA-256 that one of them is to have, as people write it; "" for none.
        originals: A folder with the untouched files.
        timestamp: An answer of RFC 3161 about one of them.
    """

    files: tuple[Path, ...]
    project: Path | None = None
    fingerprint: str = ""
    originals: Path | None = None
    timestamp: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileVerified:
    """One PDF.

    Attributes:
        path: Where it stands.
        digest: Its SHA-256.
        account: Whether it agrees with what it says about itself, and what that is.
        project: What the dossier knows of it; None when none was given.
    """

    path: Path
    digest: Digest
    account: Account
    project: ProjectReport | None = None

    @property
    def agrees(self) -> bool:
        """Whether nothing speaks against it."""
        return self.account.report.agrees and (self.project is None or self.project.agrees)


@dataclass(frozen=True, slots=True, kw_only=True)
class StampVerified:
    """A time stamp.

    Attributes:
        answer: What it says.
        file: Which of the PDFs it is about; None when about none.
    """

    answer: Stamped
    file: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What came of it.

    Attributes:
        files: Each PDF, in the order given.
        wanted: The fingerprint that was given, in its plain form; "" for none.
        originals: What the folder holds; None when none was given.
        stamp: What the time stamp says; None when none was given.
        zone: IANA name of the zone in which instants are told.
    """

    files: tuple[FileVerified, ...]
    wanted: str = ""
    originals: FolderReport | None = None
    stamp: StampVerified | None = None
    zone: str = _ZONE

    @property
    def same(self) -> FileVerified | None:
        """The file that has the fingerprint that was given."""
        return next((file for file in self.files if file.digest == self.wanted), None)

    @property
    def absent(self) -> tuple[Absent, ...]:
        """What was not given of the exports that files are of."""
        return absent(file.account for file in self.files)

    @property
    def agrees(self) -> bool:
        """Whether everything that was asked holds; that files of an export were not given is told beside."""
        return (
            all(file.agrees for file in self.files)
            and (not self.wanted or self.same is not None)
            and (self.originals is None or self.originals.agrees)
            and (self.stamp is None or (self.stamp.file is not None and self.stamp.answer.holds))
        )


def verify(order: VerifyOrder, *, progress: Progress = silent) -> Verified:
    """Verifies annexes, reading every stranger's byte in a worker.

    Raises:
        UsageError: ``no-such-file``; ``not-a-fingerprint``; ``originals-too-many``.
        UnreadableError: ``not-an-annex``, ``annex-newer``, ``cannot-read``; ``not-a-timestamp``,
            ``timestamp-refused``; the project file cannot be read.
        PlaceError: ``no-such-folder``; the project file cannot be reached.
        CancelledError: The person asked to stop.
    """
    wanted = fingerprint_of(order.fingerprint) if order.fingerprint else ""
    given = (*order.files, *(path for path in (order.project, order.timestamp) if path is not None))
    for path in given:
        if not path.is_file():
            raise UsageError("no-such-file", file=str(path))
    with ExitStack() as opened:
        pool = opened.enter_context(Pool(1))
        dossier = None
        if order.project is not None:
            dossier = opened.enter_context(open_desk(order.project).result()).present.dossier
        files = tuple(_file(path, dossier, pool, progress) for path in order.files)
        originals = None
        if order.originals is not None:
            plans = [file.account.plan for file in files]
            known = (*given, order.originals)
            originals = against_folder(plans, order.originals, leave_out=known, pool=pool, progress=progress)
        stamp = _stamp(order.timestamp, files, pool) if order.timestamp is not None else None
    zone = dossier.zone if dossier is not None else _ZONE
    return Verified(files=files, wanted=wanted, originals=originals, stamp=stamp, zone=zone)


def fingerprint_of(words: str) -> Digest:
    """Reads a fingerprint as people copy it: in capitals, in groups, with ``sha256:`` before it.

    Raises:
        UsageError: ``not-a-fingerprint``.
    """
    found = _FINGERPRINT.fullmatch(words.strip())
    if found is None:
        raise UsageError("not-a-fingerprint", value=words)
    return Digest(re.sub(r"[\s:]", "", found[1]).lower())


def _file(path: Path, dossier: Dossier | None, pool: Pool, progress: Progress) -> FileVerified:
    try:
        digest = digest_of_file(path)
    except OSError as error:
        raise UnreadableError("cannot-read", file=path.name) from error
    account = pool.run(
        run_account,
        VerifyTask(path=str(path)),
        seconds=limits.VERIFY_SECONDS,
        progress=progress,
        stage="check",
    )
    known = against_project(account, digest, dossier) if dossier is not None else None
    return FileVerified(path=path, digest=digest, account=account, project=known)


def _stamp(answer: Path, files: Sequence[FileVerified], pool: Pool) -> StampVerified:
    """Holds a time stamp against each file, until it fits one."""
    told: list[Stamped] = []
    for file in files:
        task = StampTask(answer=str(answer), file=str(file.path), name=answer.name)
        told.append(pool.run(run_stamp, task, seconds=limits.STAMP_SECONDS))
        if told[-1].fits:
            return StampVerified(answer=told[-1], file=file.path)
    return StampVerified(answer=told[0], file=None)
