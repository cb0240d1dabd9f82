"""Files that a program of Windows hands over without their being on a disk, as Outlook does with mails.

Formats CFSTR_FILEDESCRIPTORW and CFSTR_FILECONTENTS of the Windows shell, as Qt passes them on.
"""

import struct
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from PySide6.QtCore import QMimeData

from dossier.basis.limits import MIB
from ui.places import file_name
from ui.views.drops import PROMISED_MIME

MOST_FILES: Final = 200
MOST_BYTES: Final = 512 * MIB

_CONTENTS: Final = 'application/x-qt-windows-mime;value="FileContents"'
_ROW_BYTES: Final = 592
"""Of one FILEDESCRIPTORW, whose last 520 bytes are its name in UTF-16."""
_NAME_AT: Final = 72
_MOST_SUFFIX: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """What became of the files that were promised.

    Attributes:
        files: Those that were handed over: name, suffix, bytes.
        left: The names of those that were not, or that are more than we take.
    """

    files: tuple[tuple[str, str, bytes], ...]
    left: tuple[str, ...]


def promised_names(descriptor: bytes) -> tuple[tuple[str, str], ...]:
    """Reads how the files are called: a name that every disk takes, and its suffix without the dot.

    Args:
        descriptor: A FILEGROUPDESCRIPTORW; more rows than it holds are none.
    """
    said = struct.unpack_from("<I", descriptor)[0] if len(descriptor) >= 4 else 0
    rows = min(said, (len(descriptor) - 4) // _ROW_BYTES)
    starts = (4 + row * _ROW_BYTES for row in range(rows))
    return tuple(_name(descriptor[start + _NAME_AT : start + _ROW_BYTES]) for start in starts)


def promised_files(data: QMimeData) -> Promised:
    """Takes the files as far as they are handed over and there is room for them."""
    names = promised_names(bytes(data.data(PROMISED_MIME).data()))
    files, left, room = [], [], MOST_BYTES
    for number, (name, suffix) in enumerate(names):
        content = _content(data, number, only=len(names) == 1) if number < MOST_FILES else b""
        if content and len(content) <= room:
            room -= len(content)
            files.append((name, suffix, content))
        else:
            left.append(f"{name}.{suffix}" if suffix else name)
    return Promised(files=tuple(files), left=tuple(left))


def _content(data: QMimeData, number: int, *, only: bool) -> bytes:
    content = bytes(data.data(f"{_CONTENTS};index={number}").data())
    return content or (bytes(data.data(_CONTENTS).data()) if only else b"")


def _name(field: bytes) -> tuple[str, str]:
    """Reads a name; where it would lead to is left aside."""
    written = field.decode("utf-16-le", "replace").partition("\0")[0].replace("\\", "/")
    own = PurePosixPath(written).name
    stem, dot, suffix = own.rpartition(".")
    if not dot or not suffix.isalnum() or len(suffix) > _MOST_SUFFIX:
        stem, suffix = own, ""
    return file_name(stem), suffix.lower()
