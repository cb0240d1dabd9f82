"""The one day that decides on a paper of many days: a parcel's delivery, a version of terms, a balance.

A tracking page is of the day on which the parcel was handed over, general terms of that of their
version, a statement of that of its closing balance. All words are folded, in fr, en, nl, de, es, it.
"""

import re
from typing import Final

from dossier.intake.dates import cues
from dossier.intake.dates.page import Line, Page
from dossier.intake.dates.paper_words import Paper

_HANDED_POINTS: Final = 7
_VERSION_LINES: Final = 6
_VERSION_CHARS: Final = 40
_EVENT_CHARS: Final = 160

_RECIPIENT: Final = (
    r"(?:(?:(?:le|la|the|der|den|dem|de|het|el|al|il|son|sa|your) )?(?:destinataire|client\w*|gardien\w*|"
    r"voisin\w*|recipient|customer|addressee|neighbou?r|empfanger\w*|kunde\w*|nachbar\w*|ontvanger|klant|"
    r"geadresseerde|buren|buur\w*|cliente|vecin[oa])(?!\w)|"
    r"(?:m|mme|mlle|madame|monsieur|mr|mrs|ms|herrn?|frau|dhr|mevr|mevrouw|sig|sra?)\.? [\w' .-]{2,30}?)"
)
"""To whom a parcel was sent, or who lives beside him."""
_HANDED_OVER: Final = re.compile(
    r"(?<!\w)(?:livree?|distribuee?|livraison (?:effectuee|reussie|terminee)|remise? (?:contre|en main)|"
    rf"(?:remise?|retiree?|collected|overhandigd|ubergeben|afgehaald) (?:a|au|par|by|aan|an|door) "
    rf"{_RECIPIENT}|retiree? (?:au|en) (?:point|bureau)(?: (?:relais|de (?:retrait|poste)))?|"
    r"collected from (?:the )?(?:locker|pick|parcel ?shop)|"
    r"delivered|signed for by|delivery (?:completed|successful)|geleverd|bezorgd|uitgereikt|"
    r"zugestellt|ausgeliefert|zustellung erfolg\w+|entregad[oa]|consegnat[oa])(?!\w)"
)
_NOT_YET: Final = re.compile(
    # denied or in vain
    r"(?<!\w)(?:non|pas|jamais|aucune?|n'\w+|nicht|kein\w*|nie|niet|geen|nooit|not|never|\w+n't|nunca|"
    r"no (?:ha|han|se|es|esta|fue|pud\w+|pued\w+|hemos|lo|la|entreg\w+)|"
    r"tentative|echec|echou\w+|impossible|absente?|refus\w*|annul\w*|"
    r"attempt\w*|unable|fail\w*|cancel\w*|declined|versuch\w*|fehlgeschlagen|gescheitert|verweigert|"
    r"storniert|poging|mislukt|geweigerd|geannuleerd|intento|fallid[oa]|rechazad[oa]|anulad[oa]|cancelad[oa]|"
    r"tentativo|fallit[oa]|rifiutat[oa]|annullat[oa]|"
    # to the wrong one, or lost
    r"mal|tort|erreur|mauvaise?|perdue?s?|egaree?s?|wrong\w*|incorrect\w*|mis-?delivered|error|lost|missing|"
    r"falsch\w*|irrtumlich|verloren|verkeerd\w*|kwijt|sbagliat[oa]|errat[oa]|errore|erroneamente|smarrit[oa]|"
    r"equivocad[oa]|perdid[oa]|"
    # to come, or on a condition
    r"sera|seront|serait|devrait|doit|peut|etre|si|lorsque|quand|wird|werden|wordt|worden|kan|kann|soll|"
    r"zal|zullen|wenn|falls|sobald|indien|wanneer|zodra|will|shall|be|being|can|should|could|would|if|when|"
    r"once|prevue?s?|estimee?s?|estimation|d'ici|soyez|bientot|avant|plus tard|expected|estimated|scheduled|"
    r"later than|"
    r"by(?= (?:\w+day,? )?(?:the )?\d)|latest|voraussichtlich|erwartet|geplant|spatestens|bis|"
    r"verwacht|gepland|uiterlijk|tot|previst[oa]s?|sara|entro|hasta|mas tardar|cuando|quando|en cours|"
    r"in zustellung)(?!\w)"
)
"""What makes no delivery of the word: denied, in vain, to the wrong one, to come."""
_OTHERWISE: Final = re.compile(
    r"(?<!\w)(?:(?:pris|prise) en charge|in transit|en transit|unterwegs|onderweg|en camino|"
    r"zustellbasis|retour\w*|renvoye\w*|expediteur|vendeur|return\w*|sender|shipper|seller|merchant|zuruck\w*|ruck\w*|"
    r"absender\w*|versender|verkaufer|handler|terug\w*|afzender|verzender|verkoper|devuelt[oa]|devol\w+|"
    r"remitente|vendedor|reso|restitu\w+|mittente|venditore|"
    r"(?:a|au|aux|chez|to|with|an|bei|aan|bij|al|alla|con) (?:la |the |die |de )?(?:dhl|ups|dpd|gls|tnt|brt|"
    r"sda|seur|mrw|nacex|fedex|hermes|evri|yodel|bpost|postnl|poste?|royal mail|correos|chronopost|colissimo|"
    r"colis prive|mondial relay|relais colis|amazon|cainiao|ciblex|geodis|dachser|schenker|budbee|"
    r"trunkrs))(?!\w)"
)
"""Still on its way, with a firm that carries it, or back where it came from."""
_ELSEWHERE: Final = re.compile(
    # the carrier's men and firms
    r"transport\w*|trasport\w*|(?<!\w)(?:carrier|courier|coursier|livreur|chauffeur|driver|spedit\w+|"
    r"frachtfuhrer|zusteller|fahrer|vervoerder|koerier|bezorger|mensajer\w+|repartidor|corriere|vettore|"
    r"autista|agent\w*|partenaire|partner\w*|socio|sous-traitant|subcontractor|"
    # its rooms
    r"tri|sort\w*|cent(?:re|er)|hub|platt?e?form\w*|\w*zentrum|sortier\w*|verteil\w*|sorteer\w*|"
    r"distributie\w*|centro|smistamento|clasificacion|depot|entrepot|agence|site|warehouse|facility|terminal|"
    r"branch|\w*lager|niederlassung|agentur|magazijn|filiaal|almacen|delegacion|magazzino|deposito|filiale|"
    r"sede|aeroport|airport|flughafen|luchthaven|aeropuerto|aeroporto|douanes?|customs|zoll\w*|aduanas?|"
    r"dogana|post ?office|bureau|postamt|post\w*kantoor|oficina|ufficio|"
    # where it waits
    r"relais|points?|consigne|retrait|pick ?-?up|parcel ?shop|locker|(?:parcel|access) ?point|packstation|"
    r"paketshop|\w*station|\w*automat|abhol\w*|\w+punt|automaat|afhaal\w*|punto|taquilla|casillero|"
    r"armadietto)(?!\w)"
)
"""Whom or where a parcel comes to on its way: handed over there, it has not come to whom it was sent."""
_HANDED_LABEL: Final = re.compile(
    r"(?:^\W*|[|;•]\W*|(?<=\s\s)(?=\S)\W*)"
    r"(?:date (?:de )?(?:la )?(?:livraison|reception|distribution)|livree?s?|distribuee?s?|remis|"
    r"remises?(?= (?:le|a|au|par)(?!\w))|recue?s?|receptionnee?s?|delivery date|"
    r"date of (?:delivery|receipt)|(?:date )?(?:delivered|received)|lieferdatum|zustelldatum|geliefert|"
    r"zugestellt|empfangen|erhalten|leverdatum|leveringsdatum|geleverd|bezorgd|ontvangen|fecha de entrega|"
    r"entregad[oa]|data di consegna|consegnat[oa])"
    rf"(?: (?:a|par|au|by|to|an|von|aan|door) {_RECIPIENT})?(?={cues.FILLER})"
)
_BOOK: Final = re.compile(r"livre(?!e)")
_IN_FORCE: Final = re.compile(
    r"(?<!\w)(?:version|versione|versie|fassung|edition|editie|stand|en vigueur|applicables?|mise?s? a jour|"
    r"modifiee?s?|updated?|effective|in force|revised|revision|as of|amended|gultig|giltig|aktualisiert|"
    r"geandert|geldig|geldend|van toepassing|toepasselijk|bijgewerkt|gewijzigd|aggiornamento|"
    r"aggiornat[oaie]|in vigore|en vigor|vigentes?|actualizacion|actualizad[oa]s?)(?!\w)"
    r"(?:[\s:.,(n°-]|(?<!\d)v?\d+(?!\d)|(?<!\w)(?:en vigueur|applicables?|effective|as|date|dated|datee|"
    r"au|du|le|de|depuis|des|a (?:partir|compter) du|ab|vom|seit|am|from|on|of|since|op|sinds|vanaf|van|per|"
    r"dal|del|il|al|desde|el|a)(?!\w))*$"
)
_OF_ITSELF: Final = re.compile(
    r"(?:\W|(?:derniere?|date|de|la|last|letzte|laatst|laatste|ultim[oa]|zuletzt|document|texte|in|der|"
    r"cg[vul]|agb|les presentes|conditions|generales|sont|are|these|terms|deze|diese|voorwaarden|zijn|sind)"
    r"(?!\w))*"
)
"""What may stand before such words on a line below the title: a law's version is none of the terms'."""
_OTHER_RULES: Final = re.compile(
    r"jusqu|until|(?<!\w)(?:bis|tot|fino|hasta|loi|law|act|gesetz|wet|bgb|ley|legge)(?!\w)|remplac|annul|"
    r"replac|ersetz|vervang|sostitui|sustitu|directive|richtlij?n|reglement|regulation|verordnung|"
    r"verordening|article|artikel|decret|(?<!\w)code(?!\w)"
)
_OLD: Final = re.compile(
    r"ancien|precedent|anterieur|initial|vorig|(?<!\w)oud(?!\w)|(?<!\w)alter(?!\w)|previous|opening|"
    r"brought forward|anfang|begin|(?<!\w)depart(?!\w)|anterior|iniziale|"
    r"inicial|(?<!\w)reporte?(?!\w)|ubertrag|vormonat|overgedragen|riport|arrastre"
)
_NEXT: Final = re.compile(
    r"(?<!\w)(?:prochaine?s?|suivante?s?|a (?:venir|paraitre)|futur\w*|previsionnel\w*|provisoires?|"
    r"prevue?s?|estime\w*|next|following|upcoming|forecast\w*|projected|expected|estimated|minimum|will|"
    r"nachste\w*|folgend\w*|kommend\w*|kunftig\w*|voraussichtlich\w*|wird|mindest\w*|"
    r"volgende?|komende?|toekomstige?|verwachte?|voorlopige?|wordt|zal|"
    r"proxim[oa]s?|siguientes?|previst[oa]s?|minim[oa]|prossim[oaie]|successiv[oaie]|"
    r"seront?|taux|rates?|\w*zinssatz\w*|zinsen|rentevoet\w*|tass[oi]|tipos?)(?!\w)"
)
"""A balance to come, what is then taken of it, or a rate of interest."""
_LAW: Final = re.compile(
    r"(?<!\w)(?:lois?|code (?:de|du|des|civil\w*|penal\w*|general\w*|monetaire)|ordonnance|decret|"
    r"conventions?|traite|reglement(?= \(| n|s? (?:ue|ce|europeen))|articles? [lrd](?=[. ])|directive|rgpd|"
    r"acts?|laws?|regulations?|statutes?|gdpr|treaty|"
    r"\w*gesetz(?:e[sn]?|buch\w*)?|bgb|hgb|verordnung\w*|richtlinien?|ubereinkommen|\w*konvention|dsgvo|"
    r"(?:\w+)?wet|wetboek\w*|verordening|richtlijn|verdrag|avg|koninklijk besluit|"
    r"ley(?:es)?|codigo|convenio|reglamento|directiva|real decreto|"
    r"legge|leggi|codice|convenzione|regolamento|direttiva|decreto)(?!\w)"
)
_OWN_RULES: Final = re.compile(
    r"(?<!\w)(?:cg[vul]|agb|presentes|conditions|terms|condiciones|condizioni|termini)(?!\w)|voorwaarden|bedingungen"
)
_LABELLED: Final = rf"(?!\w)(?:[ /-]+[a-z'’]+){{0,3}}{cues.FILLER}"
_LATER: Final = re.compile(
    r"(?<!\w)(?:(?<!d')|(?<=date d'))"
    r"(?:a regler|au plus tard|mensualites?|acomptes?|renouvellements?|reconduction|"
    r"installation|garantie|rendez[ -]vous|intervention|mise en service|"
    r"to be (?:paid|charged|debited|collected)|payment will|will be \w+|instal?lments?|renewal|renews?|"
    r"warranty|guarantee|installed|"
    r"zu zahlen|spatestens|raten?|\w*rate|garantieende|verlangerung|einbau|montage|installationstermin|"
    r"ten laatste|op te halen|termijn|aflossing|verlenging|plaatsing|"
    r"a pagar|a mas tardar|cuotas?|plazos?|renovacion|garantia|instalacion|"
    r"da pagare|al piu tardi|rat[ae]|rinnovo|garanzia|installazione)" + _LABELLED
)
"""What a bill's or a receipt's only day is when it is to be paid, done or over on it."""
_DRAWN: Final = re.compile(
    r"(?<!\w)(?:prelevements?|prelevee?s?|debitee?s?|domiciliation|direct debit|debited|charged|"
    r"(?:bank)?einzug|abbuchung|abgebucht|eingezogen|\w*lastschrift|incasso|domiciliering|geincasseerd|"
    r"afgeschreven|afschrijving|cargo(?: en cuenta)?|domiciliacion|adeudo|addebito|addebitat[oa]|rid|sdd)"
    + _LABELLED
)
"""What it is when the money is drawn from an account on it."""
_DRAWN_AFTER: Final = re.compile(
    r"[^.;]{0,20}?(?<!\w)(?:preleve\w*|debite\w*|a regler|a payer|(?:will|to) be|drawn|due|taken|payable|"
    r"abgebucht|eingezogen|fallig|afgeschreven|te betalen|addebitat[oa]|cargad[oa]|a pagar|da pagare)(?!\w)"
)
_MADE: Final = re.compile(
    r"(?<!\w)(?:editee?|edition|emise?|emission|etablie?|imprimee?|generee?|creee?|issued?|generated|printed|"
    r"created|erstellt|gedruckt|ausgedruckt|ausgestellt|opgemaakt|aangemaakt|opgesteld|uitgifte|afgedrukt|"
    r"emess[oa]|stampat[oa]|emitid[oa]|impres[oa])(?!\w)"
)


def _handed_over(line: Line) -> bool:
    """Tells whether a line of a parcel's way says that it was handed to whom it was sent."""
    words = line.folded[:_EVENT_CHARS]
    said = _HANDED_OVER.search(words)
    if said is None or len(line.dates) != 1 or _is_book(said, line.text):
        return False
    return not (is_plan(line) or _OTHERWISE.search(words) or _ELSEWHERE.search(words, said.end()))


def is_plan(line: Line) -> bool:
    """Tells whether a line says what is to happen, or what was tried in vain."""
    return bool(_NOT_YET.search(line.folded[:_EVENT_CHARS]))


def _is_book(said: re.Match[str], raw: str) -> bool:
    """Tells "livre", a book, from "livré", which has the same letters without accents."""
    word = _BOOK.search(said[0])
    return word is not None and raw[said.start() + word.end() - 1] not in "éÉ"


def _handed_over_on(line: Line, before: str) -> bool:
    """Tells whether words before a date of a delivery note say that the goods came on it."""
    said = _HANDED_LABEL.search(before)
    if said is None or _is_book(said, line.text[line.folded.index(before) :]):
        return False
    words = line.folded[:_EVENT_CHARS]
    return not (is_plan(line) or _OTHERWISE.search(words) or _ELSEWHERE.search(words))


def _in_force(line: Line, page: Page) -> bool:
    """Tells whether a line near the title of general terms says of which day they are."""
    if len(line.dates) != 1 or not 0 <= line.place - page.title.place <= _VERSION_LINES:
        return False
    before, after = line.folded[: line.dates[0].start], line.text[line.dates[0].end :]
    match = _IN_FORCE.search(before)
    if match is None or _OTHER_RULES.search(before) or cues.SENTENCE.match(after):
        return False
    if line.place != page.title.place and not _OF_ITSELF.fullmatch(before[: match.start()]):
        return False
    if _LAW.search(before) or (_is_under_a_law(line, page) and not _OWN_RULES.search(before)):
        return False
    return len(after.strip()) <= _VERSION_CHARS


def _is_under_a_law(line: Line, page: Page) -> bool:
    """Tells whether a law stands between the title of general terms and a version: it may be the law's."""
    between = line.above[-(line.place - page.title.place + 1) :]
    return line.place > page.title.place and any(_LAW.search(one) for one in between)


def closes(before: str) -> bool:
    """Tells whether words before a statement's date say that it closes on it."""
    return not opens(before) and any(one.pattern.search(before) for one in cues.CLOSING)


def opens(before: str) -> bool:
    """Tells whether words before a statement's date say that it is the day of another balance."""
    return bool(_OLD.search(before) or _NEXT.search(before))


def is_next(line: Line, before: str) -> bool:
    """Tells whether words before a statement's date, or alone above it, speak of what is to come."""
    label = "" if re.search(r"\d", line.label) else line.label[:_VERSION_CHARS]
    return bool(_NEXT.search(before) or _NEXT.search(label))


def is_drawn(after: str) -> bool:
    """Tells whether a statement's balance is drawn from another account on its day, as of a card."""
    return bool(_DRAWN_AFTER.match(after))


def is_to_pay(before: str, page: Page) -> bool:
    """Tells whether words say that a bill or a receipt is to be paid, drawn, done or over on a day."""
    if page.paper not in (Paper.INVOICE, Paper.RECEIPT, Paper.UNKNOWN):
        return False
    return bool(_LATER.search(before) or (page.paper is not Paper.RECEIPT and _DRAWN.search(before)))


def made(before: str) -> bool:
    """Tells whether words before a date say that a paper was printed or made on it."""
    return bool(_MADE.search(before))


def points(line: Line, before: str, page: Page) -> int | None:
    """Weighs a date of those papers of which one day decides; None for the other papers and lines."""
    if page.paper is Paper.SHOP:
        return 0
    if page.paper is Paper.TERMS and _in_force(line, page):
        return cues.STRONG
    if page.paper is Paper.DELIVERY and _handed_over_on(line, before):
        return _HANDED_POINTS
    return None


def on_the_way(line: Line, page: Page) -> int:
    """Weighs a step of a parcel's way; who tells what went wrong after it tells more than its way."""
    if _handed_over(line):
        return 0 if page.aftermath else cues.STRONG
    return -1 if is_plan(line) else 0
