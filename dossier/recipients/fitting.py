"""Whether a piece speaks for a need: names the price, was exchanged with the trader."""

import re
from typing import Final

from dossier.model.dossier import Dossier
from dossier.model.party import Role
from dossier.model.piece import FileKind, MailHeader, Piece
from dossier.recipients.conditions import traders
from dossier.recipients.folding import has_words

_LOOKED_AT_CHARS: Final = 60_000


def amount_pattern(cents: int) -> re.Pattern[str]:
    """Gives what finds an amount however its thousands and cents are parted: "1 249,90", "1.249,90"."""
    whole, rest = f"{cents // 100:,}".replace(",", r"[ .,’'\u00a0\u202f]?"), cents % 100
    ending = f"[.,]{rest:02d}" if rest else "(?:[.,]00)?"
    return re.compile(rf"(?<!\d)(?<!\d[.,’'\u00a0\u202f]){whole}{ending}(?![.,]?\d)")


def names_price(piece: Piece, dossier: Dossier) -> bool:
    """Tells whether a piece names what the contract cost; while that is not known every piece may."""
    price = dossier.facts.price_cents
    if price is None:
        return True
    said = f"{piece.title}\n{piece.text[:_LOOKED_AT_CHARS]}"
    return bool(amount_pattern(price).search(said))


def is_with_trader(piece: Piece, dossier: Dossier) -> bool:
    """Tells whether the trader wrote or got a piece; while the trader is not known every piece may do.

    A mail is known by its addresses and names, a conversation by its title and who writes in it;
    anything else, a letter or a call noted down, stands where it stands because of the trader.
    """
    people = _people(piece)
    if people is None or not traders(dossier):
        return True
    others = [party for party in dossier.parties if party.role not in (Role.CONSUMER, Role.ADVISER)]
    names = [name for party in others for name in (party.name, party.legal_name)]
    addresses = [address for party in others for address in party.addresses]
    return has_words(people, names) or any(address in people.lower() for address in addresses)


def _people(piece: Piece) -> str | None:
    """Gives the words that name who wrote and who read; None of what is no mail and no conversation."""
    if isinstance(piece.preface, MailHeader):
        return "\n".join((piece.preface.sender, piece.preface.to, piece.preface.cc))
    if any(original.kind is FileKind.CHAT for original in piece.originals):
        # What is said in it may name anybody; who says it stands before the colon.
        lines = (line.partition(": ") for line in piece.text[:_LOOKED_AT_CHARS].splitlines())
        return "\n".join(dict.fromkeys((piece.title, *(who for who, colon, _ in lines if colon))))
    return None
