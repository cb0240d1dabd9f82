"""The dossier as the file holds it: JSON with the words of its pieces set aside.

The words are most of a dossier and hardly ever change; kept once each, by their digest, they make
neither an edit nor the hundred kept steps heavy.
"""

import json
import re
import sqlite3
import zlib
from typing import Final

from dossier.basis.codec import from_plain, to_plain
from dossier.basis.digest import Digest, digest_of
from dossier.basis.errors import DossierError, UnreadableError
from dossier.model.dossier import Dossier

_DIGESTS: Final = re.compile(rb'"([0-9a-f]{64})"')


def encode(dossier: Dossier) -> tuple[bytes, dict[Digest, bytes]]:
    """Gives the document, and the words it refers to by their digests."""
    plain, words = to_plain(dossier), {}
    for piece in plain["pieces"]:
        if piece["text"]:
            text = json.dumps(piece["text"]).encode("ascii")
            digest = digest_of(text)
            words[digest] = text
            piece["text"] = digest
    return json.dumps(plain, separators=(",", ":")).encode("ascii"), words


def decode(connection: sqlite3.Connection, body: bytes) -> Dossier:
    """Makes the dossier again.

    Raises:
        UnreadableError: ``project-malformed``; ``where`` holds the paths of what is wrong.
    """
    try:
        plain = json.loads(body)
        for piece in plain["pieces"]:
            if piece["text"]:
                piece["text"] = _words(connection, piece["text"])
        return from_plain(Dossier, plain)
    except DossierError as error:
        raise UnreadableError("project-malformed", where=str(error.params["where"])) from error
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        raise UnreadableError("project-malformed", where=f"document: {error!r}") from error


def keep_words(connection: sqlite3.Connection, words: dict[Digest, bytes]) -> None:
    """Keeps words that are not there yet, inside the caller's transaction."""
    for digest, text in words.items():
        known = connection.execute("SELECT 1 FROM texts WHERE digest = ?", (digest,)).fetchone()
        if known is None:
            connection.execute("INSERT INTO texts VALUES (?, ?)", (digest, zlib.compress(text)))


def digests_in(body: bytes) -> set[Digest]:
    """Finds every digest that a document or a flow names."""
    return {Digest(found.decode("ascii")) for found in _DIGESTS.findall(body)}


def _words(connection: sqlite3.Connection, digest: str) -> str:
    row = connection.execute("SELECT body FROM texts WHERE digest = ?", (digest,)).fetchone()
    if row is None:
        raise KeyError(digest)
    return str(json.loads(zlib.decompress(row[0])))
