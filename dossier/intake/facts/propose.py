"""All that pieces seem to say about the dispute, but what is noted already."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dossier.basis.clock import zone_named
from dossier.intake.facts.key_dates import date_proposals
from dossier.intake.facts.numbers import price_proposals, reference_proposals, register_proposals
from dossier.intake.facts.paid import payment_proposals
from dossier.model.dossier import Dossier
from dossier.model.facts import Milestone, ReferenceKind
from dossier.model.ids import PieceId
from dossier.model.party import Role
from dossier.model.piece import Piece
from dossier.model.proposal import Proposal
from dossier.recipients.folding import folded
from dossier.recipients.profile import Kind, Profile

_LOOKED_AT_CHARS: Final = 200_000
_ANY: Final = "mediator"
"""The profile of a mediator whose name is not known: every terms' words would name it."""


def proposals(dossier: Dossier, profiles: Sequence[Profile]) -> tuple[Proposal, ...]:
    """Proposes facts: days, numbers, the price, the seller's registration, the mediator.

    Args:
        dossier: The dispute; only pieces that are shown speak.
        profiles: All recipients, of which the mediators are looked for in the general terms.
    """
    zone = zone_named(dossier.zone)
    shown = [piece for piece in dossier.pieces if piece.shown]
    shown.sort(key=lambda piece: piece.moment.sort_key(zone))
    orders, payments = ([one for one in shown if one.rubric == rubric] for rubric in ("order", "payment"))
    theirs = [piece for piece in shown if piece.rubric in ("terms", "offer", "order", "payment")]
    prices = tuple(price_proposals(orders)) or tuple(price_proposals(payments))
    known = dossier.facts.price_cents
    cents = known if known is not None else next((int(re.sub(r"\D", "", one.value)) for one in prices), None)
    found = (
        *date_proposals(dossier, shown, zone),
        *payment_proposals((*orders, *payments), zone, cents=cents),
        *reference_proposals(shown),
        *prices,
        *register_proposals(theirs),
        *_mediators(shown, profiles),
    )
    return tuple(one for one in found if not _is_noted(one.key, dossier))


def _mediators(pieces: Sequence[Piece], profiles: Sequence[Profile]) -> Iterator[Proposal]:
    """Finds the one mediator that the general terms name; of several none is certain."""
    named: dict[str, tuple[PieceId, str]] = {}
    known = [(one.id, _names(one)) for one in profiles if one.kind is Kind.MEDIATOR and one.id != _ANY]
    for piece in (one for one in pieces if one.rubric == "terms"):
        text = folded(piece.text[:_LOOKED_AT_CHARS])
        if " mediat" not in text:
            continue
        for profile, names in known:
            words = next((name for name in names if name in text), None)
            if words is not None:
                named.setdefault(profile, (piece.id, words.strip()))
    if len(named) == 1:
        ((profile, (piece_id, words)),) = named.items()
        yield Proposal(key="mediator", value=profile, piece=piece_id, words=words)


def _names(profile: Profile) -> tuple[str, ...]:
    """Gives what a mediator is called in running text; a name of one common word says nothing."""
    names = (folded(part) for name in profile.names.values() for part in re.split("[()]", name))
    short = (folded(profile.id),) if "-" not in profile.id else ()
    return tuple(dict.fromkeys(name for name in (*names, *short) if len(name) > len(" ab ")))


def _is_noted(key: str, dossier: Dossier) -> bool:
    group, _, name = key.partition(".")
    facts = dossier.facts
    match group:
        case "date":
            return facts.key_date(Milestone(name)) is not None
        case "reference":
            return any(one.kind is ReferenceKind(name) for one in facts.references)
        case "price":
            return facts.price_cents is not None
        case "mediator":
            return bool(facts.mediator)
    sellers = [party for party in dossier.parties if party.role is Role(group)]
    # Without a seller there is nobody whose number it could be.
    return not sellers or bool(getattr(sellers[0], name))
