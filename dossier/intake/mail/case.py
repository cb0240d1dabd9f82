"""Finds the number that a recipient's acknowledgement gives the demand; doubtful ones are not taken.

Two things must be said: that a demand was received or registered, and a number that is called the one
of a case. Numbers of orders, parcels and invoices are those of the dispute, not of its handling.
"""

import re
from dataclasses import dataclass
from typing import Final

from dossier.intake.dates.words import compose, fold

_LOOKED_AT: Final = 20_000
"""Characters of a mail that are looked at: what follows is somebody's earlier words."""

_ACKNOWLEDGED: Final = (
    # French
    "accuse reception",
    "accuse de reception",
    "accusons reception",
    "accusons bonne reception",
    "bien recu",
    "bien ete recu",
    "bien ete enregistre",
    "a ete enregistre",
    "avons enregistre",
    "bien ete pris en compte",
    "bien ete prise en compte",
    "a ete pris en compte",
    "a ete prise en compte",
    "bien ete transmis",
    "bien ete cree",
    "a ete cree",
    "a ete ouvert",
    "avons recu votre",
    "bonne reception de votre",
    "confirmation de reception",
    "confirmation de depot",
    "repondez a cet e-mail directement",
    "repondez directement a cet e-mail",
    "repondez a ce message directement",
    # English
    "acknowledge receipt",
    "acknowledgement of receipt",
    "acknowledgment of receipt",
    "we have received your",
    "has been received",
    "has been registered",
    "has been created",
    "has been opened",
    "has been logged",
    "thank you for contacting",
    "reply directly to this email",
    "reply to this email directly",
    # German
    "eingangsbestatigung",
    "bestatigen den eingang",
    "haben ihre anfrage erhalten",
    "haben ihre beschwerde erhalten",
    "haben ihre nachricht erhalten",
    "ist bei uns eingegangen",
    "ist eingegangen",
    "registriert",
    "wurde erstellt",
    "wurde erfasst",
    "angelegt",
    # Dutch
    "ontvangstbevestiging",
    "bevestigen de ontvangst",
    "hebben uw klacht ontvangen",
    "hebben uw vraag ontvangen",
    "hebben uw bericht ontvangen",
    "hebben uw aanvraag ontvangen",
    "goed ontvangen",
    "is geregistreerd",
    "werd geregistreerd",
    "is aangemaakt",
    "in goede orde ontvangen",
)
"""Said by whoever acknowledges, without accents (``fold``)."""

_CASE: Final = (
    r"dossiers?|demandes?|reclamations?|saisines?|requetes?|signalements?|plaintes?|litiges?|mediation|"
    r"tickets?|cases?|claims?|complaints?|requests?|enquir(?:y|ies)|disputes?|incidents?|"
    r"vorgangs?|fall|falles|anfragen?|beschwerden?|aktenzeichen|antrags?|schlichtungsantrags?|"
    r"dossier|zaak|klacht|klachten|aanvraag|melding|verzoek"
)
_OTHER: Final = (
    r"commandes?|colis|factures?|suivi|clients?|contrats?|reservations?|billets?|paiements?|"
    r"remboursements?|orders?|parcels?|shipments?|tracking|invoices?|customers?|account|bookings?|"
    r"payments?|bestell\w*|sendungs?\w*|rechnungs?\w*|kunden\w*|buchungs\w*|bestelling\w*|factuur\w*|"
    r"klant\w*|pakket\w*|tel|telephone|phone|iban|siret|tva"
)
_SIGN: Final = (
    r"(?:n\s?[°ºo]\.?|nr\.?|no\.?|num(?:ero|ber|mer)?|nummer|#|id|ref(?:erence|erentie|erenz)?\.?|zeichen)"
)
_NUMBER: Final = (
    r"(?P<number>(?=[a-z0-9./_-]{0,24}\d[a-z0-9./_-]{0,24}\d)[a-z0-9](?:[a-z0-9]|[./_-](?=[a-z0-9])){2,29})"
    r"(?![a-z0-9@]|\s\d)"
)
_COMPOUND: Final = r"(?:dossier|zaak|klacht|ticket|fall|vorgangs|beschwerde|case|claim|meldings?|aanvraag)"
_BETWEEN: Final = r"[\s:«»\"“”'’()\[\]–-]{0,6}"

_LABELLED: Final = tuple(
    re.compile(pattern)
    for pattern in (
        # "[Ticket#2026-123]", "Case number: 12", "demande n° 2026-12", "dossier : 2026-12"
        rf"\b(?:{_CASE})\b{_BETWEEN}(?:(?:{_SIGN}){_BETWEEN}){{1,2}}{_NUMBER}",
        rf"\b(?:{_CASE})\s?[:#]{_BETWEEN}{_NUMBER}",
        # "numéro de dossier : 12", "référence de votre demande : 12", "reference of your complaint: 12"
        rf"\b{_SIGN}\s(?:de\s|du\s|of\s|van\s)?(?:l['’]|la\s|le\s|votre\s|your\s|the\s|uw\s|het\s|de\s)?"
        rf"(?:{_CASE})\b(?:\s(?:est|is|ist|lautet))?(?:\s(?:le|la|de))?{_BETWEEN}{_NUMBER}",
        # "Ticketnummer 12", "zaaknummer: 12", "Aktenzeichen: 12", "dossiernummer is 12"
        rf"\b{_COMPOUND}(?:nummer|nr\.?|kenmerk|referentie|number)(?:\s(?:is|ist|lautet))?{_BETWEEN}{_NUMBER}",
        # "saisine … enregistrée sous le numéro 12", "complaint … under reference number 12"
        rf"\b(?:{_CASE})\b(?P<between>[^.;\n]{{0,80}}?)\b(?:sous|under|unter|onder)\s(?:l[ea]\s|de[rm]?\s|the\s|het\s)?"
        rf"(?:{_SIGN}){_BETWEEN}(?:(?:{_SIGN}){_BETWEEN})?{_NUMBER}",
        rf"\baktenzeichen\b(?:\slautet)?{_BETWEEN}{_NUMBER}",
    )
)
_BEFORE_CHARS: Final = 24
_FOREIGN: Final = re.compile(rf"\b(?:{_OTHER})\b")
_NOT_OURS: Final = re.compile(rf"\b(?:{_OTHER})\b[^.,;:\n]{{0,12}}$")
_DAY: Final = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A case's number, as the mail writes it."""

    number: str


def find_case_number(subject: str, words: str, *, sender: str) -> CaseNumber | None:
    """Finds the case number in an acknowledgement; None when it is none, or numbers contradict.

    Args:
        subject: The mail's subject.
        words: What its reader sees.
        sender: Who wrote it; a mail without a sender acknowledges nothing.
    """
    written = compose(f"{subject}\n{words[:_LOOKED_AT]}")
    folded = fold(written)
    if not sender or not any(phrase in folded for phrase in _ACKNOWLEDGED):
        return None
    found = dict.fromkeys(
        written[match.start("number") : match.end("number")]
        for pattern in _LABELLED
        for match in pattern.finditer(folded)
        if _is_ours(folded, match)
    )
    # One number, perhaps written twice; two different ones are for the person to tell apart.
    distinct = {number.casefold() for number in found}
    return CaseNumber(next(iter(found))) if len(distinct) == 1 else None


def _is_ours(folded: str, match: re.Match[str]) -> bool:
    before = folded[max(match.start() - _BEFORE_CHARS, 0) : match.start()].rpartition("\n")[2]
    if _FOREIGN.search(match.groupdict().get("between") or ""):
        return False
    if _NOT_OURS.search(before) or _DAY.fullmatch(match["number"]):
        return False
    return len(match["number"]) >= 4
