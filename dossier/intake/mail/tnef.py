"""Reads Outlook's winmail.dat ([MS-OXTNEF]): attributes one behind the other, whatever their lengths claim.

Our own walk, because a broken attribute must not cost the others, what is cut or damaged must be told, and
a count of four thousand million must not be counted through.
"""

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
_FILLING: Final = b"\0\r\n\t "
"""What mail programs leave behind the last attribute; none begins with it."""

_BY_VALUE: Final = 1
"""How a file is attached whose bytes stand in the message ([MS-OXCMSG] 2.2.2.9)."""

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
_NOTHING: Final = 0
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
    for attribute in _attributes(data):
        if found.files and (attribute.name in _OF_FILE or attribute.name == _FILE_PROPERTIES):
            found.of_file(attribute)
        else:
            found.of_message(attribute)
    charset = charset_in(found.values, found.charset)
    files = tuple(file for one in found.files for file in _files(one, charset, depth))
    return MapiMessage(
        bag=Bag(found.values, charset),
        recipients=tuple(Bag(one, charset) for one in found.recipients),
        files=files,
        whole=found.whole and all(file.whole for file in files),
    )


@dataclass(frozen=True, slots=True)
class _Attribute:
    """One attribute; not ``whole`` when it is cut or its sum is another one."""

    name: int
    body: bytes
    whole: bool


@dataclass(slots=True)
class _FoundFile:
    """What the attributes have said so far of one file.

    Attributes:
        values: Its properties, without what it holds.
        blocks: What it holds: each of its blocks of data that differs, by its type and bytes.
        whole: Whether all of it arrived.
    """

    values: Values = field(default_factory=dict)
    blocks: list[tuple[int, bytes]] = field(default_factory=list)
    whole: bool = True

    def take(self, values: Values) -> None:
        """Takes properties; a second block of data never replaces another one.

        Only an object does: what stood before it was its stand-in for old programs.
        """
        rest = dict(values)
        block = rest.pop(tag.PID_ATTACH_DATA_BINARY, None)
        self.values.update(rest)
        if block is None or block in self.blocks:
            return
        if block[0] == tag.PTYP_OBJECT:
            self.blocks.clear()
        self.blocks.append(block)


@dataclass(slots=True)
class _Found:
    """What the attributes have said so far."""

    charset: str = ""
    values: Values = field(default_factory=dict)
    recipients: list[Values] = field(default_factory=list)
    files: list[_FoundFile] = field(default_factory=list)
    whole: bool = True

    def of_message(self, attribute: _Attribute) -> None:
        """Takes an attribute of the message; its properties say more than its old attributes."""
        name, body = attribute.name, attribute.body
        properties = _Properties(body)
        if name == _CODEPAGE:
            self.charset = charset_of(int.from_bytes(body[:4], "little"))
        elif name in _PLAIN:
            self.values.setdefault(_PLAIN[name], (STRING8, body))
        elif name == _FROM:
            self.values = {**dict(_sender(body)), **self.values}
        elif name == _PROPERTIES:
            self.values.update(properties.one())
        elif name == _RECIPIENTS:
            self.recipients.extend(properties.rows())
        elif name == _FILE_BEGINS:
            self.files.append(_FoundFile())
        self.whole &= attribute.whole and properties.whole

    def of_file(self, attribute: _Attribute) -> None:
        """Takes an attribute of the file that began last."""
        file, properties = self.files[-1], _Properties(attribute.body)
        if attribute.name == _FILE_PROPERTIES:
            file.take(properties.one())
        else:
            number, kind = _OF_FILE[attribute.name]
            file.take({number: (kind, attribute.body)})
        file.whole &= attribute.whole and properties.whole


def _files(found: _FoundFile, charset: str, depth: int) -> Iterator[MapiFile]:
    """Gives a file once for each block of data that it has, mostly one; a file without any is damaged."""
    if not found.blocks:
        bag = Bag(found.values, charset)
        elsewhere = bag.number(tag.PID_ATTACH_METHOD, _BY_VALUE) > _BY_VALUE
        yield MapiFile(bag, whole=found.whole and elsewhere)
    for block in found.blocks:
        yield _file({**found.values, tag.PID_ATTACH_DATA_BINARY: block}, charset, depth, whole=found.whole)


def _file(values: Values, charset: str, depth: int, *, whole: bool) -> MapiFile:
    kind, data = values[tag.PID_ATTACH_DATA_BINARY]
    bag = Bag(values, charset)
    if kind != tag.PTYP_OBJECT:
        return MapiFile(bag, whole=whole)
    inside = data[_INTERFACE_BYTES:]
    message = tnef_message(inside, depth - 1) if depth else None
    whole = whole and (message is None or message.whole)
    bag = Bag({**values, tag.PID_ATTACH_DATA_BINARY: (tag.PTYP_BINARY, inside)}, charset)
    return MapiFile(bag, message, whole)


def _attributes(data: bytes) -> Iterator[_Attribute]:
    """Goes through the attributes ([MS-OXTNEF] 2.1.3); their sum is that of the bytes, in 16 bits."""
    at, end = _START, len(data.rstrip(_FILLING))
    for _ in range(_MOST_ATTRIBUTES):
        if at >= end:
            return
        if at + _ATTRIBUTE.size > len(data):
            break
        _, name, _, length = _ATTRIBUTE.unpack_from(data, at)
        at += _ATTRIBUTE.size
        body, said = data[at : at + length], data[at + length : at + length + _CHECKSUM_BYTES]
        whole = len(body) == length and said == (sum(body) & 0xFFFF).to_bytes(_CHECKSUM_BYTES, "little")
        yield _Attribute(name, body, whole)
        at += length + _CHECKSUM_BYTES
    yield _Attribute(_NOTHING, b"", whole=False)


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
    """Reads properties one behind the other ([MS-OXTNEF] 2.1.3.4).

    Attributes:
        whole: Whether what was read so far is no less than was announced.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self.whole = True

    def one(self) -> Values:
        """Reads one bag, as far as it goes."""
        found: Values = {}
        try:
            self._into(found)
        except _EndError:  # what stands before the damage is kept
            self.whole = False
        return found

    def rows(self) -> list[Values]:
        """Reads a table of bags, as far as it goes."""
        found: list[Values] = []
        try:
            for _ in range(min(self._number(), _MOST_ROWS)):
                row: Values = {}
                self._into(row)
                found.append(row)
        except _EndError:  # the rows before the damage are kept
            self.whole = False
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
