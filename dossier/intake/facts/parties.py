"""Who seems to be a party: those whom intake found and nobody added yet."""

from collections import Counter
from collections.abc import Iterator

from dossier.model.dossier import Dossier
from dossier.model.party import Role
from dossier.model.proposal import Proposal
from dossier.model.remarks import remarks

FOUND = ("party-found", "party-found-yourself")


def party_proposals(dossier: Dossier) -> Iterator[Proposal]:
    """Proposes the name and the addresses of each, behind those of the same role that are known."""
    places = Counter(party.role for party in dossier.parties)
    for one in remarks(dossier):
        if one.code not in FOUND or one.piece is None:
            continue
        role = Role(str(one.params["role"]))
        places[role] += 1
        key = f"{role}{places[role]}" if places[role] > 1 else str(role)
        yield Proposal(key=f"{key}.name", value=str(one.params["name"]), piece=one.piece)
        if addresses := str(one.params["addresses"]):
            yield Proposal(key=f"{key}.addresses", value=addresses, piece=one.piece)
