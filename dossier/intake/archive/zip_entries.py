"""What an entry of a ZIP says of its file: name, time, whether it is a link (APPNOTE 4.4, 4.6)."""

import re
import zipfile
from datetime import datetime
from typing import Final

from dossier.intake.charsets import decode

_UTF8: Final = 0x800
_UNICODE_PATH: Final = 0x7075
"""Extra field with the name in UTF-8 (APPNOTE 4.6.9)."""

_BOXES: Final = re.compile("[\u2500-\u259f]")


def is_link(info: zipfile.ZipInfo) -> bool:
    """Recognises symbolic links, whose bytes are only the name of another file."""
    return (info.external_attr >> 16) & 0o170000 == 0o120000


def modified(info: zipfile.ZipInfo) -> datetime | None:
    """Reads the time of DOS, which begins in 1980: its very first day means none."""
    if info.date_time[:3] <= (1980, 1, 1):
        return None
    try:
        return datetime(*info.date_time)
    except ValueError:
        return None


def name_of(info: zipfile.ZipInfo) -> str:
    """Reads a name whose charset old programs did not tell: UTF-8, else what Windows wrote here."""
    if info.flag_bits & _UTF8:
        return info.orig_filename
    unicode = _unicode_path(info.extra)
    if unicode:
        return unicode
    raw = info.orig_filename.encode("cp437", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        choices = (info.orig_filename, raw.decode("cp850"), decode(raw))
        return next((name for name in choices if not _BOXES.search(name)), choices[0])


def _unicode_path(extra: bytes) -> str:
    at = 0
    while at + 4 <= len(extra):
        kind = int.from_bytes(extra[at : at + 2], "little")
        size = int.from_bytes(extra[at + 2 : at + 4], "little")
        if kind == _UNICODE_PATH and size > 5:
            return extra[at + 9 : at + 4 + size].decode("utf-8", "replace")
        at += 4 + size
    return ""
