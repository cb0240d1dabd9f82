"""What became of a piece since its recipient got something."""

from collections.abc import Sequence

from dossier.model.piece import Piece
from dossier.model.rounds import Round
from dossier.texts.catalogue import Texts
from dossier.texts.dates import short_day


def change_of(piece: Piece, rounds: Sequence[Round], *, recipient: str, texts: Texts) -> str:
    """Says what became of a piece since then: added, or its file replaced; else ""."""
    mine = [one for one in rounds if one.recipient == recipient]
    sent = [(one.day, row) for one in mine for row in one.pieces if row.piece == piece.id]
    if not mine:
        return ""
    if not sent:
        return texts.say("annex.added_since", day=short_day(texts, mine[-1].day))
    fingerprints = tuple(file.digest for file in piece.originals if file.digest)
    if any(row.fingerprints == fingerprints for _, row in sent):
        return ""
    return texts.say("annex.replaced_since", day=short_day(texts, sent[-1][0]))
