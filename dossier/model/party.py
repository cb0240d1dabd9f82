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
    """A person or firm with its role and the addresses it writes from (lower case)."""

    role: Role
    name: str
    addresses: tuple[str, ...] = ()


def is_known(parties: Iterable[Party], *, name: str, addresses: Iterable[str]) -> bool:
    """Tells whether one of the parties has one of the addresses, or the name when there is no address."""
    wanted = {address.lower() for address in addresses}
    if wanted:
        return any(wanted & {address.lower() for address in party.addresses} for party in parties)
    return any(party.name.casefold() == name.casefold() for party in parties)
