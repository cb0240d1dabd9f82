"""Someone in the dispute."""

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
