"""Cuts rich text (RTF 1.9.1) into its tokens, in one pass and without looking back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from dossier.basis import limits

_TOKEN: Final = re.compile(
    rb"(?P<open>\{)|(?P<close>\})"
    rb"|\\(?:(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?\x20?|'(?P<hex>[0-9A-Fa-f]{2})|(?P<symbol>[^A-Za-z]))"
    rb"|(?P<text>[^{}\\\r\n\0]++)|(?P<skip>[\r\n\0]++|\\)",
    re.DOTALL,
)


class Kind(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    WORD = auto()
    SYMBOL = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One token.

    Attributes:
        kind: What it is.
        data: Its letters, or the bytes of a text.
        number: What stands behind a word; None when nothing does.
    """

    kind: Kind
    data: bytes = b""
    number: int | None = None


_OPEN: Final = Token(Kind.OPEN)
_CLOSE: Final = Token(Kind.CLOSE)


def tokens(data: bytes) -> Iterator[Token]:
    """Goes through the tokens; binary data inside is passed over, and so is what is no token."""
    at = 0
    for _ in range(limits.RTF_TOKENS):
        found = _TOKEN.match(data, at)
        if found is None:
            return
        at = found.end()
        token = _token(found)
        if token is None:
            continue
        if token.data == b"bin" and token.kind is Kind.WORD:
            at += max(token.number or 0, 0)
        else:
            yield token


def _token(found: re.Match[bytes]) -> Token | None:
    match found.lastgroup:
        case "open":
            return _OPEN
        case "close":
            return _CLOSE
        case "word" | "number":
            number = found["number"]
            return Token(Kind.WORD, found["word"], None if number is None else int(number))
        case "hex":
            return Token(Kind.TEXT, bytes.fromhex(found["hex"].decode("ascii")))
        case "symbol":
            return Token(Kind.SYMBOL, found["symbol"])
        case "text":
            return Token(Kind.TEXT, found["text"])
        case _:
            return None
