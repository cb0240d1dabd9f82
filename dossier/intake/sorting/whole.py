"""What all files of a dossier together tell about each one."""

from collections.abc import Sequence
from dataclasses import dataclass

from dossier.intake.mail.way import guess_own_addresses
from dossier.intake.repeats.standing import mails_in
from dossier.intake.sorting.disputes import Dispute, guess_dispute
from dossier.model.draft import Draft
from dossier.model.piece import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What is known of all files.

    Attributes:
        own_addresses: The consumer's mail addresses, lower case.
        dispute: What the files speak of; None for a thing bought.
    """

    own_addresses: frozenset[str] = frozenset()
    dispute: Dispute | None = None


def whole_of(files: Sequence[tuple[str, Draft]], *, known: Sequence[Piece]) -> Whole:
    """Tells what new files, by their names, and the pieces of the dossier are together."""
    mails = [*mails_in(known), *(draft for _, draft in files)]
    spoken = [*_standing(known), *((f"{draft.subject} {name}", draft.text) for name, draft in files)]
    return Whole(own_addresses=guess_own_addresses(mails), dispute=guess_dispute(spoken))


def _standing(known: Sequence[Piece]) -> list[tuple[str, str]]:
    return [(piece.title, piece.text) for piece in known if piece.shown]
