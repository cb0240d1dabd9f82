"""The job that opens one container: its members go to the assets, with every cap that bombs need."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.intake.archive.gz import list_gz
from dossier.intake.archive.keep import Keeper, LockedError, Member, TooLargeError, safe_place
from dossier.intake.archive.listing import ArchiveListing, Opening
from dossier.intake.archive.mbox import list_mbox
from dossier.intake.archive.tar import list_tar
from dossier.intake.archive.zip import list_zip
from dossier.intake.sniff import sniff

__all__ = ["ArchiveListing", "ArchiveTask", "Member", "list_archive", "safe_place", "unpacked_at_most"]

_HEAD_BYTES: Final = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveTask:
    """One container to be opened.

    Attributes:
        path: The file; only read.
        assets: Folder of the assets.
        name: What the file is called, for what its members are called after it.
        most_bytes: What it may unpack, besides what its own size allows.
        most_members: How many files it may hold.
        passwords: What the person gave for locked files, to be tried in order.
    """

    path: str
    assets: str
    name: str = ""
    most_bytes: int = limits.FILE_BYTES
    most_members: int = limits.ARCHIVE_MEMBERS
    passwords: tuple[str, ...] = field(default=(), repr=False)


_LISTS: Final[Mapping[str, Callable[[Opening], ArchiveListing]]] = MappingProxyType(
    {"zip": list_zip, "tar": list_tar, "gz": list_gz, "mbox": list_mbox}
)


def list_archive(task: ArchiveTask) -> ArchiveListing:
    """Opens one container and keeps its members; never trusts the sizes that it declares.

    Raises:
        OSError: The file cannot be read or the assets not written.
    """
    path = Path(task.path)
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
    opens = _LISTS.get(sniff(path, head))
    if opens is None:
        return ArchiveListing(trouble="document")
    allowed = min(unpacked_at_most(path.stat().st_size), task.most_bytes)
    keeper = Keeper(Assets(Path(task.assets)), most_bytes=allowed, most_members=task.most_members)
    opening = Opening(path=path, name=task.name, keeper=keeper, most_bytes=allowed, passwords=task.passwords)
    try:
        listing = opens(opening)
    except LockedError as error:
        return ArchiveListing(trouble="locked-strongly" if error.strong else "locked")
    except TooLargeError:
        return ArchiveListing(trouble="too-large")
    return listing if listing.members or listing.trouble else ArchiveListing(trouble="empty")


def unpacked_at_most(packed_bytes: int) -> int:
    """Tells how many bytes an honest container of a size may unpack to."""
    return min(max(packed_bytes * limits.ARCHIVE_RATIO, limits.ARCHIVE_SMALL_BYTES), limits.FILE_BYTES)
