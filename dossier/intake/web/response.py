"""An answer of a web server as it was recorded: status, header, body unpacked (RFC 9110, 9112)."""

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dossier.basis import limits

_STATUS: Final = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b[^\r\n]*\r?\n")
_FIELD: Final = re.compile(rb"([!-9;-~]{1,200})[ \t]*:[ \t]*([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)\r?\n")
_BLANK: Final = re.compile(rb"[ \t]*\r?\n")
_CHUNK: Final = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[^\r\n]{0,1000}\r?\n")
_PACKED: Final = frozenset({"gzip", "x-gzip", "deflate"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered.

    Attributes:
        status: 200 when it gave what was asked for.
        header: Its fields, names in lower case, each once.
        body: Unpacked; b"" when it is packed in a way that is not known here.
    """

    status: int
    header: Mapping[str, bytes]
    body: bytes


def read_answer(block: bytes) -> Answer | None:
    """Reads one answer; None for what is none."""
    status = _STATUS.match(block)
    if status is None:
        return None
    header, at = read_fields(block, status.end())
    body = block[at:]
    if header.get("transfer-encoding", b"").strip().lower() == b"chunked":
        # Programs that record an answer in one piece often leave the line that says otherwise.
        body = _joined(body) or body
    return Answer(
        status=int(status[1]), header=header, body=_unpacked(body, header.get("content-encoding", b""))
    )


def read_fields(data: bytes, at: int) -> tuple[dict[str, bytes], int]:
    """Reads header fields up to the empty line.

    Returns:
        The fields, names in lower case, and where the body begins.
    """
    fields: dict[str, bytes] = {}
    while found := _FIELD.match(data, at):
        fields.setdefault(found[1].decode("ascii").lower(), found[2].strip())
        at = found.end()
    blank = _BLANK.match(data, at)
    return fields, blank.end() if blank else at


def _joined(body: bytes) -> bytes:
    """Joins a chunked body (RFC 9112, 7.1), as far as it goes; b"" for what is not chunked."""
    pieces, at = [], 0
    while found := _CHUNK.match(body, at):
        size = int(found[1], 16)
        if not size:
            break
        pieces.append(body[found.end() : found.end() + size])
        at = found.end() + size
        at += len(body[at : at + 2]) - len(body[at : at + 2].lstrip(b"\r\n"))
    return b"".join(pieces)


def _unpacked(body: bytes, coding: bytes) -> bytes:
    said = coding.decode("ascii", "replace").strip().lower()
    if said in {"", "identity"}:
        return body
    if said not in _PACKED:
        return b""
    for window_bits in (47, -15):  # gzip or zlib by its own start; bare, as some servers understood it
        try:
            return zlib.decompressobj(window_bits).decompress(body, limits.WARC_BODY_BYTES)
        except zlib.error:
            continue
    return body  # recorded unpacked, the line left
