"""Who seems to be a party: those whom intake found and nobody added yet."""

from collections import Counter
from collections.abc import Iterator, Sequence

from dossier.model.dossier import Dossier
from dossier.model.party import Role
from dossier.model.proposal import Proposal
from dossier.model.remarks import remarks

FOUND = ("party-found", "party-found-yourself")


def party_proposals(dossier: Dossier) -> Iterator[Proposal]:
    """Proposes the name and the addresses of each, behind those of the same role that are known.

    To one that is known by name only its addresses are proposed.
    """
    places = Counter(party.role for party in dossier.parties)
    for one in remarks(dossier):
        if one.code not in FOUND or one.piece is None:
            continue
        role = Role(str(one.params["role"]))
        name = str(one.params["name"])
        known = _place_of(name, [party.name for party in dossier.parties if party.role is role])
        if not known:
            places[role] += 1
        place = known or places[role]
        key = f"{role}{place}" if place > 1 else str(role)
        if not known:
            yield Proposal(key=f"{key}.name", value=name, piece=one.piece)
        if addresses := str(one.params["addresses"]):
            yield Proposal(key=f"{key}.addresses", value=addresses, piece=one.piece)


def _place_of(name: str, names: Sequence[str]) -> int:
    """Tells as which of its role a name is known, from 1; 0 when it is not."""
    same = (place for place, one in enumerate(names, start=1) if one.strip().casefold() == name.casefold())
    return next(same, 0)
