"""What a weekday says about the date behind it: that it is right, that it is wrong, or of which year.

All text is folded. "mardi 4 mars 2026" was a Wednesday: somebody made a slip, and nobody can tell in
which word, so such a date is offered and never chosen. "mardi 3 mars" beside a date of 2026 can only
be of 2026: of three years in a row a day of a month falls on a weekday in one at most.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from dossier.intake.dates.words import MONTHS, Written, day_of, written_dates
from dossier.model.moment import Precision

_NAMES: Final = (
    # fr, en, de, nl; then es and it.
    "lundi lun monday mon montag maandag lunes lunedi",
    "mardi tuesday tues tue dienstag dinsdag martes martedi",
    "mercredi mercr mer wednesday weds wed mittwoch woensdag miercoles mie mercoledi",
    "jeudi jeu thursday thurs thur thu donnerstag donderdag jueves jue giovedi",
    "vendredi vendr ven friday fri freitag vrijdag viernes venerdi",
    "samedi sam saturday sat samstag sonnabend zaterdag sabado sabato",
    "dimanche dim sunday sun sonntag zondag domingo domenica",
)
_SHORT: Final = {
    "mar": 1, "mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "sa": 5, "so": 6,
    "ma": 0, "wo": 2, "vr": 4, "za": 5, "zo": 6, "gio": 3, "vie": 4, "sab": 5, "dom": 6,
}  # fmt: skip
"""Abbreviations that are also other words: they need their point or comma."""
_WEEKDAYS: Final = {name: number for number, names in enumerate(_NAMES) for name in names.split()}
NAMED: Final = rf"\b(?:{'|'.join(sorted((*_WEEKDAYS, *_SHORT), key=len, reverse=True))})\b"
"""Every way to write a weekday, where a date must follow."""
_LONGEST: Final = 20
_BEFORE: Final = re.compile(
    rf"(?<!\w)(?:(?P<name>{'|'.join(sorted(_WEEKDAYS, key=len, reverse=True))})\.?,?"
    rf"|(?P<short>{'|'.join(_SHORT)})[.,]{{1,2}}) ?(?:le |den |the |de )?$"
)
_MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_WITHOUT_YEAR: Final = re.compile(
    rf"(?<![\w./+-])(?:(?P<d>\d{{1,2}})(?:er|eme|e|ste|de|st|nd|rd|th|º|°)?\.? (?:de |of )?(?P<m>{_MONTH})\b"
    rf"|(?P<em>{_MONTH})\.? (?P<ed>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:h]\d))(?!\.?,? ?(?:de |of )?\d{{4}})"
)
_TOP_CHARS: Final = 2000
_TOLD_CHARS: Final = 120
_OPENING: Final = re.compile(
    r"^\W*(?:date|datum|dated|le|den|am|on|op|the|fait (?:a|le)[\w' -]{0,40}|[a-z][a-z' .-]{1,40},)?"
    r"[\s:.,]*(?:le|den|the|op|on)?\s*(?:[a-z]{2,9}[.,]{0,2} ?)?$"
)
"""What may stand before a paper's own date at the beginning of a line."""


_CLOSING: Final = re.compile(r"[ .,]*(?:(?:jl|dernier|courant|dezer|last|d\. ?j|ds\. ?js)[ .,]*)?")
"""What may stand behind it: "3 april jl." names the last one before a day that is not written either."""


def weekday_before(folded: str, start: int) -> int | None:
    """Gives the day of the week that stands directly before a date, Monday 0; None when none does."""
    match = _BEFORE.search(folded[max(0, start - _LONGEST) : start])
    if match is None:
        return None
    return _WEEKDAYS[match["name"]] if match["name"] else _SHORT[match["short"]]


def contradicts(written: Written, folded: str) -> bool:
    """Tells whether the weekday before a date is another one than the date's, in every reading."""
    named = weekday_before(folded, written.start)
    if named is None or written.precision is Precision.MONTH:
        return False
    readings = [written.at] if written.other is None else [written.at, written.other]
    return all(one.weekday() != named for one in readings)


def decided(written: Written, folded: str) -> Written:
    """Keeps the one reading of unsure figures that falls on the weekday before them."""
    named = weekday_before(folded, written.start)
    if written.other is None or named is None:
        return written
    right = [one for one in (written.at, written.other) if one.weekday() == named]
    return replace(written, at=right[0], other=None) if len(right) == 1 else written


def weekday_off(folded: str, at: datetime) -> bool:
    """Tells whether words give a date with a weekday that is not its own."""
    return any(one.at.date() == at.date() and contradicts(one, folded) for one in written_dates(folded))


def with_year(folded: str, years: Collection[int]) -> Iterator[Written]:
    """Finds dates without a year, whose weekday falls on them in one year only.

    Args:
        folded: A line.
        years: Those of the full dates in the same text.
    """
    for match in _WITHOUT_YEAR.finditer(folded) if years else ():
        named = weekday_before(folded, match.start())
        if named is None:
            continue
        near = {year + step for year in years for step in (-1, 0, 1)}
        month, number = MONTHS[match["m"] or match["em"]], int(match["d"] or match["ed"])
        days = [day for year in sorted(near) if (day := day_of(year, month, number)) is not None]
        right = [day for day in days if day.weekday() == named]
        if len(right) == 1:
            yield Written(start=match.start(), end=match.end(), at=right[0], precision=Precision.DAY)


def yearless(folded: str) -> str:
    """Gives the line near the top of a text that dates it without saying the year; "" when none does."""
    for line in folded[:_TOP_CHARS].splitlines():
        match = _WITHOUT_YEAR.search(line[: 2 * _TOLD_CHARS])
        if match and _OPENING.match(line[: match.start()]) and _CLOSING.fullmatch(line[match.end() :]):
            return " ".join(line.split())[:_TOLD_CHARS]
    return ""
