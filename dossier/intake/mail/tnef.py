"""Reads Outlook's winmail.dat ([MS-OXTNEF]): attributes one behind the other, whatever their lengths claim.

Our own walk, because a broken attribute must not cost the others, and a count of four thousand million
must not be counted through.
"""

import contextlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from oxmsg.domain import constants as tag

from dossier.basis import limits
from dossier.intake.mail.mapi import STRING8, Bag, MapiFile, MapiMessage, charset_in, charset_of

TNEF_MARK: Final = b"\x78\x9f\x3e\x22"

_START: Final = 6
_ATTRIBUTE: Final = struct.Struct("<BHHI")
_CHECKSUM_BYTES: Final = 2
_MOST_ATTRIBUTES: Final = 20_000
_MOST_ROWS: Final = 20_000
_MOST_VALUES: Final = 20_000

# Attributes ([MS-OXTNEF] 2.1.3.2).
_FROM: Final = 0x8000
_CODEPAGE: Final = 0x9007
_PROPERTIES: Final = 0x9003
_RECIPIENTS: Final = 0x9004
_FILE_BEGINS: Final = 0x9002
_FILE_PROPERTIES: Final = 0x9005
_PLAIN: Final = {0x8004: tag.PID_SUBJECT, 0x800C: tag.PID_BODY}
_OF_FILE: Final = {
    0x8010: (tag.PID_ATTACH_FILENAME, STRING8),
    0x800F: (tag.PID_ATTACH_DATA_BINARY, tag.PTYP_BINARY),
}

_SIZES: Final = {
    0x0002: 2,
    0x000B: 2,
    0x0003: 4,
    0x0004: 4,
    0x000A: 4,
    0x0005: 8,
    0x0006: 8,
    0x0007: 8,
    0x0014: 8,
    0x0040: 8,
    0x0048: 16,
}
_VARIABLE: Final = frozenset({0x001E, 0x001F, 0x0102, 0x000D, 0x0000})
_SEVERAL: Final = 0x1000
_NAMED: Final = 0x8000
_INTERFACE_BYTES: Final = 16

Values = dict[int, tuple[int, bytes]]


def tnef_message(data: bytes, depth: int = limits.NESTING) -> MapiMessage | None:
    """Reads a message; None when the bytes are none. Never fails.

    Args:
        data: The file.
        depth: How many messages inside one another are opened.
    """
    if not data.startswith(TNEF_MARK):
        return None
    found = _Found()
    for name, body in _attributes(data):
        if found.files and (name in _OF_FILE or name == _FILE_PROPERTIES):
            found.of_file(name, body)
        else:
            found.of_message(name, body)
    charset = charset_in(found.values, found.charset)
    return MapiMessage(
        bag=Bag(found.values, charset),
        recipients=tuple(Bag(one, charset) for one in found.recipients),
        files=tuple(_file(one, charset, depth) for one in found.files),
    )


@dataclass(slots=True)
class _Found:
    """What the attributes have said so far."""

    charset: str = ""
    values: Values = field(default_factory=dict)
    recipients: list[Values] = field(default_factory=list)
    files: list[Values] = field(default_factory=list)

    def of_message(self, name: int, body: bytes) -> None:
        """Takes an attribute of the message; its properties say more than its old attributes."""
        if name == _CODEPAGE:
            self.charset = charset_of(int.from_bytes(body[:4], "little"))
        elif name in _PLAIN:
            self.values.setdefault(_PLAIN[name], (STRING8, body))
        elif name == _FROM:
            self.values = {**dict(_sender(body)), **self.values}
        elif name == _PROPERTIES:
            self.values.update(_Properties(body).one())
        elif name == _RECIPIENTS:
            self.recipients.extend(_Properties(body).rows())
        elif name == _FILE_BEGINS:
            self.files.append({})

    def of_file(self, name: int, body: bytes) -> None:
        """Takes an attribute of the file that began last."""
        if name == _FILE_PROPERTIES:
            self.files[-1].update(_Properties(body).one())
        else:
            number, kind = _OF_FILE[name]
            self.files[-1][number] = (kind, body)


def _file(values: Values, charset: str, depth: int) -> MapiFile:
    kind, data = values.get(tag.PID_ATTACH_DATA_BINARY, (0, b""))
    bag = Bag(values, charset)
    if kind != tag.PTYP_OBJECT:
        return MapiFile(bag)
    inside = data[_INTERFACE_BYTES:]
    message = tnef_message(inside, depth - 1) if depth else None
    return MapiFile(Bag({**values, tag.PID_ATTACH_DATA_BINARY: (tag.PTYP_BINARY, inside)}, charset), message)


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = _START
    for _ in range(_MOST_ATTRIBUTES):
        if at + _ATTRIBUTE.size > len(data):
            return
        _, name, _, length = _ATTRIBUTE.unpack_from(data, at)
        at += _ATTRIBUTE.size
        yield name, data[at : at + length]
        at += length + _CHECKSUM_BYTES


def _sender(body: bytes) -> Iterator[tuple[int, tuple[int, bytes]]]:
    """Reads who wrote ([MS-OXTNEF] 2.1.3.3.6): a name, and an address behind its kind."""
    if len(body) < 8:
        return
    name_bytes, address_bytes = struct.unpack_from("<HH", body, 4)
    yield tag.PID_SENDER_NAME, (STRING8, body[8 : 8 + name_bytes])
    address = body[8 + name_bytes : 8 + name_bytes + address_bytes].rstrip(b"\0")
    kind, _, bare = address.partition(b":")
    if kind.upper() == b"SMTP":
        yield tag.PID_SENDER_EMAIL_ADDRESS, (STRING8, bare)


class _EndError(Exception):
    """The bytes end before what they announce."""


class _Properties:
    """Reads properties one behind the other ([MS-OXTNEF] 2.1.3.4)."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def one(self) -> Values:
        """Reads one bag, as far as it goes."""
        found: Values = {}
        with contextlib.suppress(_EndError):  # what stands before the damage is whole, and is kept
            self._into(found)
        return found

    def rows(self) -> list[Values]:
        """Reads a table of bags, as far as it goes."""
        found: list[Values] = []
        with contextlib.suppress(_EndError):  # the rows before the damage are whole
            for _ in range(min(self._number(), _MOST_ROWS)):
                row: Values = {}
                self._into(row)
                found.append(row)
        return found

    def _into(self, found: Values) -> None:
        for _ in range(self._number()):
            kind, number = struct.unpack("<HH", self._take(4))
            if number >= _NAMED:
                self._skip_name()
            values = list(self._values(kind))
            if values:
                found.setdefault(number, (kind & ~_SEVERAL, values[0]))

    def _values(self, kind: int) -> Iterator[bytes]:
        base, several = kind & ~_SEVERAL, bool(kind & _SEVERAL)
        if base in _VARIABLE:
            for _ in range(self._bounded()):
                yield self._padded(self._number())
        elif base in _SIZES:
            for _ in range(self._bounded() if several else 1):
                yield self._padded(_SIZES[base])
        else:
            raise _EndError  # a kind of unknown length: nothing behind it can be found

    def _skip_name(self) -> None:
        self._take(_INTERFACE_BYTES)
        by_name = self._number()
        if by_name:
            self._padded(self._number())
        else:
            self._take(4)

    def _bounded(self) -> int:
        count = self._number()
        if count > _MOST_VALUES:
            raise _EndError
        return count

    def _number(self) -> int:
        return int.from_bytes(self._take(4), "little")

    def _padded(self, count: int) -> bytes:
        taken = self._take(count)
        self._at += -count % 4
        return taken

    def _take(self, count: int) -> bytes:
        if self._at + count > len(self._data):
            raise _EndError
        taken = self._data[self._at : self._at + count]
        self._at += count
        return taken
