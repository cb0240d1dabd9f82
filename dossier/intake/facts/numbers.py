"""Numbers that pieces name: orders, customers, parcels, registers, and what it cost."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from stdnum.eu import vat
from stdnum.fr import siren, siret

from dossier.intake.dates.words import fold, written_dates
from dossier.model.facts import ReferenceKind
from dossier.model.piece import Piece
from dossier.model.proposal import Proposal

LOOKED_AT_CHARS: Final = 60_000
"""Characters of a piece that are looked through: numbers stand on first pages."""

_SIGN: Final = r"(?:n[°ºo]\.?|num[ée]ro|number|nummer|nr\.?|r[ée]f[ée]rence|r[ée]f\.|#|:)"
_JOIN: Final = r"(?:de |du |d['’]|of |la |le |votre |your )?"
_NUMBER: Final = r"(?P<number>(?=[A-Z./-]{0,30}\d)[A-Z0-9](?:[A-Z0-9]|[./-](?=[A-Z0-9])){4,29})(?![\w-])"
_NAMED: Final = {
    ReferenceKind.ORDER: r"commande|order|bestelling|bestellung|bestel|bestell|auftrags?",
    ReferenceKind.CUSTOMER: r"client|customer|klant(?:en)?|kunden?",
    ReferenceKind.BOOKING: r"r[ée]servation|booking|boekings?|reserverings?|buchungs?",
    ReferenceKind.PARCEL: r"colis|suivi|parcel|tracking|pakket|sendungs?|paket",
    ReferenceKind.INVOICE: r"facture|invoice|factuur|rechnungs?",
    ReferenceKind.CONTRACT: r"contrat|contract|vertrags?",
}
_AROUND: Final = {
    kind: re.compile(
        rf"(?i:\b(?:(?:{names})[ -]?{_SIGN}?|{_SIGN} ?{_JOIN}{_JOIN}(?:{names})))"
        rf"[ \t\u00a0:°ºnN#.]{{0,6}}{_NUMBER}"
    )
    for kind, names in _NAMED.items()
}
_SIGNED: Final = re.compile(r"(?i)n[°ºo]|num|nummer|nr|r[ée]f|#")
_PHONE: Final = re.compile(r"(?i)\b(?:t[ée]l|phone|fax|appel|hotline|rufnummer)|^(?:00|0[1-9])[\d./-]{7,11}$")
_SUM: Final = re.compile(r"^\d{1,3}(?:\.\d{3})+$|^\d+[.,]\d{2}$")
_GOES_ON: Final = re.compile(r"[.,]\d|[ \u00a0\u202f]?(?:€|\$|£|EUR|CHF)|[ \u00a0]\d{2,4}(?![\d./-])")
_COMPACT_DAY: Final = re.compile(r"^(?:20\d\d(?:0\d|1[0-2])[0-3]\d|[0-3]\d(?:0\d|1[0-2])20\d\d)$")
_LEAST_DIGITS: Final = 6
"""Of figures alone that no sign calls a number; fewer are a postcode, a year, a sum."""

_TOTAL: Final = re.compile(
    r"(?i:\b(?:total|montant|sum|totaal|gesamt(?:betrag|summe)?|net à payer|amount paid))"
    r"[^\n\d€]{0,40}(?:€|EUR)?[ \u00a0]{0,2}"
    r"(?P<amount>\d{1,3}(?:[ .\u00a0\u202f]\d{3}){0,3}[.,]\d{2}|\d{1,6}[.,]\d{2})(?!\d)"
)
_REGISTER: Final = re.compile(r"(?<![\w])\d{3}[ .\u00a0]?\d{3}[ .\u00a0]?\d{3}(?:[ .\u00a0]?\d{5})?(?!\d)")
_REGISTERED: Final = re.compile(r"(?i)\b(?:siren|siret|rcs|r\.c\.s\.)")
_VAT: Final = re.compile(
    r"\b(?:FR[ .]?[0-9A-Z]{2}(?:[ .]?\d{3}){3}|BE[ .]?[01]\d{3}(?:[ .]?\d{3}){2}"
    r"|(?:DE|LU|NL|IT|ES|IE|AT|PL|PT)[0-9A-Z]{8,12})\b"
)
_NEAR_CHARS: Final = 120


def reference_proposals(pieces: Sequence[Piece]) -> Iterator[Proposal]:
    """Proposes of each kind the number that most pieces name, the first of them as its proof."""
    for kind, pattern in _AROUND.items():
        named: dict[str, tuple[Piece, str]] = {}
        counts: Counter[str] = Counter()
        for piece in pieces:
            if piece.rubric == "loss":
                continue  # what others billed: a hotel, a taxi
            matches = [one for one in pattern.finditer(_text(piece)) if _is_number(one)]
            inside = {found["number"]: found.group() for found in matches}
            counts.update(inside.keys())
            for number, words in inside.items():
                named.setdefault(number, (piece, words))
        if counts:
            number, _ = counts.most_common(1)[0]
            piece, words = named[number]
            yield Proposal(
                key=f"reference.{kind}", value=number, piece=piece.id, words=" ".join(words.split())
            )


def _is_number(found: re.Match[str]) -> bool:
    """Tells whether what stands there names something: no day, no sum, no telephone, no postcode."""
    number, before = found["number"], found.group()[: -len(found["number"])]
    if any(written_dates(fold(number))) or _COMPACT_DAY.match(number) or _SUM.match(number):
        return False
    if _PHONE.search(number) or _PHONE.search(before):
        return False
    figures = number.isdigit()
    goes_on = figures or "." in number or "," in number
    if goes_on and _GOES_ON.match(found.string, found.end()):
        return False
    return not figures or len(number) >= _LEAST_DIGITS or bool(_SIGNED.search(before))


def price_proposals(pieces: Sequence[Piece]) -> Iterator[Proposal]:
    """Proposes the largest total that an order, a contract or a bill names."""
    best: tuple[int, Piece, str, str] | None = None
    for piece in pieces:
        for found in _TOTAL.finditer(_text(piece)):
            cents = int(re.sub(r"\D", "", found["amount"]))
            if best is None or cents > best[0]:
                best = cents, piece, found["amount"], found.group()
    if best is not None:
        cents, piece, _, words = best
        yield Proposal(
            key="price",
            value=f"{cents // 100},{cents % 100:02d}",
            piece=piece.id,
            words=" ".join(words.split()),
        )


def register_proposals(pieces: Sequence[Piece]) -> Iterator[Proposal]:
    """Proposes the seller's SIREN or SIRET and VAT number, the first that can be one."""
    told: set[str] = set()
    for piece in pieces:
        text = _text(piece)
        for key, number, words in (*_registers(text), *_vats(text)):
            if key not in told:
                told.add(key)
                yield Proposal(key=key, value=number, piece=piece.id, words=words)


def _registers(text: str) -> Iterator[tuple[str, str, str]]:
    for found in _REGISTER.finditer(text):
        before = text[max(0, found.start() - _NEAR_CHARS) : found.start()]
        number = re.sub(r"\D", "", found.group())
        named = _REGISTERED.search(before)
        # Zeros alone pass every test and are nobody's.
        if named and number.strip("0") and (siren.is_valid(number) or siret.is_valid(number)):
            yield "seller.registration", number, " ".join((before[named.start() :] + found.group()).split())


def _vats(text: str) -> Iterator[tuple[str, str, str]]:
    for found in _VAT.finditer(text):
        number = re.sub(r"[ .]", "", found.group())
        if vat.is_valid(number):
            yield "seller.vat", number, found.group()
            yield "seller.country", number[:2], found.group()


def _text(piece: Piece) -> str:
    return piece.text[:LOOKED_AT_CHARS]
