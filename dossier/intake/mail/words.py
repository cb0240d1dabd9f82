"""Header values to words: encoded words (RFC 2047), parameters (RFC 2231), names of files."""

import binascii
import re
import unicodedata
from typing import Final
from urllib.parse import unquote_to_bytes

from dossier.intake.charsets import decode
from dossier.intake.mail.transfer import from_base64

_WORD: Final = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*+)\?=")
_PARAMETER: Final = re.compile(
    r";\s*+([^\s=;\"]++)\s*+=\s*+(?:\"((?:[^\"\\]++|\\.)*)\"?|([^;]*+))", re.DOTALL
)
_CONTINUED: Final = re.compile(r"(.+?)\*(\d{1,4})(\*?)")
_BIDI: Final = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_NAME_CHARS: Final = 200


def header_words(raw: bytes) -> str:
    """Gives an unstructured header value as one line of text.

    Args:
        raw: As it stands in the mail, folds included.
    """
    return one_line(_encoded_words(decode(raw)))


def one_line(text: str) -> str:
    """Takes line ends, control characters and reordering marks out."""
    seen = "".join(_harmless(char) for char in text)
    return " ".join(seen.split())


def _harmless(char: str) -> str:
    if char in _BIDI:
        return ""
    return " " if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} else char


def _encoded_words(text: str) -> str:
    """Decodes encoded words wherever they stand; neighbours are joined before they are decoded.

    Programs cut letters of several bytes in two words, and put words inside quotes.
    """
    pieces: list[str] = []
    waiting, charset, at = b"", "", 0
    for found in _WORD.finditer(text):
        between = text[at : found.start()]
        name = found[1].partition("*")[0].lower()
        if between.strip() or name != charset:
            pieces.append(decode(waiting, charset) if waiting else "")
            waiting, charset = b"", name
        if between.strip() or not at:
            pieces.append(between)
        waiting += _payload(found[2], found[3])
        at = found.end()
    pieces.append(decode(waiting, charset) if waiting else "")
    return "".join(pieces) + text[at:]


def _payload(kind: str, payload: str) -> bytes:
    data = payload.encode("utf-8", "replace")
    return from_base64(data).data if kind in "bB" else binascii.a2b_qp(data, header=True)


def main_value(raw: bytes) -> str:
    """Gives what stands before the first parameter, in lower case: "text/html"."""
    return decode(raw).partition(";")[0].strip().lower()


def parameters(raw: bytes) -> dict[str, str]:
    """Reads the parameters of a header value, those in pieces and in percent signs too."""
    plain: dict[str, str] = {}
    split: dict[str, dict[int, tuple[str, bool]]] = {}
    for found in _PARAMETER.finditer(";" + decode(raw).partition(";")[2]):
        name = found[1].lower()
        value = re.sub(r"\\(.)", r"\1", found[2]) if found[2] is not None else found[3].strip()
        pieces = _CONTINUED.fullmatch(name)
        if pieces:
            split.setdefault(pieces[1], {})[int(pieces[2])] = (value, bool(pieces[3]))
        elif name.endswith("*"):
            split.setdefault(name[:-1], {})[0] = (value, True)
        else:
            plain.setdefault(name, _encoded_words(value))
    return plain | {name: _joined(parts) for name, parts in split.items()}


def _joined(parts: dict[int, tuple[str, bool]]) -> str:
    first, coded = parts.get(0, ("", False))
    charset = ""
    if coded and first.count("'") >= 2:
        charset, _, first = first.split("'", 2)
    pieces = [(first, coded), *(parts[number] for number in sorted(parts) if number)]
    data = b"".join(
        unquote_to_bytes(text) if percent else text.encode("utf-8", "replace") for text, percent in pieces
    )
    return decode(data, charset)


def file_name(written: str) -> str:
    """Gives a file's name as something that names a file and nothing else: no folder, no trick."""
    last = re.split(r"[/\\]", one_line(written.replace("\0", "")))[-1].strip().rstrip(" .")
    if len(last) <= _NAME_CHARS:
        return last
    stem, dot, suffix = last.rpartition(".")
    if not dot or len(suffix) > 10:
        return last[:_NAME_CHARS]
    return stem[: _NAME_CHARS - len(suffix) - 1] + dot + suffix
