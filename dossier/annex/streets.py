"""A line of a postal address found in any words: cut short, its number before or behind the street."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
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
"""Stand behind a house's number, and are left out as often as not."""

_SUFFIX: Final = r"(?:[\W_]*(?:bis|ter|quater)|[a-etq])"
"""The same where other words may follow, that may be as short."""

_PART: Final = re.compile(
    r"[,;]|\s[-\u2013\u2014/]\s|\s(?:bte|bo[iî]te|bus|box|app(?:t|art|artement)?|apt)\b[^,;]*", re.IGNORECASE
)
"""Stands between parts of a line, or is one that tells no house."""

_FEW: Final = 2
"""Words that would be found everywhere when they are cut: "Q 3"."""

_CODE: Final = 4
"""The fewest digits of a postcode, that stands before a town or behind it."""

_NO_AMOUNT: Final = r"(?!\s?(?:[€$£%]|eur(?:os?)?\b)|[.,]?\d)"

_NUMBERING: Final = "no n nr num numero"
_ASIDE: Final = rf"(?:[^\w\n]|_){{0,4}}(?:(?:{_NUMBERING.replace(' ', '|')})\b(?:[^\w\n]|_){{0,3}})?"
"""Stands between a street and its number."""


def places(postal: str) -> Iterator[str]:
    """Gives the lines of an address, whole and in parts; a town or country by itself is no address."""
    for line in postal.splitlines():
        for one in dict.fromkeys((line, *_split(line))):
            words = [word for word in _words(one) if word not in _NUMBERING.split()]
            if len(words) > (1 if _is_numbered(words) else 2) and not all(map(_is_of_number, words)):
                yield one


def _split(line: str) -> list[str]:
    """Gives the parts of a line; a street and its number are one, whatever stands between."""
    made: list[str] = []
    for part in _PART.split(line):
        before, words = _words(made[-1] if made else ""), _words(part)
        if _are_one(before, words) or _are_one(words, before):
            made[-1] += f" {part}"
        else:
            made.append(part)
    return made


def _are_one(house: Sequence[str], way: Sequence[str]) -> bool:
    return _is_house(house) and _has_way(way) and not _is_numbered(way)


def street(line: str, *, turned: bool = True) -> str:
    """Finds such a line, however it is cut; a street with a house's number by fewer words too.

    Args:
        line: Of an address.
        turned: Whether the number may stand at the other end: on pages of ours numbers stand around words.
    """
    words = _words(line)
    number, rest = _number_of(words) if _has_way(words) else ((), words)
    if number and not (len(rest) == 1 and rest[0] in _ways()):
        before, behind = _house(number, _named(rest))
    elif _is_code(words[0]) or _is_code(words[-1]):
        before, behind = _town(words)
    else:
        return _bordered(words, APART.join(map(_cut if len(words) > _FEW else letters, words)))
    if turned:
        return f"{before}|{behind}"
    return before if words[0].isdigit() else behind


def _house(number: Sequence[str], way: str) -> tuple[str, str]:
    """Finds a house before its street and behind it; what else stands behind its number may be left out."""
    suffix = rf"(?:{APART}{_any(_SUFFIXES.split())})?"
    own = "".join(rf"(?:{APART}{_cut(word)})?" for word in number if not word.isdigit())
    digits = rf"{suffix}{APART}".join(filter(str.isdigit, number))
    before = rf"(?<!\d){digits}{suffix}{APART}{way}"
    return before, rf"{way}{_ASIDE}{digits}(?:{_SUFFIX}|{own})(?!\d)"


def _town(words: Sequence[str]) -> tuple[str, str]:
    """Finds a town behind its postcode, which may be grouped, and before it."""
    code, *name = words if _is_code(words[0]) else (words[-1], *words[:-1])
    grouped, town = rf"{code[:-3]}[^\w\n]?{code[-3:]}", _bordered(name, APART.join(map(_cut, name)))
    return rf"(?<!\d){grouped}{_NO_AMOUNT}{APART}{town}", rf"{town}[\W_]{{1,3}}{grouped}{_NO_AMOUNT}"


def _words(line: str) -> list[str]:
    """Gives an address's words; "12bis" is two."""
    return [part for word in apart(line) for part in re.findall(r"\d+|\D+", word)]


def _number_of(words: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Gives a house's number, at either end of a line, and the rest; none when it stands elsewhere."""
    if words[0].isdigit():
        begun = len([*takewhile(_is_of_number, words)])
        while not _has_way(words[begun:]):  # "12 q. des Lilas": of a quay
            begun -= 1
        return words[:begun], words[begun:]
    begun = len(words) - len([*takewhile(_is_of_number, reversed(words))])
    rest = [word for word in words[:begun] if word not in _NUMBERING.split()]
    return (words[begun:], rest) if rest and words[begun:] and words[begun].isdigit() else ((), words)


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


def _is_of_number(word: str) -> bool:
    return word.isdigit() or word in _SUFFIXES.split()


def _is_numbered(words: Iterable[str]) -> bool:
    return any(map(str.isdigit, words))


def _is_house(words: Sequence[str]) -> bool:
    return _is_numbered(words) and all(_is_of_number(one) or one in _NUMBERING.split() for one in words)


def _is_code(word: str) -> bool:
    return word.isdigit() and len(word) >= _CODE


def _has_way(words: Iterable[str]) -> bool:
    return any(map(_is_way, words))


def _is_way(word: str) -> bool:
    return word in _ways() or word.endswith(tuple(kind for end in _ENDS for kind in end.split()))


def _ways() -> list[str]:
    return re.split(r"[ |]", _WAYS)


def _bordered(words: Sequence[str], pattern: str) -> str:
    """Takes no part of a longer number."""
    begun = r"(?<!\d)" if words[0].isdigit() else ""
    return rf"{begun}{pattern}(?!\d)" if words[-1].isdigit() else f"{begun}{pattern}"
