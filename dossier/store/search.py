"""Words of all pieces, found without minding accents, case, or letters that are two (œ, æ, ß).

The index keeps the words as they stand, so that what is shown around a find is quoted truly; it is
the asked word that is written in all its ways.
"""

import itertools
import re
import sqlite3
import unicodedata
from typing import Final

from dossier.basis.digest import digest_of
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.piece import Piece

RESULTS: Final = 500
_MOST_WORDS: Final = 24
"""That are looked for; a whole page pasted into the field would be searched for minutes."""
_LONGEST_WORD: Final = 60
_SNIPPET_WORDS: Final = 16
_WORD: Final = re.compile(r"[^\W_]+")
_DOUBLE: Final = {"oe": ("oe", "œ"), "ae": ("ae", "æ"), "ss": ("ss", "ß")}
_DOUBLES: Final = re.compile("(oe|ae|ss)")
_MOST_DOUBLES: Final = 3
"""In one word; each doubles its spellings."""


def index_changes(connection: sqlite3.Connection, old: Dossier, new: Dossier) -> None:
    """Brings the index from one dossier to the next, inside the caller's transaction."""
    before = {piece.id: piece for piece in old.pieces}
    after = {piece.id: piece for piece in new.pieces}
    touched = {*before, *after} - {name for name in before if before[name] is after.get(name)}
    was, now = _rows(before, touched), _rows(after, touched)
    gone = [key for key, row in was.items() if now.get(key) != row]
    come = [(key, *row) for key, row in now.items() if was.get(key) != row]
    connection.executemany("DELETE FROM words WHERE rowid = ?", [(key,) for key in gone])
    connection.executemany(
        "INSERT INTO words (rowid, piece, title, text, names) VALUES (?, ?, ?, ?, ?)", come
    )


def find(connection: sqlite3.Connection, words: str) -> list[tuple[PieceId, str]]:
    """Finds the pieces that hold every word, or one that begins so; the best first. The first 24 words count.

    Returns:
        Each piece with the words around its first find; nothing when no word is asked.
    """
    named = dict.fromkeys(word[:_LONGEST_WORD] for word in _WORD.findall(_plain(words)))
    asked = " AND ".join(_spellings(word) for word in list(named)[:_MOST_WORDS])
    if not asked:
        return []
    rows = connection.execute(
        "SELECT piece, snippet(words, -1, '', '', '…', ?) FROM words WHERE words MATCH ?"
        " ORDER BY bm25(words, 0, 4, 1, 2), rowid LIMIT ?",
        (_SNIPPET_WORDS, asked, RESULTS),
    )
    return [(PieceId(piece), " ".join(around.split())) for piece, around in rows]


def squeeze(connection: sqlite3.Connection) -> None:
    """Writes the index anew without what was removed: deleting alone leaves words in old segments."""
    connection.execute("INSERT INTO words (words) VALUES ('optimize')")


def _plain(words: str) -> str:
    lower = unicodedata.normalize("NFC", words).casefold()
    return lower.replace("œ", "oe").replace("æ", "ae")


def _spellings(word: str) -> str:
    parts = _DOUBLES.split(word)
    ways = [
        _DOUBLE.get(part, (part,)) if at < 2 * _MOST_DOUBLES else (part,) for at, part in enumerate(parts)
    ]
    return "(" + " OR ".join(f'"{"".join(way)}"*' for way in itertools.product(*ways)) + ")"


def _rows(pieces: dict[PieceId, Piece], wanted: set[PieceId]) -> dict[int, tuple[str, str, str, str]]:
    return {_key(piece): _row(piece) for name, piece in pieces.items() if name in wanted}


def _key(piece: Piece) -> int:
    """Makes the row's number from the piece's id: 60 bits of its digest, never twice in practice."""
    return int(digest_of(piece.id.encode("utf-8", "replace"))[:15], 16)


def _row(piece: Piece) -> tuple[str, str, str, str]:
    names = "\n".join(original.name for original in piece.originals)
    event = (piece.event.who, piece.event.what) if piece.event else ()
    text = "\n".join(part for part in (piece.note, piece.proves, *event, piece.text) if part)
    return _clean(piece.id), _clean(piece.title), _clean(text), _clean(names)


def _clean(text: str) -> str:
    """Replaces what SQLite cannot hold: half characters, and the zero that would end the text."""
    return unicodedata.normalize("NFC", text).encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
