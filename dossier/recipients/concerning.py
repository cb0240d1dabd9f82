"""Which deadlines concern a dossier: by its dispute, its countries and how it was paid."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from dossier.model.dossier import Dossier
from dossier.model.facts import Milestone
from dossier.model.party import Party, Role
from dossier.recipients.deadline_rules import DeadlineRule, Place

_TRADERS: Final = frozenset({Role.SELLER, Role.MARKETPLACE, Role.CARRIER})


def concerns(rule: DeadlineRule, dossier: Dossier) -> bool:
    """Tells whether a deadline may hold for a dossier; what is not known never excludes it."""
    facts = dossier.facts
    return (
        _is_among(facts.dispute, rule.disputes)
        and _is_among(facts.payment, rule.payments)
        and _concerns_countries(rule, dossier.parties)
        and not (rule.unless is not None and facts.key_date(rule.unless) is not None)
        and holds_from(rule.contract_from, dossier)
    )


def holds_from(first: date | None, dossier: Dossier) -> bool:
    """Tells whether a rule for contracts from a day on holds; of a contract without a day it may."""
    contract = dossier.facts.key_date(Milestone.CONTRACT)
    return first is None or contract is None or contract.day >= first


def _is_among(one: object, wanted: tuple[object, ...]) -> bool:
    return one is None or not wanted or one in wanted


def _concerns_countries(rule: DeadlineRule, parties: Iterable[Party]) -> bool:
    known = [party for party in parties if party.country]
    consumers = {party.country for party in known if party.role is Role.CONSUMER}
    traders = {party.country for party in known if party.role in _TRADERS}
    if rule.traders and traders and not traders & set(rule.traders):
        return False
    if not rule.country:
        return True
    match rule.place:
        case Place.CONSUMER:
            return not consumers or rule.country in consumers
        case Place.TRADER:
            return not traders or rule.country in traders
        case Place.EITHER:
            return not consumers or not traders or rule.country in consumers | traders
