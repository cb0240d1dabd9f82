"""Which days of a conversation a piece shows."""

from collections.abc import Iterable
from datetime import date

from dossier.model.body import FlowBody
from dossier.model.finding import Finding, note
from dossier.model.piece import FileKind, Piece


def is_chat(piece: Piece) -> bool:
    """Tells whether a piece holds a conversation whose days can be chosen."""
    chats = any(original.kind is FileKind.CHAT for original in piece.originals)
    return chats and any(isinstance(body, FlowBody) for body in piece.bodies)


def chat_days(piece: Piece) -> tuple[date | None, date | None]:
    """Gives the first and the last day shown of a conversation, each None when it is not cut there."""
    cuts = ((body.since, body.until) for body in piece.bodies if isinstance(body, FlowBody))
    return next((days for days in cuts if days != (None, None)), (None, None))


def chat_remarks(pieces: Iterable[Piece]) -> tuple[Finding, ...]:
    """Says of each conversation that is cut which days are shown, as long as it is."""
    return tuple(_told(piece) for piece in pieces if chat_days(piece) != (None, None))


def _told(piece: Piece) -> Finding:
    since, until = chat_days(piece)
    if until is None:
        return note("chat-extract-since", since=str(since)).of(piece.id)
    if since is None:
        return note("chat-extract-until", until=str(until)).of(piece.id)
    return note("chat-extract", since=str(since), until=str(until)).of(piece.id)
