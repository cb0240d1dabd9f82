"""Account and card numbers in words: whether there are any, and the words without them.

An account's number is an IBAN whose check digits are right (ISO 13616); a card's has 13 to 19 digits,
the last of which is right (ISO/IEC 7812-1, Luhn), and a word about cards near it: order and parcel
numbers may be right by chance.
"""

import re
from collections.abc import Iterator
from typing import Final

_ACCOUNT: Final = re.compile(r"(?<![^\W_])[A-Za-z]{2}\d{2}(?:[\s._-]?[A-Za-z0-9]){11,30}")
_CARD: Final = re.compile(r"(?<![^\W_])\d(?:[\s._-]?\d){12,18}(?![^\W_])")
_OF_CARDS: Final = re.compile(
    r"\b(?:carte|cartes|card|cards|cb|visa|mastercard|maestro|amex|american express)(?![^\W_])", re.IGNORECASE
)
_NEAR_CHARS: Final = 60
_SHORTEST_ACCOUNT: Final = 15
HIDDEN: Final = "[…]"
"""Stands in the place of what is not said."""


def shows_bank(words: str) -> bool:
    """Tells whether an account or card number stands in words."""
    return next(_found(words), None) is not None


def without_bank(words: str) -> str:
    """Gives words without the account and card numbers in them."""
    for start, end in sorted(_found(words), reverse=True):
        words = f"{words[:start]}{HIDDEN}{words[end:]}"
    return words


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

    places = [match.start() + place for place, char in enumerate(match[0], 1) if char.isalnum()]
    plain = "".join(char for char in match[0] if char.isalnum()).upper()
    for length in range(len(plain), _SHORTEST_ACCOUNT - 1, -1):
        if (
            iban.is_valid(plain[:length])
            and not match.string[places[length - 1] : places[length - 1] + 1].isalnum()
        ):
            return places[length - 1]
    return 0


def _is_card(number: str) -> bool:
    from stdnum import luhn

    digits = re.sub(r"\D", "", number)
    return len(set(digits)) > 1 and bool(luhn.is_valid(digits))
