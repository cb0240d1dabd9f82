"""Which date counts: one table of sources in order of trust.

A wrong date is worse than none: what only the file system or a PDF's metadata says is offered to the
person and never chosen.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from dossier.intake.dates_names import dates_in_name
from dossier.intake.dates_text import dates_in_text
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
_FIRST_YEAR, _LAST_YEAR = 1990, 2079


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
    found = tuple(_candidates(draft, name, modified))
    chosen = _chosen(found, draft)
    rest = [moment for moment in found if moment is not chosen and moment.known]
    rest.sort(key=lambda moment: _place(moment.source, draft.kind))
    return (chosen, *(moment for moment in dict.fromkeys(rest) if not _same(moment, chosen)))


def _candidates(draft: Draft, name: str, modified: datetime | None) -> Iterable[Moment]:
    yield from draft.moments
    named = None if draft.kind is FileKind.CHAT else dates_in_name(name)
    if named is not None:
        yield named
    if draft.kind in _READ_FROM_TEXT:
        yield from dates_in_text(draft.text, kind=draft.kind)
    if modified is not None:
        yield Moment(
            precision=Precision.SECOND,
            at=modified.replace(microsecond=0),
            source=Source.FILE_TIME,
            evidence=modified.isoformat(timespec="seconds"),
        )


def _chosen(found: tuple[Moment, ...], draft: Draft) -> Moment:
    """Takes the first moment of the most trusted source that has one."""
    for source in TRUST[draft.kind]:
        if source is Source.EXIF and "taken" not in draft.facts:
            continue
        if source is Source.PAGE_TEXT and UNKNOWN in found:
            continue
        for moment in found:
            if moment.source is source and _plausible(moment):
                return moment
    return UNKNOWN


def _plausible(moment: Moment) -> bool:
    return moment.at is not None and _FIRST_YEAR <= moment.at.year <= _LAST_YEAR


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
        ``undated`` or one of its three forms that name what could be confirmed; ``dates-disagree``
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
    if not others:
        return warning("undated", file=name)
    first = others[0]
    match first.source:
        case Source.PDF_METADATA:
            return warning("undated-but-metadata", file=name, day=_day(first))
        case Source.FILE_TIME:
            return warning("undated-but-file-time", file=name, day=_day(first))
        case _:
            return warning("undated-but", file=name, day=_day(first), words=first.evidence, n=len(others))


def _day(moment: Moment) -> str:
    return "" if moment.at is None else moment.at.date().isoformat()


def _days_apart(one: Moment, other: Moment) -> int:
    if one.at is None or other.at is None:
        return 0
    return abs((one.at.date() - other.at.date()).days)
