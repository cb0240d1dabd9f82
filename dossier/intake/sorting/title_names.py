"""What a file's name says when devices, scanners and apps are taken out of it."""

import re
from datetime import datetime
from typing import Final

from dossier.intake.mail.reply_marks import bare_subject

SCREEN: Final = re.compile(
    r"^(?:screen ?shots?|screen ?recording|capture(?: d.[ée]cran)?|bildschirm(?:foto|aufnahme)|"
    r"scherm(?:afbeelding|afdruk|opname))\b(?: (?:du|van|vom|from|of)\b)?",
    re.IGNORECASE,
)
"""A screenshot, as systems in four languages name it."""

CAMERA: Final = re.compile(
    r"^(?:(?:img|dsc[nf]?|pxl|mvimg|dcim|vid|p|pano|anim|image|photo|foto|picture|whatsapp (?:image|video)|"
    r"signal|received|fb img|full ?size ?render|burst|cimg|gopr|dji)(?=[ (-]*(?:[e~]?\d|wa\d|$))|"
    r"\d{8} \d{6}\b|[\d ()-]+$)",
    re.IGNORECASE,
)
"""A picture that no person named."""

TAKEN: Final = re.compile(r"img|dsc|pxl|mvimg|pano|photo|\d{8} \d{6}", re.IGNORECASE)
"""One of those that a camera took, and no app sent."""

NAMELESS: Final = re.compile(
    r"^(?:scan(?:ned)?|numérisation|numériser|doc(?:ument)?|camscanner|adobe scan|new doc|unbenannt\w*|"
    r"untitled|sans[ -]titre|naamloos|zonder titel|ohne titel|nouveau document|new document|neues dokument|"
    r"nieuw document|sans nom)(?=[ \d(-]|$)",
    re.IGNORECASE,
)
"""A paper that no person named."""

_LED = r"(?:(?:du|le|vom|from|van|am|op|on) )?"
_CLOCK = r"\d{1,2}(?:[.:h-]| h )[0-5]\d(?:[.:-][0-5]\d)?(?: ?[ap]m)?"
_DAY = r"(?:0[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0[1-9]|1[0-2])"
_YEAR = r"(?:19|20)\d\d"
# Dates, clocks, counters and app packages that a device or a person put into a name.
_NOISE = (
    re.compile(rf"(?<!\w)(?:à|at|um|om|kl) {_CLOCK}(?![\w-])", re.IGNORECASE),
    re.compile(
        rf"(?<![\w.]){_LED}{_YEAR}([-. /]?){_MONTH}\1{_DAY}(?!\d)(?:[ T-]?\d{{4,9}}(?!\d))?", re.IGNORECASE
    ),
    re.compile(rf"(?<![\w.-]){_LED}{_DAY}([-./ ]){_MONTH}\1(?:20)?\d\d(?![\w-])", re.IGNORECASE),
    re.compile(rf"(?<![\w.-]){_CLOCK}(?![\w-])", re.IGNORECASE),
    re.compile(r"\b(?:wa\d{4}|com(?:\.\w+)+|(?-i:HDR|MP|PORTRAIT|NIGHT|COVER)|edited|~\d)\b", re.IGNORECASE),
    re.compile(r"\(\d{1,3}\)"),
)
_CLOCK_SAID = (
    re.compile(
        r" (?:à|at|um|om|kl) (?P<h>\d{1,2})[.:h-](?P<m>[0-5]\d)(?:[.:-][0-5]\d)?(?:\s?(?P<half>[ap])\.?m)?",
        re.IGNORECASE,
    ),
    re.compile(rf"{_YEAR}[-.]?{_MONTH}[-.]?{_DAY}[ T-](?P<h>[01]\d|2[0-3])[-.:]?(?P<m>[0-5]\d)[-.:]?[0-5]\d"),
)
_IN_UTC = re.compile("pxl ", re.IGNORECASE)
"""Names that tell no clock on the wall."""

_EDGES = " -–—.,;:_~()"


def stem_of(name: str) -> str:
    """Gives a name without its suffix."""
    return re.sub(r"\.[A-Za-z][A-Za-z0-9]{1,5}$", "", name)


def spaced(name: str) -> str:
    """Gives a name without its suffix, its words apart."""
    return " ".join(re.sub(r"_+|%20", " ", stem_of(name)).split())


def silent(words: str) -> str:
    """Takes dates, clocks and counters out."""
    for noise in _NOISE:
        words = noise.sub(" ", words)
    return " ".join(words.split()).strip(_EDGES)


def quiet(words: str) -> str:
    """Takes dates, clocks and counters out; what has no letter left is nothing."""
    said = re.sub(r"^\d{4,9}(?= |$)", "", silent(words)).strip(_EDGES)
    return said if sum(char.isalpha() for char in said) > 1 else ""


def clock_in(name: str, *, shown: datetime | None = None) -> tuple[int, int] | None:
    """Reads hour and minute that a device wrote into a name; None when it wrote none.

    Args:
        name: Composed (NFC).
        shown: The date that stands beside it, when it has a clock: that one counts, for names are
            written in UTC, by other clocks, or a second later.
    """
    words = spaced(name)
    found = next((match for pattern in _CLOCK_SAID if (match := pattern.search(words))), None)
    if found is None:
        return None
    if shown is not None:
        return shown.hour, shown.minute
    if _IN_UTC.match(words):
        return None
    hour, half = int(found["h"]), found.groupdict().get("half")
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half in "pP" else 0)
    return (hour, int(found["m"])) if hour < 24 else None


def words_of_name(name: str) -> str:
    """Makes words of a file's name: no suffix, no marks, no dates, no noise of devices; "" when none."""
    words = bare_subject(spaced(name))
    unnamed = CAMERA.sub("", NAMELESS.sub("", words))
    # Only figures are left of "F2026-118.pdf", which still names it; of "Scan_20260312" nothing is.
    return quiet(unnamed) or (words if unnamed == words and silent(words) else "")
