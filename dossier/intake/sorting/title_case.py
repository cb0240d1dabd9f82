"""Headings as people write them: no code, no table, no shouting."""

import re
from typing import Final

from dossier.intake.sorting.party_rules import party_rules
from dossier.intake.sorting.rubrics import load_rubrics, plain

_CODE = re.compile(
    r"[{}]|<[!/]?\w+[^<]*>|=>|^[\w.]+\(.*\);?$|^(?:var|let|const|function|import|@\w+) |^[A-Z-]+:[A-Z]{3,}|"
    r"^#!|^\W*$"
)
_TABLE = re.compile(r"\S[;|\t]\S|^[^\s,]+(?:,[^\s,]+){2,}$|\t")
# A line that only says which version a text is.
_VERSION = re.compile(
    r"^(?:version|(?:dernière )?mise à jour|date d.(?:entrée|effet)|en vigueur|last (?:updated|modified)|"
    r"effective|stand|gültig ab|laatst (?:bijgewerkt|gewijzigd)|versie)\b.*\d",
    re.IGNORECASE,
)
_NAMED_BY_FILE = re.compile(r"\.(?:csv|tsv|ics|vcf|css|js|json|xml|log|ini|py|sh)$", re.IGNORECASE)
_LOUD_LETTERS: Final = 6
# "EDF", "SFR" and "ING" stay; "LEA" and "JEAN" are names that shout.
_LETTERS_ONLY = re.compile(r"[^aeiouy]{1,4}|[aeiouy][^aeiouy]{2,3}")
_NUMBER_MARK = re.compile(r"(?<!\w)(?:No|Nr|N[o°º])(?![^\W\d_])")
"""Of whose small letter nobody thinks: "INVOICE No. 12"."""
_ABBREVIATION: Final = 3
_BARE_WORDS: Final = 2
_GIVEN_NAMES: Final = 2


def heading_of(subject: str, name: str) -> str:
    """Gives what a file calls itself; "" when that is code, the head of a table, markup or a version."""
    if (
        _VERSION.match(subject)
        or _CODE.search(subject)
        or _TABLE.search(subject)
        or _NAMED_BY_FILE.search(name)
    ):
        return ""
    return calm(subject)


def calm(words: str) -> str:
    """Writes words in capitals as a sentence: "RAPPEL DE PAIEMENT" is "Rappel de paiement".

    Words with figures and short ones that may be abbreviations ("EDF") stay, save for the first.
    """
    letters = [char for char in _NUMBER_MARK.sub("", words) if char.isalpha()]
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


def natural_name(name: str) -> str:
    """Writes a name that shouts or whispers as names are written: "LÉA MARTIN", "léa martin"."""
    words = name.split()
    letters = [char for char in name if char.isalpha()]
    loud = len(letters) >= _LOUD_LETTERS and all(char.isupper() for char in letters)
    whispers = len(words) > 1 and all(char.islower() for char in letters) and not _is_office(words[0])
    if not (loud or whispers):
        return name
    return " ".join(_name_word(word, first=not place) for place, word in enumerate(words))


def turned_name(name: str, address: str) -> str:
    """Writes the family's name last, where an address proves that it stands first: "Lenz, Sabine"."""
    family, comma, given = name.partition(", ")
    told = "".join(plain(family).split())
    owns = len(told) >= _ABBREVIATION and told in "".join(plain(address.partition("@")[0]).split())
    lone = 0 < len(given.split()) <= _GIVEN_NAMES and "," not in given
    return f"{given} {family}" if comma and owns and lone and not _is_office(given) else name


def _is_office(word: str) -> bool:
    told = plain(word)
    return any(phrase.needle in told for phrase in load_rubrics().offices)


def _name_word(word: str, *, first: bool) -> str:
    bare = plain(word).strip()
    figures = any(char.isdecimal() for char in word)
    office = len(bare) <= _ABBREVIATION and _is_office(word)  # "SAV"
    if figures or office or word in party_rules().legal_forms or _LETTERS_ONLY.fullmatch(bare):
        return word
    if not first and bare in load_rubrics().naming.fillers:
        return word.lower()
    parts = re.split("([-'’])", word)
    if not first and parts[0].lower() in ("d", "l") and len(parts) > 1:
        return parts[0].lower() + "".join(map(str.capitalize, parts[1:]))
    return "".join(map(str.capitalize, parts))


def says_more(named: str, heading: str) -> bool:
    """Tells whether a file's name says more than a bare heading ("Facture", "Service de médiation")."""
    own, other = _content(named), _content(heading)
    if any(char.isdecimal() for char in heading) or len(other) > _BARE_WORDS:
        return False
    return len(own) > len(other)


def _content(words: str) -> set[str]:
    fillers = load_rubrics().naming.fillers
    return {word for word in plain(words).split() if word not in fillers and not word.isdecimal()}
