"""A project file opened for a command, and its pieces by what people call them."""

import os
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.basis.errors import UsageError
from dossier.cli.terminal import progress_bar, tell, told_remarks
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding
from dossier.model.ids import PieceId
from dossier.model.piece import Piece
from dossier.model.remarks import remarks
from dossier.texts.catalogue import Texts

if TYPE_CHECKING:
    from dossier.workspace.desk import Desk
    from dossier.workspace.orders import Added


@contextmanager
def opened(path: Path, texts: Texts, *, writing: bool = False) -> "Iterator[Desk]":
    """Opens a project file, for writing only when it can be written; reads what it still awaits, and says so.

    Raises:
        UsageError: ``no-such-file``.
        DossierError: It cannot be opened, or not for writing: who has it open is said.
    """
    from dossier.workspace.opening import open_desk

    if not os.path.lexists(path):
        raise UsageError("no-such-file", file=str(path))
    with _undisturbed(open_desk(path)) as desk:
        if writing and desk.present.read_only is not None:
            raise desk.present.read_only
        if desk.present.awaited and desk.present.read_only is None:
            # What ended early had no time for it: all that is said here is of the whole.
            tell(texts.say("cli.awaited", n=len(desk.present.awaited)))
            added = desk.go_on(progress=progress_bar(texts)).result()
            for line in told_remarks(noticed(added), texts, dating="cli.how_to_set_date"):
                tell(line)
        yield desk


def _undisturbed(opening: "Future[Desk]") -> "Desk":
    """Waits for a desk; who stops the command now lets the file go all the same."""
    try:
        return opening.result()
    except KeyboardInterrupt:
        opening.result().close()
        raise


def noticed(added: "Added") -> tuple[Finding, ...]:
    """Gives the remarks about what was added, and those about the files that were given."""
    new = frozenset(added.pieces)
    given = {(one.code, one.piece) for one in added.findings}
    found = remarks(added.present.dossier, added.findings)
    return tuple(one for one in found if one.piece in new or (one.code, one.piece) in given)


def piece_called(wanted: str, dossier: Dossier) -> Piece:
    """Finds a piece by its number in the annex, its id, or its file's name.

    Raises:
        UsageError: ``no-such-piece``; ``several-pieces``, the name is that of several.
    """
    numbers = numbers_of(dossier)
    for piece in dossier.pieces:
        if wanted in (piece.id, numbers.get(piece.id)):
            return piece
    name = unicodedata.normalize("NFC", wanted)
    named = [piece for piece in dossier.pieces if name in _names(piece)]
    if not named:
        raise UsageError("no-such-piece", piece=wanted)
    if len(named) > 1:
        ids = ", ".join(numbers.get(piece.id, piece.id) for piece in named)
        raise UsageError("several-pieces", piece=wanted, ids=ids)
    return named[0]


def numbers_of(dossier: Dossier) -> dict[PieceId, str]:
    """Gives the number of each piece that stands in the annex of the chosen recipient."""
    from dossier.workspace.checking import listed_for

    return listed_for(dossier).numbers


def sorted_numbers(pieces: Collection[PieceId], numbers: Mapping[PieceId, str]) -> list[str]:
    """Gives the numbers of some pieces in their order; a dash for each that has none."""
    known = [number for one, number in numbers.items() if one in pieces]
    return [*known, *["–"] * (len(pieces) - len(known))]


def _names(piece: Piece) -> set[str]:
    # Some systems write é as two characters, and who types it as one means the same file.
    return {unicodedata.normalize("NFC", file.name) for file in piece.originals}
