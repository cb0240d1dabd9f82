"""A person's name and addresses found in any words, however they are written.

A name joined by hyphens or an apostrophe is found in its parts too, and run together: "lefevre_dubois",
"obrien".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations
from typing import Final

from dossier.annex.accounts import BANKING, NAMED
from dossier.annex.sought import APART, Sought, joined, letters, parts, pattern_of, whole
from dossier.annex.values import ADDRESSED, addresses, numbers, traces
from dossier.model.detail import Detail
from dossier.model.party import Party

_SHORTEST_NAME: Final = 3
"""Letters from which a part of a name is looked for in any case."""

_MOST_ORDERS: Final = 4
"""Words of a name that are tried in every order."""

_DENSE: Final = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff]{2}")
"""Two letters of a script in which they are a name already (Hangul is folded to its parts)."""

_SHORT_WORDS: Final = (
    "ab al am an as at au by ca ce da de di do du el en es et eu ex il im in is it je la le ma me mr my ne "
    "no nu of on or ou pa sa se si so st ta te to tu un up us va vu we"
)
"""Two letters that stand everywhere with a capital too."""

_BETWEEN_WORDS: Final = re.compile(r"[\s\u2010-\u2015-]+")

_PARTICLES: Final = (
    "von van der den des del dos das les ter ten zur zum dit bin ben ibn abu the and "
    "mme mlle mlles mmes monsieur madame mademoiselle mrs miss maitre docteur "
    "epouse epoux nee veuve veuf divorcee vve dite alias geb geboren geborene echtgenote weduwe"
)
"""Said with many names: no name by themselves."""

_BEFORE_SURNAMES: Final = (
    "d da das de del della den der des di do dos du el la le les mac mc o ould ten ter van vande vanden "
    "vander von zu zum zur"
)
"""Written as one with the name behind them as well: "Lagrange", "Vandenberg"."""

_MADE_WORDS: Final = "debut delai demain depart depuis desir detail devis devoir legal"
"""Made of a small word and a name, "De Vis", but never read as a name."""

_GLUED: Final = 7
"""Letters from which such a name is no other word, in any case: "proche" is one, and "P. Roche"."""

_ENDINGS: Final = "aeinorstuxyz"
"""Letters that make another word of a name: "Martine", "Pierres"."""

_NO_INITIALS: Final = "aeiouy"
"""Single letters that are words; as initials they have a full stop."""

_SPELT: Final = 4
"""Letters from which a name is found when each stands apart, as in a form's boxes, or with an initial."""

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


def names_of(
    consumers: Iterable[Party],
    others: Iterable[Party] = (),
    *,
    instead: str = "",
    ours: Iterable[str] = (),
) -> Sought:
    """Gives what to look for when nothing may say who somebody is: names and addresses.

    Args:
        consumers: Who must stay unnamed.
        others: Whose names and addresses are said, also where they hold a consumer's: "Garage Martin".
        instead: What is written in the place of a find.
        ours: Sentences that stand on every annex; no name by itself is looked for that is a word of them.
    """
    consumers = tuple(consumers)
    theirs = tuple(others)
    names = [name for party in consumers for name in (party.name, party.legal_name)]
    words_of = {part for name in names for part in parts(name)}
    kept = {
        name for party in theirs for name in (party.name, party.legal_name) if not words_of >= {*parts(name)}
    }
    ours = tuple(ours)
    reached = (
        one for detail in ADDRESSED for one in addresses(detail, consumers, theirs, by_chance=not ours)
    )
    glued = {one for name in names for one in _glued(parts(name))} - {*_MADE_WORDS.split()} - words_of
    single = {one for one in words_of | glued if len(one) > 1 and one.isalpha()}
    single -= {part for sentence in ours for part in parts(sentence)}
    single -= {*_PARTICLES.split(), *_SHORT_WORDS.split()}
    word = {one for one in single if _is_word(one) or (one in glued and len(one) < _GLUED)}
    sure = (*_runs(names), *_longest_first(single - word), *_spelt(single - word))
    return Sought(
        pattern=pattern_of(
            kept=whole(map(joined, kept)),
            sure=[*reached, *whole(_with_initials(names, sure))],
            word=whole(_longest_first(word)),
            near=traces(Detail.IBAN, consumers),
            named=numbers(Detail.IBAN, consumers),
        ),
        around=BANKING,
        before=NAMED,
        instead=instead,
    )


def _is_word(name: str) -> bool:
    """Tells whether a name is found only where it has a capital."""
    return name in _WORDS.split() or (len(name) < _SHORTEST_NAME and not _DENSE.match(name))


def _longest_first(names: Iterable[str]) -> list[str]:
    return [letters(one) for one in sorted(names, key=len, reverse=True)]


def _runs(names: Iterable[str]) -> Iterator[str]:
    """Gives whole names, their words in any order, the longest first, then words that are joined of some."""
    known = sorted(filter(None, names), key=len, reverse=True)
    for name in known:
        said = name.split()
        orders: Iterable[Sequence[str]] = permutations(said) if 1 < len(said) <= _MOST_ORDERS else [said]
        yield from (joined(" ".join(order)) for order in orders if len(said) > 1)
    words = (word for name in known for word in (*name.split(), *_BETWEEN_WORDS.split(name)))
    yield from (found for word in words if APART in (found := joined(word)))


def _glued(said: Sequence[str]) -> Iterator[str]:
    """Gives surnames as one with the small words before them, or an initial: "delatour", "jdupont"."""
    names = [one for one in said if one not in _PARTICLES.split()]
    for place, word in enumerate(said):
        begun = place if word not in _BEFORE_SURNAMES.split() else 0
        while begun and said[begun - 1] in _BEFORE_SURNAMES.split():
            begun -= 1
            yield "".join(said[begun : place + 1])
        if word in names and len(word) >= _SPELT:
            for initial in {one[0] for one in names if one != word}:
                yield initial + word
                if initial not in _ENDINGS:
                    yield word + initial


def _spelt(names: Iterable[str]) -> Iterator[str]:
    """Finds names whose letters stand apart."""
    yield from (r"\s".join(one) for one in names if len(one) >= _SPELT)


def _with_initials(names: Iterable[str], patterns: Sequence[str]) -> Iterator[str]:
    """Finds with a name the initials of the others beside it: "J.-P. Dupont", "DUPONT J."."""
    said = [[one for one in parts(name) if one not in _PARTICLES.split()] for name in names]
    first = {one[0] for words in said for one in words if one[0].isalpha()}
    if not (patterns and first):
        yield from patterns
        return
    bare = {*first, *("".join(one[0] for one in words[:2]) for words in said)}
    bare -= {"", *_NO_INITIALS, *_SHORT_WORDS.split()}
    dotted, plain = (f"(?:{'|'.join(sorted(some)) or '(?!)'})" for some in (first, bare))
    before = rf"(?:{dotted}\.[\s-]?|{plain}[\s._-])"
    behind = rf"[\s_,-]{{1,2}}(?:{dotted}\.|{plain}(?![\w.'’]))(?!\s?\d)"
    yield rf"(?:{before}){{0,3}}(?:{'|'.join(patterns)})(?:{behind}){{0,2}}"
