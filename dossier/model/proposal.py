"""A fact that a piece seems to say; the person takes it over or leaves it."""

from dataclasses import dataclass

from dossier.model.ids import PieceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One fact.

    Attributes:
        key: Which one, as it is typed: "date.complaint", "reference.order", "seller.registration".
        value: What is typed for it, without the pieces that prove it.
        piece: What says it.
        words: The words of the piece that say it; "" where its date or place says it.
    """

    key: str
    value: str
    piece: PieceId
    words: str = ""
