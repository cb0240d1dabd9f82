"""JSON that strangers wrote, read within bounds and without trusting any of its types."""

import json
from datetime import UTC, datetime
from typing import Any

from dossier.basis.errors import UnreadableError
from dossier.intake.charsets import decode
from dossier.intake.dates.words import YEARS
from dossier.intake.flow_text import tidy


def parsed(data: bytes) -> object:
    """Parses JSON.

    Raises:
        UnreadableError: ``chat-damaged``; it is not whole, or nested deeper than the parser goes.
    """
    try:
        made: object = json.loads(decode(data), parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("chat-damaged") from error
    return made


def words(value: object) -> str:
    """Gives a value as text, "" for what is none."""
    return tidy(value).strip() if isinstance(value, str) else ""


def rows(value: object) -> list[dict[str, Any]]:
    """Gives the objects of a list, [] for what is none."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def instant(value: object, *, per_second: int = 1) -> datetime | None:
    """Reads a count since 1970, a number or its digits; None when it is no instant of a dispute."""
    digits = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if not digits.isascii() or not digits.isdecimal() or len(digits) > 16:
        return None
    try:
        at = datetime.fromtimestamp(int(digits) // per_second, UTC)
    except (OverflowError, OSError, ValueError):
        return None
    return at if at.year in YEARS else None
