"""The dossier's own facts: title, time zone, language, parties, case number, and what it is about."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dossier.basis.clock import zone_named
from dossier.basis.errors import UsageError
from dossier.model.commands.done import Done, done
from dossier.model.dossier import Dossier
from dossier.model.facts import Facts
from dossier.model.finding import Finding
from dossier.model.party import Party, Role


def set_dossier_title(dossier: Dossier, title: str) -> Done:
    """Names the dispute; "" takes the name away."""
    after = replace(dossier, title=title.strip())
    return done(after, "set-dossier-title", key="dossier-title")


def set_zone(dossier: Dossier, zone: str) -> Done:
    """Chooses the dossier's one time zone, by its IANA name.

    Raises:
        UsageError: ``unknown-zone``.
    """
    zone_named(zone)
    return done(replace(dossier, zone=zone), "set-zone", zone=zone)


def set_language(dossier: Dossier, language: str) -> Done:
    """Chooses the annex's language; the caller knows which there are."""
    return done(replace(dossier, language=language), "set-language", language=language)


def set_parties(dossier: Dossier, parties: Sequence[Party]) -> Done:
    """Says anew who is in the dispute.

    Raises:
        UsageError: ``party-unnamed``.
    """
    for party in parties:
        _check_name(party)
    return done(replace(dossier, parties=tuple(parties)), "set-parties")


def set_facts(dossier: Dossier, facts: Facts) -> Done:
    """Says anew what the dispute is about; what is typed in one go is one step of the history.

    Raises:
        UsageError: ``milestone-twice``; ``currency-unknown``, no three letters; ``amount-negative``;
            ``no-such-piece``, a proof is no piece of the dossier.
    """
    milestones = [one.milestone for one in facts.key_dates]
    if len(set(milestones)) != len(milestones):
        raise UsageError("milestone-twice")
    if not re.fullmatch("[A-Z]{3}", facts.currency):
        raise UsageError("currency-unknown", currency=facts.currency)
    if any(cents < 0 for cents in (facts.price_cents or 0, *(line.cents for line in facts.claim))):
        raise UsageError("amount-negative")
    there = {piece.id for piece in dossier.pieces}
    unknown = next((one for one in facts.proofs if one not in there), None)
    if unknown is not None:
        raise UsageError("no-such-piece", piece=unknown)
    return done(replace(dossier, facts=facts), "set-facts", key="facts")


def choose_recipient(dossier: Dossier, recipient: str) -> Done:
    """Chooses for whom the annex is prepared; the caller knows which recipients there are."""
    return done(replace(dossier, recipient=recipient), "choose-recipient", key="recipient")


def set_case_number(dossier: Dossier, number: str) -> Done:
    """Notes the number that the recipient gave the demand; "" takes it away."""
    after = replace(dossier, case_number=" ".join(number.split()))
    return done(after, "set-case-number", key="case-number")


def add_party(dossier: Dossier, party: Party) -> Done:
    """Adds somebody to the dispute; a party of that name only gets the addresses that it lacks.

    Raises:
        UsageError: ``party-unnamed``.
    """
    _check_name(party)
    same = party.name.strip().casefold()
    place = next((at for at, one in enumerate(dossier.parties) if one.name.casefold() == same), None)
    if place is None:
        parties = (*dossier.parties, replace(party, name=party.name.strip()))
    else:
        known = dossier.parties[place]
        addresses = tuple(dict.fromkeys((*known.addresses, *party.addresses)))
        merged = replace(known, addresses=addresses)
        parties = (*dossier.parties[:place], merged, *dossier.parties[place + 1 :])
    return done(replace(dossier, parties=parties), "add-party", name=party.name.strip())


def add_found_party(dossier: Dossier, found: Finding) -> Done:
    """Adds the party that a ``party-found`` or ``party-found-yourself`` remark names.

    Raises:
        UsageError: ``party-unnamed``.
    """
    params = found.params
    addresses = tuple(one for one in str(params.get("addresses", "")).split(", ") if one)
    role = Role(str(params.get("role", Role.SELLER)))
    return add_party(dossier, Party(role=role, name=str(params.get("name", "")), addresses=addresses))


def _check_name(party: Party) -> None:
    if not party.name.strip():
        raise UsageError("party-unnamed")
