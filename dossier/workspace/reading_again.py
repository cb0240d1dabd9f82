"""A file is read once more: with the password that the person gave, or in a better copy."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from dossier.basis.errors import UsageError
from dossier.intake.take_in import Intake, TakenIn, take_in
from dossier.model.commands.read_again import read_again
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding
from dossier.model.ids import PieceId
from dossier.model.moment import UNKNOWN, Moment, Source
from dossier.model.piece import FileKind, Original, Piece, State
from dossier.model.rubric import OTHER
from dossier.store.project_file import ProjectFile
from dossier.workspace.keeping import PASSING

_LOCKED: Final = frozenset({"locked", "archive-locked"})
"""Remarks on what opens with the right password."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAgainOrder:
    """A piece to be read again.

    Attributes:
        piece: Which one; it was made of one file.
        passwords: To be tried in order; never kept.
        better: A better copy of the file; None reads the same bytes.
    """

    piece: PieceId
    passwords: tuple[str, ...] = field(default=(), repr=False)
    better: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAgain:
    """What came of it.

    Attributes:
        before: What intake makes of the file as it first came in.
        fresh: What it makes of it now, children behind their parents.
        findings: What was noticed.
    """

    before: Piece
    fresh: tuple[Piece, ...]
    findings: tuple[Finding, ...]


def checked(dossier: Dossier, order: ReadAgainOrder) -> Piece:
    """Finds the piece to be read again.

    Raises:
        UsageError: ``no-such-piece``; ``not-read-again``, it is no single file; ``shared-not-read-again``,
            it is one of several conversations of a file.
    """
    piece = next((one for one in dossier.pieces if one.id == order.piece), None)
    if piece is None:
        raise UsageError("no-such-piece", piece=order.piece)
    if len(piece.originals) != 1 or piece.parts:
        raise UsageError("not-read-again", title=piece.title)
    if any(_shares_its_file(one, piece) for one in dossier.pieces):
        raise UsageError("shared-not-read-again", title=piece.title)
    return piece


def _shares_its_file(one: Piece, other: Piece) -> bool:
    """Tells whether two pieces are two conversations of one backup."""
    is_chat = other.originals[0].kind is FileKind.CHAT
    return is_chat and one.originals == other.originals and one.text != other.text


def read_again_from(
    copy: Path,
    order: ReadAgainOrder,
    *,
    known: Sequence[Piece],
    intake: Intake,
) -> ReadAgain:
    """Reads a file as it was read first, and as it can be read now.

    Args:
        copy: The original under its own name; we copied it, and its time says nothing. Nor does that
            name when it is ours.
        order: What is asked.
        known: The dossier's pieces.
        intake: What taking in needs.

    Raises:
        UsageError: ``password-wrong``, no password opens it; what is attached to it may stay locked.
            ``all-there-already``, it holds nothing that the dossier has not.
        CancelledError: The person asked to stop.
    """
    # A repeat of it is no other proof: else the file would be "there already", and nothing would be read.
    others = [one for one in known if order.piece not in (one.id, one.duplicate_of)]
    files = [file for one in known if one.id == order.piece for file in one.originals]
    ours = [copy] if any(file.pasted for file in files) else []
    before = take_in([copy], intake, known=others, pasted=ours)
    better = order.better or copy
    now = take_in([better], replace(intake, passwords=order.passwords), known=others, pasted=ours)
    if order.better is None and _is_locked(now, files):
        raise UsageError("password-wrong", file=copy.name)
    if order.better is None and not now.pieces:
        raise UsageError("all-there-already", file=copy.name)
    fresh = now.pieces if order.better is not None else _undated_by_copying(now)
    return ReadAgain(before=_first(before, copy), fresh=tuple(fresh), findings=now.findings)


def put_again(file: ProjectFile, order: ReadAgainOrder, again: ReadAgain) -> None:
    """Saves what was read in the place of what stood there.

    Raises:
        UsageError: As the command says: the piece has gone or changed meanwhile.
        PlaceError: It could not be saved; nothing is changed.
    """
    lasting = [found for found in again.findings if found.code not in PASSING]
    done = read_again(file.dossier, order.piece, before=again.before, fresh=again.fresh, findings=lasting)
    file.save(done.dossier, done.act)


def _is_locked(taken: TakenIn, files: Sequence[Original]) -> bool:
    """Tells whether a file is still locked itself: one inside it may have a password of its own."""
    own = {file.digest for file in files}
    itself = {one.id for one in taken.pieces if any(file.digest in own for file in one.originals)}
    return any(found.code in _LOCKED and found.piece in itself for found in taken.findings)


def _first(taken: TakenIn, copy: Path) -> Piece:
    if taken.pieces:
        return taken.pieces[0]
    # The same bytes stand in another piece: nothing was ever proposed for this one.
    return Piece(id=PieceId(""), title=copy.name, rubric=OTHER, state=State.PLACEHOLDER)


def _undated_by_copying(taken: TakenIn) -> list[Piece]:
    """Takes away the time of the file that we wrote ourselves: no date comes from the day it is read."""
    return [
        replace(
            piece,
            moment=UNKNOWN if piece.moment.source is Source.FILE_TIME else piece.moment,
            alternatives=_without_file_time(piece.alternatives),
        )
        for piece in taken.pieces
    ]


def _without_file_time(moments: Sequence[Moment]) -> tuple[Moment, ...]:
    return tuple(moment for moment in moments if moment.source is not Source.FILE_TIME)
