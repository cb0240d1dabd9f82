"""The first version: all tables."""

import sqlite3
from typing import Final

_TABLES: Final = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE document (id INTEGER PRIMARY KEY CHECK (id = 1), body BLOB NOT NULL)",
    # What a step leads back to (past, place < 0) or on to (future, place > 0).
    """CREATE TABLE steps (
        place INTEGER PRIMARY KEY CHECK (place <> 0),
        body BLOB NOT NULL,
        at TEXT NOT NULL, who TEXT NOT NULL, code TEXT NOT NULL, params TEXT NOT NULL,
        key TEXT NOT NULL)""",
    # The words of pieces, once each, so that a step holds no text.
    "CREATE TABLE texts (digest TEXT PRIMARY KEY, body BLOB NOT NULL)",
    """CREATE TABLE journal (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL, who TEXT NOT NULL, code TEXT NOT NULL, params TEXT NOT NULL)""",
    "CREATE TABLE assets (id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, size INTEGER NOT NULL)",
    # The asset's name is known when its last chunk has been hashed: its row comes last.
    """CREATE TABLE chunks (
        asset INTEGER NOT NULL REFERENCES assets (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        number INTEGER NOT NULL,
        data BLOB NOT NULL,
        PRIMARY KEY (asset, number))""",
    """CREATE VIRTUAL TABLE words USING fts5 (
        piece UNINDEXED, title, text, names, tokenize = "unicode61 remove_diacritics 2")""",
)


def apply(connection: sqlite3.Connection) -> None:
    """Makes the tables, inside the caller's transaction."""
    for statement in _TABLES:
        connection.execute(statement)
