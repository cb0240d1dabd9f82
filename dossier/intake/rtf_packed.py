"""Rich text as Outlook packs it ([MS-OXRTFCP])."""

import logging
import struct
from typing import Final

from compressed_rtf import decompress  # type: ignore[import-untyped]

from dossier.basis.limits import MIB

_log = logging.getLogger(__name__)

_HEADER: Final = struct.Struct("<II4sI")
_LONGEST: Final = MIB
"""Packed bytes that are unpacked: more is pictures, and takes longer than a mail is worth."""


def unpacked(packed: bytes) -> bytes:
    """Gives rich text, b"" when it is damaged or far too long."""
    if not _HEADER.size < len(packed) <= _LONGEST:
        return b""
    # Some programs cut off the zeros at the end.
    size = min(int.from_bytes(packed[:4], "little") + 4, _LONGEST)
    try:
        return bytes(decompress(packed + b"\0" * max(size - len(packed), 0)))
    except Exception as error:  # noqa: BLE001 - the library raises plain exceptions on any damage
        _log.info("rich text is damaged: %s", error)
        return b""
