"""What was pasted or dragged out of another program becomes a file of its own."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QImage, QImageWriter

from ui.views.drops import carries_data

Writer = Callable[[Path], object]
"""Writes a file; may take a moment, and needs nothing of the window."""

_ADDRESS: Final = re.compile(r"\S+://\S+")


def writer_of(data: QMimeData) -> tuple[str, Writer] | None:
    """Copies what can be added out of a clipboard or a drag, which may change or go at once.

    A picture comes first where no words come with it but its address, as browsers give them; tables
    and paragraphs are kept as words, though office programs send a picture of them along.

    Returns:
        The suffix and what writes the file; None for nothing of use, and for what is our own.
    """
    if not carries_data(data):
        return None
    words, page = data.text().strip(), data.html()
    picture = data.imageData() if data.hasImage() else None
    if isinstance(picture, QImage) and not picture.isNull() and (not words or _ADDRESS.fullmatch(words)):
        return "png", lambda path: _write_picture(picture, path)
    if page.strip():
        return "html", lambda path: _write_words(page, path)
    if words:
        return "txt", lambda path: _write_words(words, path)
    return None


def new_file(folder: Path, name: str, suffix: str) -> Path:
    """Finds a place for it; the name says when it was pasted, which is never the date of the proof."""
    number = sum(1 for _ in folder.iterdir()) if folder.is_dir() else 0
    own = folder / str(number + 1)
    own.mkdir(parents=True)
    return own / f"{name}.{suffix}"


def moment_words() -> str:
    """Says when it is pasted, by this computer's clock, in letters that every disk takes."""
    return datetime.now().astimezone().strftime("%Y-%m-%d %H.%M.%S")


def _write_picture(picture: QImage, path: Path) -> None:
    if not QImageWriter(str(path), QByteArray(b"png")).write(picture):
        raise OSError(path.name)


def _write_words(words: str, path: Path) -> None:
    path.write_text(words, "utf-8", errors="backslashreplace")
