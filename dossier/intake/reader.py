"""The job that reads one file, and the table of everything that can be read.

A new format is one ``read_x.py`` and one line in ``reader_table``.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Final, cast

from dossier.basis.assets import Assets
from dossier.basis.digest import Digest
from dossier.basis.errors import DossierError, UnreadableError
from dossier.intake.sniff import UNKNOWN, sniff
from dossier.model.draft import Draft
from dossier.model.finding import Finding, blocker, warning
from dossier.model.piece import FileKind, State

HEAD_BYTES: Final = 64 * 1024

_OPEN_XML: Final = "application/vnd.openxmlformats-officedocument"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTask:
    """One file to be read, as it crosses the border of a process.

    Attributes:
        asset: The original's bytes, in the assets.
        name: As it came in, without folders.
        assets: Folder of the assets.
        zone: IANA name of the dossier's zone, only for comparing; wall clocks stay without offset.
        depth: How many files it came inside of: 0 for a file by itself, 1 for one attached to a mail.
        beside: Files that belong to it, a saved page's folder: their paths as it writes them.
        passwords: What the person gave for locked files, to be tried in order.
    """

    asset: Digest
    name: str
    assets: str
    zone: str
    depth: int = 0
    beside: dict[str, Digest] = field(default_factory=dict)
    passwords: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a reader gets.

    Attributes:
        path: Where the bytes stand; only to be read.
        name: As the file came in, without folders.
        assets: Where a reader keeps what it makes.
        head: The first 64 KiB.
        zone: IANA name of the dossier's zone.
        depth: How many files it came inside of.
        beside: Files that belong to it, by their paths as it writes them.
        passwords: What the person gave for locked files, to be tried in order.
    """

    path: Path
    name: str
    assets: Assets
    head: bytes
    zone: str
    depth: int = 0
    beside: dict[str, Digest] = field(default_factory=dict)
    passwords: tuple[str, ...] = field(default=(), repr=False)


Reader = Callable[[Source], Draft]


@dataclass(frozen=True, slots=True)
class Format:
    """One line of the table.

    Attributes:
        key: What ``sniff`` calls it; in capitals, the name that people know.
        kind: What a piece of it is.
        media_type: IANA media type.
        read: Its reader.
        suffixes: File-name endings that promise it, without the dot.
    """

    key: str
    kind: FileKind
    media_type: str
    read: Reader
    suffixes: tuple[str, ...] = ()


def read_file(task: ReadTask) -> Draft:
    """Reads one file: its content decides what it is, never its name.

    What cannot be read gives a draft too, without a body: what it is, is known, and why is told.
    """
    assets = Assets(Path(task.assets))
    path = assets.path(task.asset)
    head = _head(path)
    if not head:
        return _unread(FileKind.OTHER, UnreadableError("empty-file"), task.name)
    found = format_of(UNKNOWN)
    try:
        found = format_of(sniff(path, head))
        draft = found.read(_source(task, assets, head))
    except DossierError as error:
        return _unread(found.kind, error, task.name)
    except MemoryError:
        raise
    except Exception:
        # The border of untrusted bytes: whatever a library raises on them costs this file only.
        log.warning("cannot read %s", task.asset, exc_info=True)
        return _unread(found.kind, UnreadableError("unreadable"), task.name)
    if draft.state in (State.PLACEHOLDER, State.LEFT_OUT):
        return draft  # what it says helps more than that its name is wrong
    return replace(draft, findings=(*_misnamed(task.name, found), *draft.findings))


def _source(task: ReadTask, assets: Assets, head: bytes) -> Source:
    return Source(
        path=assets.path(task.asset),
        name=task.name,
        assets=assets,
        head=head,
        zone=task.zone,
        depth=task.depth,
        beside=task.beside,
        passwords=task.passwords,
    )


def _unread(kind: FileKind, error: DossierError, name: str) -> Draft:
    told = blocker(error.code, **{**error.params, "file": name})
    return Draft(kind=kind, state=State.PLACEHOLDER, findings=(told,))


def format_of(key: str) -> Format:
    """Finds a format by what ``sniff`` calls it."""
    return next(line for line in reader_table() if line.key == key)


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(HEAD_BYTES)


def _misnamed(name: str, found: Format) -> tuple[Finding, ...]:
    """Tells when a name promises another kind of proof than the bytes hold."""
    stem, _, suffix = name.rpartition(".")
    promised = {line.kind for line in reader_table() if stem and suffix.lower() in line.suffixes}
    if found.key == UNKNOWN or not promised or found.kind in promised:
        return ()
    return (warning("not-what-its-name-says", file=name, format=found.key.upper()),)


def _late(place: str) -> Reader:
    """Gives a reader that is imported when it is first needed, so that a worker starts quickly.

    Args:
        place: "module:function" in this room.
    """

    def read(source: Source) -> Draft:
        module, _, name = place.partition(":")
        return cast(Reader, getattr(import_module(f"dossier.intake.{module}"), name))(source)

    return read


def _kept(kind: FileKind, code: str) -> Reader:
    """Gives the reader of a format that is known and kept, but not shown; the code says what helps."""

    def read(source: Source) -> Draft:
        return not_shown(source, kind, code)

    return read


def not_shown(source: Source, kind: FileKind, code: str) -> Draft:
    """Gives the draft of a file that a page stands for."""
    return Draft(kind=kind, state=State.PLACEHOLDER, findings=(warning(code, file=source.name),))


def _read_unknown(source: Source) -> Draft:
    told = warning("unknown-format", file=source.name)
    return Draft(kind=FileKind.OTHER, state=State.PLACEHOLDER, findings=(told,))


def _kept_formats() -> tuple[Format, ...]:
    email, web, office, other = FileKind.EMAIL, FileKind.WEB, FileKind.OFFICE, FileKind.OTHER
    plain, mail, media, archive = "not-shown", "not-shown-mail", "not-shown-media", "not-shown-archive"
    rows = (
        ("msg", email, mail, "application/vnd.ms-outlook", ("msg",)),
        ("mbox", email, mail, "application/mbox", ("mbox",)),
        ("tnef", email, mail, "application/vnd.ms-tnef", ()),
        ("webarchive", web, plain, "application/x-webarchive", ("webarchive",)),
        ("warc", web, plain, "application/warc", ("warc",)),
        ("docx", office, plain, f"{_OPEN_XML}.wordprocessingml.document", ("docx",)),
        ("xlsx", office, plain, f"{_OPEN_XML}.spreadsheetml.sheet", ("xlsx",)),
        ("pptx", office, plain, f"{_OPEN_XML}.presentationml.presentation", ("pptx",)),
        ("odt", office, plain, "application/vnd.oasis.opendocument.text", ("odt", "ods", "odp")),
        ("epub", office, plain, "application/epub+zip", ("epub",)),
        ("doc", office, plain, "application/msword", ("doc",)),
        ("xls", office, plain, "application/vnd.ms-excel", ("xls",)),
        ("ppt", office, plain, "application/vnd.ms-powerpoint", ("ppt",)),
        ("ole", office, plain, "application/x-ole-storage", ()),
        ("rtf", office, plain, "application/rtf", ("rtf",)),
        ("svg", FileKind.IMAGE, plain, "image/svg+xml", ("svg",)),
        ("video", other, media, "application/octet-stream", ("mp4", "mov", "avi", "mkv", "webm", "3gp")),
        ("audio", other, media, "application/octet-stream", ("mp3", "m4a", "wav", "ogg", "opus", "amr")),
        ("archive", other, archive, "application/octet-stream", ("7z", "rar", "gz", "tgz", "tar")),
    )
    return tuple(Format(key, kind, media, _kept(kind, code), ends) for key, kind, code, media, ends in rows)


def reader_table() -> tuple[Format, ...]:
    """Lists every format, one line each: the place where a new one is added."""
    image, web, chat = FileKind.IMAGE, FileKind.WEB, FileKind.CHAT
    picture = _late("read_image:read_image")
    return (
        Format("pdf", FileKind.PDF, "application/pdf", _late("own_annex:read_pdf_or_annex"), ("pdf",)),
        Format("jpeg", image, "image/jpeg", picture, ("jpg", "jpeg", "jpe", "jfif")),
        Format("png", image, "image/png", picture, ("png",)),
        Format("gif", image, "image/gif", picture, ("gif",)),
        Format("webp", image, "image/webp", picture, ("webp",)),
        Format("tiff", image, "image/tiff", picture, ("tif", "tiff")),
        Format("bmp", image, "image/bmp", picture, ("bmp",)),
        Format("heic", image, "image/heic", picture, ("heic", "heif")),
        Format("avif", image, "image/avif", picture, ("avif",)),
        Format("jp2", image, "image/jp2", picture, ("jp2", "jpx", "j2k")),
        Format("eml", FileKind.EMAIL, "message/rfc822", _late("read_eml:read_eml"), ("eml",)),
        Format("mhtml", web, "multipart/related", _late("read_web:read_mhtml"), ("mhtml", "mht")),
        Format("html", web, "text/html", _late("read_web:read_html"), ("html", "htm", "xhtml")),
        Format("sms", chat, "application/xml", _late("read_chat:read_sms")),
        Format("whatsapp", chat, "text/plain", _late("read_chat:read_whatsapp")),
        Format("txt", FileKind.TEXT, "text/plain", _late("read_text:read_text")),
        Format("zip", FileKind.OTHER, "application/zip", _late("read_zip:read_zip"), ("zip",)),
        *_kept_formats(),
        Format(UNKNOWN, FileKind.OTHER, "application/octet-stream", _read_unknown),
    )
