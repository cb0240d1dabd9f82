"""Which days of a conversation are shown."""

from dataclasses import replace
from datetime import date, datetime, time, tzinfo

from dossier.basis.clock import zone_named
from dossier.basis.errors import UsageError
from dossier.model.body import Body, FlowBody
from dossier.model.chat_days import chat_days, is_chat
from dossier.model.commands.done import Done, changed, done, found
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.moment import Moment, Precision, Source
from dossier.model.piece import Piece


def cut_chat(dossier: Dossier, piece: PieceId, *, since: date | None, until: date | None) -> Done:
    """Shows only some days of a conversation, both ends included; what is cut stays in the original.

    The piece's date follows, unless the person gave it: a date before the first message shown would
    say that something is to be read there.

    Args:
        dossier: The dispute.
        piece: Which piece.
        since: The first day to show; None shows it from its beginning.
        until: The last day to show; None shows it to its end. The caller knows whether anything was
            said between them.

    Raises:
        UsageError: ``no-such-piece``; ``not-a-chat``; ``no-such-days``, the end is before the beginning.
    """
    one = found(dossier, piece)
    if not is_chat(one):
        raise UsageError("not-a-chat", title=one.title)
    if since is not None and until is not None and until < since:
        raise UsageError("no-such-days")
    bodies = tuple(_cut(body, since, until) for body in one.bodies)
    dated = _dated(one, since, until, zone_named(dossier.zone))
    after = changed(dossier, [piece], lambda _: replace(dated, bodies=bodies))
    return done(after, "cut-chat", key=f"days:{piece}", title=one.title)


def _cut(body: Body, since: date | None, until: date | None) -> Body:
    return replace(body, since=since, until=until) if isinstance(body, FlowBody) else body


def _dated(piece: Piece, since: date | None, until: date | None, zone: tzinfo) -> Piece:
    """Gives the piece the date of what is shown; the date of the whole waits among the alternatives."""
    if not _is_span(piece.moment):
        return piece
    whole = _whole(piece, zone)
    rest = tuple(one for one in piece.alternatives if one != whole)
    shown = _between(whole, since, until, zone)
    if shown == whole:
        return replace(piece, moment=whole, alternatives=rest)
    return replace(piece, moment=shown, alternatives=(whole, *rest))


def _is_span(moment: Moment) -> bool:
    return moment.source is Source.CHAT and moment.precision is Precision.RANGE


def _whole(piece: Piece, zone: tzinfo) -> Moment:
    """Finds the span of which the piece's own is what the days chosen so far leave."""
    since, until = chat_days(piece)
    spans = (one for one in piece.alternatives if _is_span(one) and one != piece.moment)
    return next((one for one in spans if _between(one, since, until, zone) == piece.moment), piece.moment)


def _between(whole: Moment, since: date | None, until: date | None, zone: tzinfo) -> Moment:
    """Narrows a span to days; outside of it nothing is narrowed, for nobody knows then.

    The words that date the whole are of messages that may be cut: they do not follow.
    """
    begin, end = whole.begin(zone), whole.end(zone)
    if begin is None or end is None:
        return whole
    first = max(begin.date(), since or begin.date())
    last = min(end.date(), until or end.date())
    if first > last or (first, last) == (begin.date(), end.date()):
        return whole
    return replace(
        whole, at=datetime.combine(first, time()), until=datetime.combine(last, time()), evidence=""
    )
