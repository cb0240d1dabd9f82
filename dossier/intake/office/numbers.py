"""Numbers of a sheet as people read them: dates by their format, amounts with their places."""

import re
from datetime import datetime, timedelta
from typing import Final

_BUILT_IN: Final = {
    **dict.fromkeys((14, 27, 30, 31, 36, 50, 54, 57, 58), "yyyy-mm-dd"),
    **dict.fromkeys((15, 16, 28, 29, 51, 52, 53), "yyyy-mm-dd"),
    17: "mmm yyyy",
    **dict.fromkeys((18, 20, 32, 34, 55), "h:mm"),
    **dict.fromkeys((19, 21, 33, 35, 56), "h:mm:ss"),
    22: "yyyy-mm-dd h:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
}
"""Formats that files do not write out (ECMA-376, part 1, 18.8.30)."""

_SAID: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?:[^\]hms][^\]]*|)\]')
_SIGN: Final = re.compile(r"\[\$([^\]\-]{1,5})|([€$£])")
_PLACES: Final = re.compile(r"\.([0#?]+)")
_FIRST_1900: Final = datetime(1899, 12, 30)
_FIRST_1904: Final = datetime(1904, 1, 1)
_LAST: Final = 2_958_466
_THIN: Final = "\u202f"


def built_in(number: int) -> str:
    """Gives a format by its number, "" for the general one."""
    return _BUILT_IN.get(number, "")


def shown_number(raw: str, code: str, *, since_1904: bool = False) -> str:
    """Writes a number as its format means it, with a comma for its fraction.

    Args:
        raw: As the file holds it.
        code: Its format; "" for the general one.
        since_1904: Whether the file counts days from 1904.
    """
    try:
        value = float(raw)
    except ValueError:
        return raw
    if not abs(value) < 1e300:
        return raw
    first = code.split(";", 1)[0]
    bare = _SAID.sub("", first).lower()
    if bare and bare not in {"general", "@"}:
        if any(letter in bare for letter in "ydhs") or "mm" in bare:
            return _date(value, bare, since_1904=since_1904) or raw
        return _amount(value, bare, first)
    return _plain(value)


def _plain(value: float) -> str:
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.12g}".replace(".", ",")


def _amount(value: float, bare: str, code: str) -> str:
    places = _PLACES.search(bare)
    count = min(len(places[1]) if places else 0, 12)
    percent = "%" in bare
    if not any(sign in bare for sign in "0#?"):
        return _plain(value)
    said = f"{value * (100 if percent else 1):,.{count}f}"
    said = said.replace(",", _THIN if "," in bare else "").replace(".", ",")
    sign = _SIGN.search(code)
    behind = "%" if percent else (sign[1] or sign[2]) if sign else ""
    return f"{said}\u00a0{behind}" if behind else said


def _date(value: float, bare: str, *, since_1904: bool) -> str:
    """Writes days since the beginning as a date, a clock, or both; "" when there is no such day."""
    if "[h" in bare or "[m" in bare or "[s" in bare:
        minutes = round(value * 24 * 60)
        return f"{minutes // 60}:{minutes % 60:02}" if abs(value) < _LAST else ""
    if not 0 <= value < _LAST:
        return ""
    begin = _FIRST_1904 if since_1904 else _FIRST_1900
    if not since_1904 and value < 60:
        begin += timedelta(days=1)  # the format believes in a 29 February 1900
    try:
        at = begin + timedelta(seconds=round(value * 86_400))
    except OverflowError:
        return ""
    clock = at.strftime("%H:%M:%S") if "s" in bare else at.strftime("%H:%M")
    dated, clocked = "y" in bare or "d" in bare, "h" in bare or "s" in bare
    if dated and clocked:
        return f"{at.date().isoformat()} {clock}"
    if clocked:
        return clock
    return at.date().isoformat() if "d" in bare else at.date().isoformat()[:7]
