"""Who writes: the consumer, the trader, or somebody of whom nothing is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dossier.intake.facts.parties import FOUND
from dossier.model.dossier import Dossier
from dossier.model.party import Role
from dossier.model.remarks import remarks
from dossier.recipients.folding import folded

_ONESELF: Final = frozenset(
    folded(one)
    for one in "vous moi you me ich sie ik jij u io tu lei yo tú usted".split()  # noqa: SIM905 - a list of words
)
"""What pages of messages call the one who saved them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side: by what it is known.

    Attributes:
        names: Folded, without the empty one.
        addresses: Mail addresses and domains, in lower case.
    """

    names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()

    def wrote(self, sender: str) -> bool:
        """Tells whether a sender is of this side; a first name or the bare name of a firm does."""
        name = folded(sender.partition("<")[0])
        named = any(one in name or (name.strip() and name in one) for one in self.names)
        return named or any(one in sender.lower() for one in self.addresses)

    def is_named_in(self, words: str) -> bool:
        """Tells whether words name it, or one of its addresses."""
        said, low = folded(words), words.lower()
        return any(one in said for one in self.names) or any(one in low for one in self.addresses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Both sides, and the others who are none of them: banks, carriers, advisers."""

    own: Side
    trader: Side
    others: Side

    def is_own(self, sender: str) -> bool:
        """Tells whether the consumer is a sender."""
        return folded(sender) in _ONESELF or (self.own.wrote(sender) and not self.trader.wrote(sender))


def sides_of(dossier: Dossier) -> Sides:
    """Gives the sides as the parties say, and whom intake found while nobody added them."""
    known = [(party.role, (party.name, party.legal_name), party.addresses) for party in dossier.parties]
    told = [*known, *_found(dossier)]

    def side(*roles: Role) -> Side:
        mine = [(names, addresses) for role, names, addresses in told if role in roles]
        names = (folded(name) for names, _ in mine for name in names)
        return Side(
            names=tuple(dict.fromkeys(name for name in names if name.strip())),
            addresses=tuple(one.lower() for _, addresses in mine for one in addresses if one),
        )

    traders = (Role.SELLER, Role.MARKETPLACE)
    rest = [role for role in Role if role not in (*traders, Role.CONSUMER)]
    return Sides(own=side(Role.CONSUMER), trader=side(*traders), others=side(*rest))


def _found(dossier: Dossier) -> Iterator[tuple[Role, tuple[str, ...], tuple[str, ...]]]:
    for one in remarks(dossier):
        if one.code in FOUND:
            addresses = tuple(str(one.params["addresses"]).split(", "))
            yield Role(str(one.params["role"])), (str(one.params["name"]),), addresses
