"""A ZIP stands for the files in it, and those of the ZIPs in it: with what bombs need to be told apart."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final, Protocol, TypeVar

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.errors import WorkerError
from dossier.intake.archive import (
    ArchiveListing,
    ArchiveTask,
    Member,
    list_archive,
    unpacked_at_most,
    zip_start,
)
from dossier.intake.incoming import NO_DIGEST, Incoming, is_system_file
from dossier.model.finding import Finding, note

T = TypeVar("T")
R = TypeVar("R")

_TROUBLES: Final = MappingProxyType(
    {"locked": "archive-locked", "too-large": "archive-too-large", "damaged": "archive-damaged"}
)
"""Why a ZIP comes in itself, as the code of a finding; of documents and empty ones nothing is said."""


class Runner(Protocol):
    """Where untrusted bytes are opened: ``dossier.workers.pool.Pool``."""

    def run(self, job: Callable[[T], R], task: T, *, seconds: float) -> R:
        """Does one job within a time.

        Raises:
            WorkerError: The job crashed, or ran out of time or memory.
        """
        ...


@dataclass(frozen=True, slots=True)
class Zips:
    """Opens ZIPs.

    Attributes:
        assets: Where the bytes are.
        pool: Where they are opened.
    """

    assets: Assets
    pool: Runner

    def opened(self, file: Incoming) -> "Unzipped":
        """Gives the files of a ZIP; of any other file, and of one that cannot be opened, itself."""
        found = Unzipped()
        room = _Room(unpacked_at_most(file.size))
        found.files.extend(self._files(file, found, room, depth=0))
        return found

    def _files(self, file: Incoming, found: "Unzipped", room: "_Room", *, depth: int) -> Iterator[Incoming]:
        listing = self._listing(file, room) if depth < limits.NESTING else None
        if listing is None:
            yield file
            return
        if listing.trouble:
            yield replace(file, trouble=_TROUBLES.get(listing.trouble, ""))
            return
        found.findings.append(note("archive-opened", file=file.name, n=len(listing.members)))
        room.take(listing)
        for member in listing.members:
            if _is_system_member(member):
                found.system_files += 1
            else:
                yield from self._files(_incoming(member, file), found, room, depth=depth + 1)

    def _listing(self, file: Incoming, room: "_Room") -> ArchiveListing | None:
        """Opens a ZIP in a worker; None for what is none."""
        if file.asset is None or not zip_start(self.assets.path(file.asset)):
            return None
        task = ArchiveTask(
            path=str(self.assets.path(file.asset).resolve()),
            assets=str(self.assets.folder),
            most_bytes=room.size,
            most_members=room.members,
        )
        seconds = limits.READ_SECONDS + limits.READ_SECONDS_PER_MIB * file.size / limits.MIB
        try:
            return self.pool.run(list_archive, task, seconds=seconds)
        except WorkerError:
            return ArchiveListing(trouble="damaged")


@dataclass(slots=True)
class Unzipped:
    """What came out of one file.

    Attributes:
        files: In their order.
        findings: Which ZIPs were opened.
        system_files: How many files were left aside.
    """

    files: list[Incoming] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    system_files: int = 0


@dataclass(slots=True)
class _Room:
    """What one ZIP may still unpack, all the ZIPs in it together: bombs are often nested."""

    size: int
    members: int = limits.ARCHIVE_MEMBERS

    def take(self, listing: ArchiveListing) -> None:
        self.size -= sum(member.size for member in listing.members if member.asset)
        self.members -= len(listing.members)


def _is_system_member(member: Member) -> bool:
    return any(is_system_file(part) for part in (*member.folder.split("/"), member.name) if part)


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
    )
