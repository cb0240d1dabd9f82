"""Places where an annex or a report may be written, judged before any work is done."""

import os
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from dossier.annex.stored import looks_like_annex
from dossier.basis.digest import digest_of_file
from dossier.basis.errors import PlaceError, UsageError
from dossier.model.piece import Original
from dossier.store.schema import is_project

LONGEST_NAME_BYTES: Final = 255
"""Of a file, on every disk in common use."""

SUFFIX: Final = ".dossier"
"""Of project files, by custom."""

REPORT_START: Final = b'{\n "version": '
"""How every report of ours begins."""


def refuse_bad_targets(
    targets: Sequence[Path], *, sources: Sequence[Path] = (), originals: Sequence[Original] = ()
) -> None:
    """Refuses early what would only fail after minutes of work, or would overwrite a proof.

    Args:
        targets: The annex, and the report when one is wanted.
        sources: Files and folders of proofs.
        originals: Proofs that were taken in, wherever they came from.

    Raises:
        UsageError: ``same-target``; ``target-is-source``, it is or stands among the proofs and is not
            one of ours; ``target-is-dossier``, it is somebody's project file.
        PlaceError: ``no-such-folder``, ``target-is-folder``, ``not-a-file``, ``cannot-write``.
    """
    if len({target.resolve() for target in targets}) < len(targets):
        raise UsageError("same-target", file=targets[0].name)
    for target in targets:
        refuse_bad_place(target)
        if not target.exists():
            continue
        if is_project(target):
            raise UsageError("target-is-dossier", file=target.name)
        if _is_ours(target):
            continue
        if is_among(target, sources) or _is_original(target, originals):
            raise UsageError("target-is-source", file=target.name)


def refuse_bad_place(target: Path) -> None:
    """Refuses a place where nothing can be written.

    Raises:
        PlaceError: ``target-is-folder``, ``no-such-folder``, ``not-a-file``, ``cannot-write``.
    """
    folder = target.resolve().parent
    try:
        mode = target.stat().st_mode if target.exists() else stat.S_IFREG
    except OSError as error:  # a name that the disk does not take
        raise PlaceError("cannot-write", file=target.name, folder=str(folder)) from error
    if stat.S_ISDIR(mode):
        raise PlaceError("target-is-folder", file=str(target))
    if not stat.S_ISREG(mode):
        raise PlaceError("not-a-file", file=str(target))
    if not folder.is_dir():
        raise PlaceError("no-such-folder", folder=str(folder))
    if not os.access(folder, os.W_OK) or len(os.fsencode(target.name)) > LONGEST_NAME_BYTES:
        raise PlaceError("cannot-write", file=target.name, folder=str(folder))


def projects_below(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Finds the project files in folders of proofs: dossiers, not proofs."""
    found = (file for path in paths if path.is_dir() for file in path.rglob(f"*{SUFFIX}"))
    return tuple(file for file in found if file.is_file() and is_project(file))


def is_among(target: Path, paths: Iterable[Path]) -> bool:
    """Tells whether a place is one of some, or lies in one of them."""
    place = target.resolve()
    return any(place == path.resolve() or path.resolve() in place.parents for path in paths)


def _is_original(target: Path, originals: Iterable[Original]) -> bool:
    size = target.stat().st_size
    alike = {file.digest for file in originals if file.size == size}
    return bool(alike) and digest_of_file(target) in alike


def _is_ours(target: Path) -> bool:
    """Tells whether a file is an annex or a report that we wrote, and may be written again."""
    if looks_like_annex(target):
        return True
    with target.open("rb") as stream:
        return stream.read(len(REPORT_START)) == REPORT_START
