"""The dates of a text with their points, and what the whole of them says about each."""

import re
from dataclasses import dataclass, replace
from datetime import UTC
from typing import Final

from dossier.intake.dates import cues, decisive
from dossier.intake.dates.page import Line, Page
from dossier.intake.dates.paper_words import Paper
from dossier.intake.dates.words import Written
from dossier.model.moment import Precision

_STORY_WORDS: Final = 5
_STORY_CHARS: Final = 320
_SEEN: Final = frozenset({Paper.TRACKING, Paper.TERMS, Paper.SHOP})
"""Kinds of pages that change from day to day: when it was seen tells more than what they say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One date with its points.

    Attributes:
        date: As it is written.
        points: What the words around it are worth.
        line: Where it stands.
        captured: Whether a page was printed or saved on it.
        before: The words before it on its line, back to another date, folded.
    """

    date: Written
    points: int
    line: Line
    captured: bool
    before: str

    @property
    def is_month(self) -> bool:
        """Whether it names no day."""
        return self.date.precision is Precision.MONTH


def ordered(weighed: list[Weighed], page: Page) -> list[Weighed]:
    """Puts the likeliest first: the last day of a parcel's way, a letter's own line before its story."""
    decided = _decided(weighed, page)
    if page.paper is Paper.TRACKING:
        return sorted(decided, key=lambda one: (-one.points, -one.date.at.replace(tzinfo=UTC).timestamp()))
    letter = page.letter
    return sorted(decided, key=lambda one: (-one.points, letter and is_story(one.line), one.line.place))


def is_story(line: Line) -> bool:
    """Tells whether a line has words enough to tell something."""
    return len(re.findall(r"\b[a-zà-ÿ]{2,}\b", line.text[:_STORY_CHARS])) >= _STORY_WORDS


def _decided(weighed: list[Weighed], page: Page) -> list[Weighed]:
    """Lets the day on which a page was seen, or on which a statement closed, stand above the others."""
    if page.paper in _SEEN and any(one.captured for one in weighed):
        return [one if one.captured else replace(one, points=min(one.points, 1)) for one in weighed]
    closings = [one for one in weighed if page.paper is Paper.STATEMENT and _closes(one)]
    if not closings:
        return weighed
    last = max(closings, key=lambda one: one.date.at.date())
    return [replace(one, points=min(one.points, 0)) if _yields(one, last) else one for one in weighed]


def _closes(one: Weighed) -> bool:
    spans = one.date is not one.line.dates[0] and bool(cues.CLOSING_SPAN.search(one.before))
    return one.points > 0 and (spans or decisive.closes(one.before))


def _yields(one: Weighed, last: Weighed) -> bool:
    """Tells an earlier balance, or the later day of a statement's printing, from the last balance."""
    day, closed = one.date.at.date(), last.date.at.date()
    if _closes(one):
        return day < closed
    return day >= closed and decisive.closes(last.before) and decisive.made(one.before)
