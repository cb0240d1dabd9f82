"""Facts as they are typed: "date.complaint=2026-03-16@7", "seller.country=DE"."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum
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
from dossier.texts.money import typed_cents
from dossier.texts.typed_days import plain

_E = TypeVar("_E", bound=StrEnum)
_PARTY: Final = re.compile(rf"(?P<role>{'|'.join(Role)})(?P<place>[1-9]\d?)?\.(?P<field>\w+)")
_YES: Final = frozenset({"oui", "yes", "o", "y", "1", "true"})
_NO: Final = frozenset({"non", "no", "n", "0", "false"})
_PLAIN: Final = ("asked", "happened", "tried", "mediator", "currency")
_PARTY_FIELDS: Final = frozenset(one.name for one in fields(Party)) - {"role"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The facts and parties after everything that was typed."""

    facts: Facts
    parties: tuple[Party, ...]


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
        UsageError: ``fact-unknown``, ``fact-not-understood``, ``amount-not-understood``; as ``piece``.
    """
    typed = Typed(facts=dossier.facts, parties=dossier.parties)
    for word in words:
        key, equal, value = word.partition("=")
        if not equal:
            raise UsageError("fact-unknown", name=word)
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
        raise UsageError("fact-unknown", name=key)
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
        raise UsageError("fact-unknown", name=f"answer.{question}{recipient and f':{recipient}'}")
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
    name = key["field"]
    if name not in _PARTY_FIELDS:
        raise UsageError("fact-unknown", name=key.group())
    role, wanted = Role(key["role"]), int(key["place"] or 1)
    places = [place for place, party in enumerate(parties) if party.role is role]
    written: str | tuple[str, ...] = value
    if name == "addresses":
        written = tuple(one.strip().lower() for one in value.split(",") if one.strip())
    change = {name: written}
    if wanted <= len(places):
        at = places[wanted - 1]
        changed = replace(parties[at], **change)  # type: ignore[arg-type]  # a name of its fields
        return (*parties[:at], changed, *parties[at + 1 :])
    if name != "name":
        raise UsageError("party-unnamed")
    return (*parties, Party(role=role, name=value))
