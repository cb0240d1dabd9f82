"""Dates that a person should look at once: written for another purpose, or by a clock that seems wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from itertools import takewhile
from typing import Final

from dossier.model.finding import Finding, note, warning
from dossier.model.ids import PieceId
from dossier.model.moment import Source
from dossier.model.piece import Piece, State

SEVERAL: Final = 3
"""Up to so many dates are asked about one by one; of more there is one remark, which leads to the first."""

_YEARS: Final = timedelta(days=2 * 365)
"""Before all that is younger: from then on a clock that was set back is as likely as an old photo."""

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


def dates_far_before(pieces: Sequence[Piece], zone: tzinfo) -> tuple[Finding, ...]:
    """Warns of photographs that a camera dates years before everything else: its clock was set back.

    ``date-far-before`` (``day``, and ``other``, the first day of what follows), or one ``dates-far-before``
    (``n``, ``other``) on the first of many. A date that the person gave or confirmed is settled, and so
    is an old photograph beside an old paper.
    """
    photos, following = _far_before(pieces, zone)
    if following is None:
        return ()
    other = following.date().isoformat()
    if len(photos) > SEVERAL:
        return (warning("dates-far-before", n=len(photos), other=other).of(photos[0][1].id),)
    return tuple(
        warning("date-far-before", day=begin.date().isoformat(), other=other).of(piece.id)
        for begin, piece in photos
    )


def doubted(pieces: Iterable[Piece], zone: tzinfo) -> frozenset[PieceId]:
    """Tells which pieces have a date that nobody may call sure: all those ``dates_far_before`` asks about."""
    photos, _ = _far_before(pieces, zone)
    return frozenset(piece.id for _, piece in photos)


def _far_before(
    pieces: Iterable[Piece], zone: tzinfo
) -> tuple[Sequence[tuple[datetime, Piece]], datetime | None]:
    """Gives the photographs that a camera dates too early, and when what follows them begins."""
    dated = [
        (begin, piece)
        for piece in pieces
        if piece.shown and piece.parent is None and (begin := _begin(piece, zone)) is not None
    ]
    dated.sort(key=lambda one: one[0])
    photos = list(takewhile(lambda one: one[1].moment.source is Source.EXIF, dated))
    cuts = [place for place in range(1, len(dated)) if dated[place][0] - dated[place - 1][0] >= _YEARS]
    far = next((place for place in reversed(cuts) if place <= len(photos)), 0)
    return (photos[:far], dated[far][0]) if far else ((), None)


def clocks_together(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Makes one ``undated-clocks-unset`` (``n``), on the first, of many ``undated-clock-unset``."""
    alone = "undated-clock-unset"
    unset = [one for one in findings if one.code == alone]
    if len(unset) <= SEVERAL:
        return tuple(findings)
    first = unset[0]
    params = {"file": first.params["file"], "n": len(unset)}
    together = replace(first, code="undated-clocks-unset", params=params)
    return tuple(together if one is first else one for one in findings if one is first or one.code != alone)


def _begin(piece: Piece, zone: tzinfo) -> datetime | None:
    begin = piece.moment.begin(zone)
    return begin.replace(tzinfo=None) if begin is not None else None
