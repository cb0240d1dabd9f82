"""Which days matter first, and which for what kind of dispute."""

from types import MappingProxyType
from typing import Final

from dossier.model.facts import Dispute, Milestone

_M = Milestone

FIRST: Final = (_M.CONTRACT, _M.RECEIPT, _M.COMPLAINT, _M.COMPLAINT_RECEIVED, _M.ANSWER)
"""The least that nearly every recipient asks for."""

_NOTHING_COMES: Final = frozenset({Dispute.FLIGHT, Dispute.TRAVEL})
"""Disputes about what nobody receives in a parcel."""

_GOODS: Final = (_M.WITHDRAWAL, _M.RETURN, _M.REFUND, _M.DEFECT, _M.REQUEST, _M.TERMINATION)

_OWN: Final = MappingProxyType(
    {
        Dispute.NON_DELIVERY: (_M.PAYMENT, _M.PROMISED, _M.NOTICE, _M.TERMINATION, _M.WITHDRAWAL, _M.REFUND),
        Dispute.WITHDRAWAL: (_M.PAYMENT, _M.WITHDRAWAL, _M.RETURN, _M.REFUND),
        Dispute.DEFECT: _GOODS,
        Dispute.FLIGHT: (_M.FLIGHT, _M.BAGGAGE, _M.PAYMENT),
        Dispute.TRAVEL: (_M.PAYMENT, _M.KNOWLEDGE),
        Dispute.SUBSCRIPTION: (_M.PAYMENT, _M.WITHDRAWAL, _M.TERM_END, _M.TERMINATION, _M.REFUND),
        Dispute.SERVICE: (_M.PAYMENT, _M.PROMISED, _M.SERVICE_END, _M.WITHDRAWAL),
        Dispute.COUNTERFEIT: (_M.PAYMENT, *_GOODS),
        Dispute.OTHER: (_M.PAYMENT, _M.PROMISED, *_GOODS),
    }
)


def days_that_matter(dispute: Dispute | None) -> tuple[Milestone, ...]:
    """Lists the milestones to ask for, what is needed first in front; the others are added on demand."""
    if dispute is None:
        return FIRST
    first = tuple(one for one in FIRST if not (one is Milestone.RECEIPT and dispute in _NOTHING_COMES))
    return (*first, *_OWN[dispute])
