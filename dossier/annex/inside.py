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

from dossier.annex.personal import picture_tells, recording_tells
from dossier.basis import limits
from dossier.basis.digest import Digest, digest_of
from dossier.model.piece import FileKind

_CHUNK: Final = 1024 * 1024
_MAIL_SUFFIXES: Final = (".eml", ".mht", ".mhtml")
_MORE_INSIDE: Final = (".7z", ".dat", ".gz", ".msg", ".p7m", ".rar", ".tar", ".tgz", ".zip", ".eml")
"""Parts that may hold further files, which are not looked into."""

_PICTURES: Final = (".avif", ".heic", ".heif", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp")
_PICTURE_BYTES: Final = 64 * limits.MIB
"""Of a picture in an archive, where its metadata stand."""

_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
"""How containers of Microsoft (MS-CFB, 2.2) and zips (APPNOTE, 4.3.7) begin."""

_MOST_MAIL_BYTES: Final = limits.MAILBOX_MAIL_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class InsideTask:
    """A file to look into.

    Attributes:
        path: Where it stands.
        name: What it is called; its suffix says how it is read where its kind is not known.
        kind: What it is by its content.
    """

    path: str
    name: str
    kind: FileKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """What stands in a file.

    Attributes:
        digests: SHA-256 of each part, with the part's name.
        whole: Whether all of it could be looked at: false too when a part may hold further files.
        personal: Whether it, or a picture in it, tells where it was taken or by whom.
    """

    digests: tuple[tuple[Digest, str], ...] = ()
    whole: bool = True
    personal: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """One file inside of another."""

    digest: Digest
    name: str
    personal: bool = False


_Reader = Callable[[BinaryIO], Iterator[_Part]]


def can_look(name: str) -> bool:
    """Tells by its name whether a file is of a kind that is looked into."""
    return Path(name).suffix.lower() in (*_MAIL_SUFFIXES, ".zip", ".pdf")


def run_inside(task: InsideTask) -> Inside:
    """Looks into a file; the pool's job."""
    path = Path(task.path)
    match task.kind:
        case FileKind.IMAGE:
            return Inside(personal=picture_tells(path.read_bytes()))
        case FileKind.MEDIA:
            return Inside(personal=recording_tells(path))
        case FileKind.TEXT:
            return Inside()
    try:
        with path.open("rb") as stream:
            found = tuple(_looks(task, stream)(stream))
    except Exception:  # noqa: BLE001 - untrusted bytes: what cannot be read is said not to be known wholly
        return Inside(whole=False)
    return Inside(
        digests=tuple((part.digest, part.name) for part in found),
        whole=not any(_holds_more(part.name) for part in found),
        # The pictures of a page of the web are not the person's own.
        personal=task.kind is not FileKind.WEB and any(part.personal for part in found),
    )


def _looks(task: InsideTask, stream: BinaryIO) -> _Reader:
    """Chooses how a file is read: by its content where its kind is known.

    Raises:
        ValueError: It may hold anything.
    """
    head = stream.read(len(_OLE))
    stream.seek(0)
    suffix = Path(task.name).suffix.lower()
    if task.kind is FileKind.PDF or (task.kind is None and suffix == ".pdf"):
        return _attached
    if task.kind is None:
        return _members if suffix == ".zip" else _parts
    if task.kind in (FileKind.EMAIL, FileKind.WEB) and not head.startswith((_OLE, _ZIP)):
        return _parts
    if head.startswith(_ZIP) and task.kind is not FileKind.OFFICE:
        return _members
    if task.kind in (FileKind.CHAT, FileKind.OFFICE) and not head.startswith((_OLE, _ZIP)):
        return _words
    raise ValueError("may hold anything")


def _words(stream: BinaryIO) -> Iterator[_Part]:
    """Gives nothing of a file of words, which nothing can be inside of.

    Raises:
        ValueError: It is no file of words.
    """
    while chunk := stream.read(_CHUNK):
        if b"\0" in chunk or b"data:" in chunk:
            raise ValueError("may hold anything")
    yield from ()


def _part(data: bytes, name: str, *, picture: bool = False) -> _Part:
    return _Part(digest_of(data), name, (picture or _is_picture(name)) and picture_tells(data))


def _is_picture(name: str) -> bool:
    return name.lower().endswith(_PICTURES)


def _holds_more(name: str) -> bool:
    return name.lower().endswith(_MORE_INSIDE)


def _attached(stream: BinaryIO) -> Iterator[_Part]:
    """Gives the files of a PDF."""
    with pikepdf.open(stream) as pdf:
        for name, spec in pdf.attachments.items():
            yield _part(spec.get_file().read_bytes(), name)


def _parts(stream: BinaryIO) -> Iterator[_Part]:
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
                yield _Part(digest_of(_written(inner)), "")
        elif not part.is_multipart():
            data = part.get_payload(decode=True)
            if isinstance(data, bytes):
                picture = part.get_content_type().replace("image/", ".") in _PICTURES
                yield _part(data, part.get_filename() or "", picture=picture)


def _written(mail: object) -> bytes:
    return mail.as_bytes() if isinstance(mail, EmailMessage) else b""


def _members(stream: BinaryIO) -> Iterator[_Part]:
    left = limits.FILE_BYTES
    with zipfile.ZipFile(stream) as archive:
        members = [one for one in archive.infolist() if not one.is_dir()]
        if len(members) > limits.ARCHIVE_MEMBERS:
            raise ValueError("too many members")
        for member in members:
            hashed, head = hashlib.sha256(), bytearray()
            with archive.open(member) as data:
                while chunk := data.read(_CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise ValueError("too large")
                    hashed.update(chunk)
                    head += chunk if len(head) < _PICTURE_BYTES else b""
            personal = _is_picture(member.filename) and picture_tells(bytes(head))
            yield _Part(Digest(hashed.hexdigest()), member.filename, personal)
