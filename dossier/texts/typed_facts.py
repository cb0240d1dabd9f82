"""Facts as they are typed: "date.complaint=2026-03-16@7", "seller.country=DE"."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from types import MappingProxyType
from typing import Final, TypeVar

from dossier.basis.errors import UsageError
from dossier.model.dossier import Dossier
from dossier.model.facts import (
    PER_RECIPIENT,
    ClaimLine,
    Dispute,
    Facts,
    KeyDate,
    Milestone,
    Payment,
    Question,
    Reference,
    ReferenceKind,
)
from dossier.model.ids import PieceId
from dossier.model.party import Party, Role
from dossier.texts.identifiers import is_country
from dossier.texts.money import typed_cents
from dossier.texts.typed_days import plain

_E = TypeVar("_E", bound=StrEnum)
_PARTY: Final = re.compile(rf"(?P<role>{'|'.join(Role)})(?P<place>[1-9]\d?)?\.(?P<field>\w+)")
_YES: Final = frozenset({"oui", "yes", "o", "y", "1", "true"})
_NO: Final = frozenset({"non", "no", "n", "0", "false"})
_PLAIN: Final = ("asked", "happened", "tried", "mediator", "currency")
_PARTY_FIELDS: Final = tuple(one.name for one in fields(Party) if one.name != "role")
_ALIASES: Final = MappingProxyType(
    {
        "email": "addresses",
        "mail": "addresses",
        "address": "postal",
        "siren": "registration",
        "siret": "registration",
        "tel": "phone",
    }
)
"""What people call the fields of a party."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The facts and parties after everything that was typed."""

    facts: Facts
    parties: tuple[Party, ...]


def fact_keys() -> Iterator[str]:
    """Gives every key that can be typed; a party's for the first of its role."""
    yield from ("dispute", "price", "payment", "claim", *_PLAIN)
    yield from (f"date.{one}" for one in Milestone)
    yield from (f"reference.{one}" for one in ReferenceKind)
    yield from (f"answer.{one}" + (":ID" if one in PER_RECIPIENT else "") for one in Question)
    yield from (f"{role}.{name}" for role in Role for name in _PARTY_FIELDS)


def _unknown(name: str) -> UsageError:
    """Makes the refusal of a key, with the one that is most like it."""
    near = get_close_matches(name, tuple(fact_keys()), n=1, cutoff=0.0)
    return UsageError("fact-unknown", name=name, nearest="".join(near))


def typed_facts(words: Sequence[str], dossier: Dossier, *, piece: Callable[[str], PieceId]) -> Typed:
    """Reads "key=value" words over what the dossier says; "key=" takes a fact away.

    Args:
        words: ``dispute``, ``price``, ``currency``, ``payment``, ``asked``, ``happened``, ``tried``,
            ``mediator``; ``reference.KIND``; ``date.MILESTONE=DAY@PIECE,PIECE``; ``answer.QUESTION`` or
            ``answer.QUESTION:RECIPIENT``;
            ``claim=WORDS:AMOUNT@PIECE`` adds a line; ``ROLE.FIELD`` or ``ROLE2.FIELD`` of a party.
        dossier: Where they are typed.
        piece: Finds a piece by its number or name.

    Raises:
        UsageError: ``fact-unknown``, ``fact-not-understood``, ``amount-not-understood``,
            ``argument-no-country``, ``argument-no-day``, ``party-unnamed``; as ``piece``.
    """
    typed = Typed(facts=dossier.facts, parties=dossier.parties)
    for word in words:
        key, equal, value = word.partition("=")
        if not equal:
            raise _unknown(word)
        typed = _with(typed, key.strip(), value.strip(), piece)
    return typed


def _with(typed: Typed, key: str, value: str, piece: Callable[[str], PieceId]) -> Typed:
    if found := _PARTY.fullmatch(key):
        return replace(typed, parties=_with_party(typed.parties, found, value))
    return replace(typed, facts=_with_fact(typed.facts, key, value, piece))


def _with_fact(facts: Facts, key: str, value: str, piece: Callable[[str], PieceId]) -> Facts:
    group, dot, name = key.partition(".")
    match (group, dot):
        case ("dispute", ""):
            return replace(facts, dispute=_one(Dispute, value) if value else None)
        case ("payment", ""):
            return replace(facts, payment=_one(Payment, value) if value else None)
        case ("price", ""):
            return replace(facts, price_cents=typed_cents(value) if value else None)
        case ("claim", ""):
            return replace(facts, claim=(*facts.claim, _line(value, piece)) if value else ())
        case ("reference", "."):
            return _with_reference(facts, _one(ReferenceKind, name), value)
        case ("date", "."):
            return _with_date(facts, _one(Milestone, name), value, piece)
        case ("answer", "."):
            question, _, recipient = name.partition(":")
            return _with_answer(facts, _one(Question, question), value, recipient=recipient)
    if key not in _PLAIN:
        raise _unknown(key)
    changed: dict[str, str] = {key: value or ("EUR" if key == "currency" else "")}
    return replace(facts, **changed)  # type: ignore[arg-type]  # each of them is words


def _one(kind: type[_E], value: str) -> _E:
    try:
        return kind(value)
    except ValueError as error:
        raise UsageError("fact-not-understood", value=value, known=", ".join(kind)) from error


def _with_reference(facts: Facts, kind: ReferenceKind, value: str) -> Facts:
    others = tuple(one for one in facts.references if one.kind is not kind)
    new = (Reference(kind=kind, value=value),) if value else ()
    return replace(facts, references=(*others, *new))


def _with_date(facts: Facts, milestone: Milestone, value: str, piece: Callable[[str], PieceId]) -> Facts:
    others = tuple(one for one in facts.key_dates if one.milestone is not milestone)
    if not value:
        return replace(facts, key_dates=others)
    day, _, proofs = value.partition("@")
    made = KeyDate(milestone=milestone, day=_day(day), proofs=_proofs(proofs, piece))
    return replace(facts, key_dates=(*others, made))


def _with_answer(facts: Facts, question: Question, value: str, *, recipient: str) -> Facts:
    if (question in PER_RECIPIENT) is not bool(recipient):
        raise _unknown(f"answer.{question}{recipient and f':{recipient}'}")
    said = plain(value)
    if value and said not in _YES | _NO:
        raise UsageError("fact-not-understood", value=value, known="oui, non")
    return facts.answering(question, said in _YES if value else None, recipient=recipient)


def _line(value: str, piece: Callable[[str], PieceId]) -> ClaimLine:
    said, _, proofs = value.partition("@")
    words, _, amount = said.rpartition(":")
    return ClaimLine(words=words.strip(), cents=typed_cents(amount), proofs=_proofs(proofs, piece))


def _proofs(said: str, piece: Callable[[str], PieceId]) -> tuple[PieceId, ...]:
    return tuple(dict.fromkeys(piece(one.strip()) for one in said.split(",") if one.strip()))


def _day(text: str) -> date:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:  # the next form may fit
            continue
    raise UsageError("argument-no-day", value=text)


def _with_party(parties: tuple[Party, ...], key: re.Match[str], value: str) -> tuple[Party, ...]:
    """Writes a field of a party; without a name there is no party."""
    name = _ALIASES.get(key["field"], key["field"])
    if name not in _PARTY_FIELDS:
        raise _unknown(key.group())
    role, wanted = Role(key["role"]), int(key["place"] or 1)
    places = [place for place, party in enumerate(parties) if party.role is role]
    written = _written(name, value)
    if wanted <= len(places):
        at = places[wanted - 1]
        if name == "name" and not value:
            return (*parties[:at], *parties[at + 1 :])
        changed = replace(parties[at], **{name: written})  # type: ignore[arg-type]  # a name of its fields
        return (*parties[:at], changed, *parties[at + 1 :])
    if name != "name":
        raise UsageError("party-unnamed")
    return (*parties, Party(role=role, name=value))


def _written(name: str, value: str) -> str | tuple[str, ...]:
    """Reads a party's field; a country is one or is refused, numbers are kept as they were typed."""
    match name:
        case "addresses":
            return tuple(one.strip().lower() for one in value.split(",") if one.strip())
        case "country" if value and not is_country(value.upper()):
            raise UsageError("argument-no-country", value=value)
        case "country":
            return value.upper()
    return value
