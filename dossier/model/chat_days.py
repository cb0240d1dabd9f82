"""Which days of a conversation a piece shows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, tzinfo
from typing import Final

from dossier.model.body import FlowBody
from dossier.model.finding import Finding, note
from dossier.model.flow import wall_clock
from dossier.model.ids import PieceId
from dossier.model.piece import FileKind, Original, Piece

DAYS_OF: Final = "days"
"""The parameter of a remark that counts something by day."""

_DAY_COUNT: Final = re.compile(r"(\d{4}-\d\d-\d\d)=(\d{1,9})")

Days = tuple[date | None, date | None]
"""The first and the last day shown, each None when nothing is cut there."""


def is_chat(piece: Piece) -> bool:
    """Tells whether a piece holds a conversation whose days can be chosen."""
    chats = any(original.kind is FileKind.CHAT for original in piece.originals)
    return chats and any(isinstance(body, FlowBody) for body in piece.bodies)


def chat_days(piece: Piece) -> Days:
    """Gives the first and the last day shown of a conversation, each None when it is not cut there."""
    cuts = ((body.since, body.until) for body in piece.bodies if isinstance(body, FlowBody))
    return next((days for days in cuts if days != (None, None)), (None, None))


def files_told(piece: Piece, zone: tzinfo) -> tuple[Original, ...]:
    """Lists the files of a piece of which its reader may know: not what was sent on days cut away."""
    days = chat_days(piece)
    return tuple(file for file in piece.originals if _sent_between(file, days, zone))


def cut_away(pieces: Iterable[Piece], zone: tzinfo) -> frozenset[PieceId]:
    """Finds the pieces that were sent in a conversation on days cut away only; nobody is told of them."""
    known = {piece.id: piece for piece in pieces}
    cut = {key: days for key, piece in known.items() if (days := chat_days(piece)) != (None, None)}
    return frozenset(
        piece.id
        for piece in known.values()
        if piece.parent in cut
        and piece.originals
        and not all(_sent_between(file, cut[piece.parent], zone) for file in piece.originals)
    )


def _sent_between(file: Original, days: Days, zone: tzinfo) -> bool:
    if file.sent is None or days == (None, None):
        return True
    since, until = days
    clocks = (wall_clock(at, zone) for at in file.sent)
    sent = (at.date() for at in clocks if at is not None)
    return any((since or day) <= day <= (until or day) for day in sent)


def counts_by_day(counts: Mapping[str, int]) -> str:
    """Writes down how many of something each day has, for ``counted_in``: "2026-03-12=2 2026-03-14=1"."""
    return " ".join(f"{day}={counts[day]}" for day in sorted(counts))


def counted_in(finding: Finding, days: Days) -> Finding | None:
    """Gives a remark that counts by day as it holds for the days shown; None when nothing is left of it.

    Of the days cut away nothing stays in it, not even how many there are.
    """
    if DAYS_OF not in finding.params:
        return finding
    since, until = (day.isoformat() if day else None for day in days)
    counts = _DAY_COUNT.findall(str(finding.params[DAYS_OF]))
    n = sum(int(count) for day, count in counts if (since or day) <= day <= (until or day))
    rest = {name: value for name, value in finding.params.items() if name != DAYS_OF}
    return replace(finding, params=rest | {"n": n}) if n else None


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
