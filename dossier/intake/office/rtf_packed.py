"""Rich text as Outlook packs it ([MS-OXRTFCP])."""

import logging
import struct
from typing import Final

from compressed_rtf import decompress  # type: ignore[import-untyped]

from dossier.basis import limits

_log = logging.getLogger(__name__)

_HEADER: Final = struct.Struct("<II4sI")


def unpacked(packed: bytes) -> bytes:
    """Gives rich text, b"" when it is damaged or far too long."""
    if not _HEADER.size < len(packed) <= limits.RTF_PACKED_BYTES:
        return b""
    # Some programs cut off the zeros at the end.
    size = min(int.from_bytes(packed[:4], "little") + 4, limits.RTF_PACKED_BYTES)
    try:
        return bytes(decompress(packed + b"\0" * max(size - len(packed), 0)))
    except Exception as error:  # noqa: BLE001 - the library raises plain exceptions on any damage
        _log.info("rich text is damaged: %s", error)
        return b""
