"""The date in a file's name, when the name says one and only one.

The forms are those of telephones, systems and apps as they write them; a run of figures inside the
number of an invoice, an order or a code is none of them.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Final

from stdnum import iban

from dossier.intake.dates.words import compose, day_of, fold, with_clock, written_dates
from dossier.model.moment import Moment, Precision, Source

# Export names carry the day of the export, not of what was said.
_EXPORT = re.compile(r"^(?:sms|calls?|mms|msgstore|backup|sauvegarde|export|chat|whatsapp chat)\b")

# A bank's table names its account and then the moment at which it was made: that is the table's own.
_TABLES = frozenset({".csv", ".tsv", ".xls", ".xlsx", ".ods"})
_ACCOUNT = re.compile(
    r"(?:^|[ _-])(?P<iban>[a-z]{2}\d{2}[a-z0-9]{10,30})[ _-](?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)"
    r"(?:[ _-](?P<clock>\d{4}|\d{6}))?$"
)

# Telephones, cameras, scanners and apps, whose figures are a clock, glued to the word or not.
_DEVICE = re.compile(
    r"(?:img|image|vid|video|mvimg|pxl|pano|dsc|win|photo|picture|foto|screenshots?|screen ?recording|"
    r"scan(?:ned)?|capture(?: d'ecran)?|bildschirmfoto|schermafbeelding|numeri[sz]\w*|resized|signal|burst|"
    r"cam|rec|record(?:ing)?|enregistrement|voice|audio|aud|ptt|doc|flameshot|ksnip|spectacle|greenshot|"
    r"inshot|trim|stk|bildschirmaufnahme|schermopname|schermata|captura(?: de pantalla)?|zrzut ekranu|"
    r"^p|^wp|^b612|^lv_0|^screencapture[\w.-]*)[ _-]*$"
)
# A mark before figures ("FA-20260312", "n°20260312") makes a number of them.
_CODE = re.compile(
    r"(?:^|[\s_.-])(?:[a-z]|fa|fac|fact|inv|rg|rn|re|cmd|cde|ord|po|so|bc|bl|dev|av|ref|nr|no|n°|id|tx|"
    r"rma|nl|be|fr)"
    r"[-_#. ]?$"
)
_NO_LONGER = r"(?<!\d)(?<!\d[-._/])"

_COMPACT = re.compile(
    r"(?<!\d)(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)"
    r"(?:[ _t-]?(?P<clock>\d{6}(?=\d{0,3}(?!\d))|\d\d[-_.h]\d\d[-_.]\d\d|\d{4}(?!\d))\d{0,3})?(?!\d)"
)
_CLOCK = (
    r"(?:(?:[ _t,-]+|[ _](?:a|a las|alle|at|um|om|kl|o) )"
    r"(?P<clock>\d{1,2}[-_.:h]\d\d(?:[-_.:m]\d\d)?|\d\d \d\d \d\d|\d{6})(?!\d)(?P<half> ?[ap]\.?m\b)?)?"
)
_DASHED = re.compile(
    _NO_LONGER + r"(?P<y>20\d\d)(?P<sep>[-_. ])(?P<m>\d\d)(?P=sep)(?P<d>\d\d)(?!\d)" + _CLOCK
)
_DAY_FIRST = re.compile(
    _NO_LONGER
    + r"(?P<d>\d{1,2})(?P<sep>[-_.]| (?=\d\d \d{4}))(?P<m>\d{1,2})(?P=sep)(?P<y>20\d\d|\d\d)(?!\d)"
    + _CLOCK
)
# The scanner app writes month or day first, as the telephone is set: nobody can tell.
_UNSURE_APP = re.compile(r"^(?:camscanner|new doc)\b")

# The day of something else: due, over, promised, flown, born, booked for; or of another paper.
_OTHERS_DAY: Final = re.compile(
    r"echeance|limite|(?<!\w)avant(?!\w)|jusqu|a payer|a regler|exigible|prevue?s?(?!\w)|estimee?s?(?!\w)|"
    r"expir|valable|valid(?:e|es|ity|ite)?(?!\w)|naissance|(?<!\w)nee?(?!\w)|(?<!\w)vols?(?!\w)|sejour|"
    r"depart(?!ement)|arrivee?(?!\w)|voyage|trajet|(?<!\w)aller(?!\w)|retour (?:le|du|prevu|avant)|"
    r"a partir|a compter|depuis|vigueur|livr\w+ (?:le|au|du|avant)(?!\w)|date (?:de )?livraison|"
    r"concert|spectacle|seance|audience|convocation|rdv|rendez vous|match|festival|(?<!\w)trains?(?!\w)|"
    r"(?<!\w)tgv|billet|embarquement|reservation|hotel|location|evenement|mariage|"
    r"(?<!\w)due(?!\w)|(?<!\w)by(?!\w)|before|until|since|(?<!\w)from(?!\w)|born|birth|flight|journey|"
    r"(?<!\w)trip|"
    r"(?<!\w)stay|depart|arrival|expected|effective|deliver\w* (?:on|by)|hearing|appointment|boarding|"
    r"booking|"
    r"e ?ticket|"
    r"fallig|zahlbar|zahlen|(?<!\w)bis(?!\w)|(?<!\w)ab(?!\w)|gultig|gebor|geburt|(?<!\w)flug|abreise|"
    r"anreise|abfahrt|"
    r"(?<!\w)reise|frist|termin(?!\w)|aufenthalt|konzert|bordkarte|buchung|liefer\w+ am|"
    r"verval|uiterlijk|te betalen|geldig|vertrek|aankomst|vlucht|(?<!\w)reis|verblijf|(?<!\w)tot(?!\w)|vanaf|"
    r"geboorte|geboren|afspraak|zitting|verwacht|levering op|boeking|"
    r"(?<!\w)(?:votre|vos|notre|nos|ma|mon|mes|your|our|my|uw|ons|onze|mijn|ihre?[mnrs]?|unsere?[mnrs]?|"
    r"meine?[mnrs]?) (?:\S+ ){0,4}(?:du|le|of|dated|van|vom)(?!\w)|"
    r"(?:reponse|suite|reply|response|answer|antwort|antwoord) (?:a|au|aux|to|auf|op)(?!\w)|"
    r"(?:rappel|relance|reclam\w+|contest\w+|reponse|annul\w+|resili\w+|mise en demeure|retour|rembours\w+|"
    r"avoir|reminder|cancel\w+|complaint|refund|return|mahnung|kundigung|storn\w+|gutschrift|reklamation|"
    r"widerruf|herinnering|aanmaning|klacht|annulering|opzegging) (?:.* )?(?:facture|commande|contrat|"
    r"courrier|"
    r"achat|devis|lettre|invoice|order|contract|letter|purchase|rechnung|bestellung|vertrag|kauf|factuur|"
    r"bestelling|aankoop|brief|overeenkomst)(?: \S+){0,3} (?:du|of|vom|van|dd|dated|from)(?!\w)"
)
_SPAN_BEFORE: Final = re.compile(
    r"(?<!\w)\d{1,2}(?:er)?(?: [a-z]+)?(?: \d{4})? ?(?:au|a|to|bis|tot|t m|et|and|und|en|-|–|&) ?"
    r"(?:le |the )?$"
)
_SPAN_AFTER: Final = re.compile(r"\W{0,3}(?:au|to|bis|tot|t m|through) \d")


_READ_CHARS: Final = 300
"""So much of a name is read; no disk keeps a longer one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A date and where it stands in the name."""

    at: datetime
    precision: Precision
    start: int
    end: int


def dates_in_name(name: str) -> Moment | None:
    """Reads the date that a file's name says.

    Args:
        name: As it came in, with or without folders and suffix.

    Returns:
        A day, minute or second with source ``file-name``; Pixel telephones (PXL_) write UTC, all
        others the clock on the wall. None when the name says nothing, or two different things.
    """
    composed = compose(PurePath(name.replace("\\", "/")).name)
    stem = _beginning(re.sub(r"\.[a-z][a-z0-9]{1,5}$", "", fold(composed)))
    account = _of_an_account(stem, PurePath(composed).suffix)
    if _EXPORT.match(stem) and not account:
        return None
    found = account or _compact(stem) or _dashed(stem) or _day_first(stem) or _worded(stem)
    if len({one.at.date() for one in found}) != 1 or any(_of_something_else(one, stem) for one in found):
        return None
    return _named(found, composed)


def _beginning(stem: str) -> str:
    """Gives what is read of a name: of a long one its beginning, without figures that are cut."""
    return stem if len(stem) <= _READ_CHARS else re.sub(r"[\d\W_]+\Z", "", stem[:_READ_CHARS])


def _of_an_account(stem: str, suffix: str) -> list[_Read]:
    """Reads the moment behind the account's number in the name of a bank's table."""
    match = _ACCOUNT.search(stem) if suffix.lower() in _TABLES else None
    if match is None or not iban.is_valid(match["iban"], check_country=False):
        return []
    read = _read(match)
    return [read] if read else []


def _named(found: list[_Read], name: str) -> Moment | None:
    """Gives the most exact of the dates that a name says."""
    best = max(found, key=lambda one: _EXACTNESS.index(one.precision), default=None)
    if best is None:
        return None
    return Moment(precision=best.precision, at=best.at, source=Source.FILE_NAME, evidence=name[:200])


_SAVED: Final = re.compile(
    r"(?:(?:fb_img|img|image|mmexport|wx_camera|screenshot|photo|pic|video|vid)[_-]?)?(1\d{12})(?:[_ ~(-].*)?"
)
"""Milliseconds since 1970 and nothing else: what apps name a file by when they save it."""


def saved_in_name(name: str) -> Moment | None:
    """Reads the instant at which an app says that it saved a file; only to be offered.

    That is when the file came, not when its picture was made, and the same figures may be a number.
    """
    composed = compose(PurePath(name.replace("\\", "/")).name)
    match = _SAVED.fullmatch(re.sub(r"\.[a-z][a-z0-9]{1,5}$", "", fold(composed)))
    if match is None:
        return None
    at = datetime.fromtimestamp(int(match[1]) // 1000, UTC)
    return Moment(precision=Precision.ABOUT, at=at, source=Source.FILE_NAME, evidence=composed[:200])


_EXACTNESS: Final = (Precision.DAY, Precision.MINUTE, Precision.SECOND)


def _of_something_else(read: _Read, stem: str) -> bool:
    """Tells whether the words before a date, or a span, say that it is not the paper's own.

    What a device wrote (to the second, or behind its own word) is the moment of the file itself.
    """
    if read.precision is Precision.SECOND or _DEVICE.search(stem[: read.start]):
        return False
    before = re.sub(r"[_\s-]+", " ", stem[: read.start])
    after = re.sub(r"[_\s-]+", " ", stem[read.end :])
    return bool(_OTHERS_DAY.search(before) or _SPAN_BEFORE.search(before) or _SPAN_AFTER.match(after))


def _compact(stem: str) -> list[_Read]:
    """Reads 20260312 and 20260312_121803, alone between separators, never inside a longer code."""
    found = []
    for match in _COMPACT.finditer(stem):
        before, after = stem[: match.start()], stem[match.end() :]
        device = _DEVICE.search(before)
        short_clock = match["clock"] is not None and len(match["clock"]) == 4
        if not device and (short_clock or _CODE.search(before) or _goes_on(before, after)):
            continue
        read = _read(match)
        if read and before.endswith("pxl_") and read.precision is Precision.SECOND:
            read = replace(read, at=read.at.replace(tzinfo=UTC))
        found.append(read)
    return [read for read in found if read]


def _goes_on(before: str, after: str) -> bool:
    """Tells whether figures are a part of something: a letter or figure joined on, "-001" behind."""
    return bool(re.search(r"[^\W_]$|\d[-_./]$", before) or re.match(r"[a-z]|[-_./]\d", after))


def _dashed(stem: str) -> list[_Read]:
    """Reads 2026-03-12 with the clock in any of its dresses."""
    found = []
    for match in _DASHED.finditer(stem):
        before, after = stem[: match.start()], stem[match.end() :]
        if _DEVICE.search(before) or not (
            re.search(r"[^\W\d_]-?$", before) or (match["clock"] is None and re.match(r"[-_.]\d", after))
        ):
            found.append(_read(match))
    return [read for read in found if read]


def _day_first(stem: str) -> list[_Read]:
    """Reads 12-03-2026 and 12.03.26."""
    found = []
    for match in _DAY_FIRST.finditer(stem):
        if _UNSURE_APP.match(stem) and int(match["d"]) <= 12:
            continue
        joined = re.search(r"[^\W\d_]$", stem[: match.start()])
        if joined or (match["clock"] is None and re.match(r"[-_.]\d", stem[match.end() :])):
            continue
        found.append(_read(match) if len(match["y"]) == 4 else _short_year(match))
    return [read for read in found if read]


def _read(match: re.Match[str]) -> _Read | None:
    """Makes a date of a match's figures; a time of day that cannot be spoils it."""
    day = day_of(int(match["y"]), int(match["m"]), int(match["d"]))
    clock = match["clock"]
    if day is None:
        return None
    if clock is None:
        return _made(match, day, Precision.DAY)
    parts = re.findall(r"\d\d?", clock)
    half = match.groupdict().get("half") or ""
    second = int(parts[2]) if len(parts) > 2 else 0
    at = with_clock(day, int(parts[0]), int(parts[1]), second=second, half=half)
    return _made(match, at, Precision.SECOND if len(parts) > 2 else Precision.MINUTE)


def _made(match: re.Match[str], at: datetime | None, precision: Precision) -> _Read | None:
    return None if at is None else _Read(at=at, precision=precision, start=match.start(), end=match.end())


def _short_year(match: re.Match[str]) -> _Read | None:
    """Reads 12.03.26 day first; 26-03-12 and 21-03-22 may have the year first and say nothing."""
    one, two, three = int(match["d"]), int(match["m"]), int(match["y"])
    if three < 15 or len(match["d"]) + len(match["m"]) != 4:
        return None
    year_first = day_of(2000 + one, two, three) if one >= 15 else None
    if year_first is not None and match["sep"] != ".":
        return None
    return _made(match, day_of(2000 + three, two, one), Precision.DAY)


def _worded(stem: str) -> list[_Read]:
    """Reads "Facture 12 mars 2026" and "Adobe Scan Mar 12, 2026"; a bare month names a period."""
    spaced = stem.replace("_", " ")
    return [
        _Read(at=one.at, precision=one.precision, start=one.start, end=one.end)
        for one in written_dates(spaced)
        if one.precision is not Precision.MONTH and re.search("[a-z]{3}", spaced[one.start : one.end])
    ]
