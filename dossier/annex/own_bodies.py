"""What we lay out for a piece that has nothing to be drawn: its note, or a page that names its file."""

from datetime import tzinfo

from dossier.annex.why_unshown import UNSAID
from dossier.basis.assets import Assets
from dossier.basis.clock import zone_named
from dossier.basis.codec import from_json, to_json
from dossier.model.body import FlowBody
from dossier.model.flow import Block, Field, Fields, Flow, Heading, Notice, Paragraph
from dossier.model.piece import Event, Piece
from dossier.texts.catalogue import Texts
from dossier.texts.dates import long_moment


def own_body(piece: Piece, assets: Assets, texts: Texts, *, zone: str, why: str = UNSAID) -> FlowBody:
    """Lays a piece out that has no body of its own, and keeps that.

    Args:
        piece: The piece.
        assets: Where it is kept.
        texts: The annex's language.
        zone: The dossier's.
        why: Of a file that cannot be shown, what ``why_unshown`` gave.
    """
    if piece.event is not None and not piece.originals:
        return FlowBody(asset=assets.put(to_json(event_flow(piece, piece.event, texts, zone_named(zone)))))
    return FlowBody(asset=assets.put(to_json(placeholder_flow(piece, texts, why))))


def media_body(piece: Piece, assets: Assets, texts: Texts) -> FlowBody:
    """Lays a sound or film out: its title, what intake kept of it, and what the person heard in it."""
    kept = [from_json(Flow, assets.read(body.asset)) for body in piece.bodies if isinstance(body, FlowBody)]
    blocks = (Heading(text=piece.title), *(block for flow in kept for block in flow.blocks))
    return FlowBody(asset=assets.put(to_json(Flow(blocks=(*blocks, *_transcript(piece, texts))))))


def _transcript(piece: Piece, texts: Texts) -> tuple[Block, ...]:
    if not piece.transcript.strip():
        return (Notice(code="transcript-none", params={}),)
    said = (Paragraph(text=part.strip()) for part in piece.transcript.split("\n") if part.strip())
    return (Heading(text=texts.say("annex.transcript"), level=3), *said)


def placeholder_flow(piece: Piece, texts: Texts, why: str) -> Flow:
    """Says why a piece cannot be shown, and names its files."""
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
    return Flow(blocks=(Heading(text=piece.title), Notice(code=why, params={}), *files))


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
