"""Opens tars, packed with gzip or not (POSIX.1-2017, pax; GNU tar)."""

import tarfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import BinaryIO, Self

from dossier.basis import limits
from dossier.intake.archive.gz_stream import GZ, GzStream
from dossier.intake.archive.keep import CHUNK, Member, TooLargeError, TornError, safe_place
from dossier.intake.archive.listing import ArchiveListing, Opening, opened
from dossier.intake.charsets import decode


class _Header(tarfile.TarInfo):
    """Tells when what stands where a header should is none: the library takes it for the end."""

    @classmethod
    def fromtarfile(cls, box: tarfile.TarFile) -> Self:
        try:
            return super().fromtarfile(box)
        except tarfile.HeaderError as error:
            if type(error).__name__ in {"EOFHeaderError", "EmptyHeaderError"}:
                raise  # the two ways in which an honest one ends
            raise TornError from error


def list_tar(opening: Opening) -> ArchiveListing:
    """Opens one tar as a stream; links and devices are left out, and that is told.

    Raises:
        OSError: The file cannot be read or the assets not written.
        TooLargeError: It holds more than any honest one.
    """
    members: list[Member] = []
    links, torn = 0, False
    with _stream(opening) as stream:
        try:
            for info, pieces in _entries(stream):
                if pieces is None:
                    links += 1
                else:
                    opening.keeper.admit()
                    members.append(_member(info, pieces, opening))
        except (TornError, tarfile.TarError, EOFError, ValueError, RecursionError):
            torn = True
    return opened(opening, members, links=links, torn=torn) if members or torn else ArchiveListing()


def _stream(opening: Opening) -> AbstractContextManager[BinaryIO | GzStream]:
    with opening.path.open("rb") as stream:
        packed = stream.read(len(GZ)) == GZ
    if packed:
        return GzStream(opening.path, opening.most_bytes + limits.TAR_AROUND_BYTES)
    return opening.path.open("rb")


def _entries(
    stream: BinaryIO | GzStream,
) -> Iterator[tuple[tarfile.TarInfo, Iterator[bytes] | None]]:
    """Gives every entry but folders, with its bytes; None for those of links and devices."""
    with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Header, encoding="utf-8") as box:
        for number, info in enumerate(box):
            if number >= limits.TAR_ENTRIES:
                raise TooLargeError
            if info.isreg():
                yield info, _pieces(box, info)
            elif not info.isdir():
                yield info, None


def _pieces(box: tarfile.TarFile, info: tarfile.TarInfo) -> Iterator[bytes]:
    held = box.extractfile(info)
    while held is not None and (piece := held.read(CHUNK)):
        yield piece


def _member(info: tarfile.TarInfo, pieces: Iterator[bytes], opening: Opening) -> Member:
    raw = info.name.encode("utf-8", "surrogateescape")
    folder, name = safe_place(decode(raw))
    asset, size = opening.keeper.keep(pieces)
    return Member(name=name, folder=folder, asset=asset, size=size, modified=_modified(info))


def _modified(info: tarfile.TarInfo) -> datetime | None:
    """Reads the seconds since 1970; 0 is what programs write that do not want to tell."""
    try:
        return datetime.fromtimestamp(int(info.mtime), UTC) if info.mtime else None
    except (OverflowError, OSError, ValueError):  # tars say what they like
        return None
