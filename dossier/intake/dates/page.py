"""A text as lines with their dates, and what its whole says about what a date on it means."""

from dataclasses import dataclass
from typing import Final

from dossier.intake.dates import cues
from dossier.intake.dates.order import order_of
from dossier.intake.dates.papers import Paper, Title, paper_title
from dossier.intake.dates.weekdays import decided, with_year
from dossier.intake.dates.words import Written, compose, fold, written_dates
from dossier.model.moment import Precision

_HEAD_CHARS: Final = 20_000
_TAIL_CHARS: Final = 5_000
_TOP_LINES: Final = 15
_STATEMENT_LINES: Final = 12
_RECEIPT_CHARS: Final = 3000
_LABEL_LINES: Final = 4
_EDGE_LINES: Final = 3
_UNTITLED_LINES: Final = 3
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
    """

    title: Title
    event: int | None
    letter: bool
    single_day_receipt: bool
    sending_line: int | None
    browser_print: bool

    @property
    def paper(self) -> Paper:
        """What kind it is."""
        return self.title.paper

    @property
    def is_show(self) -> bool:
        """Whether a place with a day may be where something happens, not where a letter was written."""
        return self.paper in (Paper.EVENT, Paper.BOOKING) or (self.event is not None and not self.letter)


def lines_of(text: str) -> list[Line]:
    """Cuts a text into its lines with words; of a long one, its beginning and its end."""
    tail = "\n" + text[-_TAIL_CHARS:] if len(text) > _HEAD_CHARS else ""
    raw = [line for line in compose(text[:_HEAD_CHARS] + tail).splitlines() if line.strip()]
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


def _from_browser(lines: list[Line]) -> bool:
    """Tells whether the edges of the text are those of a printed web page."""
    edges = [line.folded for line in (*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:])]
    address = any(cues.WEB_ADDRESS.search(line) for line in edges)
    return address and any(cues.PAGE_COUNT.search(line) for line in edges)


def _dates(folded: list[str], whole: str) -> list[tuple[Written, ...]]:
    """Finds each line's dates; what one line leaves open another may decide."""
    order = order_of(whole, english=cues.reads_english(whole))
    full = [tuple(decided(one, line) for one in written_dates(line, order=order)) for line in folded]
    years = {one.at.year for row in full for one in row}
    return [_completed(row, line, years) for row, line in zip(full, folded, strict=True)]


def _completed(row: tuple[Written, ...], line: str, years: set[int]) -> tuple[Written, ...]:
    free = (
        one for one in with_year(line, years) if all(one.end <= it.start or it.end <= one.start for it in row)
    )
    return tuple(sorted((*row, *free), key=lambda one: one.start))


def page_of(lines: list[Line]) -> Page:
    """Reads what the whole text is."""
    whole = "\n".join(line.folded for line in lines)
    days = {date.at.date() for line in lines for date in line.dates if date.precision is not Precision.MONTH}
    letter = any(cues.LETTER.search(line.folded) for line in lines)
    title = paper_title([line.text for line in lines], [line.folded for line in lines], letter=letter)
    if title.paper is Paper.UNKNOWN and any(
        cues.STATEMENT.search(line.folded) for line in lines[:_STATEMENT_LINES]
    ):
        title = Title(Paper.STATEMENT)
    event = next((line.place for line in lines if cues.EVENT.search(line.folded)), None)
    receipt = len(whole) <= _RECEIPT_CHARS and len(days) == 1 and bool(cues.RECEIPT.search(whole))
    return Page(
        title=title,
        event=event,
        letter=letter,
        single_day_receipt=receipt and title.paper in _TILLS and event is None and not letter,
        browser_print=_from_browser(lines),
        sending_line=next((line.place for line in lines[:_TOP_LINES] if cues.SENT.match(line.folded)), None),
    )
