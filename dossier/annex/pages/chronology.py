"""The chronology: every dated piece in one run, whatever its rubric."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

from dossier.annex.layout import LEFT_PT, RIGHT_PT, OwnPage, Row, piece_anchor, run_over_pages
from dossier.annex.order import Entry, Order
from dossier.annex.pages.lists import (
    FAR_COLUMN_PT,
    PAGE_COLUMN_PT,
    Ref,
    head_row,
    listed_row,
    prose_rows,
    title_row,
)
from dossier.model.ids import PieceId
from dossier.model.moment import Moment, Precision, Source
from dossier.model.piece import FileKind
from dossier.model.plan import PageKind
from dossier.press.fonts import Face
from dossier.press.ink import INK, SOFT
from dossier.texts.catalogue import Texts
from dossier.texts.dates import clock, offset, short_day

DATE_X = LEFT_PT + 4
TIME_X = LEFT_PT + 78
NUMBER_X = LEFT_PT + 118
TITLE_X = LEFT_PT + 158

_TAKEN: Final = frozenset({FileKind.IMAGE, FileKind.MEDIA, FileKind.WEB})
"""What nobody sent: the clock is that of the device that took or saved it."""


@dataclass(frozen=True, slots=True)
class _Line:
    """How the lines of one chronology look: who stands in this file, and how wide a title may be."""

    here: Container[PieceId] | None
    linked: bool
    width_pt: float

    def ref(self, entry: Entry) -> Ref:
        if not self.linked:
            return Ref.NONE
        return Ref.HERE if self.here is None or entry.piece.id in self.here else Ref.ELSEWHERE


def chronology_pages(
    order: Order,
    texts: Texts,
    *,
    here: Container[PieceId] | None = None,
    linked: bool = True,
) -> list[OwnPage]:
    """Lays the chronology out; none when no piece has a date.

    Args:
        order: The annex in words, all files of it.
        texts: The annex's language.
        here: The pieces that stand in this file; None for all.
        linked: Whether pages are told; not when each piece has its own file.
    """
    dated = sorted(
        (entry for entry in order.entries if entry.moment.known),
        key=lambda entry: entry.moment.sort_key(order.zone),
    )
    if not dated:
        return []
    right = FAR_COLUMN_PT if here is not None else PAGE_COLUMN_PT
    line = _Line(here, linked, RIGHT_PT - right - TITLE_X)
    first, following = _heads(order, dated, texts, linked=linked)
    rows = [_row(entry, order.zone, texts, line) for entry in dated]
    return run_over_pages(PageKind.CHRONOLOGY, rows, first=first, following=following)


def _heads(
    order: Order, dated: Sequence[Entry], texts: Texts, *, linked: bool
) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Gives what stands on top of the first page and of each further one."""
    undated = len(order.entries) - len(dated)
    said = [texts.say("annex.chronology_zone", zone=str(order.zone))]
    if undated:
        said.append(texts.say("annex.chronology_undated", n=undated))
    head = head_row(
        (
            (DATE_X, texts.say("annex.column_date")),
            (TIME_X, texts.say("annex.column_time")),
            (NUMBER_X, texts.say("annex.column_number")),
            (TITLE_X, texts.say("annex.column_piece")),
        ),
        texts.say("annex.column_page") if linked else "",
    )
    first = (title_row(texts.say("annex.chronology"), under_pt=10), *prose_rows(" ".join(said)), head)
    return first, (head,)


def _row(entry: Entry, zone: tzinfo, texts: Texts, line: _Line) -> Row:
    moment = entry.moment
    begin = moment.begin(zone)
    time = clock(texts, begin) if begin is not None and moment.has_clock and _in_a_day(moment, zone) else ""
    return listed_row(
        (
            (DATE_X, TIME_X - DATE_X - 4, entry.day, Face.REGULAR, 9.2, INK),
            (TIME_X, NUMBER_X - TIME_X - 4, time, Face.REGULAR, 9.2, SOFT),
            (NUMBER_X, TITLE_X - NUMBER_X - 4, entry.number, Face.BOLD, 10, INK),
            (TITLE_X, line.width_pt, entry.title, Face.REGULAR, 10, INK),
        ),
        anchor=piece_anchor(entry.piece.id),
        ref=line.ref(entry),
        under=(*_holder(entry, texts), *_remarks(entry, begin, texts)),
        under_x_pt=TITLE_X,
    )


def _in_a_day(moment: Moment, zone: tzinfo) -> bool:
    """Tells whether it has one day: behind two, its first hour would read as that of the second."""
    begin, end = moment.begin(zone), moment.end(zone)
    return begin is None or end is None or begin.date() == end.date()


def _holder(entry: Entry, texts: Texts) -> tuple[str, ...]:
    """Says to what a piece is attached: by its own date it may stand far from it, or before it."""
    if entry.parent is None:
        return ()
    return (texts.say("annex.attached_to", label=entry.label.rpartition(".")[0]),)


def _remarks(entry: Entry, begin: datetime | None, texts: Texts) -> list[str]:
    """Says what a reader must know of the date: its own clock elsewhere, or a weak source."""
    remarks = []
    moment = entry.moment
    at = moment.at
    elsewhere = at is not None and begin is not None and at.utcoffset() not in (None, begin.utcoffset())
    # An offset of zero is what many servers write whatever their clock: only of a camera it says the place.
    placed = at is not None and (at.utcoffset() or moment.source is Source.EXIF)
    if at is not None and elsewhere and placed and moment.precision is not Precision.RANGE:
        whose = "device" if any(file.kind in _TAKEN for file in entry.piece.originals) else "own"
        own = f"{short_day(texts, at.date())} {clock(texts, at)}"
        remarks.append(texts.say(f"annex.{whose}_clock", at=own, offset=offset(at)))
    if moment.source is Source.MAIL_RECEIVED:
        remarks.append(texts.say("annex.received_only"))
    if moment.source is Source.FILE_NAME:
        remarks.append(texts.say("annex.from_name"))
    if moment.source is Source.WEB_CAPTURE:
        remarks.append(texts.say("annex.saved_day"))
    return remarks
