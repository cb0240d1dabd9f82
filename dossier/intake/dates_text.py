"""The date that a document's own words give it: an invoice's, a letter's, a ticket's, a statement's.

Every date on the page is weighed by the words around it; one is chosen only when it stands clearly
above all others, because a wrong date is worse than none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dossier.intake import dates_cues as cues
from dossier.intake.dates_words import Written, compose, fold, numeric_order, written_dates
from dossier.model.moment import UNKNOWN, Moment, Precision, Source, month
from dossier.model.piece import FileKind

_HEAD_CHARS = 20_000
_TAIL_CHARS = 5_000
_PROPOSALS = 6
_EVIDENCE_CHARS = 200
_TOP_LINES = 15
_RECEIPT_CHARS = 3000
_STORY_WORDS = 5
_NEAR_CHARS = 80
_LABEL_LINES = 4
_SENDER_LINES = 6

_SENT_POINTS = 10
_PLACE_POINTS = 9
_BARE_POINTS = 7
_ALONE_POINTS = 6
_OUT = -20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
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
        return self.place < _TOP_LINES

    @property
    def label(self) -> str:
        return self.above[-1] if self.above else ""

    @property
    def under_labels(self) -> bool:
        """Whether it may belong to a label above that is not the nearest, as columns are read out."""
        return any(cues.AGAINST.search(one) or cues.LABEL.search(one) for one in self.above)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paper:
    """What the whole text is, as far as it changes what a bare date means."""

    statement: bool
    event: bool
    letter: bool
    single_day_receipt: bool
    sending_line: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    date: Written
    points: int
    line: _Line

    @property
    def is_month(self) -> bool:
        return self.date.precision is Precision.MONTH


def dates_in_text(text: str, *, kind: FileKind) -> tuple[Moment, ...]:
    """Finds the dates of a document's words, its own first.

    Args:
        text: Its words; line ends matter.
        kind: What it is: a plain text is believed only with the strongest words, a web page never.

    Returns:
        Empty when the text holds no date. Else the first is the document's own, or ``UNKNOWN`` when
        none stands clearly above the others; the others follow, the likeliest first, at most six.
    """
    lines = _lines(text)
    weighed = sorted(_weigh_all(lines), key=lambda one: (-one.points, one.line.place))
    if not weighed:
        return ()
    least = cues.STRONG if kind is FileKind.TEXT else cues.TRUSTED
    chosen = None if kind is FileKind.WEB else _winner(weighed, least=least)
    own = UNKNOWN if chosen is None else _moment(chosen)
    others: dict[tuple[object, Precision], Moment] = {}
    for moment in (moment for one in weighed for moment in _readings(one)):
        if moment.at != own.at:
            others.setdefault((moment.at, moment.precision), moment)
    return (own, *list(others.values())[:_PROPOSALS])


def _lines(text: str) -> list[_Line]:
    tail = "\n" + text[-_TAIL_CHARS:] if len(text) > _HEAD_CHARS else ""
    raw = [line for line in compose(text[:_HEAD_CHARS] + tail).splitlines() if line.strip()]
    folded = [fold(line) for line in raw]
    whole = "\n".join(folded)
    order = numeric_order(whole, english=cues.reads_english(whole))
    return [
        _Line(
            text=line,
            folded=small,
            place=place,
            above=tuple(folded[max(0, place - _LABEL_LINES) : place]),
            heading=raw[place - 1] if place else "",
            dates=tuple(written_dates(small, order=order)),
        )
        for place, (line, small) in enumerate(zip(raw, folded, strict=True))
    ]


def _paper(lines: list[_Line]) -> _Paper:
    whole = "\n".join(line.folded for line in lines)
    days = {date.at.date() for line in lines for date in line.dates if date.precision is not Precision.MONTH}
    statement = any(cues.STATEMENT.search(line.folded) for line in lines[:12])
    event = bool(cues.EVENT.search(whole))
    letter = any(cues.LETTER.search(line.folded) for line in lines)
    receipt = len(whole) <= _RECEIPT_CHARS and len(days) == 1 and bool(cues.RECEIPT.search(whole))
    return _Paper(
        statement=statement,
        event=event,
        letter=letter,
        single_day_receipt=receipt and not (statement or event or letter),
        sending_line=next((line.place for line in lines[:_TOP_LINES] if cues.SENT.match(line.folded)), None),
    )


def _weigh_all(lines: list[_Line]) -> Iterator[_Weighed]:
    paper = _paper(lines)
    for line in lines:
        for index, date in enumerate(line.dates):
            points = _points(line, index, paper)
            if points > 0 and line.near_top:
                points += 1
            if date.precision is Precision.MONTH:
                points = min(points, 0)
            yield _Weighed(date=date, points=points, line=line)


def _points(line: _Line, index: int, paper: _Paper) -> int:
    """Weighs one date by the words before and after it, or those above its column."""
    date = line.dates[index]
    before = line.folded[line.dates[index - 1].end if index else 0 : date.start]
    after = line.text[date.end : date.end + _NEAR_CHARS]
    if (
        cues.AGAINST_AFTER.match(fold(after))
        or cues.QUOTED.search(line.folded[-_NEAR_CHARS:])
        or cues.SUBJECT_LINE.match(before)
    ):
        return _OUT
    if paper.statement and index and cues.CLOSING_SPAN.search(before):
        return cues.STRONG
    told = _told(before, after) or _told_by_place(line, before, after, paper)
    if told:
        return told
    if not cues.NOTHING.match(before):
        return _alone(line, paper)
    return _told_above(line, index) or _bare(line, after, paper) or _alone(line, paper)


def _told(before: str, after: str = "") -> int:
    """Weighs by the words directly before a date; the nearest decide."""
    clause = re.split(r"(?<=[a-z]{3})\. ", before)[-1]
    goes_on = bool(cues.SENTENCE.match(after))
    for cue in cues.CUES:
        match = cue.pattern.search(clause)
        if match and not (cue.title and goes_on):
            return _OUT if cues.AGAINST.search(clause, match.start()) else cue.points
    return _OUT if cues.AGAINST.search(clause[-60:]) else 0


def _told_by_place(line: _Line, before: str, after: str, paper: _Paper) -> int:
    """Weighs a printed mail's first sending line, and a letter's "Bruxelles, le"."""
    if cues.SENT.match(before):
        return _SENT_POINTS if line.place == paper.sending_line else 0
    if "@" in before and line.place < _SENDER_LINES and line.dates[0].precision is not Precision.DAY:
        return _SENT_POINTS
    if cues.PLACE.match(before) and not after.strip(" .,"):
        return _PLACE_POINTS
    return 0


def _told_above(line: _Line, index: int) -> int:
    """Weighs by the label above: one label over one date, or a row of labels over a row of dates."""
    if re.search(r"\d{4}", line.label) or (len(line.above) > 1 and _told(line.above[-2])):
        return 0
    labels = re.split(r"\s{2,}|\||\t|(?<=\w) (?=date |datum |due date|[a-z]+datum)", line.label.strip())
    labels = [label for label in labels if _told(label)]
    return _told(labels[index]) if len(labels) == len(line.dates) else 0


def _bare(line: _Line, after: str, paper: _Paper) -> int:
    """Weighs a line that is a date and nothing else, as letters and receipts begin."""
    if after.strip(" .,|") or len(line.dates) > 1 or not line.near_top or line.under_labels:
        return 0
    return 0 if paper.statement or (paper.event and not paper.letter) else _BARE_POINTS


def _alone(line: _Line, paper: _Paper) -> int:
    """Weighs the only day of a till receipt, which needs no words; a sentence does."""
    story = len(re.findall(r"\b[a-zà-ÿ]{2,}\b", line.text[: 4 * _NEAR_CHARS])) >= _STORY_WORDS
    return _ALONE_POINTS if paper.single_day_receipt and not story and not line.under_labels else 0


def _winner(weighed: list[_Weighed], *, least: int) -> _Weighed | None:
    """Gives the date that stands clearly above every other day."""
    best = weighed[0]
    if best.points < least or best.date.other is not None:
        return None
    day = best.date.at.date()
    rivals = (one for one in weighed if one.date.at.date() != day and one.points > 0)
    return None if any(one.points > best.points - cues.LEAD for one in rivals) else best


def _moment(one: _Weighed) -> Moment:
    evidence = _evidence(one.line, one.date)
    if one.is_month:
        return month(one.date.at.year, one.date.at.month, source=Source.PAGE_TEXT, evidence=evidence)
    return Moment(precision=one.date.precision, at=one.date.at, source=Source.PAGE_TEXT, evidence=evidence)


def _readings(one: _Weighed) -> tuple[Moment, ...]:
    """Gives both readings of figures that can be read two ways."""
    first = _moment(one)
    return (first,) if one.date.other is None else (first, replace(first, at=one.date.other))


def _evidence(line: _Line, date: Written) -> str:
    """Gives the words around a date, on one line and not too many."""
    if len(line.dates) == 1 and _told(line.label) and cues.NOTHING.match(line.folded[: date.start]):
        return " ".join(f"{line.heading} {line.text}".split())[:_EVIDENCE_CHARS]
    begin = max(0, min(date.start - _EVIDENCE_CHARS // 2, len(line.text) - _EVIDENCE_CHARS))
    return " ".join(line.text[begin : begin + _EVIDENCE_CHARS].split())
