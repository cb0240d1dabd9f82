"""Who may ask a recipient: each condition a small function of the dossier's facts.

Only what is known to be otherwise closes a recipient: what nobody said yet is asked.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from dossier.model.checklist import Verdict
from dossier.model.dossier import Dossier
from dossier.model.facts import Dispute, Milestone, Question
from dossier.model.party import Party, Role
from dossier.model.piece import Piece
from dossier.recipients.folding import has_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """How a condition stands.

    Attributes:
        verdict: MISSING closes the recipient.
        params: For the sentence.
        ask: Which fact would decide it; "" when it is decided.
    """

    verdict: Verdict
    params: dict[str, str | int] = field(default_factory=dict)
    ask: str = ""


Values = Sequence[str]
Check = Callable[[Dossier, Values], Judged]

_SOLD: Final = (Role.SELLER, Role.MARKETPLACE)
_CARRIED: Final = (Role.CARRIER, *_SOLD)
_SERVED: Final = (*_SOLD, Role.CARRIER, Role.INSURER, Role.BANK)
_TRADERS: Final[Mapping[Dispute, tuple[Role, ...]]] = MappingProxyType(
    {
        Dispute.FLIGHT: _CARRIED,
        Dispute.TRAVEL: (*_SOLD, Role.CARRIER),
        Dispute.SERVICE: _SERVED,
        Dispute.OTHER: _SERVED,
    }
)
"""Whose trader is meant, the first role that somebody has; a parcel's carrier is not who sold it."""


OUTCOMES: Final = (
    *("attestation", "constat", "procès-verbal", "échec", "clôture", "fin de la médiation", "désaccord"),
    *("refus", "irrecevable", "certificate", "failure", "outcome", "closing", "refusal"),
)
"""Words by which a title names the outcome of an amicable step, and not the request for one."""


def consumers(dossier: Dossier) -> tuple[Party, ...]:
    """Gives the consumers."""
    return tuple(party for party in dossier.parties if party.role is Role.CONSUMER)


def traders(dossier: Dossier) -> tuple[Party, ...]:
    """Gives whom the claim is against."""
    roles = _TRADERS.get(dossier.facts.dispute, _SOLD) if dossier.facts.dispute else _SOLD
    for role in roles:
        if found := tuple(party for party in dossier.parties if party.role is role):
            return found
    return ()


def complaints(dossier: Dossier) -> tuple[Piece, ...]:
    """Gives the written complaints among the shown pieces; a call noted down is none."""
    return tuple(
        piece
        for piece in dossier.pieces
        if piece.shown and piece.rubric == "complaint" and piece.event is None
    )


def _decided(holds: bool | None, *, ask: str, **params: str | int) -> Judged:
    """Gives the verdict of a yes, a no or an unknown."""
    if holds is None:
        return Judged(verdict=Verdict.UNKNOWN, params=params, ask=ask)
    return Judged(verdict=Verdict.MET if holds else Verdict.MISSING, params=params)


def _among(parties: Sequence[Party], values: Values) -> bool | None:
    """Tells whether one of the parties lives in one of the countries; None while none is known to."""
    known = {party.country for party in parties if party.country}
    if known & set(values):
        return True
    return False if parties and all(party.country for party in parties) else None


def _countries(parties: Sequence[Party]) -> str:
    return " ".join(sorted({party.country for party in parties if party.country}))


def _consumer_country(dossier: Dossier, values: Values) -> Judged:
    who = consumers(dossier)
    return _decided(
        _among(who, values), ask="country:consumer", wanted=" ".join(values), countries=_countries(who)
    )


def _trader_country(dossier: Dossier, values: Values) -> Judged:
    who = traders(dossier)
    return _decided(
        _among(who, values), ask="country:trader", wanted=" ".join(values), countries=_countries(who)
    )


def _either_country(dossier: Dossier, values: Values) -> Judged:
    mine, theirs = _among(consumers(dossier), values), _among(traders(dossier), values)
    holds = True if mine or theirs else None if mine is None or theirs is None else False
    return _decided(
        holds,
        ask="country:consumer" if mine is None else "country:trader",
        wanted=" ".join(values),
        countries=_countries((*consumers(dossier), *traders(dossier))),
    )


def _cross_border(dossier: Dossier, _: Values) -> Judged:
    mine, theirs = consumers(dossier), traders(dossier)
    everybody = (*mine, *theirs)
    homes = {party.country for party in mine if party.country}
    seats = {party.country for party in theirs if party.country}
    known = bool(mine and theirs) and all(party.country for party in everybody)
    holds = True if homes and seats and len(homes | seats) > 1 else False if known else None
    ask = "country:trader" if homes else "country:consumer"
    return _decided(holds, ask=ask, countries=_countries(everybody))


def _answered(question: Question, dossier: Dossier, *, wanted: bool) -> Judged:
    answer = dossier.facts.answers.get(question)
    return _decided(
        None if answer is None else answer is wanted, ask=f"question:{question}", question=str(question)
    )


def _answered_yes(dossier: Dossier, values: Values) -> Judged:
    return _answered(Question(values[0]), dossier, wanted=True)


def _answered_no(dossier: Dossier, values: Values) -> Judged:
    return _answered(Question(values[0]), dossier, wanted=False)


def _consumer_is_private(dossier: Dossier, _: Values) -> Judged:
    return _answered(Question.PRIVATE, dossier, wanted=True)


def _trader_is_professional(dossier: Dossier, _: Values) -> Judged:
    return _answered(Question.PROFESSIONAL, dossier, wanted=True)


def _claim_at_most(dossier: Dossier, values: Values) -> Judged:
    """Compares euros; what is claimed in another currency is not known in euros."""
    facts = dossier.facts
    known = bool(facts.claim) and facts.currency == "EUR"
    holds = facts.claimed_cents <= int(values[0]) if known else None
    return _decided(holds, ask="claim", most=int(values[0]), claimed=facts.claimed_cents)


def _claim_quantified(dossier: Dossier, _: Values) -> Judged:
    claimed = dossier.facts.claimed_cents
    return _decided(True if claimed else None, ask="claim", claimed=claimed)


def _trader_asked(dossier: Dossier, _: Values) -> Judged:
    """Takes any word to the trader, a call noted down as well as a letter."""
    steps = (Milestone.REQUEST, Milestone.COMPLAINT, Milestone.NOTICE, Milestone.ANSWER)
    asked = any(dossier.facts.key_date(step) for step in steps) or any(
        piece.shown and (piece.rubric == "complaint" or (piece.rubric == "correspondence" and piece.event))
        for piece in dossier.pieces
    )
    return _decided(asked or None, ask="milestone:complaint")


def _complaint_written(dossier: Dossier, _: Values) -> Judged:
    written = dossier.facts.key_date(Milestone.COMPLAINT) is not None or bool(complaints(dossier))
    return _decided(written or None, ask="milestone:complaint")


def _complaint_proved(dossier: Dossier, _: Values) -> Judged:
    day = dossier.facts.key_date(Milestone.COMPLAINT)
    proved = bool(day and day.proofs) or bool(complaints(dossier))
    return _decided(proved or None, ask="milestone:complaint")


def _payment_by(dossier: Dossier, values: Values) -> Judged:
    payment = dossier.facts.payment
    return _decided(
        None if payment is None else payment in values,
        ask="payment",
        wanted=" ".join(values),
        payment=str(payment or ""),
    )


def _dispute_among(dossier: Dossier, values: Values) -> Judged:
    dispute = dossier.facts.dispute
    return _decided(
        None if dispute is None else dispute in values,
        ask="dispute",
        wanted=" ".join(values),
        dispute=str(dispute or ""),
    )


def _dispute_not(dossier: Dossier, values: Values) -> Judged:
    dispute = dossier.facts.dispute
    return _decided(
        None if dispute is None else dispute not in values,
        ask="dispute",
        wanted=" ".join(values),
        dispute=str(dispute or ""),
    )


def _not_flight(dossier: Dossier, _: Values) -> Judged:
    return _dispute_not(dossier, (str(Dispute.FLIGHT),))


def _mediator_is(dossier: Dossier, values: Values) -> Judged:
    """Compares with the mediator whom the terms name; another spelling may mean the same one."""
    named = dossier.facts.mediator
    return _decided(has_words(named, values) or None, ask="mediator", mediator=named)


def _amicable_step(dossier: Dossier, _: Values) -> Judged:
    """Takes an outcome for the step; a request alone is said to be one."""
    known = dossier.facts.key_date
    papers = [piece for piece in dossier.pieces if piece.shown and piece.rubric == "amicable"]
    ended = any(known(step) for step in (Milestone.MEDIATION_END, Milestone.CONCILIATION_END))
    if ended or any(has_words(piece.title, OUTCOMES) for piece in papers):
        return _decided(True, ask="")
    if papers or any(known(step) for step in (Milestone.MEDIATION, Milestone.CONCILIATION)):
        return _decided(None, ask="milestone:mediation-end", form="asked")
    return _decided(None, ask="milestone:mediation")


def _delivered_in(dossier: Dossier, values: Values) -> Judged:
    """Takes the consumer's country for the delivery's; another one decides nothing."""
    who = consumers(dossier)
    return _decided(
        _among(who, values) or None,
        ask="country:consumer",
        wanted=" ".join(values),
        countries=_countries(who),
    )


CONDITIONS: Final[Mapping[str, Check]] = MappingProxyType(
    {
        "consumer-country": _consumer_country,
        "trader-country": _trader_country,
        "either-country": _either_country,
        "cross-border": _cross_border,
        "consumer-is-private": _consumer_is_private,
        "trader-is-professional": _trader_is_professional,
        "answered-yes": _answered_yes,
        "answered-no": _answered_no,
        "claim-at-most": _claim_at_most,
        "claim-quantified": _claim_quantified,
        "trader-asked": _trader_asked,
        "complaint-written": _complaint_written,
        "complaint-proved": _complaint_proved,
        "payment-by": _payment_by,
        "dispute-among": _dispute_among,
        "dispute-not": _dispute_not,
        "mediator-is": _mediator_is,
        "amicable-step": _amicable_step,
        "not-flight": _not_flight,
        "delivered-in": _delivered_in,
    }
)
"""What a profile's ``check`` may be."""


def judge(check: str, dossier: Dossier, values: Values) -> Judged:
    """Holds one condition against a dossier.

    Args:
        check: A key of ``CONDITIONS``.
        dossier: The dossier.
        values: What the check needs: countries, an amount in hundredths, one question …

    Raises:
        KeyError: There is no such check: our fault.
        ValueError: A value is none that the check knows: our fault.
    """
    return CONDITIONS[check](dossier, values)
