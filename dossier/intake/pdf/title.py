"""What a paper calls itself, told by the lines at the top of its first page."""

import re
import statistics

from dossier.intake.pdf.words import SizedLine

_NAMED = re.compile(
    r"^(?:duplicata |copie )?(?!\w*(?:date\b|datum))(?:"
    r"facture\b|avoir|devis|bon de |re[çc]u|ticket|billet|contrat|conditions|"
    r"relevé|extrait|"
    r"attestation|certificat|quittance|confirmation|récapitulatif|avis|procès|mise en demeure|rapport|"
    r"constat|"
    r"invoice\b|credit note|receipt|order\b|booking|statement|quote|contract|terms|certificate|delivery note|"
    r"e-?ticket|"
    r"factuur\b|creditnota|bestel|boeking|rekening|offerte|overeenkomst|algemene|attest|kassabon|"
    r"(?:handels)?rechnung\b|gutschrift|quittung|bestell|buchung|kontoauszug|angebot|vertrag|allgemeine|"
    r"bescheinigung|lieferschein|auftragsbestätigung)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"^(?:objet|concerne|betreft|betreff|subject)\s*:\s*(\S.{3,})$", re.IGNORECASE)
_UNLIKE = re.compile("\ufffd|https?:|www\\.|@")
_FEWEST_LETTERS = 3
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
    usual = statistics.median(line.size_pt for line in top)
    named = [
        line
        for line in top
        if not line.text[0].islower() and _NAMED.match(line.text) and line.size_pt >= usual
    ]
    if named:
        largest = max(line.size_pt for line in named)
        return _with_number(top, next(line for line in named if line.size_pt == largest))
    for line in top:
        subject = _SUBJECT.match(line.text)
        if subject:
            return subject[1]
    largest_line = max(top, key=lambda line: line.size_pt)
    return largest_line.text if largest_line.size_pt >= usual * _STANDS_OUT else ""


def _with_number(top: list[SizedLine], name: SizedLine) -> str:
    """Adds the number that many papers print below their name, or beside its repetition."""
    again = (line.text for line in top if line.text.casefold().startswith(f"{name.text} ".casefold()))
    numbered = next((text for text in again if _NUMBER.search(text)), "")
    if numbered:
        return numbered
    below = top[top.index(name) + 1 :][:1]
    if below and len(name.text.split()) <= _FEW_WORDS and _NUMBER.match(below[0].text):
        return f"{name.text} {below[0].text}"
    return name.text


def _readable(text: str) -> bool:
    """Leaves out lines without words, addresses, unreadable lines and running text."""
    if len(text) > _LONGEST or _UNLIKE.search(text):
        return False
    return sum(char.isalpha() for char in text) >= _FEWEST_LETTERS
