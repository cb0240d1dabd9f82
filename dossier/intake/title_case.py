"""Headings as people write them: no code, no table, no shouting."""

import re
from typing import Final

from dossier.intake.rubrics import load_rubrics, plain

_CODE = re.compile(
    r"[{}]|<[!/]?\w+[^<]*>|=>|^[\w.]+\(.*\);?$|^(?:var|let|const|function|import|@\w+) |^[A-Z-]+:[A-Z]{3,}|"
    r"^#!|^\W*$"
)
_TABLE = re.compile(r"\S[;|\t]\S|^[^\s,]+(?:,[^\s,]+){2,}$|\t")
_NAMED_BY_FILE = re.compile(r"\.(?:csv|tsv|ics|vcf|css|js|json|xml|log|ini|py|sh)$", re.IGNORECASE)
_LOUD_LETTERS: Final = 6
_ABBREVIATION: Final = 3
_BARE_WORDS: Final = 2


def heading_of(subject: str, name: str) -> str:
    """Gives what a file calls itself; "" when that is code, the head of a table, or markup."""
    if _CODE.search(subject) or _TABLE.search(subject) or _NAMED_BY_FILE.search(name):
        return ""
    return calm(subject)


def calm(words: str) -> str:
    """Writes words in capitals as a sentence: "RAPPEL DE PAIEMENT" is "Rappel de paiement".

    Words with figures and short ones that may be abbreviations ("EDF") stay, save for the first.
    """
    letters = [char for char in words if char.isalpha()]
    if len(letters) < _LOUD_LETTERS or any(char.islower() for char in letters):
        return words
    fillers = load_rubrics().naming.fillers
    told = []
    for place, word in enumerate(words.split(" ")):
        short = len(plain(word).strip()) <= _ABBREVIATION
        keeps = any(char.isdecimal() for char in word) or (
            short and place and not {*plain(word).split()} <= fillers
        )
        told.append(word if keeps else word.lower())
    said = " ".join(told)
    return said[:1].upper() + said[1:]


def says_more(named: str, heading: str) -> bool:
    """Tells whether a file's name says more than a bare heading ("Facture", "Service de médiation")."""
    own, other = _content(named), _content(heading)
    if any(char.isdecimal() for char in heading) or len(other) > _BARE_WORDS:
        return False
    return len(own) > len(other)


def _content(words: str) -> set[str]:
    fillers = load_rubrics().naming.fillers
    return {word for word in plain(words).split() if word not in fillers and not word.isdecimal()}
