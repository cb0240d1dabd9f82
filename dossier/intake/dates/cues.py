"""Which words around a date say that it is the document's own, in six languages; data and no more.

All words are folded (no accents, small letters). A date counts as a document's own from
``TRUSTED`` points on; what a date of something else says about itself takes it out.
"""

import re
from dataclasses import dataclass
from typing import Final

from dossier.intake.dates.paper_words import SUBJECT, Paper
from dossier.intake.dates.weekdays import NAMED
from dossier.intake.dates.words import MONTHS

TRUSTED: Final = 6
"""Points from which a date may be the document's own."""

STRONG: Final = 8
"""Points from which it may date a plain text, where anybody writes anything."""

CAPTURED: Final = 6
"""Points of the day on which a page was printed or saved: enough alone, less than what it says of itself."""

LEAD: Final = 2
"""Points by which it must stand above every other day; less is no clear winner."""

FILLER: Final = (
    r"(?:[\s:.,;|*(«\"–—-]|\b(?:le|ce|du|au|on|op|am|den|the|of|vom|van|dd|te|per|il|el|li|del)\b|"
    rf"{NAMED})*$"
)
"""What may stand between a word and its date: signs, little words, a weekday."""
_BEGINNING = (
    # Behind a wide gap it looks back, so that a row of spaces is not tried from each of them anew.
    r"(?:(?:^|[|:;•(]|[–—-] )\s*|(?<=\s\s)(?=\S))"
    r"(?:(?:billet|document|facture|ticket|recu|devis|duplicata|attestation|certificat|"
    r"montant|total|somme|deja|e-ticket|invoice|receipt|amount|beleg|rechnung|betrag|factuur|bedrag|"
    r"bon)(?: electronique)? )?"
)
TITLE_FILLER: Final = re.compile(
    rf"(?:[^.:;]|\.(?= ?\d)){{0,60}}?(?:^|\s)(?:du|(?<!, )le|of|dated|vom|van|dd|de|del|en date du)\b{FILLER}"
)
"""What stands between a title and its day: a number, a few words, and then "du", "of", "vom", "van"."""
TICKET_FILLER: Final = re.compile(rf"[ n°o.:#\w/-]{{0,25}}{FILLER}")
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
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(words)}){FILLER}")
    return Cue(points=points, pattern=pattern, papers=frozenset(papers))


def _beginning(points: int, *words: str, papers: tuple[Paper, ...] = ()) -> Cue:
    """Makes a cue for words that begin a line or a cell: inside a sentence they tell a story."""
    pattern = re.compile(rf"{_BEGINNING}(?:{'|'.join(words)}){FILLER}")
    return Cue(points=points, pattern=pattern, papers=frozenset(papers))


_BOUGHT = (Paper.INVOICE, Paper.ORDER, Paper.RECEIPT, Paper.BOOKING)
_BOOKED = (Paper.BOOKING, Paper.EVENT)

CLOSING: Final = (
    _anywhere(
        10,
        r"date d'arrete|date de l'arrete|date du releve|statement date|auszugsdatum|datum afschrift",
        papers=(Paper.STATEMENT,),
    ),
    _anywhere(
        8,
        r"(?:situation|(?:nouveau )?solde (?:crediteur|debiteur|final)|nouveau solde|arrete de compte|"
        r"arretee?(?= au(?!\w)))(?: de (?:votre )?compte)?",
        r"as at|closing (?:date|balance)|new balance|statement (?:to|ending)|nieuw saldo|eindsaldo|"
        r"saldo (?:op|per)",
        r"neuer (?:konto|)saldo|neuer kontostand|kontostand",
        r"(?:saldo finale?|nuovo saldo|nuevo saldo|saldo(?= al(?!\w)))(?: all?'?)?|saldo final a",
        papers=(Paper.STATEMENT,),
    ),
)
"""The day that a statement closes on."""

CUES: Final[tuple[Cue, ...]] = (
    # The day that one kind of paper was made on, by name.
    _anywhere(
        10,
        r"date (?:de (?:la )?)?(?:facture|facturation)",
        r"date d'(?:emission|edition|etablissement) (?:de (?:la|cette) |de )facture",
        r"invoice date|date of (?:the )?invoice|bill(?:ing)? date",
        r"factuurdatum|datum (?:van )?(?:de )?factuur|rechnungsdatum|datum der rechnung",
        r"fecha (?:de (?:la )?)?factura|fecha de (?:emision|expedicion)|"
        r"data (?:(?:della |di )?(?:fattura|emissione)|documento)",
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
        r"date de (?:l')?(?:avoir|la note de credit)|date de l'avoir|credit note date",
        r"date de (?:la|cette|ma) lettre|datum (?:van )?(?:de )?(?:creditnota|brief)",
        r"date du (?:courrier|rapport|rappel|proces-verbal|bon|bordereau)|delivery note date|"
        r"lieferscheindatum|(?:lever|pak)bondatum|letter date|date of (?:the )?letter|report date|"
        r"briefdatum|berichtsdatum|mahndatum",
        papers=(Paper.WRITTEN, Paper.DELIVERY),
    ),
    _beginning(9, r"(?:bl|bdl) n ?[°o.]{1,2} ?[\w/-]{1,20}", papers=(Paper.DELIVERY,)),
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
        r"courrier|releve|attestation|certificat|devis|rapport|avis))?",
        r"date (?:du document|de redaction|de delivrance|d'impression)",
        r"date of issue|date issued|(?:issue|document|issuance) date",
        r"datum (?:van )?(?:de )?uitgifte|documentdatum|uitgiftedatum|datum der ausstellung",
        r"(?:ausstellungs|erstellungs|druck)datum",
    ),
    # The same as a verb, where it begins the line.
    _beginning(
        10,
        r"(?:emis|emise|etabli|etablie|edite|editee|delivre|delivree|redige|redigee|fait|signe|signee)"
        r"(?: en \w{1,8} (?:exemplaires?|originaux))?(?: (?:a|par) [^\W\d][\w' -]{1,40})?,?",
        r"(?:issued|signed|written|done)(?: (?:in|by|at) [\w' -]{2,40})?,?",
        r"(?:opgemaakt|opgesteld|uitgegeven|ondertekend|gedaan(?= te ))"
        r"(?: in \w{1,8} exemplaren)?(?: te [\w' -]{2,40})?,?",
        r"(?:ausgestellt|erstellt|unterschrieben)(?: in [\w' -]{2,40})?,?",
    ),
    _beginning(
        10,
        r"(?:reserve|reservee|(?:reservation|commande) (?:effectuee|faite|passee|enregistree))"
        r"(?: (?:a|par) [^\W\d][\w' -]{1,40})?,?|(?:booking made|booked)(?: (?:in|by|"
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
    *CLOSING,
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
    # The same in Spanish and Italian.
    _anywhere(
        10,
        r"fecha de compra|data (?:di |dell'|d')?acquisto",
        papers=(Paper.RECEIPT, Paper.INVOICE, Paper.ORDER),
    ),
    _anywhere(10, r"fecha de (?:la )?reserva|data (?:di |della )?prenotazione", papers=_BOOKED),
    _anywhere(10, r"fecha de la carta|data della lettera", papers=(Paper.WRITTEN,)),
    _beginning(
        10,
        r"(?:emess[oa]|rilasciat[oa]|firmat[oa]|fatto)(?: a [^\W\d][\w' -]{1,40})?,?",
        r"(?:emitid[oa]|expedid[oa]|firmad[oa]|hecho)(?: en [^\W\d][\w' -]{1,40})?,?(?: a)?",
    ),
    _anywhere(7, r"fecha del? pedido|data (?:dell'|d'|di )ordine", papers=(Paper.ORDER, Paper.EVENT)),
    _anywhere(6, r"fecha de pago|data (?:di |del )?pagamento", papers=(Paper.RECEIPT,)),
    _beginning(6, r"pagat[oa]|pagad[oa]", papers=(Paper.RECEIPT, Paper.INVOICE, Paper.BOOKING)),
    # Where and when somebody signed; on a ticket the first is where and when something happens.
    Cue(
        points=10,
        pattern=re.compile(
            rf"{_BEGINNING}(?:lieu et date|date et lieu|(?:fait )?lieu, date|ort(?:,| und| ?/) datum|"
            r"plaats(?:,| en) datum|place (?:and|&) date|luogo e data|lugar y fecha)"
            rf"\s*:?\s*(?:[a-z][a-z' ./-]{{1,40}},)?{FILLER}"
        ),
        alone=True,
    ),
    _beginning(
        10,
        r"date et signature|datum (?:und|en) (?:unterschrift|handtekening)|date and signature|"
        r"data e firma|fecha y firma",
    ),
    # The word alone; with any other word before it, it is the date of something else.
    Cue(
        points=8,
        pattern=re.compile(
            rf"(?:^|[|;(]|\s{{2,}}|\d\S* )\s*(?:(?:date|datum|data|fecha) ?/ ?)*"
            rf"(?:date|datum|dated|data|fecha)\b{FILLER}"
        ),
        alone=True,
    ),
)

DOUBLED: Final = re.compile(
    r"(?<=rechnungs)(?:datum)? ?(?:/|=|-?,? und) ?(?:leistungs|liefer)(?=datum)|"
    r"(?<=date de facture)(?: ?/ ?(?:date )?(?:de )?| et (?:date )?de )(?:livraison|prestation)"
)
"""The second half of a label that names one day twice, "Rechnungsdatum/Leistungsdatum"."""

# A date of something else: what is due, promised, flown, born, in force; a law; somebody's letter.
AGAINST: Final = re.compile(
    r"echeance|limite|(?<!\w)avant|jusqu|a payer|exigible|livr(?:e|ai)|expedi|retrait|prevu|estime|"
    r"(?<!\w)vols?(?!\w)|depart|arriv|voyage|sejour|trajet|(?<!\w)aller|(?<!\w)retour|check|"
    r"(?<!\w)nee?(?!\w)|naissance|valable|valid|expir|depuis|a partir|a compter|"
    r"(?<!\w)lois?(?!\w)|article|reglement \(|reglement n|directive|decret|ordonnance|arrete du|jugement|"
    r"arret du|ancien solde|solde precedent|previous balance|opening balance|vorig saldo|oud saldo|"
    r"alter (?:konto|saldo)|mise a jour|version|vigueur|updated|effective|(?<!\w)stand(?!\w)|"
    r"(?<!\w)due(?!\w)|payable|(?<!\w)by(?!\w)(?! (?:card|cash|bank|credit|debit))|until|since|"
    r"(?<!\w)from(?!\w)|"
    r"born|birth|deliver|shipp|dispatch|flight|journey|(?<!\w)stay|"
    r"fallig|zahlbar|zahlungsziel|(?<!\w)bis(?!\w)|(?<!\w)ab(?!\w)|liefer(?!schein)|leistung|gultig|gebor|geburt|"
    r"flug|abreise|anreise|ankunft|abfahrt|(?<!\w)seit|gesetz|verordnung|richtlinie|urteil|"
    r"verval|uiterlijk|te betalen|lever(?!bon)|geldig|vertrek|aankomst|vlucht|(?<!\w)reis|verblijf|sinds|"
    r"scaden|vencimiento|(?<!\w)vence(?!\w)|(?<!\w)(?:entro|hasta|desde|dal)(?!\w)|consegna|entrega|"
    r"spedizione|spedit[oa]|(?<!\w)(?:partenza|llegada|salida|soggiorno|estancia|volo|vuelo|legge|ley)(?!\w)|"
    r"(?<!\w)nat[oa] (?:il|a)(?!\w)|nacid[oa]|nacimiento|nascita|reg(?:ola|la)mento|aggiorna|actualiza|"
    r"vigore?(?!\w)|"
    r"(?<!\w)wet(?!\w)|verordening|richtlijn|(?<!\w)tot(?!\w)|vanaf|"
    r"(?<!\w)(?:votre|vos|notre|nos|ma|mon|mes|ledit|ladite|your|our|my|uw|ons|onze|mijn|ihre?[mnrs]?|"
    r"unsere?[mnrs]?|meine?[mnrs]?|sua|suo|su|nostr[oa]|vostr[oa]|nuestr[oa]|vuestr[oa]) (?:\S+ ){0,4}"
    r"(?:du|le|of|dated|van|vom|del)(?!\w)|suite a|faisant reference|concernant|"
    r"d'origine|(?<!\w)initiale?(?!\w)|original (?:receipt|ticket|invoice|order|purchase)|ursprunglich|"
    r"oorspronkelijk|originari[oa]|(?<!\w)inicial(?!\w)"
)
THEIRS: Final = re.compile(
    r"(?<!\w)(?:votre|vos|ta|tes|your|uw|je|jouw|ihre?[nmrs]?|deine?[nmrs]?|"
    r"su|sua|suo|vostr[oa]|vuestr[oa])(?!\w)"
)
"""Words to somebody about his paper: "Votre commande du" is no title with its day."""

RECEIVED: Final = re.compile(
    r"(?<!\w)(?:recue?s?|received|erhalten|eingegangen|ontvangen|ricevut[oa]|recibid[oa])(?!\w)"
)
"""Behind a paper's name: "Lettre reçue le" says when somebody else's came."""

AGAINST_AFTER: Final = re.compile(
    r"\W{0,4}(?:depart|arriv|embarq|check|departure|arrival|boarding|abflug|ankunft|vertrek|aankomst|"
    r"partenza|arrivo|llegada|salida|au \d|al \d|"
    rf"[-–—] ?\d{{1,2}}(?:[./-]\d{{1,2}}[./-]|[:h]\d|"
    rf"(?:er|\.|st|nd|rd|th)? ?(?:de )?(?:{'|'.join(MONTHS)})(?!\w))|"
    r"inclus|included)"
)
"""Behind a date: what departs or arrives on it, or another day, to which a span goes; no sum, no count."""
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
    r"(?:pagina )?(?:afgedrukt|opgeslagen|geraadpleegd|bewaard)|"
    r"(?:pagina )?(?:stampat|salvat|scaricat|consultat|impres|guardad|descargad|consultad)[oa])"
    rf"(?: (?:le|on|am|op|du|vom|at|il|el))?{FILLER}"
)
"""Words before the day on which a page was printed or saved."""
QUOTED: Final = re.compile(r"(?:a ecrit|wrote|schreef|schrieb|ha scritto|escribio)\W*$")
LABEL: Final = re.compile(r"dat(?:e|um)(?!\w)|^\W*(?:data|fecha)(?!\w)|:\s*$")
"""A line that may be the label of a figure further down."""

SUBJECT_LINE: Final = re.compile(rf"^\W*(?:{SUBJECT}|re|aw|tr|fwd?)\s*:")

CLOSING_SPAN: Final = re.compile(r"(?<!\w)(?:au|to|bis|tot|tot en met|t/m|until|through|al|hasta)[\s:]*$")
NOTHING: Final = re.compile(FILLER)
