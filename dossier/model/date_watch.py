"""Dates that a person should look at once: those that somebody wrote for another purpose."""

from collections.abc import Sequence
from typing import Final

from dossier.model.finding import Finding, note
from dossier.model.moment import Source
from dossier.model.piece import Piece, State

SEVERAL: Final = 3
"""Up to so many dates are asked about one by one; of more there is one remark, which leads to the first."""

_CODES: Final = {Source.FILE_NAME: "date-from-name", Source.PAGE_TEXT: "date-from-text"}


def dates_to_check(pieces: Sequence[Piece]) -> tuple[Finding, ...]:
    """Gives the remarks about dates read in words.

    ``date-from-name`` and ``date-from-text`` (``day``, ``words``), or one ``dates-to-check`` (``n``) on the
    first of many. A date that the person gave or confirmed is settled; what is attached has the day of
    its mail, and of what cannot be shown something else is asked first. Without the words that say a
    date there is nothing to hold it against.
    """
    doubtful = [
        piece
        for piece in pieces
        if piece.shown
        and piece.parent is None
        and piece.state is not State.PLACEHOLDER
        and piece.moment.source in _CODES
        and piece.moment.known
        and piece.moment.evidence
    ]
    if len(doubtful) > SEVERAL:
        return (note("dates-to-check", n=len(doubtful)).of(doubtful[0].id),)
    return tuple(_asked(piece) for piece in doubtful)


def _asked(piece: Piece) -> Finding:
    at, code = piece.moment.at, _CODES[piece.moment.source]
    day = at.date().isoformat() if at is not None else ""
    if code == "date-from-name":
        return note(code, day=day).of(piece.id)
    return note(code, day=day, words=piece.moment.evidence).of(piece.id)
