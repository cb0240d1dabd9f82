"""The day of the payment, only where a paper says it of this payment."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, tzinfo
from typing import Final

from dossier.intake.dates.words import compose, fold, numeric_order, written_dates
from dossier.intake.facts.numbers import LOOKED_AT_CHARS
from dossier.model.moment import Precision
from dossier.model.piece import Piece
from dossier.model.proposal import Proposal
from dossier.recipients.fitting import amount_pattern

_KEY: Final = "date.payment"
_PAID: Final = re.compile(r"\b(?:payee?|reglee?|acquittee?|paid|betaald|bezahlt)(?: (?:le|on|op|am))? ?:? ?$")
_PAID_CHARS: Final = 24
_RECEIPT: Final = re.compile(
    r"\b(?:recu|receipt|ticket de caisse|ticket de carte|quittance|kassenbon|betaalbewijs)\b"
)
_CARD: Final = re.compile(r"\b(?:carte|cb|card|visa|mastercard|maestro|bancontact|kaart|karte)\b")
_SHORT_DAY: Final = re.compile(r"(?<![\d/.-])(\d{2})[/.](\d{2})(?:[/.](\d{4}|\d{2}))?(?![\d/])(?!\.\d)")


def payment_proposals(pieces: Sequence[Piece], zone: tzinfo, *, cents: int | None) -> Iterator[Proposal]:
    """Proposes the day of the payment, the most certain paper first; nothing when no paper says it.

    The day of a statement is the day when it was closed, never the payment's.

    Args:
        pieces: What is shown of orders and payments, the earliest first.
        zone: In which days are counted.
        cents: What the contract cost, in hundredths; None when that is not known.
    """
    said = (*_bills(pieces), *_card_lines(pieces, zone, cents), *_receipts(pieces, zone, cents))
    yield from said[:1]


def _bills(pieces: Sequence[Piece]) -> Iterator[Proposal]:
    """Finds "payé le 2 mars 2026"."""
    for piece in pieces:
        order = numeric_order(fold(compose(piece.text[:LOOKED_AT_CHARS])), english=False)
        for line in _lines(piece):
            folded = fold(line)
            for found in written_dates(folded, order=order):
                before = folded[max(0, found.start - _PAID_CHARS) : found.start]
                if _PAID.search(before) and found.precision is not Precision.MONTH and found.other is None:
                    yield _proposal(piece, found.at.date(), line)


def _card_lines(pieces: Sequence[Piece], zone: tzinfo, cents: int | None) -> Iterator[Proposal]:
    """Finds the one line of a statement that takes the price from a card; of several none is certain."""
    if not cents:
        return
    amount = amount_pattern(cents)
    found = [
        (piece, line, day)
        for piece in pieces
        if piece.rubric == "payment"
        for line in _lines(piece)
        if _CARD.search(fold(line)) and amount.search(line)
        for day in _day_in(line, piece.moment.begin(zone))
    ]
    if len({day for _, _, day in found}) == 1:
        piece, line, day = found[0]
        yield _proposal(piece, day, line)


def _receipts(pieces: Sequence[Piece], zone: tzinfo, cents: int | None) -> Iterator[Proposal]:
    """Takes a receipt's own day, when its words do not name another amount alone."""
    for piece in pieces:
        begin = piece.moment.begin(zone)
        exact = piece.moment.precision in (Precision.SECOND, Precision.MINUTE, Precision.DAY)
        named = not cents or not piece.text or bool(amount_pattern(cents).search(piece.text))
        if piece.rubric == "payment" and _RECEIPT.search(fold(piece.title)) and begin and exact and named:
            yield _proposal(piece, begin.date(), "")


def _day_in(line: str, closed: datetime | None) -> Iterator[date]:
    """Gives the earliest day of a line; one without its year lies before the statement was closed."""
    days = []
    for day, month, year in (found.groups() for found in _SHORT_DAY.finditer(line)):
        if year is None and closed is None:
            continue
        years = [int(year) + (2000 if len(year) == len("26") else 0)] if year else _years_of(closed)
        read = [made for one in years if (made := _made(one, int(month), int(day))) is not None]
        days.extend([one for one in read if closed is None or one <= closed.date()][:1])
    yield from sorted(days)[:1]


def _years_of(closed: datetime | None) -> list[int]:
    return [] if closed is None else [closed.year, closed.year - 1]


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # figures that are no day
        return None


def _lines(piece: Piece) -> list[str]:
    return compose(piece.text[:LOOKED_AT_CHARS]).splitlines()


def _proposal(piece: Piece, day: date, line: str) -> Proposal:
    return Proposal(key=_KEY, value=day.isoformat(), piece=piece.id, words=" ".join(line.split()))
