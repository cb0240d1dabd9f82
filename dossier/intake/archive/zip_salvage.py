"""Takes out of a ZIP without a directory what its files say of themselves (APPNOTE 4.3.7)."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from dossier.intake.archive.keep import CHUNK, DamagedMemberError, Member, safe_place
from dossier.intake.archive.listing import ArchiveListing, Opening, opened
from dossier.intake.archive.zip_entries import modified, name_of

_MARK: Final = b"PK\x03\x04"
_AFTER: Final = b"PK\x07\x08"
_HEADER: Final = struct.Struct("<5H3I2H")
_LOCKED: Final = 0x1
_SAID_AFTER: Final = 0x8
"""Its sum and sizes stand behind the file, for it was packed as it came."""

_PART: Final = re.compile(
    r"/(?:\[Content_Types\]\.xml|mimetype)$|(?:word|xl|ppt|_rels|docProps|META-INF|OEBPS)/"
)
_STORED, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED


def salvaged(opening: Opening) -> ArchiveListing:
    """Opens a ZIP file by file, in the order they stand, as far as it goes; what is locked stays inside.

    Raises:
        OSError: The file cannot be read or the assets not written.
        TooLargeError: It holds more than any honest one.
    """
    members = []
    with opening.path.open("rb", buffering=CHUNK) as stream:
        while _at_mark(stream) and (entry := _entry(stream)) is not None:
            if entry.readable:
                opening.keeper.admit()
                members.append(_member(entry, stream, opening))
    whole = [member for member in members if member.asset]
    if any(_PART.match(f"{member.folder}/{member.name}") for member in members):
        return ArchiveListing(trouble="damaged")  # one document to people, whose parts say nothing
    return opened(opening, whole, torn=True)


@dataclass(frozen=True, slots=True)
class _Entry:
    info: zipfile.ZipInfo
    packed: int

    @property
    def readable(self) -> bool:
        """Whether its end can be found, and its bytes unpacked."""
        said_after = self.info.flag_bits & _SAID_AFTER
        known = self.info.compress_type == _DEFLATED or (
            self.info.compress_type == _STORED and not said_after
        )
        return known and not self.info.flag_bits & _LOCKED and not self.info.filename.endswith("/")


def _at_mark(stream: BinaryIO) -> bool:
    """Goes behind the next mark of a file; tells whether there is one."""
    kept = b""
    while chunk := stream.read(CHUNK):
        seen = kept + chunk
        at = seen.find(_MARK)
        if at >= 0:
            stream.seek(at + len(_MARK) - len(seen), 1)
            return True
        kept = seen[1 - len(_MARK) :]
    return False


def _entry(stream: BinaryIO) -> _Entry | None:
    raw = stream.read(_HEADER.size)
    if len(raw) < _HEADER.size:
        return None
    _, flags, method, time, day, crc, packed, _, name, extra = _HEADER.unpack(raw)
    written = stream.read(name)
    info = zipfile.ZipInfo(written.decode("utf-8" if flags & 0x800 else "cp437", "replace"))
    info.date_time = ((day >> 9) + 1980, day >> 5 & 15, day & 31, time >> 11, time >> 5 & 63, (time & 31) * 2)
    info.extra = stream.read(extra)
    info.flag_bits, info.compress_type, info.CRC = flags, method, crc
    return _Entry(info, packed)


def _member(entry: _Entry, stream: BinaryIO, opening: Opening) -> Member:
    info = entry.info
    folder, name = safe_place(name_of(info))
    asset, size = None, 0
    begin = stream.tell()
    try:
        asset, size = opening.keeper.keep(_checked(entry, stream))
    except (DamagedMemberError, zlib.error):
        _pass_over(entry, stream, begin)  # it is told that something is missing
    return Member(name=name, folder=folder, asset=asset, size=size, modified=modified(info))


def _pass_over(entry: _Entry, stream: BinaryIO, begin: int) -> None:
    """Goes to the file behind a damaged one, or where that cannot be known to what may be a next mark."""
    stream.seek(begin + entry.packed)
    if stream.read(len(_MARK)) == _MARK:
        stream.seek(begin + entry.packed)
    else:
        stream.seek(begin)


def _checked(entry: _Entry, stream: BinaryIO) -> Iterator[bytes]:
    """Gives a file's bytes; they count only when their sum is right.

    Raises:
        DamagedMemberError: It is not, or the file breaks off.
        zlib.error: What stands there is not packed as it says.
    """
    total = 0
    for piece in _stored(stream, entry.packed) if entry.info.compress_type == _STORED else _inflated(stream):
        total = zlib.crc32(piece, total)
        yield piece
    said = entry.info.CRC
    if entry.info.flag_bits & _SAID_AFTER:
        behind = stream.read(8)
        said = int.from_bytes(behind.removeprefix(_AFTER)[:4], "little")
    if said != total:
        raise DamagedMemberError


def _stored(stream: BinaryIO, size: int) -> Iterator[bytes]:
    while size and (piece := stream.read(min(size, CHUNK))):
        size -= len(piece)
        yield piece


def _inflated(stream: BinaryIO) -> Iterator[bytes]:
    """Unpacks up to the end that the packed bytes mark themselves, and leaves the stream behind it."""
    unpack = zlib.decompressobj(-zlib.MAX_WBITS)
    while not unpack.eof:
        packed = unpack.unconsumed_tail or stream.read(CHUNK)
        if not packed:
            raise DamagedMemberError
        yield unpack.decompress(packed, CHUNK)
    stream.seek(-len(unpack.unused_data), 1)
