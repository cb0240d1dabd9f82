"""Days that matter, as the pieces' own dates and places say them."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, tzinfo
from typing import Final

from dossier.model.dossier import Dossier
from dossier.model.facts import Milestone
from dossier.model.moment import Precision
from dossier.model.party import Role
from dossier.model.piece import MailHeader, Piece
from dossier.model.proposal import Proposal

_SAID_CHARS: Final = 4_000
_DELIVERED: Final = re.compile(
    r"(?i)\b(?:livré(?:e|s|es)?\b|remis(?:e)? (?:à|au|en)|distribué|was delivered|has been delivered|"
    r"bezorgd|geleverd|zugestellt)"
)
_NOT_YET: Final = re.compile(r"(?i)(?:pas |non |sera |être |to be |will be |niet |nicht |wird )\W{0,3}$")
_WITHDRAWS: Final = re.compile(
    r"(?i)(?:me rétracte|droit de rétractation|rétractation de|withdraw from|herroep|widerrufe)"
)
_NOTICE: Final = re.compile(r"(?i)\b(?:mise en demeure|formal notice|ingebrekestelling|mahnung)")
_RECEIVED: Final = re.compile(
    r"(?i)(?:accusé de réception|avis de réception|avons bien reçu|have received your|ontvangstbevestiging|"
    r"eingangsbestätigung)"
)
_MEDIATION: Final = re.compile(r"(?i)médiat|mediat|ombuds|schlicht")


def date_proposals(dossier: Dossier, pieces: Sequence[Piece], zone: tzinfo) -> Iterator[Proposal]:
    """Proposes the days of milestones; each is the date of a piece, which proves it.

    Args:
        dossier: The dispute, for who writes from where.
        pieces: Its shown pieces, the earliest first.
        zone: In which days are counted.
    """
    dated = [(piece, day) for piece in pieces if (day := _day(piece, zone)) is not None]
    seller = _addresses(dossier, Role.SELLER, Role.MARKETPLACE)

    def first(test: Callable[[Piece], bool], *, since: date | None = None) -> tuple[Piece, date] | None:
        fitting = (one for one in dated if test(one[0]) and (since is None or one[1] >= since))
        return next(fitting, None)

    def theirs(piece: Piece) -> bool:
        return _written_from(piece, seller)

    complaint = first(lambda one: one.rubric == "complaint" and not theirs(one))
    asked = complaint[1] if complaint else None
    found = {
        Milestone.CONTRACT: first(lambda one: one.rubric == "order"),
        Milestone.RECEIPT: first(lambda one: one.rubric == "delivery" and _says_delivered(one)),
        Milestone.RETURN: first(lambda one: one.rubric == "return"),
        Milestone.WITHDRAWAL: first(
            lambda one: _is_own(one) and not theirs(one) and _writes(one, _WITHDRAWS)
        ),
        Milestone.COMPLAINT: complaint,
        Milestone.COMPLAINT_RECEIVED: asked and first(lambda one: _writes(one, _RECEIVED), since=asked),
        Milestone.ANSWER: asked
        and first(lambda one: theirs(one) and not _writes(one, _RECEIVED), since=asked),
        Milestone.NOTICE: first(lambda one: bool(_NOTICE.search(one.title)) and not theirs(one)),
        Milestone.MEDIATION: first(
            lambda one: one.rubric == "amicable" and bool(_MEDIATION.search(one.title))
        ),
    }
    for milestone, told in found.items():
        if told:
            piece, day = told
            yield Proposal(key=f"date.{milestone}", value=day.isoformat(), piece=piece.id)


def _is_own(piece: Piece) -> bool:
    """Whether it may be the consumer's own words: what the trader publishes and what was bought is not."""
    return piece.rubric in ("correspondence", "complaint", "return")


def _day(piece: Piece, zone: tzinfo) -> date | None:
    """Gives a piece's day, when it is one day for certain."""
    begin = piece.moment.begin(zone)
    certain = piece.moment.precision in (Precision.SECOND, Precision.MINUTE, Precision.DAY)
    return begin.date() if begin is not None and certain else None


def _addresses(dossier: Dossier, *roles: Role) -> tuple[str, ...]:
    return tuple(one for party in dossier.parties if party.role in roles for one in party.addresses)


def _written_from(piece: Piece, addresses: Sequence[str]) -> bool:
    sender = piece.preface.sender.lower() if isinstance(piece.preface, MailHeader) else ""
    return bool(sender) and any(one in sender for one in addresses)


def _writes(piece: Piece, pattern: re.Pattern[str]) -> bool:
    return bool(pattern.search(piece.title) or pattern.search(piece.text[:_SAID_CHARS]))


def _says_delivered(piece: Piece) -> bool:
    said = f"{piece.title}\n{piece.text[:_SAID_CHARS]}"
    return any(
        not _NOT_YET.search(said[max(0, found.start() - 12) : found.start()])
        for found in _DELIVERED.finditer(said)
    )
