"""A dossier held against the recipients, for who may not ask them directly."""

from dataclasses import dataclass, replace
from datetime import date

from dossier.basis.clock import zone_named
from dossier.model.checklist import Checklist, Opening
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.numbering import Numbered, numbered
from dossier.model.party import Party, Role
from dossier.recipients.check import check
from dossier.recipients.choose import openings
from dossier.recipients.known import profile_of, rows_for
from dossier.recipients.known import recipient_name as recipient_name
from dossier.recipients.profile import load_profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Checking:
    """A recipient's checklist and what is needed to say it.

    Attributes:
        checklist: How the dossier stands.
        names: Language code to the recipient's name.
        labels: What the marks on each piece would say: "Pièce n° 4".
    """

    checklist: Checklist
    names: dict[str, str]
    labels: dict[PieceId, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Which pieces a recipient will get, in its order and under its numbers.

    Attributes:
        recipient: Its id.
        rows: Of its annex.
    """

    recipient: str
    rows: tuple[Numbered, ...]

    @property
    def numbers(self) -> dict[PieceId, str]:
        """The number of each piece that stands in the annex."""
        return {row.piece.id: row.number for row in self.rows}


def listed_for(dossier: Dossier) -> Listed:
    """Lists what the chosen recipient will get."""
    return Listed(recipient=profile_of(dossier.recipient).id, rows=rows_for(dossier))


def require_recipient(wanted: str) -> None:
    """Makes sure that there is a recipient of an id.

    Raises:
        UsageError: ``unknown-recipient``.
    """
    load_profile(wanted)


def check_for(dossier: Dossier, recipient: str, *, day: date, language: str) -> Checking:
    """Holds a dossier against what a recipient asks for.

    Args:
        dossier: The dossier.
        recipient: Id of the profile.
        day: The day on which it would be asked.
        language: Of the pieces' labels.

    Raises:
        UsageError: ``unknown-recipient``.
    """
    profile = load_profile(recipient)
    rows = numbered(dossier, zone_named(dossier.zone), arrangement=profile.arrangement())
    return Checking(
        checklist=check(dossier, profile, day=day),
        names=profile.names,
        labels={row.piece.id: profile.label(row.number, language) for row in rows},
    )


def openings_for(dossier: Dossier, *, day: date, country: str = "") -> tuple[Opening, ...]:
    """Says of every recipient whether it is open, and why.

    Args:
        dossier: The dossier; an empty one closes nothing.
        day: The day on which it would be asked.
        country: Where the consumer lives, when the dossier does not say; "" when nobody does.
    """
    return openings(_living_in(dossier, country), day=day)


def _living_in(dossier: Dossier, country: str) -> Dossier:
    """Gives consumers of whom no country is known that country, and makes one where there is none."""
    if not country:
        return dossier
    parties = tuple(
        replace(party, country=party.country or country) if party.role is Role.CONSUMER else party
        for party in dossier.parties
    )
    if not any(party.role is Role.CONSUMER for party in parties):
        parties = (Party(role=Role.CONSUMER, name="", country=country), *parties)
    return replace(dossier, parties=parties)
