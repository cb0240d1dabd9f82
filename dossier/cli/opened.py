"""A project file opened for a command, and its pieces by what people call them."""

import os
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.basis.errors import UsageError
from dossier.cli.terminal import progress_bar, tell
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.numbering import Numbered
from dossier.model.piece import Piece
from dossier.texts.catalogue import Texts

if TYPE_CHECKING:
    from dossier.workspace.desk import Desk


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
    with open_desk(path).result() as desk:
        if writing and desk.present.read_only is not None:
            raise desk.present.read_only
        if desk.present.awaited and desk.present.read_only is None:
            # What ended early had no time for it: all that is said here is of the whole.
            tell(texts.say("cli.awaited", n=len(desk.present.awaited)))
            desk.go_on(progress=progress_bar(texts)).result()
        yield desk


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
    return {row.piece.id: row.number for row in rows_of(dossier)}


def rows_of(dossier: Dossier) -> tuple[Numbered, ...]:
    """Gives the rows of the annex that the chosen recipient will get."""
    from dossier.workspace.checking import annex_rows

    return annex_rows(dossier)


def _names(piece: Piece) -> set[str]:
    # Some systems write é as two characters, and who types it as one means the same file.
    return {unicodedata.normalize("NFC", file.name) for file in piece.originals}
