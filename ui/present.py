"""The model in words for the window: dates, what they rest on, details, acts, and what helps."""

from collections.abc import Collection
from datetime import date, datetime, tzinfo
from email.utils import getaddresses
from typing import Final, assert_never

from babel.dates import format_date

from dossier.basis.errors import Param
from dossier.model.body import FlowBody, ImageBody, PdfBody
from dossier.model.commands.done import Act
from dossier.model.finding import Finding
from dossier.model.moment import Moment, Precision, Source
from dossier.model.piece import MailHeader, Piece
from dossier.texts.catalogue import Texts
from dossier.texts.dates import about, clock, long_day, long_month, short_day
from dossier.texts.evidence import evidence_field, evidence_figures
from ui.models.roles import Chip
from ui.theme import Tone

BETWEEN: Final = " · "
"""Between facts of one line."""

_OWN_CLOCK: Final = {Source.MAIL_DATE: "sender", Source.EXIF: "device"}
"""Whose clock stands beside the dossier's, where it is known."""

_SURE: Final = frozenset({Source.USER, Source.MAIL_DATE, Source.CHAT, Source.WEB_CAPTURE, Source.EXIF})


def when(texts: Texts, moment: Moment, zone: tzinfo, *, spoken: bool = False) -> str:
    """Writes a date for people, in the dossier's zone: "mer. 10 juin 2026, 19:12".

    A mail's or camera's own clock follows when it is another: "(23 juin, 15:20 chez l’expéditeur)".

    Args:
        texts: The window's language.
        moment: The date.
        zone: The dossier's.
        spoken: Whether weekdays are written out, to be read aloud.
    """
    begin = moment.begin(zone)
    if begin is None:
        return texts.say("date.unknown")
    match moment.precision:
        case Precision.MONTH | Precision.YEAR:
            return _whole(texts, moment, begin)
        case Precision.ABOUT:
            return about(texts, moment, day=long_day(texts, begin.date()))
        case Precision.RANGE:
            return span(texts, begin.date(), (moment.end(zone) or begin).date())
        case _:
            name = "present_weekday_spoken" if spoken else "present_weekday"
            return _clocked(texts, moment, begin, day=_in_pattern(texts, name, begin.date()))


def span(texts: Texts, first: date, last: date) -> str:
    """Writes from when to when: "le 8 juin 2026", "du 8 au 24 juin 2026"."""
    if first == last:
        return texts.say("window.present_on", day=long_day(texts, first))
    begin = long_day(texts, first)
    if first.year == last.year:
        name = "present_bare_day" if first.month == last.month else "present_day_month"
        begin = _in_pattern(texts, name, first)
    return texts.say("annex.period", first=begin, last=long_day(texts, last))


def _whole(texts: Texts, moment: Moment, begin: datetime) -> str:
    spans_year = moment.until is not None and moment.until.month != begin.month
    year = moment.precision is Precision.YEAR or spans_year
    return str(begin.year) if year else long_month(texts, begin.date())


def _clocked(texts: Texts, moment: Moment, begin: datetime, *, day: str) -> str:
    if not moment.has_clock:
        return day
    said = texts.say("window.present_clock", day=day, clock=clock(texts, begin))
    own, whose = moment.at, _OWN_CLOCK.get(moment.source)
    if own is None or whose is None or own.utcoffset() in (None, begin.utcoffset()):
        return said
    # An offset of zero is what many servers write whatever their clock: only of a camera it says the place.
    if not own.utcoffset() and moment.source is Source.MAIL_DATE:
        return said
    there = clock(texts, own)
    if own.date() != begin.date():
        day_there = _in_pattern(texts, "present_day_month", own.date())
        there = texts.say("window.present_clock", day=day_there, clock=there)
    return texts.say(f"window.present_{whose}", said=said, own=there)


def _in_pattern(texts: Texts, name: str, day: date) -> str:
    """Writes a day by a pattern of the language file, which knows the first of the month apart."""
    key = f"window.{name}_first" if day.day == 1 else f"window.{name}"
    return format_date(day, texts.say(key), locale=texts.locale)


def when_source(texts: Texts, moment: Moment) -> str:
    """Says what a date rests on, with the words that say it; "" for no date.

    What a machine wrote is said in figures: "Date de prise de vue (EXIF) : 14/05/2026 10:22:31".
    """
    if not moment.known:
        return ""
    said = origin(texts, moment)
    if not moment.evidence:
        return said
    figures = evidence_figures(texts, moment)
    if figures:
        return texts.say("window.present_figures", said=said, figures=figures)
    return texts.say("window.present_evidence", said=said, words=moment.evidence)


def origin(texts: Texts, moment: Moment) -> str:
    """Says where a date comes from, without the words that say it."""
    confirmed = moment.source is Source.USER and bool(moment.evidence)
    field = evidence_field(texts, moment)
    if not confirmed:
        return field or texts.say(f"window.present_source_{moment.source.value.replace('-', '_')}")
    said = texts.say("window.present_source_confirmed")
    return f"{said}{BETWEEN}{field}" if field else said


def other_source(texts: Texts, moment: Moment) -> str:
    """Says where a date comes from that stands beside its own figures: people's words, a machine's field."""
    words = moment.source in (Source.PAGE_TEXT, Source.FILE_NAME)
    return when_source(texts, moment) if words else origin(texts, moment)


def sureness(texts: Texts, moment: Moment, *, doubted: bool = False) -> Chip:
    """Says how far a date can be trusted: a day that somebody wrote for another purpose is looked at.

    Args:
        texts: The window's language.
        moment: The date.
        doubted: Whether what else the dossier holds speaks against it.
    """
    if not moment.known:
        return Chip(text=texts.say("window.present_date_unknown"), tone=Tone.MISSING)
    if moment.precision is Precision.ABOUT:
        return Chip(text=texts.say("window.present_date_about"), tone=Tone.NEUTRAL)
    if moment.source in _SURE and not doubted:
        return Chip(text=texts.say("window.present_date_sure"), tone=Tone.GOOD)
    return Chip(text=texts.say("window.present_date_look"), tone=Tone.LOOK)


def detail(texts: Texts, piece: Piece, *, own: Collection[str] = (), attached: int = 0) -> str:
    """Says what follows the date: sent or received, pages (or else size), what is attached.

    Args:
        texts: The window's language.
        piece: The piece.
        own: The consumer's addresses, in lower case.
        attached: How many pieces are attached to it.
    """
    pages = page_count(piece)
    size = sum(original.size for original in piece.originals)
    facts = (
        _way(texts, piece, own),
        texts.say("annex.pages", n=pages) if pages else texts.size(size) if size else "",
        texts.say("annex.attached", n=attached) if attached else "",
    )
    return BETWEEN.join(fact for fact in facts if fact)


def page_count(piece: Piece) -> int | None:
    """Counts the pages of pictures and documents; None when some are laid out only in the annex."""
    count = 0
    for body in piece.bodies:
        match body:
            case ImageBody():
                count += 1
            case PdfBody():
                count += body.pages if body.chosen is None else len(body.chosen)
            case FlowBody():
                return None
            case _:
                assert_never(body)
    return count


def _way(texts: Texts, piece: Piece, own: Collection[str]) -> str:
    """Says "envoyé" or "reçu" of a mail when one side certainly is the consumer, else nothing."""
    if not isinstance(piece.preface, MailHeader) or not own:
        return ""
    senders = _addresses(piece.preface.sender)
    readers = _addresses(piece.preface.to, piece.preface.cc)
    if senders and senders <= set(own):
        return texts.say("window.present_sent")
    if senders and readers & set(own) and not senders & set(own):
        return texts.say("window.present_received")
    return ""


def _addresses(*lines: str) -> set[str]:
    return {address.lower() for _, address in getaddresses(lines) if "@" in address}


def act(texts: Texts, done: Act) -> str:
    """Names an act in the person's words; of undoing and redoing also what was undone."""
    inner = done.params.get("act")
    params = {name: _shown(texts, value) for name, value in done.params.items() if name != "act"}
    if inner is not None:
        return texts.say(f"window.present_{done.code}", act=texts.say(f"act.{inner}", **params))
    own = f"act.{done.code}"
    return texts.say(own if texts.has(own) else f"window.present_{done.code}", **params)


def _shown(texts: Texts, value: Param) -> Param:
    """Writes a day among parameters ("2026-03-12") as the language does."""
    if isinstance(value, str) and len(value) == len("2026-03-12"):
        try:
            return short_day(texts, date.fromisoformat(value))
        except ValueError:  # words of the same length
            return value
    return value


def finding_action(finding: Finding) -> str:
    """Gives the code of the one act that helps, its words are ``window.do_<code>``; "" for none."""
    act = _ACTIONS.get(finding.code, "")
    # What became no piece cannot be read again; the file that it was in may come as a better copy.
    return "replace" if act == "password" and finding.piece is None else act


def finding_second(finding: Finding) -> str:
    """Gives the code of the other answer to what a remark proposes, as ``finding_action``; "" for none."""
    return _SECONDS.get(finding.code, "")


_HELPED_BY: Final = {
    "date": (
        "ambiguous-dates clock-by-satellites clock-elsewhere clock-never clock-twice date-far-before "
        "date-from-name date-from-text dates-far-before "
        "date-order-month-first date-order-unsure dates-disagree dates-disagree-film dates-disagree-gps "
        "dates-disagree-name "
        "dates-to-check mail-clock-off mail-clock-off-days mail-date-no-zone mail-date-weekday undated "
        "undated-but undated-but-file-time undated-but-metadata undated-but-several undated-clock-unset "
        "undated-clocks-unset "
        "undated-future undated-no-day undated-no-year undated-weekday words-unseen"
    ),
    "compare": "possible-repeat",
    "pages": "long-terms pages-cut",
    "password": "archive-locked locked",
    "transcript": "film-beside sound-beside",
    "days": "chat-extract chat-extract-since chat-extract-until chat-long",
    "group": "one-chat one-scroll one-thread",
    "party": "party-found party-found-yourself",
    "case": "case-number-found",
    "hide": "bank-inside forbidden-bank forbidden-identity forbidden-medical mediation-confidential",
    "checklist": (
        "bic-missing conditions-unknown details-held-back held-back-from held-back-gap iban-missing "
        "left-out-gap "
        "key-date-ahead last-day needs-held needs-missing price-asked-for recipient-closed "
        "reference-too-short too-early too-late"
    ),
    "add": (
        "archive-links-skipped archive-locked-strongly archive-too-large "
        "archive-too-nested archive-unlisted attachment-not-inside attachments-cut attachments-elsewhere "
        "awaited-damaged awaited-lost "
        "file-too-large link-skipped mailbox-cut nested-too-deep no-piece no-such-file not-shown-archive "
        "office-embedded page-others-inside pdf-attachment-lost picture-pages-cut sheets-hidden slides-hidden"
    ),
    "replace": (
        "archive-damaged archive-kept archive-torn attachment-damaged beside-damaged cannot-read chat-cut "
        "chat-damaged chat-empty chat-incomplete damaged empty-file flow-cut layout-not-reproduced "
        "mail-encrypted mail-sealed not-drawn not-shown not-what-its-name-says office-broken "
        "office-cut office-empty office-not-shown office-print-cut office-review office-today "
        "office-today-not-shown "
        "office-too-large page-not-inside page-record-torn page-torn page-unreadable "
        "page-without-text pages-missing pdf-unreadable picture-truncated "
        "picture-unreadable print-clipped print-empty print-failed print-memory print-timeout repaired "
        "rows-cut text-empty too-many-pixels unknown-format unreadable worker-crashed worker-failed "
        "worker-memory worker-output worker-timeout xfa-form"
    ),
}
_ACTIONS: Final = {code: action for action, codes in _HELPED_BY.items() for code in codes.split()}

_SECONDS: Final = {
    "possible-repeat": "both",
    "one-chat": "apart",
    "one-scroll": "apart",
    "one-thread": "apart",
    "party-found": "dismiss",
    "party-found-yourself": "dismiss",
    "case-number-found": "dismiss",
}
"""What is proposed can be answered with no."""
