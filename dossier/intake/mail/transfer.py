"""Transfer encodings undone (RFC 2045, section 6), as much of them as is whole."""

import binascii
import re
from dataclasses import dataclass
from typing import Final

_NOT_BASE64: Final = re.compile(rb"[^A-Za-z0-9+/=]+")
_PADDING: Final = re.compile(rb"=+")
_BLANKS: Final = re.compile(rb"[ \t\r\n]+")
_MOSTLY: Final = 10
"""A tenth of strange characters: that was never base64, whatever the header says."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Bytes taken out of their wrapping.

    Attributes:
        data: The bytes.
        whole: Whether nothing was missing or strange.
    """

    data: bytes
    whole: bool = True


def undo(body: bytes, encoding: str) -> Decoded:
    """Undoes a transfer encoding; an unknown one is taken as none.

    Args:
        body: As it stands in the mail.
        encoding: Content-Transfer-Encoding, as written.
    """
    match encoding.strip(" \"';").lower():
        case "base64":
            return from_base64(body)
        case "quoted-printable":
            return Decoded(binascii.a2b_qp(body))
        case "x-uuencode" | "uuencode" | "x-uue":
            return _from_uu(body)
        case _:
            return Decoded(body)


def from_base64(body: bytes) -> Decoded:
    """Reads base64 with whatever was lost or mixed in on its way."""
    dense = _BLANKS.sub(b"", body)
    clean = _NOT_BASE64.sub(b"", dense)
    strange = len(dense) - len(clean)
    if strange * _MOSTLY > len(dense):
        return Decoded(body, whole=False)
    # Several codes one behind the other each end with their own padding.
    runs = [run for run in _PADDING.split(clean) if run]
    whole = strange == 0 and len(runs) <= 1 and len(clean) % 4 == 0
    return Decoded(b"".join(_run(run) for run in runs), whole=whole)


def _run(run: bytes) -> bytes:
    usable = run[:-1] if len(run) % 4 == 1 else run
    return binascii.a2b_base64(usable + b"=" * (-len(usable) % 4))


def _from_uu(body: bytes) -> Decoded:
    lines = body.splitlines()
    begin = next((n for n, line in enumerate(lines) if line.startswith(b"begin ")), -1)
    decoded: list[bytes] = []
    for line in lines[begin + 1 :]:
        if line.strip() in (b"end", b"`", b""):
            break
        try:
            decoded.append(binascii.a2b_uu(line))
        except binascii.Error:
            return Decoded(b"".join(decoded), whole=False)
    return Decoded(b"".join(decoded))
