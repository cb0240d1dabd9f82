"""A telephone number found in any words, with or without its country's code, however it is grouped."""

import re
from collections.abc import Iterator
from typing import Final

from dossier.annex.sought import DATES, bare

_CODE: Final = r"(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})"
"""Of a country (ITU-T E.164, annex: codes of one and two digits; all others have three)."""

_ABROAD: Final = re.compile(rf"(?:\+|00){_CODE}")
_LONGEST_AT_HOME: Final = 10
_FEWEST: Final = 6
"""Digits of a telephone number; fewer are an extension or any number."""

_SURE: Final = 9
"""Digits that do not stand anywhere by chance, even beside others."""

_CORE: Final = 8
"""Digits from the end that tell a number, when another beginning was typed."""

_NEXT: Final = re.compile(r"[^\W\d_]+|[;|#\n]|\s/\s|,\s|\s[-\u2013]\s(?=0\d\d)|(?=\+)")
"""Stands between two numbers in one field; a word may say whose they are."""

_APART: Final = r"[\W_]{0,3}"
_IN_LINE: Final = r"(?:[^\w\r\n]|_){0,3}"


def phones(field: str) -> Iterator[str]:
    """Finds the numbers that were typed into one field, by patterns that need no borders."""
    for typed in _NEXT.split(bare(field).replace("(0)", "")):
        sign = "+" if "+" in typed else ""
        # Longer than any number of the world: two or more, one behind the other.
        for digits in re.findall(r"\d{10}(?=\d{6})|\d+", re.sub(r"\D", "", typed)):
            if len(own := _at_home(f"{sign}{digits}")) >= _FEWEST:
                yield _written(own)


def _at_home(number: str) -> str:
    """Gives a number's digits without its country's code and the 0 in front."""
    if len(number) > _LONGEST_AT_HOME and number[0] not in "0+":
        number = f"+{number}"
    return _ABROAD.sub("", number, count=1).lstrip("0") if _ABROAD.match(number) else number.lstrip("0")


def _written(own: str) -> str:
    digits = _APART.join(own)
    before, after = ("", "") if len(own) >= _SURE else (r"(?<!\d)", r"(?!\d)")
    abroad = rf"(?:(?:\+|00){_APART}{_CODE}{_APART}|(?<!\d){_CODE}(?=\d))(?:0{_APART})?{digits}"
    head, core = own[:-_CORE], _IN_LINE.join(own[-_CORE:])
    begun = rf"(?:{_IN_LINE.join(head)}{_IN_LINE}|\d{{1,2}})?" if head else r"\d{0,2}"
    return rf"{before}(?:{abroad}|0{_APART}{digits}){after}|(?<!\d)(?!{'|'.join(DATES)}){begun}{core}(?!\d)"
