"""What an annex carries about itself, so that it can be verified without the dossier.

Only what its reader knows anyway: the plan, without the dossier's own keys, for whom it was made, and
for each page the digest of what it draws with.
"""

import mmap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from dossier.annex.archive import PLAIN, Archive
from dossier.basis.codec import from_plain, to_json
from dossier.basis.digest import Digest
from dossier.basis.marks import ANNEX_MARK
from dossier.model.ids import PieceId
from dossier.model.plan import Plan

VERSION: Final = 2
"""2: what the file claims and carries, and for whom it was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """One annex's own account.

    Attributes:
        version: Of this account.
        plan: What was planned; pieces are named by their numbers.
        drawn: For each page the digest of what it draws with, see ``raw_copy.drawn_digest``.
        archive: What the file claims and carries, and for whom it was made.
    """

    version: int = VERSION
    plan: Plan
    drawn: tuple[Digest, ...]
    archive: Archive = PLAIN


def pack(plan: Plan, drawn: Sequence[Digest], archive: Archive = PLAIN) -> bytes:
    """Writes the account as JSON."""
    return to_json(Stored(plan=_nameless(plan), drawn=tuple(drawn), archive=archive))


def unpack(plain: object) -> Stored:
    """Reads an account from JSON's plain data.

    Raises:
        DossierError: ``malformed``.
    """
    return from_plain(Stored, plain)


def _nameless(plan: Plan) -> Plan:
    """Names each piece by its number, because keys are made from file names that nobody was given."""
    names = {piece.piece: PieceId(piece.number) for piece in plan.pieces}
    pieces = tuple(
        replace(piece, piece=names[piece.piece], parent=names[piece.parent] if piece.parent else None)
        for piece in plan.pieces
    )
    pages = tuple(replace(page, piece=names[page.piece] if page.piece else None) for page in plan.pages)
    return replace(plan, pieces=pieces, pages=pages)


def looks_like_annex(path: Path) -> bool:
    """Tells whether a file was written by our assembler, without parsing it.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as stream:
        if stream.read(5) != b"%PDF-":
            return False
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return data.rfind(ANNEX_MARK) >= 0
