"""Everything about the annex that is decided before one byte of it is written.

Pages are counted from 1. Lengths are in points, the origin is a page's lower left corner.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dossier.basis.digest import Digest
from dossier.basis.units import A4_LONG_PT, A4_SHORT_PT
from dossier.model.ids import PieceId, RubricId
from dossier.model.piece import State

Rect = tuple[float, float, float, float]


class PageKind(StrEnum):
    """What a page of the annex is."""

    COVER = "cover"
    FACTS = "facts"
    BORDEREAU = "bordereau"
    CHRONOLOGY = "chronology"
    DIVIDER = "divider"
    HEAD = "head"
    """What stands before the pieces of a separate file."""
    PIECE = "piece"
    BLANK = "blank"
    """The back of a sheet of paper that is left empty, so that what follows begins on a right-hand page."""
    INTEGRITY = "integrity"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPiece:
    """One numbered proof of the annex, in words, with its place.

    Attributes:
        piece: Which one.
        number: "4" or "4.1".
        label: What stamps and bookmarks call it: "Pièce n° 4".
        title: As the bordereau prints it.
        day: Its date as printed, "" when none is.
        rubric: Where it stands; a child stands with its parent.
        parent: The piece it is attached to.
        first: Its first page.
        pages: How many pages it has, its children's not counted.
        fingerprints: SHA-256 of each of its originals, as the integrity table prints them.
        state: How much of it is shown, as the integrity table prints it.
        kind: What it is of its parent, printed at the foot of its pages: "traduction"; "" for nothing.
    """

    piece: PieceId
    number: str
    label: str
    title: str
    day: str
    rubric: RubricId
    parent: PieceId | None = None
    first: int
    pages: int
    fingerprints: tuple[Digest, ...] = ()
    state: State = State.OK
    kind: str = ""

    @property
    def last(self) -> int:
        """Its last page."""
        return self.first + self.pages - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPage:
    """One page of the annex.

    Attributes:
        kind: What it is.
        piece: Whose page it is; None for pages of ours.
        within: Which page of its piece, or of its kind, 1-based.
        of: How many there are of them.
        landscape: Whether it is wider than high.
        blank: Whether nothing stands between its marks, as in the source.
    """

    kind: PageKind
    piece: PieceId | None = None
    within: int = 1
    of: int = 1
    landscape: bool = False
    blank: bool = False

    @property
    def size_pt(self) -> tuple[float, float]:
        """Width and height."""
        return (A4_LONG_PT, A4_SHORT_PT) if self.landscape else (A4_SHORT_PT, A4_LONG_PT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """One line of the outline; ``depth`` 0 is the outermost, and each may be one deeper than the last."""

    title: str
    page: int
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A rectangle of one of our own pages that leads to another page.

    Attributes:
        page: The page it stands on.
        rect: Left, bottom, right, top.
        target: The page it leads to.
        text: Words printed on its line; "" when none are to be found there.
        number: The page number printed at the right end of its line; "" when none is.
    """

    page: int
    rect: Rect
    target: int
    text: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One file: the annex, a volume of it, or one of its separate files.

    Attributes:
        title: What readers show as its name.
        language: "fr", "en" …
        day: The annex's date, the only clock.
        pieces: In the order of the annex.
        pages: All its pages.
        bookmarks: The outline from top to bottom.
        links: All of them; pieces have none.
        author: Whose annex it is; "" when not known.
        creator: The program with its version.
    """

    title: str
    language: str
    day: date
    pieces: tuple[PlannedPiece, ...]
    pages: tuple[PlannedPage, ...]
    bookmarks: tuple[Bookmark, ...]
    links: tuple[Link, ...]
    author: str = ""
    creator: str = "Dossier"

    def piece(self, wanted: PieceId) -> PlannedPiece:
        """Finds a piece.

        Raises:
            KeyError: It is not in this annex.
        """
        for piece in self.pieces:
            if piece.piece == wanted:
                return piece
        raise KeyError(wanted)

    def page_words(self, page: int) -> str:
        """Gives what stands at the bottom right of a page: "12 / 87"."""
        return f"{page} / {len(self.pages)}"

    def footer_words(self, page: int) -> str:
        """Gives what stands at the bottom left of a piece's page: "Pièce n° 4 · 2/5"; "" elsewhere."""
        planned = self.pages[page - 1]
        if planned.piece is None:
            return ""
        piece = self.piece(planned.piece)
        kind = f" · {piece.kind}" if piece.kind else ""
        return f"{piece.label} · {planned.within}/{planned.of}{kind}"

    def stamp_words(self, page: int) -> str:
        """Gives the stamp above the frame of a piece's first page: "Pièce n° 4"; "" elsewhere."""
        planned = self.pages[page - 1]
        if planned.piece is None or planned.within > 1:
            return ""
        return self.piece(planned.piece).label


def one_line(text: str) -> str:
    """Makes words fit for a stamp, a bookmark and the file's metadata.

    Runs of white space become one space; control characters and halves of surrogate pairs, which no
    font shows and XML forbids, are dropped. No-break spaces stay.
    """
    kept = "".join(c for c in text if (c >= " " and not "\x7f" <= c <= "\x9f") or c in "\t\n\r\f\v")
    sound = "".join(c for c in kept if not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    return re.sub(r"[ \t\n\r\f\v\u2028\u2029]+", " ", sound).strip(" ")


def problems(plan: Plan) -> tuple[str, ...]:
    """Lists where a plan contradicts itself, as "what:where"; empty when it can be built."""
    found = (_page_problems, _piece_problems, _number_problems, _link_problems, _bookmark_problems)
    return tuple(problem for part in found for problem in part(plan)) + tuple(_word_problems(plan))


def _page_problems(plan: Plan) -> Iterator[str]:
    count = len(plan.pages)
    owners = {n: one for one in plan.pieces for n in range(max(one.first, 1), min(one.last, count) + 1)}
    if not count:
        yield "pages:none"
    for number, page in enumerate(plan.pages, 1):
        owner = owners.get(number)
        if (page.piece is None) == (page.kind is PageKind.PIECE) or page.piece != (owner and owner.piece):
            yield f"page-piece:{number}"
        elif owner is not None and (page.within, page.of) != (number - owner.first + 1, owner.pages):
            yield f"page-within:{number}"
        if not 1 <= page.within <= page.of:
            yield f"page-within:{number}"


def _piece_problems(plan: Plan) -> Iterator[str]:
    ids = [piece.piece for piece in plan.pieces]
    if len(set(ids)) != len(ids):
        yield "piece-twice"
    parents: dict[PieceId, PlannedPiece] = {}
    last = 0
    for piece in plan.pieces:
        if piece.pages < 1 or piece.first <= last or piece.last > len(plan.pages):
            yield f"piece-pages:{piece.number}"
        last = max(last, piece.last)
        if piece.parent is None:
            parents[piece.piece] = piece
        elif piece.parent not in parents or not piece.number.startswith(parents[piece.parent].number + "."):
            yield f"piece-parent:{piece.number}"


def _number_problems(plan: Plan) -> Iterator[str]:
    """Numbers that are plain ("4", "4.1") rise; others ("4 bis") need only differ."""
    numbers = [piece.number for piece in plan.pieces]
    if len(set(numbers)) != len(numbers):
        yield "number-twice"
    plain = [number for number in numbers if re.fullmatch(r"\d+(\.\d+)?", number)]
    keys = [tuple(map(int, number.split("."))) for number in plain]
    for number, before, key in zip(plain[1:], keys, keys[1:], strict=False):
        if key <= before:
            yield f"number-falls:{number}"
    for piece in plan.pieces:
        if not re.search(rf"(?<![\d.]){re.escape(piece.number)}$", piece.label):
            yield f"piece-label:{piece.number}"


def _link_problems(plan: Plan) -> Iterator[str]:
    count = len(plan.pages)
    for link in plan.links:
        if not (1 <= link.page <= count and 1 <= link.target <= count):
            yield f"link-page:{link.page}-{link.target}"
            continue
        width, height = plan.pages[link.page - 1].size_pt
        left, bottom, right, top = link.rect
        if not (0 <= left < right <= width and 0 <= bottom < top <= height):
            yield f"link-rect:{link.page}-{link.target}"
        if plan.pages[link.page - 1].kind is PageKind.PIECE:
            yield f"link-on-piece:{link.page}"
        if link.number not in ("", str(link.target)):
            yield f"link-number:{link.page}-{link.target}"


def _bookmark_problems(plan: Plan) -> Iterator[str]:
    depth = -1
    for mark in plan.bookmarks:
        if not 0 <= mark.depth <= depth + 1:
            yield f"bookmark-depth:{mark.title}"
        if not 1 <= mark.page <= len(plan.pages):
            yield f"bookmark-page:{mark.title}"
        depth = mark.depth
    for piece in plan.pieces:
        exact = re.compile(re.escape(piece.label) + r"(?![\d.])")
        if not any(mark.page == piece.first and exact.match(mark.title) for mark in plan.bookmarks):
            yield f"bookmark-missing:{piece.number}"


def _word_problems(plan: Plan) -> Iterator[str]:
    must = [plan.title, plan.language, plan.creator, *(mark.title for mark in plan.bookmarks)]
    if not all(must):
        yield "words:none"
    for words in (*must, plan.author, *(piece.label for piece in plan.pieces)):
        if words != one_line(words):
            yield f"words:{one_line(words)}"
