"""Words of all pieces, found without minding accents, case, or letters that are two (œ, æ, ß).

The index keeps the words as they are read, so that what is shown around a find is quoted truly; it is
the asked word that is written in all its ways. Only what no reader sees is taken out: the joined letters
of print ("ﬁ"), and the marks where a word may be broken.
"""

import itertools
import re
import sqlite3
import unicodedata
from collections.abc import Iterable
from typing import Final

from dossier.basis.digest import digest_of
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.piece import Capture, MailHeader, Piece
from dossier.store.readings import Readings

RESULTS: Final = 500
_MOST_WORDS: Final = 24
"""That are looked for; a whole page pasted into the field would be searched for minutes."""
_LONGEST_WORD: Final = 60
_SNIPPET_WORDS: Final = 16
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Soft hyphens, and marks of width nothing; the index would take them for the end of a word."""
_DOUBLE: Final = {"oe": ("oe", "œ"), "ae": ("ae", "æ"), "ss": ("ss", "ß")}
_DOUBLES: Final = re.compile("(oe|ae|ss)")
_MOST_DOUBLES: Final = 3
"""In one word; each doubles its spellings."""


def index_changes(connection: sqlite3.Connection, old: Dossier, new: Dossier) -> None:
    """Brings the index from one dossier to the next, inside the caller's transaction."""
    before = {piece.id: piece for piece in old.pieces}
    after = {piece.id: piece for piece in new.pieces}
    touched = {*before, *after} - {name for name in before if before[name] is after.get(name)}
    read = Readings(connection)
    was, now = _rows(before, touched, read), _rows(after, touched, read)
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
    named = dict.fromkeys(word[:_LONGEST_WORD] for word in _words(_clean(words)))
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


def _words(text: str) -> list[str]:
    """Splits a text as the index does: letters, figures and the marks on them make a word."""
    return "".join(char if _in_word(char) else " " for char in text).split()


def _in_word(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LN" or category in ("Mn", "Co")


def _spellings(word: str) -> str:
    """Writes a word as it was asked, and without case in all its ways."""
    parts = _DOUBLES.split(word.casefold().replace("œ", "oe").replace("æ", "ae"))
    ways = [
        _DOUBLE.get(part, (part,)) if at < 2 * _MOST_DOUBLES else (part,) for at, part in enumerate(parts)
    ]
    spelled = dict.fromkeys((word, *("".join(way) for way in itertools.product(*ways))))
    return "(" + " OR ".join(f'"{one}"*' for one in spelled) + ")"


def _rows(
    pieces: dict[PieceId, Piece], wanted: set[PieceId], read: Readings
) -> dict[int, tuple[str, str, str, str]]:
    return {_key(piece): _row(piece, read) for name, piece in pieces.items() if name in wanted}


def _key(piece: Piece) -> int:
    """Makes the row's number from the piece's id: 60 bits of its digest, never twice in practice."""
    return int(digest_of(piece.id.encode("utf-8", "replace"))[:15], 16)


def _row(piece: Piece, read: Readings) -> tuple[str, str, str, str]:
    event = (piece.event.who, piece.event.what) if piece.event else ()
    parts = (said for part in piece.parts for said in (part.title, part.note, part.proves))
    text = (piece.note, piece.proves, *event, piece.transcript, *parts, piece.text, *read.of(piece))
    names = (*(original.name for original in piece.originals), *_header(piece))
    return _clean(piece.id), _clean(piece.title), _clean(_lines(text)), _clean(_lines(names))


def _header(piece: Piece) -> tuple[str, ...]:
    """Gives what is printed above a piece: a mail's people and subject, a page's address."""
    match piece.preface:
        case MailHeader() as mail:
            return mail.sender, mail.to, mail.cc, mail.date_line, mail.subject, mail.message_id
        case Capture() as page:
            return (page.url,)
        case None:
            return ()


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)


def _clean(text: str) -> str:
    """Writes a text as it is looked for, and without what SQLite cannot hold: half characters, and zero."""
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return seen.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
