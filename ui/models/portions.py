"""What one recipient gets of a dossier: all of it, or what is new since the last sending."""

from collections.abc import Iterable
from dataclasses import dataclass

from dossier.basis.clock import zone_named
from dossier.model.dossier import Dossier
from dossier.model.numbering import frozen_numbers, numbered
from dossier.model.rounds import Round, Scope
from dossier.recipients.profile import Profile
from dossier.texts.catalogue import Texts
from dossier.texts.counts import pieces_and_attached


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """How many pieces an annex would have, and how many are attached to them."""

    pieces: int = 0
    attached: int = 0

    def said(self, texts: Texts) -> str:
        """Says "17 pièces et 3 pièces jointes"."""
        return pieces_and_attached(texts, self.pieces, self.attached)


def portion_of(dossier: Dossier, profile: Profile, scope: Scope) -> Portion:
    """Counts what an annex for a recipient would hold."""
    rows = numbered(dossier, zone_named(dossier.zone), arrangement=profile.arrangement(scope))
    attached = sum(row.parent is not None for row in rows)
    return Portion(pieces=len(rows) - attached, attached=attached)


def last_round(dossier: Dossier, recipient: str) -> Round | None:
    """Gives what was sent to a recipient last."""
    return next((one for one in reversed(dossier.rounds) if one.recipient == recipient), None)


def held_back(dossier: Dossier, recipient: str) -> int:
    """Counts the pieces that are held back from a recipient and would stand in the annex otherwise."""
    return sum(piece.shown and not piece.shown_to(recipient) for piece in dossier.pieces)


def said_numbers(numbers: Iterable[str], texts: Texts) -> str:
    """Writes numbers of pieces in runs: "1 à 19, 21"; what is attached goes with its piece."""
    tops = sorted({int(number.split(".")[0]) for number in numbers})
    runs: list[tuple[int, int]] = []
    for number in tops:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    return ", ".join(
        str(first) if first == last else texts.say("window.sent_run", first=first, last=last)
        for first, last in runs
    )


def stays_among(dossier: Dossier, pieces: Iterable[str]) -> frozenset[str]:
    """Gives those of some pieces whose number was sent: they keep it, wherever they are moved."""
    frozen = frozen_numbers(dossier, dossier.recipient)
    return frozenset(piece for piece in pieces if piece in frozen)
