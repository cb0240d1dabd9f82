"""From a mail, cut into its parts, to a draft: header, what was written, every attachment."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.digest import digest_of
from dossier.intake.dates.remarks import WRONG_CLOCK
from dossier.intake.flow_text import SHOWN_CHARS, keep_flow, paragraphs
from dossier.intake.mail.calendar import calendar_fields
from dossier.intake.mail.case import CaseNumber, find_case_number
from dossier.intake.mail.clock import clock_off
from dossier.intake.mail.header import header_of, moments_of, raw_header
from dossier.intake.mail.mime import Part, cut
from dossier.intake.mail.odd_header import odd_header
from dossier.intake.mail.parts import Contents, Shown, given_name, payload, sort_contents
from dossier.intake.mail.references import references
from dossier.intake.mail.unwrap import Unwrapped, unwrapped
from dossier.intake.mail.words import file_name, header_words
from dossier.intake.picture.size import picture_size
from dossier.intake.reader import Source
from dossier.intake.web.html_clean import clean
from dossier.intake.web.page_parts import PageParts
from dossier.model.draft import Attached, Draft, DraftBody, HtmlBody
from dossier.model.finding import Finding, note, warning
from dossier.model.flow import Block, Notice
from dossier.model.moment import Moment
from dossier.model.piece import FileKind, MailHeader, State

_DOT_PX: Final = 2
"""Width and height of the pictures that only tell their sender that a mail was opened."""


@dataclass(frozen=True, slots=True)
class _Mail:
    """A mail on its way to its draft.

    Attributes:
        whole: As it was cut.
        opened: Without its wrappings.
        contents: What is read, and what is attached.
        resources: What its pages can refer to.
        cut_short: Whether it has more parts than are looked at.
    """

    whole: Part
    opened: Unwrapped
    contents: Contents
    resources: PageParts
    cut_short: bool


def draft_of_mail(mail: Part, source: Source) -> Draft:
    """Makes the draft of one mail."""
    parts = _sorted(mail)
    bodies = _bodies(parts, source.assets)
    attached, told = _attached(parts, source)
    header = header_of(mail)
    words = "\n\n".join(shown.words for shown in parts.contents.shown)
    cut_short = _is_cut_short(parts)
    case = find_case_number(header.subject, words, sender=header.sender)
    moments, off = _moments(mail), clock_off(mail)
    odd = (*odd_header(mail, source.name), *([off.finding(source.name)] if off else ()))
    return Draft(
        kind=FileKind.EMAIL,
        bodies=bodies,
        preface=header,
        moments=moments,
        text=f"{header.subject}\n\n{words}"[: limits.TEXT_CHARS],
        subject=header.subject,
        sender=header.sender,
        recipients=header.to,
        message_id=header.message_id.strip("<> "),
        attached=attached,
        findings=(*_told(parts, source.name, cut_short=cut_short), *told, *odd, *_case_told(case, header)),
        state=_state(parts, cut_short=cut_short),
        appendix=raw_header(mail, source.assets),
        case_number=case.number if case else "",
        facts=references(mail) | _page(parts) | ({WRONG_CLOCK: "1"} if off and off.is_wrong else {}),
    )


def _sorted(mail: Part) -> _Mail:
    opened = unwrapped(mail)
    leaves = list(opened.mail.leaves())
    return _Mail(
        mail,
        opened,
        sort_contents(opened.mail),
        PageParts(leaves),
        cut_short=len(leaves) >= limits.MAIL_PARTS - 1,
    )


def _page(mail: _Mail) -> dict[str, str]:
    """Gives the fact "page" of a mail written as a page: a digest of the markup and of its pictures."""
    pages = [" ".join(shown.text.split()) for shown in mail.contents.shown if shown.html]
    leaves = mail.opened.mail.leaves() if pages else ()
    pictures = [digest_of(payload(leaf).data) for leaf in leaves if id(leaf) in mail.resources.used]
    return {"page": digest_of("\n".join([*pages, *pictures]).encode("utf-8", "replace"))} if pages else {}


def _is_cut_short(mail: _Mail) -> bool:
    too_long = any(len(shown.text) > SHOWN_CHARS for shown in mail.contents.shown)
    return mail.resources.full or mail.cut_short or too_long


def _told(mail: _Mail, file: str, *, cut_short: bool) -> Iterator[Finding]:
    if mail.opened.encrypted:
        yield warning("mail-encrypted", file=file)
    elif mail.opened.sealed:
        yield warning("mail-sealed", file=file)
    if mail.opened.signed:
        yield note("mail-signed", file=file)
    if cut_short:
        yield warning("text-cut", file=file)
    if mail.opened.torn:
        yield warning("office-broken", file=file)
    if mail.contents.broken:
        yield note("mail-broken", file=file)


def _case_told(case: CaseNumber | None, header: MailHeader) -> tuple[Finding, ...]:
    return (note("case-number-found", number=case.number, sender=header.sender),) if case else ()


def _state(mail: _Mail, *, cut_short: bool) -> State:
    if cut_short or mail.opened.torn or mail.opened.encrypted or mail.opened.sealed:
        return State.PARTIAL
    return State.REPAIRED if mail.contents.broken else State.OK


def _moments(mail: Part) -> tuple[Moment, ...]:
    """Gives the header's dates; when its servers contradict its own, the earliest of theirs too."""
    moments, off = moments_of(mail), clock_off(mail)
    known = {moment.at for moment in moments}
    if off is None:
        return moments
    more = () if off.moment.at in known else (off.moment,)
    first = next((n for n, one in enumerate(moments) if one.source is off.moment.source), len(moments))
    return (*moments[:first], *more, *moments[first:])


def _bodies(mail: _Mail, assets: Assets) -> tuple[DraftBody, ...]:
    """Makes the bodies in their order; plain texts that follow one another are one."""
    bodies: list[DraftBody] = []
    waiting: list[Block] = []

    def settle() -> None:
        if waiting:
            bodies.append(keep_flow(waiting, assets))
            waiting.clear()

    for shown in mail.contents.shown:
        if not shown.html:
            waiting.extend(_blocks(shown))
            continue
        settle()
        base = header_words(shown.part.header("content-location"))
        page = clean(shown.text, resolve=mail.resources, base=base, scripted=False)
        bodies.append(HtmlBody(asset=assets.put(page.encode("utf-8", "replace"))))
    settle()
    return tuple(bodies) or (keep_flow([Notice(code=_silent(mail), params={})], assets),)


def _blocks(shown: Shown) -> tuple[Block, ...]:
    if shown.part.media_type == "text/calendar":
        return calendar_fields(shown.text) or paragraphs(shown.text)
    return paragraphs(shown.text, quotes=True)


def _silent(mail: _Mail) -> str:
    """Says why a mail shows no text."""
    if mail.opened.encrypted:
        return "mail-encrypted"
    return "mail-sealed" if mail.opened.sealed else "mail-without-text"


@dataclass(frozen=True, slots=True)
class _Held:
    name: str
    data: bytes
    whole: bool


def _attached(mail: _Mail, source: Source) -> tuple[tuple[Attached, ...], list[Finding]]:
    """Keeps what is attached, without the pictures that the text shows itself."""
    told: list[Finding] = []
    wanted = [part for part in mail.contents.held if id(part) not in mail.resources.used]
    if len(wanted) > limits.ATTACHMENTS:
        told.append(warning("attachments-cut", file=source.name, n=limits.ATTACHMENTS))
    attached = []
    missing = 0
    for part in wanted[: limits.ATTACHMENTS]:
        held = _held(part)
        if _is_dot(part, held.data):
            continue
        if not held.data and part.header("x-apple-content-length"):
            missing += 1
            continue
        attached.append(Attached(name=held.name, asset=source.assets.put(held.data), size=len(held.data)))
        if not held.whole:
            told.append(note("attachment-damaged", file=held.name or source.name))
    if missing:
        told.append(warning("attachments-elsewhere", file=source.name, n=missing))
    return tuple(attached), told


def _held(part: Part) -> _Held:
    decoded = payload(part)
    name = file_name(given_name(part))
    if part.media_type == "message/rfc822":
        # Not every program heeds that attached mails go as they are (RFC 2046, 5.2.1).
        subject = file_name(header_words(cut(decoded.data).header("subject")))
        name = name or (f"{subject[:80]}.eml" if subject else "")
        name = name if name.lower().endswith(".eml") or not name else f"{name}.eml"
    return _Held(name, decoded.data, decoded.whole)


def _is_dot(part: Part, data: bytes) -> bool:
    size = picture_size(data)
    return part.disposition != "attachment" and size is not None and max(size) <= _DOT_PX
