"""What a paper calls itself, told by the lines at the top of its first page."""

import re
import statistics

from dossier.intake.dates.paper_words import NO_NOTICE, NO_RECEIPT, SUBJECT
from dossier.intake.mail.reply_marks import ANSWER
from dossier.intake.pdf.words import SizedLine

_NAMED = re.compile(
    r"^(?:duplicata |copie |payment |tax |sales |commercial )?(?!\w*(?:date\b|datum))(?:"
    rf"facture\b|avoir|devis|bon de |re[çc]u\b{NO_RECEIPT}(?!,)|"
    r"ticket|billet|contrat|conditions|relev[ée](?!s? (?:édité|imprimé))|extrait|"
    r"attestation|certificat|quittance|confirmation|récapitulatif|"
    rf"avis\b{NO_NOTICE}(?! de \S+ le )|"
    r"procès|mise en demeure|rapport|constat|(?:rappel|relance)(?: de paiement| d.échéance| n[°o]|$)|"
    r"(?:final |first |second )?reminder$|"
    r"invoice\b|credit note|receipt|order\b|booking|statement|quote|contract|terms|certificate|delivery note|"
    r"e-?ticket|"
    r"betalingsherinnering|aanmaning|ingebrekestelling|mahnung|zahlungserinnerung|"
    r"factuur\b|creditnota|bestel|boeking|rekening|offerte|overeenkomst|algemene|attest|kassabon|"
    r"(?:handels)?rechnung\b|gutschrift|quittung|bestell|buchung|kontoauszug|angebot|vertrag|allgemeine|"
    r"bescheinigung|lieferschein|auftragsbestätigung)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(rf"^{SUBJECT}\s*:\s*(\S.{{3,}})$", re.IGNORECASE)
_EVENT = re.compile(r"\d\s?[:h]\s?[0-5]\d(?!\d)")
"""A clock: what has one is a row of a list of events, not the name of the list."""
_UNLIKE = re.compile("\ufffd|https?:|www\\.|@")
_FEWEST_LETTERS = 3
_LABELLED = re.compile(
    r"(?P<noun>[^\W\d_]{4,20}?)s?[ -]?(?:nummer|number|numéro|nr\.?|no\.|n[°º]\.?)[ .:]*"
    r"(?P<number>(?=\S*\d)\S{2,25})",
    re.IGNORECASE,
)
_BELOW = 6
_NUMBER = re.compile(r"(?:n[°ºo]|nr|nummer|number|#)[ .:]*\S{2,25}$", re.IGNORECASE)
_FEW_WORDS = 3
_TOP_LINES = 40
_LONGEST = 120
_STANDS_OUT = 1.2


def title_line(lines: tuple[SizedLine, ...]) -> str:
    """Guesses what a paper calls itself: its name, its subject line, or its largest line near the top.

    Returns:
        One line as it stands, or "" when none stands out.
    """
    top = [line for line in lines[:_TOP_LINES] if _readable(line.text)]
    if not top:
        return ""
    usual = statistics.median(line.size_pt for line in lines[:_TOP_LINES])
    named = [
        line
        for line in top
        if not line.text[0].islower()
        and _NAMED.match(line.text)
        and not _EVENT.search(line.text)
        and line.size_pt >= usual
    ]
    if named:
        largest = max(line.size_pt for line in named)
        return _with_number(top, next(line for line in named if line.size_pt == largest))
    for line in top:
        subject = _SUBJECT.match(line.text)
        if subject or ANSWER.match(line.text):
            return subject[1] if subject else line.text
    largest_line = max(top, key=lambda line: line.size_pt)
    return _with_number(top, largest_line) if largest_line.size_pt >= usual * _STANDS_OUT else ""


def _with_number(top: list[SizedLine], name: SizedLine) -> str:
    """Adds the number that many papers print below their name, or beside its repetition."""
    again = (line.text for line in top if line.text.casefold().startswith(f"{name.text} ".casefold()))
    numbered = next((text for text in again if _NUMBER.search(text)), "")
    if numbered:
        return numbered
    below = [line.text for line in top[top.index(name) + 1 :][:_BELOW]]
    if below and len(name.text.split()) <= _FEW_WORDS and _NUMBER.match(below[0]):
        return f"{name.text} {below[0]}"
    if any(char.isdecimal() for char in name.text):
        return name.text
    words = name.text.casefold().split()
    labels = (match for text in below if (match := _LABELLED.fullmatch(text)))
    own = next((match["number"] for match in labels if match["noun"].casefold() in words), "")
    return f"{name.text} {own}".rstrip()


def _readable(text: str) -> bool:
    """Leaves out lines without words, addresses, unreadable lines and running text."""
    if len(text) > _LONGEST or _UNLIKE.search(text):
        return False
    return sum(char.isalpha() for char in text) >= _FEWEST_LETTERS
