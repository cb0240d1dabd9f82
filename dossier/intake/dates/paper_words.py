"""The words by which papers name themselves; data and no more.

All words are folded (no accents, small letters), in fr, en, nl, de; a few in es and it.
"""

import re
from enum import Enum
from typing import Final


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
    DELIVERY = "delivery"
    TRACKING = "tracking"
    TERMS = "terms"
    SHOP = "shop"
    WRITTEN = "written"
    UNKNOWN = "unknown"


_STATING = (
    r"(?! (?:gratuit|free|possible|sous|within|kosten|gratis|sans|policy|jusqu|until|tot|bis|avant)\w*)"
)
_MINOR: Final = (
    r"(?:(?:bon|ticket|recu|bordereau|formulaire|fiche|avis|lettre|demande|confirmation|attestation|accuse|etiquette|"
    r"notification|declaration) (?:de |d'|du )?(?:la )?(?:votre )?)?"
)

NO_RECEIPT: Final = (
    r"(?! (?:les?|la(?! somme)|ce|cet|cette|hier|chez|avec|dans|sans|"
    r"(?:par|en)(?! (?:ch[eè]que|carte|cb|virement|esp[eè]ces|paypal)))(?!\w))"
)
"""Behind "reçu": with these words it tells a story."""
NO_NOTICE: Final = (
    r"(?! (?:clients?|des? (?:clients?|consommateurs?|acheteurs?|utilisateurs?|voyageurs?|internautes?)|"
    r"d.(?:acheteurs?|utilisateurs?)|v[ée]rifi[ée]s?|google)(?!\w))"
)
"""Behind "avis": what buyers think, and no notice."""

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
        Paper.DELIVERY,
        r"(?:bon|bordereau|preuve|attestation) (?:de |d')(?:livraison|reception|remise|distribution)|"
        r"(?:avis|confirmation) de (?:reception|distribution)|delivery (?:note|slip|confirmation)|"
        r"proof of delivery|delivery receipt|(?:lever(?:ings)?)(?:bon|brief|bewijs)|"
        r"bewijs van (?:levering|ontvangst)|bericht van ontvangst|lieferschein|"
        r"(?:abliefer(?:ungs)?|zustell)nachweis|ruckschein|empfangsbestatigung",
    ),
    (
        Paper.WRITTEN,
        r"(?:(?:1er|2e|2eme|3e|3eme|premier|second|deuxieme|troisieme|dernier|ultime|avis de|lettre de) )?"
        r"rappel(?= (?:de (?:paiement|facture|reglement)|d'echeance|n\W|n[or]|amiable|avant|facture|"
        r"du \d)|\W*$)"
        r"|(?:(?:lettre|avis|courrier) de )?relance|(?:lettre de )?mise en demeure|(?:dernier )?avis avant|"
        r"(?:facture d'avoir|note de credit|avoir)(?! (?:a|ete|un|une|le|la)\b)|commandement de payer|impaye|"
        r"injonction|"
        r"(?:bon|bordereau|avis|preuve|confirmation|attestation) (?:de |d')(?:livraison|passage|"
        r"enlevement|expedition|depot|transport|envoi|retrait)"
        r"|proces[ -]verbal|compte[ -]rendu|etats? des lieux|echeancier|zahlungsplan|rapport|constat|"
        r"expertise|lettre de voiture"
        r"|(?:payment |final |second |first |last |friendly )?reminder|(?:final|overdue|past due|"
        r"late) notice|"
        r"dunning|"
        r"letter before (?:action|claim)|formal notice|demand letter|credit (?:note|memo)|"
        r"(?:delivery|packing|despatch|dispatch|shipping) (?:note|slip|list|notice|advice|confirmation)|"
        r"(?:[a-z]+ )?report(?= |$)"
        r"|(?:eerste |tweede |laatste )?(?:betalings)?herinnering|aanmaning|ingebrekestelling|creditnota|"
        r"creditfactuur|(?:pak|vracht)(?:bon|brief|bewijs)|verzendbevestiging|verslag|"
        r"(?:\w+)?rapport"
        r"|(?:1\. |2\. |3\. |letzte |erste |zweite )?(?:zahlungs)?(?:mahnung|erinnerung)|gutschrift|"
        r"stornorechnung|"
        r"lieferavis|versandbestatigung|packzettel|(?:\w+)?gutachten|(?:\w+)?bericht|"
        r"(?:\w+)?protokoll",
    ),
    (
        Paper.STATEMENT,
        r"(?:extrait|releve)(?: (?:de|du|d'|bancaire) ?\w*){0,3}|decompte|(?:account |bank )?statement|"
        r"kontoauszug|(?:rekening)?(?:uittreksel|afschrift)",
    ),
    (
        Paper.INVOICE,
        r"(?:duplicata (?:de )?|votre |ma )?facture(?:-[a-z]+)?|"
        r"(?:tax |vat |sales |commercial |proforma |your )?invoice|"
        r"(?:ihre )?(?:handels|schluss|teil)?rechnung|"
        r"(?:uw )?(?:eind|verkoop)?factuur|(?:uw )?(?:eind|jaar|slot)?afrekening|(?:su )?factura|"
        r"(?:la (?:sua|tua) )?fattura|"
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
        rf"(?:duplicata )?(?:recu{NO_RECEIPT}|"
        r"ticket(?! (?:sav|support|d'incident|de support))|quittance|"
        r"justificatif de paiement|preuve d'achat)|(?:sales |payment |till )?receipt|kassa(?:bon|ticket)|"
        r"betaalbewijs|aankoopbewijs|ontvangstbewijs|quittung|(?:kassen|zahlungs|kauf)?beleg|kassenbon|"
        r"details? (?:de (?:l'|la |votre )?|d'une? |d'|du |van (?:de |uw |een )?)?(?:operation|transaction|"
        r"virement|verrichting|transactie|overschrijving)|(?:umsatz|transaktions|uberweisungs)details?",
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
        r"note|notes|memo|courrier|lettre|reclamation|plainte|declaration|formulaire|fiche|notification|"
        rf"avis{NO_NOTICE}|"
        r"information|procuration|bordereau|bulletin|temoignage|notice|letter|form|minutes|complaint|claim|"
        r"notitie|nota|brief|klacht|formulier|melding|notiz|\w*notiz|vermerk|schreiben|beschwerde|formular|"
        r"antrag|(?:schadens?)?meldung|anzeige|questionnaire|enquete|ordonnance|inventaire|liste|"
        r"aflossingsplan|schedule|planning",
    ),
    (
        Paper.TRACKING,
        r"suiv(?:i|re) (?:de |du |des |d'|d'un )?(?:un |mon |ma |votre |vos |le |la |l')?(?:colis|envois?|"
        r"paquet|expedition|livraison|commande|acheminement|[a-z]{0,3}\d[\da-z]{7,})|"
        r"(?:shipment|parcel|package|order|delivery) (?:tracking|status|history)|"
        r"track(?:ing)? (?:your |my )?(?:parcel|package|shipment|order|delivery|results|details|history|"
        r"[a-z]{0,3}\d[\da-z]{7,})|tracking(?=\W*$)|track ?(?:&|and|en|und|et) ?trace|"
        r"(?:sendungs|paket)(?:verfolgung|status|verlauf|historie)|"
        r"(?:volg (?:je |uw )?)(?:zending|pakket|bestelling)|(?:zending|pakket) volgen|zendingstatus|"
        r"seguimiento (?:de |del )?(?:tu |su )?(?:envio|paquete|pedido)|"
        r"(?:tracciamento|stato) (?:della |del )?(?:spedizione|pacco)|"
        r"(?:votre |ton )?(?:colis|commande|envoi)(?: n°)?(?: [a-z]{0,3}\d[\da-z]+)? "
        r"(?:est|a (?:bien )?ete) livree?|"
        r"(?:your )?(?:parcel|package|order|shipment) (?:has been|was|is) delivered|"
        r"(?:ihre?|deine?) (?:paket|sendung|bestellung) (?:wurde|ist) zugestellt|"
        r"(?:uw|je) (?:pakket|zending|bestelling) (?:is|werd) (?:bezorgd|geleverd)",
    ),
    (
        Paper.TERMS,
        r"conditions generales|conditions (?:de |d')(?:vente|utilisation|transport|location|livraison|achat|"
        r"resiliation|annulation|retour|garantie|reservation)|cg[vul]|"
        r"(?:general )?terms (?:and|&|of) (?:conditions|sale|use|service|carriage)|"
        r"general (?:terms|conditions)|"
        r"(?:algemene |bijzondere )?(?:\w+)?voorwaarden|"
        r"(?:allgemeine )?(?:geschafts|liefer|verkaufs|nutzungs|reise|beforderungs|vertrags|miet)bedingungen|"
        r"liefer- und zahlungsbedingungen|agb|termini e condizioni|condizioni (?:generali|di vendita|d'uso)|"
        r"condiciones (?:generales|de venta|de uso)|terminos y condiciones",
    ),
)
# The plainest in Spanish and Italian: what speaks of an invoice stands above it, all else below.
_SOUTHERN_REPLIES: Final[tuple[tuple[Paper, str], ...]] = (
    (
        Paper.UNDOING,
        r"annullamento|disdetta|recesso|rimborso|cancelacion|anulacion|reembolso|devolucion|desistimiento|"
        r"(?:prenotazione|ordine) (?:annullat|rimborsat)[oa]|(?:reserva|pedido) (?:cancelad|anulad)[oa]",
    ),
    (
        Paper.DELIVERY,
        r"albaran(?: de entrega)?|documento di (?:trasporto|consegna)|bolla di consegna|conferma di consegna",
    ),
    (
        Paper.WRITTEN,
        r"sollecito(?: di pagamento)?|diffida|messa in mora|requerimiento de pago|"
        r"nota (?:di|de) credito|perizia|"
        r"lettera|reclamo|reclamacion|denuncia",
    ),
)
_SOUTHERN: Final[tuple[tuple[Paper, str], ...]] = (
    (Paper.STATEMENT, r"estratto conto|extracto (?:de cuenta|bancario)"),
    (Paper.QUOTE, r"preventivo|presupuesto"),
    (
        Paper.EVENT,
        r"biglietto|billete|carta d'imbarco|tarjeta de embarque|convocazione|invito|appuntamento|"
        r"cita (?:previa|medica)",
    ),
    (Paper.RECEIPT, r"ricevuta(?: di pagamento)?|recibo(?: de pago)?|scontrino|justificante de pago"),
    (
        Paper.BOOKING,
        r"(?:(?:conferma|riepilogo) (?:di |della )?)?prenotazione|"
        r"(?:confirmacion de (?:la |tu |su )?)?reserva",
    ),
    (
        Paper.ORDER,
        r"conferma (?:d'|dell'|di )ordine|ordine(?= n)|(?:confirmacion (?:de |del )(?:tu |su )?)?pedido",
    ),
    (Paper.CONTRACT, r"contratto|contrato|polizza|poliza"),
    (Paper.CERTIFICATE, r"attestato|certificato|certificado"),
    (Paper.WRITTEN, r"comunicazione|comunicacion"),
)
TITLES: Final = tuple(
    (paper, re.compile(rf"(?<![\w'-])(?:{words})(?![\w'])(?!:\s*$)"))
    for paper, words in (*_SOUTHERN_REPLIES, *_ROWS, *_SOUTHERN)
)

LABELLED: Final = (
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
AFTERMATH: Final = re.compile(
    r"panne|reparation|sinistre|litige|reclam|retour|rembours|annul|resili|rappel|relance|impaye|demeure|"
    r"mahn|herinner|aanman|kundig|opzeg|storn|ruckgabe|rucksend|cancel|refund|return|remind|overdue|complain|"
    r"repair|expertise|intervention|defaut|garantie|warranty|klacht|beschwerde|schaden|schade|herstel|"
    r"disdetta|recesso|rimbors|reembols|devoluci|sollecito|averia|guasto"
)
"""What came after a purchase; such a paper only quotes the invoice's or the order's number."""

REFERENCE: Final = re.compile(
    r"facture|(?<!re)commande|courrier|lettre|contrat|reservation|billet|achat|devis|ticket|souscription|"
    r"reclamation|"
    r"abonnement|invoice|(?<!\w)order|booking|purchase|letter|contract|quote|receipt|rechnung|bestell|"
    r"buchung|"
    r"kauf|schreiben|vertrag|angebot|factuur|boeking|aankoop|brief(?!\w)|overeenkomst|offerte|colis|parcel|"
    r"paket|sinistre|accident|incident|degat|panne|(?<!\w)vol(?!\w)|visite|intervention|passage|schade|"
    r"unfall|"
    r"schaden|audience|rendez|concert|seance"
)
SUBJECT: Final = r"(?:objet|concerne|betreff?t?|onderwerp|subject|sujet|oggetto|asunto)"
"""What stands before what a letter or mail is about."""
WAY: Final = (
    re.compile(r"(?<!\w)(?:date|datum|fecha|data)(?!\w)"),
    re.compile(
        r"(?<!\w)(?:statut|status|etat|evenement|event|etape|ereignis|sendungsstatus|gebeurtenis|estado|evento|"
        r"stato)(?!\w)"
    ),
    re.compile(
        r"(?<!\w)(?:colis|envoi|lieu|heure|parcel|tracking|location|place|time|sendung|paket|ort|uhrzeit|zending|"
        r"pakket|plaats|uur|tijd|tijdstip|envio|lugar|hora|spedizione|luogo|ora)(?!\w)"
    ),
)
"""What the columns of a table of a parcel's way are called: all three are among them."""
