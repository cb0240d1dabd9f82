"""Numbers of registers and accounts: whether they can be what they say, and how they are written."""

from collections.abc import Callable, Iterator
from typing import Final

from babel import Locale
from stdnum import bic, iban
from stdnum.be import vat as be_vat
from stdnum.eu import vat
from stdnum.fr import siren, siret

from dossier.model.party import Party

_NO_COUNTRIES: Final = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Codes of CLDR that name no country."""

_MASKED_CHARS: Final = 10
"""Fewer characters would be given away whole by their beginning and end."""


def tidy(number: str) -> str:
    """Writes a number without the spaces, dots and hyphens that people put into it, in upper case."""
    return "".join(char for char in number.upper() if char.isalnum())


def is_registration(number: str, *, country: str) -> bool:
    """Tells whether a number can be one of its country's register; of others than FR and BE all can."""
    if country.upper() not in ("", "FR", "BE"):
        return bool(tidy(number))
    forms = {"FR": (siren.is_valid, siret.is_valid), "BE": (be_vat.is_valid,)}
    tests = forms.get(country.upper(), (*forms["FR"], *forms["BE"]))
    return any(test(tidy(number)) for test in tests)


def is_vat(number: str) -> bool:
    """Tells whether a VAT number of the European Union can be one; others are not known."""
    return bool(vat.is_valid(tidy(number)))


def is_iban(number: str) -> bool:
    """Tells whether an account number can be one."""
    return bool(iban.is_valid(tidy(number)))


def is_bic(number: str) -> bool:
    """Tells whether a bank's number can be one."""
    return bool(bic.is_valid(tidy(number)))


def is_country(code: str) -> bool:
    """Tells whether it is a country's code of ISO 3166-1 alpha-2."""
    named = code.isascii() and code.isalpha() and code in Locale.parse("en").territories
    return named and code not in _NO_COUNTRIES


def shown_iban(number: str) -> str:
    """Writes an account number in groups of four, when it is one."""
    return str(iban.format(tidy(number))) if is_iban(number) else number


def masked_iban(number: str) -> str:
    """Writes of an account number only its beginning and its end: "FR76 … 189"."""
    bare = tidy(number)
    return f"{bare[:4]} … {bare[-3:]}" if len(bare) > _MASKED_CHARS else "…"


def doubtful(party: Party) -> tuple[str, ...]:
    """Names the fields of a party that cannot be what they say: "registration", "vat", "iban", "bic"."""
    return tuple(_doubtful(party))


def _doubtful(party: Party) -> Iterator[str]:
    tests: tuple[tuple[str, str, Callable[[str], bool]], ...] = (
        ("vat", party.vat, is_vat),
        ("iban", party.iban, is_iban),
        ("bic", party.bic, is_bic),
        ("country", party.country, is_country),
    )
    if party.registration and not is_registration(party.registration, country=party.country):
        yield "registration"
    for name, value, test in tests:
        if value and not test(value):
            yield name
