"""Which words around a date say that it is the document's own, in fr, en, nl, de; data and no more.

All words are folded (no accents, small letters). A date counts as a document's own from
``TRUSTED`` points on; what a date of something else says about itself takes it out.
"""

import re
from dataclasses import dataclass
from typing import Final

from dossier.intake.dates.papers import Paper

TRUSTED: Final = 6
"""Points from which a date may be the document's own."""

STRONG: Final = 8
"""Points from which it may date a plain text, where anybody writes anything."""

CAPTURED: Final = 6
"""Points of the day on which a page was printed or saved: enough alone, less than what it says of itself."""

LEAD: Final = 2
"""Points by which it must stand above every other day; less is no clear winner."""

_FILLER = (
    r"(?:[\s:.,;|*(«\"–—-]|\b(?:le|du|au|on|op|am|den|the|of|vom|van|dd|te|per)\b|\b(?:lun|mar|mer|jeu|"
    r"ven|sam|dim)\.|\b(?:mon|tues?|weds?|thurs?|thu|fri|sat|sun)\b|"
    r"\b(?:mo|di|mi|do|fr|sa|so|ma|wo|vr|za|zo)\.|\bsonnabend\b"
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
TITLE_FILLER: Final = re.compile(
    rf"(?:[^.:;]|\.(?= ?\d)){{0,60}}?(?:^|\s)(?:du|le|of|dated|vom|van|dd|de|en date du)\b{_FILLER}"
)
"""What stands between a title and its day: a number, a few words, and then "du", "of", "vom", "van"."""
TICKET_FILLER: Final = re.compile(rf"[ n°o.:#\w/-]{{0,25}}{_FILLER}")
"""The same on a till receipt, which needs no such word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words directly before a date, with their points.

    Attributes:
        points: What they are worth.
        pattern: Matches up to the end of what stands before the date.
        papers: The kinds of paper that they date; empty when they date any.
        alone: Whether they are the word "date" alone, which on a ticket is the event's.
    """

    points: int
    pattern: re.Pattern[str]
    papers: frozenset[Paper] = frozenset()
    alone: bool = False


def _anywhere(points: int, *words: str, papers: tuple[Paper, ...] = ()) -> Cue:
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(words)}){_FILLER}")
    return Cue(points=points, pattern=pattern, papers=frozenset(papers))


def _beginning(points: int, *words: str, papers: tuple[Paper, ...] = ()) -> Cue:
    """Makes a cue for words that begin a line or a cell: inside a sentence they tell a story."""
    pattern = re.compile(rf"{_BEGINNING}(?:{'|'.join(words)}){_FILLER}")
    return Cue(points=points, pattern=pattern, papers=frozenset(papers))


_BOUGHT = (Paper.INVOICE, Paper.ORDER, Paper.RECEIPT, Paper.BOOKING)
_BOOKED = (Paper.BOOKING, Paper.EVENT)

CUES: Final[tuple[Cue, ...]] = (
    # The day that one kind of paper was made on, by name.
    _anywhere(
        10,
        r"date (?:de (?:la )?)?(?:facture|facturation)",
        r"date d'(?:emission|edition|etablissement) (?:de (?:la|cette) |de )facture",
        r"invoice date|date of (?:the )?invoice|bill(?:ing)? date",
        r"factuurdatum|datum (?:van )?(?:de )?factuur|rechnungsdatum|datum der rechnung",
        r"fecha de (?:la )?(?:factura|emision|expedicion)|data (?:della |di )?(?:fattura|emissione)",
        papers=_BOUGHT,
    ),
    _anywhere(
        10,
        r"date (?:d'achat|du ticket|du recu)|date of purchase|purchase date|receipt date|date of receipt",
        r"aankoopdatum|datum (?:van )?(?:de )?aankoop|(?:beleg|kauf)datum",
        papers=(Paper.RECEIPT, Paper.INVOICE, Paper.ORDER),
    ),
    _anywhere(
        10,
        r"date de (?:la )?reservation|date of booking|booking date|reservation date",
        r"boekingsdatum|datum (?:van )?(?:de )?boeking|buchungsdatum|datum der buchung",
        papers=_BOOKED,
    ),
    _anywhere(
        10,
        r"date de (?:la )?(?:signature|souscription)(?: du contrat)?|date of signature|contract date|"
        r"date du contrat",
        papers=(Paper.CONTRACT,),
    ),
    _anywhere(10, r"date du devis|quot(?:e|ation) date|offertedatum|angebotsdatum", papers=(Paper.QUOTE,)),
    _anywhere(
        10,
        r"date d'arrete|date de l'arrete|date du releve|statement date|auszugsdatum|datum afschrift",
        papers=(Paper.STATEMENT,),
    ),
    _anywhere(
        10,
        r"date de (?:l')?(?:avoir|la note de credit)|date de l'avoir|credit note date",
        r"date du (?:courrier|rapport|rappel|proces-verbal|bon|bordereau)|delivery note date|"
        r"lieferscheindatum|(?:lever|pak)bondatum|letter date|date of (?:the )?letter|report date|"
        r"briefdatum|berichtsdatum|mahndatum",
        papers=(Paper.WRITTEN,),
    ),
    _anywhere(
        7,
        r"date de (?:depot|prise en charge|reception de l'appareil)|drop-off date|annahmedatum|afgiftedatum",
        papers=(Paper.REPAIR,),
    ),
    _beginning(
        7,
        r"depose(?:e)?|recu(?:e)? en atelier|dropped off|abgegeben|afgegeven|aufgegeben|eingeliefert",
        papers=(Paper.REPAIR, Paper.POSTING),
    ),
    # The day that any document was made on.
    _anywhere(
        10,
        r"date d'(?:emission|edition|etablissement)(?: (?:du|de la|de ce) (?:document|billet|present\w*|"
        r"courrier|"
        r"releve|attestation|certificat|devis|rapport|avis))?",
        r"date (?:du document|de redaction|de delivrance|d'impression)",
        r"date of issue|date issued|(?:issue|document|issuance) date",
        r"datum (?:van )?(?:de )?uitgifte|documentdatum|uitgiftedatum|datum der ausstellung",
        r"(?:ausstellungs|erstellungs|druck)datum",
    ),
    # The same as a verb, where it begins the line.
    _beginning(
        10,
        r"(?:emis|emise|etabli|etablie|edite|editee|delivre|delivree|redige|redigee|fait|signe|signee)"
        r"(?: (?:a|par) [^\W\d][\w' -]{1,40})?,?",
        r"(?:issued|signed|written|done)(?: (?:in|by|at) [\w' -]{2,40})?,?",
        r"(?:opgemaakt|opgesteld|uitgegeven|ondertekend)(?: te [\w' -]{2,40})?,?",
        r"(?:ausgestellt|erstellt|unterschrieben)(?: in [\w' -]{2,40})?,?",
    ),
    _beginning(
        10,
        r"(?:reserve|reservee)(?: (?:a|par) [^\W\d][\w' -]{1,40})?,?|booked(?: (?:in|by|"
        r"at) [\w' -]{2,40})?,?",
        r"geboekt|gebucht",
        papers=_BOOKED,
    ),
    _beginning(
        10,
        r"achete(?:e)?|purchased|gekocht|gekauft",
        papers=(Paper.RECEIPT, Paper.INVOICE, Paper.ORDER, Paper.EVENT),
    ),
    _beginning(10, r"souscrit|conclu(?:e)?", papers=(Paper.CONTRACT,)),
    # The day that a statement closes on.
    _anywhere(
        8,
        r"(?:situation|nouveau solde|solde crediteur|solde debiteur|solde final|"
        r"arrete de compte)(?: de (?:votre )?compte)?",
        r"as at|closing (?:date|balance)|new balance|statement (?:to|ending)|nieuw saldo|eindsaldo|"
        r"saldo (?:op|per)",
        r"neuer (?:konto|)saldo|neuer kontostand|kontostand",
        papers=(Paper.STATEMENT,),
    ),
    # The day of an order: the paper's own day, unless the paper names a better one.
    _anywhere(
        7,
        r"date d(?:e|u) (?:la |votre )?commande|order date|date of order",
        r"besteldatum|datum (?:van )?(?:de )?bestelling|bestelldatum",
        papers=(Paper.ORDER, Paper.EVENT),
    ),
    _beginning(
        7,
        r"commande(?:e)?(?: passee)?|ordered|order placed|besteld|bestellt",
        papers=(Paper.ORDER, Paper.EVENT),
    ),
    # The day on which something was handed to the post, which is what such a receipt proves.
    _anywhere(
        8,
        r"date d(?:e|u) (?:depot|l'envoi)|date d'envoi|date of posting|posting date|einlieferungsdatum|"
        r"(?:verzend|afgifte)datum",
        papers=(Paper.POSTING,),
    ),
    # One movement of money; a statement has many, and none of them is its own day.
    _anywhere(
        7,
        r"date (?:de l'|d'|de )?(?:operation|execution|virement|prelevement)|execution date|"
        r"ausfuhrungsdatum|uitvoeringsdatum",
        papers=(Paper.RECEIPT, Paper.WRITTEN),
    ),
    _anywhere(
        6,
        r"date d(?:e|u) (?:paiement|reglement|la transaction|transaction)|(?:payment|transaction) date",
        r"(?:betaal|transactie)datum|(?:zahlungs|transaktions)datum",
        papers=(Paper.RECEIPT,),
    ),
    _beginning(
        6,
        r"(?:paye|payee|regle|reglee|acquitte|acquittee|encaisse)(?: (?:par|en|comptant)[\w' -]{0,25})?",
        r"(?:paid|payment received|betaald|bezahlt)(?: (?:by|in|met|per|mit|via) [\w-]{2,20})?",
        papers=(Paper.RECEIPT, Paper.INVOICE, Paper.BOOKING),
    ),
    # The word alone; with any other word before it, it is the date of something else.
    Cue(
        points=8,
        pattern=re.compile(rf"(?:^|[|;(]|\s{{2,}}|\d\S* )\s*(?:date|datum|dated)\b{_FILLER}"),
        alone=True,
    ),
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
    r"fallig|zahlbar|zahlungsziel|(?<!\w)bis(?!\w)|(?<!\w)ab(?!\w)|liefer(?!schein)|leistung|gultig|gebor|geburt|"
    r"flug|abreise|"
    r"anreise|ankunft|abfahrt|(?<!\w)seit|gesetz|verordnung|richtlinie|urteil|"
    r"verval|uiterlijk|te betalen|lever(?!bon)|geldig|vertrek|aankomst|vlucht|(?<!\w)reis|verblijf|sinds|"
    r"(?<!\w)wet(?!\w)|verordening|richtlijn|(?<!\w)tot(?!\w)|vanaf|"
    r"(?<!\w)(?:votre|vos|notre|nos|ma|mon|mes|ledit|ladite|your|our|my|uw|ons|onze|mijn|ihre?[mnrs]?|"
    r"unsere?[mnrs]?|"
    r"meine?[mnrs]?) (?:\S+ ){0,4}(?:du|le|of|dated|van|vom)(?!\w)|suite a|faisant reference|concernant"
)
THEIRS: Final = re.compile(r"(?<!\w)(?:votre|vos|ta|tes|your|uw|je|jouw|ihre?[nmrs]?|deine?[nmrs]?)(?!\w)")
"""Words to somebody about his paper: "Votre commande du" is no title with its day."""

AGAINST_AFTER: Final = re.compile(
    r"\W{0,4}(?:depart|arriv|embarq|check|departure|arrival|boarding|abflug|ankunft|vertrek|aankomst|"
    r"au \d|- ?\d|"
    r"inclus|included)"
)
SENTENCE: Final = re.compile(
    r"\s*,?\s*(?!valab|payab|valid|gült|geldig|échéance|à régler|total|montant)[^\W\d_A-ZÀ-Ý]{2,}"
)
"""What goes on in small letters behind a date is a sentence (matched on the text as it stands)."""

CAPTURE: Final = re.compile(
    rf"{_BEGINNING}(?:(?:page|document|site|capture|copie|duplicata|impression) )?"
    r"(?:(?:imprime|enregistre|consulte|sauvegarde|telecharge|capture|extrait|edite)e?s?|"
    r"(?:capture(?: d'ecran)?|impression|copie)(?: (?:effectuee|realisee|faite))?|"
    r"(?:page )?(?:printed|saved|captured|accessed|retrieved|downloaded|viewed)|"
    r"(?:seite )?(?:gedruckt|ausgedruckt|gespeichert|abgerufen|aufgerufen)|"
    r"(?:pagina )?(?:afgedrukt|opgeslagen|geraadpleegd|bewaard))"
    rf"(?: (?:le|on|am|op|du|vom|at))?{_FILLER}"
)
"""Words before the day on which a page was printed or saved."""
WEB_ADDRESS: Final = re.compile(r"https?://[^\s/]{3}")
PAGE_COUNT: Final = re.compile(r"(?<![\w/.-])\d{1,3} ?(?:/|sur|of|von|van) ?\d{1,3}(?![\w/.-])")
PAGE_COUNT_BEFORE: Final = re.compile(r"\W*(?:page )?\d{1,3} ?(?:/|sur|of|von|van) ?\d{1,3}\W*")
"""What browsers print around a page: its address, and "1/2", "1 sur 2", "1 of 2", "1 von 2"."""

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
    r"depart(?!ement)|arriv|embarq|flight|boarding|abflug|vlucht|concert|spectacle|seance|"
    r"rendez[ -]vous|audience(?!s?-)|convocation|cinema|theatre|consultation|evenement|festival|"
    r"hearing|appointment|check-?in|sejour|nuits?(?!\w)|nights?(?!\w)|"
    r"verhandlung|vorstellung|konzert|abfahrt|ankunft|anreise|afspraak|zitting|ouigo|eurostar|flixbus|"
    r"voorstelling|vertrek|aankomst|overnacht|ubernacht|geldig|gultig|"
    # What only begins a word, looked for together: every line is searched.
    r"(?<!\w)(?:vols?(?!\w)|rdv(?!\w)|trains?(?!\w)|zug(?!\w)|trein|tgv|events?(?!\w)|match|termin(?!\w)|"
    r"(?:siege|seat|gate|voiture|wagen|wagon|quai|sitz|platz) ?n?°? ?\d|valable|valid(?!\w))"
)
LETTER: Final = re.compile(
    r"^\W*(?:madame|monsieur|mesdames|cher|chere|bonjour|dear|to whom|geachte|beste|sehr geehrte|"
    r"liebe[r]?)(?!\w)"
)

# "Bruxelles, le", "Fait à Lyon, le", "Berlin, den", "Gent,": a place, a comma, nothing else before the date.
PLACE: Final = re.compile(rf"\W*(?:fait a |te |in )?[a-z][a-z' .-]{{1,40}},{_FILLER}")
PLACE_NAME: Final = re.compile(
    r"\W*(?:[Ff]ait à |[Tt]e |[Ii]n )?(?:[A-ZÀ-Ý][\w'’.-]*(?: (?:[A-ZÀ-Ý][\w'’.-]*|d[eu]|des|las?|les?|"
    r"lès|en|sur|sous|aux?|"
    r"am|an|der|bei|op|aan|den|of|on))*,|[a-zà-ÿ'’-]+,\s*(?:le|den)\b)",
)
"""A place as it stands: "Vu le voisin," is none."""
SHOW_PLACE: Final = re.compile(rf"\W*(?!fait a )[a-z][a-z' .-]{{1,40}},(?!\s*(?:le|den)\b){_FILLER}")
"""The same without "le" or "den": also how a ticket says where and when."""
PLACE_AFTER: Final = re.compile(r",? à [A-ZÀ-Ý][\w'’-]+(?:[ -][A-ZÀ-Ý]?[\w'’-]+){0,3}\s*[.,]?\s*")
"""The other way round: "Le 12 mars 2026, à Lyon"."""
SENT_FROM: Final = re.compile(
    r"\W*(?:lettre|courrier|recommande|envoi|par (?:lettre|courrier|courriel|mail|email)|registered|"
    rf"einschreiben|aangetekend)[^,.]{{0,80}} [a-z][a-z'-]{{1,30}}, (?:le|den)\b{_FILLER}"
)
"""How a letter was sent, with its place on the same line."""
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


def language_words(folded: str) -> tuple[int, int]:
    """Counts the little words of French, Dutch and German together, and those of English."""
    return len(_OTHERS.findall(folded)), len(_ENGLISH.findall(folded))


def reads_english(folded: str) -> bool:
    """Guesses whether a text is English, where 03/04/2026 may have the month first."""
    others, english = language_words(folded[:6000])
    return english > others
