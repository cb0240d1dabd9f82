"""Messages as Outlook keeps them and sends them: .msg ([MS-OXMSG]) and winmail.dat ([MS-OXTNEF])."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tests.support.make_cfb import Tree, make_cfb

Value = str | bytes | int | bool | datetime
Values = Mapping[int, Value]

SUBJECT, BODY, HTML, RTF = 0x0037, 0x1000, 0x1013, 0x1009
SENT, DELIVERED, HEADERS, MESSAGE_ID = 0x0039, 0x0E06, 0x007D, 0x1035
CLASS, FROM_NAME, FROM_SMTP = 0x001A, 0x0C1A, 0x5D01
CODEPAGE, MESSAGE_CODEPAGE = 0x3FDE, 0x3FFD
KIND, NAME, SMTP = 0x0C15, 0x3001, 0x39FE
DATA, METHOD, FILE_NAME, MIME, CONTENT_ID, HIDDEN = 0x3701, 0x3705, 0x3707, 0x370E, 0x3712, 0x7FFE
MSG_CLASS_ID = bytes.fromhex("0b0d020000000000c000000000000046")

_TYPES: Mapping[type, int] = {str: 0x001F, bytes: 0x0102, bool: 0x000B, int: 0x0003, datetime: 0x0040}
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Outlook:
    """A message; a file is its values, or its values and a message inside it."""

    values: Values
    recipients: Sequence[Values] = ()
    files: Sequence["Values | tuple[Values, Outlook]"] = ()


LETTER = Outlook(
    {
        CLASS: "IPM.Note",
        SUBJECT: "Réponse à la réclamation",
        BODY: "Bonjour,\r\n\r\nVotre colis est perdu.",
        FROM_NAME: "Service clients",
        FROM_SMTP: "sav@nova.example",
        SENT: datetime(2026, 3, 12, 20, 47, 12, tzinfo=UTC),
        DELIVERED: datetime(2026, 3, 12, 20, 47, 15, tzinfo=UTC),
        MESSAGE_ID: "<m1@nova.example>",
    },
    (
        {KIND: 1, NAME: "Camille Roche", SMTP: "camille@example.org"},
        {KIND: 2, NAME: "Léa", SMTP: "lea@example.org"},
    ),
    ({FILE_NAME: "facture n°3.pdf", DATA: b"%PDF-1.4 x", METHOD: 1, MIME: "application/pdf"},),
)


def make_msg(message: Outlook = LETTER, *, narrow: str = "") -> bytes:
    """Writes a .msg.

    Args:
        message: What it says.
        narrow: A charset in which its strings are written instead of Unicode.
    """
    return make_cfb(_storage(message, 32, narrow), class_id=MSG_CLASS_ID)


def _storage(message: Outlook, header: int, narrow: str) -> Tree:
    tree: dict[str, bytes | Tree] = dict(_streams(message.values, header, narrow))
    for number, recipient in enumerate(message.recipients):
        tree[f"__recip_version1.0_#{number:08X}"] = _streams(recipient, 8, narrow)
    for number, file in enumerate(message.files):
        values, inner = file if isinstance(file, tuple) else (file, None)
        held: dict[str, bytes | Tree] = dict(_streams(values, 8, narrow))
        if inner is not None:
            held["__substg1.0_3701000D"] = _storage(inner, 24, narrow)
        tree[f"__attach_version1.0_#{number:08X}"] = held
    return tree


def _streams(values: Values, header: int, narrow: str) -> dict[str, bytes]:
    streams, listed = {}, bytearray(header)
    for tag, value in values.items():
        kind, data = _value(value, narrow)
        if kind in {0x001F, 0x001E, 0x0102}:
            streams[f"__substg1.0_{tag:04X}{kind:04X}"] = data
            data = struct.pack("<I", len(data))
        listed += struct.pack("<HHI8s", kind, tag, 6, data)
    return {**streams, "__properties_version1.0": bytes(listed)}


def _value(value: Value, narrow: str) -> tuple[int, bytes]:
    kind = _TYPES[type(value)]
    match value:
        case str():
            return (0x001E, value.encode(narrow)) if narrow else (kind, value.encode("utf-16-le"))
        case bytes():
            return kind, value
        case bool():
            return kind, struct.pack("<H", value)
        case int():
            return kind, struct.pack("<I", value)
        case datetime():
            return kind, struct.pack("<Q", round((value - _EPOCH).total_seconds()) * 10_000_000)


def make_tnef(message: Outlook = LETTER) -> bytes:
    """Writes a winmail.dat."""
    parts = [
        b"\x78\x9f\x3e\x22\x01\x00",
        _attribute(1, 0x9006, struct.pack("<I", 0x10000)),
        _attribute(1, 0x9007, struct.pack("<Q", 1252)),
        _attribute(1, 0x9003, _properties(message.values)),
    ]
    if message.recipients:
        rows = b"".join(_properties(one) for one in message.recipients)
        parts.append(_attribute(1, 0x9004, struct.pack("<I", len(message.recipients)) + rows))
    for file in message.files:
        values, inner = file if isinstance(file, tuple) else (file, None)
        data = values.get(DATA, b"")
        parts.append(_attribute(2, 0x9002, bytes(14)))
        if isinstance(data, bytes) and inner is None:
            parts.append(_attribute(2, 0x800F, data))
        rest = {tag: value for tag, value in values.items() if tag != DATA}
        parts.append(_attribute(2, 0x9005, _properties(rest, make_tnef(inner) if inner else b"")))
    return b"".join(parts)


def _attribute(level: int, name: int, data: bytes) -> bytes:
    return struct.pack("<BHHI", level, name, 6, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def _properties(values: Values, inner: bytes = b"") -> bytes:
    made = [struct.pack("<I", len(values) + bool(inner))]
    for tag, value in values.items():
        kind, data = _value(value, "")
        if kind in {0x001F, 0x0102}:
            made.append(struct.pack("<HHII", kind, tag, 1, len(data)) + data + bytes(-len(data) % 4))
        else:
            made.append(struct.pack("<HH", kind, tag) + data + bytes(-len(data) % 4))
    if inner:
        data = bytes.fromhex("0703020000000000c000000000000046") + inner
        made.append(struct.pack("<HHII", 0x000D, DATA, 1, len(data)) + data + bytes(-len(data) % 4))
    return b"".join(made)
