"""A text as lines with their dates, and what its whole says about what a date on it means."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dossier.intake.dates import cues, signs
from dossier.intake.dates.order import order_of, reads_english
from dossier.intake.dates.paper_words import Paper
from dossier.intake.dates.papers import Title, paper_title, tells_of_aftermath
from dossier.intake.dates.places import is_placed
from dossier.intake.dates.spelled import spelled_days
from dossier.intake.dates.weekdays import decided, with_year
from dossier.intake.dates.words import Order, Written, compose, fold, written_dates
from dossier.model.moment import Precision

_HEAD_CHARS: Final = 20_000
_TAIL_CHARS: Final = 5_000
_GAP_CHARS: Final = 80
"""The widest gap between two columns that is kept: every cue is tried against a row of spaces."""

_GAP: Final = re.compile(rf"[^\S\n\r]{{{_GAP_CHARS},}}")

_TOP_LINES: Final = 15
_STATEMENT_LINES: Final = 12
_RECEIPT_CHARS: Final = 3000
_LABEL_LINES: Final = 4
_UNTITLED_LINES: Final = 3
_HEAD_LINES: Final = 3
_SUBJECTS: Final = (
    *(Paper.INVOICE, Paper.ORDER, Paper.RECEIPT, Paper.QUOTE, Paper.CONTRACT, Paper.DELIVERY, Paper.WRITTEN),
)
"""Kinds that a letter names in its subject with their day, because it is about one."""
_UNTIL: Final = re.compile(r"(?<!\w)(?:jusqu\S*|bis|tot|until|till|fino|hasta)(?!\w)\D{0,12}$")
_TILLS: Final = (Paper.RECEIPT, Paper.INVOICE, Paper.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the page.

    Attributes:
        text: As it stands.
        folded: The same, without accents and case.
        place: How many lines stand above it.
        above: The last of those, folded, the nearest last.
        heading: The nearest of those as it stands.
        dates: In it, in their order.
    """

    text: str
    folded: str
    place: int
    above: tuple[str, ...]
    heading: str
    dates: tuple[Written, ...]

    @property
    def near_top(self) -> bool:
        """Whether it is one of the first."""
        return self.place < _TOP_LINES

    @property
    def label(self) -> str:
        """The line above, folded."""
        return self.above[-1] if self.above else ""

    @property
    def untitled(self) -> bool:
        """Whether nothing but labels stands above it: a paper that does not say what it is."""
        return self.place < _UNTITLED_LINES and all(cues.LABEL.search(one) for one in self.above)

    @property
    def under_labels(self) -> bool:
        """Whether it may belong to a label above that is not the nearest, as columns are read out."""
        return any(cues.AGAINST.search(one) or cues.LABEL.search(one) for one in self.above)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the whole text is, as far as it changes what a date on it means.

    Attributes:
        title: What it calls itself.
        event: The first line that tells of a journey, a show or an appointment; None when none does.
        letter: Whether it greets somebody.
        single_day_receipt: Whether it is a till receipt that holds one day only.
        sending_line: Where a printed mail says when it was sent.
        browser_print: Whether a browser printed it: an address of the web and a count of pages around it.
        mail_print: Whether what it printed is a mail, which is older than its printing.
        stay: Whether it bills a stay, and says when that began and ended.
        aftermath: Whether it tells what came after a purchase.
        headline: Where a bill says "Votre facture du" above all else; None when it does not.
        towns: Those of a letter's addresses, folded.
        body: Where its salutation or its list of enclosures stands; None on a page that a browser printed.
    """

    title: Title
    event: int | None
    letter: bool
    single_day_receipt: bool
    sending_line: int | None
    browser_print: bool
    mail_print: bool
    stay: bool
    aftermath: bool
    headline: int | None
    towns: frozenset[str]
    body: int | None

    @property
    def paper(self) -> Paper:
        """What kind it is."""
        return self.title.paper

    @property
    def is_show(self) -> bool:
        """Whether a place with a day may be where something happens, not where a letter was written."""
        happening = self.event is not None and not (self.letter or self.stay)
        return self.paper in (Paper.EVENT, Paper.BOOKING) or happening


def lines_of(text: str) -> list[Line]:
    """Cuts a text into its lines with words; of a long one, its beginning and its end."""
    tail = "\n" + text[-_TAIL_CHARS:] if len(text) > _HEAD_CHARS else ""
    near = _GAP.sub(" " * _GAP_CHARS, text[:_HEAD_CHARS] + tail)
    raw = [line for line in compose(near).splitlines() if line.strip()]
    folded = [fold(line) for line in raw]
    whole = "\n".join(folded)
    dates = _dates(folded, whole)
    return [
        Line(
            text=line,
            folded=small,
            place=place,
            above=tuple(folded[max(0, place - _LABEL_LINES) : place]),
            heading=raw[place - 1] if place else "",
            dates=dates[place],
        )
        for place, (line, small) in enumerate(zip(raw, folded, strict=True))
    ]


def _dates(folded: list[str], whole: str) -> list[tuple[Written, ...]]:
    """Finds each line's dates; what one line leaves open another may decide."""
    order = order_of(whole, english=reads_english(whole))
    full = [_full(line, order) for line in folded]
    years = {one.at.year for row in full for one in row}
    return [_completed(row, line, years) for row, line in zip(full, folded, strict=True)]


def _full(line: str, order: Order) -> tuple[Written, ...]:
    """Finds the dates of a line that name their year; a day in words is more than the month in it."""
    spelled = tuple(spelled_days(line))
    figures = (decided(one, line) for one in written_dates(line, order=order))
    return (*spelled, *(one for one in figures if _apart(one, spelled)))


def _apart(one: Written, others: tuple[Written, ...]) -> bool:
    return all(one.end <= it.start or it.end <= one.start for it in others)


def _completed(row: tuple[Written, ...], line: str, years: set[int]) -> tuple[Written, ...]:
    free = (one for one in with_year(line, years) if _apart(one, row))
    return tuple(sorted((*row, *free), key=lambda one: one.start))


def page_of(lines: list[Line]) -> Page:
    """Reads what the whole text is."""
    folded = [line.folded for line in lines]
    whole = "\n".join(folded)
    days = _days(lines)
    letter = any(signs.LETTER.search(line) for line in folded)
    printed = signs.is_browser_print(folded)
    body = None if printed else signs.body_line(folded)
    title = paper_title([line.text for line in lines], folded, letter=letter, body=body)
    if title.paper is Paper.UNKNOWN and any(
        signs.STATEMENT.search(line.folded) for line in lines[:_STATEMENT_LINES]
    ):
        title = Title(Paper.STATEMENT)
    towns = signs.towns([line.text for line in lines]) if letter else frozenset()
    if letter and title.paper in _SUBJECTS and _is_placed_above(lines, title.place, towns):
        title = Title(Paper.WRITTEN)
    elif not letter and title.paper in (Paper.UNKNOWN, *([Paper.WRITTEN] if printed else [])):
        title = Title(Paper.SHOP) if signs.is_shop(folded) else title
    event = next((line.place for line in lines if signs.EVENT.search(line.folded)), None)
    receipt = len(whole) <= _RECEIPT_CHARS and len(days) == 1 and bool(signs.RECEIPT.search(whole))
    aftermath = tells_of_aftermath(folded)
    billed = title.paper is Paper.INVOICE and not letter and not aftermath
    stays = title.paper is Paper.INVOICE and signs.is_stay(folded, [line.dates for line in lines])
    return Page(
        title=title,
        event=event,
        letter=letter,
        single_day_receipt=receipt and title.paper in _TILLS and event is None and not letter,
        browser_print=printed,
        mail_print=printed and signs.is_mail_print(folded),
        stay=stays,
        aftermath=aftermath,
        headline=_headline(folded) if billed else None,
        towns=towns,
        body=body,
        sending_line=signs.sending_line(folded, [line.dates for line in lines]),
    )


def _days(lines: Sequence[Line]) -> set[date]:
    """Gives the days of a text; of a till receipt with its clock, without the end of an exchange."""
    found = [(line, one) for line in lines for one in line.dates if one.precision is not Precision.MONTH]
    firm = [one for line, one in found if not _UNTIL.search(line.folded[: one.start])]
    clocked = firm and all(one.precision in (Precision.MINUTE, Precision.SECOND) for one in firm)
    return {one.at.date() for one in (firm if clocked else (one for _, one in found))}


def _headline(folded: Sequence[str]) -> int | None:
    """Finds "Votre facture du" on the first lines."""
    return next(
        (place for place, line in enumerate(folded[:_HEAD_LINES]) if signs.HEADLINE.match(line)), None
    )


def _is_placed_above(lines: Sequence[Line], place: int, towns: Collection[str]) -> bool:
    """Tells whether a letter's own place and day stand above a line."""
    for line in lines[: max(place, 0)]:
        if line.dates:
            before, raw = line.folded[: line.dates[0].start], line.text[: line.dates[0].start]
            if is_placed(before, raw, line.text[line.dates[-1].end :], show=False, towns=towns):
                return True
    return False
