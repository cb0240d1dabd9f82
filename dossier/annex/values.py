"""What the person tells found in any words, however it is written: addresses, numbers, amounts, sentences."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from dossier.annex.sought import Sought, bare, joined, letters, parts, pattern_of, spaced
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

_BETWEEN_MAIL: Final = r"[\W_]{0,3}(?:(?:at|arobase|dot|point)[\W_]{0,3})?"
"""Stands between the words of a mail address, which is written in its own way in a file's name."""

_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH: Final = r"(?:0?[1-9]|1[0-2])"
_DATES: Final = tuple(
    rf"(?<!\d)(?<!\d[./-]){date}(?![./_-]?\w)"
    for date in (rf"{_DAY}[./-]{_MONTH}[./-](?:\d\d)?\d\d", rf"\d{{4}}[./-]{_MONTH}[./-]{_DAY}")
)
_AMOUNT: Final = (
    r"(?<!\d)(?<!\d[.,])\d{1,3}(?:[\s.'’]?\d{3})*(?:,\d\d(?![.,/-]?\d)|(?:[.,]\d\d)?\s?(?:€|eur(?:os?)?\b))"
)
"""No number of an order, though the same digits stand there."""

_FEWEST_MIXED: Final = 3
"""Characters of a reference that has letters and digits; fewer stand everywhere."""

_FEWEST: Final = 5
"""Characters of any other: as many do not stand there by chance, as those of a year do."""

_FEWEST_WORDS: Final = 6
"""Of a sentence that is the person's own telling, not the title of a proof."""


def values_of(detail: Detail, dossier: Dossier, *, instead: str = "", by_chance: bool = True) -> Sought:
    """Gives what to look for when one detail is not told.

    Args:
        detail: Which one; a name is looked for by ``names_of``.
        dossier: Where it is told.
        instead: What is written in the place of a find.
        by_chance: Whether also what is so short that it may stand somewhere by chance.
    """
    kept: tuple[str, ...] = ()
    match detail:
        case Detail.REFERENCE:
            fewest = _FEWEST_MIXED if by_chance else _FEWEST
            kept, found = (*_DATES, _AMOUNT), _references(dossier.facts, fewest=fewest)
        case Detail.PRICE:
            kept, found = _DATES, _price(dossier.facts)
        case Detail.HAPPENED:
            found = _sentences(dossier.facts.happened)
        case Detail.TRIED:
            found = _sentences(dossier.facts.tried)
        case _:
            consumers = [party for party in dossier.parties if party.role is Role.CONSUMER]
            others = [party for party in dossier.parties if party.role is not Role.CONSUMER]
            found = addresses(detail, consumers, others)
    return Sought(pattern=pattern_of(kept=kept, sure=found), instead=instead, detail=detail)


def addresses(detail: Detail, consumers: Iterable[Party], others: Iterable[Party]) -> Iterator[str]:
    """Finds how one is reached or paid; what is another's as well is not looked for."""
    theirs = {joined(line) for party in others for line in party.postal.splitlines()}
    for party in consumers:
        match detail:
            case Detail.ADDRESSES:
                yield from (_BETWEEN_MAIL.join(map(letters, parts(one))) for one in party.addresses)
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


def too_short(facts: Facts) -> tuple[str, ...]:
    """Lists the references that are not looked for: they stand in dates, amounts and names of streets."""
    return tuple(one.value for one in facts.references if not _is_long(one.value, fewest=_FEWEST_MIXED))


def is_asked_for(facts: Facts) -> bool:
    """Tells whether the price is a sum that is asked for, and stands there as such."""
    return bool(facts.price_cents) and facts.price_cents in (
        facts.claimed_cents,
        *(line.cents for line in facts.claim),
    )


def _is_long(reference: str, *, fewest: int) -> bool:
    plain = "".join(parts(reference))
    is_mixed = any(map(str.isdigit, plain)) and any(map(str.isalpha, plain))
    return len(plain) >= (fewest if is_mixed else _FEWEST)


def _references(facts: Facts, *, fewest: int) -> Iterator[str]:
    for value in sorted((one.value for one in facts.references), key=len, reverse=True):
        if _is_long(value, fewest=fewest):
            yield rf"(?<!\d){spaced(value)}(?!\d)"


def _price(facts: Facts) -> Iterator[str]:
    """Finds the price as amounts are written."""
    cents = facts.price_cents
    if not cents or is_asked_for(facts):
        return
    whole = r"(?<![\d.,])" + r"[\s.,'’]?".join(f"{cents // 100:,}".split(","))
    words = "|".join(map(letters, ("euros", "euro", bare(facts.currency))))
    sign = rf"(?:[€$£]|{words})"
    yield rf"(?:{sign}\s?)?{whole}\s?[.,€]\s?{cents % 100:02}(?!\d)(?:\s?{sign})?"
    shorter = [rf"{whole}[.,]{cents % 100 // 10}(?!\d)"] if cents % 10 == 0 else []
    shorter += [rf"{whole}(?![\d.,]*\d)"] if cents % 100 == 0 else []
    for amount in shorter:
        yield rf"{amount}\s?{sign}"
        yield rf"{sign}\s?{amount}"


def _sentences(words: str) -> Iterator[str]:
    for sentence in sorted(re.split(r"[\n.!?;]+", words), key=len, reverse=True):
        if len(parts(sentence)) >= _FEWEST_WORDS:
            yield joined(sentence)
