"""What the words of a whole page say it is: a statement, a receipt, an event, a letter, a printed mail.

Data and the few rules that read it; all words are folded, in fr, en, nl, de, es, it.
"""

import re
from collections.abc import Sequence
from typing import Final

from dossier.intake.dates.cues import FILLER
from dossier.intake.dates.weekdays import NAMED
from dossier.intake.dates.words import MONTHS, Written, fold

_TOP_LINES: Final = 15
_EDGE_LINES: Final = 3
_HEAD_LINES: Final = 3

WEB_ADDRESS: Final = re.compile(r"https?://[^\s/]{3}")
PAGE_COUNT: Final = re.compile(r"(?<![\w/.-])\d{1,3} ?(?:/|sur|of|von|van|di|de) ?\d{1,3}(?![\w/.-])")
PAGE_COUNT_BEFORE: Final = re.compile(r"\W*(?:page )?\d{1,3} ?(?:/|sur|of|von|van|di|de) ?\d{1,3}\W*")
"""What browsers print around a page: its address, and "1/2", "1 sur 2", "1 of 2", "1 von 2"."""

_WEBMAIL: Final = re.compile(
    r"https?://(?:[\w-]+\.)*?(?:(?:web|e-?)?mail\d*|outlook|messagerie|roundcube|zimbra)\."
)
SENT: Final = re.compile(
    r"^\W*(?:envoye|sent|verzonden|gesendet|date d'envoi|enviado|inviato)(?: le| on| op| am| el| il)?\s*:"
)
"""The sending line of a printed mail; further down it is a quoted one."""
_DATE_LINE: Final = re.compile(rf"^\W*(?:date|datum|data|fecha)\b{FILLER}")
_SENDERS: Final = "de|von|from|da|van|absender|afzender|expediteur|mittente|remitente"
_FROM: Final = re.compile(rf"^\W*(?:{_SENDERS})(?!\w)")
_ADDRESSED: Final = re.compile(rf"^\W*(?:{_SENDERS}|a|an|to|aan|para|pour)(?!\w)\s*:?[^:@]*@")
_WEEKDAY: Final = re.compile(rf"\W*(?:{NAMED}[., ]*)?")
_SENDER: Final = re.compile(r"^[^@<>]{1,80}<[^@<>\s]+@[\w.-]+>\W*$")
"""How webmail writes a sender above his mail: "SAV Téléphonia <sav@t.example>"."""

STATEMENT: Final = re.compile(
    r"date d'arrete|(?:ancien solde|solde precedent|vorig saldo|alter (?:konto)?saldo|opening balance|"
    r"saldo anterior|saldo iniziale)[a-z ]{0,12} (?:au|op|am|per|vom|on|at|al)? ?\d|"
    r"extrait|releve|statement|kontoauszug|rekeninguittreksel|rekeningafschrift|afschrift|decompte|"
    r"estratto conto|extracto (?:de cuenta|bancario)"
)
RECEIPT: Final = re.compile(
    r"total|montant|recu|ticket|caisse|(?<!\w)tva|(?<!\w)cb(?!\w)|receipt|amount|paid|(?<!\w)vat|"
    r"bedrag|kassa|bon(?!\w)|(?<!\w)btw|betrag|summe|quittung|(?<!\w)mwst|beleg|sans contact|scontrino|"
    r"(?<!\w)iva(?!\w)|importe|ricevuta|recibo"
)
EVENT: Final = re.compile(
    r"depart(?!ement)|arriv|embarq|flight|boarding|abflug|vlucht|concert|spectacle|seance|"
    r"rendez[ -]vous|audience(?!s?-)|convocation|cinema|theatre|consultation|evenement|festival|"
    r"hearing|appointment|check-?in|sejour|nuits?(?!\w)|nights?(?!\w)|"
    r"verhandlung|vorstellung|konzert|abfahrt|ankunft|anreise|afspraak|zitting|ouigo|eurostar|flixbus|"
    r"voorstelling|vertrek|aankomst|overnacht|ubernacht|geldig|gultig|"
    # What only begins a word, looked for together: every line is searched.
    r"(?<!\w)(?:vols?(?!\w)|rdv(?!\w)|trains?(?!\w)|zug(?!\w)|trein|tgv|events?(?!\w)|match|termin(?!\w)|"
    r"volo(?!\w)|vuelo|treno|partenza|llegada|salida|soggiorno|estancia|notti(?!\w)|noches?(?!\w)|imbarco|"
    r"biglietto|billete|spettacolo|espectaculo|concierto|appuntamento|udienza|cita(?!\w)|"
    r"(?:siege|seat|gate|voiture|wagen|wagon|quai|sitz|platz) ?n?°? ?\d|valable|valid(?!\w))"
)
LETTER: Final = re.compile(
    r"^\W*(?:madame|monsieur|mesdames|cher|chere|bonjour|dear|to whom|geachte|beste|sehr geehrte|"
    r"liebe[r]?|guten tag|gentil[ei]|egregi[ao]?|gentilissim[aoi]|spett|buongiorno|estimad[oa]s?|"
    r"muy senor(?:es)?|buenos dias)(?!\w)"
)
_GREETED: Final = re.compile(
    r"\W*(?:cher|chere|bonjour|dear|to whom|geachte|beste|sehr geehrte|lieber?|guten tag|buongiorno|"
    r"estimad[oa]s?|muy senor(?:es)?|buenos dias)(?!\w)|"
    r"(?:\W|(?:madame|mesdames|monsieur|messieurs|et|ou)(?!\w))+$|.*[,!:]\s*$"
)
"""How a salutation goes on: "Monsieur Paul Martin" is a line of an address."""
_ENCLOSED: Final = re.compile(
    r"\W*(?:annexes?|pieces? jointes?|p\.? ?j|documents? joints?|copies? jointes?|enclos(?:ures?|ed)|encl|"
    r"attachments?|anlagen?|beilagen?|bijlagen?|allegat[oi]|adjuntos?|anexos?)\s*(?:\(\d+\)\s*)?[:.]"
)
"""What stands above the list of what a paper comes with."""
_FORWARDED: Final = re.compile(
    r"\W*-{2,} ?(?:message|original|forwarded|ursprung|oorspronkelijk|doorgestuurd|weitergeleitet|"
    r"messaggio|mensaje)"
)
_SPOKEN: Final = re.compile(r"(?!.{0,25}:)(?:\S+ ){3,}\S+[a-z)][.!?]\s*$")
"""A sentence, which no mail's head is."""
_BASKET: Final = re.compile(
    r"ajouter au panier|add(?:ed)? to (?:my |your )?(?:cart|basket|bag)|in den (?:waren|einkaufs)korb|"
    r"in (?:het )?(?:je )?winkel(?:mand(?:je)?|wagen)|aggiungi al carrello|"
    r"(?:anadir|agregar) (?:al carrito|a la cesta)|"
    r"^\W*(?:avis clients?|customer reviews?|kundenbewertungen|kundenrezensionen|klantbeoordelingen|"
    r"klantenreviews?|recensioni dei clienti|opiniones de clientes)(?!\w)"
)
"""What only a shop's page says; no day on it is its own but that on which it was seen."""
HEADLINE: Final = re.compile(
    r"\W*(?:votre|vos|your|uw|ihre|su|la (?:sua|tua)) (?:facture|invoice|factuur|rechnung|fattura|factura)"
    r"(?: (?:n°? ?|nr\.? ?)?[\w/-]*\d[\w/-]*)? (?:du|of|dated|van|vom|de|del) (?=\d)"
)
"""A bill's headline to whom it bills."""
_STAY: Final = re.compile(
    r"arrivee|arrival|anreise|aankomst|arrivo|llegada|check-?in|check-?out|depart(?!ement)|abreise|vertrek|"
    r"partenza|salida"
)
_LODGING: Final = re.compile(
    r"(?<!\w)(?:nuits?|nights?|nachte?|nachten|nott[ei]|noches?|chambre|room|zimmer|kamer|camera|habitacion|"
    r"guest|gast|h?ote|sejour|stay|hotel)(?!\w)"
)
_POSTCODE: Final = re.compile(
    # Nothing before it but signs or a street with its number; a bare year is none: "2026 Panne".
    r"\W*(?:(?=[^\d]{0,60}\d)[^;:]{3,80}?(?:[,|•·–—-] ?| {2,})|\d{1,4}[a-z]?,? [^\W\d][^;:\d]{2,60} |"
    r"[^\W\d][^;:\d]{2,60} \d{1,3}[a-z]? |"
    r"(?!(?:19|20)\d\d ))"
    r"(?<![\w/.-])(?:[A-Z]{1,2}-)?\d{4,5} (?P<town>[A-ZÀ-Ý][\w'’/ -]{1,40})[\s.,]*"
)
_ADDRESS_LINES: Final = 10
_MONTHS: Final = re.compile(rf"(?<!\w)(?:{'|'.join(MONTHS)})\.?,? (?:19|20)\d\d(?!\d)|/(?:19|20)\d\d(?!\d)")
"""A year behind its month: no postcode."""


def is_browser_print(folded: Sequence[str]) -> bool:
    """Tells whether the edges of the text are those of a printed web page."""
    edges = _edges(folded)
    return any(WEB_ADDRESS.search(line) for line in edges) and any(PAGE_COUNT.search(line) for line in edges)


def sending_line(folded: Sequence[str], dates: Sequence[Sequence[Written]]) -> int | None:
    """Finds where a printed mail says when it was sent: in its head, or below its sender's address."""
    for place, line in enumerate(folded[:_TOP_LINES]):
        if _is_body(line) or _FORWARDED.match(line) or _SPOKEN.match(line):
            break
        if SENT.match(line):
            return place
        if not dates[place] or not dates[place][0].has_clock:
            continue
        before = line[: dates[place][0].start]
        head = folded[max(0, place - _HEAD_LINES) : place + _HEAD_LINES + 1]
        if _DATE_LINE.match(before) and _heads(head):
            return place
        if place and _WEEKDAY.fullmatch(before) and _SENDER.match(folded[place - 1]):
            return place
    return None


def body_line(folded: Sequence[str]) -> int | None:
    """Finds where a paper's body begins, its salutation, or the list of its enclosures."""
    return next((place for place, line in enumerate(folded) if _is_body(line)), None)


def _is_body(line: str) -> bool:
    return bool((LETTER.search(line) and _GREETED.match(line)) or _ENCLOSED.match(line))


def is_mail_print(folded: Sequence[str]) -> bool:
    """Tells whether a page that a browser printed is a mail: its own day is never that of printing."""
    top = folded[:_TOP_LINES]
    return (
        any(_WEBMAIL.search(line) for line in _edges(folded))
        or any(SENT.match(line) or _SENDER.match(line) for line in top)
        or any(_heads(top[place : place + _HEAD_LINES + 1]) for place in range(len(top)))
    )


def is_shop(folded: Sequence[str]) -> bool:
    """Tells a page on which something is for sale; its reviews are dated by those who wrote them."""
    return any(_BASKET.search(line) for line in folded)


def is_stay(folded: Sequence[str], dates: Sequence[Sequence[Written]]) -> bool:
    """Tells a bill of a night or more, which says when it began and when it ended."""
    days = {
        one.at.date() for line, row in zip(folded, dates, strict=True) if _STAY.search(line) for one in row
    }
    return len(days) > 1 and any(_LODGING.search(line) for line in folded)


def towns(raw: Sequence[str]) -> frozenset[str]:
    """Gives the towns of a letter's addresses, folded: they stand behind a postcode and end their lines."""
    found = (_POSTCODE.fullmatch(line) for line in raw[:_ADDRESS_LINES])
    named = (fold(match["town"]) for match in found if match and not _MONTHS.search(fold(match[0])))
    return frozenset(re.sub(r" cedex\b.*", "", town).strip(" '/-") for town in named)


def _heads(lines: Sequence[str]) -> bool:
    return any(_FROM.match(line) for line in lines) and any(_ADDRESSED.match(line) for line in lines)


def _edges(folded: Sequence[str]) -> tuple[str, ...]:
    return (*folded[:_EDGE_LINES], *folded[-_EDGE_LINES:])
