"""A line of a postal address found in any words: cut short, its number before or behind the street."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dossier.annex.sought import APART, apart, letters

_WAYS: Final = (
    "avenue av ave|boulevard bd bld blvd boul bvd|rue r|place pl|chemin chem che ch|allee allees all al"
    "|impasse imp|route rte rt|square sq|quai q|cours crs|faubourg fg fbg|passage pass psg|esplanade esp"
    "|chaussee ch chee|street st|road rd|drive dr|lane ln|laan ln|straat strasse str|steenweg stwg stw"
    "|plein pln|platz pl|weg|dreef|kaai|sentier|voie|villa|via|piazza|calle|corso"
)
"""Kinds of streets, each with what it is cut to."""

_OTHERS: Final = (
    "saint sint sankt st|sainte ste|marechal mal|general gal gen|docteur dr|president pdt pres"
    "|professeur pr prof|commandant cdt|capitaine cne cap|colonel cel col|lieutenant lt|residence res"
    "|batiment bat|appartement appart appt apt|escalier esc|boite bte|bis b|ter t|quater q"
)
"""Other words of addresses that are cut."""

_ENDS: Final = ("straat strasse str", "laan ln", "steenweg stwg", "plein pln")
"""Kinds of streets that are written as one with their names."""

_LINKS: Final = (
    "a au aux de des du d en et l la le les van von der den het zum zur the of della "
    "marechal general docteur president professeur commandant capitaine colonel lieutenant"
)
"""Left out of a street's name as often as not."""

_SUFFIXES: Final = "bis ter quater a b c d e t q"
"""Stand behind a house's number."""

_PART: Final = re.compile(
    r"[,;]|\s[-\u2013\u2014/]\s|\s(?:bte|bo[iî]te|bus|box|app(?:t|art|artement)?|apt)\b[^,;]*", re.IGNORECASE
)
"""Stands between parts of a line, or is one that tells no house."""

_FEW: Final = 2
"""Words that would be found everywhere when they are cut: "Q 3"."""

_NUMBERING: Final = "no n nr num numero"
_ASIDE: Final = rf"(?:[^\w\n]|_){{0,4}}(?:(?:{_NUMBERING.replace(' ', '|')})\b(?:[^\w\n]|_){{0,3}})?"
"""Stands between a street and its number."""


def places(postal: str) -> Iterator[str]:
    """Gives the lines of an address, whole and in parts; a town or country by itself is no address."""
    for line in postal.splitlines():
        for one in dict.fromkeys((line, *_PART.split(line))):
            words = [word for word in _words(one) if word not in _NUMBERING.split()]
            if len(words) > (1 if any(map(str.isdigit, words)) else 2):
                yield one


def street(line: str, *, turned: bool = True) -> str:
    """Finds such a line, however it is cut; a street with a house's number by fewer words too.

    Args:
        line: Of an address.
        turned: Whether the number may stand at the other end: on pages of ours numbers stand around words.
    """
    words = _words(line)
    number, rest = _number_of(words) if any(map(_is_way, words)) else ((), words)
    if not number or (len(rest) == 1 and rest[0] in _ways()):
        return _bordered(words, APART.join(map(_cut if len(words) > _FEW else letters, words)))
    way, house = _named(rest), APART.join(map(_cut, number))
    before, behind = rf"(?<!\d){house}{APART}{way}", rf"{way}{_ASIDE}{house}(?!\d)"
    if turned:
        return f"{before}|{behind}"
    return before if words[0].isdigit() else behind


def _words(line: str) -> list[str]:
    """Gives an address's words; "12bis" is two."""
    return [part for word in apart(line) for part in re.findall(r"\d+|\D+", word)]


def _number_of(words: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Gives a house's number, at either end of a line, and the rest; none when it stands elsewhere."""
    is_of_number = [word.isdigit() or word in _SUFFIXES.split() for word in words]
    if words[0].isdigit():
        begun = is_of_number.index(False)
        return words[:begun], words[begun:]
    begun = len(words) - [*reversed(is_of_number)].index(False)
    if begun < len(words) and words[begun].isdigit():
        rest = [word for word in words[:begun] if word not in _NUMBERING.split()]
        return words[begun:], rest
    return (), words


def _named(words: Sequence[str]) -> str:
    """Finds a street; its last word must stand, others may be left out or be an initial."""
    *before, last = words
    made = ""
    for word in before:
        own = _cut(word) if word.isdigit() or _is_way(word) else rf"(?:{_cut(word)}|{word[0]})"
        made += rf"(?:{own}{APART})?" if word in _LINKS.split() else f"{own}{APART}"
    return made + _cut(last)


def _cut(word: str) -> str:
    """Finds a word, whole or cut."""
    for end in _ENDS:
        for kind in end.split():
            if word.endswith(kind) and len(stem := word.removesuffix(kind)) > 1:
                return rf"{letters(stem)}{APART}{_any(end.split())}"
    groups = (group.split() for group in f"{_WAYS}|{_OTHERS}".split("|"))
    return _any({word}.union(*(group for group in groups if word in group)))


def _any(words: Iterable[str]) -> str:
    return rf"(?:{'|'.join(map(letters, sorted(words, key=len, reverse=True)))})"


def _is_way(word: str) -> bool:
    return word in _ways() or word.endswith(tuple(kind for end in _ENDS for kind in end.split()))


def _ways() -> list[str]:
    return re.split(r"[ |]", _WAYS)


def _bordered(words: Sequence[str], pattern: str) -> str:
    """Takes no part of a longer number."""
    begun = r"(?<!\d)" if words[0].isdigit() else ""
    return rf"{begun}{pattern}(?!\d)" if words[-1].isdigit() else f"{begun}{pattern}"
