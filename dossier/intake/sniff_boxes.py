"""What a box of files is: the families of ZIP and of OLE, told by what lies inside."""

import zipfile
from pathlib import Path
from typing import Final

_ZIP_PARTS: Final = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_ZIP_TYPES: Final = (
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.presentation", "odp"),
    (b"application/vnd.oasis.opendocument", "odt"),
    (b"application/epub", "epub"),
)

_CLASSES: Final = (
    # Class identifiers of the root storage ([MS-CFB] 2.6.1), in the byte order of the file.
    (bytes.fromhex("0b0d020000000000c000000000000046"), "msg"),
    (bytes.fromhex("0609020000000000c000000000000046"), "doc"),
    (bytes.fromhex("2008020000000000c000000000000046"), "xls"),
    (bytes.fromhex("1008020000000000c000000000000046"), "xls"),
    (bytes.fromhex("108d81649b4fcf1186ea00aa00b929e8"), "ppt"),
)
_STREAMS: Final = (
    ("__properties_version1.0", "msg"),
    ("__nameid_version1.0", "msg"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
    ("EncryptedPackage", "encrypted"),
)
_MESSAGE_MARK: Final = "__substg1.0_".encode("utf-16-le")
_SEARCHED_BYTES: Final = 1024 * 1024
_ENTRY_BYTES: Final = 128
_DIRECTORY_BYTES: Final = 64 * 1024


def zip_kind(path: Path, head: bytes) -> str:
    """Tells a document that is a ZIP inside from a plain ZIP.

    Raises:
        OSError: The file cannot be read.
    """
    if head[30:38] == b"mimetype":
        for start, key in _ZIP_TYPES:
            if start in head[38:120]:
                return key
    try:
        with zipfile.ZipFile(path) as box:
            names = box.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        # OSError is how the library stumbles over a directory that says it stands before the file.
        # A damaged one still shows the name of its first part.
        names = ["[Content_Types].xml"] if b"[Content_Types].xml" in head else []
        names += [start for start, _ in _ZIP_PARTS if start.encode() in head]
    if "[Content_Types].xml" not in names:
        return "zip"
    return next((key for start, key in _ZIP_PARTS if any(n.startswith(start) for n in names)), "zip")


def ole_kind(path: Path, head: bytes) -> str:
    """Tells Outlook messages, Word, Excel and PowerPoint apart by their root and streams.

    Raises:
        OSError: The file cannot be read.
    """
    sector_bytes = 1 << min(int.from_bytes(head[30:32], "little"), 16)
    first = int.from_bytes(head[48:52], "little")
    with path.open("rb") as stream:
        stream.seek((first + 1) * sector_bytes)
        directory = stream.read(_DIRECTORY_BYTES)
    by_class = next((key for name, key in _CLASSES if directory[80:96] == name), "")
    return by_class or _by_streams(directory) or _damaged_message(path) or "ole"


def _damaged_message(path: Path) -> str:
    """Finds the names of a message's properties where its directory no longer leads to them."""
    with path.open("rb") as stream:
        return "msg" if _MESSAGE_MARK in stream.read(_SEARCHED_BYTES) else ""


def _by_streams(directory: bytes) -> str:
    """Looks at the entries that follow the root, as long as they look like entries."""
    names = set()
    for at in range(0, len(directory) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
        length = int.from_bytes(directory[at + 64 : at + 66], "little")
        if length > 64 or length % 2:
            break
        names.add(directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace"))
    return next((key for name, key in _STREAMS if name in names), "")
