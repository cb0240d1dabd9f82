"""The chronology: every dated piece in one run, whatever its rubric."""

from datetime import datetime, tzinfo

from dossier.annex.layout import LEFT_PT, RIGHT_PT, OwnPage, Row, piece_anchor, run_over_pages
from dossier.annex.order import Entry, Order
from dossier.annex.pages.lists import PAGE_COLUMN_PT, head_row, listed_row, prose_rows, title_row
from dossier.model.moment import Moment, Precision, Source
from dossier.model.plan import PageKind
from dossier.press.fonts import Face
from dossier.press.ink import INK, SOFT
from dossier.texts.catalogue import Texts
from dossier.texts.dates import clock, offset, short_day

DATE_X = LEFT_PT + 4
TIME_X = LEFT_PT + 78
NUMBER_X = LEFT_PT + 118
TITLE_X = LEFT_PT + 158
TITLE_WIDTH = RIGHT_PT - PAGE_COLUMN_PT - TITLE_X


def chronology_pages(order: Order, texts: Texts) -> list[OwnPage]:
    """Lays the chronology out; none when no piece has a date."""
    dated = sorted(
        (entry for entry in order.entries if entry.moment.known),
        key=lambda entry: entry.moment.sort_key(order.zone),
    )
    if not dated:
        return []
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
        texts.say("annex.column_page"),
    )
    first = (title_row(texts.say("annex.chronology"), under_pt=10), *prose_rows(" ".join(said)), head)
    rows = [_row(entry, order.zone, texts) for entry in dated]
    return run_over_pages(PageKind.CHRONOLOGY, rows, first=first, following=(head,))


def _row(entry: Entry, zone: tzinfo, texts: Texts) -> Row:
    moment = entry.moment
    begin = moment.begin(zone)
    time = clock(texts, begin) if begin is not None and moment.has_clock else ""
    return listed_row(
        (
            (DATE_X, TIME_X - DATE_X - 4, entry.day, Face.REGULAR, 9.2, INK),
            (TIME_X, NUMBER_X - TIME_X - 4, time, Face.REGULAR, 9.2, SOFT),
            (NUMBER_X, TITLE_X - NUMBER_X - 4, entry.number, Face.BOLD, 10, INK),
            (TITLE_X, TITLE_WIDTH, entry.title, Face.REGULAR, 10, INK),
        ),
        anchor=piece_anchor(entry.piece.id),
        under=tuple(_remarks(moment, begin, texts)),
        under_x_pt=TITLE_X,
    )


def _remarks(moment: Moment, begin: datetime | None, texts: Texts) -> list[str]:
    """Says what a reader must know of the date: its own clock elsewhere, or a weak source."""
    remarks = []
    at = moment.at
    elsewhere = at is not None and begin is not None and at.utcoffset() not in (None, begin.utcoffset())
    # An offset of zero is what many servers write whatever their clock: it says nothing of a place.
    if at is not None and elsewhere and at.utcoffset() and moment.precision is not Precision.RANGE:
        own = f"{short_day(texts, at.date())} {clock(texts, at)}"
        remarks.append(texts.say("annex.own_clock", at=own, offset=offset(at)))
    if moment.source is Source.MAIL_RECEIVED:
        remarks.append(texts.say("annex.received_only"))
    if moment.source is Source.FILE_NAME:
        remarks.append(texts.say("annex.from_name"))
    return remarks
