"""Which pieces tell what was said in a mediation, which no court may be shown.

Source: article L612-3 of the French consumer code. That a mediation was asked for and failed is what a
court wants to see proved; what was proposed in it is confidential. Words alone tell them apart here, so
the person has the last word: what they write on the piece's card settles it.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from dossier.model.finding import Finding, blocker, warning
from dossier.model.piece import Piece
from dossier.recipients.folding import has_words

_CONTENT: Final = (
    "proposition du médiateur",
    "proposition de la médiatrice",
    "proposition de médiation",
    "proposition de solution",
    "proposition amiable du médiateur",
    "solution proposée par le médiateur",
    "solution proposée par la médiatrice",
    "le médiateur propose",
    "la médiatrice propose",
    "médiateur vous propose",
    "médiatrice vous propose",
    "avis du médiateur",
    "avis de la médiatrice",
    "recommandation du médiateur",
    "recommandation de la médiatrice",
    "séance de médiation",
    "réunion de médiation",
    "entretien de médiation",
    "mediator s proposal",
    "proposal of the mediator",
    "the mediator proposes",
    "mediation session",
)
_END: Final = (
    "constat d échec",
    "constat de désaccord",
    "attestation d échec",
    "certificat d échec",
    "échec de la médiation",
    "attestation de fin de médiation",
    "fin de la médiation",
    "fin de médiation",
    "clôture de la médiation",
    "clôture du dossier",
    "lettre de clôture",
    "courrier de clôture",
    "certificate of failure",
    "closing letter",
    "end of the mediation",
)
_STEP: Final = (
    *_END,
    "accusé de réception",
    "recevabilité",
    "saisine",
    "demande de médiation",
    "acknowledgement",
    "request for mediation",
)
"""Titles of what proves that the step was taken."""


def mediation_talks(pieces: Iterable[Piece]) -> Iterator[Finding]:
    """Finds pieces that seem to tell what was said in a mediation and whose card says nothing of it."""
    for piece in pieces:
        if piece.rubric != "amicable" or piece.proves or piece.note:
            continue
        if found := _talks(piece):
            yield found.of(piece.id)


def _talks(piece: Piece) -> Finding | None:
    """Believes a title before the words inside: a closing letter may recall that there was a proposal."""
    if has_words(piece.title, _CONTENT):
        return blocker("mediation-confidential", file=piece.title)
    if not has_words(piece.text, _CONTENT):
        return None
    if has_words(piece.title, _STEP) or has_words(piece.text, _END):
        return warning("mediation-step-tells", file=piece.title)
    return blocker("mediation-confidential", file=piece.title)
