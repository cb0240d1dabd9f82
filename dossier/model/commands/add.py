"""The act of adding proofs."""

from collections.abc import Sequence
from dataclasses import replace

from dossier.model.commands.done import Done, done
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding
from dossier.model.piece import Piece, ids_taken


def add_pieces(dossier: Dossier, pieces: Sequence[Piece], findings: Sequence[Finding]) -> Dossier:
    """Puts pieces and what was noticed about them behind those there are.

    Raises:
        ValueError: An id is taken already: our fault.
    """
    taken = ids_taken(dossier.pieces)
    doubled = [piece.id for piece in pieces if piece.id in taken]
    if doubled:
        raise ValueError(doubled)
    return replace(dossier, pieces=(*dossier.pieces, *pieces), findings=(*dossier.findings, *findings))


def add(dossier: Dossier, pieces: Sequence[Piece], *, findings: Sequence[Finding] = ()) -> Done:
    """Adds what intake made of files, as an act of its own.

    Raises:
        ValueError: An id is taken already: our fault.
    """
    return done(add_pieces(dossier, pieces, findings), "add", n=len(pieces))
