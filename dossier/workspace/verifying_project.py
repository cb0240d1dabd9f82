"""An annex held against the dossier that it was made from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dossier.annex.verify import Account
from dossier.basis.clock import zone_named
from dossier.basis.digest import Digest
from dossier.model.arrangement import Arrangement
from dossier.model.chat_days import files_told
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.numbering import numbered
from dossier.model.piece import Piece
from dossier.model.plan import Plan, PlannedPiece
from dossier.recipients.profile import load_profile, profile_ids


@dataclass(frozen=True, slots=True, kw_only=True)
class SentAs:
    """The very file that was sent.

    Attributes:
        number: Which round, from 1.
        day: When it was sent.
        recipient: Id of the profile.
        names: The recipient's name in each language; empty when the profile is no longer there.
        case_number: As the recipient gave it.
        pieces: How many numbered pieces stood in the round.
    """

    number: int
    day: date
    recipient: str
    names: dict[str, str]
    case_number: str
    pieces: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectReport:
    """What a dossier knows of a file.

    Attributes:
        sent: As what it was sent; None when the dossier keeps no such file.
        known: Numbers of its pieces that are the dossier's.
        unknown: Numbers of its pieces that the dossier has not, or with other files.
        renumbered: Numbers of its pieces that have another number in the dossier now.
    """

    sent: SentAs | None
    known: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    renumbered: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether it is the very file that was sent, or has the dossier's pieces under their numbers."""
        return self.sent is not None or not (self.unknown or self.renumbered)


def against_project(account: Account, digest: Digest, dossier: Dossier) -> ProjectReport:
    """Holds a file's fingerprint and pieces against a dossier."""
    issue = account.archive.issue
    numbers = _numbers(dossier, issue.recipient if issue is not None else "")
    known, unknown, renumbered = [], [], []
    for planned, piece in _pairs(account.plan, dossier):
        if piece is None:
            unknown.append(planned.number)
        elif numbers.get(piece.id) and planned.number not in numbers[piece.id]:
            renumbered.append(planned.number)
        else:
            known.append(planned.number)
    return ProjectReport(
        sent=_sent(digest, dossier),
        known=tuple(known),
        unknown=tuple(unknown),
        renumbered=tuple(renumbered),
    )


def _sent(digest: Digest, dossier: Dossier) -> SentAs | None:
    for number, made in enumerate(dossier.rounds, 1):
        if any(file.digest == digest for file in made.files):
            there = made.recipient in profile_ids()
            return SentAs(
                number=number,
                day=made.day,
                recipient=made.recipient,
                names=dict(load_profile(made.recipient).names) if there else {},
                case_number=made.case_number,
                pieces=sum(1 for piece in made.pieces if "." not in piece.number),
            )
    return None


def _numbers(dossier: Dossier, recipient: str) -> dict[PieceId, set[str]]:
    """Gives the numbers that each piece may have: for whom the file was made, else those of all orders."""
    zone = zone_named(dossier.zone)
    wanted = [recipient] if recipient else ["", dossier.recipient, *(one.recipient for one in dossier.rounds)]
    found: dict[PieceId, set[str]] = {}
    for one in dict.fromkeys(wanted):
        there = one in profile_ids()
        arrangement = load_profile(one).arrangement() if there else Arrangement(recipient=one)
        for row in numbered(dossier, zone, arrangement=arrangement):
            found.setdefault(row.piece.id, set()).add(row.number)
    return found


def _pairs(plan: Plan, dossier: Dossier) -> Iterator[tuple[PlannedPiece, Piece | None]]:
    """Finds the dossier's piece for each of a file: by its fingerprints, by its title when it has none."""
    zone = zone_named(dossier.zone)
    told = {
        piece.id: tuple(file.digest for file in files_told(piece, zone) if file.digest)
        for piece in dossier.pieces
    }
    left = {piece.id: piece for piece in dossier.pieces}
    for planned in plan.pieces:
        fitting = [piece for piece in left.values() if told[piece.id] == planned.fingerprints]
        titled = [piece for piece in fitting if planned.title.startswith(piece.title)]
        found = next(iter(titled or (fitting if planned.fingerprints else [])), None)
        if found is not None:
            del left[found.id]
        yield planned, found
