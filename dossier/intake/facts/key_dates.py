"""Days that matter, as the pieces say them; nothing where no piece says it for certain."""

import re
from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import Final

from dossier.intake.dates.words import compose, fold, numeric_order
from dossier.intake.facts.complaints import Day, complaint_days
from dossier.intake.facts.phrases import (
    CAME_BACK,
    CONDITION,
    DELIVERED,
    INVOICE,
    MEDIATION,
    NOT_YET,
    NOTICE,
    ORDERED,
    PARTLY,
    POSTED,
    WITHDRAWS,
)
from dossier.intake.facts.said import Said, day_of, days_in, said_in
from dossier.intake.facts.sides import Sides, sides_of
from dossier.model.dossier import Dossier
from dossier.model.facts import Milestone
from dossier.model.moment import Source
from dossier.model.piece import Capture, Piece
from dossier.model.proposal import Proposal

_SAID_CHARS: Final = 4_000
_BEFORE_CHARS: Final = 60
_OWN: Final = ("correspondence", "complaint", "return")


def date_proposals(dossier: Dossier, pieces: Sequence[Piece], zone: tzinfo) -> Iterator[Proposal]:
    """Proposes the days of milestones, each with the piece that proves it.

    Args:
        dossier: The dispute, for who is who.
        pieces: Its shown pieces, the earliest first.
        zone: In which days are counted.
    """
    sides = sides_of(dossier)
    said = [one for piece in pieces for one in said_in(piece, zone)]
    found = {
        Milestone.CONTRACT: _ordered(pieces, zone),
        Milestone.RECEIPT: _earliest(day for piece in pieces for day in _delivered(piece, zone)),
        Milestone.RETURN: _earliest(day for one in said for day in _returned(one, sides)),
        Milestone.WITHDRAWAL: _earliest(day for one in said for day in _withdrawn(one, sides)),
        **complaint_days(said, sides),
        Milestone.NOTICE: _earliest(day for one in said for day in _noticed(one, sides)),
        Milestone.MEDIATION: _earliest(day for one in said for day in _referred(one, sides)),
    }
    for milestone, told in found.items():
        if told:
            piece, day, words = told
            yield Proposal(key=f"date.{milestone}", value=day.isoformat(), piece=piece.id, words=words)


def _earliest(days: Iterator[Day]) -> Day | None:
    return min(days, key=lambda told: told[1], default=None)


def _ordered(pieces: Sequence[Piece], zone: tzinfo) -> Day | None:
    """Takes the day that papers of the order write; a bill's own day is not the order's.

    When they write several days none is certain.
    """
    orders = [piece for piece in pieces if piece.rubric == "order"]
    written = [day for piece in orders for day in _labelled(piece, ORDERED)]
    if len({day for _, day, _ in written}) > 1:
        return None
    own = (
        (piece, day, "")
        for piece in orders
        if (day := day_of(piece, zone)) and not INVOICE.search(piece.title)
    )
    return next(iter(written), None) or next(own, None)


def _labelled(piece: Piece, label: re.Pattern[str]) -> Iterator[Day]:
    """Gives the days that stand right behind a label."""
    text = compose(piece.text[:_SAID_CHARS])
    order = numeric_order(fold(text), english=False)
    for line in text.splitlines():
        for place, day in days_in(line, order):
            if label.search(line[: place.start]):
                yield piece, day, _short(line)


def _delivered(piece: Piece, zone: tzinfo) -> Iterator[Day]:
    """Gives the day beside the words that say it, else the day of the mail or paper that says it.

    The day of a page is when it was saved or printed.
    """
    if piece.rubric != "delivery":
        return
    text = compose(f"{piece.title}\n{piece.text[:_SAID_CHARS]}")
    order = numeric_order(fold(text), english=False)
    lines = [line for line in text.splitlines() if line.strip()]
    own = (
        None
        if isinstance(piece.preface, Capture) or piece.moment.source is Source.WEB_CAPTURE
        else day_of(piece, zone)
    )
    for number, line in enumerate(lines):
        found = DELIVERED.search(line)
        if found is None or NOT_YET.search(line[: found.start()]) or PARTLY.search(line):
            continue
        alone = len(line.split()) <= len(("Colis", "livré"))
        beside = f"{line} {lines[number + 1]}" if alone and number + 1 < len(lines) else line
        written = [day for _, day in days_in(beside, order)]
        if written:
            yield piece, written[-1] if alone else written[0], _short(beside)
        elif own is not None:
            yield piece, own, ""


def _returned(one: Said, sides: Sides) -> Iterator[Day]:
    """Gives the day of a posting slip, or of the trader's word that it came back."""
    if one.piece.rubric != "return" or one.day is None:
        return
    title = one.piece.title if one.main else ""
    slip = not one.sender and POSTED.search(f"{title}\n{one.words[:_SAID_CHARS]}")
    back = CAME_BACK.search(one.words) if one.sender and not sides.is_own(one.sender) else None
    waits = back and CONDITION.search(one.words[max(0, back.start() - _BEFORE_CHARS) : back.start()])
    if slip or (back and not waits):
        yield one.piece, one.day, ""


def _withdrawn(one: Said, sides: Sides) -> Iterator[Day]:
    """Gives the day on which the consumer withdrew; what the trader publishes about it is not that."""
    mine = sides.is_own(one.sender) or not sides.trader.wrote(one.sender)
    if one.day and one.piece.rubric in _OWN and mine and WITHDRAWS.search(_with_title(one)):
        yield one.piece, one.day, ""


def _noticed(one: Said, sides: Sides) -> Iterator[Day]:
    letter = one.piece.rubric == "complaint" and not sides.trader.wrote(one.sender)
    if letter and one.day and (one.main or sides.is_own(one.sender)) and NOTICE.search(one.piece.title):
        yield one.piece, one.day, ""


def _referred(one: Said, sides: Sides) -> Iterator[Day]:
    theirs = bool(MEDIATION.search(one.sender)) and not sides.is_own(one.sender)
    if one.piece.rubric == "amicable" and one.day and not theirs and MEDIATION.search(one.piece.title):
        yield one.piece, one.day, ""


def _with_title(one: Said) -> str:
    return f"{one.piece.title if one.main else ''}\n{one.words[:_SAID_CHARS]}"


def _short(line: str) -> str:
    return " ".join(line.split())
