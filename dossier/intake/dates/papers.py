"""What kind of paper a text is, as its first lines say; it decides whose date a label names.

"Order date" dates an order confirmation; on a reminder, a return form or a ticket it is the day of
something else. All words are folded (no accents, small letters), in fr, en, nl, de.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

_TITLE_LINES: Final = 15
_LABEL_LINES: Final = 25
NOWHERE: Final = -100
"""The place of a title that does not stand on the paper; far from every line."""


class Paper(Enum):
    """A kind of paper, as far as it changes what a date on it means."""

    INVOICE = "invoice"
    ORDER = "order"
    BOOKING = "booking"
    RECEIPT = "receipt"
    QUOTE = "quote"
    STATEMENT = "statement"
    CONTRACT = "contract"
    POSTING = "posting"
    CERTIFICATE = "certificate"
    REPAIR = "repair"
    UNDOING = "undoing"
    EVENT = "event"
    WRITTEN = "written"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Title:
    """A paper's kind and where it says so.

    Attributes:
        paper: The kind.
        place: How many lines stand above the title; ``NOWHERE`` when only labels or a salutation say it.
    """

    paper: Paper
    place: int = NOWHERE


_STATING = (
    r"(?! (?:gratuit|free|possible|sous|within|kosten|gratis|sans|policy|jusqu|until|tot|bis|avant)\w*)"
)
_MINOR: Final = (
    r"(?:(?:bon|bordereau|formulaire|fiche|avis|lettre|demande|confirmation|attestation|accuse|etiquette|"
    r"notification|declaration) (?:de |d'|du )?(?:la )?(?:votre )?)?"
)

_ROWS: Final[tuple[tuple[Paper, str], ...]] = (
    # The first row that finds its words decides: what goes back on a paper stands above that paper.
    (
        Paper.UNDOING,
        rf"{_MINOR}(?:annulation|resiliation|retractation|retour|remboursement|renvoi|denonciation){_STATING}"
        r"|(?:commande|reservation|vol|sejour)s? (?:annule|rembourse|retourne)e?s?|"
        r"(?:order|booking|flight) (?:cancel\w+|refunded|returned)|"
        r"(?:bestelling|boeking) (?:geannuleerd|terugbetaald)|(?:bestellung|buchung) storniert|"
        r"ruck(?:tritt|trittserklarung)"
        r"|droit de retractation|(?:autorisation|numero) de retour|rma|rejet de prelevement|"
        r"(?:opposition|contestation|reclamation) (?:sur|concernant|relative)"
        r"|(?:cancellation|termination|withdrawal|refund|return)s?(?: (?:notice|confirmation|form|letter|"
        r"advice|slip|request|label|authori[sz]ation|of [\w ]{1,20}))?(?!\w)"
        rf"{_STATING}"
        r"|(?:annulerings?|opzeggings?|retour|terugbetalings?|herroepings?)(?:formulier|bevestiging|bon|"
        r"brief)?"
        r"(?:annulering|opzegging)?"
        r"|annulering|opzegging|terugbetaling|herroeping"
        r"|(?:stornierung|storno|kundigung|widerruf|rucksendung|ruckgabe|retoure|erstattung|ruckerstattung)"
        r"(?:s?(?:bestatigung|schein|formular|schreiben|rechnung|beleg|anzeige))?|kundigungs\w+|"
        r"widerrufs\w+|rucksende\w+",
    ),
    (
        Paper.REPAIR,
        r"(?:(?:fiche|bon|ordre|bordereau|demande|devis|rapport|ticket|dossier) (?:de |d'|du )?)"
        r"(?:(?:la )?prise en charge|reparation|intervention|depot|travaux|sav|"
        r"service apres[ -]vente|garantie|entretien|depannage)"
        r"|(?:service apres[ -]vente|sav|prise en charge|depot en reparation|garantie)(?! \w+ \w+ \w+)"
        r"|(?:repair|service|warranty|work)(?: (?:order|sheet|ticket|form|report|card|claim|request|slip))"
        r"|(?:herstel|reparatie|werk|service|garantie)(?:bon|opdracht|formulier|fiche|rapport|bewijs|order)"
        r"|(?:reparatur|service|werkstatt|garantie|wartungs?)(?:auftrag|schein|bericht|antrag|karte|annahme)",
    ),
    (
        Paper.POSTING,
        r"preuve de depot|(?:preuve|certificat|recepisse|justificatif) d'envoi|recepisse de depot|"
        r"bordereau (?:de depot|d'envoi)|(?:proof|certificate) of posting|post office receipt|"
        r"einlieferungs(?:beleg|schein|nachweis)|(?:verzend|afgifte)bewijs|bewijs van (?:verzending|afgifte)",
    ),
    (
        Paper.WRITTEN,
        r"(?:(?:1er|2e|2eme|3e|3eme|premier|second|deuxieme|troisieme|dernier|ultime|avis de|lettre de) )?"
        r"rappel(?= (?:de (?:paiement|facture|reglement)|d'echeance|n\W|n[or]|amiable|avant|facture|"
        r"du \d)|\W*$)"
        r"|(?:(?:lettre|avis|courrier) de )?relance|(?:lettre de )?mise en demeure|(?:dernier )?avis avant|"
        r"(?:facture d'avoir|note de credit|avoir)(?! (?:a|ete|un|une|le|la)\b)|commandement de payer|impaye|"
        r"injonction|"
        r"(?:bon|bordereau|avis|preuve|confirmation|attestation) (?:de |d')(?:livraison|reception|passage|"
        r"enlevement|expedition|depot|transport|envoi|remise|retrait)"
        r"|proces[ -]verbal|compte[ -]rendu|etats? des lieux|echeancier|zahlungsplan|rapport|constat|"
        r"expertise|lettre de voiture"
        r"|(?:payment |final |second |first |last |friendly )?reminder|(?:final|overdue|past due|"
        r"late) notice|"
        r"dunning|"
        r"letter before (?:action|claim)|formal notice|demand letter|credit (?:note|memo)|"
        r"(?:delivery|packing|despatch|dispatch|shipping) (?:note|slip|list|notice|advice|confirmation)|"
        r"proof of delivery|(?:[a-z]+ )?report(?= |$)"
        r"|(?:eerste |tweede |laatste )?(?:betalings)?herinnering|aanmaning|ingebrekestelling|creditnota|"
        r"creditfactuur|(?:lever(?:ings)?|pak|vracht)(?:bon|brief|bewijs)|verzendbevestiging|verslag|"
        r"(?:\w+)?rapport"
        r"|(?:1\. |2\. |3\. |letzte |erste |zweite )?(?:zahlungs)?(?:mahnung|erinnerung)|gutschrift|"
        r"stornorechnung|"
        r"liefer(?:schein|avis)|versandbestatigung|packzettel|(?:\w+)?gutachten|(?:\w+)?bericht|"
        r"(?:\w+)?protokoll",
    ),
    (
        Paper.STATEMENT,
        r"(?:extrait|releve)(?: (?:de|du|d'|bancaire) ?\w*){0,3}|decompte|(?:account |bank )?statement|"
        r"kontoauszug|(?:rekening)?(?:uittreksel|afschrift)",
    ),
    (
        Paper.INVOICE,
        r"(?:duplicata (?:de )?)?facture(?:-[a-z]+)?|(?:tax |vat |sales |commercial |proforma )?invoice|"
        r"(?:handels|schluss|teil)?rechnung|(?:eind|verkoop)?factuur|factura|fattura|"
        r"note d'honoraires|tax receipt",
    ),
    (Paper.QUOTE, r"devis|quot(?:e|ation)|estimate|offerte|prijsofferte|angebot|kostenvoranschlag"),
    (
        Paper.EVENT,
        r"(?:e-?|mon |votre |your |uw |ihr )?(?:billets?|tickets?)"
        r"(?= (?:electronique|de? (?:train|concert|spectacle|"
        r"cinema|avion|match|bus|theatre|transport)|tgv|concert|d'(?:avion|entree|acces)|aller|numerique)|"
        r"s\b)"
        r"|e-?(?:billet|ticket)s?|billet"
        r"|(?:carte|pass) d'(?:embarquement|acces|entree)|(?:carte|titre) d(?:e transport|'abonnement jour)"
        r"|convocation|(?:avis|rappel|confirmation) (?:d'audience|de (?:votre )?(?:rendez[ -]vous|rdv|visite|"
        r"passage))"
        r"|(?:votre |mon |prise de |confirmation de )?rendez[ -]vous|rdv|invitation|audience|assignation|"
        r"citation|"
        r"programme|(?:concert|spectacle|seance|festival|match)|reservation de table"
        r"|(?:boarding|travel|entry|day) pass|(?:your |train |flight |concert |event |admission |"
        r"electronic )tickets?|"
        r"itinerary|(?:your )?appointment(?: \w+)?|(?:notice of )?hearing(?: \w+)?|summons|admit one"
        r"|instapkaart|(?:trein|vlieg|concert|toegangs)(?:ticket|kaart|bewijs|biljet)(?:je)?s?|"
        r"(?:uw )?afspraak\w*|oproeping\w*|dagvaarding|uitnodiging"
        r"|bordkarte|(?:fahr|eintritts|flug|konzert|zug|online-?)(?:karte|schein|ticket)n?|"
        r"(?:ihr )?termin\w*|(?:vor)?ladung|einladung|anhorung",
    ),
    (
        Paper.RECEIPT,
        r"(?:duplicata )?(?:recu|ticket(?! (?:sav|support|d'incident|de support))|quittance|"
        r"justificatif de paiement|preuve d'achat)|(?:sales |payment |till )?receipt|kassa(?:bon|ticket)|"
        r"betaalbewijs|aankoopbewijs|ontvangstbewijs|quittung|(?:kassen|zahlungs|kauf)?beleg|kassenbon",
    ),
    (
        Paper.BOOKING,
        r"(?:(?:confirmation|votre|recapitulatif|bon|numero) (?:de (?:votre )?)?)?(?:reservation|sejour)"
        r"|confirmation(?=\W*$)|(?:your )?(?:booking|reservation)(?: (?:confirmation|details|summary))?|"
        r"(?:boekings|reserverings?)bevestiging|(?:uw )?(?:boeking|reservering|reservatie)|"
        r"buchungsbestatigung|(?:ihre )?(?:buchung|reservierung)|voucher",
    ),
    (
        Paper.ORDER,
        r"(?:(?:confirmation|recapitulatif|bon|accuse de reception|details?|resume|votre) (?:de (?:votre |"
        r"la )?)?)?"
        r"commande|(?:your |purchase )?order(?: (?:confirmation|summary|details|acknowledgement))?"
        r"(?= (?:confirm|n|#|\d|summ|det)|\W*$| of)|(?:uw )?bestelling|(?:bestel|order)bevestiging|bestelbon|"
        r"(?:ihre )?bestellung|(?:bestell|auftrags)bestatigung",
    ),
    (
        Paper.CONTRACT,
        r"contrat|conditions particulieres|police d'assurance|avenant|bail|mandat|contract|agreement|"
        r"(?:huur|koop|verzekerings)?(?:overeenkomst|contract|polis)|(?:kauf|miet|dienst)?vertrag|"
        r"versicherungsschein|compromis de vente|bulletin d'adhesion|souscription",
    ),
    (
        Paper.CERTIFICATE,
        r"attestation|certificat|certificate|attest|bescheinigung|bestatigung|zertifikat|carte d'identite|"
        r"permis|passeport|passport",
    ),
    (
        Paper.WRITTEN,
        r"note|notes|memo|courrier|lettre|reclamation|plainte|declaration|formulaire|fiche|avis|notification|"
        r"information|procuration|bordereau|bulletin|temoignage|notice|letter|form|minutes|complaint|claim|"
        r"notitie|nota|brief|klacht|formulier|melding|notiz|\w*notiz|vermerk|schreiben|beschwerde|formular|"
        r"antrag|(?:schadens?)?meldung|anzeige|questionnaire|enquete|ordonnance|inventaire|liste|"
        r"aflossingsplan|schedule|planning",
    ),
)
_TITLES: Final = tuple(
    (paper, re.compile(rf"(?<![\w'-])(?:{words})(?![\w'])(?!:\s*$)")) for paper, words in _ROWS
)

_LABELLED: Final = (
    (
        Paper.INVOICE,
        re.compile(
            r"(?:n[o°]|numero|reference)\.? (?:de )?(?:la )?facture|invoice (?:no|number|n°|#|id)|rechnungs-?"
            r"(?:nummer|nr)|factuur(?:nummer|nr)|(?<!\w)facture n"
        ),
    ),
    (
        Paper.BOOKING,
        re.compile(
            r"(?:n[o°]|numero|reference|dossier)\.? (?:de )?reservation|booking (?:ref|no|number|id)|"
            r"buchungs(?:nummer|nr|code)|boekings(?:nummer|code)|reservation (?:no|number|id)"
        ),
    ),
    (
        Paper.ORDER,
        re.compile(
            r"(?:n[o°]|numero|reference)\.? (?:de )?(?:la |votre )?commande|merci (?:pour|de) (?:votre|ta) "
            r"commande|order (?:no|number|#|id)|thank you for your order|bestelnummer|bestellnummer|"
            r"bedankt voor (?:je|uw) bestelling|dank fur (?:ihre|deine) bestellung"
        ),
    ),
)
_AFTERMATH: Final = re.compile(
    r"panne|reparation|sinistre|litige|reclam|retour|rembours|annul|resili|rappel|relance|impaye|demeure|"
    r"mahn|herinner|aanman|kundig|opzeg|storn|ruckgabe|rucksend|cancel|refund|return|remind|overdue|complain|"
    r"repair|expertise|intervention|defaut|garantie|warranty|klacht|beschwerde|schaden|schade|herstel"
)
"""What came after a purchase; such a paper only quotes the invoice's or the order's number."""

_REFERENCE: Final = re.compile(
    r"facture|(?<!re)commande|courrier|lettre|contrat|reservation|billet|achat|devis|ticket|souscription|"
    r"reclamation|"
    r"abonnement|invoice|(?<!\w)order|booking|purchase|letter|contract|quote|receipt|rechnung|bestell|"
    r"buchung|"
    r"kauf|schreiben|vertrag|angebot|factuur|boeking|aankoop|brief(?!\w)|overeenkomst|offerte|colis|parcel|"
    r"paket|sinistre|accident|incident|degat|panne|(?<!\w)vol(?!\w)|visite|intervention|passage|schade|"
    r"unfall|"
    r"schaden|audience|rendez|concert|seance"
)
_SUBJECT: Final = re.compile(r"^\W*(?:objet|concerne|betreff?t?|subject|sujet|re|aw|tr|fwd?|ref\w*)\s*[.:]")
_JOINED: Final = re.compile(r"(?:\b(?:de|du|des|la|le|of|et|and|sur|pour|for|en|van|der|von|und)|&|d')\s*$")
_SHORT_CHARS: Final = 90
_STORIES: Final = frozenset({Paper.UNDOING, Paper.WRITTEN, Paper.EVENT, Paper.REPAIR})
"""Kinds whose words also begin sentences: a long line of them is none of their titles."""


def paper_title(raw: Sequence[str], folded: Sequence[str], *, letter: bool) -> Title:
    """Reads what a paper calls itself.

    Args:
        raw: Its lines as they stand.
        folded: The same lines, folded; each character in its place.
        letter: Whether it greets somebody.
    """
    titles = list(_titles(raw[:_TITLE_LINES], folded[:_TITLE_LINES]))
    if titles:
        first = titles[0]
        paid = (one for one in titles if one.paper is Paper.RECEIPT)
        above = (one for one in paid if first.paper is Paper.INVOICE and one.place < first.place)
        return next(above, first)
    if letter:
        return Title(Paper.WRITTEN)
    head = "\n".join(folded[:_LABEL_LINES])
    if _AFTERMATH.search(head):
        return Title(Paper.UNKNOWN)
    return next((Title(paper) for paper, pattern in _LABELLED if pattern.search(head)), Title(Paper.UNKNOWN))


def _titles(raw: Sequence[str], folded: Sequence[str]) -> Iterator[Title]:
    """Gives the first title of each kind, the kinds in the order of their weight."""
    for paper, pattern in _TITLES:
        for place, (line, small) in enumerate(zip(raw, folded, strict=True)):
            if _found(pattern, paper, line, small) is not None:
                yield Title(paper, place)
                break


def title_end(paper: Paper, raw: str, folded: str) -> int | None:
    """Gives where a line's title of that kind ends; None when it holds none."""
    ends = (_found(pattern, one, raw, folded) for one, pattern in _TITLES if one is paper)
    return next((end for end in ends if end is not None), None)


def names_a_paper(folded: str) -> bool:
    """Tells whether words name some paper, an order, or a deal: a date behind them is its own."""
    return bool(_REFERENCE.search(folded))


def _found(pattern: re.Pattern[str], paper: Paper, raw: str, folded: str) -> int | None:
    """Finds a title where a line or a column begins, or in capitals behind a firm's name."""
    if _SUBJECT.match(folded) or (paper in _STORIES and len(folded.strip()) > _SHORT_CHARS):
        return None
    for match in pattern.finditer(folded):
        before = folded[: match.start()]
        begins = not before.strip(' \t|-–—*#:•·«"“(') or re.search(r"\s{2,}$|[|\t]\s*$", before)
        capitals = raw[match.start() : match.end()].isupper() and not _JOINED.search(before)
        if begins or capitals:
            return match.end()
    return None
