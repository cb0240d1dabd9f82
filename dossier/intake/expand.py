"""From what was named to files: folders walked, ZIPs opened one level, nothing dropped silently."""

import os
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISREG
from typing import Final, Protocol, TypeVar

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.digest import Digest
from dossier.basis.errors import UsageError, WorkerError
from dossier.basis.progress import Progress, silent
from dossier.intake.archive import ArchiveListing, ArchiveTask, list_archive
from dossier.model.finding import Finding, blocker, note, warning

T = TypeVar("T")
R = TypeVar("R")

_SYSTEM_NAMES: Final = frozenset(
    {"thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "icon\r"}
)
_SYSTEM_STARTS: Final = (".", "~$", "._")
_ZIP_STARTS: Final = (b"PK\x03\x04", b"PK\x05\x06")
_NUMBER: Final = re.compile(r"(\d+)")


class Runner(Protocol):
    """Where untrusted bytes are opened: ``dossier.workers.pool.Pool``."""

    def run(self, job: Callable[[T], R], task: T, *, seconds: float) -> R:
        """Does one job within a time.

        Raises:
            WorkerError: The job crashed, or ran out of time or memory.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One file as it came in.

    Attributes:
        name: Without folders.
        folder: Its folders below what was named, joined by "/"; "" at the top.
        asset: Its bytes; None when they could not be read.
        trouble: Why they could not, as the code of a finding; "" when they were.
        size: Bytes.
        modified: When it was last changed: an instant, or a ZIP's clock on the wall; None if unknown.
    """

    name: str
    folder: str
    asset: Digest | None
    size: int
    modified: datetime | None
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expanded:
    """Every file there is, and what was noticed on the way."""

    files: tuple[Incoming, ...]
    findings: tuple[Finding, ...]


def expand(
    paths: Sequence[Path],
    *,
    assets: Assets,
    pool: Runner,
    leave_out: Collection[Path] = (),
    progress: Progress = silent,
) -> Expanded:
    """Finds all files in what was named and keeps their bytes.

    Files come in the order they were named, those of a folder in the order people count in.

    Args:
        paths: Files, folders and ZIPs.
        assets: Where the bytes are kept.
        pool: Where ZIPs are opened.
        leave_out: Files below what was named that are no proofs: the annex made last time.
        progress: Told after each file; may cancel.

    Raises:
        UsageError: ``no-such-file`` for a named path, ``too-many-files``.
        CancelledError: The person asked to stop.
    """
    for path in paths:
        if not _exists(path):
            raise UsageError("no-such-file", file=str(path))
    walk = _Walk(assets, pool)
    seen = {path.resolve() for path in leave_out}
    for path in paths:
        for found in walk.files(path):
            if found.path.resolve() in seen:
                continue
            seen.add(found.path.resolve())
            walk.take(found)
            progress("expand", len(walk.taken), 0)
            if len(walk.taken) > limits.FILES:
                raise UsageError("too-many-files", limit=limits.FILES)
    if walk.system_files:
        walk.findings.append(note("system-files-skipped", n=walk.system_files))
    return Expanded(files=tuple(walk.taken), findings=tuple(walk.findings))


@dataclass(frozen=True, slots=True)
class _Found:
    path: Path
    folder: str


@dataclass(slots=True)
class _Walk:
    """What one run of ``expand`` gathers."""

    assets: Assets
    pool: Runner
    taken: list[Incoming] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    system_files: int = 0

    def files(self, named: Path) -> Iterator[_Found]:
        """Goes through what was named: itself, or everything below it."""
        if not named.is_dir():
            yield _Found(named, "")
            return
        waiting = [_Found(named, "")]
        while waiting:
            place = waiting.pop()
            folders = []
            for child in self._children(place):
                if _is_folder(child.path):
                    folders.append(child)
                else:
                    yield child
            waiting.extend(reversed(folders))

    def _children(self, place: _Found) -> list[_Found]:
        try:
            entries = sorted(place.path.iterdir(), key=lambda entry: natural(entry.name))
        except OSError:
            self.findings.append(blocker("cannot-read", file=_printable(place.path.name)))
            return []
        kept = []
        for entry in entries:
            if _is_system(entry.name):
                self.system_files += 1
            elif entry.is_symlink():
                # It leads to something that is here anyway, or out of what was named.
                self.findings.append(note("link-skipped", file=_printable(entry.name)))
            elif _is_folder(entry):
                kept.append(_Found(entry, f"{place.folder}/{_printable(entry.name)}".lstrip("/")))
            else:
                kept.append(_Found(entry, place.folder))
        return kept

    def take(self, found: _Found) -> None:
        """Keeps one file, or what is in it when it is a ZIP."""
        try:
            status = found.path.stat()
            if not S_ISREG(status.st_mode):
                self.system_files += 1
                return
            if status.st_size > limits.FILE_BYTES:
                self._missed(found, status, "file-too-large")
                return
            zipped = _starts_as_zip(found.path)
            if zipped and self._take_members(found, status.st_size):
                return
            asset = self.assets.put_file(found.path)
        except OSError:
            self._missed(found, None, "cannot-read")
            return
        self.taken.append(_incoming(found, status, asset))

    def _missed(self, found: _Found, status: os.stat_result | None, code: str) -> None:
        self.taken.append(_incoming(found, status, None, trouble=code))

    def _take_members(self, found: _Found, size: int) -> bool:
        """Takes the files of a ZIP; tells whether it was opened."""
        task = ArchiveTask(path=str(found.path.resolve()), assets=str(self.assets.folder))
        seconds = limits.READ_SECONDS + limits.READ_SECONDS_PER_MIB * size / limits.MIB
        try:
            listing = self.pool.run(list_archive, task, seconds=seconds)
        except WorkerError:
            listing = ArchiveListing(trouble="damaged")
        name = _printable(found.path.name)
        if listing.trouble:
            self.findings.extend(_told(listing.trouble, name))
            return False
        for member in listing.members:
            if any(_is_system(part) for part in (*member.folder.split("/"), member.name) if part):
                self.system_files += 1
                continue
            folder = "/".join(part for part in (found.folder, member.folder) if part)
            self.taken.append(
                Incoming(
                    name=member.name,
                    folder=folder,
                    asset=member.asset,
                    size=member.size,
                    modified=member.modified,
                    trouble="" if member.asset else "damaged",
                )
            )
        self.findings.append(note("archive-opened", file=name, n=len(listing.members)))
        return True


def _told(trouble: str, name: str) -> tuple[Finding, ...]:
    match trouble:
        case "locked":
            return (blocker("archive-locked", file=name),)
        case "too-large":
            return (blocker("archive-too-large", file=name),)
        case "damaged":
            return (warning("archive-damaged", file=name),)
        case _:
            return ()


def _incoming(
    found: _Found, status: os.stat_result | None, asset: Digest | None, *, trouble: str = ""
) -> Incoming:
    return Incoming(
        name=_printable(found.path.name),
        folder=found.folder,
        asset=asset,
        size=status.st_size if status else 0,
        modified=_changed(status) if status else None,
        trouble=trouble,
    )


def _changed(status: os.stat_result) -> datetime | None:
    try:
        return datetime.fromtimestamp(status.st_mtime, UTC).replace(microsecond=0)
    except (OverflowError, OSError, ValueError):  # disks say what they like
        return None


def _exists(path: Path) -> bool:
    try:
        path.stat()
    except (OSError, ValueError):  # no name at all: too long, or with NUL
        return False
    return True


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # taking it as a file will tell
        return False


def _starts_as_zip(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(4) in _ZIP_STARTS


def _is_system(name: str) -> bool:
    return name.lower() in _SYSTEM_NAMES or name.startswith(_SYSTEM_STARTS)


def _printable(name: str) -> str:
    """Gives a name that can be written down: old disks hold bytes that are no text."""
    raw = os.fsencode(name)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Orders names as people count: "2.jpg" before "10.jpg", whatever the case."""
    pieces = (piece for piece in _NUMBER.split(name.casefold()) if piece)
    return tuple((0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces)
