"""Coming deadlines as a file for calendars: RFC 5545."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from dossier.model.due import Due
from dossier.texts.catalogue import Texts
from dossier.texts.dates import short_day
from dossier.texts.deadlines import said_details, said_due

if TYPE_CHECKING:
    from icalendar import Alarm, Event

_PRODUCT: Final = "-//Dossier//Dossier//FR"
_DAYS_BEFORE: Final = (7, 1)


def reminders(dues: Sequence[Due], *, title: str, day: date, texts: Texts, key: str = "") -> bytes:
    """Makes a calendar of the deadlines that are coming: whole days, reminded of 7 days and 1 day before.

    Nothing of the dossier stands in it but its title. The same dossier seen from the same day gives the
    same bytes; a deadline that moved keeps its UID, and each day has a higher SEQUENCE than those before,
    so a calendar replaces it.

    Args:
        dues: Deadlines; those without a day, over or done are left out.
        title: Of the dossier.
        day: The day that they are seen from, the only clock.
        texts: The words.
        key: Of the dossier, which outlives its title; "" of one that has none.
    """
    # Loaded when reminders are asked for: it takes time that the window's first paint does not have.
    from icalendar import Calendar

    named = _one_line(title)
    seed = key or named
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for due in dues:
        if due.coming and due.day is not None:
            calendar.add_component(_event(due, due.day, seed=seed, title=named, seen=day, texts=texts))
    return bytes(calendar.to_ical())


def _event(due: Due, on: date, *, seed: str, title: str, seen: date, texts: Texts) -> "Event":
    from icalendar import Event

    name = said_due(due, texts)
    event = Event()
    event.add("uid", _uid(due, seed))
    event.add("sequence", seen.toordinal())
    event.add("dtstamp", datetime.combine(seen, time(), UTC))
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1) if on < date.max else on)
    event.add("summary", f"{name} – {title}" if title else name)
    safe = texts.say("deadline.safe", day=short_day(texts, seen))
    event.add("description", "\n".join((safe, *said_details(due, texts))))
    event.add("transp", "TRANSPARENT")
    for days in _DAYS_BEFORE:
        event.add_component(_alarm(name, days, texts))
    return event


def _alarm(name: str, days: int, texts: Texts) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(days=-days))
    key = "remind_eve" if days == 1 else "remind"
    alarm.add("description", texts.say(f"deadline.{key}", n=days, name=name))
    return alarm


def _one_line(title: str) -> str:
    """Leaves of a title what a calendar may hold: no half characters, no commands, no line ends."""
    whole = title.encode("utf-8", "replace").decode("utf-8")
    return "".join(char for char in " ".join(whole.split()) if char.isprintable())


def _uid(due: Due, seed: str) -> str:
    """Names an event by its dossier; of one without key and title by the day that it is counted from."""
    seed = seed or (due.started.isoformat() if due.started else "")
    return f"{due.id}-{hashlib.sha256(seed.encode()).hexdigest()[:16]}@dossier"
