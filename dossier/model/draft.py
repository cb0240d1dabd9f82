"""What a reader makes of one file: a piece before it has a place in a dossier."""

from dataclasses import dataclass, field
from datetime import datetime

from dossier.basis.digest import Digest
from dossier.model.body import FlowBody, ImageBody, PdfBody
from dossier.model.finding import Finding
from dossier.model.moment import Moment
from dossier.model.piece import FileKind, Preface, State


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlBody:
    """A page to be printed by the web engine before the draft is complete.

    Attributes:
        asset: One self-contained, disarmed HTML document in UTF-8: pictures as ``data:``, no script.
    """

    asset: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeBody:
    """An office document, to be printed by LibreOffice before the draft is complete.

    Attributes:
        asset: The document's bytes.
        suffix: What its name must end with for LibreOffice to know it, without the dot.
        instead: Its content without its layout, for a computer on which LibreOffice cannot print it.
        cut: Whether that shows only a part of it.
    """

    asset: Digest
    suffix: str
    instead: tuple[ImageBody | PdfBody | FlowBody, ...]
    cut: bool = False


DraftBody = ImageBody | PdfBody | FlowBody | HtmlBody | OfficeBody


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file found inside another one, to be read in its turn.

    Attributes:
        name: As the container names it; "" when it does not.
        asset: Its bytes.
        size: Bytes.
    """

    name: str
    asset: Digest
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """A file that was sent in a chat.

    Attributes:
        asset: Its bytes.
        at: When, as ``Message.at``; none when nothing tells.
        heard: Whether it is a sound or a film, which no page can show.
    """

    asset: Digest
    at: tuple[datetime, ...]
    heard: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One of several conversations of a file, each a proof of its own; fields as those of ``Draft``."""

    bodies: tuple[FlowBody, ...]
    moments: tuple[Moment, ...]
    text: str
    sender: str
    attached: tuple[Attached, ...]
    sent: tuple[SentFile, ...]
    findings: tuple[Finding, ...]
    state: State
    facts: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One file, read.

    Attributes:
        kind: What it is, by its content.
        bodies: What is printed, in order; none means a placeholder page.
        preface: What we print above the first page.
        moments: Every date found, the most trusted first; empty when nothing dates it.
        text: Its words, for sorting and search, capped.
        unseen: Words that stand in it but that no reader sees; their dates are only offered.
        subject: What it calls itself: a mail's subject, a page's title, a document's first heading.
        sender: Who it is from, as written; "" when it does not say.
        recipients: Whom it is to, as written.
        message_id: A mail's Message-ID, without brackets and in its own case; "" else.
        picture_key: Perceptual key of its picture in hexadecimal digits, "" when it has none.
        attached: Files inside it, in their order.
        sent: Of a chat, the files that came with its messages.
        findings: What was noticed, without a piece yet.
        state: How much can be shown.
        appendix: All header lines of a mail, to be printed last when the person wants them.
        case_number: The number that a recipient's acknowledgement gives the demand; "" else.
        facts: Small named facts for titles ("messages" of a chat, "host" of a page, "pages").
        talks: Of a file that holds several conversations, each of them; what was noticed of the file as
            a whole then stands here, and nothing else.
    """

    kind: FileKind
    bodies: tuple[DraftBody, ...] = ()
    preface: Preface | None = None
    moments: tuple[Moment, ...] = ()
    text: str = ""
    unseen: str = ""
    subject: str = ""
    sender: str = ""
    recipients: str = ""
    message_id: str = ""
    picture_key: str = ""
    attached: tuple[Attached, ...] = ()
    sent: tuple[SentFile, ...] = ()
    findings: tuple[Finding, ...] = ()
    state: State = State.OK
    appendix: FlowBody | None = None
    case_number: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    talks: tuple[Talk, ...] = ()
