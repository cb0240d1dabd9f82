"""The header of a line in a WhatsApp text export, in every style that its languages write.

Seventeen real styles were collected; what they share is a date, a time, and either square brackets
(iPhone) or a dash (Android) before the name.
"""

import re
from dataclasses import dataclass
from typing import Final

_DATE: Final = r"(?P<first>\d{1,4})(?P<mark>[./-]) ?(?P<second>\d{1,2})[./-] ?(?P<third>\d{2,4})\.?"
_BETWEEN: Final = r"(?:,\s?|\s)(?:(?:à|at|um|om|a las|alle ore|alle|klo|kl\.?|às)\s)?"
_TIME: Final = r"(?P<hour>\d{1,2})(?:[:.]|\s?h\s?)(?P<minute>\d{2})(?:\s?min)?"
_SECOND: Final = r"(?:(?:[:.]|\s)(?P<second_of_minute>\d{2})(?:\s?s)?)?"
_HALF: Final = r"(?:\s?(?P<half>[AaPp])\.?\s?[Mm]\.?)?"

_BRACKETS: Final = re.compile(rf"\[{_DATE}{_BETWEEN}{_TIME}{_SECOND}{_HALF}\]\s?(?P<rest>.*)", re.DOTALL)
_DASH: Final = re.compile(rf"{_DATE}{_BETWEEN}{_TIME}{_HALF}\s[-–]\s(?P<rest>.*)", re.DOTALL)

_MARKS: Final = "\u200e\u200f\u202a\u202b\u202c\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The parts of a message line's header, before anything is decided about them.

    Attributes:
        fields: The three numbers of the date, as they stand.
        mark: What separates them.
        hour: 0 to 23, or 1 to 12 when there is a half.
        minute: 0 to 59.
        second: 0 to 59; Android writes none.
        half: "a" or "p" when the clock has 12 hours, else "".
        rest: What follows: "Name: words", or a line of the system.
        written: The header as it stands.
    """

    fields: tuple[str, str, str]
    mark: str
    hour: int
    minute: int
    second: int | None
    half: str
    rest: str
    written: str


def header_of(line: str) -> Header | None:
    """Reads a line's header; None when the line only goes on with the message before."""
    clean = line.lstrip(_MARKS)
    found = _BRACKETS.match(clean) or _DASH.match(clean)
    if found is None:
        return None
    parts = found.groupdict()
    second = parts.get("second_of_minute")
    return Header(
        fields=(parts["first"], parts["second"], parts["third"]),
        mark=parts["mark"],
        hour=int(parts["hour"]),
        minute=int(parts["minute"]),
        second=None if second is None else int(second),
        half=(parts["half"] or "").lower(),
        rest=parts["rest"].lstrip(_MARKS),
        written=clean[: found.start("rest")].strip(" -–"),
    )


def looks_like_whatsapp(text: str) -> bool:
    """Tells an export from any other text: its first line has a header, and so has another one."""
    lines = [line for line in text[:20_000].splitlines() if line.strip(_MARKS + " \t")]
    if not lines or header_of(lines[0]) is None:
        return False
    return len(lines) == 1 or any(header_of(line) for line in lines[1:200])
