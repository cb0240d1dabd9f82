"""Annexes that were sent: what is sent is kept, and its numbers never change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dossier.basis.digest import Digest
from dossier.model.ids import PieceId


class Scope(StrEnum):
    """What an export of a dossier that was sent before holds."""

    ALL = "all"
    """Everything, sent before or not: "récapitulatif"."""
    NEW = "new"
    """Only what this recipient has not got yet: "complément"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """A file that was sent; its bytes are an asset. ``size`` in bytes."""

    name: str
    digest: Digest
    size: int
    pages: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPiece:
    """A piece as it was sent.

    Attributes:
        piece: Which one.
        number: "4" or "4.1"; for this recipient it is this piece's for ever.
        title: As the bordereau printed it.
        fingerprints: SHA-256 of its originals as printed.
        shown: What was shown of it, see ``shown_of``; None when its annex does not say.
    """

    piece: PieceId
    number: str
    title: str
    fingerprints: tuple[Digest, ...] = ()
    shown: Digest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """An export that was sent.

    Attributes:
        day: When it was sent.
        recipient: Id of the profile.
        scope: What it held.
        files: What was sent.
        pieces: What stood in it, in its order.
        case_number: The number that the recipient gave, when it was known.
    """

    day: date
    recipient: str
    scope: Scope = Scope.ALL
    files: tuple[SentFile, ...] = ()
    pieces: tuple[SentPiece, ...] = ()
    case_number: str = ""


def sent_numbers(rounds: Iterable[Round], recipient: str) -> dict[PieceId, str]:
    """Gives the number under which a recipient knows each piece that it got; it never changes."""
    return {sent.piece: sent.number for one in rounds if one.recipient == recipient for sent in one.pieces}


def ever_sent(rounds: Iterable[Round]) -> frozenset[PieceId]:
    """Lists the pieces that somebody got."""
    return frozenset(sent.piece for one in rounds for sent in one.pieces)
