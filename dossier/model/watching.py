"""Remarks about pieces beside each other, made anew from the dossier, so that every edit settles them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, tzinfo
from typing import Final

from dossier.basis import limits
from dossier.basis.clock import zone_named
from dossier.model.body import PdfBody
from dossier.model.chat_days import chat_remarks
from dossier.model.date_watch import dates_far_before, dates_to_check
from dossier.model.dossier import Dossier
from dossier.model.facts import Milestone
from dossier.model.finding import Finding, note, warning
from dossier.model.ids import PieceId, RubricId
from dossier.model.moment import Moment, Source
from dossier.model.piece import Piece

LONG_TERMS_PAGES: Final = 12
"""From so many on, the reader is better served by the clauses that matter."""

TERMS: Final = RubricId("terms")
_ORDER: Final = RubricId("order")

_SAID: Final = frozenset({Source.USER, Source.PAGE_TEXT})
"""Sources that may say of which day a version is; any other tells when it was saved or received."""


def watched(dossier: Dossier) -> tuple[Finding, ...]:
    """Gives what the dossier as it stands asks to be seen to.

    ``terms-after-order``: all general terms that it holds are younger than the order, with their title
    (``file``), both days (``day``, ``order_day``), the order's ``title`` and its id (``of``);
    ``terms-after-contract``: the same, beside the day that the person gave; ``terms-saved-after-order``,
    ``terms-saved-after-contract``: the same, where only the day of saving or receiving them is known.
    ``long-terms``: general terms of many pages (``n``) that are all to be printed. ``chat-extract``: a
    conversation of which some days are shown (``since``, ``until``). ``search-cut``: more words than are
    searched (``n``). And what ``dates_to_check`` and ``dates_far_before`` ask.
    """
    shown = {piece.id: piece for piece in dossier.pieces if piece.shown}
    terms = [piece for piece in shown.values() if piece.rubric == TERMS]
    late = terms_after_order(dossier, terms)
    far = dates_far_before(dossier.pieces, zone_named(dossier.zone))
    seen_to = (*late, *_long(terms), *chat_remarks(shown.values()), *far, *dates_to_check(dossier.pieces))
    return (*seen_to, *_beyond_search(shown.values()))


def terms_after_order(dossier: Dossier, terms: Sequence[Piece]) -> Iterator[Finding]:
    """Tells of terms younger than the order, unless older ones stand there, or some of an unknown day.

    Terms of which the person wrote why they hold are answered for.
    """
    zone = zone_named(dossier.zone)
    shown = {piece.id: piece for piece in dossier.pieces if piece.shown}
    ordered, order = _order(dossier, shown.values(), zone)
    moments = [_moment_of(piece, shown) for piece in terms]
    days = [begin.date() if (begin := moment.begin(zone)) is not None else None for moment in moments]
    if ordered is None or any(day is None or day <= ordered for day in days):
        return
    for piece, day, moment in zip(terms, days, moments, strict=True):
        if day is not None and not (piece.proves or piece.note):
            yield _late(piece, day, (ordered, order), said=moment.source in _SAID).of(piece.id)


def _order(dossier: Dossier, shown: Iterable[Piece], zone: tzinfo) -> tuple[date | None, Piece | None]:
    """Gives the day of the order and the piece that says it; the day that the person gave when it is later.

    A confirmation may come, with the terms, some days after the contract: what is doubtful is not late.
    """
    days = [(day, piece) for piece in shown if (day := _order_day(piece, zone)) is not None]
    first: list[tuple[date, Piece | None]] = [min(days, key=lambda one: one[0])] if days else []
    if (contract := dossier.facts.key_date(Milestone.CONTRACT)) is not None:
        first.append((contract.day, None))
    return max(first, key=lambda one: one[0], default=(None, None))


def _late(piece: Piece, day: date, beside: tuple[date, Piece | None], *, said: bool) -> Finding:
    ordered, order = beside
    days = {"file": piece.title, "day": day.isoformat(), "order_day": ordered.isoformat()}
    if order is None:
        return warning("terms-after-contract" if said else "terms-saved-after-contract", **days)
    code = "terms-after-order" if said else "terms-saved-after-order"
    return warning(code, **days, of=order.id, title=order.title)


def _order_day(piece: Piece, zone: tzinfo) -> date | None:
    """Gives the last day on which an order can have been made, for a month or a span its end."""
    if piece.rubric != _ORDER or piece.parent is not None:
        return None
    last = piece.moment.end(zone) or piece.moment.begin(zone)
    return last.date() if last is not None else None


def _moment_of(piece: Piece, shown: dict[PieceId, Piece]) -> Moment:
    """Gives the date of a piece, its version's or its capture's; what came with a mail came on its day."""
    holder = shown.get(piece.parent, piece) if piece.parent is not None else piece
    return holder.moment if holder.moment.known else piece.moment


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
