"""Lists of fingerprints read back, as ``sha256sum -c`` of GNU coreutils reads them."""

import re
from typing import Final

from dossier.basis.digest import Digest

_ESCAPED: Final = re.compile(rb"\\([\\nr])")
_LINE: Final = re.compile(rb"(\\?)([0-9a-f]{64}) [ *](.+)", re.DOTALL)
_UNESCAPED: Final = {b"\\": b"\\", b"n": b"\n", b"r": b"\r"}


def read_sums(data: bytes) -> tuple[tuple[Digest, bytes], ...]:
    """Reads such a list: each digest and its file's name; lines of another form are passed over."""
    rows = []
    for line in data.split(b"\n"):
        found = _LINE.fullmatch(line.rstrip(b"\r"))
        if found is not None:
            name = _ESCAPED.sub(lambda one: _UNESCAPED[one[1]], found[3]) if found[1] else found[3]
            rows.append((Digest(found[2].decode()), name))
    return tuple(rows)
