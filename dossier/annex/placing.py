"""Puts the finished files of an annex where they were asked for: all of them, or none."""

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from dossier.annex.making import FileMade
from dossier.annex.stored import looks_like_annex
from dossier.annex.volumes import PartKind
from dossier.basis.atomic import place_error, writing_aside
from dossier.basis.errors import PlaceError
from dossier.texts.catalogue import Texts

Permit = Callable[[Sequence[Path]], None]
"""Refuses places, judged when it is known which they are."""

_FIGURES: Final = r"\d{1,4}"


def require_folder(target: Path) -> None:
    """Refuses a place in a folder that is not there, before any work is done.

    Raises:
        PlaceError: ``no-such-folder``.
    """
    if not target.resolve().parent.is_dir():
        raise PlaceError("no-such-folder", folder=str(target.parent))


def place_of(file: FileMade, target: Path) -> Path:
    """Says where a file goes: separate ones into a folder that has the annex's name."""
    if file.part.kind is PartKind.ANNEX:
        return target.with_name(f"{file.part.name}{target.suffix}")
    return target.with_suffix("") / f"{file.part.name}.pdf"


def put_in_place(files: Sequence[FileMade], places: Sequence[Path]) -> None:
    """Copies files to their places; each keeps its old bytes until all new ones are whole.

    Raises:
        PlaceError: ``cannot-write``, ``disk-full``.
    """
    fresh = {place.parent for place in places if not place.parent.exists()}
    try:
        for folder in fresh:
            folder.mkdir()
        with ExitStack() as opened:
            for file, place in zip(files, places, strict=True):
                shutil.copyfile(file.path, opened.enter_context(writing_aside(place)))
    except OSError as error:
        raise place_error(error, places[0]) from error
    finally:
        for folder in fresh:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()


def take_away_old(target: Path, kept: Sequence[Path], texts: Texts) -> None:
    """Removes what an earlier export of the same name made and this one does not.

    A volume or a separate file of before would be sent along with the new ones, and may hold what is held
    back now. Only annexes that we wrote are removed.

    Raises:
        PlaceError: ``cannot-write``.
    """
    for path in _of_the_same_name(target, texts):
        try:
            if path not in kept and path.is_file() and not path.is_symlink() and looks_like_annex(path):
                path.unlink()
        except OSError as error:
            raise place_error(error, path) from error


def _of_the_same_name(target: Path, texts: Texts) -> Iterator[Path]:
    words = re.escape(texts.say("annex.volume_of", number=0, of=0)).replace("0", _FIGURES)
    volume = re.compile(rf"{re.escape(target.stem)} {words}")
    yield target
    yield from (path for path in target.parent.glob("*.pdf") if volume.fullmatch(path.stem))
    folder = target.with_suffix("")
    if folder.is_dir() and not folder.is_symlink():
        yield from folder.glob("*.pdf")
