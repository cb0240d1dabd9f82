"""Someone in the dispute."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What the party is in the dispute."""

    CONSUMER = "consumer"
    SELLER = "seller"
    MARKETPLACE = "marketplace"
    CARRIER = "carrier"
    BANK = "bank"
    INSURER = "insurer"
    ADVISER = "adviser"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A person or firm with its role.

    Attributes:
        role: What it is in the dispute.
        name: As people call it.
        addresses: Mail addresses and domains it writes from, in lower case.
        legal_name: As registers know it.
        postal: Postal address, of a firm its head office; lines end with a line end.
        country: ISO 3166-1 alpha-2, upper case; "" when not known.
        phone: As written.
        website: As written.
        service: Where its customer service is reached.
        registration: SIREN or SIRET, or the number of its country's register.
        vat: VAT number with its country's letters.
        iban: Of the account to be refunded to; printed only for who asks for it.
        bic: Of that account's bank.
    """

    role: Role
    name: str
    addresses: tuple[str, ...] = ()
    legal_name: str = ""
    postal: str = ""
    country: str = ""
    phone: str = ""
    website: str = ""
    service: str = ""
    registration: str = ""
    vat: str = ""
    iban: str = ""
    bic: str = ""


def sides_together(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Puts who complains first, then the others by their roles, so that each side stands together."""
    roles = list(Role)
    return tuple(sorted(parties, key=lambda party: roles.index(party.role)))


def is_known(parties: Iterable[Party], *, name: str, addresses: Iterable[str]) -> bool:
    """Tells whether one of the parties has one of the addresses, or the name when there is no address."""
    wanted = {address.lower() for address in addresses}
    if wanted:
        return any(wanted & {address.lower() for address in party.addresses} for party in parties)
    return any(party.name.casefold() == name.casefold() for party in parties)
