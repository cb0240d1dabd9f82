"""The bytes of PDF objects that we wrote, cut at the right places without being parsed.

Good for our own files only (sheets, reportlab's pages): whatever does not have the one expected
shape is refused, never guessed at. Syntax: ISO 32000-1, 7.2 and 7.3.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from dossier.basis.errors import CheckError

_STRING: Final = rb"\((?:[^()\\]++|\\.)*\)"
_HEX: Final = rb"<[0-9A-Fa-f\s]*+>"
_NAME: Final = rb"/[^\x00\s()<>\[\]{}/%]*+"
_COMMENT: Final = rb"%[^\r\n]*+"
_REFERENCE: Final = rb"(?<![\w.+-])(\d{1,10})\s+(\d{1,5})\s+R(?!\w)"

# Strings and comments come first, so that nothing inside them is taken for a reference. A bracket
# that is left over belongs to a string with brackets inside, which none of our writers makes.
_RENUMBER: Final = re.compile(_STRING + b"|" + _COMMENT + b"|[()]|" + _REFERENCE, re.DOTALL)

_BODY: Final = re.compile(
    rb"(?:[^(%>/e]++|" + _STRING + b"|" + _COMMENT + b"|" + _NAME + rb"|>(?!>\s*stream\r?\n)|e(?!ndobj))*"
    rb"(?P<end>>>\s*stream\r?\n|endobj)",
    re.DOTALL,
)

_TOKEN: Final = re.compile(
    rb"\s*+(?:" + _COMMENT + rb"\s*+)*(?P<token>(?P<open><<|\[)|(?P<close>>>|\])|(?P<name>" + _NAME + rb")|"
    rb"\d+\s+\d+\s+R(?!\w)|" + _STRING + b"|" + _HEX + rb"|[^\x00\s()<>\[\]{}/%]++)",
    re.DOTALL,
)


def malformed(where: str) -> CheckError:
    """Makes the refusal of a file of ours that has not its one expected shape."""
    return CheckError("sheet-malformed", where=where)


def renumber(body: bytes, number_of: Callable[[int], int]) -> bytes:
    """Gives a body whose references have other numbers.

    Args:
        body: An object without its stream.
        number_of: Gives the new number of an old one; asked once for each reference.

    Raises:
        CheckError: ``sheet-malformed``.
    """

    def replaced(found: re.Match[bytes]) -> bytes:
        old = found[1]
        if old is not None:
            if found[2] != b"0":
                raise malformed("generation")
            return b"%d 0 R" % number_of(int(old))
        if found[0] in (b"(", b")"):
            raise malformed("string")
        return found[0]

    return _RENUMBER.sub(replaced, body)


def body_end(data: bytes, begin: int) -> tuple[int, int, bool] | None:
    """Finds where an object's body ends, outside strings.

    Args:
        data: Bytes of the file from the object on, perhaps not all of it.
        begin: Where in them the body begins.

    Returns:
        The end of the body, the end of the keyword behind it (where a stream begins), and whether
        a stream follows. None when ``data`` stops before.
    """
    found = _BODY.match(data, begin)
    if found is None:
        return None
    if found["end"] == b"endobj":
        return found.start("end"), found.end(), False
    return found.start("end") + 2, found.end(), True


def _tokens(body: bytes) -> Iterator[re.Match[bytes]]:
    place = 0
    while found := _TOKEN.match(body, place):
        yield found
        place = found.end()
    if body[place:].strip():
        raise malformed("token")


def entries(body: bytes) -> dict[bytes, bytes]:
    """Cuts a dictionary at its top level: each key (with its slash) and the bytes of its value.

    Raises:
        CheckError: ``sheet-malformed``; it is not one dictionary, or names a key twice.
    """
    tokens = _tokens(body)
    first = next(tokens, None)
    if first is None or first["token"] != b"<<":
        raise malformed("dictionary")
    found: dict[bytes, bytes] = {}
    for token in tokens:
        if token["token"] == b">>":
            if next(tokens, None) is not None:
                raise malformed("dictionary")
            return found
        key = token["name"]
        if key is None or key in found:
            raise malformed("key")
        found[key] = _value(body, tokens)
    raise malformed("dictionary")


def _value(body: bytes, tokens: Iterator[re.Match[bytes]]) -> bytes:
    depth = 0
    begin = -1
    for token in tokens:
        begin = token.start("token") if begin < 0 else begin
        depth += 1 if token["open"] else -1 if token["close"] else 0
        if depth < 0:
            break
        if depth == 0:
            return body[begin : token.end()]
    raise malformed("value")


def dictionary(values: dict[bytes, bytes]) -> bytes:
    """Writes a dictionary from keys and the bytes of their values."""
    return b"<< " + b" ".join(key + b" " + value for key, value in values.items()) + b" >>"


def reference(value: bytes | None) -> int:
    """Reads a reference to another object.

    Raises:
        CheckError: ``sheet-malformed``; it is none, or has another generation than 0.
    """
    found = re.fullmatch(rb"\s*(\d{1,10})\s+0\s+R\s*", value or b"")
    if found is None:
        raise malformed("reference")
    return int(found[1])


def references(value: bytes | None) -> list[int]:
    """Reads an array of references.

    Raises:
        CheckError: ``sheet-malformed``.
    """
    if value is None or not re.fullmatch(rb"\s*\[\s*(?:\d{1,10}\s+0\s+R\s*)*\]\s*", value):
        raise malformed("array")
    return [int(number) for number in re.findall(rb"(\d+)\s+0\s+R", value)]
