"""The dates of a text with their points, and what the whole of them says about each."""

import re
from dataclasses import dataclass, replace
from datetime import UTC
from typing import Final

from dossier.intake.dates import cues, decisive
from dossier.intake.dates.page import Line, Page
from dossier.intake.dates.paper_words import Paper
from dossier.intake.dates.papers import title_end
from dossier.intake.dates.words import Written
from dossier.model.moment import Precision

_STORY_WORDS: Final = 5
_STORY_CHARS: Final = 320
_SEEN: Final = frozenset({Paper.TRACKING, Paper.TERMS, Paper.SHOP})
"""Kinds of pages that change from day to day: when it was seen tells more than what they say."""


_DATED_PAPERS: Final = (
    *(Paper.INVOICE, Paper.QUOTE, Paper.ORDER, Paper.DELIVERY, Paper.CONTRACT, Paper.WRITTEN),
)
"""Kinds that another paper cites with their day."""
_ITS_DATE: Final = re.compile(
    r"(?<!\w)(?:date (?:de (?:la )?)?facture|invoice date|factuurdatum|rechnungsdatum|"
    rf"fecha de (?:la )?factura|data (?:della )?fattura){cues.FILLER}"
)
_BOUGHT: Final = re.compile(
    r"\W*(?:commandee?|achat|achetee?|(?:your )?order(?:ed)?|bought|purchased?|bestelling|besteld|aankoop|"
    r"gekocht|bestellung|bestellt|kauf|gekauft|ordine|ordinat[oa]|acquisto|pedido|compra)"
    rf"(?: passee?| placed)?{cues.FILLER}"
)
"""What was bought, without a number: how a paper of it begins, and a story about it."""
_AFTER: Final = re.compile(
    r"\W*(?:(?:the |and |et |puis |then |dann |und |dan |en )?)(?:premier |first |1er |eerste |erste )?"
    r"(?:livr(?:aison|ee?)|recue?|retour\w*|renvoi|rappel|relance|reclamation|panne|plainte|annul\w+|rembours\w+|"
    r"deliver(?:y|ed)|received|return(?:ed)?|remind\w*|complain\w*|broke\w*|cancel\w*|refund\w*|lever\w+|"
    r"geleverd|ontvangen|teruggestuurd|herinner\w+|klacht|defect|geannuleerd|liefer\w+|geliefert|erhalten|"
    r"zuruck\w*|rucksend\w+|mahnung|erinnerung|reklam\w+|defekt|storn\w+|consegn\w+|reso|recib\w+|entreg\w+|"
    r"devol\w+|reclam\w+)(?!\w)"
)


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


def is_outlived(best: Weighed, weighed: list[Weighed]) -> bool:
    """Tells whether a text speaks of what came after its likeliest day, which that day's paper cannot."""
    later = [one for one in weighed if one.date.at.date() > best.date.at.date() and not one.is_month]
    if any(_has_its_day(one) for one in later):
        return True
    bought = _BOUGHT.match(best.before)
    return bool(bought) and any(_AFTER.match(one.before) and not decisive.is_plan(one.line) for one in later)


def _has_its_day(one: Weighed) -> bool:
    """Tells a paper's title with its day, or the label of that."""
    raw, after = one.line.text[: one.date.start], one.line.text[one.date.end :]
    if cues.SENTENCE.match(after) or cues.THEIRS.search(one.before) or decisive.is_plan(one.line):
        return False
    if _ITS_DATE.search(one.before):
        return True
    if one.date is not one.line.dates[0] or not one.line.near_top:
        return False
    ends = (title_end(paper, raw, one.before) for paper in _DATED_PAPERS)
    rests = (one.before[end:] for end in ends if end is not None)
    return any(cues.TITLE_FILLER.fullmatch(rest) and not cues.AGAINST.search(rest) for rest in rests)


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
