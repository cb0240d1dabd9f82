"""What a person should know about a piece's settled dates: none is sure, two disagree, a clock is odd.

Everything is read from the settled dates and the words that say them, so that a remark can never tell
of another date than the card shows.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final

from dossier.intake.dates.text import dates_in_text
from dossier.intake.dates.weekdays import weekday_off, yearless
from dossier.intake.dates.words import compose, fold
from dossier.model.draft import Draft
from dossier.model.finding import Finding, note, warning
from dossier.model.moment import Moment, Precision, Source

BESIDE: Final = frozenset(
    {Source.PDF_METADATA, Source.OFFICE_METADATA, Source.MEDIA_METADATA, Source.FILE_TIME}
)
"""What a program or the disk wrote beside the proof; the proof itself does not say it."""

_CODE_BESIDE: Final = {
    Source.PDF_METADATA: "undated-but-metadata",
    Source.OFFICE_METADATA: "undated-but-metadata",
    Source.MEDIA_METADATA: "undated-but-metadata",
    Source.FILE_TIME: "undated-but-file-time",
}
_DEVICES: Final = frozenset({Source.EXIF, Source.WEB_CAPTURE, Source.MEDIA_METADATA, Source.FILE_NAME})
_DEVICE_DAYS: Final = 1
"""Days by which a device and a name may differ: the zone of a journey makes one."""
_PAPER_DAYS: Final = 31
"""Days by which a paper and its name may differ: people name a paper by the day they got it."""
_SAME_CLOCK_MINUTES: Final = 45
"""From here on two clocks differ by a zone; what is less is a clock that is a little off."""
_OTHER_DAY_HOURS: Final = 26
"""No two places on earth have clocks further apart."""

_READ_CHARS: Final = 5000

GPS_CLOCK: Final = "gps-clock"
"""Fact of a picture: the satellites' clock, ISO 8601 in UTC."""
GPS_ZONE: Final = "gps-zone"
"""Fact of a picture: its offset, which the satellites' clock tells and the camera does not write."""
WRONG_CLOCK: Final = "wrong-clock"
"""Fact of a mail: its own date cannot be right, as the servers say that took it in."""
UNSET_CLOCK: Final = "unset-clock"
"""Fact of a picture: the day of its camera's clock, which seems to be where that begins, ISO 8601."""


def is_future(moment: Moment, latest: date | None, zone: tzinfo) -> bool:
    """Tells whether a date is later than the annex: a clock or a paper that cannot be right.

    One day is left for zones that are ahead of the dossier's.
    """
    begin = moment.begin(zone)
    return latest is not None and begin is not None and begin.date() > latest + timedelta(days=1)


def date_findings(
    moments: tuple[Moment, ...],
    *,
    name: str,
    draft: Draft | None = None,
    latest: date | None = None,
    zone: tzinfo = UTC,
) -> tuple[Finding, ...]:
    """Says what a person should know about a piece's settled dates.

    Args:
        moments: What ``settle`` gave.
        name: The file's name.
        draft: What its reader found, for what is told of a date that is none; None tells less.
        latest: The day of the annex.
        zone: The dossier's.

    Returns:
        One of the ``undated`` forms, which name what could be confirmed; else what makes the chosen
        date doubtful: ``dates-disagree`` and its forms, ``clock-twice``, ``clock-never``,
        ``clock-elsewhere``, ``clock-by-satellites``; mostly nothing.
    """
    chosen, others = moments[0], moments[1:]
    if not chosen.known:
        return (_undated(others, name=name, draft=draft, latest=latest, zone=zone),)
    satellites = _satellites(draft)
    found = (
        *_disagreeing(chosen, others, name),
        *_beside_satellites(chosen, satellites, name=name, zone=zone),
        *_by_satellites(chosen, draft, name=name, zone=zone),
        *_odd_clock(chosen, name, zone),
    )
    return tuple(found)


def _undated(
    others: Sequence[Moment], *, name: str, draft: Draft | None, latest: date | None, zone: tzinfo
) -> Finding:
    """Names what could be confirmed: first what the proof says, only then what stands beside it."""
    spoken = [one for one in others if one.source not in BESIDE]
    said = [one for one in spoken if not is_future(one, latest, zone)]
    future = next((one for one in spoken if one not in said), None)
    if future is not None and (not said or _would_date(future, draft)):
        return warning("undated-future", file=name, day=_day(future))
    if unset := _unset(draft, name):
        return unset
    months = [one for one in said if one.precision is Precision.MONTH]
    said = [one for one in said if one not in months]
    if months and not said:
        return warning("undated-no-day", file=name, words=months[0].evidence)
    if said:
        return _unsure_order(said, name) or _other_weekday(said, name) or _undated_but(said, name)
    return _unsaid(draft, name) or _beside(others, name)


def _would_date(future: Moment, draft: Draft | None) -> bool:
    """Tells a date that was refused from one that the words only speak of, as a guarantee's end."""
    if future.source is not Source.PAGE_TEXT or draft is None:
        return True
    return dates_in_text(draft.text, kind=draft.kind).own == future


def _unsaid(draft: Draft | None, name: str) -> Finding | None:
    """Tells of a date that is none: its year is not written."""
    if draft is None:
        return None
    words = yearless(fold(compose(draft.text[:_READ_CHARS])))
    return warning("undated-no-year", file=name, words=words) if words else None


def _unset(draft: Draft | None, name: str) -> Finding | None:
    """Tells of a camera whose clock nobody seems to have set, whatever its other dates say."""
    if draft is None or UNSET_CLOCK not in draft.facts:
        return None
    return warning("undated-clock-unset", file=name, day=draft.facts[UNSET_CLOCK])


def _beside(others: Sequence[Moment], name: str) -> Finding:
    if not others:
        return warning("undated", file=name)
    return warning(_CODE_BESIDE[others[0].source], file=name, day=_day(others[0]))


def _unsure_order(said: Sequence[Moment], name: str) -> Finding | None:
    """Tells when the likeliest figures have two readings, and nothing in the file decides."""
    if len(said) < 2 or said[0].at is None or said[1].at is None:
        return None
    one, other = said[0].at, said[1].at
    turned = (one.year, one.month, one.day) == (other.year, other.day, other.month) and one != other
    if not turned or said[0].evidence != said[1].evidence:
        return None
    words = said[0].evidence
    return warning("date-order-unsure", file=name, day=_day(said[0]), other=_day(said[1]), words=words)


def _other_weekday(said: Sequence[Moment], name: str) -> Finding | None:
    first = said[0]
    if first.at is None or first.source is not Source.PAGE_TEXT:
        return None
    if not weekday_off(fold(first.evidence), first.at):
        return None
    return warning("undated-weekday", file=name, day=_day(first), words=first.evidence)


def _undated_but(said: Sequence[Moment], name: str) -> Finding:
    """Names one or two days and the words that say them, and how many there are."""
    by_day = {_day(moment): moment for moment in reversed(said)}
    days = list(dict.fromkeys(_day(moment) for moment in said))
    first = by_day[days[0]]
    if len(days) == 1:
        return warning("undated-but", file=name, day=days[0], words=first.evidence)
    other = by_day[days[1]]
    return warning(
        "undated-but-several",
        file=name,
        day=days[0],
        words=first.evidence,
        other=days[1],
        other_words=other.evidence,
        n=len(days),
    )


def _disagreeing(chosen: Moment, others: Sequence[Moment], name: str) -> Iterator[Finding]:
    """Compares the date that counts with the name's, or a name with what the device wrote."""
    beside = Source.MEDIA_METADATA if chosen.source is Source.FILE_NAME else Source.FILE_NAME
    other = next((one for one in others if one.source is beside), None)
    allowed = _DEVICE_DAYS if chosen.source in _DEVICES else _PAPER_DAYS
    if other is None or chosen.source in (Source.CHAT, Source.MAIL_DATE, Source.MAIL_RECEIVED):
        return
    if _days_apart(chosen, other) > allowed:
        code = "dates-disagree" if chosen.source is Source.EXIF else "dates-disagree-name"
        if chosen.source is Source.FILE_NAME:
            code = "dates-disagree-film"
        yield note(code, file=name, day=_day(chosen), other=_day(other))


def _satellites(draft: Draft | None) -> datetime | None:
    written = draft.facts.get(GPS_CLOCK) if draft else None
    return datetime.fromisoformat(written) if written else None


def _beside_satellites(
    chosen: Moment, satellites: datetime | None, *, name: str, zone: tzinfo
) -> Iterator[Finding]:
    """Holds a camera's clock against the satellites', which is a witness and never a date."""
    if satellites is None or chosen.source is not Source.EXIF or chosen.at is None:
        return
    begin = chosen.begin(zone)
    assert begin is not None
    apart = abs(begin - satellites)
    same_face = abs(apart - timedelta(days=1)) < timedelta(minutes=_SAME_CLOCK_MINUTES)
    if same_face or apart >= timedelta(hours=_OTHER_DAY_HOURS):
        there = satellites.astimezone(zone).date().isoformat()
        yield note("dates-disagree-gps", file=name, day=_day(chosen), other=there)
    elif apart >= timedelta(minutes=_SAME_CLOCK_MINUTES):
        own, here = f"{begin:%H:%M}", f"{satellites.astimezone(zone):%H:%M}"
        yield note("clock-elsewhere", file=name, clock=own, other=here, zone=str(zone))


def _by_satellites(chosen: Moment, draft: Draft | None, *, name: str, zone: tzinfo) -> Iterator[Finding]:
    """Tells of a zone that only the satellites' clock says, where it is not the dossier's."""
    offset, begin = draft.facts.get(GPS_ZONE, "") if draft else "", chosen.begin(zone)
    if not offset or chosen.source is not Source.EXIF or chosen.at is None or begin is None:
        return
    if chosen.at.utcoffset() != begin.utcoffset():
        own, here = f"{chosen.at:%H:%M}", f"{begin:%H:%M}"
        day = begin.date().isoformat()
        yield note(
            "clock-by-satellites", file=name, clock=own, offset=offset, day=day, other=here, zone=str(zone)
        )


def _odd_clock(chosen: Moment, name: str, zone: tzinfo) -> Iterator[Finding]:
    """Tells of a wall clock that ran twice or never through what it shows, when summer time changes."""
    for at in (chosen.at, chosen.until):
        clocked = chosen.precision in (Precision.SECOND, Precision.MINUTE, Precision.RANGE)
        code = clock_trouble(at, zone) if at is not None and clocked else ""
        if at is not None and code:
            yield note(code, file=name, day=at.date().isoformat(), clock=f"{at:%H:%M}", zone=str(zone))
            return


def clock_trouble(at: datetime, zone: tzinfo) -> str:
    """Gives ``clock-twice`` or ``clock-never`` for a wall clock that a zone ran through so, else ""."""
    if at.tzinfo is not None:
        return ""
    first, second = at.replace(tzinfo=zone, fold=0), at.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return ""
    there = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0)
    return "clock-twice" if there == at.replace(fold=0) else "clock-never"


def _day(moment: Moment) -> str:
    return "" if moment.at is None else moment.at.date().isoformat()


def _days_apart(one: Moment, other: Moment) -> int:
    if one.at is None or other.at is None:
        return 0
    return abs((one.at.date() - other.at.date()).days)
