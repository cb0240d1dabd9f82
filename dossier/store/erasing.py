"""What an act said about pieces is not said any more when the pieces are gone for good."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Final, Self

from dossier.model.commands.done import Act
from dossier.model.ids import PieceId
from dossier.model.piece import Piece

BLANK: Final = "…"
"""Stands where a name stood, so that the line still reads as a sentence."""

_CODES: Final = ("act",)
"""Params that hold a word of the program, not of the person."""

_TITLE: Final = "title"
"""The param that names a piece in whatever act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """Which names may be told, and which may not.

    Attributes:
        here: The pieces that stay, groups with their parts.
        borne: What these are called, and their files.
        gone: What only pieces that are gone were called, and their files.
    """

    here: frozenset[PieceId]
    borne: frozenset[str]
    gone: frozenset[str]

    @classmethod
    def of(cls, known: Iterable[Piece], left: Collection[Piece]) -> Self:
        """Makes it of all versions of all pieces that were known, and of those that are left."""
        here = frozenset(one for piece in left for one in (piece.id, *(part.id for part in piece.parts)))
        borne = frozenset(name for piece in left for name in _names(piece))
        gone = frozenset(name for piece in known if piece.id not in here for name in _names(piece))
        return cls(here=here, borne=borne, gone=gone - borne)

    def applied(self, act: Act) -> Act:
        """Blanks what an act said about pieces that are gone; gives it as it is when it said nothing.

        The key of an act tells its piece. Where there is none, a title stays only when a piece that
        is left bears it: one that nobody knows any more may have been that of a piece that is gone.
        """
        if self.here.intersection(act.key.split(":")[1:]):
            return act
        params = {name: self._told(name, value, keyed=bool(act.key)) for name, value in act.params.items()}
        return act if params == act.params else replace(act, params=params, key="")

    def _told(self, name: str, value: str | int, *, keyed: bool) -> str | int:
        if not isinstance(value, str) or name in _CODES:
            return value
        unknown = name == _TITLE and (keyed or value not in self.borne)
        return BLANK if unknown or value in self.gone else value


def _names(piece: Piece) -> tuple[str, ...]:
    return (
        piece.title,
        *(original.name for original in piece.originals),
        *(part.title for part in piece.parts),
    )
