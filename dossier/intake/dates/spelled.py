"""Days that a paper spells out: "le neuf avril deux mille vingt-six", "am ersten Mai 2026".

All text is folded. The words of six languages stand in one table, because no two give one word two
meanings. A number that the end of a line may have cut is not read.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from dossier.intake.dates.words import MONTHS, Written, day_of
from dossier.model.moment import Precision

_UNITS: Final = {
    "fr": "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf",
    "nl": "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien "
    "zestien zeventien achttien negentien",
    "de": "ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn "
    "sechzehn siebzehn achtzehn neunzehn",
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen",
    "es": "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciseis diecisiete dieciocho diecinueve",
    "it": "uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici "
    "quindici sedici diciassette diciotto diciannove",
}
_TENS: Final = {
    "fr": "vingt trente quarante cinquante",
    "nl": "twintig dertig veertig vijftig",
    "de": "zwanzig dreissig vierzig funfzig",
    "en": "twenty thirty forty fifty",
    "es": "veinte treinta cuarenta cincuenta",
    "it": "venti trenta quaranta cinquanta",
}
_NTH: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_IRREGULAR: Final = {
    "premier": 1, "primero": 1, "primo": 1, "eins": 1, "thirtieth": 30,
    "eerste": 1, "derde": 3, "achtste": 8, "erste": 1, "dritte": 3, "siebte": 7, "achte": 8,
}  # fmt: skip


def _joined(language: str, ten: str, unit: str) -> str:
    """Writes twenty-one and its like."""
    match language:
        case "nl":
            return f"{unit}en{ten}"
        case "de":
            return f"{unit}und{ten}"
        case "it":
            return (ten[:-1] if unit[0] in "uo" else ten) + unit
        case "es" if ten == "veinte":
            return f"veinti{unit}"
        case "es":
            return f"{ten} y {unit}"
        case "fr" if unit == "un":
            return f"{ten} et un"
        case _:
            return f"{ten} {unit}"


def _cardinals(language: str) -> Mapping[str, int]:
    units = [unit.replace("-", " ") for unit in _UNITS[language].split()]
    named = {unit: number for number, unit in enumerate(units, 1)}
    for tens, ten in enumerate(_TENS[language].split(), 2):
        named[ten] = 10 * tens
        named |= {_joined(language, ten, unit): 10 * tens + one for one, unit in enumerate(units[:9], 1)}
    return named


_CARDINALS: Final = {name: number for language in _UNITS for name, number in _cardinals(language).items()}


def _ordinals() -> Iterator[tuple[str, int]]:
    yield from _IRREGULAR.items()
    for number, name in enumerate(_NTH.split(), 1):
        yield name, number
        if number < 10:
            yield f"twenty {name}", 20 + number
    yield "thirty first", 31
    for name, number in _cardinals("nl").items():
        yield name + ("de" if number < 20 else "ste"), number
    for name, number in _cardinals("de").items():
        yield name + ("te" if number < 20 else "ste"), number


_ORDINALS: Final = dict(_ordinals())
_ENGLISH_DAYS: Final = frozenset(
    name for name in _ORDINALS if name.rpartition(" ")[2] in {*_NTH.split(), "thirtieth"}
)
_DAYS: Final = {name: number for name, number in {**_CARDINALS, **_ORDINALS}.items() if number <= 31}

_MONTH: Final = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})(?!\w)")
_OF: Final = re.compile(r"(?<!\w)(?:day of|jour de|de|of) $")
_DAY_BEFORE: Final = re.compile(
    r"(?:(?:[a-zß]+[ -]+){1,6}|(?<![\w./-])\d{1,2}(?:er|e|de|ste|st|nd|rd|th|º|°)?\.? )$"
)
_DAY_BEHIND: Final = re.compile(
    r" (?:the )?(?P<words>[a-z]+(?:[ -][a-z]+)?)(?=,? (?:\d{4}(?!\w)|two|twenty))"
)
_FIGURES: Final = re.compile(r"\.?,? (?:de |del |of )?(?P<year>20\d\d)(?![\w./-])")
_THOUSAND: Final = re.compile(
    r"[.,]? ?(?:de |del |of )?(?:deux[ -]mil(?:le)?|tweeduizend|zweitausend|two[ -]thousand|dos mil|duemila|"
    r"(?P<twice>twenty))[ -]?(?:(?:et|en|und|and|e|y) |und(?=[a-z]))?(?P<words>[a-zß]+(?:[ -][a-zß]+){0,3})"
)
_YEAR_FIRST: Final = re.compile(r"(?:deux[ -]mil|tweeduizend|zweitausend)")
_BETWEEN: Final = re.compile(r"[ ,]*(?:et )?(?:le |am |den |op )?")
_LED: Final = re.compile(r"(?:,|(?<!\w)(?:le|du|au|ce|den|dem|am|vom|op|de|van|the|on|of|el|il|del|dal))$")
_GERMAN_END: Final = re.compile(r"(?<=te)[nrsm]$")
_TAILS: Final = frozenset(name.rpartition(" ")[2] for name in _DAYS if " " in name)
"""Words that a line may begin with though the number's first ones end the line above."""
_CUT: Final = re.compile(r"(?: (?:et|y))?[ -]*$")
_TEN: Final = 10
_NEAR: Final = 60


def spelled_days(folded: str) -> Iterator[Written]:
    """Finds the days of a line that stand in words, wholly or but for a figure, in their order."""
    for month in _MONTH.finditer(folded):
        found = _around(folded, month)
        if found is None:
            continue
        start, end, number, year = found
        at = day_of(year, MONTHS[month[0]], number)
        if at is not None:
            yield Written(start=start, end=end, at=at, precision=Precision.DAY)


def _around(folded: str, month: re.Match[str]) -> tuple[int, int, int, int] | None:
    """Gives where the day around a month's name begins and ends, its number and its year."""
    before = _day_before(folded, month.start())
    behind = None if before else _DAY_BEHIND.match(folded, month.end())
    if behind is not None and (number := _ORDINALS.get(_plain(behind["words"]))):
        before, end = (month.start(), number, True), behind.end()
    else:
        end = month.end()
    if before is None:
        return None
    start, number, led = before
    in_figures = _FIGURES.match(folded, end)
    if in_figures:
        return (start, in_figures.end(), number, int(in_figures["year"])) if led else None
    written = _year_at(folded, end)
    if written is not None:
        return start, written[1], number, written[0]
    for first in _YEAR_FIRST.finditer(folded, max(0, start - _NEAR), start):
        written = _year_at(folded, first.start())
        if written is not None and _BETWEEN.fullmatch(folded, written[1], start):
            return first.start(), month.end(), number, written[0]
    return None


def _day_before(folded: str, end: int) -> tuple[int, int, bool] | None:
    """Gives where the day before a month's name begins, its number, and whether it may have figures behind.

    Beside a year in figures words must be led to ("le neuf mai 2026"): "the second May 2026 invoice"
    and a day in figures are another grammar's.
    """
    of = _OF.search(folded, max(0, end - _NEAR), end)
    match = _DAY_BEFORE.search(folded, max(0, end - _NEAR), of.start() if of else end)
    if match is None:
        return None
    if match[0][0].isdigit():
        return match.start(), int(re.sub(r"\D", "", match[0])), False
    for word in list(re.finditer(r"[a-zß]+", match[0]))[-3:]:
        name = _plain(match[0][word.start() :])
        start = match.start() + word.start()
        number = _DAYS.get(name) or _DAYS.get(_GERMAN_END.sub("", name))
        if number is None:
            continue
        above = folded[max(0, start - _NEAR) : start].rstrip()
        if name in _TAILS and not above:
            return None
        led = _LED.search(above) is not None
        return start, number, led and (of is not None or name not in _ENGLISH_DAYS)
    return None


def _year_at(folded: str, begin: int) -> tuple[int, int] | None:
    """Gives the year in words that stands there, and where it ends."""
    match = _THOUSAND.match(folded, begin)
    if match is None:
        return None
    words = list(re.finditer(r"[a-zß]+", match["words"]))
    for word in reversed(words):
        number = _CARDINALS.get(_plain(match["words"][: word.end()]))
        if number is None or (match["twice"] and number < _TEN):
            continue
        end = match.start("words") + word.end()
        cut = number % _TEN == 0 and _CUT.match(folded, end)
        return None if cut else (2000 + number, end)
    return None


def _plain(words: str) -> str:
    return " ".join(words.replace("-", " ").replace("ß", "ss").split())
