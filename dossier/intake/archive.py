"""The job that opens one ZIP: its members go to the assets, with every cap that bombs need."""

import logging
import lzma
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.digest import Digest
from dossier.intake.charsets import decode
from dossier.intake.mail_words import file_name, one_line
from dossier.intake.sniff_boxes import zip_kind

_CHUNK: Final = 1 << 20
_HEAD_BYTES: Final = 64 * 1024
_NO_RATIO_BELOW: Final = 16 * limits.MIB
"""Unpacked size under which no ratio matters: a blank picture shrinks a thousand times."""

_STARTS: Final = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED: Final = 0x1
_UTF8: Final = 0x800
_UNICODE_PATH: Final = 0x7075
"""Extra field with the name in UTF-8 (APPNOTE 4.6.9)."""

_BOXES: Final = re.compile("[\u2500-\u259f]")
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, ValueError)
"""What the standard library raises on damaged members and methods that it does not know."""


log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveTask:
    """One ZIP to be opened.

    Attributes:
        path: The file; only read.
        assets: Folder of the assets.
        most_bytes: What it may unpack, besides what its own size allows.
        most_members: How many files it may hold.
    """

    path: str
    assets: str
    most_bytes: int = limits.FILE_BYTES
    most_members: int = limits.ARCHIVE_MEMBERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file of a ZIP.

    Attributes:
        name: Without folders.
        folder: Its folders inside the ZIP, joined by "/".
        asset: Its bytes; None when they are damaged.
        size: Bytes unpacked.
        modified: The clock on the wall when it was changed; None when the ZIP does not say.
    """

    name: str
    folder: str
    asset: Digest | None
    size: int
    modified: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveListing:
    """What a ZIP holds.

    Attributes:
        members: Its files in their order, without folders.
        trouble: Why it is not opened and comes in as a file itself: "document" (it is one file to
            people), "empty", "locked", "damaged", "too-large"; "" when it was opened.
    """

    members: tuple[Member, ...] = ()
    trouble: str = ""


class _TooLargeError(Exception):
    """More bytes or members than any honest archive has."""


class _DamagedMemberError(Exception):
    """One member cannot be unpacked; the others can."""


def list_archive(task: ArchiveTask) -> ArchiveListing:
    """Opens one ZIP and keeps its members; never trusts the sizes that it declares.

    Raises:
        OSError: The file cannot be read or the assets not written.
    """
    path = Path(task.path)
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
    if zip_kind(path, head) != "zip":
        return ArchiveListing(trouble="document")
    try:
        with zipfile.ZipFile(path) as box:
            return _opened(box, task, path.stat().st_size)
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return ArchiveListing(trouble="damaged")
    except _TooLargeError:
        return ArchiveListing(trouble="too-large")


def zip_start(path: Path) -> bool:
    """Tells whether a file begins as a ZIP, be it a document to people.

    Raises:
        OSError: The file cannot be read.
    """
    with path.open("rb") as stream:
        return stream.read(4) in _STARTS


def unpacked_at_most(packed_bytes: int) -> int:
    """Tells how many bytes an honest ZIP of a size may unpack to."""
    return min(max(packed_bytes * limits.ARCHIVE_RATIO, _NO_RATIO_BELOW), limits.FILE_BYTES)


def _opened(box: zipfile.ZipFile, task: ArchiveTask, packed_bytes: int) -> ArchiveListing:
    infos = [info for info in box.infolist() if not info.is_dir() and not _is_link(info)]
    if len(infos) > task.most_members:
        raise _TooLargeError
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        return ArchiveListing(trouble="locked")
    allowed = min(unpacked_at_most(packed_bytes), task.most_bytes)
    if sum(info.file_size for info in infos) > allowed:
        raise _TooLargeError
    budget, assets = _Budget(allowed), Assets(Path(task.assets))
    members = tuple(_member(box, info, assets, budget) for info in infos)
    return ArchiveListing(members=members, trouble="" if members else "empty")


class _Budget:
    """Counts down the bytes that may still be unpacked."""

    def __init__(self, size: int) -> None:
        self.left = size

    def spend(self, size: int) -> None:
        """Takes bytes off.

        Raises:
            _TooLargeError: There are none left.
        """
        self.left -= size
        if self.left < 0:
            raise _TooLargeError


def _member(box: zipfile.ZipFile, info: zipfile.ZipInfo, assets: Assets, budget: _Budget) -> Member:
    folder, name = safe_place(_name(info))
    size = info.file_size
    asset: Digest | None = None
    with tempfile.TemporaryDirectory() as aside:
        unpacked = Path(aside) / "member"
        try:
            with unpacked.open("wb") as stream:
                for piece in _pieces(box, info, budget):
                    stream.write(piece)
            asset, size = assets.put_file(unpacked), unpacked.stat().st_size
        except _DamagedMemberError:
            log.info("damaged member of %d bytes", info.file_size)
    return Member(name=name, folder=folder, asset=asset, size=size, modified=_modified(info))


def _pieces(box: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget) -> Iterator[bytes]:
    try:
        with box.open(info) as stream:
            while piece := stream.read(_CHUNK):
                budget.spend(len(piece))
                yield piece
    except _DAMAGE as error:
        raise _DamagedMemberError from error


def _is_link(info: zipfile.ZipInfo) -> bool:
    """Recognises symbolic links, whose bytes are only the name of another file."""
    return (info.external_attr >> 16) & 0o170000 == 0o120000


def _modified(info: zipfile.ZipInfo) -> datetime | None:
    """Reads the time of DOS, which begins in 1980: its very first day means none."""
    if info.date_time[:3] <= (1980, 1, 1):
        return None
    try:
        return datetime(*info.date_time)
    except ValueError:
        return None


def _name(info: zipfile.ZipInfo) -> str:
    """Reads a name whose charset old programs did not tell: UTF-8, else what Windows wrote here."""
    if info.flag_bits & _UTF8:
        return info.orig_filename
    unicode = _unicode_path(info.extra)
    if unicode:
        return unicode
    raw = info.orig_filename.encode("cp437", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        choices = (info.orig_filename, raw.decode("cp850"), decode(raw))
        return next((name for name in choices if not _BOXES.search(name)), choices[0])


def _unicode_path(extra: bytes) -> str:
    at = 0
    while at + 4 <= len(extra):
        kind = int.from_bytes(extra[at : at + 2], "little")
        size = int.from_bytes(extra[at + 2 : at + 4], "little")
        if kind == _UNICODE_PATH and size > 5:
            return extra[at + 9 : at + 4 + size].decode("utf-8", "replace")
        at += 4 + size
    return ""


def safe_place(written: str) -> tuple[str, str]:
    """Cuts a member's name in folders and name that lead nowhere but down.

    Args:
        written: As the ZIP says: perhaps absolute, with "..", a drive letter or NUL.

    Returns:
        The folders joined by "/", and the name; never empty.
    """
    parts = [one_line(part) for part in re.split(r"[/\\]", written.replace("\0", ""))]
    kept = [part for part in parts if part.strip(" .") and not re.fullmatch(r"[A-Za-z]:", part)]
    name = file_name(kept[-1]) if kept else ""
    return "/".join(part[:100] for part in kept[:-1][:20]), name or "?"
