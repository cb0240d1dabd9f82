"""Numbers of registers and accounts: whether they can be what they say, and how they are written."""

from collections.abc import Callable, Iterator
from typing import Final

from stdnum import bic, iban
from stdnum.be import vat as be_vat
from stdnum.eu import vat
from stdnum.fr import siren, siret

from dossier.model.party import Party

_COUNTRIES: Final = 2


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
    """Tells whether it has the form of ISO 3166-1 alpha-2."""
    return len(code) == _COUNTRIES and code.isascii() and code.isalpha() and code.isupper()


def shown_iban(number: str) -> str:
    """Writes an account number in groups of four, when it is one."""
    return str(iban.format(tidy(number))) if is_iban(number) else number


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
