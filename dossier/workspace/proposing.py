"""What the pieces of an open dossier seem to say about the dispute."""

from dossier.intake.facts.parties import party_proposals
from dossier.intake.facts.propose import proposals
from dossier.model.dossier import Dossier
from dossier.model.proposal import Proposal
from dossier.recipients.profile import load_profile, profile_ids


def propose_facts(dossier: Dossier) -> tuple[Proposal, ...]:
    """Proposes what is not noted yet; takes a moment, for it looks through the words of all pieces."""
    return proposals(dossier, [load_profile(one) for one in profile_ids()])


def propose_parties(dossier: Dossier) -> tuple[Proposal, ...]:
    """Proposes whom intake found and nobody added yet, as it is typed; the window asks with the remark."""
    return tuple(party_proposals(dossier))
