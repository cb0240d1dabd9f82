"""Whether the mediator who was asked is the one that a deadline is about."""

from dataclasses import dataclass
from datetime import date

from dossier.model.dossier import Dossier
from dossier.model.facts import Milestone
from dossier.recipients.conditions import traders
from dossier.recipients.deadline_rules import DeadlineRule
from dossier.recipients.known import profile_of
from dossier.recipients.named_mediator import mediators_named
from dossier.recipients.profile import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """A mediator was asked on a day; ``sure`` when it is known that the deadline is about this one."""

    day: date
    sure: bool


def referral_for(rule: DeadlineRule, dossier: Dossier) -> Referral | None:
    """Finds when the mediator of a deadline was asked; None when nobody was, or surely another one.

    What was sent to a mediator is known to have been; of a day alone, the mediator whom the facts name
    tells whose it is. A name that is none of the program's is taken for one of the trader's country.
    """
    sent = [(one.day, country) for one in dossier.rounds if (country := _country_of(one.recipient))]
    if days := [day for day, country in sent if country == rule.country]:
        return Referral(day=min(days), sure=True)
    asked = dossier.facts.key_date(Milestone.MEDIATION)
    if asked is None:
        return None
    countries = {country for day, country in sent if day == asked.day} or _countries_named(dossier)
    if countries and rule.country not in countries:
        return None
    return Referral(day=asked.day, sure=countries == {rule.country})


def _country_of(recipient: str) -> str:
    """Gives a mediator's country; "" of any other recipient."""
    profile = profile_of(recipient)
    return profile.country if profile.kind is Kind.MEDIATOR else ""


def _countries_named(dossier: Dossier) -> set[str]:
    named = dossier.facts.mediator
    if not named.strip():
        return set()
    known = {one.country for one in mediators_named(named)}
    return known or {party.country for party in traders(dossier) if party.country}
