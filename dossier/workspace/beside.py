"""Files that no page can show, put beside the annex: sounds and films, as they came in."""

import re
import shutil
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import Final

from dossier.basis.assets import Assets
from dossier.basis.atomic import place_error, writing_aside
from dossier.basis.clock import zone_named
from dossier.basis.digest import Digest, digest_of_file
from dossier.basis.errors import PlaceError
from dossier.model.chat_days import files_told
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding, blocker, warning
from dossier.model.ids import PieceId
from dossier.model.piece import FileKind, Original, Piece
from dossier.model.plan import Plan
from dossier.recipients.profile import Profile
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


def files_to_hear(files: Sequence[Original]) -> tuple[Original, ...]:
    """Picks the files that no page can show."""
    return tuple(file for file in files if file.kind is FileKind.MEDIA and file.digest)


def files_beside(piece: Piece, zone: tzinfo) -> tuple[Original, ...]:
    """Lists the files of a piece that go beside the annex: of a conversation those of the days shown."""
    return files_to_hear(files_told(piece, zone))


def folder_beside(annex: Path, texts: Texts) -> Path:
    """Names the folder that stands beside an annex when there are such files."""
    return annex.with_name(texts.say("annex.beside_folder", name=annex.stem))


def put_beside(
    dossier: Dossier, plans: Sequence[Plan], annex: Path, *, assets: Assets, texts: Texts
) -> tuple[BesideFile, ...]:
    """Copies every sound and film of the annex into a folder beside it, and compares what it wrote.

    A file that stands there already with the same bytes is left as it is; any other file of that name
    is somebody's, and never overwritten. What an earlier export put there and this one does not, held
    back meanwhile or numbered otherwise, is taken away: its bytes are in the dossier. One whose bytes
    are damaged in the dossier is left out: see ``lost_beside``.

    Raises:
        PlaceError: ``cannot-write``, ``disk-full``.
    """
    folder = folder_beside(annex, texts)
    wanted = _named(dossier, plans, folder, texts)
    put = tuple(_put(one, assets) for one in wanted if assets.path(one.digest).exists())
    _take_away(folder, dossier, kept={one.path for one in put})
    return put


def _take_away(folder: Path, dossier: Dossier, *, kept: Collection[Path]) -> None:
    """Removes copies of the dossier's own sounds and films that this annex does not name.

    Raises:
        PlaceError: ``cannot-write``.
    """
    if not folder.is_dir():
        return
    ours = {file.digest for piece in dossier.pieces for file in files_to_hear(piece.originals)}
    sizes = {file.size for piece in dossier.pieces for file in piece.originals if file.digest in ours}
    for path in folder.iterdir():
        if path in kept or path.is_symlink() or not path.is_file():
            continue
        try:
            if path.stat().st_size in sizes and digest_of_file(path) in ours:
                path.unlink()
        except OSError as error:
            raise place_error(error, path) from error


def lost_beside(dossier: Dossier, plans: Sequence[Plan], *, assets: Assets) -> tuple[Finding, ...]:
    """Says which sounds and films of the annex could not be put beside it."""
    zone = zone_named(dossier.zone)
    return tuple(
        blocker("beside-damaged", file=file.name).of(row.piece)
        for plan in plans
        for row in plan.pieces
        for file in files_beside(dossier.piece(row.piece), zone)
        if not assets.path(file.digest).exists()
    )


def not_taken_beside(files: Sequence[BesideFile], profile: Profile) -> tuple[Finding, ...]:
    """Says which of the files beside the annex are of a kind that the recipient does not take."""
    takes = ", ".join(profile.formats.suffixes) if profile.formats else ""
    return tuple(
        warning("format-not-taken", file=one.path.name, formats=takes).of(one.piece)
        for one in files
        if not profile.takes(one.path.suffix)
    )


def _named(dossier: Dossier, plans: Sequence[Plan], folder: Path, texts: Texts) -> Iterator[BesideFile]:
    zone = zone_named(dossier.zone)
    for row in (row for plan in plans for row in plan.pieces):
        for file in files_beside(dossier.piece(row.piece), zone):
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
