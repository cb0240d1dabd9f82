"""Who did what and when, and the steps that lead back and on again."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from dossier.basis.codec import from_plain, to_plain
from dossier.basis.errors import DossierError, UnreadableError
from dossier.model.commands.done import Act
from dossier.model.history import MOST_STEPS
from dossier.store.seal import relabel, seal, unseal

BACK: Final = -1
ON: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the journal.

    Attributes:
        at: When, in UTC.
        who: The person, as the program was told.
        act: What was done.
    """

    at: datetime
    who: str
    act: Act


def utc_now() -> datetime:
    """Tells the instant; a journal holds no local time."""
    return datetime.now(UTC)


def write_entry(connection: sqlite3.Connection, entry: Entry) -> None:
    """Adds a line, inside the caller's transaction."""
    (line,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM journal").fetchone()
    connection.execute("INSERT INTO journal VALUES (?, ?)", (line, _packed(entry, f"line {line}")))


def entries(connection: sqlite3.Connection) -> tuple[Entry, ...]:
    """Reads the journal, the oldest line first.

    Raises:
        UnreadableError: ``project-malformed``.
        sqlite3.DatabaseError: A line is damaged.
    """
    rows = connection.execute("SELECT id, entry FROM journal ORDER BY id").fetchall()
    if [line for line, _ in rows] != list(range(1, len(rows) + 1)):
        message = "lines of the journal are missing"
        raise sqlite3.DatabaseError(message)
    return tuple(_entry(packed, f"line {line}") for line, packed in rows)


def rewrite_entries(connection: sqlite3.Connection, change: Callable[[Act], Act]) -> None:
    """Changes what the lines say, each in its place, inside the caller's transaction.

    Raises:
        UnreadableError: ``project-malformed``.
        sqlite3.DatabaseError: A line is damaged.
    """
    for line, entry in enumerate(entries(connection), start=1):
        act = change(entry.act)
        if act is not entry.act:
            row = (_packed(replace(entry, act=act), f"line {line}"), line)
            connection.execute("UPDATE journal SET entry = ? WHERE id = ?", row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One kept step.

    Attributes:
        entry: The act, who did it and when.
        document: Before the act for a past step, after it for a future one.
    """

    entry: Entry
    document: bytes


class Steps:
    """The present document of one open file and its kept steps, one line of places that only grow.

    The present has the place of the act that led to it: the step there is undone next, the one
    above is redone next. Every change happens inside the caller's transaction.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def present(self) -> bytes:
        """Gives the present document.

        Raises:
            sqlite3.DatabaseError: It is damaged or missing.
        """
        place, body = self._present()
        return unseal(body, f"document {place}")

    def require_whole(self) -> None:
        """Makes sure that no step is missing before what none of them names is forgotten for good.

        Raises:
            sqlite3.DatabaseError: There is a gap among them, or between them and the present.
        """
        here, _ = self._present()
        count, low, high = self._connection.execute(
            "SELECT count(*), min(place), max(place) FROM steps"
        ).fetchone()
        if count and not (low <= here + 1 and here <= high and high - low + 1 == count):
            message = "steps are missing"
            raise sqlite3.DatabaseError(message)

    def push(self, entry: Entry, document: bytes) -> None:
        """Makes a document the present one by an act; what could be redone is gone, and the too old."""
        place, body = self._present()
        self._connection.execute(
            "DELETE FROM steps WHERE place > ? OR place <= ?", (place, place + 1 - MOST_STEPS)
        )
        self._keep(place + 1, entry, relabel(body, f"document {place}", f"step {place + 1}"))
        self.write_present(place + 1, document)

    def merge(self, entry: Entry, document: bytes) -> bool:
        """Makes an act one step with the act before it when their keys agree, as ``model.history`` does.

        An act that leads back to where the step began leaves nothing to undo.
        """
        if not entry.act.key or self.nearest_act(ON) is not None:
            return False
        last = self.nearest(BACK)
        if last is None or last.entry.act.key != entry.act.key:
            return False
        place, _ = self._present()
        if last.document == document:
            self._connection.execute("DELETE FROM steps WHERE place = ?", (place,))
            self.write_present(place - 1, document)
        else:
            self._keep(place, entry, seal(last.document, f"step {place}"))
            self.write_present(place, document)
        return True

    def settle(self, document: bytes) -> None:
        """Makes a document the present one, from which no step leads anywhere."""
        place, _ = self._present()
        self._connection.execute("DELETE FROM steps")
        self.write_present(place + 1, document)

    def nearest(self, direction: int) -> Kept | None:
        """Gives the step to undo (``BACK``) or to redo (``ON``) next."""
        place = self._nearest_place(direction)
        row = self._connection.execute("SELECT entry, body FROM steps WHERE place = ?", (place,)).fetchone()
        return _kept(place, *row) if row else None

    def nearest_act(self, direction: int) -> Act | None:
        """Names the act to undo or to redo next, without the dossier that it leads to."""
        place = self._nearest_place(direction)
        row = self._connection.execute("SELECT entry FROM steps WHERE place = ?", (place,)).fetchone()
        return _entry(row[0], f"act {place}").act if row else None

    def move(self, direction: int) -> None:
        """Makes the nearest step's document the present one, and the present one the step's."""
        step, place = self.nearest(direction), self._nearest_place(direction)
        if step is not None:
            old, body = self._present()
            self._keep(place, step.entry, relabel(body, f"document {old}", f"step {place}"))
            self.write_present(old + direction, step.document)

    def all(self, direction: int) -> Iterator[Kept]:
        """Gives the past or the future, the nearest step first."""
        here, _ = self._present()
        rows = self._connection.execute(
            "SELECT place, entry, body FROM steps WHERE (place > ?) = ? ORDER BY abs(place - ? - 0.5)",
            (here, direction == ON, here),
        )
        for row in rows.fetchall():
            yield _kept(*row)

    def replace_present(self, document: bytes) -> None:
        """Makes a document the present one, between the same steps."""
        place, _ = self._present()
        self.write_present(place, document)

    def write_present(self, place: int, document: bytes) -> None:
        """Makes a document the present one."""
        row = (place, seal(document, f"document {place}"))
        self._connection.execute("INSERT OR REPLACE INTO document VALUES (1, ?, ?)", row)

    def _present(self) -> tuple[int, object]:
        row = self._connection.execute("SELECT place, body FROM document").fetchone()
        if row is None or not isinstance(row[0], int):
            message = "the document is missing"
            raise sqlite3.DatabaseError(message)
        return row[0], row[1]

    def _nearest_place(self, direction: int) -> int:
        return self._present()[0] + (direction == ON)

    def _keep(self, place: int, entry: Entry, body: bytes) -> None:
        row = (place, _packed(entry, f"act {place}"), body)
        self._connection.execute("INSERT OR REPLACE INTO steps VALUES (?, ?, ?)", row)


def _kept(place: int, entry: object, body: object) -> Kept:
    return Kept(entry=_entry(entry, f"act {place}"), document=unseal(body, f"step {place}"))


def _packed(entry: Entry, label: str) -> bytes:
    in_utc = Entry(at=entry.at.astimezone(UTC), who=entry.who, act=entry.act)
    return seal(json.dumps(to_plain(in_utc)).encode("ascii"), label)


def _entry(packed: object, label: str) -> Entry:
    try:
        return from_plain(Entry, json.loads(unseal(packed, label)))
    except DossierError as error:
        raise UnreadableError("project-malformed", where=f"{label}: {error.params['where']}") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableError("project-malformed", where=f"{label}: {error!r}") from error
