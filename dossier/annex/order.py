"""What the annex's own pages speak of: the numbered pieces in words, before pages are known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from dossier.model.body import FlowBody, PdfBody
from dossier.model.chat_days import files_told
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId, RubricId
from dossier.model.moment import Moment
from dossier.model.numbering import numbered
from dossier.model.piece import Original, Piece
from dossier.model.plan import one_line
from dossier.model.rubric import Rubric
from dossier.press.pdf_outcome import listed
from dossier.recipients.profile import Profile
from dossier.texts.catalogue import Texts
from dossier.texts.dates import short_day, short_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One piece of the annex in words.

    Attributes:
        piece: The piece.
        number: "4" or "4.1".
        label: "Pièce n° 4".
        title: As printed: the piece's, and which pages of it are shown when not all are.
        day: Its date as printed.
        files: Its files, as far as the reader is told of them.
        parent: The piece it is attached to.
        rubric: Where it stands; a child stands with its parent.
    """

    piece: Piece
    number: str
    label: str
    title: str
    day: str
    files: tuple[Original, ...]
    parent: PieceId | None
    rubric: RubricId

    @property
    def moment(self) -> Moment:
        """Its date."""
        return self.piece.moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One rubric of the annex with its entries, children behind their parents."""

    rubric: Rubric
    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The annex in words: everything that is decided before any page is made.

    Attributes:
        title: The dispute in one line.
        day: The day of the annex, the only clock.
        zone: The dossier's zone.
        sections: The rubrics that hold something, in order.
    """

    title: str
    day: date
    zone: tzinfo
    sections: tuple[Section, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries in annex order."""
        return tuple(entry for section in self.sections for entry in section.entries)


def order_of(dossier: Dossier, *, profile: Profile, texts: Texts, day: date, zone: tzinfo) -> Order:
    """Puts a dossier's shown pieces in order and in words."""
    entries = [
        Entry(
            piece=row.piece,
            number=row.number,
            label=profile.label(row.number, texts.language),
            title=printed_title(row.piece, texts),
            day=short_moment(texts, row.piece.moment, zone),
            files=files_told(row.piece, zone),
            parent=row.parent.id if row.parent else None,
            rubric=row.rubric,
        )
        for row in numbered(dossier, zone)
    ]
    return Order(
        title=one_line(dossier.title) or texts.say("annex.untitled"),
        day=day,
        zone=zone,
        sections=tuple(_sections(dossier, entries, texts)),
    )


def printed_title(piece: Piece, texts: Texts) -> str:
    """Gives a piece's title; a reader must know it when only some pages or days of it are shown."""
    found = extracts(piece)
    if not found:
        return piece.title
    if len(piece.bodies) > 1:
        return f"{piece.title} {texts.say('annex.extract_several')}"
    (body,) = found
    if isinstance(body, FlowBody):
        return f"{piece.title} {_days(body, texts)}"
    chosen = body.chosen or ()
    said = texts.say("annex.extract", n=len(chosen), pages=listed(chosen), of=body.pages)
    return f"{piece.title} {said}"


def extracts(piece: Piece) -> tuple[PdfBody | FlowBody, ...]:
    """Gives the documents of which the person chose to show some pages only, and chats cut to days."""
    documents = (body for body in piece.bodies if isinstance(body, PdfBody | FlowBody))
    return tuple(body for body in documents if _in_part(body))


def _in_part(body: PdfBody | FlowBody) -> bool:
    if isinstance(body, FlowBody):
        return body.since is not None or body.until is not None
    return body.chosen is not None and 0 < len(body.chosen) < body.pages


def _days(body: FlowBody, texts: Texts) -> str:
    since = "" if body.since is None else short_day(texts, body.since)
    until = "" if body.until is None else short_day(texts, body.until)
    if since and until:
        return texts.say("annex.extract_days", since=since, until=until)
    if since:
        return texts.say("annex.extract_since", since=since)
    return texts.say("annex.extract_until", until=until)


def _sections(dossier: Dossier, entries: Sequence[Entry], texts: Texts) -> list[Section]:
    sections = []
    for rubric in dossier.rubrics:
        inside = tuple(entry for entry in entries if entry.rubric == rubric.id)
        if inside:
            sections.append(Section(rubric=rubric, name=rubric.name(texts.language), entries=inside))
    return sections
