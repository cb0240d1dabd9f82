"""The words of a rule as a proof writes them, with accents and capitals: people are told those."""

import re
import unicodedata
from typing import Final

from dossier.intake.sorting.rubrics import Phrase, plain

_WORD: Final = re.compile(r"[^\W_]+")


def as_written(phrase: Phrase, text: str) -> str:
    """Gives the words of a phrase as a text writes them; as the phrase has them when it does not."""
    composed = unicodedata.normalize("NFC", text)
    # Most words of a text stand in it many times.
    parts_of = {word: plain(word).split() for word in set(_WORD.findall(composed))}
    found = [
        (part, match.start(), match.end())
        for match in _WORD.finditer(composed)
        for part in parts_of[match.group()]
    ]
    wanted = phrase.words.split()
    parts = [part for part, _, _ in found]
    for place in range(len(parts) - len(wanted) + 1):
        if _stands(phrase, parts[place : place + len(wanted)]):
            begin, end = found[place][1], found[place + len(wanted) - 1][2]
            return " ".join(composed[begin:end].replace("_", " ").split())
    return phrase.words


def _stands(phrase: Phrase, parts: list[str]) -> bool:
    """Tells whether words are those of a phrase, whose ends may be a beginning or an end of a word."""
    return bool(parts) and phrase.needle in f" {' '.join(parts)} "
