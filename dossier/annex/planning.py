"""Decides every page of the annex before one byte of it is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from dossier import __version__
from dossier.annex.layout import (
    BORDEREAU,
    CHRONOLOGY,
    INTEGRITY,
    Anchor,
    OwnPage,
    piece_anchor,
    rubric_anchor,
)
from dossier.annex.order import Entry, Order, Section
from dossier.annex.pages.bordereau import bordereau_pages
from dossier.annex.pages.chronology import chronology_pages
from dossier.annex.pages.cover import cover_pages
from dossier.annex.pages.divider import divider_pages
from dossier.annex.pages.integrity import integrity_pages
from dossier.annex.sheets import Made
from dossier.model.ids import PieceId
from dossier.model.party import Party, Role
from dossier.model.plan import Bookmark, Link, PageKind, Plan, PlannedPage, PlannedPiece, one_line
from dossier.press.sheet import SheetPage
from dossier.texts.catalogue import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """The plan, and our own pages laid out, in the order of the annex.

    Attributes:
        plan: Everything about the annex.
        own_pages: One layout for each page that is not a piece's.
        numbers: The page number of every anchor.
    """

    plan: Plan
    own_pages: tuple[OwnPage, ...]
    numbers: Mapping[Anchor, int]


@dataclass(slots=True)
class _Run:
    """The annex filling up, page by page."""

    pages: list[PlannedPage]
    own: list[tuple[int, OwnPage]]
    numbers: dict[Anchor, int]

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


def plan_annex(
    order: Order,
    made: Mapping[PieceId, Made],
    *,
    parties: Sequence[Party],
    texts: Texts,
    case_number: str = "",
) -> Planned:
    """Lays our own pages out and gives every page its number.

    The cover names the number of pages; its own length does not depend on that number.

    Args:
        order: The annex in words.
        made: The sheet of each entry.
        parties: Who is in the dispute.
        texts: The annex's language.
        case_number: The number that the recipient gave the demand.
    """
    cover = partial(cover_pages, order, parties, texts, case_number=case_number)
    run = _lay_out(order, made, cover, texts=texts, total=9999)
    run = _lay_out(order, made, cover, texts=texts, total=len(run.pages))
    plan = Plan(
        title=one_line(order.title),
        language=texts.language,
        day=order.day,
        pieces=tuple(_planned(entry, made[entry.piece.id], run.numbers) for entry in order.entries),
        pages=tuple(run.pages),
        bookmarks=tuple(_bookmarks(order, run.numbers, texts)),
        links=tuple(_links(run)),
        author=one_line(", ".join(party.name for party in parties if party.role is Role.CONSUMER)),
        creator=f"Dossier {__version__}",
    )
    return Planned(plan=plan, own_pages=tuple(page for _, page in run.own), numbers=run.numbers)


def _lay_out(
    order: Order,
    made: Mapping[PieceId, Made],
    cover: Callable[..., list[OwnPage]],
    *,
    texts: Texts,
    total: int,
) -> _Run:
    run = _Run([], [], {})
    chronology = chronology_pages(order, texts)
    run.add_own(cover(pages=total, chronology=bool(chronology)), None)
    run.add_own(bordereau_pages(order, texts), BORDEREAU)
    run.add_own(chronology, CHRONOLOGY)
    for section in order.sections:
        run.add_own(divider_pages(section, texts), rubric_anchor(section.rubric.id))
        for entry in section.entries:
            run.add_piece(entry.piece.id, made[entry.piece.id].sheet.pages)
    states = {piece: sheet.state for piece, sheet in made.items()}
    run.add_own(integrity_pages(order, states, texts), INTEGRITY)
    return run


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
    )


def _bookmarks(order: Order, numbers: Mapping[Anchor, int], texts: Texts) -> list[Bookmark]:
    marks = [Bookmark(title=texts.say("annex.bordereau"), page=numbers[BORDEREAU])]
    if CHRONOLOGY in numbers:
        marks.append(Bookmark(title=texts.say("annex.chronology"), page=numbers[CHRONOLOGY]))
    for section in order.sections:
        marks.extend(_section_marks(section, numbers, texts))
    marks.append(Bookmark(title=texts.say("annex.integrity"), page=numbers[INTEGRITY]))
    return marks


def _section_marks(section: Section, numbers: Mapping[Anchor, int], texts: Texts) -> list[Bookmark]:
    marks = [Bookmark(title=one_line(section.name), page=numbers[rubric_anchor(section.rubric.id)])]
    for entry in section.entries:
        key = "annex.bookmark" if entry.moment.known else "annex.bookmark_undated"
        title = texts.say(key, label=entry.label, day=entry.day, title=entry.title)
        depth = 1 if entry.parent is None else 2
        page = numbers[piece_anchor(entry.piece.id)]
        marks.append(Bookmark(title=one_line(title), page=page, depth=depth))
    return marks


def _links(run: _Run) -> list[Link]:
    links = []
    for number, page in run.own:
        for area in page.areas:
            target = run.numbers[area.anchor]
            printed = str(target) if area.numbered else ""
            links.append(Link(page=number, rect=area.rect, target=target, text="", number=printed))
    return links
