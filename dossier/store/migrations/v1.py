"""The first version: all tables."""

import sqlite3
from typing import Final

_TABLES: Final = (
    # The present, and how many acts lie behind it. Sealed, as all that hangs on nothing but itself.
    """CREATE TABLE document (
        id INTEGER PRIMARY KEY CHECK (id = 1), place INTEGER NOT NULL, body BLOB NOT NULL)""",
    # One act each: up to the present's place with the document before it, above with the one after it.
    "CREATE TABLE steps (place INTEGER PRIMARY KEY, entry BLOB NOT NULL, body BLOB NOT NULL)",
    # Pieces and their words, once each, by the digest of what is packed: a step holds neither.
    "CREATE TABLE parts (digest TEXT PRIMARY KEY, body BLOB NOT NULL)",
    "CREATE TABLE journal (id INTEGER PRIMARY KEY, entry BLOB NOT NULL)",
    "CREATE TABLE assets (id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, size INTEGER NOT NULL)",
    # The asset's name is known when its last chunk has been hashed: its row comes last.
    """CREATE TABLE chunks (
        asset INTEGER NOT NULL REFERENCES assets (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        number INTEGER NOT NULL,
        crc INTEGER NOT NULL,
        data BLOB NOT NULL,
        PRIMARY KEY (asset, number))""",
    """CREATE VIRTUAL TABLE words USING fts5 (
        piece UNINDEXED, title, text, names, tokenize = "unicode61 remove_diacritics 2")""",
)


def apply(connection: sqlite3.Connection) -> None:
    """Makes the tables, inside the caller's transaction."""
    for statement in _TABLES:
        connection.execute(statement)
