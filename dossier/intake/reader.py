"""The job that reads one file, and the table of everything that can be read.

A new format is one ``read_x.py`` and one line in ``reader_table``.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Final, cast

from dossier.basis.assets import Assets
from dossier.basis.atomic import FULL
from dossier.basis.digest import Digest
from dossier.basis.errors import DossierError, UnreadableError
from dossier.basis.stream_safe import stream_safe
from dossier.intake.sniff import UNKNOWN, sniff
from dossier.model.draft import Draft
from dossier.model.finding import Finding, blocker, warning
from dossier.model.piece import FileKind, State

HEAD_BYTES: Final = 64 * 1024

_OPEN_XML: Final = "application/vnd.openxmlformats-officedocument"
_ODF: Final = "application/vnd.oasis.opendocument"

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


class Shown(StrEnum):
    """What of a format the annex shows, of files that are whole and not locked."""

    WHOLE = "whole"
    PRINTED = "printed"
    """As LibreOffice prints it; where that is not installed, its content without its layout."""
    PRINTED_ONLY = "printed-only"
    """As LibreOffice prints it; where that is not installed, a page stands for it."""
    OPENED = "opened"
    """Nothing of itself: the files in it are taken in, each for itself."""
    BESIDE = "beside"
    """A page that describes it; the file goes beside the annex."""
    PAGE = "page"
    """A page that stands for it and says what helps."""


@dataclass(frozen=True, slots=True)
class Format:
    """One line of the table.

    Attributes:
        key: What ``sniff`` calls it; ``format.<key>`` in the language files is the name for people.
        kind: What a piece of it is.
        shown: What of it the annex shows.
        read: Its reader.
        media_type: The media type that IANA registers, else the one in use.
        suffixes: File-name endings that promise it, without the dot.
    """

    key: str
    kind: FileKind
    shown: Shown
    read: Reader
    media_type: str
    suffixes: tuple[str, ...]


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
    except Exception as error:
        if isinstance(error, OSError) and error.errno in FULL:
            raise  # a full disk says nothing about the file
        # The border of untrusted bytes: whatever a library raises on them costs this file only.
        log.warning("cannot read %s", task.asset, exc_info=True)
        return _unread(found.kind, UnreadableError("unreadable"), task.name)
    if draft.state in (State.PLACEHOLDER, State.LEFT_OUT):
        return draft  # what it says helps more than that its name is wrong
    return replace(
        draft,
        text=stream_safe(draft.text),
        subject=stream_safe(draft.subject),
        findings=(*_misnamed(task.name, found), *draft.findings),
    )


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
    return (warning("not-what-its-name-says", file=name, format=found.key),)


def _late(place: str) -> Reader:
    """Gives a reader that is imported when it is first needed, so that a worker starts quickly.

    Args:
        place: "module:function" in this room.
    """

    def read(source: Source) -> Draft:
        module, _, name = place.partition(":")
        return cast(Reader, getattr(import_module(f"dossier.intake.{module}"), name))(source)

    return read


def _whole(key: str, kind: FileKind, place: str, media_type: str, suffixes: str = "") -> Format:
    """Gives a line of the table whose files are wholly shown."""
    return _line(key, kind, Shown.WHOLE, place, media_type, suffixes)


def _line(key: str, kind: FileKind, shown: Shown, place: str, media_type: str, suffixes: str = "") -> Format:
    return Format(key, kind, shown, _late(place), media_type, tuple(suffixes.split()))


def reader_table() -> tuple[Format, ...]:
    """Lists every format, one line each: the place where a new one is added."""
    return (*_papers(), *_mails_and_chats(), *_office(), *_boxes())


def _papers() -> tuple[Format, ...]:
    image, web, text = FileKind.IMAGE, FileKind.WEB, FileKind.TEXT
    picture, safari = "picture.read_image:read_image", "web.read_webarchive:read_webarchive"
    return (
        _whole("pdf", FileKind.PDF, "pdf.own_annex:read_pdf_or_annex", "application/pdf", "pdf"),
        _whole("jpeg", image, picture, "image/jpeg", "jpg jpeg jpe jfif"),
        _whole("png", image, picture, "image/png", "png"),
        _whole("gif", image, picture, "image/gif", "gif"),
        _whole("webp", image, picture, "image/webp", "webp"),
        _whole("tiff", image, picture, "image/tiff", "tif tiff"),
        _whole("bmp", image, picture, "image/bmp", "bmp dib"),
        _whole("heic", image, picture, "image/heic", "heic heif hif"),
        _whole("avif", image, picture, "image/avif", "avif"),
        _whole("jp2", image, picture, "image/jp2", "jp2 jpx jpf"),
        _whole("svg", image, "picture.read_svg:read_svg", "image/svg+xml", "svg"),
        _whole("html", web, "web.read_web:read_html", "text/html", "html htm xhtml"),
        _whole("mhtml", web, "web.read_web:read_mhtml", "multipart/related", "mhtml mht"),
        _whole("webarchive", web, safari, "application/x-webarchive", "webarchive"),
        _whole("warc", web, "web.read_warc:read_warc", "application/warc", "warc arc gz"),
        _whole("txt", text, "read_text:read_text", "text/plain"),
        _whole("csv", text, "office.read_office_csv:read_csv", "text/csv", "csv tsv"),
        _whole("ics", text, "mail.read_ics:read_ics", "text/calendar", "ics"),
        _whole("invoice-xml", text, "pdf.invoice:read_invoice_data", "application/xml"),
    )


def _mails_and_chats() -> tuple[Format, ...]:
    mail, chat = FileKind.EMAIL, FileKind.CHAT
    return (
        _whole("eml", mail, "mail.read_eml:read_eml", "message/rfc822", "eml"),
        _whole("emlx", mail, "mail.read_eml:read_emlx", "message/x-emlx", "emlx"),
        _whole("msg", mail, "mail.read_msg:read_msg", "application/vnd.ms-outlook", "msg"),
        _whole("tnef", mail, "mail.read_msg:read_tnef", "application/vnd.ms-tnef"),
        _line("mbox", mail, Shown.OPENED, "archive.read_archive:read_mailbox", "application/mbox", "mbox"),
        _whole("sms", chat, "chat.read_chat:read_sms", "application/xml"),
        _whole("whatsapp", chat, "chat.read_chat:read_whatsapp", "text/plain"),
        _whole("telegram", chat, "chat.read_telegram:read_telegram", "application/json"),
        _whole("telegram-html", chat, "chat.read_telegram_page:read_telegram_page", "text/html", "html"),
        _whole("meta-chat", chat, "chat.read_meta_chat:read_meta_chat", "application/json"),
        _whole("signal", chat, "chat.read_chat_text:read_signal", "text/markdown"),
        _whole("imessage", chat, "chat.read_chat_text:read_imessage", "text/plain"),
    )


def _office() -> tuple[Format, ...]:
    printed, only, page = Shown.PRINTED, Shown.PRINTED_ONLY, Shown.PAGE
    word, sheets = f"{_OPEN_XML}.wordprocessingml.document", f"{_OPEN_XML}.spreadsheetml.sheet"
    slides = f"{_OPEN_XML}.presentationml.presentation"
    rows = (
        ("docx", printed, "office.read_office:read_docx", word, "docx docm dotx"),
        ("xlsx", printed, "office.read_office_sheets:read_xlsx", sheets, "xlsx xlsm xltx"),
        ("pptx", printed, "office.read_office_texts:read_pptx", slides, "pptx pptm ppsx"),
        ("odt", printed, "office.read_office_texts:read_odt", f"{_ODF}.text", "odt ott"),
        ("ods", printed, "office.read_office_sheets:read_ods", f"{_ODF}.spreadsheet", "ods ots"),
        ("odp", printed, "office.read_office_texts:read_odp", f"{_ODF}.presentation", "odp"),
        ("rtf", printed, "office.read_office_texts:read_rtf", "application/rtf", "rtf"),
        ("doc", only, "office.read_office:read_doc", "application/msword", "doc"),
        ("xls", only, "office.read_office:read_xls", "application/vnd.ms-excel", "xls"),
        ("ppt", only, "office.read_office:read_ppt", "application/vnd.ms-powerpoint", "ppt"),
        ("encrypted", page, "office.read_office:read_locked", "application/x-ole-storage", ""),
        ("epub", page, "read_kept:read_unshown", "application/epub+zip", "epub"),
        ("ole", page, "read_kept:read_unshown", "application/x-ole-storage", ""),
    )
    return tuple(
        _line(key, FileKind.OFFICE, shown, place, media, ends) for key, shown, place, media, ends in rows
    )


def _boxes() -> tuple[Format, ...]:
    other, media, opened, archive = (
        FileKind.OTHER,
        FileKind.MEDIA,
        Shown.OPENED,
        "archive.read_archive:read_archive",
    )
    sounds, films = "mp3 m4a wav ogg opus amr aac flac", "mp4 mov avi mkv webm 3gp m4v"
    return (
        _line("zip", other, opened, archive, "application/zip", "zip"),
        _line("tar", other, opened, archive, "application/x-tar", "tar tgz"),
        _line("gz", other, opened, archive, "application/gzip", "gz"),
        _line("archive", other, Shown.PAGE, "read_kept:read_closed", "application/octet-stream", "7z rar"),
        _line("audio", media, Shown.BESIDE, "read_media:read_sound", "audio/mpeg", sounds),
        _line("video", media, Shown.BESIDE, "read_media:read_film", "video/mp4", films),
        _line(UNKNOWN, other, Shown.PAGE, "read_kept:read_unknown", "application/octet-stream"),
    )
