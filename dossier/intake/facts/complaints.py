"""When the consumer complained, when that came in, and what the trader answered.

Deadlines hang on these days, so the earliest complaint counts; where another paper tells of a still
earlier one nothing is proposed. No letter proves its own receipt.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from dossier.intake.dates.words import fold, numeric_order
from dossier.intake.facts.phrases import (
    ACKNOWLEDGED,
    CLAIM,
    COMPLAINT_NAMES,
    DELIVERED,
    NOT_YET,
    NOTICE,
    REFUSED,
    REGISTERED,
    REGISTERED_POST,
)
from dossier.intake.facts.said import Said, days_in
from dossier.intake.facts.sides import Sides
from dossier.model.facts import Milestone
from dossier.model.piece import MailHeader, Piece

Day = tuple[Piece, date, str]
"""What says a day, the day, and its words; "" when it is the piece's own day."""

_RUBRICS: Final = ("complaint", "correspondence", "return", "defect")
_ASKING: Final = (CLAIM, NOTICE)
_HEAD_LINES: Final = 2
_WORDS_CHARS: Final = 120
_TOLD_OF: Final = re.compile(
    rf"(?i)\b{COMPLAINT_NAMES} (?:écrite )?(?:du|en date du|datée du|van|vom|of|dated|del|di)\s*$"
)


def complaint_days(said: Sequence[Said], sides: Sides) -> dict[Milestone, Day | None]:
    """Gives the days of the complaint, of its receipt and of the refusal, as far as they are certain.

    Args:
        said: All that is said in the dossier.
        sides: Who is who.
    """
    there = [one for one in said if one.piece.rubric in _RUBRICS]
    own = [one for one in there if _is_own(one, sides) and (one.sender or _claims(one))]
    registered = [one for one in there if one not in own and _registers(one, sides)]
    complaints = [*(one for one in own if _claims(one)), *(one for one in registered if not _is_mail(one))]
    first = _earliest(_dated(complaints, *_ASKING, REGISTERED))
    told_of = [day for one in there for day in _told_of(one)] + [day for _, day, _ in _dated(registered)]
    if first is None or any(day < first[1] for day in told_of):
        return {}
    asked = first[1]
    received = (
        *_dated(registered, REGISTERED),
        *_dated((one for one in there if _acknowledges(one, sides)), ACKNOWLEDGED),
        *_handed_over(there, own),
    )
    refused = _dated((one for one in there if _refuses(one, sides)), REFUSED)
    later = min((day for _, day, _ in _dated(own) if day > asked), default=date.max)
    return {
        Milestone.COMPLAINT: first,
        # What came in after a second letter may be that one.
        Milestone.COMPLAINT_RECEIVED: _earliest(told for told in received if asked <= told[1] < later),
        Milestone.ANSWER: _earliest(told for told in refused if told[1] >= asked),
    }


def _earliest(days: Iterable[Day]) -> Day | None:
    return min(days, key=lambda told: told[1], default=None)


def _dated(said: Iterable[Said], *signs: re.Pattern[str]) -> Iterator[Day]:
    """Gives the days of messages that have one, each with the line that shows a sign."""
    for one in said:
        if one.day is not None:
            lines = (line for line in one.words.splitlines() if any(sign.search(line) for sign in signs))
            yield one.piece, one.day, _short(next(lines, ""))


def _is_own(one: Said, sides: Sides) -> bool:
    """Tells whether the consumer wrote it to the trader; a letter is known by what it is and begins with."""
    if one.sender:
        unknown = one.main and one.piece.rubric == "complaint" and not sides.others.wrote(one.sender)
        mine = sides.is_own(one.sender) or (unknown and not sides.trader.wrote(one.sender))
        return mine and _is_with(one, sides)
    return (
        one.main and one.piece.rubric == "complaint" and not _is_mail(one) and not _heads_strange(one, sides)
    )


def _heads_strange(one: Said, sides: Sides) -> bool:
    """Tells whether a paper begins with the name of somebody else than the consumer."""
    for line in one.words.strip().splitlines()[:_HEAD_LINES]:
        if sides.own.is_named_in(line):
            return False
        if sides.trader.is_named_in(line) or sides.others.is_named_in(line):
            return True
    return False


def _is_with(one: Said, sides: Sides) -> bool:
    """Tells whether it went to the trader; of a print its words say it; while nobody is known it may be."""
    known = bool(sides.trader.names or sides.trader.addresses)
    place = one.to if _is_mail(one) and one.main else f"{one.piece.title}\n{one.to}\n{one.piece.text}"
    return (
        not known or not place.strip() or sides.trader.is_named_in(place) or sides.trader.wrote(one.to or "–")
    )


def _is_mail(one: Said) -> bool:
    return isinstance(one.piece.preface, MailHeader)


def _claims(one: Said) -> bool:
    filed = one.piece.rubric == "complaint" and _is_mail(one) and one.main
    return filed or any(sign.search(_all(one)) for sign in _ASKING)


def _registers(one: Said, sides: Sides) -> bool:
    """Tells whether the trader's own page or mail says that a complaint came in."""
    theirs = sides.trader.wrote(one.sender) if one.sender else _is_with(one, sides)
    return one.main and theirs and bool(REGISTERED.search(_all(one)))


def _acknowledges(one: Said, sides: Sides) -> bool:
    return sides.trader.wrote(one.sender) and bool(ACKNOWLEDGED.search(one.words))


def _refuses(one: Said, sides: Sides) -> bool:
    return sides.trader.wrote(one.sender) and bool(REFUSED.search(one.words))


def _handed_over(said: Sequence[Said], own: Sequence[Said]) -> Iterator[Day]:
    """Gives the day that a slip of a registered letter says it was handed over on."""
    for one in said:
        if one in own or not REGISTERED_POST.search(_all(one)):
            continue
        order = numeric_order(fold(one.words), english=False)
        for line in one.words.splitlines():
            found = DELIVERED.search(line)
            if found and not NOT_YET.search(line[: found.start()]):
                yield from ((one.piece, day, _short(line)) for _, day in days_in(line[found.end() :], order))


def _told_of(one: Said) -> Iterator[date]:
    """Gives the days of which it says that a complaint was made then."""
    order = numeric_order(fold(one.words), english=False)
    for line in one.words.splitlines():
        yield from (day for place, day in days_in(line, order) if _TOLD_OF.search(line[: place.start]))


def _all(one: Said) -> str:
    """Gives the words of a message, of one that is a whole piece with its title."""
    return f"{one.piece.title}\n{one.words}" if one.main else one.words


def _short(words: str) -> str:
    return " ".join(words.split())[:_WORDS_CHARS]
