"""Pieces by the names that proofs are chosen by."""

from collections.abc import Iterable
from functools import cached_property

from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.texts.catalogue import Texts
from ui.models.numbers import rows_of


class PieceNames:
    """Names the pieces of one dossier; numbers are reckoned when the first name is asked for."""

    def __init__(self, dossier: Dossier, texts: Texts) -> None:
        self._dossier, self._texts = dossier, texts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PieceNames) and other._dossier is self._dossier

    def __hash__(self) -> int:
        return id(self._dossier)

    @cached_property
    def _numbers(self) -> dict[PieceId, str]:
        return {row.piece.id: row.number for row in rows_of(self._dossier)}

    @cached_property
    def _hidden(self) -> tuple[PieceId, ...]:
        recipient = self._dossier.recipient
        return tuple(one.id for one in self._dossier.pieces if one.shown and not one.shown_to(recipient))

    @cached_property
    def _titles(self) -> dict[PieceId, str]:
        return {piece.id: piece.title for piece in self._dossier.pieces}

    def all(self, also: Iterable[PieceId] = ()) -> list[tuple[PieceId, str]]:
        """Lists the pieces of the annex in its order; then what is held back, and others asked for."""
        others = (one for one in also if one in self._titles)
        return [(one, self.long(one)) for one in dict.fromkeys((*self._numbers, *self._hidden, *others))]

    def long(self, piece: PieceId) -> str:
        """Names a piece by its number and title."""
        title = self._titles.get(piece, "")
        number = self._numbers.get(piece)
        if number is None:
            out = "hidden" if piece in self._hidden else "out"
            return self._texts.say(f"window.facts_piece_{out}", title=title)
        return self._texts.say("window.facts_piece", number=number, title=title)

    def from_piece(self, piece: PieceId) -> str:
        """Names a piece as a source: by its number, by its title when it has none."""
        number = self._numbers.get(piece)
        if number is None:
            return self._texts.say("window.facts_said_by", title=self._titles.get(piece, ""))
        return self._texts.say("window.facts_said_by_number", number=number)

    def short(self, pieces: Iterable[PieceId]) -> str:
        """Names pieces in a word or two: by their numbers where all have one."""
        ids = tuple(pieces)
        if not ids:
            return ""
        numbers = [number for one, number in self._numbers.items() if one in ids]
        if len(numbers) < len(ids):
            return self._texts.say("window.facts_proofs_count", n=len(ids))
        return self._texts.say("window.facts_proofs", n=len(ids), numbers=", ".join(numbers))
