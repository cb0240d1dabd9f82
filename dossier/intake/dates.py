"""Which date counts: one table of sources in order of trust.

A wrong date is worse than none: what only the file system or a PDF's metadata says is offered to the
person and never chosen.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Final

from dossier.intake.dates_names import dates_in_name
from dossier.intake.dates_text import TextDates, dates_in_text
from dossier.intake.dates_words import YEARS
from dossier.model.draft import Draft
from dossier.model.finding import Finding, note, warning
from dossier.model.moment import UNKNOWN, Moment, Precision, Source
from dossier.model.piece import FileKind

__all__ = ["OFFERED", "TRUST", "date_findings", "dates_in_name", "dates_in_text", "settle"]

TRUST: Final[Mapping[FileKind, tuple[Source, ...]]] = MappingProxyType(
    {
        FileKind.EMAIL: (Source.MAIL_DATE, Source.MAIL_RECEIVED, Source.FILE_NAME),
        # The name of an export says when it was exported, so it never dates a chat.
        FileKind.CHAT: (Source.CHAT,),
        # The words of a page date its subject, not the day it was seen.
        FileKind.WEB: (Source.WEB_CAPTURE, Source.FILE_NAME),
        FileKind.IMAGE: (Source.EXIF, Source.FILE_NAME),
        FileKind.PDF: (Source.PAGE_TEXT, Source.FILE_NAME),
        FileKind.OFFICE: (Source.PAGE_TEXT, Source.FILE_NAME),
        FileKind.TEXT: (Source.PAGE_TEXT, Source.FILE_NAME),
        FileKind.MEDIA: (Source.FILE_NAME,),
        FileKind.OTHER: (Source.FILE_NAME,),
    }
)
"""Sources that may date each kind of file by themselves, the most trusted first."""

OFFERED: Final = (
    Source.PAGE_TEXT,
    Source.EXIF,
    Source.MAIL_DATE,
    Source.MAIL_RECEIVED,
    Source.WEB_CAPTURE,
    Source.PDF_METADATA,
    Source.FILE_TIME,
)
"""Sources that are offered when they did not date the piece, the likeliest first."""

_READ_FROM_TEXT: Final = frozenset({FileKind.PDF, FileKind.OFFICE, FileKind.TEXT, FileKind.WEB})
_BY_ITSELF: Final = frozenset({Source.PDF_METADATA, Source.FILE_TIME})
"""What a program or the disk wrote beside the proof; the proof itself does not say it."""


def settle(draft: Draft, *, name: str, modified: datetime | None) -> tuple[Moment, ...]:
    """Orders every date that a piece may have; the first is the one that counts.

    Args:
        draft: What its reader found.
        name: The file's name as it came in.
        modified: When the file was last written, as the disk says.

    Returns:
        The chosen date, then the others as proposals. When nothing may be trusted the first is
        ``UNKNOWN``. Never empty.
    """
    words = dates_in_text(draft.text, kind=draft.kind) if draft.kind in _READ_FROM_TEXT else TextDates()
    own = (*draft.moments, *_named(draft, name), *([words.own] if words.own else []))
    chosen = _chosen(own, draft.kind)
    rest = [moment for moment in (*own, *words.others, *_saved(modified)) if moment is not chosen]
    rest.sort(key=lambda moment: _place(moment.source, draft.kind))
    return (chosen, *(moment for moment in dict.fromkeys(rest) if not _same(moment, chosen)))


def _named(draft: Draft, name: str) -> Iterable[Moment]:
    named = None if draft.kind is FileKind.CHAT else dates_in_name(name)
    return () if named is None else (named,)


def _saved(modified: datetime | None) -> Iterable[Moment]:
    if modified is None:
        return ()
    written = modified.isoformat(timespec="seconds")
    at = modified.replace(microsecond=0)
    return (Moment(precision=Precision.SECOND, at=at, source=Source.FILE_TIME, evidence=written),)


def _chosen(found: tuple[Moment, ...], kind: FileKind) -> Moment:
    """Takes the first moment of the most trusted source that has one.

    A mail whose own date names no known zone says a day; the instant of its receipt says more.
    """
    trusted = [one for source in TRUST[kind] for one in found if one.source is source and _sure(one)]
    if kind is FileKind.EMAIL and trusted and trusted[0].source is Source.MAIL_DATE:
        clocked = (one for one in trusted if one.has_clock and one.source is not Source.FILE_NAME)
        return next(clocked, trusted[0])
    return _only_reading(trusted[0], trusted) if trusted else UNKNOWN


def _only_reading(best: Moment, trusted: Sequence[Moment]) -> Moment:
    """Keeps a chat's span unless its figures have a second reading: then nobody knows."""
    twice = best.source is Source.CHAT and any(
        one.source is Source.CHAT and not _same(one, best) for one in trusted
    )
    return UNKNOWN if twice else best


def _sure(moment: Moment) -> bool:
    """Tells whether a moment may count; one that a proof gives as about its date is only offered."""
    return moment.at is not None and moment.at.year in YEARS and moment.precision is not Precision.ABOUT


def _place(source: Source, kind: FileKind) -> int:
    trusted = (*TRUST[kind], *OFFERED)
    return trusted.index(source) if source in trusted else len(trusted)


def _same(one: Moment, other: Moment) -> bool:
    return (one.at, one.precision, one.source) == (other.at, other.precision, other.source)


def date_findings(moments: tuple[Moment, ...], *, name: str) -> tuple[Finding, ...]:
    """Says what a person should know about a piece's settled dates.

    Args:
        moments: What ``settle`` gave.
        name: The file's name.

    Returns:
        ``undated`` or one of its forms that name what could be confirmed; ``dates-disagree``
        when a photo's own date and its name are more than a day apart; else nothing.
    """
    chosen, others = moments[0], moments[1:]
    if not chosen.known:
        return (_undated(others, name),)
    if chosen.source is Source.EXIF:
        for other in others:
            if other.source is Source.FILE_NAME and _days_apart(chosen, other) > 1:
                return (note("dates-disagree", file=name, day=_day(chosen), other=_day(other)),)
    return ()


def _undated(others: tuple[Moment, ...], name: str) -> Finding:
    """Names what could be confirmed: first what the proof says, only then what stands beside it."""
    said = [moment for moment in others if moment.source not in _BY_ITSELF]
    if said:
        return _undated_but(said, name)
    if not others:
        return warning("undated", file=name)
    beside = others[0]
    code = "undated-but-metadata" if beside.source is Source.PDF_METADATA else "undated-but-file-time"
    return warning(code, file=name, day=_day(beside))


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


def _day(moment: Moment) -> str:
    return "" if moment.at is None else moment.at.date().isoformat()


def _days_apart(one: Moment, other: Moment) -> int:
    if one.at is None or other.at is None:
        return 0
    return abs((one.at.date() - other.at.date()).days)
