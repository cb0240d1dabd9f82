"""Opens ZIPs, also locked ones when the person gave the password (APPNOTE 6.3)."""

import logging
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from dossier.basis import limits
from dossier.intake.archive.keep import (
    CHUNK,
    DamagedMemberError,
    LockedError,
    Member,
    TooLargeError,
    safe_place,
)
from dossier.intake.archive.listing import ArchiveListing, Opening, opened
from dossier.intake.archive.zip_entries import is_link, modified, name_of
from dossier.intake.archive.zip_salvage import salvaged
from dossier.intake.archive.zip_unlisted import holds_unlisted

_ENCRYPTED: Final = 0x1
_STRONGLY: Final = 0x40
_AES: Final = 99


_PASSWORDS: Final = 20
_CHARSETS: Final = ("utf-8", "cp1252", "cp850")
"""What programs here turn a password's accents into, the likeliest first."""

_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, ValueError)
"""What the standard library raises on damaged members and methods that it does not know."""

log = logging.getLogger(__name__)


def list_zip(opening: Opening) -> ArchiveListing:
    """Opens one ZIP.

    Raises:
        OSError: The file cannot be read or the assets not written.
        TooLargeError: It holds more than any honest one.
        LockedError: No password opens all that is locked in it.
    """
    try:
        box = zipfile.ZipFile(opening.path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return salvaged(opening)  # a download that stopped has lost its directory, not its files
    with box:
        listing = _listed(box, opening)
    lost = bool(listing.members) and not any(member.asset for member in listing.members)
    found = salvaged(opening) if lost else listing
    return found if found.members else listing


def _listed(box: zipfile.ZipFile, opening: Opening) -> ArchiveListing:
    entries = [info for info in box.infolist() if not info.filename.endswith("/")]
    infos = [info for info in entries if not is_link(info)]
    opening.keeper.admit(len(infos))
    if sum(info.file_size for info in infos) > opening.most_bytes:
        raise TooLargeError
    key = _key(box, infos, opening.passwords)
    members = [_member(box, info, opening, key) for info in infos]
    links = len(entries) - len(infos)
    if not members:
        return ArchiveListing()
    return opened(opening, members, links=links, unlisted=holds_unlisted(box, opening.path))


def _key(box: zipfile.ZipFile, infos: list[zipfile.ZipInfo], passwords: tuple[str, ...]) -> bytes | None:
    """Finds the password that opens what is locked, by the smallest member that is.

    Raises:
        LockedError: None does.
        TooLargeError: It would take too long to unlock all of it.
    """
    locked = [info for info in infos if info.flag_bits & _ENCRYPTED]
    if not locked:
        return None
    if any(info.compress_type == _AES or info.flag_bits & _STRONGLY for info in locked):
        raise LockedError(strong=True)
    if passwords and sum(info.compress_size for info in locked) > limits.ARCHIVE_LOCKED_BYTES:
        raise TooLargeError
    probe = min(locked, key=lambda info: (not info.file_size, info.compress_size))
    for key in _keys(passwords):
        with suppress(RuntimeError, *_DAMAGE):  # one in 256 wrong ones is only found out at the end
            with box.open(probe, pwd=key) as stream:
                while stream.read(CHUNK):
                    pass
            return key
    raise LockedError


def _keys(passwords: tuple[str, ...]) -> Iterator[bytes]:
    """Gives each password in the bytes that programs may have made of it."""
    for password in passwords[:_PASSWORDS]:
        yield from dict.fromkeys(password.encode(charset, "replace") for charset in _CHARSETS)


def _member(box: zipfile.ZipFile, info: zipfile.ZipInfo, opening: Opening, key: bytes | None) -> Member:
    folder, name = safe_place(name_of(info))
    asset, size = None, info.file_size
    try:
        asset, size = opening.keeper.keep(_pieces(box, info, key))
    except DamagedMemberError:
        log.info("damaged member of %d bytes", info.file_size)
    return Member(name=name, folder=folder, asset=asset, size=size, modified=modified(info))


def _pieces(box: zipfile.ZipFile, info: zipfile.ZipInfo, key: bytes | None) -> Iterator[bytes]:
    try:
        with box.open(info, pwd=key) as stream:
            while piece := stream.read(CHUNK):
                yield piece
    except (*_DAMAGE, OSError) as error:  # a place before the file's start is one to the library
        raise DamagedMemberError from error
    except RuntimeError as error:  # how the standard library says that the password is another one
        raise LockedError from error
