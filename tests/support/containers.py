"""Containers of files as people send them, and as they break: ZIPs, tars, gzips, mailboxes."""

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar, get_type_hints

from dossier.basis import limits
from dossier.basis.codec import from_json, to_json
from tests.support.mails import mail

T = TypeVar("T")
R = TypeVar("R")

WHEN = 1_773_348_432
"""12 March 2026, 21:47:12 in Paris, in seconds since 1970."""

FROM_LINE = b"From ventes@lavande.example Thu Mar 12 20:47:12 2026\n"


class Here:
    """Does a job at once, through the codec as a process would get it."""

    def run(self, job: Callable[[T], R], task: T, *, seconds: float) -> R:
        """Does one job; the time must be enough for an honest one."""
        assert seconds >= limits.READ_SECONDS
        kind: type[R] = get_type_hints(job)["return"]
        return from_json(kind, to_json(job(from_json(type(task), to_json(task)))))


def make_zip(
    members: Iterable[tuple[str, bytes]] = (("a.txt", b"bonjour"),), *, packed: bool = False
) -> bytes:
    """Makes a ZIP of names and bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as box:
        for name, data in members:
            box.writestr(zipfile.ZipInfo(name, (2026, 3, 12, 9, 0, 0)), data, box.compression)
    return stream.getvalue()


def make_locked_zip(password: bytes, members: Sequence[tuple[str, bytes]]) -> bytes:
    """Makes a ZIP whose members are locked with a password (APPNOTE 6.1)."""
    whole = bytearray(make_zip([(name, bytes(12) + data) for name, data in members]))
    at = 0
    for name, data in members:
        at = whole.index(b"PK\x03\x04", at)
        start = at + 30 + len(name.encode())
        sum_of = zlib.crc32(data)
        salt = bytes(11) + (sum_of >> 24).to_bytes(1, "little")
        whole[start : start + 12 + len(data)] = _locked(password, salt + data)
        entry = whole.index(b"PK\x01\x02" + whole[at + 4 : at + 4], _directory(whole))
        for _ in range([one for one, _ in members].index(name)):
            entry = whole.index(b"PK\x01\x02", entry + 4)
        for place, shift in ((at, 0), (entry, 2)):
            whole[place + 6 + shift] |= 1
            whole[place + 14 + shift : place + 18 + shift] = sum_of.to_bytes(4, "little")
            whole[place + 22 + shift : place + 26 + shift] = len(data).to_bytes(4, "little")
        at = start
    return bytes(whole)


def _directory(whole: bytearray) -> int:
    end = whole.rindex(b"PK\x05\x06")
    return int.from_bytes(whole[end + 16 : end + 20], "little")


def _locked(password: bytes, data: bytes) -> bytes:
    keys = [0x12345678, 0x23456789, 0x34567890]

    def step(byte: int) -> None:
        keys[0] = _crc(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = _crc(keys[2], keys[1] >> 24)

    for byte in password:
        step(byte)
    locked = bytearray()
    for byte in data:
        mask = (keys[2] | 2) & 0xFFFF
        locked.append(byte ^ (mask * (mask ^ 1) >> 8 & 0xFF))
        step(byte)
    return bytes(locked)


def _crc(value: int, byte: int) -> int:
    """Takes one byte into a sum, without the turning over that ``zlib`` does at both ends."""
    return zlib.crc32(bytes([byte]), value ^ 0xFFFFFFFF) ^ 0xFFFFFFFF


def make_tar(
    members: Iterable[tuple[str, bytes]] = (("a.txt", b"bonjour"),),
    *,
    links: Iterable[tuple[str, bytes]] = (),
) -> bytes:
    """Makes a tar of names and bytes, and of entries without bytes by their type."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as box:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(data), WHEN
            box.addfile(info, io.BytesIO(data))
        for name, kind in links:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            box.addfile(info)
    return stream.getvalue()


def make_gz(data: bytes = b"bonjour") -> bytes:
    """Makes a gzip of one file."""
    return gzip.compress(data, mtime=WHEN)


def make_mbox(mails: Iterable[bytes] = (mail(b"un"), mail(b"deux"))) -> bytes:
    """Makes a mailbox as RFC 4155 has it; "From " inside is quoted by whoever gives the mails."""
    return b"".join(FROM_LINE + mail.replace(b"\r\n", b"\n").rstrip(b"\n") + b"\n\n" for mail in mails)
