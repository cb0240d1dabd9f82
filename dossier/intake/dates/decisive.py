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

_HANDED_OVER: Final = re.compile(
    r"(?<!\w)(?:livree?|distribuee?|livraison (?:effectuee|reussie|terminee)|remise? (?:contre|en main|au "
    r"(?:destinataire|gardien|voisin|client)|a son destinataire)|"
    r"retiree? (?:par|au point|en point|en bureau)|delivered|signed for|"
    r"collected (?:by|from (?:the )?(?:shop|locker|pick))|delivery (?:completed|successful)|"
    r"geleverd|bezorgd|uitgereikt|overhandigd|afgehaald (?:door|bij|op)|"
    r"zugestellt|ausgeliefert|ubergeben an (?:den )?(?:empfanger|nachbar)|zustellung erfolg\w+|"
    r"entregad[oa]|consegnat[oa])(?!\w)"
)
_NOT_YET: Final = re.compile(
    r"(?<!\w)(?:non|pas|nicht|niet|not|no (?:ha|se|entrega\w+)|sera|seront|devrait|doit|peut|wird|werden|"
    r"wordt|worden|kan|kann|soll|zal|will|to be|can|should|could|would|"
    r"prevue?s?|estimee?s?|bientot|tentative|echec|impossible|absent|avant|expected|estimated|scheduled|"
    r"attempt\w*|unable|voraussichtlich|erwartet|versuch\w*|verwacht|gepland|poging|previst[oa]|sara|"
    r"en cours|in zustellung)(?!\w)"
)
_HANDED_LABEL: Final = re.compile(
    r"(?:^|[|;•]|\s{2,})\W*(?:date (?:de )?(?:la )?(?:livraison|reception|remise|distribution)|livree?s?|"
    r"distribuee?s?|remise?s?|recue?s?|receptionnee?s?|delivery date|date of (?:delivery|receipt)|"
    r"(?:date )?(?:delivered|received)|lieferdatum|zustelldatum|geliefert|zugestellt|empfangen|erhalten|"
    r"leverdatum|leveringsdatum|geleverd|bezorgd|ontvangen|fecha de entrega|entregad[oa]|"
    r"data di consegna|consegnat[oa])(?: (?:a|par|au|by|to|an|von|aan|door) [\w .'-]{2,30}?)?"
    rf"(?={cues.FILLER})"
)
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
    r"brought forward|anfang|begin|(?<!\w)depart(?!\w)|anterior|iniziale"
)
_MADE: Final = re.compile(
    r"(?<!\w)(?:editee?|edition|emise?|emission|etablie?|imprimee?|generee?|creee?|issued?|generated|printed|"
    r"created|erstellt|gedruckt|ausgedruckt|ausgestellt|opgemaakt|aangemaakt|opgesteld|uitgifte|afgedrukt|"
    r"emess[oa]|stampat[oa]|emitid[oa]|impres[oa])(?!\w)"
)


def _handed_over(line: Line) -> bool:
    """Tells whether a line of a parcel's way says that it was handed to whom it was sent."""
    words = line.folded[:_EVENT_CHARS]
    return len(line.dates) == 1 and bool(_HANDED_OVER.search(words)) and not _is_plan(line)


def _is_plan(line: Line) -> bool:
    """Tells whether a line says what is to happen, or what was tried in vain."""
    return bool(_NOT_YET.search(line.folded[:_EVENT_CHARS]))


def _handed_over_on(line: Line, before: str) -> bool:
    """Tells whether words before a date of a delivery note say that the goods came on it."""
    return bool(_HANDED_LABEL.search(before)) and not _is_plan(line)


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
    return len(after.strip()) <= _VERSION_CHARS


def closes(before: str) -> bool:
    """Tells whether words before a statement's date say that it closes on it."""
    return not opens(before) and any(
        one.papers == {Paper.STATEMENT} and one.pattern.search(before) for one in cues.CUES
    )


def opens(before: str) -> bool:
    """Tells whether words before a statement's date say that it is the day of the balance before."""
    return bool(_OLD.search(before))


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
    return -1 if _is_plan(line) else 0
