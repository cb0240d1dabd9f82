"""Which date counts: one table of sources in order of trust.

A wrong date is worse than none: what only the file system or a file's metadata says is offered to the
person and never chosen. Where each date is read, what says it, and whether it may count:

==================  ==========================================  ================================
source              what says it (``Moment.evidence``)          counts
==================  ==========================================  ================================
user                typed, or confirmed                         always
mail-date           the Date header                             mails, first
mail-received       the topmost Received line                   mails without a certain Date
chat                first and last message                      chats that can be read one way
web-capture         what the saving program wrote               saved pages
exif                DateTimeOriginal (with its offset)          pictures; digitised, changed, XMP
                                                                and PNG dates are only offered
file-name           the name as devices and people write it     when nothing better does; the
                                                                milliseconds of apps are offered
page-text           the words: title, label, place and day,     papers, when one day stands
                    "Imprimé le", a browser's print             clearly above all others
media-metadata      the recording's own clock                   sounds and films without a name
pdf-metadata        CreationDate                                never, offered
office-metadata     the document's created and changed          never, offered
file-time           the disk                                    never, offered
==================  ==========================================  ================================

Never chosen, and told: a day after the annex's, a year out of reason, a clock that nobody set, a
weekday that is another one, figures with two readings, a day without its year. The satellites' clock
and the day of taking in are no source at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from types import MappingProxyType
from typing import Final

from dossier.intake.dates.file_time import is_set
from dossier.intake.dates.names import dates_in_name, saved_in_name
from dossier.intake.dates.remarks import BESIDE, WRONG_CLOCK, date_findings, is_future
from dossier.intake.dates.text import TextDates, dates_in_text
from dossier.intake.dates.words import YEARS
from dossier.model.draft import Draft
from dossier.model.moment import UNKNOWN, Moment, Precision, Source
from dossier.model.piece import FileKind

__all__ = ["OFFERED", "TRUST", "date_findings", "dates_in_name", "dates_in_text", "said_dates", "settle"]

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
        # A film's own clock is often set to no zone; the name that the device gave says its wall clock.
        FileKind.MEDIA: (Source.FILE_NAME, Source.MEDIA_METADATA),
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
    Source.MEDIA_METADATA,
    Source.PDF_METADATA,
    Source.OFFICE_METADATA,
    Source.FILE_TIME,
)
"""Sources that are offered when they did not date the piece, the likeliest first."""

_READ_FROM_TEXT: Final = frozenset({FileKind.PDF, FileKind.OFFICE, FileKind.TEXT, FileKind.WEB})


def settle(
    draft: Draft,
    *,
    name: str,
    modified: datetime | None,
    said: TextDates | None = None,
    latest: date | None = None,
    zone: tzinfo = UTC,
) -> tuple[Moment, ...]:
    """Orders every date that a piece may have; the first is the one that counts.

    Args:
        draft: What its reader found.
        name: The file's name as it came in.
        modified: When the file was last written, as the disk says.
        said: What ``said_dates`` found in the draft's words, when it was asked before.
        latest: The day of the annex: no proof in it is of a later one. It never dates anything.
        zone: The dossier's, in which days are counted.

    Returns:
        The chosen date, then the others as proposals. When nothing may be trusted the first is
        ``UNKNOWN``. Never empty.
    """
    words = said_dates(draft) if said is None else said
    own = (*draft.moments, *_named(draft, name), *([words.own] if words.own else []))
    possible = tuple(one for one in own if not is_future(one, latest, zone))
    chosen = _chosen(possible, draft)
    offered = (*own, *words.others, *_unseen(draft), *_saved(modified))
    rest = [one for one in offered if one is not chosen and not _nonsense(one, latest, zone)]
    rest.sort(key=lambda moment: _place(moment.source, draft.kind))
    return (chosen, *(moment for moment in dict.fromkeys(rest) if not _same(moment, chosen)))


def said_dates(draft: Draft) -> TextDates:
    """Finds the dates that a draft's words say, of the kinds whose words may date them."""
    return dates_in_text(draft.text, kind=draft.kind) if draft.kind in _READ_FROM_TEXT else TextDates()


def _named(draft: Draft, name: str) -> Iterable[Moment]:
    named = None if draft.kind is FileKind.CHAT else dates_in_name(name) or saved_in_name(name)
    return () if named is None else (named,)


def _unseen(draft: Draft) -> tuple[Moment, ...]:
    """Gives the dates of words that no reader sees: the person may know better, the program does not."""
    found = dates_in_text(draft.unseen, kind=FileKind.WEB) if draft.unseen else TextDates()
    return found.others


def _saved(modified: datetime | None) -> Iterable[Moment]:
    if modified is None:
        return ()
    written = modified.isoformat(timespec="seconds")
    at = modified.replace(microsecond=0)
    return (Moment(precision=Precision.SECOND, at=at, source=Source.FILE_TIME, evidence=written),)


def _chosen(found: tuple[Moment, ...], draft: Draft) -> Moment:
    """Takes the first moment of the most trusted source that has one.

    A mail whose own date names no known zone says a day; the instant of its receipt says more. One
    whose own date its servers prove wrong was sent when they had it.
    """
    kind = draft.kind
    trusted = [one for source in TRUST[kind] for one in found if one.source is source and _sure(one)]
    if WRONG_CLOCK in draft.facts:
        trusted.sort(key=lambda one: one.source is Source.MAIL_DATE)
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


def _nonsense(moment: Moment, latest: date | None, zone: tzinfo) -> bool:
    """Tells what a program or disk wrote beside the proof with a clock that cannot have been right."""
    if moment.source not in BESIDE or moment.at is None:
        return False
    return not is_set(moment.at) or is_future(moment, latest, zone)


def _place(source: Source, kind: FileKind) -> int:
    trusted = (*TRUST[kind], *OFFERED)
    return trusted.index(source) if source in trusted else len(trusted)


def _same(one: Moment, other: Moment) -> bool:
    return (one.at, one.precision, one.source) == (other.at, other.precision, other.source)
