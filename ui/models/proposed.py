"""What pieces seem to say, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dossier.model.dossier import Dossier
from dossier.model.proposal import Proposal
from dossier.texts.catalogue import Texts
from dossier.texts.dates import short_day
from dossier.texts.money import said_cents, typed_cents
from ui.models.piece_names import PieceNames

_OF_PARTIES = ("registration", "vat")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """One proposal.

    Attributes:
        proposal: What is taken over.
        fact: What the fact is called.
        value: How it is read.
        source: What says it: "la pièce 3".
    """

    proposal: Proposal
    fact: str
    value: str
    source: str


Proposals = Mapping[str, tuple[Proposed, ...]]
"""By the key of the fact."""


def proposed(
    proposals: Iterable[Proposal], dossier: Dossier, texts: Texts, *, mediators: Mapping[str, str]
) -> dict[str, tuple[Proposed, ...]]:
    """Puts proposals into words.

    Args:
        proposals: What was found; what speaks of a piece that is gone is passed over.
        dossier: Where.
        texts: The window's language.
        mediators: What the profiles of mediators are called, by their ids.
    """
    names, there = PieceNames(dossier, texts), {piece.id for piece in dossier.pieces}
    found: dict[str, tuple[Proposed, ...]] = {}
    for one in proposals:
        if one.piece in there:
            said = Proposed(
                proposal=one,
                fact=_fact(one.key, texts),
                value=_value(one, dossier, texts, mediators),
                source=names.from_piece(one.piece),
            )
            found[one.key] = (*found.get(one.key, ()), said)
    return found


def _fact(key: str, texts: Texts) -> str:
    group, _, name = key.partition(".")
    match group:
        case "date":
            return texts.say(f"milestone.{name}")
        case "reference":
            return texts.say(f"reference.{name}")
        case "price" | "mediator":
            return texts.say(f"window.facts_{group}")
    return texts.say(f"window.facts_party_{name}") if name in _OF_PARTIES else name


def _value(one: Proposal, dossier: Dossier, texts: Texts, mediators: Mapping[str, str]) -> str:
    match one.key.partition(".")[0]:
        case "date":
            return short_day(texts, date.fromisoformat(one.value))
        case "price":
            return said_cents(texts, typed_cents(one.value), dossier.facts.currency)
        case "mediator":
            return mediators.get(one.value, one.value)
    return one.value
