"""Which figure of 03/04/2026 is the day: decided for each text by what else it says, or not at all.

Month first is a habit of one country that writes English. A figure above twelve decides; else a text
of another language has the day first; else an English one must say twice, and nothing against it, on
which side of the ocean it was written: by its money, its country's words, its way to write a month.
"""

import re
from typing import Final

from dossier.intake.dates.words import MONTHS, Order, numeric_order

_MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_VOTES: Final = (
    # British, Irish and European signs; then American ones, of the same kind in each row.
    (r"£|(?<!\w)gbp(?!\w)", r"(?<!\w)usd(?!\w)|us ?\$|(?<![\w])\$ ?\d"),
    (
        r"(?<!\w)(?:united kingdom|great britain|england|scotland|wales|ireland|northern ireland|"
        r"belgium|france|germany|netherlands|luxembourg|vat (?:no|number|reg)|hmrc|postcode)(?!\w)|"
        r"\.co\.uk|(?<!\w)[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}(?!\w)",
        r"(?<!\w)(?:united states|u\.?s\.?a|sales tax|zip(?: code)?|state tax)(?!\w)|"
        r"(?<!\w)[a-z .]{3,30}, [a-z]{2} \d{5}(?:-\d{4})?(?!\d)",
    ),
    (
        rf"(?<![\w./-])\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTH}) \d{{4}}",
        rf"(?<!\w)(?:{_MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?, \d{{4}}",
    ),
)
_ROWS: Final = tuple((re.compile(day), re.compile(month)) for day, month in _VOTES)
_ENOUGH: Final = 2
_ENGLISH: Final = re.compile(
    r"\b(?:the|and|of|your|for|to|is|you|with|from|by|on|invoice|arrival|departure|guest|due|paid|payment|"
    r"amount|"
    r"order|shipping|receipt|statement|bill|customer)\b"
)
_OTHERS: Final = re.compile(
    r"\b(?:le|la|les|de|des|du|et|pour|vous|votre|est|au|une|sur|dans|facture|montant|het|een|van|en|voor|"
    r"uw|met|"
    r"il|del|della|che|con|los|las|el|para|por|una|importo|importe|fattura|factura|"
    r"op|der|die|das|und|fur|von|mit|ist|sie|ihre|rechnung|betrag|factuur|bedrag)\b"
)


def language_words(folded: str) -> tuple[int, int]:
    """Counts the little words of French, Dutch, German, Spanish and Italian, and those of English."""
    return len(_OTHERS.findall(folded)), len(_ENGLISH.findall(folded))


def reads_english(folded: str) -> bool:
    """Guesses whether a text is English, where 03/04/2026 may have the month first."""
    others, english = language_words(folded[:6000])
    return english > others


def order_of(folded: str, *, english: bool) -> Order:
    """Decides how a text writes its dates in figures.

    Args:
        folded: The whole text.
        english: Whether it reads like English.
    """
    order = numeric_order(folded, english=english)
    if order is not Order.UNSURE or not english:
        return order
    day_first = sum(bool(day.search(folded)) for day, _ in _ROWS)
    month_first = sum(bool(month.search(folded)) for _, month in _ROWS)
    if day_first >= _ENOUGH and not month_first:
        return Order.DAY_FIRST
    if month_first >= _ENOUGH and not day_first:
        return Order.MONTH_FIRST
    return Order.UNSURE
