"""What the annex's own pages speak of: the numbered pieces in words, before pages are known."""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo

from dossier.annex.changes import Changes
from dossier.model.arrangement import Arrangement, OrderBy
from dossier.model.body import FlowBody, PdfBody
from dossier.model.chat_days import files_told
from dossier.model.date_watch import doubted
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId, RubricId
from dossier.model.moment import Moment
from dossier.model.numbering import Numbered, numbered, order_by
from dossier.model.piece import Original, Piece
from dossier.model.plan import one_line
from dossier.model.rounds import Scope
from dossier.model.rubric import OTHER
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
        rubric_name: What its rubric is called.
        kind: "Traduction", when it is one of its parent; else "".
        change: What became of it since the recipient got something; "" for nothing.
        doubted: Whether its date is doubted, and the person has not settled it.
    """

    piece: Piece
    number: str
    label: str
    title: str
    day: str
    files: tuple[Original, ...]
    parent: PieceId | None
    rubric: RubricId
    rubric_name: str
    kind: str = ""
    change: str = ""
    doubted: bool = False

    @property
    def moment(self) -> Moment:
        """Its date."""
        return self.piece.moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A run of entries, children behind their parents: one rubric of the annex, or all of it.

    Attributes:
        rubric: Which one; of an annex without rubrics, the first one's.
        name: What it is called; "" for an annex without rubrics.
        entries: What stands in it.
    """

    rubric: RubricId
    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The annex in words: everything that is decided before any page is made.

    Attributes:
        title: The dispute in one line.
        day: The day of the annex, the only clock.
        zone: The dossier's zone.
        sections: The rubrics that hold something, in order; one section when it has no rubrics.
        grouped: Whether it is divided into rubrics; else the rubric is a column of its lists.
        correspondence: The rubric that holds the one run of correspondence; None without one.
    """

    title: str
    day: date
    zone: tzinfo
    sections: tuple[Section, ...]
    grouped: bool = True
    correspondence: RubricId | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries in annex order."""
        return tuple(entry for section in self.sections for entry in section.entries)

    def holding(self, pieces: Container[PieceId], *, again: Callable[[str], str]) -> "Order":
        """Gives what of it stands in one of several files.

        Args:
            pieces: What stands there.
            again: Names a rubric that began in an earlier file.
        """
        sections = []
        for section in self.sections:
            inside = tuple(entry for entry in section.entries if entry.piece.id in pieces)
            if inside:
                begins = inside[0] is section.entries[0] or not section.name
                name = section.name if begins else again(section.name)
                sections.append(replace(section, name=name, entries=inside))
        return replace(self, sections=tuple(sections))


def order_of(
    dossier: Dossier, *, profile: Profile, texts: Texts, day: date, zone: tzinfo, scope: Scope = Scope.ALL
) -> Order:
    """Puts a dossier's shown pieces in order and in words, as a recipient wants them."""
    arrangement = profile.arrangement(scope)
    rows = numbered(dossier, zone, arrangement=arrangement)
    run = _run_of(dossier, arrangement)
    changes = Changes(dossier.rounds, recipient=profile.id, texts=texts)
    names = {rubric.id: rubric.name(texts.language) for rubric in dossier.rubrics}
    if run is not None:
        names[run] = texts.say("annex.correspondence")
    unsure = doubted(dossier.pieces, zone)
    entries = [
        Entry(
            piece=row.piece,
            number=row.number,
            label=profile.label(row.number, texts.language),
            title=_rendered(row, printed_title(row.piece, texts), texts),
            day=short_moment(texts, row.piece.moment, zone),
            files=files_told(row.piece, zone),
            parent=row.parent.id if row.parent else None,
            rubric=row.rubric,
            rubric_name=names.get(row.rubric, row.rubric),
            kind=_kind(row, texts),
            change=changes.of(row.piece),
            doubted=row.piece.id in unsure,
        )
        for row in rows
    ]
    grouped = order_by(dossier, arrangement) is OrderBy.RUBRIC
    return Order(
        title=one_line(dossier.title) or texts.say("annex.untitled"),
        day=day,
        zone=zone,
        sections=tuple(_sections(dossier, entries) if grouped else _one_run(entries)),
        grouped=grouped,
        correspondence=run if grouped else None,
    )


def _run_of(dossier: Dossier, arrangement: Arrangement) -> RubricId | None:
    """Finds the rubric under which numbering puts the one run of correspondence."""
    if not arrangement.correspondence:
        return None
    return next((one.id for one in dossier.rubrics if one.id in arrangement.correspondence), OTHER)


def _kind(row: Numbered, texts: Texts) -> str:
    """Says that a piece is the translation or transcription of the one it stands under."""
    rendering = row.piece.rendering if row.parent is not None else None
    return texts.say(f"annex.{rendering}") if rendering is not None else ""


def _rendered(row: Numbered, title: str, texts: Texts) -> str:
    kind = _kind(row, texts)
    return texts.say("annex.rendered", kind=kind, title=title) if kind else title


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


def _sections(dossier: Dossier, entries: Sequence[Entry]) -> Iterator[Section]:
    for rubric in dossier.rubrics:
        inside = tuple(entry for entry in entries if entry.rubric == rubric.id)
        if inside:
            yield Section(rubric=rubric.id, name=inside[0].rubric_name, entries=inside)


def _one_run(entries: Sequence[Entry]) -> Iterator[Section]:
    if entries:
        yield Section(rubric=entries[0].rubric, name="", entries=tuple(entries))
