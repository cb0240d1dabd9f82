"""The dossier's own facts: its title, time zone, language, parties and case number."""

from collections.abc import Sequence
from dataclasses import replace

from dossier.basis.clock import zone_named
from dossier.basis.errors import UsageError
from dossier.model.commands.done import Done, done
from dossier.model.dossier import Dossier
from dossier.model.party import Party


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


def set_case_number(dossier: Dossier, number: str) -> Done:
    """Notes the number that the recipient gave the demand; "" takes it away."""
    after = replace(dossier, case_number=" ".join(number.split()))
    return done(after, "set-case-number", key="case-number")


def _check_name(party: Party) -> None:
    if not party.name.strip():
        raise UsageError("party-unnamed")
