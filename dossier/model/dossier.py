"""One dispute and all its proofs, as one frozen value."""

from dataclasses import dataclass, field

from dossier.model.detail import Detail
from dossier.model.facts import NO_FACTS, Facts
from dossier.model.finding import Finding
from dossier.model.ids import PieceId
from dossier.model.party import Party
from dossier.model.piece import Piece
from dossier.model.rounds import Round
from dossier.model.rubric import Rubric


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything the person knows and has decided; a command gives the next one.

    Attributes:
        title: The dispute in one line; "" until named.
        zone: IANA name of its one time zone, never the machine's.
        language: Of the annex and of proposed titles.
        rubrics: In the order of the annex.
        parties: Who is in the dispute.
        pieces: In the order they came in; the annex's order is decided by ``numbering``.
        findings: What was noticed at intake.
        case_number: The number that the recipient gave the demand, as its acknowledgement writes it.
        facts: What the dispute is about.
        rounds: What was sent, in the order of sending.
        recipient: Id of the recipient that is being prepared for.
        held_back: By the recipient's id, which details of the person and the dispute it is not told.
        key: Tells its reminders from those of other dossiers, whatever its title; nothing that is handed
            over depends on it. "" in files that are older than it.
    """

    title: str = ""
    zone: str = "Europe/Paris"
    language: str = "fr"
    rubrics: tuple[Rubric, ...] = ()
    parties: tuple[Party, ...] = ()
    pieces: tuple[Piece, ...] = ()
    findings: tuple[Finding, ...] = ()
    case_number: str = ""
    facts: Facts = NO_FACTS
    rounds: tuple[Round, ...] = ()
    recipient: str = "generic"
    held_back: dict[str, tuple[Detail, ...]] = field(default_factory=dict)
    key: str = ""

    def piece(self, wanted: PieceId) -> Piece:
        """Finds a piece.

        Raises:
            KeyError: There is none of that id.
        """
        for piece in self.pieces:
            if piece.id == wanted:
                return piece
        raise KeyError(wanted)

    @property
    def proved(self) -> Facts:
        """Its facts, proved by the pieces that stand in the annex: of a repeat by the one it repeats."""
        return self.facts.renamed({one.id: one.duplicate_of for one in self.pieces if one.duplicate_of})

    def children(self, parent: PieceId) -> tuple[Piece, ...]:
        """Gives the pieces attached to one, in the order they came in."""
        return tuple(piece for piece in self.pieces if piece.parent == parent)
