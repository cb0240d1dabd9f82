"""Remarks about pieces beside each other, made anew from the dossier, so that every edit settles them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, tzinfo
from typing import Final

from dossier.basis import limits
from dossier.basis.clock import zone_named
from dossier.model.body import PdfBody
from dossier.model.chat_days import chat_remarks
from dossier.model.date_watch import dates_to_check
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding, note, warning
from dossier.model.ids import PieceId, RubricId
from dossier.model.piece import Piece

LONG_TERMS_PAGES: Final = 12
"""From so many on, the reader is better served by the clauses that matter."""

_TERMS: Final = RubricId("terms")
_ORDER: Final = RubricId("order")


def watched(dossier: Dossier) -> tuple[Finding, ...]:
    """Gives what the dossier as it stands asks to be seen to.

    ``terms-after-order``: all general terms that it holds are younger than the order, with both days
    (``day``, ``order_day``), the order's ``title`` and its id (``of``). ``long-terms``: general terms of
    many pages (``n``) that are all to be printed. ``chat-extract``: a conversation of which some days are
    shown (``since``, ``until``). ``search-cut``: more words than are searched (``n``). And what
    ``dates_to_check`` asks.
    """
    shown = {piece.id: piece for piece in dossier.pieces if piece.shown}
    terms = [piece for piece in shown.values() if piece.rubric == _TERMS]
    late = _late(dossier, terms, shown) if terms else ()
    seen_to = (*late, *_long(terms), *chat_remarks(shown.values()), *dates_to_check(dossier.pieces))
    return (*seen_to, *_beyond_search(shown.values()))


def _late(dossier: Dossier, terms: Sequence[Piece], shown: dict[PieceId, Piece]) -> Iterator[Finding]:
    """Tells of terms younger than the order, unless older ones stand there, or some of an unknown day."""
    zone = zone_named(dossier.zone)
    orders = [(day, piece) for piece in shown.values() if (day := _order_day(piece, zone)) is not None]
    days = [_held_since(piece, shown, zone) for piece in terms]
    if not orders:
        return
    ordered, order = min(orders, key=lambda one: one[0])
    if any(day is None or day <= ordered for day in days):
        return
    for piece, day in zip(terms, days, strict=True):
        if day is not None:
            said = warning(
                "terms-after-order",
                day=day.isoformat(),
                order_day=ordered.isoformat(),
                of=order.id,
                title=order.title,
            )
            yield said.of(piece.id)


def _order_day(piece: Piece, zone: tzinfo) -> date | None:
    """Gives the last day on which an order can have been made, for a month or a span its end."""
    if piece.rubric != _ORDER or piece.parent is not None:
        return None
    last = piece.moment.end(zone) or piece.moment.begin(zone)
    return last.date() if last is not None else None


def _held_since(piece: Piece, shown: dict[PieceId, Piece], zone: tzinfo) -> date | None:
    """Gives the day since when the consumer has had a piece: what came with a mail came on its day."""
    holder = shown.get(piece.parent, piece) if piece.parent is not None else piece
    begin = holder.moment.begin(zone) or piece.moment.begin(zone)
    return begin.date() if begin is not None else None


def _long(terms: Sequence[Piece]) -> Iterator[Finding]:
    for piece in terms:
        documents = [body for body in piece.bodies if isinstance(body, PdfBody)]
        pages = sum(body.pages for body in documents)
        if pages >= LONG_TERMS_PAGES and all(body.chosen is None for body in documents):
            yield note("long-terms", n=pages).of(piece.id)


def _beyond_search(shown: Iterable[Piece]) -> Iterator[Finding]:
    for piece in shown:
        if not piece.parts and len(piece.text) >= limits.TEXT_CHARS:
            yield note("search-cut", n=limits.TEXT_CHARS).of(piece.id)
