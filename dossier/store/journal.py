"""Who did what and when, and the steps that lead back and on again."""

import json
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from dossier.model.commands.done import Act

STEPS_KEPT: Final = 100
"""Acts that can be undone, also after opening the file again."""


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


def _row(entry: Entry) -> tuple[str, str, str, str]:
    # JSON escapes what UTF-8 cannot hold: half characters in names from old disks.
    who = entry.who.encode("utf-8", "replace").decode("utf-8")
    return entry.at.astimezone(UTC).isoformat(), who, entry.act.code, json.dumps(entry.act.params)


def _entry(at: str, who: str, code: str, params: str, key: str = "") -> Entry:
    return Entry(
        at=datetime.fromisoformat(at), who=who, act=Act(code=code, params=json.loads(params), key=key)
    )


def write_entry(connection: sqlite3.Connection, entry: Entry) -> None:
    """Adds a line, inside the caller's transaction."""
    connection.execute("INSERT INTO journal (at, who, code, params) VALUES (?, ?, ?, ?)", _row(entry))


def entries(connection: sqlite3.Connection) -> tuple[Entry, ...]:
    """Reads the journal, the oldest line first."""
    return tuple(
        _entry(*row) for row in connection.execute("SELECT at, who, code, params FROM journal ORDER BY id")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One kept step.

    Attributes:
        entry: The act, who did it and when.
        document: Encoded: before the act for a past step, after it for a future one.
    """

    entry: Entry
    document: bytes


class Steps:
    """The kept steps of one open file; every change happens inside the caller's transaction.

    Places count away from the present: -1 is undone next, 1 is redone next.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def push(self, step: Kept) -> None:
        """Adds the newest act: what could be redone is gone, and so is what is too old."""
        self._connection.execute("DELETE FROM steps WHERE place > 0 OR place <= ?", (-STEPS_KEPT,))
        self._shift(-1)
        self._put(-1, step)

    def merge(self, entry: Entry, *, undone: bool) -> bool:
        """Makes an act one step with the act before it when their keys agree, as ``model.history`` does.

        Args:
            entry: The newest act.
            undone: Whether it leads back to where the step began: then nothing is left to undo.
        """
        if not entry.act.key or self.nearest(1) is not None:
            return False
        last = self.nearest(-1)
        if last is None or last.entry.act.key != entry.act.key:
            return False
        self._connection.execute("DELETE FROM steps WHERE place = -1")
        if undone:
            self._shift(1)
        else:
            self._put(-1, Kept(entry=entry, document=last.document))
        return True

    def nearest(self, direction: int) -> Kept | None:
        """Gives the step to undo (-1) or to redo (1) next."""
        row = self._connection.execute(
            "SELECT at, who, code, params, key, body FROM steps WHERE place = ?", (direction,)
        ).fetchone()
        return Kept(entry=_entry(*row[:5]), document=zlib.decompress(row[5])) if row else None

    def move(self, direction: int, step: Kept) -> None:
        """Takes the nearest step of one side away and puts its other half on the other side."""
        self._connection.execute("DELETE FROM steps WHERE place = ?", (direction,))
        self._shift(-direction)
        self._put(-direction, step)

    def all(self, direction: int) -> Iterator[Kept]:
        """Gives the past (-1) or the future (1), the nearest step first."""
        rows = self._connection.execute(
            "SELECT at, who, code, params, key, body FROM steps WHERE place * ? > 0 ORDER BY abs(place)",
            (direction,),
        )
        for row in rows.fetchall():
            yield Kept(entry=_entry(*row[:5]), document=zlib.decompress(row[5]))

    def _put(self, place: int, step: Kept) -> None:
        body = zlib.compress(step.document, 1)
        row = (place, body, *_row(step.entry), step.entry.act.key)
        self._connection.execute(
            "INSERT INTO steps (place, body, at, who, code, params, key) VALUES (?, ?, ?, ?, ?, ?, ?)", row
        )

    def _shift(self, direction: int) -> None:
        """Makes the places of both sides fit a present that has moved by one act."""
        places = [row[0] for row in self._connection.execute("SELECT place FROM steps").fetchall()]
        for place in sorted(places, reverse=direction > 0):
            self._connection.execute("UPDATE steps SET place = ? WHERE place = ?", (place + direction, place))
