"""What became of a piece since its recipient got something."""

from collections.abc import Iterable

from dossier.model.ids import PieceId
from dossier.model.numbering import got_as_is
from dossier.model.piece import Piece
from dossier.model.rounds import Round, SentPiece
from dossier.texts.catalogue import Texts
from dossier.texts.dates import short_day


class Changes:
    """Holds an annex against what its recipient got; rounds count by their days, not as they were marked."""

    def __init__(self, rounds: Iterable[Round], *, recipient: str, texts: Texts) -> None:
        mine = sorted((one for one in rounds if one.recipient == recipient), key=lambda one: one.day)
        self._last = mine[-1].day if mine else None
        self._texts = texts
        self._sent: dict[PieceId, list[tuple[Round, SentPiece]]] = {}
        for one in mine:
            for row in one.pieces:
                self._sent.setdefault(row.piece, []).append((one, row))

    def of(self, piece: Piece) -> str:
        """Says what became of a piece: added, its file replaced, or shown otherwise; else ""."""
        say, sent = self._texts.say, self._sent.get(piece.id)
        if self._last is None:
            return ""
        if not sent:
            return say("annex.added_since", day=short_day(self._texts, self._last))
        if any(got_as_is(piece, row) for _, row in sent):
            return ""
        day = short_day(self._texts, sent[-1][0].day)
        files = tuple(file.digest for file in piece.originals if file.digest)
        same = any(row.fingerprints == files for _, row in sent)
        return say("annex.shown_since" if same else "annex.replaced_since", day=day)
