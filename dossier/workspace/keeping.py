"""Bytes on their way between the project file and the folder that the workers read."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from dossier.basis.assets import Assets
from dossier.basis.codec import to_json
from dossier.basis.digest import Digest
from dossier.model.body import FlowBody
from dossier.model.commands.add import add
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding
from dossier.model.ids import PieceId
from dossier.model.piece import Piece
from dossier.store.document import digests_in
from dossier.store.project_file import ProjectFile

_PASSING: Final = ("already-there",)
"""Remarks about the act, not about the dossier: told once, not kept."""


def keep_pieces(
    file: ProjectFile, pieces: Sequence[Piece], findings: Sequence[Finding], *, assets: Assets
) -> Dossier:
    """Adds what intake made: first the bytes, then the pieces that name them.

    Killed in between, the file holds bytes that nothing names, which are forgotten when it is closed.

    Raises:
        PlaceError: It could not be written; no piece was added.
    """
    for digest in sorted(_named(pieces, assets)):
        if not file.has(digest):
            file.put_asset(assets.path(digest))
    lasting = [finding for finding in findings if finding.code not in _PASSING]
    done = add(file.dossier, _fitting(pieces, file.dossier), findings=lasting)
    file.save(done.dossier, done.act)
    return file.dossier


def fetch_assets(file: ProjectFile, pieces: Iterable[Piece], *, assets: Assets) -> None:
    """Puts what pieces print where the workers can read it.

    Raises:
        PlaceError: The working folder cannot be written.
        UnreadableError: ``project-damaged``.
    """
    for piece in pieces:
        for body in piece.bodies:
            _fetch(file, body.asset, assets)
            if isinstance(body, FlowBody):
                for digest in digests_in(assets.read(body.asset)):
                    if file.has(digest):
                        _fetch(file, digest, assets)


def _fetch(file: ProjectFile, digest: Digest, assets: Assets) -> None:
    target: Path = assets.path(digest)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        file.asset_to(digest, target)


def _named(pieces: Sequence[Piece], assets: Assets) -> set[Digest]:
    """Lists the bytes that pieces need: their files, what is printed of them, and what that shows."""
    named = digests_in(to_json(tuple(pieces), tuple[Piece, ...]))
    for piece in pieces:
        for body in piece.bodies:
            if isinstance(body, FlowBody):
                named |= digests_in(assets.read(body.asset))
    return {digest for digest in named if assets.path(digest).exists()}


def _fitting(pieces: Sequence[Piece], dossier: Dossier) -> tuple[Piece, ...]:
    """Lets go of repeats of what the person took away while the files were read."""
    there: set[PieceId] = {piece.id for piece in (*dossier.pieces, *pieces)}
    return tuple(
        piece
        if piece.duplicate_of is None or piece.duplicate_of in there
        else replace(piece, duplicate_of=None)
        for piece in pieces
    )
