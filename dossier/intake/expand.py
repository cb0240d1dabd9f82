"""From what was named to files: folders walked, containers opened, nothing dropped silently."""

import hashlib
import os
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISFIFO, S_ISREG, S_ISSOCK
from typing import Final

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.digest import Digest
from dossier.basis.errors import UsageError
from dossier.basis.progress import Progress, silent
from dossier.intake.archive.containers import Containers, Runner
from dossier.intake.archive.mailbox_folder import beside_mailbox, mailbox_name
from dossier.intake.chat.folder import with_own_media
from dossier.intake.incoming import NO_DIGEST, Incoming, is_system_file
from dossier.intake.web.saved_folder import with_own_folders
from dossier.model.finding import Finding, blocker, note

_NUMBER: Final = re.compile(r"(\d+)")
_HASHED_AT_ONCE: Final = 8 * limits.MIB


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
    pasted: Collection[Path] = (),
    leave_out: Collection[Path] = (),
    passwords: tuple[str, ...] = (),
    progress: Progress = silent,
) -> Expanded:
    """Finds all files in what was named and keeps their bytes.

    Files come in the order they were named, those of a folder in the order people count in.

    Args:
        paths: Files, folders and containers.
        assets: Where the bytes are kept.
        pool: Where containers are opened.
        pasted: Those files that the program wrote and named itself when they were pasted.
        leave_out: Files below what was named that are no proofs: the annex made last time.
        passwords: What the person gave for locked containers, to be tried in order.
        progress: Told after each file; may cancel.

    Raises:
        UsageError: ``no-such-file`` for a named path, ``too-many-files``.
        CancelledError: The person asked to stop.
    """
    for path in paths:
        if not _exists(path):
            raise UsageError("no-such-file", file=str(path))
    walk = _Walk(assets, Containers(assets, pool, passwords), progress)
    seen, own = {path.resolve() for path in leave_out}, {path.resolve() for path in pasted}
    for path in paths:
        for found in walk.files(path):
            place = found.path.resolve()
            if place in seen:
                continue
            seen.add(place)
            walk.take(found, pasted=place in own)
            progress("expand", len(walk.taken), 0)
            if len(walk.taken) > limits.FILES:
                raise UsageError("too-many-files", limit=limits.FILES)
    if walk.system_files:
        walk.findings.append(note("system-files-skipped", n=walk.system_files))
    files = with_own_media(with_own_folders(walk.taken), assets=assets, pool=pool)
    return Expanded(files=tuple(files), findings=tuple(walk.findings))


@dataclass(frozen=True, slots=True)
class _Found:
    path: Path
    folder: str


@dataclass(slots=True)
class _Walk:
    """What one run of ``expand`` gathers."""

    assets: Assets
    containers: Containers
    progress: Progress
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
        names = {entry.name for entry in entries}
        for entry in entries:
            if is_system_file(entry.name) or beside_mailbox(entry.name, names):
                self.system_files += 1
            elif entry.is_symlink():
                # It leads to something that is here anyway, or out of what was named.
                self.findings.append(note("link-skipped", file=_printable(entry.name)))
            elif _is_folder(entry):
                kept.append(_Found(entry, f"{place.folder}/{_printable(entry.name)}".lstrip("/")))
            else:
                kept.append(_Found(entry, place.folder))
        return kept

    def take(self, found: _Found, *, pasted: bool) -> None:
        """Keeps one file, or what is in it when it is a container."""
        one = replace(_incoming(found), pasted=pasted)
        try:
            status = found.path.stat()
            if not S_ISREG(status.st_mode):
                self.findings.append(note(_no_file(status.st_mode), file=one.name))
                return
            one = replace(one, size=status.st_size, modified=_changed(status))
            if status.st_size > limits.FILE_BYTES:
                one = replace(one, digest=self._digest(found.path), trouble="file-too-large")
            else:
                asset = self.assets.put_file(found.path)
                one = replace(one, asset=asset, digest=asset, size=self.assets.path(asset).stat().st_size)
        except OSError:
            one = replace(one, trouble="cannot-read")
        opened = self.containers.opened(one)
        self.taken.extend(opened.files)
        self.findings.extend(opened.findings)
        self.system_files += opened.system_files

    def _digest(self, path: Path) -> Digest:
        """Names the bytes of a file that is not kept; may be cancelled, for it may be a long film.

        Raises:
            OSError: It cannot be read.
            CancelledError: The person asked to stop.
        """
        made = hashlib.sha256()
        with path.open("rb") as stream:
            while piece := stream.read(_HASHED_AT_ONCE):
                made.update(piece)
                self.progress("expand", len(self.taken), 0)
        return Digest(made.hexdigest())


def _incoming(found: _Found) -> Incoming:
    return Incoming(
        name=_printable(mailbox_name(found.path)),
        folder=found.folder,
        asset=None,
        digest=NO_DIGEST,
        size=0,
        modified=None,
        place=_printable(str(found.path.absolute().parent)),
    )


def _no_file(mode: int) -> str:
    """Names what has a name but holds nothing that could be kept."""
    if S_ISFIFO(mode):
        return "pipe-skipped"
    return "socket-skipped" if S_ISSOCK(mode) else "device-skipped"


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
