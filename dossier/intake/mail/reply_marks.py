"""The marks that mail programs put before a subject: "Re:", "AW:", "Tr :", "Fwd:"."""

import re
from typing import Final

_COUNT = r"\s*(?:\[\d+\]|\(\d+\))?\s*[:：]"
_ANSWER = r"(?:re|aw|antw|antwoord|antwort|sv|rif|r[eé]p|r[eé]ponse)"
_FORWARD = r"(?:fwd?|fw|tr|wg|doorst|i)"

ANSWER: Final = re.compile(rf"\s*{_ANSWER}{_COUNT}", re.IGNORECASE)
"""The first mark is one of an answer."""

FORWARD: Final = re.compile(rf"\s*{_FORWARD}{_COUNT}", re.IGNORECASE)
"""The first mark is one of a forward."""

MARKS: Final = re.compile(rf"(?:\s*(?:{_ANSWER}|{_FORWARD}){_COUNT})*\s*", re.IGNORECASE)
"""All the marks there are; matches nothing at all too."""


def bare_subject(subject: str) -> str:
    """Gives a subject without the marks before it."""
    marks = MARKS.match(subject)
    return subject[marks.end() if marks else 0 :]
