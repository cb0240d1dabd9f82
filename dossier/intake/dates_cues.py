"""Which words around a date say that it is the document's own, in fr, en, nl, de; data and no more.

All words are folded (no accents, small letters). A date counts as a document's own from
``TRUSTED`` points on; what a date of something else says about itself takes it out.
"""

import re
from dataclasses import dataclass
from typing import Final

TRUSTED: Final = 6
"""Points from which a date may be the document's own."""

STRONG: Final = 8
"""Points from which it may date a plain text, where anybody writes anything."""

LEAD: Final = 2
"""Points by which it must stand above every other day; less is no clear winner."""

_NUMBER = r"(?: ?(?:n[°o.]*|no|nr|nummer|number|ref\w*|#))?[ .:]*[\w/.-]{0,25}"
_FILLER = (
    r"(?:[\s:.,;|*(«\"–—-]|\b(?:le|du|au|on|op|am|den|the|of|vom|van|dd|te|per)\b|\b(?:lun|mar|mer|jeu|"
    r"ven|sam|dim)\."
    r"|\b(?:lun|mar|mercre|jeu|vendre|same)di\b|\bdimanche\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\b(?:maan|dins|woens|donder|vrij|zater|zon)dag\b|\b(?:mon|diens|donners|frei|sams|sonn)tag\b|"
    r"\bmittwoch\b)*$"
)
_BEGINNING = (
    r"(?:^|[|:;•(]|\s{2,}|[–—-] )\s*(?:(?:billet|document|facture|ticket|recu|devis|duplicata|attestation|"
    r"certificat|"
    r"montant|total|somme|deja|e-ticket|invoice|receipt|amount|beleg|rechnung|betrag|factuur|bedrag|bon)"
    r"(?: electronique)? )?"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words directly before a date, with their points.

    Attributes:
        points: What they are worth.
        pattern: Matches up to the end of what stands before the date.
        title: Whether they only count when no sentence goes on behind the date.
    """

    points: int
    pattern: re.Pattern[str]
    title: bool = False


def _anywhere(points: int, *words: str) -> Cue:
    return Cue(points, re.compile(rf"(?<!\w)(?:{'|'.join(words)}){_FILLER}"))


def _beginning(points: int, *words: str, title: bool = False) -> Cue:
    """Makes a cue for words that begin a line or a cell: inside a sentence they tell a story."""
    return Cue(points, re.compile(rf"{_BEGINNING}(?:{'|'.join(words)}){_FILLER}"), title)


CUES: Final[tuple[Cue, ...]] = (
    # The day that the document was made on, by name.
    _anywhere(
        10,
        r"date d(?:e|u) (?:la )?(?:facture|facturation|document|courrier|recu|ticket|releve|devis|avoir)",
        r"(?<!la )date (?:facture|d'(?:emission|edition|etablissement|achat))(?: (?:du|de la) \w+)?",
        r"date de (?:reservation|signature|redaction|souscription|delivrance)",
        r"invoice date|date of (?:the )?(?:invoice|issue|receipt|purchase|booking|letter|signature)",
        r"date issued|(?:issue|statement|receipt|document|booking|purchase|letter|bill|billing|"
        r"issuance) date",
        r"factuurdatum|datum (?:van )?(?:de )?(?:factuur|uitgifte|boeking|aankoop)|documentdatum",
        r"(?:boekings|aankoop|uitgifte|afgifte)datum|rechnungsdatum|datum der (?:rechnung|buchung|"
        r"ausstellung)",
        r"(?:beleg|kauf|ausstellungs|erstellungs|brief|auszugs)datum",
    ),
    # The same as a verb, where it begins the line.
    _beginning(
        10,
        r"(?:emis|emise|etabli|etablie|edite|editee|delivre|delivree|redige|redigee|fait|signe|signee)"
        r"(?: (?:a|par) [^\W\d][\w' -]{1,40})?,?",
        r"(?:achete|achetee|reserve|reservee|souscrit)",
        r"(?:issued|purchased|booked|signed|written)(?: (?:in|by|at) [\w' -]{2,40})?,?",
        r"(?:opgemaakt|opgesteld|uitgegeven|gekocht|geboekt|ondertekend)(?: te [\w' -]{2,40})?,?",
        r"(?:ausgestellt|erstellt|gekauft|gebucht|unterschrieben)(?: in [\w' -]{2,40})?,?",
    ),
    # A title with its number and day: "Facture n° 2026-118 du", "Rechnung Nr. 42 vom".
    _beginning(
        9,
        rf"(?:facture|avoir|recu|ticket|devis|quittance|extrait|"
        rf"releve)(?: de [a-z]+)?{_NUMBER} (?:en date )?(?:du|le)",
        rf"(?:invoice|receipt|credit note|quote|statement){_NUMBER} (?:of|dated)",
        rf"(?:factuur|creditnota|kassabon|offerte|rekeninguittreksel|rekeningafschrift){_NUMBER} (?:van|"
        rf"dd)",
        rf"(?:handels)?(?:rechnung|gutschrift|quittung|beleg|angebot|kontoauszug){_NUMBER} vom",
        title=True,
    ),
    # The day that a statement closes on.
    _anywhere(
        8,
        r"(?:situation|nouveau solde|solde crediteur|solde debiteur|solde final|"
        r"arrete de compte)(?: de (?:votre )?compte)?",
        r"as at|closing (?:date|balance)|new balance|statement (?:to|ending)|nieuw saldo|eindsaldo|"
        r"saldo (?:op|per)",
        r"neuer (?:konto|)saldo|neuer kontostand|kontostand",
    ),
    # The day of an order: often the paper's own day, unless the paper names a better one.
    _anywhere(
        7,
        r"date d(?:e|u) (?:la |votre )?(?:commande|contrat)|order date|date of order|contract date",
        r"besteldatum|datum (?:van )?(?:de )?bestelling|bestelldatum",
    ),
    _beginning(
        7,
        rf"commande{_NUMBER} (?:du|passee)|commande(?:e)?|ordered|order placed|besteld|bestellt|conclu|"
        rf"conclue",
        title=True,
    ),
    _anywhere(
        6, r"date d(?:e|u) (?:paiement|reglement|la transaction|transaction)|(?:payment|transaction) date"
    ),
    _anywhere(6, r"(?:betaal|transactie)datum|(?:zahlungs|transaktions)datum"),
    _beginning(
        6,
        r"(?:paye|payee|regle|reglee|acquitte|acquittee|encaisse)(?: (?:par|en|comptant)[\w' -]{0,25})?",
        r"(?:paid|payment received|betaald|bezahlt)(?: (?:by|in|met|per|mit|via) [\w-]{2,20})?",
    ),
    # The word alone; with any other word before it, it is the date of something else.
    Cue(8, re.compile(rf"(?:^|[|;(]|\s{{2,}}|\d\S* )\s*(?:date|datum|dated)\b{_FILLER}")),
)

SENT: Final = re.compile(r"^\W*(?:envoye|sent|verzonden|gesendet|date d'envoi)(?: le| on| op| am)?\s*:")
"""The sending line of a printed mail; further down it is a quoted one."""

# A date of something else: what is due, promised, flown, born, in force; a law; somebody's letter.
AGAINST: Final = re.compile(
    r"echeance|limite|(?<!\w)avant|jusqu|a payer|exigible|livr(?:e|ai)|expedi|retrait|prevu|estime|"
    r"(?<!\w)vols?(?!\w)|depart|arriv|voyage|sejour|trajet|(?<!\w)aller|(?<!\w)retour|check|"
    r"(?<!\w)nee?(?!\w)|naissance|valable|valid|expir|depuis|a partir|a compter|"
    r"(?<!\w)lois?(?!\w)|article|reglement \(|reglement n|directive|decret|ordonnance|arrete du|jugement|"
    r"arret du|"
    r"ancien solde|solde precedent|previous balance|opening balance|vorig saldo|oud saldo|alter (?:konto|"
    r"saldo)|"
    r"mise a jour|version|vigueur|updated|effective|(?<!\w)stand(?!\w)|"
    r"(?<!\w)due(?!\w)|payable|(?<!\w)by(?!\w)(?! (?:card|cash|bank|credit|debit))|until|since|"
    r"(?<!\w)from(?!\w)|"
    r"born|birth|deliver|shipp|dispatch|flight|journey|(?<!\w)stay|"
    r"fallig|zahlbar|zahlungsziel|(?<!\w)bis(?!\w)|(?<!\w)ab(?!\w)|liefer|leistung|gultig|gebor|geburt|"
    r"flug|abreise|"
    r"anreise|ankunft|abfahrt|(?<!\w)seit|gesetz|verordnung|richtlinie|urteil|"
    r"verval|uiterlijk|te betalen|lever|geldig|vertrek|aankomst|vlucht|(?<!\w)reis|verblijf|sinds|"
    r"(?<!\w)wet(?!\w)|verordening|richtlijn|(?<!\w)tot(?!\w)|vanaf|"
    r"(?<!\w)(?:votre|vos|notre|nos|ma|mon|mes|ledit|ladite|your|our|my|uw|ons|onze|mijn|ihre?[mnrs]?|"
    r"unsere?[mnrs]?|"
    r"meine?[mnrs]?) (?:\S+ ){0,4}(?:du|le|of|dated|van|vom)(?!\w)|suite a|faisant reference|concernant"
)
AGAINST_AFTER: Final = re.compile(
    r"\W{0,4}(?:depart|arriv|embarq|check|departure|arrival|boarding|abflug|ankunft|vertrek|aankomst|"
    r"au \d|- ?\d|"
    r"inclus|included)"
)
SENTENCE: Final = re.compile(
    r"\s*,?\s*(?!valab|payab|valid|gült|geldig|échéance|à régler|total|montant)[^\W\d_A-ZÀ-Ý]{2,}"
)
"""What goes on in small letters behind a date is a sentence (matched on the text as it stands)."""

QUOTED: Final = re.compile(r"(?:a ecrit|wrote|schreef|schrieb)\W*$")
LABEL: Final = re.compile(r"dat(?:e|um)(?!\w)|:\s*$")
"""A line that may be the label of a figure further down."""

SUBJECT_LINE: Final = re.compile(r"^\W*(?:objet|concerne|betreff?t?|subject|sujet|re|aw|tr|fwd?)\s*:")

STATEMENT: Final = re.compile(
    r"extrait|releve|statement|kontoauszug|rekeninguittreksel|rekeningafschrift|afschrift|decompte"
)
CLOSING_SPAN: Final = re.compile(r"(?<!\w)(?:au|to|bis|tot|tot en met|t/m|until|through)[\s:]*$")
RECEIPT: Final = re.compile(
    r"total|montant|recu|ticket|caisse|(?<!\w)tva|(?<!\w)cb(?!\w)|receipt|amount|paid|(?<!\w)vat|"
    r"bedrag|kassa|bon(?!\w)|(?<!\w)btw|betrag|summe|quittung|(?<!\w)mwst|beleg|sans contact"
)
EVENT: Final = re.compile(
    r"(?<!\w)vol(?!\w)|depart|arriv|embarq|flight|boarding|abflug|vlucht|concert|spectacle|seance|"
    r"rendez-vous|"
    r"(?<!\w)train|(?<!\w)zug(?!\w)|(?<!\w)trein|evenement|(?<!\w)event|valable|valid|geldig|gultig|"
    r"festival"
)
LETTER: Final = re.compile(
    r"^\W*(?:madame|monsieur|mesdames|cher|chere|bonjour|dear|to whom|geachte|beste|sehr geehrte|"
    r"liebe[r]?)(?!\w)"
)

# "Bruxelles, le", "Fait à Lyon, le", "Berlin, den", "Gent,": a place, a comma, nothing else before the date.
PLACE: Final = re.compile(rf"\W*(?:fait a |te |in )?[a-z][a-z' .-]{{1,40}},{_FILLER}")
NOTHING: Final = re.compile(_FILLER)

_ENGLISH: Final = re.compile(
    r"\b(?:the|and|of|your|for|to|is|you|with|from|by|on|invoice|arrival|departure|guest|due|paid|payment|"
    r"amount|"
    r"order|shipping|receipt|statement|bill|customer)\b"
)
_OTHERS: Final = re.compile(
    r"\b(?:le|la|les|de|des|du|et|pour|vous|votre|est|au|une|sur|dans|facture|montant|het|een|van|en|voor|"
    r"uw|met|"
    r"op|der|die|das|und|fur|von|mit|ist|sie|ihre|rechnung|betrag|factuur|bedrag)\b"
)


def reads_english(folded: str) -> bool:
    """Guesses whether a text is English, where 03/04/2026 may have the month first."""
    head = folded[:6000]
    return len(_ENGLISH.findall(head)) > len(_OTHERS.findall(head))
