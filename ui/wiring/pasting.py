"""What was pasted or dragged out of another program becomes a file of its own."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QImage, QImageWriter

from dossier.basis.errors import UsageError
from ui.views.drops import LINK_MIME, LISTED_MAIL_MIME, MAIL_MIME, PICTURES, PROMISED_MIME, carries_data
from ui.wiring.promised import promised_files

Writer = Callable[[Path], object]
"""Writes a file; may take a moment, and needs nothing of the window."""

_ADDRESS: Final = re.compile(r"\S+://\S+")
_OF_MAIL_PROGRAMS: Final = frozenset({"mailbox", "mailbox-message", "imap", "imap-message", "news"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A file to be written.

    Attributes:
        suffix: How it ends, without the dot.
        write: Writes it.
        name: How the other program calls it; "" when only we can name it.
    """

    suffix: str
    write: Writer
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What a clipboard or a drag gave.

    Attributes:
        files: To be written.
        left: What files are called that were promised besides, but not handed over or too large.
    """

    files: tuple[Brought, ...] = ()
    left: tuple[str, ...] = ()


def brought(data: QMimeData) -> Gathered:
    """Copies what can be added out of a clipboard or a drag, which may change or go at once.

    A picture comes first where no words come with it but its address, as browsers give them; tables
    and paragraphs are kept as words, though office programs send a picture of them along.

    Returns:
        No files for what is of no use, and for what is our own.

    Raises:
        UsageError: ``link-not-fetched``, it is only an address; ``mail-not-given``, a mail program
            keeps the mail to itself.
    """
    if not carries_data(data):
        return Gathered()
    promised = promised_files(data)
    if promised.files:
        files = (
            Brought(name=name, suffix=suffix, write=partial(_write_bytes, content))
            for name, suffix, content in promised.files
        )
        return Gathered(files=tuple(files), left=promised.left)
    words, page = data.text().strip(), data.html().strip()
    bare = all(_ADDRESS.fullmatch(word) for word in words.split())
    made = _mail(data) or (_picture(data) if bare else None)
    if made is None:
        _refuse_address(data, bare=bare and bool(words))
    if made is None and page:
        made = Brought(suffix="html", write=partial(_write_words, page))
    if made is None and words:
        made = Brought(suffix="txt", write=partial(_write_words, words))
    return Gathered() if made is None else Gathered(files=(made,))


def _mail(data: QMimeData) -> Brought | None:
    content = bytes(data.data(MAIL_MIME).data())
    return Brought(suffix="eml", write=partial(_write_bytes, content)) if content else None


def _picture(data: QMimeData) -> Brought | None:
    """Copies a picture: as the file that it was, with all that it tells of itself, where that is given."""
    for name, suffix in PICTURES.items():
        if name in data.formats() and (content := bytes(data.data(name).data())):
            return Brought(suffix=suffix, write=partial(_write_bytes, content))
    picture = data.imageData() if data.hasImage() else None
    if isinstance(picture, QImage) and not picture.isNull():
        return Brought(suffix="png", write=partial(_write_picture, picture))
    return None


def _refuse_address(data: QMimeData, *, bare: bool) -> None:
    """Says of a mere address what helps: nothing is ever fetched."""
    schemes = {url.scheme().lower() for url in data.urls()}
    if data.hasFormat(LISTED_MAIL_MIME) or data.hasFormat(PROMISED_MIME) or schemes & _OF_MAIL_PROGRAMS:
        raise UsageError("mail-not-given")
    if schemes or bare or data.hasFormat(LINK_MIME):
        raise UsageError("link-not-fetched")


def new_file(folder: Path, name: str, suffix: str) -> Path:
    """Finds a place for it; the name says when it was pasted, which is never the date of the proof."""
    number = sum(1 for _ in folder.iterdir()) if folder.is_dir() else 0
    own = folder / str(number + 1)
    own.mkdir(parents=True)
    return own / (f"{name}.{suffix}" if suffix else name)


def moment_words(at: datetime | None = None) -> str:
    """Says when something is pasted, now if not told, in letters that every disk takes."""
    return (at or datetime.now().astimezone()).strftime("%Y-%m-%d %H.%M.%S")


def _write_picture(picture: QImage, path: Path) -> None:
    if not QImageWriter(str(path), QByteArray(b"png")).write(picture):
        raise OSError(path.name)


def _write_bytes(content: bytes, path: Path) -> None:
    path.write_bytes(content)


def _write_words(words: str, path: Path) -> None:
    path.write_text(words, "utf-8", errors="backslashreplace")
