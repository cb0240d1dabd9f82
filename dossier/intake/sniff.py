"""What a file is, by its bytes alone.

The keys are those of ``reader.reader_table``. Signatures come first, then mails and pages, which have
none, then plain text; what is left is unknown.
"""

import codecs
import re
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import Final

import filetype

from dossier.intake.archive.gz_stream import GZ, gz_start
from dossier.intake.charsets import decode_page
from dossier.intake.office.csv_shape import csv_sign
from dossier.intake.sniff_boxes import ole_kind, zip_kind
from dossier.intake.sniff_chat import chat_kind, chat_text_kind
from dossier.intake.sniff_mail import (
    is_mailbox,
    looks_like_apple_mail,
    looks_like_mail,
    looks_like_saved_page,
)

UNKNOWN: Final = "unknown"

_PDF: Final = b"%PDF-"
_PDF_WITHIN: Final = 1024
"""Bytes in which the mark of a PDF may begin (ISO 32000-1, annex H, note 13)."""

_RECORDS: Final = (b"WARC/", b"filedesc://")
_STARTS: Final = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"II+\0", "tiff"),
    (b"MM\0+", "tiff"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "jp2"),
    (b"{\\rtf", "rtf"),
    (b"\x78\x9f\x3e\x22", "tnef"),
    (b"ID3", "audio"),
    (b"fLaC\0", "audio"),
    (b"OggS\0", "audio"),
    (b"#!AMR", "audio"),
    (b"\x1a\x45\xdf\xa3", "video"),
    *((start, "warc") for start in _RECORDS),
)
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_TAR_HEADER: Final = 512
_SAFARI: Final = b"WebMainResource"
_CHUNK: Final = 1 << 20

_RIFF_FORMS: Final = MappingProxyType({b"WEBP": "webp", b"WAVE": "audio", b"AVI ": "video"})

_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})
_AVIF_BRANDS: Final = frozenset({b"avif", b"avis"})

_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")

_RARE: Final = 200
"""One control character among so many bytes is an accident."""

_BEFORE_ROOT: Final = re.compile(
    r"(?:\s|<!--(?:[^-]|-(?!->))*-->|<\?[^>]*>|<!doctype\s+(?!html)[^>\[]*(?:\[[^\]]*\]\s*)?>)+",
    re.IGNORECASE | re.DOTALL,
)
_HTML_START: Final = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|body|title|meta|link|script|style|iframe|div|font|table|center|"
    r"span|img|h1|h2|p|br|a|b|ul|ol|form|article|section|main)(?=[\s/>]))",
    re.IGNORECASE,
)
_HTML_NEAR: Final = re.compile(r"^[ \t]*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.MULTILINE)
_NEAR_CHARS: Final = 1024
_INVOICE_START: Final = re.compile(
    r"<(?:\w{1,40}:)?(?:CrossIndustryInvoice|CrossIndustryDocument|SCRDMCCBDACIOMessageStructure)(?=[\s/>])"
)
"""Roots of Factur-X and ZUGFeRD 2, of ZUGFeRD 1, and of Order-X."""


def sniff(path: Path, head: bytes) -> str:
    """Tells a file's format.

    Args:
        path: The file; read only for formats whose start does not tell enough.
        head: Its first bytes (64 KiB are plenty).

    Raises:
        OSError: The file cannot be read.
    """
    return _by_signature(path, head) or _by_words(path, head) or _by_other_marks(head) or UNKNOWN


def sniff_start(head: bytes) -> str:
    """Tells the formats that their first bytes alone give away, "" for all others."""
    for start, key in _STARTS:
        if head.startswith(start):
            return key
    for test in (_riff, _bitmap, _box_brand):
        if key := test(head):
            return key
    return ""


def _by_signature(path: Path, head: bytes) -> str:
    if head.lstrip(b"\xef\xbb\xbf\0 \t\r\n").startswith(_PDF):
        return "pdf"
    if key := sniff_start(head):
        return key
    if head.startswith(_ZIP):
        return zip_kind(path, head)
    if head.startswith(GZ):
        return _packed(head)
    if head.startswith(b"bplist"):
        return "webarchive" if _says(path, _SAFARI) else ""
    if is_tar(head):
        return "tar"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return ole_kind(path, head)
    return ""


def may_hold_files(head: bytes) -> bool:
    """Tells what is worth opening as a container, by its first bytes alone; a worker looks closer."""
    started = head.startswith((*_ZIP, GZ)) or is_tar(head)
    return started or head.lstrip(b"\xef\xbb\xbf\r\n \t").startswith(b"From ")


def _packed(head: bytes) -> str:
    """Looks into a gzip: a tar in it, or the record of a page, is what people mean."""
    inner = gz_start(head)
    if is_tar(inner):
        return "tar"
    return "warc" if inner.startswith(_RECORDS) else "gz"


def is_tar(head: bytes) -> bool:
    """Tells a tar by the sum of its first header (POSIX.1-2017, pax, ustar), as the oldest have no name."""
    header = head[:_TAR_HEADER]
    said = header[148:156].strip(b" \0")
    if len(header) < _TAR_HEADER or not header[0] or not said or said.strip(b"01234567"):
        return False
    return sum(header[:148]) + sum(header[156:]) + 8 * ord(" ") == int(said, 8)


def _riff(head: bytes) -> str:
    return _RIFF_FORMS.get(head[8:12], "") if head[:4] == b"RIFF" else ""


def _bitmap(head: bytes) -> str:
    """Two letters prove nothing: the size of the header that follows must be one that exists."""
    sizes = {12, 16, 40, 52, 56, 64, 108, 124}
    return "bmp" if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in sizes else ""


def _box_brand(head: bytes) -> str:
    """Reads the brands of an ISO base media file (ISO/IEC 14496-12, 4.3)."""
    if head[4:8] != b"ftyp":
        return ""
    length = min(int.from_bytes(head[:4], "big"), 256)
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, length - 3, 4))]
    if _AVIF_BRANDS.intersection(brands):
        return "avif"
    if _HEIC_BRANDS.intersection(brands):
        return "heic"
    return "audio" if head[8:11] == b"M4A" else "video"


def _says(path: Path, word: bytes) -> bool:
    """Looks for a word anywhere in a file; in a binary property list the names may stand last."""
    with path.open("rb") as stream:
        kept = b""
        while chunk := stream.read(_CHUNK):
            if word in kept + chunk:
                return True
            kept = chunk[-len(word) :]
    return False


def _by_words(path: Path, head: bytes) -> str:
    """Recognises what people and browsers write: mails, pages, chats, text."""
    if looks_like_mail(head):
        if looks_like_saved_page(head):
            return "mhtml"
        return "mbox" if is_mailbox(path, head) else "eml"
    if looks_like_apple_mail(head):
        return "emlx"
    words = _words(head)
    if key := chat_kind(words) or _by_first_tag(words):
        return key
    if _PDF in head[:_PDF_WITHIN]:
        return "pdf"
    if not words:
        return ""
    return chat_text_kind(words) or ("csv" if csv_sign(words) else "txt")


def _words(head: bytes) -> str:
    """Gives the head as text, "" when it is none."""
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in head[:4]
    if not wide and _CONTROLS.search(head) and not _mostly_text(head):
        return ""
    text = decode_page(head)
    return "" if wide and "\0" in text[:4] else text.lstrip("\ufeff")


def _mostly_text(head: bytes) -> bool:
    """Forgives stray control characters, and holes of zeros in text and markup, not a binary file's many."""
    zeros = head.count(b"\0")
    strange = len(_CONTROLS.findall(head)) - zeros
    marked = head.lstrip()[:1] == b"<"
    holed = not strange and zeros * 2 < len(head)
    return strange * _RARE < len(head) and (marked or holed or zeros * _RARE < len(head))


def _by_first_tag(words: str) -> str:
    skipped = _BEFORE_ROOT.match(words)
    start = skipped.end() if skipped else 0
    tests: tuple[tuple[Callable[[], bool], str], ...] = (
        (lambda: words.startswith("<smses", start), "sms"),
        (lambda: words.startswith("<svg", start), "svg"),
        (lambda: words[start : start + 15].upper() == "BEGIN:VCALENDAR", "ics"),
        (lambda: words.startswith("<plist", start) and _SAFARI.decode() in words, "webarchive"),
        (lambda: _INVOICE_START.match(words, start) is not None, "invoice-xml"),
        (lambda: _HTML_START.match(words, start) is not None, "html"),
        (lambda: _HTML_NEAR.search(words, start, start + _NEAR_CHARS) is not None, "html"),
    )
    return next((key for test, key in tests if test()), "")


def _by_other_marks(head: bytes) -> str:
    """Names films, sounds and archives, which are kept but not shown."""
    guess = filetype.guess(head)
    family = guess.mime.partition("/")[0] if guess else ""
    if family in {"video", "audio"}:
        return str(family)
    archives = {"7z", "rar", "gz", "tar", "bz2", "xz", "zst", "lz"}
    return "archive" if guess and guess.extension in archives else ""
