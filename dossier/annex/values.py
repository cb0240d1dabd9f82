"""What the person tells found in any words, however it is written: addresses, numbers, amounts, sentences."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from dossier.annex.sought import Sought, bare, joined, parts, pattern_of, spaced
from dossier.model.detail import Detail
from dossier.model.dossier import Dossier
from dossier.model.facts import Facts
from dossier.model.party import Party, Role

_PHONE_DIGITS: Final = 8
"""Digits that tell a telephone number, from its end: "+33 6 …" and "06 …" are the same one; in Belgium
that many follow the 0."""

_FEWEST_DIGITS: Final = 6
"""Of a telephone number; fewer are any number."""

_DIALLED: Final = r"(?<!\d)(?:\+?\d{1,4}[\s.()/_-]{0,3}(?:\(0\)\s?)?)?\d{0,2}[\s.()/_-]?"
_BETWEEN_DIGITS: Final = r"[\s.()/_-]*"

ADDRESSED: Final = (Detail.ADDRESSES, Detail.POSTAL, Detail.IBAN, Detail.PHONE)
"""What goes with a name that is not said."""

_FEWEST: Final = 3
"""Letters and digits of a reference; fewer stand everywhere."""

_FEWEST_SURE: Final = 5
"""Letters and digits of a reference that does not stand on a page by chance, as a year does."""

_FEWEST_WORDS: Final = 4
"""Of a sentence that does not stand there by chance."""


def values_of(detail: Detail, dossier: Dossier, *, instead: str = "", by_chance: bool = True) -> Sought:
    """Gives what to look for when one detail is not told.

    Args:
        detail: Which one; a name is looked for by ``names_of``.
        dossier: Where it is told.
        instead: What is written in the place of a find.
        by_chance: Whether also what is so short that it may stand somewhere by chance.
    """
    match detail:
        case Detail.REFERENCE:
            found = _references(dossier.facts, fewest=_FEWEST if by_chance else _FEWEST_SURE)
        case Detail.PRICE:
            found = _price(dossier.facts)
        case Detail.HAPPENED:
            found = _sentences(dossier.facts.happened, fewest=2 if by_chance else _FEWEST_WORDS)
        case Detail.TRIED:
            found = _sentences(dossier.facts.tried, fewest=2 if by_chance else _FEWEST_WORDS)
        case _:
            consumers = [party for party in dossier.parties if party.role is Role.CONSUMER]
            others = [party for party in dossier.parties if party.role is not Role.CONSUMER]
            found = addresses(detail, consumers, others)
    return Sought(pattern=pattern_of(sure=found), instead=instead, detail=detail)


def addresses(detail: Detail, consumers: Iterable[Party], others: Iterable[Party]) -> Iterator[str]:
    """Finds how one is reached or paid; what is another's as well is not looked for."""
    theirs = {joined(line) for party in others for line in party.postal.splitlines()}
    for party in consumers:
        match detail:
            case Detail.ADDRESSES:
                yield from (re.escape(bare(address)) for address in party.addresses)
            case Detail.POSTAL:
                # A town or country by itself is no address.
                lines = (line for line in party.postal.splitlines() if len(parts(line)) > 1)
                yield from (found for line in lines if (found := joined(line)) not in theirs)
            case Detail.IBAN:
                yield from map(spaced, (party.iban, party.bic))
            case Detail.PHONE:
                digits = re.sub(r"\D", "", party.phone)[-_PHONE_DIGITS:]
                if len(digits) >= _FEWEST_DIGITS:
                    yield rf"{_DIALLED}{_BETWEEN_DIGITS.join(digits)}(?!\d)"


def _references(facts: Facts, *, fewest: int) -> Iterator[str]:
    for value in sorted((one.value for one in facts.references), key=len, reverse=True):
        if sum(map(len, parts(value))) >= fewest:
            yield rf"(?<!\d){spaced(value)}(?!\d)"


def _price(facts: Facts) -> Iterator[str]:
    """Finds the price as amounts are written; one that is asked for stands there as what is asked."""
    cents = facts.price_cents
    if not cents or cents in (facts.claimed_cents, *(line.cents for line in facts.claim)):
        return
    whole = r"[\s.,'’]?".join(f"{cents // 100:,}".split(","))
    signs = rf"(?:[€$£]|euros?|{re.escape(facts.currency.casefold())})"
    yield rf"(?<![\d.,]){whole}\s?[.,€]\s?{cents % 100:02}(?!\d)(?:\s?{signs})?"
    if cents % 100 == 0:
        yield rf"(?<![\d.,]){whole}\s?{signs}"
        yield rf"{signs}\s?{whole}(?![\d.,]*\d)"


def _sentences(words: str, *, fewest: int) -> Iterator[str]:
    for sentence in sorted(re.split(r"[\n.!?;]+", words), key=len, reverse=True):
        if len(parts(sentence)) >= fewest:
            yield joined(sentence)
