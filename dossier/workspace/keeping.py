"""Bytes on their way between the project file and the folder that the workers read."""

import logging
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from dossier.annex.carrying import MOST_BYTES
from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.digest import Digest
from dossier.basis.errors import PlaceError, UnreadableError
from dossier.model.body import Body, FlowBody
from dossier.model.commands.add import add
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding
from dossier.model.ids import PieceId
from dossier.model.piece import Piece
from dossier.model.recognising import Picture, Reading, with_words
from dossier.model.wish import Wish
from dossier.store.document import digests_in
from dossier.store.project_file import ProjectFile
from dossier.workspace.beside import files_to_hear
from dossier.workspace.orders import Present

_log = logging.getLogger(__name__)

_CHANGE_BYTES: Final = 4 * limits.MIB
"""Put at a time: written in a tenth of a second by a disk that is busy."""
_CHANGE_FILES: Final = 32
PASSING: Final = ("already-there",)
"""Remarks about the act, not about the dossier: told once, not kept."""


def named_assets(pieces: Sequence[Piece], *, assets: Assets) -> tuple[Digest, ...]:
    """Lists the bytes that pieces need: their files, what is printed of them, and what that shows."""
    named = {original.digest for piece in pieces for original in piece.originals if original.digest}
    for piece in pieces:
        for body in _printed(piece):
            named.add(body.asset)
            if not isinstance(body, FlowBody) and body.words:
                named.add(body.words)
            if isinstance(body, FlowBody):
                # Words of a chat may look like a digest too; only what was kept is one.
                inside = digests_in(assets.read(body.asset))
                named |= {digest for digest in inside if assets.path(digest).exists()}
    return tuple(sorted(named))


def put_asset(file: ProjectFile, digest: Digest, *, assets: Assets) -> None:
    """Puts bytes into the file unless they are there; until something names them they may go again.

    Raises:
        PlaceError: It could not be written; ``cannot-read``, the working folder holds something else.
    """
    if not file.has(digest) and file.put_asset(assets.path(digest)) != digest:
        raise PlaceError("cannot-read", file=assets.path(digest).name)


def one_change(waiting: deque[Digest], *, assets: Assets) -> list[Digest]:
    """Takes from the front of what waits as much as may be put in one change, and at least one.

    The person's acts wait for a change to end: it is to take a moment only.
    """
    taken, room = [waiting.popleft()], _CHANGE_BYTES
    room -= _size(assets.path(taken[0]))
    while waiting and len(taken) < _CHANGE_FILES:
        room -= _size(assets.path(waiting[0]))
        if room < 0:
            break
        taken.append(waiting.popleft())
    return taken


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0  # what the file holds already need not be here


def put_assets(file: ProjectFile, digests: Sequence[Digest], *, assets: Assets) -> None:
    """Puts bytes into the file unless they are there, in one change; until something names them they may go.

    Raises:
        PlaceError: They could not be written, none of them; ``cannot-read``, the working folder holds
            something else.
    """
    missing = {digest: assets.path(digest) for digest in digests if not file.has(digest)}
    if missing:
        file.put_assets(missing)


def keep_pieces(
    file: ProjectFile,
    pieces: Sequence[Piece],
    findings: Sequence[Finding],
    *,
    assets: Assets,
    awaited: bytes | None = b"",
) -> tuple[PieceId, ...]:
    """Adds what intake made and gives what was new: first the bytes, then the pieces that name them.

    Killed in between, the file holds bytes that nothing names, which are forgotten when it is closed.

    Args:
        file: Where they are kept.
        pieces: What is added.
        findings: What was noticed.
        assets: Where the bytes are.
        awaited: What is still to be read behind them; None leaves the note of it as it is.

    Raises:
        PlaceError: It could not be written; no piece was added.
    """
    fitting = _fitting(pieces, file.dossier)
    for digest in named_assets(fitting, assets=assets):
        put_asset(file, digest, assets=assets)
    kept = tuple(piece.id for piece in fitting)
    gone = {piece.id for piece in pieces}.difference(kept)
    lasting = [one for one in findings if one.code not in PASSING and one.piece not in gone]
    if kept:
        done = add(file.dossier, fitting, findings=lasting)
        file.save(done.dossier, done.act, awaited=awaited)
    elif awaited is not None and awaited != file.awaited:
        file.note_awaited(awaited)
    return kept


def present_of(
    file: ProjectFile, noticed: tuple[Finding, ...] = (), awaited: tuple[str, ...] = ()
) -> Present:
    """Says where a file's dossier stands.

    Args:
        file: The open file.
        noticed: Remarks that the dossier does not keep.
        awaited: Names of the files that are still being read.
    """
    return Present(
        dossier=file.dossier,
        undoable=file.undoable,
        redoable=file.redoable,
        read_only=file.read_only,
        noticed=noticed,
        awaited=awaited,
    )


def give_words(file: ProjectFile, readings: Mapping[Picture, Reading], *, assets: Assets) -> None:
    """Gives the dossier's pictures the words that were recognised in them; no act of the person's.

    Raises:
        PlaceError: It could not be written.
    """
    dossier = with_words(file.dossier, readings)
    if dossier is file.dossier or file.read_only is not None:
        return
    for digest in {reading.words for reading in readings.values()}:
        put_asset(file, digest, assets=assets)
    file.refresh(dossier)


def fetch_assets(file: ProjectFile, pieces: Iterable[Piece], *, assets: Assets) -> None:
    """Puts what pieces print where the workers can read it.

    Bytes that are damaged in the file are passed over: a page that says so stands for that piece alone.

    Raises:
        PlaceError: The working folder cannot be written.
    """
    for piece in pieces:
        for body in _printed(piece):
            try:
                _fetch_body(file, body, assets)
            except UnreadableError as error:
                _log.info("a body of %s: %s", piece.id, error)


def fetch_handed(file: ProjectFile, piece: Piece, *, wish: Wish, assets: Assets) -> None:
    """Puts the files of a piece that are handed over as they are where they can be copied from.

    These are its sounds and films; on request also the others, as far as an annex carries them.

    Raises:
        PlaceError: The working folder cannot be written.
    """
    carried = (one for one in piece.originals if one.digest and one.size <= MOST_BYTES)
    wanted = (*files_to_hear(piece.originals), *(carried if wish.with_originals else ()))
    for original in wanted:
        try:
            _fetch(file, original.digest, assets)
        except UnreadableError as error:
            _log.info("a file of %s: %s", piece.id, error)


def fetch_awaited(file: ProjectFile, digest: Digest, *, assets: Assets) -> None:
    """Puts the bytes of a file that is still to be read where the workers read it.

    Raises:
        PlaceError: The working folder cannot be written.
        UnreadableError: They are damaged.
    """
    _fetch(file, digest, assets)


def _fetch_body(file: ProjectFile, body: Body, assets: Assets) -> None:
    _fetch(file, body.asset, assets)
    if not isinstance(body, FlowBody):
        if body.words:
            _fetch(file, body.words, assets)
    else:
        for digest in digests_in(assets.read(body.asset)):
            if file.has(digest):
                _fetch(file, digest, assets)


def _printed(piece: Piece) -> tuple[Body, ...]:
    behind = (piece.appendix, *(part.appendix for part in piece.parts))
    return (*piece.bodies, *(body for body in behind if body is not None))


def _fetch(file: ProjectFile, digest: Digest, assets: Assets) -> None:
    target: Path = assets.path(digest)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        file.asset_to(digest, target)


def _fitting(pieces: Sequence[Piece], now: Dossier) -> tuple[Piece, ...]:
    """Makes pieces fit what the person has done while their files were read.

    What came back meanwhile, by redoing that it was added, is not added again. A repeat of what is not
    shown any more stands for itself, so that no proof vanishes.
    """
    there = {piece.id for piece in now.pieces}
    there |= {part.id for piece in now.pieces for part in piece.parts}
    new = tuple(piece for piece in pieces if piece.id not in there)
    holders = {piece.id for piece in now.pieces if piece.parent is None} | {piece.id for piece in new}
    kept = {piece.id: piece.id for piece in (*now.pieces, *new) if piece.shown}
    kept |= {part.id: piece.id for piece in now.pieces if piece.shown for part in piece.parts}
    return tuple(
        replace(
            piece,
            parent=piece.parent if piece.parent in holders else None,
            duplicate_of=piece.duplicate_of and kept.get(piece.duplicate_of),
        )
        for piece in new
    )
