"""Cuts a title at a word, and keeps the number by which people look for it."""

import re
from typing import Final

LONGEST: Final = 120
"""Characters of a title: two lines of the bordereau; longer ones are cut."""

_SHORTEST_CUT: Final = 40
_READ_CHARS: Final = 1000
_NUMBER: Final = re.compile(
    r"(?<!\w)(?:n[°ºo]\.?|nr\.?|num[ée]ro|nummer|number|#)\s?[\w-]{0,24}?\d[\w/-]{0,24}(?![\w/-])",
    re.IGNORECASE,
)


def cut_title(text: str) -> str:
    """Cuts a title that is too long; a number that would be lost stands behind the ellipsis.

    "Confirmation de votre commande de deux chaises… n° 2026-118" is still found by its number.
    """
    if len(text) <= LONGEST:
        return text
    head = cut(text, LONGEST)
    numbers = [match[0] for match in _NUMBER.finditer(text[:_READ_CHARS])]
    lost = next((number for number in numbers if number not in head), "")
    if not lost or any(number in head for number in numbers):
        return head
    return f"{cut(text, LONGEST - len(lost) - 1)} {lost}"


def cut(text: str, longest: int) -> str:
    """Cuts at a word and says so with an ellipsis."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    space = head.rfind(" ")
    whole = head[: space if space >= min(_SHORTEST_CUT, longest // 2) else len(head)]
    return whole.rstrip(" ,;:–—-/(…") + "…"
