"""A person's name and addresses found in any words, however they are written, to put neutral words there.

Letters are compared without case and accents (NFKD), whole words only. A name joined by hyphens or an
apostrophe is found in its parts too, and run together: "lefevre_dubois", "obrien".
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Final

from dossier.model.party import Party

_SHORTEST_NAME: Final = 3
"""Letters from which a part of a name is looked for by itself; "de" stands everywhere."""

_MOST_ORDERS: Final = 4
"""Words of a name that are tried in every order."""

_PHONE_DIGITS: Final = 8
"""Digits that tell a telephone number, from its end: "+33 6 …" and "06 …" are the same one; in Belgium
that many follow the 0."""

_FEWEST_DIGITS: Final = 6
"""Of a telephone number; fewer are any number."""

_DIALLED: Final = r"(?<!\d)(?:\+?\d{1,4}[\s.()/_-]{0,3}(?:\(0\)\s?)?)?\d{0,2}[\s.()/_-]?"
_BETWEEN_DIGITS: Final = r"[\s.()/_-]*"

_BETWEEN_WORDS: Final = re.compile(r"[\s\u2010-\u2015-]+")

_SPREAD: Final = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_HUMP: Final = "\0"
"""Stands between a small letter and a capital: "LéaMartin" is two words, unless the name is "McDonald"."""

_APART: Final = r"[\W_]*"

_PARTICLES: Final = (
    "von van der den des del dos das les ter ten zur zum dit bin ben ibn abu the and "
    "mme mlle mlles mmes monsieur madame mademoiselle mrs miss maitre docteur"
)
"""Said with many names: no name by themselves."""

_WORDS: Final = (
    "ange arc avril bailly bas beau berger bis blanc blanche bois bon bonne boulanger brun chapelle "
    "charpentier chevalier clair claire colin comte court cousin dame fleur fleury fontaine fort "
    "fournier franc france frais garage grand grande gros image jardin jour juin juste lac lettre libre "
    "livre long lundi mai maire maison marchand mars mercier meunier mois mont moulin noel nouveau olive "
    "page paris perle petit petite pierre place pont port poste prix prince prune rapide rey roi rose roux "
    "rue sage saint sainte santos seigneur simple tour vallee vert vidal vigne ville violette "
    "bank baker bill black bright brown card carter case cook day faith field frank good grace green hall "
    "hill hope king land law light long mark may miller order parcel park page price read reed rich shop "
    "short small smart smith stone street summer temple rose way west white will wood wright young"
)
"""Names that are words as well: found where they have a capital, or stand in a file's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What is looked for.

    Attributes:
        pattern: In folded words; its group ``kept`` is somebody else's, ``word`` needs a capital.
        instead: What is written there.
    """

    pattern: re.Pattern[str]
    instead: str = ""

    def hidden(self, words: str, *, file: bool = False) -> str:
        """Writes neutral words in the place of each find; several in a row are one.

        Args:
            words: Any text.
            file: Whether it is a file's name, in which every word may be small.
        """
        found = list(self._found(words, file=file))
        if not found:
            return words
        made, last = [], 0
        for start, end in found:
            made.append(words[last:start])
            last = end
        whole = self.instead.join((*made, words[last:]))
        once = re.escape(self.instead)
        return re.sub(rf"{once}(?:[\s_.'’-]*{once})+", lambda _: self.instead, whole)

    def stand_in(self, words: str, *, file: bool = False) -> bool:
        """Tells whether any of it stands in words."""
        return next(self._found(words, file=file), None) is not None

    def _found(self, words: str, *, file: bool) -> Iterator[tuple[int, int]]:
        plain, places = _folded(words)
        for match in self.pattern.finditer(plain):
            start, end = places[match.start()], places[match.end()]
            if match["kept"] or (match["word"] and not file and not words[start].isupper()):
                continue
            yield start, end


def names_of(
    consumers: Iterable[Party],
    others: Iterable[Party] = (),
    *,
    instead: str = "",
    ours: Iterable[str] = (),
) -> Names:
    """Gives what to look for.

    Args:
        consumers: Who must stay unnamed.
        others: Whose names and addresses are said, also where they hold a consumer's: "Garage Martin".
        instead: What is written in the place of a find.
        ours: Sentences that stand on every annex; no name by itself is looked for that is a word of them.
    """
    consumers = tuple(consumers)
    theirs = tuple(others)
    names = [name for party in consumers for name in (party.name, party.legal_name)]
    parts = {part for name in names for part in _parts(name)}
    kept = {
        name for party in theirs for name in (party.name, party.legal_name) if not parts >= {*_parts(name)}
    }
    lines = {_joined(line) for party in theirs for line in party.postal.splitlines()}
    sure = [*_runs(names), *(one for party in consumers for one in _addresses(party, lines))]
    common = frozenset(_WORDS.split())
    single = {one for one in parts if len(one) >= _SHORTEST_NAME and one.isalpha()} - {*_PARTICLES.split()}
    single -= {part for sentence in ours for part in _parts(sentence)}
    sure += [_letters(part) for part in sorted(single - common, key=len, reverse=True)]
    words = [_letters(part) for part in sorted(single & common, key=len, reverse=True)]
    groups = ("kept", map(_joined, kept)), ("sure", sure), ("word", words)
    return Names(
        pattern=re.compile("|".join(f"(?P<{name}>{_any(some)})" for name, some in groups)), instead=instead
    )


def _any(patterns: Iterable[str]) -> str:
    """Gives whole words; a digit may stand beside them: "martin2.pdf"."""
    some = list(filter(None, patterns))
    return rf"(?<![^\W\d_])(?:{'|'.join(some)})(?![^\W\d_])" if some else r"(?!)"


def _runs(names: Iterable[str]) -> Iterator[str]:
    """Gives whole names, their words in any order, the longest first, then words that are joined of some."""
    known = sorted(filter(None, names), key=len, reverse=True)
    for name in known:
        said = name.split()
        orders: Iterable[Sequence[str]] = permutations(said) if 1 < len(said) <= _MOST_ORDERS else [said]
        yield from (_joined(" ".join(order)) for order in orders if len(said) > 1)
    words = (word for name in known for word in (*name.split(), *_BETWEEN_WORDS.split(name)))
    yield from (joined for word in words if _APART in (joined := _joined(word)))


def _addresses(party: Party, known: Iterable[str]) -> Iterator[str]:
    for address in party.addresses:
        yield re.escape(_bare(address))
    for line in party.postal.splitlines():
        # A town or country by itself is no address.
        parts, joined = _parts(line), _joined(line)
        if len(parts) > 1 and joined not in known:
            yield joined
    for number in (party.iban, party.bic):
        yield _APART.join(re.sub(r"[\W_]+", "", _bare(number)))
    digits = re.sub(r"\D", "", party.phone)[-_PHONE_DIGITS:]
    if len(digits) >= _FEWEST_DIGITS:
        yield rf"{_DIALLED}{_BETWEEN_DIGITS.join(digits)}(?!\d)"


def _joined(words: str) -> str:
    """Finds words behind one another, whatever stands between them."""
    return _APART.join(map(_letters, re.findall(r"[^\W_]+", _folded(words)[0])))


def _letters(word: str) -> str:
    return f"{_HUMP}?".join(map(re.escape, word))


def _parts(words: str) -> list[str]:
    return re.findall(r"[^\W_]+", _bare(words))


def _bare(words: str) -> str:
    return _folded(words)[0].replace(_HUMP, "")


def _folded(words: str) -> tuple[str, list[int]]:
    """Gives words without case and accents, and for each character, and the end, its place in them."""
    plain: list[str] = []
    places: list[int] = []
    small = False
    for place, char in enumerate(words):
        if char.isupper() and small:
            plain.append(_HUMP)
            places.append(place)
        apart = unicodedata.normalize("NFKD", char.casefold().translate(_SPREAD))
        kept = [c for c in apart if not unicodedata.combining(c) and unicodedata.category(c) != "Cf"]
        plain.extend(kept)
        places.extend([place] * len(kept))
        if kept:
            small = char.islower()
    return "".join(plain), [*places, len(words)]
