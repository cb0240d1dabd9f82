"""A mail cut into its parts (RFC 2045, 2046), by places in the bytes: nothing is copied or rewritten.

The standard library's parser recurses (1,500 nested parts end it), rewrites attached mails, and
loses what stands behind a missing boundary.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from dossier.basis import limits
from dossier.intake.mail.words import main_value, parameters

_HEADER: Final = re.compile(rb"([!-9;-~]++)[ \t]*+:([^\n]*+(?:\n[ \t][^\n]*+)*)\n?")
_BLANK: Final = re.compile(rb"[ \t]*\r?\n")
_ENVELOPE: Final = re.compile(rb">?From [^\n]*\n")
_LEADING: Final = re.compile(rb"(?:\xef\xbb\xbf)?(?:[ \t\xa0]*+\r?\n)*")
_FIRST_LINE: Final = re.compile(rb"^--([^\s][^\r\n]{0,200}?)[ \t]*\r?\n(?=[Cc]ontent-)", re.MULTILINE)


_LINES: Final = 20_000
"""Header lines of one part that are looked at; mailing lists write some hundred."""

_VALUE_BYTES: Final = 256 * 1024
"""Bytes of one header value that are looked at; ten thousand recipients take as much."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a mail, or the whole.

    Attributes:
        source: The bytes of the whole file.
        headers: Names in lower case and values as they stand, in order.
        start: Where the body begins in ``source``.
        end: Where it ends.
        parts: What a multipart holds.
        usual: What it is when it does not say (RFC 2046, 5.1.5: digests hold mails).
        head: Where its header begins in ``source``.
    """

    source: bytes
    headers: tuple[tuple[str, bytes], ...]
    start: int
    end: int
    parts: tuple["Part", ...] = ()
    usual: str = "text/plain"
    head: int = 0

    @property
    def raw_header(self) -> bytes:
        """The header lines as they stand, without the blank line behind them."""
        return self.source[self.head : self.start].rstrip(b"\r\n")

    @property
    def body(self) -> bytes:
        """The body as it stands, its transfer encoding not undone."""
        return self.source[self.start : self.end]

    @property
    def media_type(self) -> str:
        """Type and subtype in lower case, as said or as usual."""
        said = main_value(self.header("content-type"))
        return said if re.fullmatch(r"[\w.+-]+/[\w.+-]+", said) else self.usual

    @property
    def disposition(self) -> str:
        """How it wants to be shown: "inline", "attachment" or ""."""
        return main_value(self.header("content-disposition"))

    def header(self, name: str) -> bytes:
        """Gives the first header of a name, b"" when there is none."""
        return next((value for found, value in self.headers if found == name), b"")

    def parameter(self, header: str, name: str) -> str:
        """Gives a parameter of a header, "" when there is none."""
        return parameters(self.header(header)).get(name, "")

    def leaves(self) -> Iterator["Part"]:
        """Goes through the parts that hold something, in their order."""
        waiting = [self]
        while waiting:
            part = waiting.pop()
            if part.parts:
                waiting.extend(reversed(part.parts))
            else:
                yield part


def cut(data: bytes) -> Part:
    """Cuts a mail or a saved page into its parts; never fails, and never holds less than one part."""
    if b"\n" not in data[:100_000]:
        data = data.replace(b"\r", b"\n")
    start = _after(_ENVELOPE, data, _after(_LEADING, data, 0))
    return _Cutter(data).entity(start, len(data))


def _after(pattern: re.Pattern[bytes], data: bytes, at: int) -> int:
    found = pattern.match(data, at)
    return found.end() if found else at


class _Cutter:
    """Cuts one file, and counts its parts."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._left = limits.MAIL_PARTS

    def entity(self, start: int, end: int, *, depth: int = 0, usual: str = "text/plain") -> Part:
        """Reads a part and the parts in it."""
        self._left -= 1
        headers, body = _headers(self._data, start, end)
        part = Part(self._data, headers, body, end, usual=usual, head=start)
        if not part.media_type.startswith("multipart/") or depth >= limits.MAIL_LEVELS:
            return part
        inner = "message/rfc822" if part.media_type == "multipart/digest" else "text/plain"
        places = _places(part) or _unparted(part)
        parts = [
            self.entity(begin, stop, depth=depth + 1, usual=inner) for begin, stop in places if self._left > 0
        ]
        return replace(part, parts=tuple(parts))


def _headers(data: bytes, start: int, end: int) -> tuple[tuple[tuple[str, bytes], ...], int]:
    """Reads header lines up to the blank line; a line that is none begins the body."""
    found: list[tuple[str, bytes]] = []
    at = start
    while at < end and (line := _HEADER.match(data, at, end)):
        if len(found) < _LINES:
            found.append((line[1].decode("ascii").lower(), line[2][:_VALUE_BYTES].strip()))
        at = line.end()
    blank = _BLANK.match(data, at, end)
    return tuple(found), blank.end() if blank else at


def _places(part: Part) -> list[tuple[int, int]]:
    """Finds where the parts of a multipart begin and end."""
    said = part.parameter("content-type", "boundary").encode("utf-8", "replace").rstrip()
    places = _between(part, said) if said else []
    if places:
        return places
    guess = _FIRST_LINE.search(part.source, part.start, part.end)
    return _between(part, guess[1]) if guess else []


def _between(part: Part, boundary: bytes) -> list[tuple[int, int]]:
    places: list[tuple[int, int]] = []
    begin = -1
    for found in _line_of(boundary).finditer(part.source, part.start, part.end):
        if begin >= 0:
            places.append((begin, _before_line_end(part.source, begin, found.start())))
        begin = -1 if found[1] else found.end()
        if len(places) > limits.MAIL_PARTS:
            break
    if begin >= 0:
        places.append((begin, part.end))
    return places


def _line_of(boundary: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"^--" + re.escape(boundary) + rb"(--)?[ \t]*(?:\r?\n|\r?\Z)", re.MULTILINE)


def _before_line_end(data: bytes, begin: int, at: int) -> int:
    """Takes off the line end that belongs to the boundary (RFC 2046, 5.1.1)."""
    if data[at - 1 : at] == b"\n":
        at -= 1
        if data[at - 1 : at] == b"\r":
            at -= 1
    return max(begin, at)


def _unparted(part: Part) -> list[tuple[int, int]]:
    """Finds the one part of a multipart without a first boundary, if its header stands there."""
    start = _after(_LEADING, part.source, part.start)
    headers, _ = _headers(part.source, start, part.end)
    if not any(name.startswith("content-") for name, _ in headers):
        return []
    said = part.parameter("content-type", "boundary").encode("utf-8", "replace")
    last = _line_of(said).search(part.source, start, part.end) if said else None
    return [(start, _before_line_end(part.source, start, last.start()) if last else part.end)]
