"""What the person tells found in any words, however it is written: addresses, numbers, amounts, sentences."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from dossier.annex.accounts import BANKING, NAMED, account, account_numbers, account_traces, bank
from dossier.annex.phones import phones
from dossier.annex.sought import DATES, Sought, bare, joined, letters, parts, pattern_of, spaced, whole
from dossier.annex.streets import places, street
from dossier.model.detail import Detail
from dossier.model.dossier import Dossier
from dossier.model.facts import Facts
from dossier.model.party import Party, Role

ADDRESSED: Final = (Detail.ADDRESSES, Detail.POSTAL, Detail.IBAN, Detail.PHONE)
"""What goes with a name that is not said."""

_BETWEEN_MAIL: Final = (
    r"[\W_]{0,3}(?:(?:at|arobase?|apenstaartje|dot|point|punt|punkt|40|x?64|commat|(?<=[(\[{])a(?=[)\]}]))"
    r"[\W_]{0,3})?"
)
"""Stands between the words of a mail address, which is written in its own way in a file's name; "%40"."""

_TAG: Final = r"(?:\+[\w.+\0-]{1,64})?"
"""What many providers let one put behind the name."""

_TOWN: Final = re.compile(r"\d{4}")
"""A postcode stands in a line that says no more than the town."""

_AMOUNT: Final = (
    r"(?<!\d)(?<!\d[.,])\d{1,3}(?:[\s.'’]?\d{3})*(?:,\d\d(?![.,/-]?\d)|(?:[.,]\d\d)?\s?(?:€|eur(?:os?)?\b))"
)
"""No number of an order, though the same digits stand there."""

_FEWEST_MIXED: Final = 3
"""Characters of a reference that has letters and digits; fewer stand everywhere."""

_FEWEST: Final = 5
"""Characters of any other: as many do not stand there by chance, as those of a year do."""

_LONG: Final = 8
"""Characters of a reference that is found beside letters too: "refCH2603024471"."""

_LAST_DAY: Final = 31
"""More is no day, whatever sign stands behind it."""

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
    near: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    match detail:
        case Detail.REFERENCE:
            fewest = _FEWEST_MIXED if by_chance else _FEWEST
            kept, found = (*DATES, _AMOUNT), _references(dossier.facts, fewest=fewest)
        case Detail.PRICE:
            kept, found = DATES, _price(dossier.facts)
        case Detail.HAPPENED:
            found = _sentences(dossier.facts.happened)
        case Detail.TRIED:
            found = _sentences(dossier.facts.tried)
        case _:
            consumers = [party for party in dossier.parties if party.role is Role.CONSUMER]
            others = [party for party in dossier.parties if party.role is not Role.CONSUMER]
            found = addresses(detail, consumers, others, by_chance=by_chance)
            near, named = tuple(traces(detail, consumers)), tuple(numbers(detail, consumers))
    pattern = pattern_of(kept=kept, sure=list(found), near=near, named=named)
    return Sought(pattern=pattern, around=BANKING, before=NAMED, instead=instead, detail=detail)


def addresses(
    detail: Detail, consumers: Iterable[Party], others: Iterable[Party], *, by_chance: bool = True
) -> Iterator[str]:
    """Finds how one is reached or paid; a town that is another's as well is not looked for."""
    theirs = {joined(one) for party in others for one in places(party.postal) if _TOWN.search(one)}
    for party in consumers:
        match detail:
            case Detail.ADDRESSES:
                yield from whole(map(_mail, party.addresses))
            case Detail.POSTAL:
                own = (one for one in places(party.postal) if joined(one) not in theirs)
                yield from whole(street(one, turned=by_chance) for one in own)
            case Detail.IBAN:
                yield from account(party.iban)
                yield from whole([bank(party.bic)])
            case Detail.PHONE:
                yield from phones(party.phone)


def traces(detail: Detail, consumers: Iterable[Party]) -> Iterator[str]:
    """Finds what tells it only beside words about banks."""
    for party in consumers if detail is Detail.IBAN else ():
        yield from account_traces(party.iban)


def numbers(detail: Detail, consumers: Iterable[Party]) -> Iterator[str]:
    """Finds what tells it only right behind such words."""
    for party in consumers if detail is Detail.IBAN else ():
        yield from account_numbers(party.iban)


def _mail(address: str) -> str:
    name, _, domain = address.rpartition("@")
    both = [_BETWEEN_MAIL.join(map(letters, parts(one))) for one in (name.partition("+")[0], domain)]
    return f"{_TAG}{_BETWEEN_MAIL}".join(filter(None, both))


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
            found = rf"(?<!\d){_grouped(value)}(?!\d)"
            yield from [found] if len("".join(parts(value))) >= _LONG else whole([found])


def _grouped(reference: str) -> str:
    """Finds a number however it is grouped, a long one also without the letters in front."""
    plain = "".join(parts(reference))
    digits = plain.lstrip("".join(filter(str.isalpha, plain)))
    if digits == plain or not digits.isdigit() or len(digits) <= _LONG:
        return spaced(plain)
    return rf"(?:{spaced(plain.removesuffix(digits))}[\W_]{{0,3}})?{spaced(digits)}"


def _price(facts: Facts) -> Iterator[str]:
    """Finds the price as amounts are written."""
    cents = facts.price_cents
    if not cents or is_asked_for(facts):
        return
    units, part = divmod(cents, 100)
    amount = r"(?<![\d.,])" + r"[\s.,'’]?".join(f"{units:,}".split(","))
    (word,) = whole(map(letters, ("euros", "euro", "eur", bare(facts.currency))))
    sign = rf"(?:[€$£]|{word})"
    point = r"[.,·'’_-]" if units > _LAST_DAY else "[.,]"
    behind = rf"\s?(?:{sign}|centimes?|cents?|cts?)"
    yield rf"(?:{sign}\s?)?{amount}\s?(?:{point}|{sign}(?:\s?et)?)\s?{part:02}(?!\d)(?:{behind})?"
    if part == 0:
        yield rf"(?:{sign}\s?)?{amount}\s?[.,]\s?[-\u2010-\u2015]{{1,2}}(?:\s?{sign})?"
    shorter = [rf"{amount}[.,]{part // 10}(?!\d)"] if part % 10 == 0 else []
    shorter += [rf"{amount}(?![\d.,]*\d)"] if part == 0 else []
    for one in shorter:
        yield rf"{one}\s?{sign}"
        yield rf"{sign}\s?{one}"


def _sentences(words: str) -> Iterator[str]:
    """Finds whole sentences; a full stop between digits ends none."""
    sentences = sorted(re.split(r"[\n!?;]+|\.(?!\d)", words), key=len, reverse=True)
    yield from whole(joined(one) for one in sentences if len(parts(one)) >= _FEWEST_WORDS)
