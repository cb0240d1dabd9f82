"""Files that no page can show, put beside the annex: sounds and films, as they came in."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dossier.basis.assets import Assets
from dossier.basis.atomic import place_error, writing_aside
from dossier.basis.digest import Digest, digest_of_file
from dossier.basis.errors import PlaceError
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding, blocker
from dossier.model.ids import PieceId
from dossier.model.piece import FileKind, Original, Piece
from dossier.model.plan import Plan
from dossier.texts.catalogue import Texts

_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
"""Characters that Windows takes in no name; a folder of proofs is sent to anybody."""

_STEM_CHARS: Final = 100
_SUFFIX_CHARS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideFile:
    """One file beside the annex.

    Attributes:
        piece: Which piece it belongs to.
        path: Where it stands.
        digest: SHA-256 of its bytes.
        size: Bytes.
    """

    piece: PieceId
    path: Path
    digest: Digest
    size: int


def files_beside(piece: Piece) -> tuple[Original, ...]:
    """Lists the files of a piece that go beside the annex."""
    return tuple(file for file in piece.originals if file.kind is FileKind.MEDIA and file.digest)


def folder_beside(annex: Path, texts: Texts) -> Path:
    """Names the folder that stands beside an annex when there are such files."""
    return annex.with_name(texts.say("annex.beside_folder", name=annex.stem))


def put_beside(
    dossier: Dossier, plan: Plan, annex: Path, *, assets: Assets, texts: Texts
) -> tuple[BesideFile, ...]:
    """Copies every sound and film of the annex into a folder beside it, and compares what it wrote.

    A file that stands there already with the same bytes is left as it is; any other file of that name
    is somebody's, and never overwritten. One whose bytes are damaged in the dossier is left out: see
    ``lost_beside``.

    Raises:
        PlaceError: ``cannot-write``, ``disk-full``.
    """
    wanted = _named(dossier, plan, folder_beside(annex, texts), texts)
    return tuple(_put(one, assets) for one in wanted if assets.path(one.digest).exists())


def lost_beside(dossier: Dossier, plan: Plan, *, assets: Assets) -> tuple[Finding, ...]:
    """Says which sounds and films of the annex could not be put beside it."""
    return tuple(
        blocker("beside-damaged", file=file.name).of(row.piece)
        for row in plan.pieces
        for file in files_beside(dossier.piece(row.piece))
        if not assets.path(file.digest).exists()
    )


def _named(dossier: Dossier, plan: Plan, folder: Path, texts: Texts) -> Iterator[BesideFile]:
    for row in plan.pieces:
        for file in files_beside(dossier.piece(row.piece)):
            name = texts.say("annex.beside_file", label=row.label, name=file.name)
            yield BesideFile(piece=row.piece, path=folder / _safe(name), digest=file.digest, size=file.size)


def _safe(name: str) -> str:
    """Makes a name that every system takes, and that still ends as it did."""
    clean = _FORBIDDEN.sub("_", name.encode("utf-8", "replace").decode("utf-8"))
    stem, dot, suffix = clean.rpartition(".")
    if not stem or len(suffix) > _SUFFIX_CHARS:
        stem, dot, suffix = clean, "", ""
    return f"{stem[:_STEM_CHARS].rstrip(' .')}{dot}{suffix}".rstrip(" .")


def _put(file: BesideFile, assets: Assets) -> BesideFile:
    try:
        file.path.parent.mkdir(exist_ok=True)
        target = _free(file.path, file.digest)
        if target.exists():
            return _at(file, target)
        with writing_aside(target) as aside:
            shutil.copyfile(assets.path(file.digest), aside)
            if digest_of_file(aside) != file.digest:
                raise PlaceError("cannot-write", file=target.name, folder=str(target.parent))
    except OSError as error:
        raise place_error(error, file.path) from error
    return _at(file, target)


def _at(file: BesideFile, path: Path) -> BesideFile:
    return BesideFile(piece=file.piece, path=path, digest=file.digest, size=file.size)


def _free(path: Path, digest: Digest) -> Path:
    """Finds the name under which the same bytes stand, or that nobody uses."""
    further = (path.with_name(f"{path.stem} ({number}){path.suffix}") for number in range(2, 100))
    for name in (path, *further):
        if not name.exists():
            return name
        if name.is_file() and digest_of_file(name) == digest:
            return name
    raise PlaceError("cannot-write", file=path.name, folder=str(path.parent))
