"""Amounts as people write and read them; the model counts hundredths."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from dossier.basis.errors import UsageError
from dossier.texts.catalogue import Texts

_MOST_CENTS: Final = 10**13
_AMOUNT: Final = re.compile(r"(?P<whole>\d{1,3}(?:[ .’'\u00a0\u202f]?\d{3})*|\d+)(?:[.,](?P<cents>\d{1,2}))?")
_SIGNS: Final = re.compile(r"(?:€|eur(?:os?)?)", re.IGNORECASE)


def typed_cents(text: str) -> int:
    """Reads an amount: "349", "1 249,90", "1.249,90 €", "349.9"; what could be two amounts is refused.

    Raises:
        UsageError: ``amount-not-understood``; ``amount-negative``.
    """
    said = _SIGNS.sub("", text).strip(" \u00a0\u202f")
    if said.startswith(("-", "−")):
        raise UsageError("amount-negative")
    found = _AMOUNT.fullmatch(said)
    if found is None:
        raise UsageError("amount-not-understood", value=text.strip())
    whole = re.sub(r"\D", "", found["whole"])
    cents = int(whole) * 100 + int((found["cents"] or "0").ljust(2, "0"))
    if cents > _MOST_CENTS:
        raise UsageError("amount-not-understood", value=text.strip())
    return cents


def said_cents(texts: Texts, cents: int, currency: str = "EUR") -> str:
    """Writes an amount as its readers do: "1 249,90 €"."""
    from babel.numbers import format_currency

    amount = Decimal(cents) / 100
    return str(format_currency(amount, currency, locale=texts.locale))


def field_cents(cents: int | None) -> str:
    """Writes an amount so that it can be typed again: "349,90"; "" for none."""
    if cents is None:
        return ""
    whole, rest = divmod(cents, 100)
    return f"{whole},{rest:02d}" if rest else str(whole)


def share_cents(cents: int, *, percent: int) -> int:
    """Gives a share of an amount, half a cent upwards."""
    share = Decimal(cents) * percent / 100
    return int(share.quantize(Decimal(1), rounding=ROUND_HALF_UP))
