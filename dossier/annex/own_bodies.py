"""What we lay out for a piece that has nothing to be drawn: its note, or a page that names its file."""

from datetime import tzinfo

from babel.dates import format_date

from dossier.basis.assets import Assets
from dossier.basis.clock import zone_named
from dossier.basis.codec import to_json
from dossier.model.body import FlowBody
from dossier.model.flow import Block, Field, Fields, Flow, Heading, Notice, Paragraph
from dossier.model.moment import Moment, Precision
from dossier.model.piece import Event, Piece
from dossier.texts.catalogue import Texts
from dossier.texts.dates import clock, full_instant, long_day, long_month


def own_body(piece: Piece, assets: Assets, texts: Texts, zone: str) -> FlowBody:
    """Lays a piece out that has no body of its own, and keeps that."""
    if piece.event is not None and not piece.originals:
        return FlowBody(asset=assets.put(to_json(event_flow(piece, piece.event, texts, zone_named(zone)))))
    return FlowBody(asset=assets.put(to_json(placeholder_flow(piece, texts))))


def placeholder_flow(piece: Piece, texts: Texts) -> Flow:
    """Names the files of a piece that cannot be shown."""
    files = tuple(
        Fields(
            rows=(
                Field(label="file", text=original.name, strong=True),
                Field(label="size", text=texts.size(original.size)),
                Field(label="sha256", text=original.digest or "—"),
            )
        )
        for original in piece.originals
    )
    return Flow(blocks=(Heading(text=piece.title), Notice(code="placeholder", params={}), *files))


def event_flow(piece: Piece, event: Event, texts: Texts, zone: tzinfo) -> Flow:
    """Lays out what the person noted down, and says that it is a note."""
    rows = [Field(label="date", text=long_moment(texts, piece.moment, zone), strong=True)]
    if event.who.strip():
        rows.append(Field(label="event-with", text=event.who.strip()))
    blocks: list[Block] = [
        Heading(text=piece.title),
        Fields(rows=tuple(rows)),
        Notice(code="event", params={}),
    ]
    blocks.extend(Paragraph(text=part.strip()) for part in event.what.split("\n") if part.strip())
    if piece.proves.strip():
        blocks.append(Heading(text=texts.say("annex.proves"), level=3))
        blocks.append(Paragraph(text=piece.proves.strip()))
    return Flow(blocks=tuple(blocks))


def long_moment(texts: Texts, moment: Moment, zone: tzinfo) -> str:
    """Writes a moment out: "jeudi 12 mars 2026 à 14:30", "mars 2026", "du 2 mars 2026 au 4 mars 2026"."""
    begin, at = moment.begin(zone), moment.at
    if begin is None or at is None:
        return texts.say("date.unknown")
    day = long_day(texts, begin.date())
    match moment.precision:
        case Precision.MONTH:
            return long_month(texts, begin.date())
        case Precision.YEAR:
            return str(begin.year)
        case Precision.ABOUT:
            return texts.say("date.about", day=day)
        case Precision.RANGE:
            end = moment.end(zone)
            if end is None or end.date() == begin.date():
                return day
            return texts.say("annex.period", first=day, last=long_day(texts, end.date()))
        case Precision.DAY:
            return _weekday(texts, moment, zone)
        case _ if at.utcoffset() not in (None, begin.utcoffset()):
            return full_instant(texts, at, zone)
        case _:
            said = clock(texts, begin, seconds=moment.precision is Precision.SECOND)
            return texts.say("date.instant", day=_weekday(texts, moment, zone), clock=said)


def _weekday(texts: Texts, moment: Moment, zone: tzinfo) -> str:
    begin = moment.begin(zone)
    assert begin is not None
    return format_date(begin, "EEEE", locale=texts.locale) + " " + long_day(texts, begin.date())
