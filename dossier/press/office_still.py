"""Job: copies an office document so that its print bears its own dates and never today's.

LibreOffice computes the fields of date and time anew whenever it prints, and the formulas of today
with them: a letter of three years ago would bear the day of its printing.
"""

import re
import shutil
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dossier.basis import limits
from dossier.press.office_marks import (
    is_of_today,
    still_open_document,
    still_sheet_heads,
    still_slide,
    still_word,
    without_formulas,
    without_open_formulas,
)

_ZIP: Final = b"PK\x03\x04"
_OPEN_PARTS: Final = ("content.xml", "styles.xml")
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
"""Starts of XML in UTF-16, which no office program writes and is not read here."""

_OLD_WORD: Final = re.compile(rb"\x13[\x00 ]*(?:D\0?A\0?T\0?E|T\0?I\0?M\0?E)[\x00 \x14\\]", re.IGNORECASE)
"""A field in the text of Word 97: its mark, its name ([MS-DOC] 2.8.25)."""

_OLD_SHEET: Final = re.compile(rb"\x19\x01.{2,120}?[\x21\x41\x61][\xdd\x4a]\x00", re.DOTALL)
"""A formula that is volatile, and in it the function TODAY or NOW ([MS-XLS] 2.5.198)."""

_OLD_SLIDE: Final = re.compile(
    rb"\x00\x00\xf7\x0f\x08\x00\x00\x00"
    rb"|[\x0f\x3f]\x00\xd9\x0f.{4}\x00\x00\xda\x0f\x04\x00\x00\x00..[\x03\x07\x0b\x0f\x13\x17\x1b\x1f\x23-\x3f]",
    re.DOTALL,
)
"""A date in the text of a slide, or at its foot and of today ([MS-PPT] 2.9.51, 2.4.15.2)."""

_OLD: Final = {"doc": _OLD_WORD, "xls": _OLD_SHEET, "ppt": _OLD_SLIDE}

_RICH_FIELD: Final = re.compile(
    rb"\{\\field\b(?P<about>.{0,200}?)\\fldinst\b(?P<said>.{0,600}?)\\fldrslt\b", re.DOTALL
)
_RICH_NAME: Final = re.compile(
    rb"(?:\\[*a-z]+(?![a-z])-?\d*+|[{}\s])*(?:CREATEDATE|DATE|PRINTDATE|SAVEDATE|TIME)\b", re.IGNORECASE
)
_RICH_DATE: Final = re.compile(rb"\\ch(?:date|time|dpl|dpa)\b ?")


class _CannotTellError(Exception):
    """Some of its dates cannot be held still."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StillTask:
    """What is copied.

    Attributes:
        document: Path of the original.
        copy: Path of the copy, which ends with the kind.
    """

    document: str
    copy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StillCopy:
    """What became of it.

    Attributes:
        still: Whether the copy was made, and a print of it bears no date of today.
    """

    still: bool


def still_copy(task: StillTask) -> StillCopy:
    """Makes the copy.

    Raises:
        OSError: The original cannot be read or the copy not written.
    """
    document, copy = Path(task.document), Path(task.copy)
    suffix = copy.suffix.removeprefix(".")
    try:
        with document.open("rb") as stream:
            packed = stream.read(len(_ZIP)) == _ZIP
        if packed:
            _still_package(document, copy, suffix)
        elif suffix == "rtf":
            copy.write_bytes(still_rich_text(document.read_bytes()))
        elif suffix in _OLD and _OLD[suffix].search(document.read_bytes()):
            return StillCopy(still=False)
        else:
            shutil.copyfile(document, copy)
    except (_CannotTellError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError):
        return StillCopy(still=False)  # what is damaged or unusual is shown by its content
    return StillCopy(still=True)


def still_rich_text(data: bytes) -> bytes:
    """Makes plain text of the dates in rich text: readers pass over words that they do not know."""
    return _RICH_DATE.sub(b"", _RICH_FIELD.sub(_still_field, data))


def _still_field(found: re.Match[bytes]) -> bytes:
    if not _RICH_NAME.match(found["said"]):
        return found[0]
    return rb"{\xfield" + found["about"] + rb"\xfldinst" + found["said"] + rb"\xfldrslt"


def _still_package(document: Path, copy: Path, suffix: str) -> None:
    with zipfile.ZipFile(document) as package:
        parts = {one.filename: _part(package, one) for one in package.infolist() if _is_told(one.filename)}
        still = _STILL.get(suffix, dict)(parts)
        if still == parts:
            shutil.copyfile(document, copy)
            return
        with zipfile.ZipFile(copy, "w") as written:
            for one in package.infolist():
                changed = still.get(one.filename)
                with package.open(one) as source, written.open(_entry(one), "w") as target:
                    if changed is None:
                        shutil.copyfileobj(source, target)
                    else:
                        target.write(changed)


def _entry(one: zipfile.ZipInfo) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(one.filename, one.date_time)
    entry.compress_type = one.compress_type
    return entry


def _is_told(name: str) -> bool:
    """Tells whether a part can hold something that is shown."""
    return name in _OPEN_PARTS or (name.endswith(".xml") and name.startswith(("word/", "ppt/", "xl/w")))


def _part(package: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    with package.open(one) as stream:
        data = stream.read(limits.OFFICE_XML_BYTES + 1)
    if len(data) > limits.OFFICE_XML_BYTES or data.startswith(_WIDE):
        raise _CannotTellError
    return data


def _each(still: Callable[[bytes], bytes]) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    return lambda parts: {name: still(xml) for name, xml in parts.items()}


def _still_workbook(parts: dict[str, bytes]) -> dict[str, bytes]:
    today = any(map(is_of_today, parts.values()))
    still = {}
    for name, xml in parts.items():
        bare, whole = without_formulas(xml) if today and "sheets/" in name else (xml, True)
        if not whole:
            raise _CannotTellError
        still[name] = still_sheet_heads(bare)
    return still


def _still_tables(parts: dict[str, bytes]) -> dict[str, bytes]:
    content, styles = (parts.get(name, b"") for name in _OPEN_PARTS)
    whole = True
    if is_of_today(content):
        content, whole = without_open_formulas(content)
    if not whole:
        raise _CannotTellError
    made = still_open_document(content), still_open_document(styles, words=False)
    return {name: xml for name, xml in zip(_OPEN_PARTS, made, strict=True) if name in parts}


_STILL: Final[dict[str, Callable[[dict[str, bytes]], dict[str, bytes]]]] = {
    "docx": _each(still_word),
    "xlsx": _still_workbook,
    "pptx": _each(still_slide),
    "odt": _each(still_open_document),
    "odp": _each(still_open_document),
    "ods": _still_tables,
}
