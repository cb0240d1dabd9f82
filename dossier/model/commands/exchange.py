"""The date of several mails that are one proof: from the first of them to the last."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, tzinfo
from typing import Final

from dossier.model.moment import Moment, Precision, Source
from dossier.model.piece import MailHeader, Piece

_EVIDENCE_CHARS: Final = 99
"""Of each end, so that both are within what a date's evidence holds."""


def whole_moment(pieces: Sequence[Piece], *, zone: tzinfo) -> Moment:
    """Dates pieces that become one: as the first of them, but mails from the first to the last.

    The first one's own date stays where the person gave it, and where it is not certain of two mails
    when they were sent.

    Args:
        pieces: All of them, in their order.
        zone: The dossier's, in which days are counted.
    """
    own = pieces[0].moment
    known = [piece.moment for piece in pieces if piece.moment.known]
    unsure = len(known) < 2 or any(one.precision is Precision.ABOUT for one in known)
    if own.source is Source.USER or unsure or not all(map(_is_mail, pieces)):
        return own
    first = min(known, key=lambda one: one.sort_key(zone))
    last = max(known, key=lambda one: _last(one, zone).astimezone(UTC))
    begin, end = _ends(first, last, zone)
    if begin == end:
        return own
    words = " – ".join(one.evidence[:_EVIDENCE_CHARS] for one in (first, last) if one.evidence)
    source = own.source if own.known else Source.MAIL_DATE
    return Moment(precision=Precision.RANGE, at=begin, until=end, source=source, evidence=words)


def first_moment(first: Piece, whole: Piece) -> Moment:
    """Dates the first of pieces that were one: as the whole, unless that has the date of several mails."""
    spans_mails = isinstance(first.preface, MailHeader) and whole.moment.source is not Source.USER
    return first.moment if spans_mails else whole.moment


def _is_mail(piece: Piece) -> bool:
    return all(isinstance(one.preface, MailHeader) for one in piece.parts or (piece,))


def _ends(first: Moment, last: Moment, zone: tzinfo) -> tuple[datetime, datetime]:
    """Gives both ends as instants when both are, else as days."""
    begin, end = first.at, last.until or last.at
    if begin and end and first.has_clock and last.has_clock and begin.tzinfo and end.tzinfo:
        return begin, end
    days = (_first(first, zone).date(), _last(last, zone).date())
    return datetime.combine(days[0], time()), datetime.combine(days[1], time())


def _first(moment: Moment, zone: tzinfo) -> datetime:
    return moment.begin(zone) or datetime.max.replace(tzinfo=UTC)


def _last(moment: Moment, zone: tzinfo) -> datetime:
    return moment.end(zone) or _first(moment, zone)
