"""Account and card numbers in words: whether there are any, and the words without them.

An account's number is an IBAN whose check digits are right (ISO 13616); a card's has 13 to 19 digits,
the last of which is right (ISO/IEC 7812-1, Luhn), and a word about cards near it: order and parcel
numbers may be right by chance.
"""

import itertools
import re
from collections.abc import Iterator
from functools import cache
from string import ascii_uppercase
from typing import Final

_ACCOUNT: Final = re.compile(r"(?<![^\W_])[A-Za-z]{2}\d{2}(?:[\s._-]?[A-Za-z0-9]){11,30}")
_CARD: Final = re.compile(r"(?<![^\W_])\d(?:[\s._-]?\d){12,18}(?![^\W_])")
_OF_CARDS: Final = re.compile(
    r"\b(?:carte|cartes|card|cards|cb|visa|mastercard|maestro|amex|american express)(?![^\W_])", re.IGNORECASE
)
_NEAR_CHARS: Final = 60
_BETWEEN: Final = re.compile(r"[\s._-]")
_SIGN: Final = re.compile(r"[^\s._-]")
_AS_DIGITS: Final = {ord(letter): str(place) for place, letter in enumerate(ascii_uppercase, 10)}
HIDDEN: Final = "[…]"
"""Stands in the place of what is not said."""


def shows_bank(words: str) -> bool:
    """Tells whether an account or card number stands in words."""
    return next(_found(words), None) is not None


def bank_in(words: str) -> list[str]:
    """Lists the account and card numbers in words, as they are written."""
    return [words[start:end] for start, end in _found(words)]


def without_bank(words: str) -> str:
    """Gives words without the account and card numbers in them."""
    kept, done = list[str](), 0
    for start, end in sorted(_found(words)):
        if start >= done:  # else it lies in the one before
            kept += words[done:start], HIDDEN
        done = max(done, end)
    return "".join((*kept, words[done:]))


def _found(words: str) -> Iterator[tuple[int, int]]:
    begun = 0
    while match := _ACCOUNT.search(words, begun):
        end = _end_of_account(match)
        if end:
            yield match.start(), end
        begun = end or match.start() + 1
    for match in _CARD.finditer(words):
        near = words[max(0, match.start() - _NEAR_CHARS) : match.end() + _NEAR_CHARS]
        if _OF_CARDS.search(near.replace("_", " ")) and _is_card(match[0]):
            yield match.span()


def _end_of_account(match: re.Match[str]) -> int:
    """Finds where an account's number ends, when the words behind it look like more of it; 0 for none."""
    from stdnum import iban

    plain = _BETWEEN.sub("", match[0]).upper()
    length = _account_length(plain[:2])
    if not 0 < length <= len(plain) or not _adds_up(plain[:length]):
        return 0
    if not iban.is_valid(plain[:length], check_country=False):  # lists of banks grow old
        return 0
    *_, last = itertools.islice(_SIGN.finditer(match[0]), length)
    end = match.start() + last.end()
    return 0 if match.string[end : end + 1].isalnum() else end


def _adds_up(plain: str) -> bool:
    """Does the sum of the check digits, which rules out nearly all that is no number, and quickly."""
    return int((plain[4:] + plain[:4]).translate(_AS_DIGITS)) % 97 == 1


def _account_length(country: str) -> int:
    """Tells how long an account's number of a country is; 0 for none."""
    fields = account_fields(country)
    return len("FR76") + sum(fields) if fields else 0


@cache
def account_fields(country: str) -> tuple[int, ...]:
    """Tells how many characters the columns of a country's accounts have, by the registry of ISO 13616."""
    from stdnum import numdb

    known = next((said for _, said in numdb.get("iban").info(country)), {})
    return tuple(map(int, re.findall(r"\d+", known.get("bban", ""))))


def _is_card(number: str) -> bool:
    from stdnum import luhn

    digits = re.sub(r"\D", "", number)
    return len(set(digits)) > 1 and bool(luhn.is_valid(digits))
