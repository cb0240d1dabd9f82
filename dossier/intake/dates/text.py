"""The date that a document's own words give it: an invoice's, a letter's, a ticket's, a statement's.

Every date on the page is weighed by the words around it; one is chosen only when it stands clearly
above all others, because a wrong date is worse than none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dossier.intake.dates import cues, decisive, signs
from dossier.intake.dates.page import Line, Page, lines_of, page_of
from dossier.intake.dates.paper_words import Paper
from dossier.intake.dates.papers import names_a_paper, title_end
from dossier.intake.dates.places import goes_on, is_placed
from dossier.intake.dates.talks import TALK
from dossier.intake.dates.weekdays import contradicts
from dossier.intake.dates.weighed import Weighed, is_outlived, is_story, ordered
from dossier.intake.dates.words import Written, fold
from dossier.model.moment import Moment, Precision, Source, month
from dossier.model.piece import FileKind

_PROPOSALS = 6
_EVIDENCE_CHARS = 200
_NEAR_CHARS = 80
_SENDER_LINES = 6
_TITLE_BLOCK = 3
_TALK_LINES = 2

_SENT_POINTS = 10
_PLACE_POINTS = 9
_TITLE_POINTS = 9
_BARE_POINTS = 7
_ALONE_POINTS = 6
_OUT = -20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """The words around a date on its line: before it, back to another date, folded and raw; after it, raw."""

    before: str
    raw: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextDates:
    """The dates of a document's words.

    Attributes:
        own: The document's own; None when none stands clearly above the others.
        others: The rest, the likeliest first.
    """

    own: Moment | None = None
    others: tuple[Moment, ...] = ()


def dates_in_text(text: str, *, kind: FileKind) -> TextDates:
    """Finds the dates of a document's words.

    Args:
        text: Its words; line ends matter.
        kind: What it is: a plain text is believed only with the strongest words, a web page never.

    Returns:
        At most six others.
    """
    lines = lines_of(text)
    weighed = _weigh_all(lines)
    if not weighed:
        return TextDates()
    least = cues.STRONG if kind is FileKind.TEXT else cues.TRUSTED
    chosen = None if kind is FileKind.WEB else _winner(weighed, least=least)
    own = None if chosen is None else _moment(chosen)
    others: dict[tuple[object, Precision], Moment] = {}
    for moment in (moment for one in weighed for moment in _readings(one)):
        if own is None or moment.at != own.at:
            others.setdefault((moment.at, moment.precision), moment)
    return TextDates(own=own, others=tuple(others.values())[:_PROPOSALS])


def _weigh_all(lines: list[Line]) -> list[Weighed]:
    page = page_of(lines)
    return ordered(list(_weigh_each(lines, page)), page)


def _weigh_each(lines: list[Line], page: Page) -> Iterator[Weighed]:
    for line in lines:
        for index, date in enumerate(line.dates):
            captured = _captured(line, index, page)
            capture = _OUT if page.mail_print else cues.CAPTURED
            points = capture if captured else _points(line, index, page)
            if points > 0 and line.near_top and not captured:
                points += 1
            if date.precision is Precision.MONTH:
                points = min(points, 0)
            before = _around(line, index).before
            yield Weighed(date=date, points=points, line=line, captured=captured, before=before)


_CLOCKED_LINES = frozenset({Paper.BOOKING, Paper.TRACKING})
"""Kinds whose lines begin with a day and a time of their own: only the first line is the browser's."""


def _captured(line: Line, index: int, page: Page) -> bool:
    """Tells the day on which a page was printed or saved; browsers print it with a clock."""
    if page.paper is Paper.EVENT or index or line.place == page.sending_line:
        return False
    before = line.folded[: line.dates[0].start]
    if cues.CAPTURE.search(before):
        return page.paper is not Paper.BOOKING
    begins = not before.strip() and not (page.paper in _CLOCKED_LINES and line.place)
    bare = begins or bool(signs.PAGE_COUNT_BEFORE.fullmatch(before))
    return page.browser_print and line.dates[0].has_clock and bare and len(line.dates) == 1


def _around(line: Line, index: int) -> _Around:
    date = line.dates[index]
    begin = line.dates[index - 1].end if index else 0
    return _Around(
        before=line.folded[begin : date.start],
        raw=line.text[begin : date.start],
        after=line.text[date.end : date.end + _NEAR_CHARS],
    )


def _points(line: Line, index: int, page: Page) -> int:
    """Weighs one date by the words before and after it, or those above its column."""
    around = _around(line, index)
    before, after = around.before, around.after
    if page.paper is Paper.TRACKING:
        return decisive.on_the_way(line, page)
    if (
        cues.AGAINST_AFTER.match(fold(after))
        or cues.QUOTED.search(line.folded[-_NEAR_CHARS:])
        or cues.SUBJECT_LINE.match(before)
    ):
        return _OUT
    if page.paper is Paper.STATEMENT and decisive.is_drawn(fold(after)):
        return _OUT
    if page.paper is Paper.STATEMENT and index and cues.CLOSING_SPAN.search(before):
        return _OUT if decisive.is_next(line, line.folded[: line.dates[index].start]) else cues.STRONG
    decided = decisive.points(line, before, page)
    if decided is not None:
        return decided
    if line.place == page.sending_line and not index:
        return _SENT_POINTS
    titled = 0 if index else _told_by_title(line, after, page) or _told_by_talk(line, before)
    told = titled or _told(before, line, page) or _told_by_place(line, around, page)
    if told:
        return told
    if not cues.NOTHING.match(before):
        return _alone(line, page)
    return _told_above(line, index, page) or _bare(line, after, page) or _alone(line, page)


def _told_by_talk(line: Line, before: str) -> int:
    """Weighs "Appel au service client le", with which a note of a call begins."""
    talk = line.place < _TALK_LINES and TALK.match(before)
    return _TITLE_POINTS if talk and not (cues.AGAINST.search(before) or decisive.is_plan(line)) else 0


_NAMELESS = frozenset({Paper.EVENT, Paper.BOOKING, Paper.UNDOING, Paper.UNKNOWN})
"""Kinds whose title has the day of what they are about: "Billet du 14 mai", "Annulation du 3 mars"."""


_ANOTHER = re.compile(
    r"(?<![\w/-])(?![\w/-]*\d)(?!(?:num|numero|nummer|number|date|dated|vom|van|the|del|passee|placed|"
    r"effectuee|geplaatst)(?!\w))[a-z]{3}"
)
"""Words behind a title that is said again further down: "Rapport du patrouilleur du" is of another paper."""


def _told_by_title(line: Line, after: str, page: Page) -> int:
    """Weighs "Facture n° 2026-118 du", "Note du", "Lieferschein 12 vom" in the paper's own title."""
    if line.place == page.headline and not after.strip(" .,"):
        return _TITLE_POINTS
    place = page.title.place
    if page.paper in _NAMELESS or not place <= line.place <= place + _TITLE_BLOCK:
        return 0
    if page.body is not None and line.place > page.body:
        return 0  # Below its salutation a letter tells of another paper.
    before, raw = line.folded[: line.dates[0].start], line.text[: line.dates[0].start]
    end = title_end(page.paper, raw, before)
    if end is None or cues.SENTENCE.match(after) or cues.THEIRS.search(before):
        return 0
    rest = before[end:]
    if line.place > place and _ANOTHER.search(rest) and not decisive.made(rest):
        return 0
    receipt = page.paper is Paper.RECEIPT and page.event is None and cues.TICKET_FILLER.fullmatch(rest)
    if not (receipt or cues.TITLE_FILLER.fullmatch(rest)):
        return 0
    others = bool(names_a_paper(rest) or cues.AGAINST.search(rest) or cues.RECEIVED.search(rest))
    others = others or decisive.is_to_pay(rest, page)
    return _OUT if others else _TITLE_POINTS


_MAILBOX = re.compile(r"\S+@\S+")
"""A name of a mailbox, "livraison@", says nothing of a day beside it."""


def _told(before: str, line: Line, page: Page) -> int:
    """Weighs by the words directly before a date; the nearest decide."""
    # Behind a sentence, not behind "ven." and nothing more.
    clause = cues.DOUBLED.sub("", re.split(r"(?<=[a-z]{3})\. (?=\S)", _MAILBOX.sub(" ", before))[-1])
    if page.paper is Paper.STATEMENT and (decisive.opens(clause) or decisive.is_next(line, clause)):
        return _OUT
    if decisive.is_to_pay(clause, page):
        return _OUT
    found = [(cue, match) for cue in cues.CUES if (match := cue.pattern.search(clause))]
    # Words that date two kinds of paper date the one that this is.
    found.sort(key=lambda one: page.paper not in one[0].papers)
    for cue, match in found:
        cited = cue.alone and "dated" in match[0] and names_a_paper(clause[: match.start()])
        own = not cited and _is_own(cue, line, page) and not cues.AGAINST.search(clause, match.start())
        return cue.points if own else _OUT
    return _OUT if cues.AGAINST.search(clause[-60:]) else 0


def _is_own(cue: cues.Cue, line: Line, page: Page) -> bool:
    """Tells whether words date this kind of paper, and not one that it speaks of."""
    if cue.alone:
        event = None if page.stay else page.event
        happening = event is not None and (page.paper is Paper.UNKNOWN or event <= line.place)
        return page.paper not in (Paper.EVENT, Paper.BOOKING) and not happening
    if not cue.papers or page.paper in cue.papers:
        return True
    return page.paper is Paper.UNKNOWN and line.untitled


def _told_by_place(line: Line, around: _Around, page: Page) -> int:
    """Weighs a letter's "Bruxelles, le", and a sender's address on the day's own line."""
    if "@" in around.before and line.place < _SENDER_LINES and line.dates[0].precision is not Precision.DAY:
        return _SENT_POINTS
    below = page.body is not None and line.place > page.body
    if goes_on(line.label, bare=below and "," not in around.before):
        return 0
    placed = is_placed(around.before, around.raw, around.after, show=page.is_show, towns=page.towns)
    return _PLACE_POINTS if placed else 0


def _told_above(line: Line, index: int, page: Page) -> int:
    """Weighs by the label above: one label over one date, or a row of labels over a row of dates."""
    if re.search(r"\d{4}", line.label) or (len(line.above) > 1 and _told(line.above[-2], line, page)):
        return 0
    labels = re.split(
        r"\s{2,}|\||\t|(?<=\w) (?=date |datum |data |fecha |due date|[a-z]+datum)", line.label.strip()
    )
    labels = [label for label in labels if _told(label, line, page)]
    return _told(labels[index], line, page) if len(labels) == len(line.dates) else 0


_NEVER_BARE = frozenset(
    {Paper.EVENT, Paper.BOOKING, Paper.STATEMENT, Paper.UNDOING, Paper.REPAIR, Paper.TERMS, Paper.UNKNOWN}
)


def _bare(line: Line, after: str, page: Page) -> int:
    """Weighs a line that is a date and nothing else, as letters and receipts begin."""
    if after.strip(" .,|") or len(line.dates) > 1 or not line.near_top or line.under_labels:
        return 0
    if any(decisive.is_to_pay(one, page) for one in line.above):
        return 0
    if page.letter and page.paper is not Paper.STATEMENT:
        return _BARE_POINTS
    return 0 if page.paper in _NEVER_BARE or page.event is not None else _BARE_POINTS


def _waits(line: Line, page: Page) -> bool:
    """Tells whether a day may belong to a label above; a till's clock does not where that has its own."""
    if any(decisive.is_to_pay(one, page) for one in line.above):
        return True
    clocked = line.dates[0].precision in (Precision.MINUTE, Precision.SECOND)
    filled = clocked and not any(cues.LABEL.search(one) for one in line.above)
    against = (one for one in line.above if cues.AGAINST.search(one))
    return line.under_labels and not (filled and all(re.search(r"\d{4}", one) for one in against))


def _alone(line: Line, page: Page) -> int:
    """Weighs the only day of a till receipt, which needs no words; a sentence does.

    A bill that says when it was ordered, or is to be paid, and no more, has not said its own day.
    """
    if not page.single_day_receipt or is_story(line) or _waits(line, page):
        return 0
    return 0 if page.paper is Paper.INVOICE and _says_of_what(line) else _ALONE_POINTS


def _says_of_what(line: Line) -> bool:
    """Tells whether words, and not only a bill's title with its number, stand beside its only day."""
    date = line.dates[0]
    end = title_end(Paper.INVOICE, line.text[: date.start], line.folded[: date.start]) or 0
    return bool(re.search(r"[^\W\d_]{4}", line.folded[end : date.start] + line.folded[date.end :]))


def _winner(weighed: list[Weighed], *, least: int) -> Weighed | None:
    """Gives the date that stands clearly above every other day."""
    best = weighed[0]
    if best.points < least or best.date.other is not None or contradicts(best.date, best.line.folded):
        return None
    day = best.date.at.date()
    if is_outlived(best, weighed):
        return None
    rivals = (one for one in weighed if one.date.at.date() != day and one.points > 0)
    return None if any(one.points > best.points - cues.LEAD for one in rivals) else best


def _moment(one: Weighed) -> Moment:
    evidence = _evidence(one.line, one.date)
    if one.is_month:
        return month(one.date.at.year, one.date.at.month, source=Source.PAGE_TEXT, evidence=evidence)
    return Moment(precision=one.date.precision, at=one.date.at, source=Source.PAGE_TEXT, evidence=evidence)


def _readings(one: Weighed) -> tuple[Moment, ...]:
    """Gives both readings of figures that can be read two ways."""
    first = _moment(one)
    return (first,) if one.date.other is None else (first, replace(first, at=one.date.other))


def _evidence(line: Line, date: Written) -> str:
    """Gives the words around a date, on one line and not too many."""
    alone = len(line.dates) == 1 and cues.NOTHING.match(line.folded[: date.start])
    if alone and cues.LABEL.search(line.label):
        return " ".join(f"{line.heading} {line.text}".split())[:_EVIDENCE_CHARS]
    begin = max(0, min(date.start - _EVIDENCE_CHARS // 2, len(line.text) - _EVIDENCE_CHARS))
    return " ".join(line.text[begin : begin + _EVIDENCE_CHARS].split())
