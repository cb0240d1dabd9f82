"""Text that can be put into a normal form in a time that grows with it, not with its square."""

import re
import unicodedata
from typing import Final

_MOST_MARKS: Final = 30
_JOINER: Final = "\u034f"
# Combining marks are no word characters: only where that many of these follow each other it is counted.
_HEAP: Final = re.compile(f"[^\\w\\s\\x00-\\x7f]{{{_MOST_MARKS + 1},}}")


def stream_safe(text: str) -> str:
    """Puts an invisible joiner into heaps of marks on one letter, which no language has.

    Marks are sorted when text is normalised, and sorting a million of them would take hours. This is
    the Stream-Safe Text Format (Unicode Standard Annex #15, section 13): at most 30 marks in a row.
    """
    return text if text.isascii() else _HEAP.sub(lambda heap: _parted(heap[0]), text)


def _parted(heap: str) -> str:
    made: list[str] = []
    marks = 0
    for char in heap:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks > _MOST_MARKS:
            made.append(_JOINER)
            marks = 1
        made.append(char)
    return "".join(made)
