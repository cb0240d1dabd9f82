"""A page saved "complete" comes with a folder of its pictures and sheets: together they are one proof.

Browsers name the folder after the page, with an ending in their own language.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dossier.intake.incoming import Incoming

_PAGE_ENDINGS: Final = (".html", ".htm", ".xhtml", ".xht", ".shtml")
_FOLDER_ENDINGS: Final = (
    *("_files", ".files", ".html_files", ".htm_files", "-files"),
    *("_fichiers", "-fichiers", "-dateien", "_dateien", "_bestanden", "-bestanden", "_archivos", "-archivos"),
    *("_file", "-file", "_elementi", "_ficheiros", "_arquivos", "-filer", "_filer", "_tiedostot"),
    *("_pliki", "_soubory", "_subory", "_datoteke", "_fajlovi", "_fails", "_failid", "_elemei", "_dosyalar"),
    *(
        "_fitxers",
        "_fitxategiak",
        "_fisiere",
        "_fișiere",
        "_bylos",
        "_αρχεία",
        "_файлы",
        "_файлове",
        "_файли",
    ),
)


def with_own_folders(files: Sequence[Incoming]) -> list[Incoming]:
    """Gives the files of a saved page's folder to the page; all others stay as they are.

    Args:
        files: In their order.

    Returns:
        The files in their order, each page with its ``beside``; what stands there no longer stands alone.
    """
    owners: dict[str, Incoming] = {}
    for file in files:
        for folder in _own_folders(file):
            owners.setdefault(folder, file)
    beside: dict[int, dict[str, Incoming]] = {}
    alone = []
    for file in files:
        folder = _owned(file.place, owners)
        if folder:
            owner = owners[folder]
            beside.setdefault(id(owner), {})[_seen_from(owner, file)] = file
        else:
            alone.append(file)
    return [replace(file, beside=beside.get(id(file), {})) for file in alone]


def _own_folders(file: Incoming) -> list[str]:
    """Lists the folders that would be this page's own, as ``_key`` writes them."""
    name = _key(file.name)
    ending = next((ending for ending in _PAGE_ENDINGS if name.endswith(ending)), "")
    stem = name.removesuffix(ending)
    if not ending or not stem or not file.place:
        return []
    return [f"{_key(file.place)}/{stem}{end}" for end in _FOLDER_ENDINGS]


def _owned(place: str, owners: dict[str, Incoming]) -> str:
    """Finds the outermost folder above a file that is a page's own, "" when there is none."""
    parts = _key(place).split("/")
    above = ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
    return next((folder for folder in above if folder in owners), "")


def _seen_from(page: Incoming, file: Incoming) -> str:
    """Gives a file's path below its page's folder, as the page itself writes it."""
    below = file.place[len(page.place) :].strip("/")
    return unicodedata.normalize("NFC", f"{below}/{file.name}")


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
