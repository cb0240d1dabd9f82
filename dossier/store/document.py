"""The dossier as the file holds it: a short document that names its pieces by their digests.

Pieces and their words are most of a dossier, and an act changes one or two of them. Kept once each,
by the digest of their bytes, they make neither an edit nor the hundred kept steps heavy, and damage
to them is told.
"""

import json
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from dossier.basis.codec import from_plain, to_plain
from dossier.basis.digest import Digest, digest_of
from dossier.basis.errors import DossierError, UnreadableError
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.piece import Piece

_DIGESTS: Final = re.compile(rb'"([0-9a-f]{64})"')


class Documents:
    """Dossiers to documents and back, for one open file.

    It remembers what each piece became, for pieces are frozen; what the file holds is asked of the
    file each time, because a change can be taken back.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._written: dict[PieceId, tuple[Piece, bytes, Digest]] = {}
        self._read: dict[Digest, Piece] = {}

    def encode(self, dossier: Dossier) -> bytes:
        """Gives the document alone; always the same bytes for the same dossier."""
        outline = to_plain(replace(dossier, pieces=()))
        return _json({**outline, "pieces": [self._part(piece)[1] for piece in dossier.pieces]})

    def keep(self, dossier: Dossier) -> bytes:
        """Keeps the pieces that are not there yet and gives the document, inside the caller's transaction."""
        written = {}
        for piece in dossier.pieces:
            body, digest = self._part(piece)
            written[piece.id] = piece, body, digest
            if not self._has(digest):
                self._put(digest, body)
                self._keep_words(piece)
        self._written = written
        return self.encode(dossier)

    def decode(self, document: bytes) -> Dossier:
        """Makes the dossier again; equal pieces of several documents are one value.

        Raises:
            UnreadableError: ``project-malformed``; ``where`` holds the paths of what is wrong.
            sqlite3.DatabaseError: A piece is damaged or missing.
        """
        try:
            plain = json.loads(document)
            pieces = tuple(self._piece(digest) for digest in plain.pop("pieces"))
            return replace(from_plain(Dossier, {**plain, "pieces": []}), pieces=pieces)
        except DossierError as error:
            raise UnreadableError("project-malformed", where=str(error.params["where"])) from error
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise UnreadableError("project-malformed", where=f"document: {error!r}") from error

    def pieces_in(self, documents: Iterable[bytes]) -> Iterator[Piece]:
        """Gives every version of every piece that documents name, without their words.

        Raises:
            UnreadableError: ``project-malformed``.
            sqlite3.DatabaseError: A piece is damaged or missing.
        """
        try:
            named = dict.fromkeys(one for document in documents for one in json.loads(document)["pieces"])
            for digest in named:
                yield self._read.get(digest) or _piece_of(json.loads(self._get(digest)))
        except DossierError as error:
            raise UnreadableError("project-malformed", where=str(error.params["where"])) from error

    def named_by(self, documents: list[bytes]) -> set[Digest]:
        """Finds every digest that documents or their pieces name: pieces, words and bytes."""
        named: set[Digest] = set()
        for document in documents:
            named |= digests_in(document)
        for digest in tuple(named):
            if self._has(digest):
                named |= digests_in(self._get(digest))
        return named

    def unused(self, named: set[Digest]) -> list[Digest]:
        """Finds pieces and words that are not among those named."""
        rows = self._connection.execute("SELECT digest FROM parts").fetchall()
        return [Digest(digest) for (digest,) in rows if digest not in named]

    def forget(self, digests: list[Digest]) -> None:
        """Removes pieces and words, inside the caller's transaction."""
        self._connection.executemany("DELETE FROM parts WHERE digest = ?", [(one,) for one in digests])

    def _part(self, piece: Piece) -> tuple[bytes, Digest]:
        known, body, digest = self._written.get(piece.id, (None, b"", Digest("")))
        if known is piece:
            return body, digest
        plain = to_plain(piece)
        if piece.text:
            plain["text"] = digest_of(_json(piece.text))
        body = _json(plain)
        return body, digest_of(body)

    def _piece(self, digest: Digest) -> Piece:
        if digest not in self._read:
            plain = json.loads(self._get(digest))
            if plain["text"]:
                plain["text"] = json.loads(self._get(plain["text"]))
            self._read[digest] = _piece_of(plain)
        return self._read[digest]

    def _keep_words(self, piece: Piece) -> None:
        if piece.text:
            words = _json(piece.text)
            digest = digest_of(words)
            if not self._has(digest):
                self._put(digest, words)

    def _has(self, digest: Digest) -> bool:
        row = self._connection.execute("SELECT 1 FROM parts WHERE digest = ?", (digest,)).fetchone()
        return row is not None

    def _put(self, digest: Digest, body: bytes) -> None:
        self._connection.execute("INSERT INTO parts VALUES (?, ?)", (digest, zlib.compress(body)))

    def _get(self, digest: Digest) -> bytes:
        row = self._connection.execute("SELECT body FROM parts WHERE digest = ?", (digest,)).fetchone()
        try:
            body = zlib.decompress(row[0]) if row else b""
        except (zlib.error, TypeError) as error:
            raise sqlite3.DatabaseError(digest) from error
        if digest_of(body) != digest:
            raise sqlite3.DatabaseError(digest)
        return body


def digests_in(body: bytes) -> set[Digest]:
    """Finds every digest that a document, a piece or a flow names."""
    return {Digest(found.decode("ascii")) for found in _DIGESTS.findall(body)}


def _piece_of(plain: Any) -> Piece:  # noqa: ANN401 - whatever the file holds
    """Makes a piece; where it was written before it knew what it came with, that is what it stood under."""
    try:
        for one in (plain, *plain["parts"]):
            by_hand = one.pop("joined", False)
            one.setdefault("came_with", None if by_hand else one.get("parent"))
    except (KeyError, TypeError, AttributeError) as error:
        raise DossierError("malformed", where=repr(error)) from error
    return from_plain(Piece, plain)


def _json(plain: object) -> bytes:
    # ASCII, so that half characters of old names become JSON's own escapes.
    return json.dumps(plain, separators=(",", ":")).encode("ascii")
