"""Which parts of what a need asks about the parties are not known yet."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from dossier.model.dossier import Dossier
from dossier.model.party import Role
from dossier.recipients.needs import Fact, NeedWay

_PARTS: Final[Mapping[Fact, tuple[str, ...]]] = MappingProxyType(
    {
        Fact.CONSUMER_ADDRESS: ("consumer.name", "consumer.postal"),
        Fact.IBAN: ("consumer.iban", "consumer.bic"),
        Fact.TRADER_NAME: ("seller.name",),
        Fact.TRADER_OFFICE: ("seller.postal", "seller.country"),
    }
)


def lacking(way: NeedWay, dossier: Dossier) -> tuple[str, ...]:
    """Gives the keys under which the missing parts are typed; of several parties the fullest counts.

    Args:
        way: What is asked.
        dossier: What is known.
    """
    return tuple(key for fact in way.facts for key in _of_fullest(_PARTS.get(fact, ()), dossier))


def _of_fullest(keys: tuple[str, ...], dossier: Dossier) -> tuple[str, ...]:
    own = any(key.startswith(Role.CONSUMER) for key in keys)
    parties = [
        one for one in dossier.parties if (one.role is Role.CONSUMER) == own and one.role is not Role.ADVISER
    ]
    lacks = [tuple(key for key in keys if not getattr(one, key.partition(".")[2])) for one in parties]
    return min(lacks, key=len, default=keys)
