"""Who is behind a mail address, by data: free mail, platforms that pass mails on, and words of roles."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from dossier.basis.data_file import read_data
from dossier.basis.resources import resources_folder
from dossier.intake.mail.way import first_of
from dossier.intake.sorting.rubrics import Phrase, load_rubrics, phrase_of, plain
from dossier.model.party import Role

_LABELS: Final = 2
_HEAD_CHARS: Final = 3000
_NAME_CHARS: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRules:
    """The tables of ``resources/rubrics/parties.toml``."""

    free: frozenset[str]
    relays: frozenset[str]
    second_labels: frozenset[str]
    silent: tuple[Phrase, ...]
    daemons: tuple[Phrase, ...]
    legal_forms: tuple[str, ...]
    roles: Mapping[Role, tuple[Phrase, ...]]


@cache
def party_rules(path: Path | None = None) -> PartyRules:
    """Loads the tables, the program's own unless another file is named.

    Raises:
        DossierError: ``malformed``.
    """
    return read_data(path or resources_folder() / "rubrics" / "parties.toml", _party_rules)


def _party_rules(data: dict[str, Any]) -> PartyRules:
    rows: list[dict[str, Any]] = data["role"]
    return PartyRules(
        free=frozenset(data["free"]),
        relays=frozenset(data["relays"]),
        second_labels=frozenset(data["second_labels"]),
        silent=tuple(phrase_of(one, strength="good") for one in data["silent"]),
        daemons=tuple(phrase_of(one, strength="good") for one in data["daemons"]),
        legal_forms=tuple(data["legal_forms"]),
        roles={
            Role(row["role"]): tuple(phrase_of(one, strength="good") for one in row["words"]) for row in rows
        },
    )


def house_of(address: str) -> str:
    """Names whoever an address belongs to: a firm by its domain, else the address itself.

    "service@mail.shop.co.uk" and "noreply@shop.co.uk" are both of "shop.co.uk"; on a platform that
    passes mails on, and where everybody has an address, each address stands for itself.
    """
    domain = address.rpartition("@")[2].rstrip(".")
    rules = party_rules()
    if domain in rules.relays or domain in rules.free:
        return address
    labels = domain.split(".")
    kept = _LABELS + (len(labels) > _LABELS and labels[-2] in rules.second_labels)
    return ".".join(labels[-kept:])


def is_office(address: str) -> bool:
    """Tells whether no private person would use an address: "contact@…", "noreply@…"."""
    return bool(first_of(load_rubrics().offices, address.partition("@")[0]))


def is_silent(address: str) -> bool:
    """Tells whether nobody reads what is written to an address."""
    return bool(first_of(party_rules().silent, address.partition("@")[0]))


def is_daemon(name: str, address: str) -> bool:
    """Tells whether a mail program itself wrote: "Mail Delivery System <mailer-daemon@…>"."""
    return bool(first_of(party_rules().daemons, f"{name} . {address.partition('@')[0]}"))


def is_relay(address: str) -> bool:
    """Tells whether a platform passes on what is written to an address."""
    return address.rpartition("@")[2] in party_rules().relays


def role_of(name: str, address: str) -> Role:
    """Guesses what somebody is in the dispute, by generic words; a seller when none says more."""
    if is_relay(address):
        return Role.SELLER
    told = f"{name} . {address.rpartition('@')[2]}"
    roles = ((role, first_of(phrases, told)) for role, phrases in party_rules().roles.items())
    return next((role for role, found in roles if found), Role.SELLER)


def is_named_after(name: str, house: str) -> bool:
    """Tells whether a name is a firm's whose domain it has: "Nova Desk" of "novadesk.example"."""
    label = "".join(plain(house.partition(".")[0]).split())
    return len(label) > 2 and label in "".join(plain(name).split())


def firm_in(text: str) -> str:
    """Finds the line of a paper's head that names its firm, told by a legal form; "" when none does."""
    forms = tuple(f" {form}" for form in party_rules().legal_forms)
    lines = (" ".join(line.split()) for line in text[:_HEAD_CHARS].splitlines())
    return next((line for line in lines if len(line) <= _NAME_CHARS and line.endswith(forms)), "")
