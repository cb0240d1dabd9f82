"""A part of a month or year as a person types it: "début avril 2026", "mid-2025", "hiver 2025-2026"."""

import re
from typing import Final

from dossier.model.moment import Moment, Precision
from dossier.model.stretch import Part, Stretch, stretch_of
from dossier.texts.catalogue import Texts
from dossier.texts.typed_days import TypedWords, any_of, listed, typed_month, typed_year

_SEASONS: Final = frozenset({Part.SPRING, Part.SUMMER, Part.AUTUMN, Part.WINTER})
_TWO_YEARS: Final = re.compile(r"(\d{4}) ?[-/\u2013] ?(\d{4}|\d{2})")


def typed_part(said: str, words: TypedWords, texts: Texts) -> Moment | None:
    """Reads what is about a part of a month or a year.

    A winter lies in two years and names both, or it is not understood: nobody knows which is meant.

    Args:
        said: As typed, without case and accents.
        words: The language's words for days and months.
        texts: The language, for the names of the parts.
    """
    before, after = _leading(listed(texts, "part_before")), _leading(listed(texts, "part_after"))
    for part in Part:
        names = any_of(listed(texts, str(part)))
        match = re.fullmatch(rf"(?:{before}){{0,2}}(?:{names})(?: (?:{after})| ?- ?| )(.+)", said)
        found = _period(match[1], part, words) if match else None
        if found is not None:
            return found.moment()
    return None


def _leading(words: tuple[str, ...]) -> str:
    """Makes a pattern of words that stand before another one; only an apostrophe needs no space."""
    return any_of(word if word.endswith("'") else f"{word} " for word in words)


def _period(said: str, part: Part, words: TypedWords) -> Stretch | None:
    if part is Part.WINTER:
        years = _TWO_YEARS.fullmatch(said)
        first, last = (int(years[1]), int(years[2][-2:])) if years else (0, 0)
        known = years is not None and (first + 1) % 100 == last and typed_year(str(first)) is not None
        return Stretch(part=part, year=first) if known else None
    whole = typed_year(said) or (None if part in _SEASONS else typed_month(said, words))
    if whole is None or whole.at is None:
        return None
    month = whole.at.month if whole.precision is Precision.MONTH else 0
    return Stretch(part=part, year=whole.at.year, month=month)


def part_in_words(moment: Moment, texts: Texts, *, month: str) -> str:
    """Writes a date that is about a part of a month or year; "" for any other date.

    Args:
        moment: The date.
        texts: The words.
        month: Its month and year, written out.
    """
    stretch = stretch_of(moment)
    if stretch is None:
        return ""
    period = month if stretch.month else f"{stretch.year:04}"
    if stretch.part is Part.WINTER:
        period = f"{stretch.year:04}-{stretch.year + 1:04}"
    return texts.say(f"typed.part_{stretch.part}", period=period)
