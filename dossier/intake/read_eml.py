"""Reads e-mails: header, what was written, and every attachment."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.intake.flow_text import SHOWN_CHARS, keep_flow, paragraphs
from dossier.intake.html_clean import clean
from dossier.intake.mail_dates import day_moment, header_date, header_day, header_moment, received_part
from dossier.intake.mail_parts import Contents, Shown, given_name, payload, sort_contents
from dossier.intake.mail_words import file_name, header_words, one_line
from dossier.intake.mime import Part, cut
from dossier.intake.page_parts import PageParts
from dossier.intake.picture_size import picture_size
from dossier.intake.reader import Source
from dossier.model.draft import Attached, Draft, DraftBody, HtmlBody
from dossier.model.finding import Finding, note, warning
from dossier.model.flow import Notice
from dossier.model.moment import Moment
from dossier.model.moment import Source as MomentSource
from dossier.model.piece import FileKind, MailHeader, State

_LINE_CHARS: Final = 2000
"""Characters of a header line that are printed: a list of 20,000 recipients would fill pages."""

_DOT_PX: Final = 2
"""Width and height of the pictures that only tell their sender that a mail was opened."""


def read_eml(source: Source) -> Draft:
    """Reads one mail (RFC 5322), however it is broken.

    Raises:
        OSError: The file cannot be read.
    """
    mail = cut(source.path.read_bytes())
    contents = sort_contents(mail)
    resources = PageParts(mail.leaves())
    bodies = _bodies(contents, resources, source.assets)
    attached, told = _attached(contents, resources, source)
    header = _header(mail)
    words = "\n\n".join(shown.words for shown in contents.shown)
    cut_short = resources.full or any(len(shown.text) > SHOWN_CHARS for shown in contents.shown)
    if cut_short:
        told.append(warning("text-cut", file=source.name))
    if contents.broken:
        told.append(note("mail-broken", file=source.name))
    return Draft(
        kind=FileKind.EMAIL,
        bodies=bodies,
        preface=header,
        moments=_moments(mail),
        text=f"{header.subject}\n\n{words}"[: limits.TEXT_CHARS],
        subject=header.subject,
        sender=header.sender,
        recipients=header.to,
        message_id=header.message_id.strip("<> "),
        attached=attached,
        findings=tuple(told),
        state=_state(contents, cut_short=cut_short),
    )


def _state(contents: Contents, *, cut_short: bool) -> State:
    if cut_short or contents.sealed:
        return State.PARTIAL
    return State.REPAIRED if contents.broken else State.OK


def _header(mail: Part) -> MailHeader:
    at = _own_date(mail)
    received = _received(mail)
    return MailHeader(
        sender=_line(mail, "from") or _line(mail, "sender"),
        to=_line(mail, "to"),
        cc=_line(mail, "cc"),
        at=at,
        date_line="" if at else _line(mail, "date"),
        received_at=received[0] if received and at is None else None,
        subject=_line(mail, "subject"),
        message_id=_line(mail, "message-id"),
    )


def _line(mail: Part, name: str) -> str:
    """Gives a header as one line; several of one name are one list."""
    values = [value for found, value in mail.headers if found == name]
    said = ", ".join(text for value in values if (text := header_words(value)))
    return said if len(said) <= _LINE_CHARS else said[:_LINE_CHARS].rstrip() + " …"


def _own_date(mail: Part) -> datetime | None:
    return header_date(header_words(mail.header("date")))


def _received(mail: Part) -> tuple[datetime, str] | None:
    """Gives the topmost Received date that can be read, with its words."""
    for name, value in mail.headers:
        if name == "received":
            words = received_part(value.decode("utf-8", "replace"))
            at = header_date(words)
            if at is not None:
                return at, words
    return None


def _moments(mail: Part) -> tuple[Moment, ...]:
    at, received = _own_date(mail), _received(mail)
    day = header_day(header_words(mail.header("date")))
    evidence = f"Date: {one_line(mail.header('date').decode('utf-8', 'replace'))}"
    moments = []
    if at is not None:
        moments.append(header_moment(at, source=MomentSource.MAIL_DATE, evidence=evidence))
    elif day is not None:
        moments.append(day_moment(day, source=MomentSource.MAIL_DATE, evidence=evidence))
    if received is not None:
        moments.append(header_moment(received[0], source=MomentSource.MAIL_RECEIVED, evidence=received[1]))
    return tuple(moments)


def _bodies(contents: Contents, resources: PageParts, assets: Assets) -> tuple[DraftBody, ...]:
    """Makes the bodies in their order; plain texts that follow one another are one."""
    bodies: list[DraftBody] = []
    waiting: list[Shown] = []

    def settle() -> None:
        if waiting:
            blocks = [p for shown in waiting for p in paragraphs(shown.text, quotes=True)]
            bodies.append(keep_flow(blocks, assets))
            waiting.clear()

    for shown in contents.shown:
        if not shown.html:
            waiting.append(shown)
            continue
        settle()
        base = header_words(shown.part.header("content-location"))
        page = clean(shown.text, resolve=resources, base=base, scripted=False)
        bodies.append(HtmlBody(asset=assets.put(page.encode("utf-8", "replace"))))
    settle()
    if not bodies:
        code = "mail-sealed" if contents.sealed else "mail-without-text"
        bodies.append(keep_flow([Notice(code=code, params={})], assets))
    return tuple(bodies)


@dataclass(frozen=True, slots=True)
class _Held:
    name: str
    data: bytes
    whole: bool


def _attached(
    contents: Contents, resources: PageParts, source: Source
) -> tuple[tuple[Attached, ...], list[Finding]]:
    """Keeps what is attached, without the pictures that the text shows itself."""
    told: list[Finding] = []
    if contents.sealed:
        told.append(warning("mail-sealed", file=source.name))
    wanted = [part for part in contents.held if id(part) not in resources.used]
    if len(wanted) > limits.ATTACHMENTS:
        told.append(warning("attachments-cut", file=source.name, n=limits.ATTACHMENTS))
    attached = []
    for part in wanted[: limits.ATTACHMENTS]:
        held = _held(part)
        if _is_dot(part, held.data):
            continue
        attached.append(Attached(name=held.name, asset=source.assets.put(held.data), size=len(held.data)))
        if not held.whole:
            told.append(note("attachment-damaged", file=held.name or source.name))
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
