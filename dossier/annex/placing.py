"""Puts the finished files of an annex where they were asked for: all of them, or none."""

import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from dossier.annex.making import FileMade
from dossier.annex.volumes import PartKind
from dossier.basis.atomic import place_error, writing_aside
from dossier.basis.errors import PlaceError

Permit = Callable[[Sequence[Path]], None]
"""Refuses places, judged when it is known which they are."""


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


def refuse_taken(places: Sequence[Path], target: Path, ours: Collection[Path]) -> None:
    """Refuses to write over what somebody else put under a name that nobody asked for.

    Raises:
        PlaceError: ``target-taken``.
    """
    for place in places:
        if place != target and place not in ours and (place.exists() or place.is_symlink()):
            raise PlaceError("target-taken", file=place.name, folder=str(place.parent))


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """What changes together with an annex: files that are written beside it, and old ones that go."""

    written: Mapping[Path, bytes] = field(default_factory=dict)
    gone: tuple[Path, ...] = ()


def put_in_place(files: Sequence[FileMade], places: Sequence[Path], company: Company) -> None:
    """Copies files to their places; each keeps its old bytes until all new ones are whole.

    What goes is taken away when all of them are in place.

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
            for place, data in company.written.items():
                opened.enter_context(writing_aside(place)).write_bytes(data)
    except OSError as error:
        raise place_error(error, places[0]) from error
    finally:
        for folder in fresh:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
    _take_away(company.gone)


def _take_away(paths: Sequence[Path]) -> None:
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise place_error(error, path) from error
