"""The fingerprints of an annex held against the untouched files themselves."""

import os
import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from dossier.annex.inside import InsideTask, can_look, run_inside
from dossier.basis import limits
from dossier.basis.digest import Digest, digest_of_file
from dossier.basis.errors import DossierError, PlaceError, UsageError
from dossier.basis.progress import Progress, silent
from dossier.model.ids import PieceId
from dossier.model.plan import Plan
from dossier.workers.pool import Pool

MOST_FILES: Final = 20_000
"""Files of one folder; more is a whole disk given by mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FingerprintFound:
    """One fingerprint of a piece.

    Attributes:
        number: The piece's number.
        digest: The fingerprint.
        places: Files of the folder that have it, by their way from there; of one inside of a mail or an
            archive "courriel.eml › facture.pdf".
        within: Number of the piece that it is attached to and whose own files were all found; "" without.
    """

    number: str
    digest: Digest
    places: tuple[str, ...] = ()
    within: str = ""

    @property
    def found(self) -> bool:
        """Whether the very bytes are there."""
        return bool(self.places or self.within)


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderReport:
    """What a folder of untouched files holds.

    Attributes:
        rows: Each fingerprint of each piece, in the order of the annex.
        others: Files that are in no piece.
        unread: Files that could not be read, or are too large to be a proof.
    """

    rows: tuple[FingerprintFound, ...]
    others: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether every fingerprint was found."""
        return all(row.found for row in self.rows)


def against_folder(
    plans: Sequence[Plan],
    folder: Path,
    *,
    leave_out: Sequence[Path] = (),
    pool: Pool,
    progress: Progress = silent,
) -> FolderReport:
    """Computes the SHA-256 of every file below a folder, and says which pieces have it.

    No link is followed. Mails and archives are looked into as well, in a worker.

    Args:
        plans: What is in the annex's files.
        folder: Where the untouched files are.
        leave_out: Files that are no proofs: the annex itself.
        pool: Where mails and archives are looked into.
        progress: Told after each file; may cancel it.

    Raises:
        PlaceError: ``no-such-folder``.
        UsageError: ``originals-too-many``.
        CancelledError: The person asked to stop.
    """
    if not folder.is_dir():
        raise PlaceError("no-such-folder", folder=str(folder))
    files, unread = _files_below(folder, {path.resolve() for path in leave_out})
    wanted = {digest for plan in plans for piece in plan.pieces for digest in piece.fingerprints}
    places: dict[Digest, list[str]] = {}
    others = []
    for done, (name, path) in enumerate(files.items()):
        progress("check", done, len(files))
        try:
            digest = digest_of_file(path)
        except OSError:  # told among those that could not be read
            unread.append(name)
            continue
        found = [(digest, name)] if digest in wanted else []
        found += [(one, f"{name} › {inner}") for one, inner in _inside(path, wanted, pool)]
        for one, place in found:
            places.setdefault(one, []).append(place)
        if not found:
            others.append(name)
    return FolderReport(rows=tuple(_rows(plans, places)), others=tuple(others), unread=tuple(sorted(unread)))


def _files_below(folder: Path, leave_out: Collection[Path]) -> tuple[dict[str, Path], list[str]]:
    """Lists the plain files below a folder by their way from it, and what cannot be looked at."""
    files: dict[str, Path] = {}
    unread: list[str] = []

    def note_unread(error: OSError) -> None:
        unread.append(os.path.relpath(os.fsdecode(error.filename or folder), folder))

    for place, folders, found in os.walk(folder, followlinks=False, onerror=note_unread):
        folders.sort()
        for name in sorted(found):
            path = Path(place) / name
            try:
                facts = path.lstat()
            except OSError as error:
                note_unread(error)
                continue
            if not stat.S_ISREG(facts.st_mode) or path.resolve() in leave_out:
                continue
            way = path.relative_to(folder).as_posix()
            if facts.st_size > limits.FILE_BYTES:
                unread.append(way)
                continue
            files[way] = path
            if len(files) > MOST_FILES:
                raise UsageError("originals-too-many", folder=str(folder), n=MOST_FILES)
    return files, unread


def _inside(path: Path, wanted: Collection[Digest], pool: Pool) -> Iterator[tuple[Digest, str]]:
    """Gives what is looked for and stands inside of a mail or an archive."""
    if not can_look(path.name):
        return
    try:
        task = InsideTask(path=str(path), name=path.name)
        found = pool.run(run_inside, task, seconds=limits.INSIDE_SECONDS)
    except DossierError as error:
        if error.code == "cancelled":
            raise
        return  # what a worker could not bear is looked at as a whole only
    yield from ((digest, name or digest[:12]) for digest, name in found.digests if digest in wanted)


def _rows(plans: Sequence[Plan], places: Mapping[Digest, Sequence[str]]) -> Iterator[FingerprintFound]:
    for plan in plans:
        rows = [
            (piece, FingerprintFound(number=piece.number, digest=one, places=tuple(places.get(one, ()))))
            for piece in plan.pieces
            for one in piece.fingerprints
        ]
        told: dict[PieceId, bool] = {}
        for piece, row in rows:
            told[piece.piece] = told.get(piece.piece, True) and bool(row.places)
        for piece, row in rows:
            holds = piece.parent is not None and told.get(piece.parent, False) and not row.places
            yield replace(row, within=plan.piece(piece.parent).number) if holds and piece.parent else row
