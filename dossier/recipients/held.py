"""What a recipient is not told of the person and of the dispute, and the dossier without it."""

from collections.abc import Container, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from dossier.model.detail import Detail
from dossier.model.dossier import Dossier
from dossier.model.party import Party, Role
from dossier.model.piece import Private
from dossier.recipients.profile import Profile

_OF_CONSUMER: Final[Mapping[Detail, Mapping[str, Any]]] = MappingProxyType(
    {
        Detail.POSTAL: {"postal": ""},
        Detail.ADDRESSES: {"addresses": ()},
        Detail.PHONE: {"phone": ""},
        Detail.IBAN: {"iban": "", "bic": ""},
    }
)
_OF_FACTS: Final[Mapping[Detail, Mapping[str, Any]]] = MappingProxyType(
    {
        Detail.REFERENCE: {"references": ()},
        Detail.PRICE: {"price_cents": None, "payment": None},
        Detail.HAPPENED: {"happened": ""},
        Detail.TRIED: {"tried": ""},
    }
)
"""How the fields read of which a detail is made, once it is taken out."""


def held_from(dossier: Dossier, profile: Profile) -> frozenset[Detail]:
    """Lists what a recipient is not told: what the person holds back, and what it must not learn."""
    held = set(dossier.held_back.get(profile.id, ()))
    if profile.nameless:
        held.add(Detail.NAME)
    if Private.BANK in profile.forbids:
        held.add(Detail.IBAN)
    return frozenset(held)


def without(dossier: Dossier, held: Container[Detail]) -> Dossier:
    """Gives a dossier whose parties and facts do not say some details; a consumer without name is gone."""
    parties = dossier.parties
    if Detail.NAME in held:
        parties = tuple(party for party in parties if party.role is not Role.CONSUMER)
    facts = replace(dossier.facts, **_gone(_OF_FACTS, held))
    return replace(dossier, parties=tuple(_party(one, held) for one in parties), facts=facts)


def _party(party: Party, held: Container[Detail]) -> Party:
    return replace(party, **_gone(_OF_CONSUMER, held)) if party.role is Role.CONSUMER else party


def _gone(fields: Mapping[Detail, Mapping[str, Any]], held: Container[Detail]) -> dict[str, Any]:
    return {name: empty for detail, some in fields.items() if detail in held for name, empty in some.items()}
