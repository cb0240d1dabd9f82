"""Decides every page of the annex before one byte of it is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dossier import __version__
from dossier.annex.bookmarks import bookmarks, section_marks
from dossier.annex.layout import (
    BORDEREAU,
    CHRONOLOGY,
    FACTS,
    INTEGRITY,
    Anchor,
    OwnPage,
    piece_anchor,
    rubric_anchor,
)
from dossier.annex.order import Entry, Order, Section
from dossier.annex.pages.blank import blank_page
from dossier.annex.pages.bordereau import bordereau_pages
from dossier.annex.pages.chronology import chronology_pages
from dossier.annex.pages.cover import PLAIN_FRONT, Front, cover_pages
from dossier.annex.pages.divider import divider_pages
from dossier.annex.pages.facts import Told, facts_pages
from dossier.annex.pages.head import head_pages
from dossier.annex.pages.integrity import integrity_pages
from dossier.annex.pages.lists import Ref
from dossier.annex.run_aside import kept_elsewhere
from dossier.annex.sheets import Made
from dossier.annex.volumes import Part, PartKind
from dossier.model.facts import NO_FACTS, Facts
from dossier.model.ids import PieceId
from dossier.model.party import Party, Role
from dossier.model.plan import Link, PageKind, Plan, PlannedPage, PlannedPiece, one_line
from dossier.press.sheet import SheetPage
from dossier.texts.catalogue import Texts

_MOST_PAGES = 9999
"""What the cover says while the number of pages is not known yet; its length does not depend on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """The plan of one file, and our own pages laid out, in its order.

    Attributes:
        plan: Everything about the file.
        own_pages: One layout for each page that is not a piece's.
        numbers: What is printed as the page of every anchor.
    """

    plan: Plan
    own_pages: tuple[OwnPage, ...]
    numbers: Mapping[Anchor, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What all files of one annex have in common.

    Attributes:
        order: The annex in words.
        parties: Who is in the dispute.
        texts: The annex's language.
        case_number: The number that the recipient gave the demand.
        facts: What the dispute is about.
        sent: Numbers of what the recipient got before.
        wants: Personal data that the recipient asks for.
        duplex: Whether each piece begins on a right-hand page.
        front: What the cover says besides.
    """

    order: Order
    parties: Sequence[Party]
    texts: Texts
    case_number: str = ""
    facts: Facts = NO_FACTS
    sent: Mapping[PieceId, str] = field(default_factory=dict)
    wants: Sequence[str] = ()
    duplex: bool = False
    front: Front = PLAIN_FRONT


@dataclass(slots=True)
class _Run:
    """A file filling up, page by page."""

    pages: list[PlannedPage] = field(default_factory=list)
    own: list[tuple[int, OwnPage]] = field(default_factory=list)
    numbers: dict[Anchor, int] = field(default_factory=dict)

    @property
    def following(self) -> int:
        """The number that the next page will have."""
        return len(self.pages) + 1

    def add_own(self, laid: Sequence[OwnPage], anchor: Anchor | None) -> None:
        if laid and anchor is not None:
            self.numbers[anchor] = self.following
        for within, page in enumerate(laid, start=1):
            self.own.append((self.following, page))
            self.pages.append(PlannedPage(kind=page.kind, within=within, of=len(laid)))

    def turn(self, blank: OwnPage | None) -> None:
        """Goes on to the next right-hand page, when there is a page to be left empty."""
        if blank is not None and self.following % 2 == 0:
            self.add_own([blank], None)

    def add_piece(self, piece: PieceId, pages: Sequence[SheetPage]) -> None:
        self.numbers[piece_anchor(piece)] = self.following
        for within, page in enumerate(pages, start=1):
            self.pages.append(
                PlannedPage(
                    kind=PageKind.PIECE,
                    piece=piece,
                    within=within,
                    of=len(pages),
                    landscape=page.landscape,
                    blank=page.blank,
                )
            )


def plan_files(book: Book, parts: Sequence[Part], made: Mapping[PieceId, Made]) -> tuple[Planned, ...]:
    """Lays our own pages out and gives every page of every file its number.

    A page of another file is named by its anchor until all are numbered, so that no length changes.

    Args:
        book: What the files have in common.
        parts: The files.
        made: The sheet of each entry.
    """
    files = [_File(book, part, parts, made) for part in parts]
    runs = [one.laid_out(_MOST_PAGES) for one in files]
    everything = sum(len(run.pages) for run in runs)
    runs = [
        one.laid_out(everything if one.part.kind is PartKind.LIST else len(run.pages))
        for one, run in zip(files, runs, strict=True)
    ]
    far = {
        anchor: book.texts.say("annex.far_page", file=part.short, page=number)
        for part, run in zip(parts, runs, strict=True)
        for anchor, number in run.numbers.items()
    }
    return tuple(one.planned(run, far) for one, run in zip(files, runs, strict=True))


class _File:
    """One file of an annex being planned."""

    def __init__(self, book: Book, part: Part, parts: Sequence[Part], made: Mapping[PieceId, Made]) -> None:
        self.part = part
        self._book = book
        self._parts = parts
        self._made = made
        self._texts = book.texts
        self._here = frozenset(part.pieces) if len(parts) > 1 and part.kind is PartKind.ANNEX else None
        self._order = book.order.holding(frozenset(part.pieces), again=self._again)
        self._blank = blank_page(book.texts) if book.duplex else None

    def _again(self, rubric: str) -> str:
        """Names a rubric that began in an earlier volume."""
        return rubric if self._here is None else self._texts.say("annex.continued", name=rubric)

    def laid_out(self, total: int) -> _Run:
        """Lays all pages out.

        Args:
            total: Pages that the cover tells.
        """
        run = _Run()
        if self.part.kind is PartKind.LONE:
            run.add_own(head_pages(self._order, self._texts), None)
            run.numbers.update((rubric_anchor(section.rubric), 1) for section in self._order.sections)
            self._add_pieces(run, self._order.entries)
            return run
        self._add_lists(run, total)
        if self.part.kind is PartKind.ANNEX:
            for section in self._order.sections:
                self._add_section(run, section)
        states = {piece: sheet.state for piece, sheet in self._made.items()}
        run.add_own(integrity_pages(self._order, states, self._texts), INTEGRITY)
        return run

    def _add_lists(self, run: _Run, total: int) -> None:
        book, texts = self._book, self._texts
        linked = self.part.kind is PartKind.ANNEX
        chronology = chronology_pages(book.order, texts, here=self._here, linked=linked)
        facts = self._facts()
        cover = cover_pages(
            self._order,
            book.parties,
            texts,
            pages=total,
            chronology=bool(chronology),
            facts=bool(facts),
            case_number=book.case_number,
            front=self._front(),
        )
        run.add_own(cover, None)
        run.add_own(facts, FACTS)
        names = None if linked else _names(self._parts)
        elsewhere = self._elsewhere()
        run.add_own(bordereau_pages(self._order, texts, elsewhere=elsewhere, names=names), BORDEREAU)
        run.add_own(chronology, CHRONOLOGY)

    def _facts(self) -> list[OwnPage]:
        """Lays the facts out, in the first file alone."""
        book = self._book
        if self.part is not self._parts[0]:
            return []
        entries = {entry.piece.id: entry for entry in book.order.entries}
        told = Told(
            parties=book.parties,
            facts=book.facts,
            wants=book.wants,
            entries=entries,
            sent=book.sent,
            ref=self._ref,
        )
        return facts_pages(told, self._texts)

    def _ref(self, piece: PieceId) -> Ref:
        if self.part.kind is PartKind.LIST:
            return Ref.NONE
        return Ref.HERE if self._here is None or piece in self._here else Ref.ELSEWHERE

    def _front(self) -> Front:
        """Says on the cover which of several files this is."""
        book, texts = self._book, self._texts
        if self.part.kind is PartKind.LIST:
            kicker = book.front.kicker or texts.say("annex.kicker_list")
            return replace(book.front, kicker=kicker, pieces=False)
        if self._here is None:
            return book.front
        tops = sum(1 for entry in book.order.entries if entry.parent is None)
        whole = texts.say(
            "annex.volume_whole", part=self.part.label, pieces=texts.say("annex.pieces", n=tops)
        )
        facts = (*book.front.facts, (texts.say("annex.fact_volume"), whole))
        kicker = texts.say("annex.kicker_volume", part=self.part.label)
        return Front(kicker=book.front.kicker or kicker, facts=facts, notes=book.front.notes)

    def _elsewhere(self) -> tuple[Entry, ...]:
        here = self._here
        if here is None:
            return ()
        return tuple(entry for entry in self._book.order.entries if entry.piece.id not in here)

    def _add_section(self, run: _Run, section: Section) -> None:
        if self._order.grouped:
            run.turn(self._blank)
            also = kept_elsewhere(self._book.order, section)
            pages = divider_pages(section, self._order, self._texts, also=also, here=self._here)
            run.add_own(pages, rubric_anchor(section.rubric))
        self._add_pieces(run, section.entries)

    def _add_pieces(self, run: _Run, entries: Sequence[Entry]) -> None:
        for entry in entries:
            run.turn(self._blank)
            run.add_piece(entry.piece.id, self._made[entry.piece.id].sheet.pages)

    def planned(self, run: _Run, far: Mapping[Anchor, str]) -> Planned:
        """Sums the file up."""
        book, kind = self._book, self.part.kind
        title = book.order.title
        if len(self._parts) > 1:
            title = self._texts.say("annex.part_title", title=title, part=self.part.label)
        entries = () if kind is PartKind.LIST else self._order.entries
        marks = section_marks if kind is PartKind.LONE else bookmarks
        author = ", ".join(party.name for party in book.parties if party.role is Role.CONSUMER)
        plan = Plan(
            title=one_line(title),
            language=self._texts.language,
            day=book.order.day,
            pieces=tuple(_planned(entry, self._made[entry.piece.id], run.numbers) for entry in entries),
            pages=tuple(run.pages),
            bookmarks=tuple(marks(self._order, run.numbers, self._texts)),
            links=tuple(_links(run)),
            author=one_line(author),
            creator=f"Dossier {__version__}",
        )
        numbers = {**far, **{anchor: str(number) for anchor, number in run.numbers.items()}}
        return Planned(plan=plan, own_pages=tuple(page for _, page in run.own), numbers=numbers)


def _names(parts: Sequence[Part]) -> dict[PieceId, str]:
    """Says in which file each piece is."""
    return {
        piece: f"{part.name}.pdf" for part in parts if part.kind is PartKind.LONE for piece in part.pieces
    }


def _planned(entry: Entry, made: Made, numbers: Mapping[Anchor, int]) -> PlannedPiece:
    return PlannedPiece(
        piece=entry.piece.id,
        number=entry.number,
        label=entry.label,
        title=entry.title,
        day=entry.day,
        rubric=entry.rubric,
        parent=entry.parent,
        first=numbers[piece_anchor(entry.piece.id)],
        pages=len(made.sheet.pages),
        fingerprints=tuple(original.digest for original in entry.files if original.digest),
        state=made.state,
        kind=entry.kind,
    )


def _links(run: _Run) -> list[Link]:
    links = []
    for number, page in run.own:
        for area in page.areas:
            target = run.numbers[area.anchor]
            printed = str(target) if area.numbered else ""
            links.append(Link(page=number, rect=area.rect, target=target, text="", number=printed))
    return links
