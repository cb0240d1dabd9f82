"""Names and folders that every disk takes."""

import os
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths

_MOST_LETTERS: Final = 80
_FORBIDDEN: Final = '<>:"/\\|?*'


def documents() -> Path:
    """Finds the person's own folder for documents."""
    where = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(where)
    return folder if folder.is_dir() else Path.home()


def folder_beside(path: Path) -> Path:
    """Finds a folder to write beside a file: its own, else the person's."""
    return path.parent if os.access(path.parent, os.W_OK) else documents()


def same_file(one: Path, other: Path) -> bool:
    """Tells whether two paths lead to one file; to none when one of them cannot be reached."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def file_name(title: str) -> str:
    """Makes a name that every disk takes out of a title; "" when nothing is left."""
    kept = "".join(" " if letter in _FORBIDDEN or ord(letter) < ord(" ") else letter for letter in title)
    return " ".join(kept.split())[:_MOST_LETTERS].strip(" .")


def with_suffix(path: Path, suffix: str) -> Path:
    """Gives a name its suffix, unless it has it."""
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def free(path: Path) -> Path:
    """Gives a name that is not taken: "Nouveau dossier 2.dossier"."""
    number, made = 1, path
    while made.exists():
        number += 1
        made = path.with_name(f"{path.stem} {number}{path.suffix}")
    return made
