"""Mails, well-made and broken, as bytes."""

import base64
import struct
import zlib
from collections.abc import Sequence

PLAIN = "Content-Type: text/plain; charset=utf-8"

HEADER = (
    "From: Boutique Lavande <ventes@lavande.example>",
    "To: Camille Roche <camille@example.org>",
    "Date: Thu, 12 Mar 2026 21:47:12 +0100",
    "Subject: Votre commande",
    "Message-ID: <c1@lavande.example>",
    "MIME-Version: 1.0",
)


def mail(body: bytes, *lines: str, header: Sequence[str] = HEADER) -> bytes:
    """Makes a mail: the header, more header lines, a body."""
    return "\r\n".join((*header, *lines)).encode("utf-8") + b"\r\n\r\n" + body


def without(name: str) -> tuple[str, ...]:
    """Gives the usual header without the lines of one name."""
    return tuple(line for line in HEADER if not line.lower().startswith(name.lower() + ":"))


def part(body: bytes, *lines: str) -> bytes:
    """Makes one part of a multipart."""
    return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + body


def multipart(kind: str, *parts: bytes, boundary: str = "grenze") -> tuple[str, bytes]:
    """Makes a multipart: its Content-Type line and its body."""
    mark = f"--{boundary}".encode()
    body = b"".join(mark + b"\r\n" + one + b"\r\n" for one in parts) + mark + b"--\r\n"
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"', body


def encoded(data: bytes) -> bytes:
    """Gives base64 in lines as mails have it."""
    return base64.encodebytes(data)


def png(width: int, height: int) -> bytes:
    """Makes a black picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = (b"\0" + b"\0" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def deep(levels: int) -> bytes:
    """Makes a mail of parts in parts, each the only one of the one above."""
    body = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(levels)
    )
    header = "\r\n".join(HEADER).encode() + b"\r\n"
    return header + body + b"Content-Type: text/plain\r\n\r\nau fond\r\n"
