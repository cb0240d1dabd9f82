"""Which files stand inside of another: parts of a mail, members of an archive, files of a PDF, by digest."""

import hashlib
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_binary_file, policy
from email.message import EmailMessage
from pathlib import Path
from typing import BinaryIO, Final

import pikepdf

from dossier.basis import limits
from dossier.basis.digest import Digest, digest_of

_CHUNK: Final = 1024 * 1024
_MAIL_SUFFIXES: Final = (".eml", ".mht", ".mhtml")
_MORE_INSIDE: Final = (".7z", ".dat", ".gz", ".msg", ".p7m", ".rar", ".tar", ".tgz", ".zip", ".eml")
"""Parts that may hold further files, which are not looked into."""

_MOST_MAIL_BYTES: Final = limits.MAILBOX_MAIL_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class InsideTask:
    """A file to look into; ``name`` is what it is called, its suffix says how it is read."""

    path: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """What stands in a file.

    Attributes:
        digests: SHA-256 of each part, with the part's name.
        whole: Whether all of it could be looked at: false too when a part may hold further files.
    """

    digests: tuple[tuple[Digest, str], ...] = ()
    whole: bool = True


def can_look(name: str) -> bool:
    """Tells by its name whether a file is of a kind that is looked into."""
    return Path(name).suffix.lower() in (*_MAIL_SUFFIXES, ".zip", ".pdf")


def run_inside(task: InsideTask) -> Inside:
    """Looks into a file; the pool's job."""
    try:
        with Path(task.path).open("rb") as stream:
            found = tuple(_looks(task.name)(stream))
            return Inside(digests=found, whole=not any(_holds_more(name) for _, name in found))
    except Exception:  # noqa: BLE001 - untrusted bytes: what cannot be read is said not to be known wholly
        return Inside(whole=False)


def _looks(name: str) -> Callable[[BinaryIO], Iterator[tuple[Digest, str]]]:
    match Path(name).suffix.lower():
        case ".zip":
            return _members
        case ".pdf":
            return _attached
        case _:
            return _parts


def _holds_more(name: str) -> bool:
    return name.lower().endswith(_MORE_INSIDE)


def _attached(stream: BinaryIO) -> Iterator[tuple[Digest, str]]:
    """Gives the files of a PDF."""
    with pikepdf.open(stream) as pdf:
        for name, spec in pdf.attachments.items():
            yield digest_of(spec.get_file().read_bytes()), name


def _parts(stream: BinaryIO) -> Iterator[tuple[Digest, str]]:
    """Gives the parts of a mail, and those of the mails in it."""
    if stream.seek(0, 2) > _MOST_MAIL_BYTES:
        raise ValueError("too large")
    stream.seek(0)
    mail = message_from_binary_file(stream, policy=policy.default)
    for number, part in enumerate(mail.walk()):
        if number > limits.MAIL_PARTS:
            raise ValueError("too many parts")
        if part.get_content_type() == "message/rfc822":
            for inner in part.iter_parts():
                yield digest_of(_written(inner)), ""
        elif not part.is_multipart():
            data = part.get_payload(decode=True)
            if isinstance(data, bytes):
                yield digest_of(data), part.get_filename() or ""


def _written(mail: object) -> bytes:
    return mail.as_bytes() if isinstance(mail, EmailMessage) else b""


def _members(stream: BinaryIO) -> Iterator[tuple[Digest, str]]:
    left = limits.FILE_BYTES
    with zipfile.ZipFile(stream) as archive:
        members = [one for one in archive.infolist() if not one.is_dir()]
        if len(members) > limits.ARCHIVE_MEMBERS:
            raise ValueError("too many members")
        for member in members:
            hashed = hashlib.sha256()
            with archive.open(member) as data:
                while chunk := data.read(_CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise ValueError("too large")
                    hashed.update(chunk)
            yield Digest(hashed.hexdigest()), member.filename
