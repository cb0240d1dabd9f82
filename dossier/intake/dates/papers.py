"""What kind of paper a text is, as its first lines say; it decides whose date a label names.

"Order date" dates an order confirmation; on a reminder, a return form or a ticket it is the day of
something else.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dossier.intake.dates.paper_words import AFTERMATH, LABELLED, REFERENCE, SUBJECT, TITLES, WAY, Paper

_TITLE_LINES: Final = 15
_LABEL_LINES: Final = 25
NOWHERE: Final = -100
"""The place of a title that does not stand on the paper; far from every line."""


@dataclass(frozen=True, slots=True)
class Title:
    """A paper's kind and where it says so.

    Attributes:
        paper: The kind.
        place: How many lines stand above the title; ``NOWHERE`` when only labels or a salutation say it.
    """

    paper: Paper
    place: int = NOWHERE


_ON_TOP: Final = frozenset({Paper.TRACKING, Paper.TERMS})
"""Kinds that other papers also speak of further down: they count where no other title stands above."""
_SUBJECT: Final = re.compile(rf"^\W*(?:{SUBJECT}|re|aw|tr|fwd?|ref\w*)\s*[.:]")
_REVIEW: Final = re.compile(r"^\W*(?i:avis) (?:de|par) [A-ZÀ-Ý][\w.-]+(?: [A-ZÀ-Ý][\w.-]*)?,? (?:le |du )?\d")
"""What a buyer wrote on a shop's page: "Avis de Marc le 3 janvier"."""
_PRINTED_AT: Final = re.compile(r"^\W*\d[\d/. -]{5,9},? ?\d\d?[:.]\d\d(?: ?[ap]m)?(?= )")
"""What a browser prints before a page's title."""
_JOINED: Final = re.compile(r"(?:\b(?:de|du|des|la|le|of|et|and|sur|pour|for|en|van|der|von|und)|&|d')\s*$")
_PARCEL: Final = re.compile(r"(?=(?:\D*\d){5})[\w -]{6,40}")
_SHORT_CHARS: Final = 90
_STORIES: Final = frozenset(
    {Paper.UNDOING, Paper.WRITTEN, Paper.EVENT, Paper.REPAIR, Paper.DELIVERY, Paper.TRACKING, Paper.TERMS}
)
"""Kinds whose words also begin sentences: a long line of them is none of their titles."""


def paper_title(raw: Sequence[str], folded: Sequence[str], *, letter: bool, body: int | None = None) -> Title:
    """Reads what a paper calls itself: its topmost title, on one line the weightiest.

    Args:
        raw: Its lines as they stand.
        folded: The same lines, folded; each character in its place.
        letter: Whether it greets somebody.
        body: Where its salutation or its list of enclosures stands: from there on no title is its own.
    """
    if _is_way(folded):
        return Title(Paper.TRACKING, 0)
    end = _TITLE_LINES if body is None else min(body, _TITLE_LINES)
    found = sorted(_titles(raw[:end], folded[:end]), key=lambda one: one.place)
    titles = [one for one in found if one.paper not in _ON_TOP]
    highest = min((one.place for one in titles), default=_TITLE_LINES)
    on_top = next((one for one in found if one.paper in _ON_TOP and one.place <= highest), None)
    if on_top and not letter:
        return on_top
    if titles:
        tops = {one.place: one for one in reversed(titles)}
        replies = (one for _, one in sorted(tops.items()) if _is_reply(one, raw, folded))
        return next(replies, titles[0])
    if letter:
        return Title(Paper.WRITTEN)
    if tells_of_aftermath(folded):
        return Title(Paper.UNKNOWN)
    head = "\n".join(folded[:_LABEL_LINES])
    return next((Title(paper) for paper, pattern in LABELLED if pattern.search(head)), Title(Paper.UNKNOWN))


def _is_reply(title: Title, raw: Sequence[str], folded: Sequence[str]) -> bool:
    """Tells a reminder or a return that is written over the paper that it is about: a line of its own."""
    if title.paper not in (Paper.UNDOING, Paper.WRITTEN):
        return False
    end = title_end(title.paper, raw[title.place], folded[title.place])
    return end is not None and not re.search(r"[^\W_]", folded[title.place][end:])


def _is_way(folded: Sequence[str]) -> bool:
    """Tells a table of one parcel's way: a day, an event, a place or a time, and its number on each line."""
    head, *steps = folded or [""]
    if not steps or len(head) > _SHORT_CHARS or not all(column.search(head) for column in WAY):
        return False
    numbers = {step.partition(";")[0].partition(",")[0].strip(' "') for step in steps}
    return len(numbers) == 1 and bool(_PARCEL.fullmatch(numbers.pop()))


def _titles(raw: Sequence[str], folded: Sequence[str]) -> Iterator[Title]:
    """Gives the first title of each kind, the kinds in the order of their weight."""
    for paper, pattern in TITLES:
        for place, (line, small) in enumerate(zip(raw, folded, strict=True)):
            if _found(pattern, paper, line, small) is not None:
                yield Title(paper, place)
                break


def title_end(paper: Paper, raw: str, folded: str) -> int | None:
    """Gives where a line's title of that kind ends; None when it holds none."""
    ends = (_found(pattern, one, raw, folded) for one, pattern in TITLES if one is paper)
    return next((end for end in ends if end is not None), None)


def tells_of_aftermath(folded: Sequence[str]) -> bool:
    """Tells whether a paper is about what came after a purchase: it quotes the invoice, and is none."""
    return bool(AFTERMATH.search("\n".join(folded[:_LABEL_LINES])))


def names_a_paper(folded: str) -> bool:
    """Tells whether words name some paper, an order, or a deal: a date behind them is its own."""
    return bool(REFERENCE.search(folded))


def _found(pattern: re.Pattern[str], paper: Paper, raw: str, folded: str) -> int | None:
    """Finds a title where a line or a column begins, or in capitals behind a firm's name."""
    if _SUBJECT.match(folded) or (paper in _STORIES and len(folded.strip()) > _SHORT_CHARS):
        return None
    if _REVIEW.search(raw):
        return None
    for match in pattern.finditer(folded):
        before = folded[: match.start()]
        if paper in _ON_TOP:
            before = _PRINTED_AT.sub("", before)
        begins = not before.strip(' \t|-–—*#:•·«"“(') or re.search(r"\s{2,}$|[|\t]\s*$", before)
        capitals = raw[match.start() : match.end()].isupper() and not _JOINED.search(before)
        if begins or capitals:
            return match.end()
    return None
