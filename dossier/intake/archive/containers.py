"""A container stands for the files in it, and those of the containers in it, as far as bombs allow."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Final, Protocol, TypeVar

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.errors import WorkerError
from dossier.basis.progress import Progress, silent
from dossier.intake.archive.job import ArchiveListing, ArchiveTask, Member, list_archive, unpacked_at_most
from dossier.intake.incoming import NO_DIGEST, Incoming, is_system_file
from dossier.intake.sniff import may_hold_files
from dossier.model.finding import Finding

T = TypeVar("T")
R = TypeVar("R")

_HEAD_BYTES: Final = 1024
_TROUBLES: Final = MappingProxyType(
    {
        "locked": "archive-locked",
        "locked-strongly": "archive-locked-strongly",
        "too-large": "archive-too-large",
        "damaged": "archive-damaged",
    }
)
"""Why a container comes in itself, as the code of a finding; of documents and empty ones nothing is said."""


_SUFFIXES: Final = frozenset({".zip", ".tar", ".tgz", ".gz", ".mbox"})


class Runner(Protocol):
    """Where untrusted bytes are opened: ``dossier.workers.pool.Pool``."""

    def run(self, job: Callable[[T], R], task: T, *, seconds: float) -> R:
        """Does one job within a time.

        Raises:
            WorkerError: The job crashed, or ran out of time or memory.
        """
        ...


@dataclass(frozen=True, slots=True)
class Containers:
    """Opens ZIPs, tars, gzips and mailboxes.

    Attributes:
        assets: Where the bytes are.
        pool: Where they are opened.
        passwords: What the person gave for locked files, to be tried in order.
        progress: Told with each container; may cancel.
    """

    assets: Assets
    pool: Runner
    passwords: tuple[str, ...] = field(default=(), repr=False)
    progress: Progress = silent

    def opened(self, file: Incoming) -> "Unpacked":
        """Gives the files of a container; of any other file, and of one that cannot be opened, itself.

        Raises:
            CancelledError: The person asked to stop.
        """
        found = Unpacked()
        room = _Room(unpacked_at_most(file.size))
        try:
            found.files.extend(self._files(file, found, room, depth=0))
        except _MazeError:
            return Unpacked(files=[replace(file, trouble="archive-too-nested")])
        return found

    def _files(self, file: Incoming, found: "Unpacked", room: "_Room", *, depth: int) -> Iterator[Incoming]:
        if depth >= limits.NESTING:
            room.leave_closed(PurePath(file.name).suffix.lower() in _SUFFIXES)
            yield file
            return
        listing = self._listing(file, room)
        if listing is None or listing.trouble:
            trouble = _TROUBLES.get(listing.trouble, "") if listing else ""
            room.leave_closed(bool(trouble) and depth > 0)
            yield replace(file, trouble=trouble) if trouble else file
            return
        found.findings.extend(listing.findings)
        room.take(listing)
        for member in listing.members:
            if _is_system_member(member):
                found.system_files += 1
            else:
                yield from self._files(_incoming(member, file), found, room, depth=depth + 1)
        if not _all_came_out(listing):
            yield replace(file, trouble="archive-kept")

    def _listing(self, file: Incoming, room: "_Room") -> ArchiveListing | None:
        """Opens a container in a worker; None for what cannot be one."""
        if file.asset is None or not may_hold_files(_head(self.assets.path(file.asset))):
            return None
        self.progress("expand", 0, 0)
        task = ArchiveTask(
            path=str(self.assets.path(file.asset).resolve()),
            assets=str(self.assets.folder),
            name=file.name,
            most_bytes=room.size,
            most_members=room.members,
            passwords=self.passwords,
        )
        slow = limits.UNLOCKING_SECONDS_PER_MIB if self.passwords else 0.0
        seconds = limits.READ_SECONDS + (limits.READ_SECONDS_PER_MIB + slow) * file.size / limits.MIB
        try:
            return self.pool.run(list_archive, task, seconds=seconds)
        except WorkerError:
            return ArchiveListing(trouble="damaged")


@dataclass(slots=True)
class Unpacked:
    """What came out of one file.

    Attributes:
        files: In their order.
        findings: Which containers were opened, and what of them was left.
        system_files: How many files were left aside.
    """

    files: list[Incoming] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    system_files: int = 0


class _MazeError(Exception):
    """Far more containers stand in one another than anybody packs."""


@dataclass(slots=True)
class _Room:
    """What one container may still unpack, all those in it together: bombs are often nested."""

    size: int
    members: int = limits.ARCHIVE_MEMBERS
    opened: int = 0
    closed: int = 0

    def take(self, listing: ArchiveListing) -> None:
        """Counts what came out of one.

        Raises:
            _MazeError: Too many were opened.
        """
        self.size -= sum(member.size for member in listing.members if member.asset)
        self.members -= len(listing.members)
        self.opened += 1
        if self.opened > limits.ARCHIVES_OPENED:
            raise _MazeError

    def leave_closed(self, is_container: bool) -> None:
        """Counts one that is not opened.

        Raises:
            _MazeError: Too many stay closed.
        """
        self.closed += is_container
        if self.closed > limits.ARCHIVES_CLOSED:
            raise _MazeError


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_HEAD_BYTES)


def _is_system_member(member: Member) -> bool:
    return any(is_system_file(part) for part in (*member.folder.split("/"), member.name) if part)


def _all_came_out(listing: ArchiveListing) -> bool:
    return listing.whole and all(member.asset or _is_system_member(member) for member in listing.members)


def _incoming(member: Member, archive: Incoming) -> Incoming:
    return Incoming(
        name=member.name,
        folder="/".join(part for part in (archive.folder, member.folder) if part),
        asset=member.asset,
        digest=member.asset or NO_DIGEST,
        size=member.size,
        modified=member.modified,
        trouble="" if member.asset else "damaged",
        place=f"{archive.place}/{member.folder}".rstrip("/"),
        pasted=member.ours,
    )
