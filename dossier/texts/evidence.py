"""What says a date, as a person understands it; the words of the proof stay beside it as they stand."""

import re
from datetime import datetime
from typing import Final

from dossier.model.moment import Moment, Source
from dossier.texts.catalogue import Texts
from dossier.texts.dates import clock, offset, short_day

_WORDS: Final = frozenset({Source.PAGE_TEXT, Source.FILE_NAME})
"""Sources whose evidence people wrote or see: it is quoted."""

_FIELDS: Final = (
    ("DateTimeOriginal", "shutter"),
    ("DateTimeDigitized", "digitized"),
    ("DateTime", "changed"),
    ("XMP", "made"),
    ("Creation Time", "made"),
    ("date:create", "made"),
    ("create-date", "made"),
    ("tIME", "changed"),
)
"""Fields of a picture (Exif, XMP, PNG) as they begin the evidence, and what they are called."""

_MAIL: Final = re.compile(r"^(?:Date: )?(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{1,2}:\d{2}")
_MILLISECONDS: Final = re.compile(r'^date="\d+" … date="\d+"$')


def evidence_field(texts: Texts, moment: Moment) -> str:
    """Names the field of a picture that says a date: "Date de prise de vue (EXIF)"; "" for any other."""
    if moment.source in _WORDS:
        return ""
    name = next((name for start, name in _FIELDS if moment.evidence.startswith(f"{start} ")), "")
    return texts.say(f"date.field_{name}") if name else ""


def evidence_figures(texts: Texts, moment: Moment) -> str:
    """Writes what a machine wrote, as figures with their offset; "" where people's words say the date.

    A date that the person confirmed is known by the shape of its evidence.
    """
    if moment.at is None or moment.source in _WORDS or not moment.evidence:
        return ""
    said = _MAIL.match(moment.evidence) or _MILLISECONDS.match(moment.evidence)
    confirmed = moment.source is Source.USER and not said and not evidence_field(texts, moment)
    if confirmed or not (moment.at.tzinfo or moment.at.time() != datetime.min.time()):
        return ""
    first = _figures(texts, moment.at)
    if moment.until is None:
        return first
    return texts.say("date.span", first=first, last=_figures(texts, moment.until))


def _figures(texts: Texts, at: datetime) -> str:
    said = f"{short_day(texts, at.date())} {clock(texts, at, seconds=True)}"
    return said if at.tzinfo is None else f"{said} ({offset(at)})"
