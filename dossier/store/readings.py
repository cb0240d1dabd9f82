"""The words that were recognised in pictures, as the index wants them: read from the file's own bytes.

They stand with the body that they were read in, not in the piece's text: whatever becomes of the piece,
grouped, split, undone, its words go with the picture, once each.
"""

import json
import logging
import sqlite3
from collections.abc import Iterator
from typing import Final

from dossier.basis import limits
from dossier.basis.digest import Digest
from dossier.model.body import FlowBody
from dossier.model.piece import Piece
from dossier.store import assets

_log = logging.getLogger(__name__)

_SPOILT: Final = (sqlite3.DatabaseError, ValueError, KeyError, TypeError)
"""What damaged bytes raise; the pictures themselves are not the worse for it."""


class Readings:
    """Recognised words by the digest of what holds them, each read once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[Digest, str] = {}

    def of(self, piece: Piece) -> Iterator[str]:
        """Gives the words that were recognised in a piece's pictures."""
        for body in piece.bodies:
            if not isinstance(body, FlowBody) and body.words:
                yield self._text(body.words)

    def _text(self, digest: Digest) -> str:
        if digest not in self._known:
            try:
                data = b"".join(assets.chunks(self._connection, digest))
                self._known[digest] = _text_in(data)[: limits.TEXT_CHARS]
            except _SPOILT as error:
                _log.info("recognised words are not found: %r", error)
                self._known[digest] = ""
        return self._known[digest]


def _text_in(data: bytes) -> str:
    """Joins the words of a ``Recognised`` in JSON; as plain data, because there are tens of thousands."""
    lines = (line for page in json.loads(data)["pages"] for line in page["lines"])
    return "\n".join(" ".join(word["text"] for word in line) for line in lines)
