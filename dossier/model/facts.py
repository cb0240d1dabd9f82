"""What the dispute is about, in facts: what each recipient asks for beside the proofs."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from dossier.model.ids import PieceId

_K = TypeVar("_K", bound=str)


class Dispute(StrEnum):
    """What kind of dispute it is; it decides which proofs and deadlines matter."""

    NON_DELIVERY = "non-delivery"
    WITHDRAWAL = "withdrawal"
    DEFECT = "defect"
    FLIGHT = "flight"
    TRAVEL = "travel"
    SUBSCRIPTION = "subscription"
    SERVICE = "service"
    COUNTERFEIT = "counterfeit"
    OTHER = "other"


class Milestone(StrEnum):
    """A happening whose day starts, stops or proves something."""

    CONTRACT = "contract"
    PAYMENT = "payment"
    PROMISED = "promised"
    RECEIPT = "receipt"
    DEFECT = "defect"
    REQUEST = "request"
    WITHDRAWAL = "withdrawal"
    RETURN = "return"
    REFUND = "refund"
    COMPLAINT = "complaint"
    COMPLAINT_RECEIVED = "complaint-received"
    ANSWER = "answer"
    NOTICE = "notice"
    TERMINATION = "termination"
    MEDIATION = "mediation"
    MEDIATION_NOTIFIED = "mediation-notified"
    MEDIATION_END = "mediation-end"
    CONCILIATION = "conciliation"
    CONCILIATION_END = "conciliation-end"
    KNOWLEDGE = "knowledge"
    FLIGHT = "flight"
    BAGGAGE = "baggage"
    TERM_END = "term-end"
    SERVICE_END = "service-end"


class ReferenceKind(StrEnum):
    """What a number names."""

    ORDER = "order"
    CUSTOMER = "customer"
    BOOKING = "booking"
    PARCEL = "parcel"
    INVOICE = "invoice"
    CONTRACT = "contract"


class Payment(StrEnum):
    """How it was paid."""

    CARD = "card"
    PAYPAL = "paypal"
    TRANSFER = "transfer"
    DIRECT_DEBIT = "direct-debit"
    CHEQUE = "cheque"
    CASH = "cash"
    OTHER = "other"


class Question(StrEnum):
    """A yes or no that opens or closes the way to a recipient; its words stand under ``[question]``."""

    PRIVATE = "private"
    """Bought as a private person, not for a business."""
    PROFESSIONAL = "professional"
    """The trader is a professional, not a private person."""
    DISTANCE = "distance"
    """Bought at a distance: web, telephone, post."""
    FRAUD = "fraud"
    """It is a fraud or scam, not a dispute about a contract."""
    LAWYER = "lawyer"
    """A lawyer or another representative has the case."""
    COURT = "court"
    """A court has or had the case."""
    OTHER_MEDIATOR = "other-mediator"
    """Another mediator or body has or had the case."""
    SCHEME = "scheme"
    """The trader belongs to the recipient's scheme: its list or the general terms say so."""
    MEMBER = "member"
    """The consumer is a member of the association."""
    REMEDIES = "remedies"
    """Every service of the trader that must be asked first was asked."""
    REPRESENTED = "represented"
    """Somebody acts for the consumer."""


AHEAD: Final = frozenset(
    {Milestone.PROMISED, Milestone.FLIGHT, Milestone.TERM_END, Milestone.SERVICE_END, Milestone.TERMINATION}
)
"""What may well be still to come."""

PER_RECIPIENT: Final = frozenset({Question.SCHEME, Question.MEMBER, Question.REMEDIES})
"""Questions that each recipient asks about itself: what holds for one says nothing of another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDate:
    """The day of a milestone, in the dossier's zone, and the pieces that prove it."""

    milestone: Milestone
    day: date
    proofs: tuple[PieceId, ...] = ()

    def is_ahead(self, day: date) -> bool:
        """Whether it lies after a day, though it names what must have happened by then."""
        return self.day > day and self.milestone not in AHEAD


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A number of the trader's or carrier's, as they write it."""

    kind: ReferenceKind
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One line of what is asked: what for, how much, and the pieces that justify it."""

    words: str
    cents: int
    proofs: tuple[PieceId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The dispute's facts; each is empty until the person says it or takes over what a piece says.

    Attributes:
        dispute: Its kind.
        references: Order, customer, booking, parcel …
        price_cents: What the contract cost, in hundredths of ``currency``.
        currency: ISO 4217.
        payment: How it was paid.
        claim: What is asked, line by line.
        asked: What is asked besides or instead of money, in the person's words.
        happened: What happened, in short.
        tried: What was tried already.
        key_dates: At most one of each milestone, in no order.
        answers: Questions that the person answered, but those about one recipient.
        answers_for: Answers about one recipient, by "question:recipient".
        mediator: Id of the mediator's profile, or the name as the general terms write it; "" not known.
        mediator_proofs: The pieces that name the mediator.
    """

    dispute: Dispute | None = None
    references: tuple[Reference, ...] = ()
    price_cents: int | None = None
    currency: str = "EUR"
    payment: Payment | None = None
    claim: tuple[ClaimLine, ...] = ()
    asked: str = ""
    happened: str = ""
    tried: str = ""
    key_dates: tuple[KeyDate, ...] = ()
    answers: dict[Question, bool] = field(default_factory=dict)
    answers_for: dict[str, bool] = field(default_factory=dict)
    mediator: str = ""
    mediator_proofs: tuple[PieceId, ...] = ()

    @property
    def claimed_cents(self) -> int:
        """What is asked in all, in hundredths of the currency."""
        return sum(line.cents for line in self.claim)

    @property
    def proofs(self) -> frozenset[PieceId]:
        """Every piece that proves something of them."""
        lines = (one for line in self.claim for one in line.proofs)
        dates = (one for date_ in self.key_dates for one in date_.proofs)
        return frozenset((*lines, *dates, *self.mediator_proofs))

    def key_date(self, milestone: Milestone) -> KeyDate | None:
        """Finds the day of a milestone."""
        return next((one for one in self.key_dates if one.milestone is milestone), None)

    def answering(self, question: Question, yes: bool | None, *, recipient: str = "") -> "Facts":
        """Gives the facts with a question answered; None takes the answer back.

        Args:
            question: Which one.
            yes: The answer.
            recipient: Whom it is about; needed for ``PER_RECIPIENT``, without meaning for others.
        """
        if question in PER_RECIPIENT:
            key = f"{question}:{recipient}"
            return replace(self, answers_for=_with(self.answers_for, key, yes))
        return replace(self, answers=_with(self.answers, question, yes))

    def towards(self, recipient: str) -> "Facts":
        """Gives the facts as one recipient's rules see them: with what was answered about it."""
        own = {one: self.answers_for.get(f"{one}:{recipient}") for one in PER_RECIPIENT}
        general = {one: yes for one, yes in self.answers.items() if one not in PER_RECIPIENT}
        return replace(self, answers=general | {one: yes for one, yes in own.items() if yes is not None})

    def renamed(self, ids: Mapping[PieceId, PieceId]) -> "Facts":
        """Gives the same facts when pieces that prove them have other ids now; two may be one now."""
        return self._proved(lambda proofs: tuple(dict.fromkeys(ids.get(one, one) for one in proofs)))

    def without(self, gone: Container[PieceId]) -> "Facts":
        """Gives the same facts when pieces that proved them are gone."""
        return self._proved(lambda proofs: tuple(one for one in proofs if one not in gone))

    def _proved(self, change: Callable[[tuple[PieceId, ...]], tuple[PieceId, ...]]) -> "Facts":
        return replace(
            self,
            claim=tuple(replace(line, proofs=change(line.proofs)) for line in self.claim),
            key_dates=tuple(replace(one, proofs=change(one.proofs)) for one in self.key_dates),
            mediator_proofs=change(self.mediator_proofs),
        )


def _with(answers: Mapping[_K, bool], key: _K, yes: bool | None) -> dict[_K, bool]:
    others = {one: said for one, said in answers.items() if one != key}
    return others if yes is None else {**others, key: yes}


NO_FACTS = Facts()
