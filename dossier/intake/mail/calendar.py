"""Invitations and appointments (iCalendar, RFC 5545) as a block of labelled lines."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from dossier.basis.clock import zone_named
from dossier.basis.errors import UsageError
from dossier.basis.limits import TEXT_CHARS
from dossier.model.flow import Block, Field, Fields, Paragraph

_LINE: Final = re.compile(r"([A-Za-z-]{1,40})((?:;[^:;=]{1,40}=(?:\"[^\"]*\"|[^:;\"]*))*):(.*)")
_ZONE: Final = re.compile(r";TZID=\"?([^\";:]{1,80})", re.IGNORECASE)
_CLOCK: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?")
_FOLD: Final = re.compile(r"\r?\n[ \t]")
_LABELS: Final = MappingProxyType(
    {
        "SUMMARY": "event-title",
        "DTSTART": "event-begin",
        "DTEND": "event-end",
        "LOCATION": "event-place",
        "ORGANIZER": "event-organizer",
        "ATTENDEE": "event-guests",
        "STATUS": "event-status",
    }
)
_WINDOWS_ZONES: Final = MappingProxyType(
    {
        # As Outlook names the zones of this part of the world (Unicode CLDR, windowsZones).
        "Romance Standard Time": "Europe/Paris",
        "W. Europe Standard Time": "Europe/Berlin",
        "Central Europe Standard Time": "Europe/Budapest",
        "Central European Standard Time": "Europe/Warsaw",
        "GMT Standard Time": "Europe/London",
        "E. Europe Standard Time": "Europe/Chisinau",
        "GTB Standard Time": "Europe/Bucharest",
        "FLE Standard Time": "Europe/Kiev",
    }
)
_EVENTS: Final = 50
_GUESTS_CHARS: Final = 2000
_VALUE_CHARS: Final = 20_000


def calendar_fields(text: str) -> tuple[Block, ...]:
    """Gives what an invitation says, one block for each event; nothing when it says nothing.

    A clock is written with the zone that the invitation names; without one it is the wall's.
    """
    blocks: list[Block] = []
    for lines in _events(_FOLD.sub("", text[:TEXT_CHARS])):
        rows = tuple(_rows(lines))
        if rows:
            blocks.append(Fields(rows=rows))
        words = "\n\n".join(_plain(value) for name, _, value in lines if name == "DESCRIPTION")
        if words.strip():
            blocks.append(Paragraph(text=words.strip()))
    return tuple(blocks)


def calendar_words(text: str) -> str:
    """Gives the words of an invitation, for sorting and search."""
    said: list[str] = []
    for block in calendar_fields(text):
        if isinstance(block, Fields):
            said.extend(row.text for row in block.rows if row.text)
        elif isinstance(block, Paragraph):
            said.append(block.text)
    return "\n".join(said)


_Line = tuple[str, str, str]


def _events(text: str) -> Iterator[list[_Line]]:
    """Goes through the lines of each event, without those of the alarms in it."""
    found: list[_Line] = []
    inside, alarm, count = False, False, 0
    for raw in text.split("\n"):
        parts = _LINE.fullmatch(raw.rstrip("\r")[:_VALUE_CHARS])
        if parts is None:
            continue
        name, value = parts[1].upper(), parts[3]
        mark = value.strip().upper()
        if name in {"BEGIN", "END"} and mark == "VALARM":
            alarm = name == "BEGIN"
        elif (name, mark) in {("BEGIN", "VEVENT"), ("BEGIN", "VTODO")}:
            inside, found = True, []
        elif (name, mark) in {("END", "VEVENT"), ("END", "VTODO")} and inside:
            yield found
            inside, count = False, count + 1
            if count == _EVENTS:
                return
        elif inside and not alarm:
            found.append((name, parts[2], value))


def _rows(lines: list[_Line]) -> Iterator[Field]:
    for name, label in _LABELS.items():
        values = [(parameters, value) for found, parameters, value in lines if found == name]
        if not values:
            continue
        if name in {"DTSTART", "DTEND"}:
            yield _when(label, *values[0])
        elif name in {"ORGANIZER", "ATTENDEE"}:
            people = ", ".join(dict.fromkeys(_person(*value) for value in values))
            yield Field(label=label, text=people[:_GUESTS_CHARS])
        elif words := _plain(values[0][1]).strip():
            yield Field(label=label, text=words, strong=name == "SUMMARY")


def _when(label: str, parameters: str, value: str) -> Field:
    """Reads a day or a clock (RFC 5545, 3.3.4, 3.3.5); what is neither stands as it is."""
    found = _CLOCK.fullmatch(value.strip())
    if found is None:
        return Field(label=label, text=value.strip())
    year, month, day = (int(found[n]) for n in (1, 2, 3))
    if found[4] is None:
        return Field(label=label, text=f"{year:04}-{month:02}-{day:02}")
    try:
        at = datetime(year, month, day, int(found[4]), int(found[5]), min(int(found[6]), 59))
    except ValueError:
        return Field(label=label, text=value.strip())
    zone = UTC if found[7] else _zone(parameters)
    if zone is None:
        said = _ZONE.search(parameters)
        return Field(label=label, text=f"{at:%Y-%m-%d %H:%M}" + (f" ({said[1]})" if said else ""))
    # With its offset as a number: a zone's name would not live through the file.
    offset = at.replace(tzinfo=zone).utcoffset() or timedelta()
    return Field(label=label, at=datetime.fromisoformat(f"{at.isoformat()}{_signed(offset)}"))


def _signed(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _zone(parameters: str) -> ZoneInfo | None:
    said = _ZONE.search(parameters)
    try:
        return zone_named(_WINDOWS_ZONES.get(said[1], said[1])) if said else None
    except UsageError:
        return None


def _person(parameters: str, value: str) -> str:
    named = re.search(r";CN=(?:\"([^\"]*)\"|([^;:\"]*))", parameters, re.IGNORECASE)
    name = (named[1] or named[2] or "").strip() if named else ""
    address = re.sub(r"^mailto:", "", value.strip(), flags=re.IGNORECASE)
    if not name or name.lower() == address.lower():
        return address
    return f"{name} <{address}>" if "@" in address else name


def _plain(value: str) -> str:
    """Undoes what RFC 5545, 3.3.11 escapes."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)
