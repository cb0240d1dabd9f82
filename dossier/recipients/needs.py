"""How each need is met: by pieces, by a key date that a piece proves, by facts."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from dossier.basis.codec import from_plain
from dossier.basis.data_file import read_data
from dossier.basis.resources import resources_folder
from dossier.model.checklist import Verdict
from dossier.model.detail import Detail
from dossier.model.dossier import Dossier
from dossier.model.facts import Milestone, Question, ReferenceKind
from dossier.model.ids import PieceId, RubricId
from dossier.model.party import Role
from dossier.model.piece import Piece, joined_ids
from dossier.model.watching import terms_after_order
from dossier.recipients.conditions import consumers
from dossier.recipients.fitting import is_with_trader, names_price
from dossier.recipients.folding import has_words
from dossier.recipients.held import without


class Fact(StrEnum):
    """What the facts can say that meets a need."""

    CONSUMER_ADDRESS = "consumer-address"
    """The consumer's name and postal address."""
    TRADER_NAME = "trader-name"
    TRADER_OFFICE = "trader-office"
    """The trader's postal address and country."""
    TRADER_REGISTRATION = "trader-registration"
    REFERENCE = "reference"
    CLIENT_REFERENCE = "client-reference"
    IBAN = "iban"
    """The account's number and its bank's."""
    CLAIM_PROVED = "claim-proved"
    """A line of what is asked has a proof."""
    DEMAND = "demand"
    HAPPENED = "happened"
    TRIED = "tried"
    MEDIATOR = "mediator"
    TRANSLATION = "translation"
    """A piece has its translation."""
    MEMBER = "member"


class Only(StrEnum):
    """When a need is one at all."""

    REPRESENTED = "represented"
    TRAVELLERS = "travellers"
    """When there are several consumers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedWay:
    """How one need is met; any one of rubrics, milestones and facts does.

    Attributes:
        id: Its key; names stand under ``[need]``.
        rubrics: A shown piece of one of these.
        titles: Words of which such a piece's title has one; empty for any title.
        calls: Whether a call noted down counts among them.
        price: Only a piece that names the price is certain, once the price is known.
        trader: Only what the trader wrote or got is certain, once the trader is known.
        timely: Only what is not younger than the order is certain.
        dated: Only what has a date is certain.
        earliest: One piece is meant: what proves the key date, else the earliest.
        milestones: A key date that a shown piece proves.
        facts: What the facts say, all of them.
        only: It is needed only then.
        absent: What it is when nothing meets it.
        hand: Only the person can add it, so it is never found missing.
    """

    id: str
    rubrics: tuple[RubricId, ...] = ()
    titles: tuple[str, ...] = ()
    calls: bool = False
    price: bool = False
    trader: bool = False
    timely: bool = False
    dated: bool = False
    earliest: bool = False
    milestones: tuple[Milestone, ...] = ()
    facts: tuple[Fact, ...] = ()
    only: Only | None = None
    absent: Verdict = Verdict.MISSING
    hand: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """How a need stands: by which pieces it is met, or what would meet it."""

    verdict: Verdict
    pieces: tuple[PieceId, ...] = ()
    ask: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A dossier as one recipient gets it: the pieces in their order, and what the person does not tell it."""

    dossier: Dossier
    pieces: tuple[Piece, ...]
    held: tuple[Detail, ...] = ()

    def but(self, held: Container[Detail]) -> "Shown":
        """Gives the same without some details."""
        return replace(self, dossier=without(self.dossier, held), held=())

    def among(self, proofs: tuple[PieceId, ...]) -> tuple[PieceId, ...]:
        """Gives those of some pieces that are shown; what repeats or was grouped by what stands for it."""
        joined = joined_ids(self.dossier.pieces)
        repeats = {piece.id: piece.duplicate_of for piece in self.dossier.pieces if piece.duplicate_of}
        wanted = {repeats.get(held, held) for held in (joined.get(one, one) for one in proofs)}
        return tuple(piece.id for piece in self.pieces if piece.id in wanted)


def load_needs(path: Path | None = None) -> dict[str, NeedWay]:
    """Loads every need by its id.

    Raises:
        DossierError: ``malformed``.
    """
    return read_data(
        path or resources_folder() / "needs.toml",
        lambda plain: {key: from_plain(NeedWay, {"id": key, **one}) for key, one in plain.items()},
    )


def meet(way: NeedWay, shown: Shown) -> Met:
    """Says how a need stands in what a recipient gets; what is met only by what is held back is missing."""
    if shown.held and (held := _met_by_held(way, shown)):
        return Met(verdict=Verdict.MISSING, ask=f"held:{held}")
    pieces, unsure = _by_pieces(way, shown)
    facts, proofs = _by_facts(way, shown)
    if pieces or facts:
        return Met(verdict=Verdict.MET, pieces=tuple(dict.fromkeys((*pieces, *proofs))))
    needed = True if way.only is None else _NEEDED[way.only](shown.dossier)
    if needed is False:
        return Met(verdict=Verdict.NOT_NEEDED)
    ask = _ask(way, shown)
    if needed is None:
        return Met(verdict=Verdict.UNKNOWN, ask=f"question:{way.only}" if way.only else ask)
    if unsure or way.hand:
        return Met(verdict=Verdict.UNKNOWN, ask=ask)
    return Met(verdict=way.absent, ask=ask if way.absent is not Verdict.NOT_NEEDED else "")


def _met_by_held(way: NeedWay, shown: Shown) -> str:
    """Names what is held back and would meet a need; "" when it stands as if all were told."""
    told = shown.but(())
    if meet(way, told).verdict is not Verdict.MET or meet(way, shown.but(shown.held)).verdict is Verdict.MET:
        return ""
    alone = (one for one in shown.held if meet(way, shown.but((one,))).verdict is not Verdict.MET)
    return next(alone, shown.held[0])


def _by_pieces(way: NeedWay, shown: Shown) -> tuple[tuple[PieceId, ...], bool]:
    """Finds the pieces that meet a need, and tells whether others might."""
    inside = [
        piece for piece in shown.pieces if piece.rubric in way.rubrics and (way.calls or piece.event is None)
    ]
    late = {one.piece for one in terms_after_order(shown.dossier, inside)} if way.timely else set()
    sure = [piece.id for piece in inside if piece.id not in late and _is_sure(way, piece, shown.dossier)]
    days = (shown.dossier.facts.key_date(milestone) for milestone in way.milestones)
    proofs = [one for day in days if day is not None for one in shown.among(day.proofs)]
    if way.earliest:
        sure = [] if proofs else sure[:1]
    return tuple(dict.fromkeys((*sure, *proofs))), bool(inside)


def _is_sure(way: NeedWay, piece: Piece, dossier: Dossier) -> bool:
    """Tells whether a piece of the right rubric is what is meant; of any other the person must judge."""
    titled = not way.titles or has_words(piece.title, way.titles)
    priced = not way.price or names_price(piece, dossier)
    dated = not way.dated or piece.moment.known
    return titled and priced and dated and (not way.trader or is_with_trader(piece, dossier))


def _by_facts(way: NeedWay, shown: Shown) -> tuple[bool, tuple[PieceId, ...]]:
    """Tells whether the facts meet a need, and which pieces speak for them."""
    found = [_FACTS[fact](shown) for fact in way.facts]
    met = bool(found) and all(one is not None for one in found)
    return met, tuple(piece for one in found if met and one is not None for piece in one)


def _ask(way: NeedWay, shown: Shown) -> str:
    """Names what would meet a need: the person's own hand, the first fact that lacks, a day, a piece."""
    if way.hand:
        return "hand"
    if way.facts:
        return _FIELDS[next(fact for fact in way.facts if _FACTS[fact](shown) is None)]
    if way.rubrics:
        return f"rubric:{way.rubrics[0]}"
    return f"milestone:{way.milestones[0]}" if way.milestones else ""


FactFinder = Callable[[Shown], tuple[PieceId, ...] | None]
"""Gives the pieces that speak for a fact, perhaps none; None when it is not known."""


def _said(known: object) -> tuple[PieceId, ...] | None:
    return () if known else None


def _trader_with(shown: Shown, *fields: str) -> tuple[PieceId, ...] | None:
    """Tells whether somebody of the other side has all of some fields."""
    others = (party for party in shown.dossier.parties if party.role not in (Role.CONSUMER, Role.ADVISER))
    return _said(any(all(getattr(party, field) for field in fields) for party in others))


def _registration(shown: Shown) -> tuple[PieceId, ...] | None:
    by_number = _trader_with(shown, "registration")
    return by_number if by_number is not None else _trader_with(shown, "vat")


def _claim_proved(shown: Shown) -> tuple[PieceId, ...] | None:
    proofs = tuple(proof for line in shown.dossier.facts.claim for proof in line.proofs)
    return shown.among(proofs) or None


def _client_reference(shown: Shown) -> tuple[PieceId, ...] | None:
    kinds = {reference.kind for reference in shown.dossier.facts.references if reference.value}
    return _said(ReferenceKind.CUSTOMER in kinds)


_FACTS: Final[Mapping[Fact, FactFinder]] = MappingProxyType(
    {
        Fact.CONSUMER_ADDRESS: lambda shown: _said(
            any(party.name and party.postal for party in consumers(shown.dossier))
        ),
        Fact.TRADER_NAME: lambda shown: _trader_with(shown, "name"),
        Fact.TRADER_OFFICE: lambda shown: _trader_with(shown, "postal", "country"),
        Fact.TRADER_REGISTRATION: _registration,
        Fact.REFERENCE: lambda shown: _said(any(one.value for one in shown.dossier.facts.references)),
        Fact.CLIENT_REFERENCE: _client_reference,
        Fact.IBAN: lambda shown: _said(any(party.iban and party.bic for party in consumers(shown.dossier))),
        Fact.CLAIM_PROVED: _claim_proved,
        Fact.DEMAND: lambda shown: _said(shown.dossier.facts.claim or shown.dossier.facts.asked),
        Fact.HAPPENED: lambda shown: _said(shown.dossier.facts.happened),
        Fact.TRIED: lambda shown: _said(shown.dossier.facts.tried),
        Fact.MEDIATOR: lambda shown: (
            shown.among(shown.dossier.facts.mediator_proofs) if shown.dossier.facts.mediator else None
        ),
        Fact.TRANSLATION: lambda shown: tuple(piece.id for piece in shown.pieces if piece.rendering) or None,
        Fact.MEMBER: lambda shown: _said(shown.dossier.facts.answers.get(Question.MEMBER)),
    }
)

_FIELDS: Final[Mapping[Fact, str]] = MappingProxyType(
    {
        Fact.CONSUMER_ADDRESS: "party:consumer",
        Fact.TRADER_NAME: "party:trader",
        Fact.TRADER_OFFICE: "party:trader",
        Fact.TRADER_REGISTRATION: "party:trader",
        Fact.REFERENCE: "references",
        Fact.CLIENT_REFERENCE: "references",
        Fact.IBAN: "party:consumer",
        Fact.CLAIM_PROVED: "claim",
        Fact.DEMAND: "claim",
        Fact.HAPPENED: "happened",
        Fact.TRIED: "tried",
        Fact.MEDIATOR: "mediator",
        Fact.TRANSLATION: "hand",
        Fact.MEMBER: "question:member",
    }
)
"""Where each is written."""


def _represented(dossier: Dossier) -> bool | None:
    return dossier.facts.answers.get(Question.REPRESENTED)


def _travellers(dossier: Dossier) -> bool | None:
    return len(consumers(dossier)) > 1


_NEEDED: Final[Mapping[Only, Callable[[Dossier], bool | None]]] = MappingProxyType(
    {Only.REPRESENTED: _represented, Only.TRAVELLERS: _travellers}
)
