"""Words without case, accents and punctuation, to find them in other words."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """Gives the bare words, one space before and behind each: " mise en demeure "."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " " + " ".join(_WORD.findall(bare)) + " "


def has_words(text: str, wanted: Iterable[str]) -> bool:
    """Tells whether one of some runs of words stands in a text; an empty run stands nowhere."""
    words = folded(text)
    return any(run in words for run in map(folded, wanted) if run.strip())
