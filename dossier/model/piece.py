"""One numbered proof."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dossier.basis.digest import Digest
from dossier.model.body import Body, FlowBody
from dossier.model.finding import Finding
from dossier.model.ids import PieceId, RubricId
from dossier.model.moment import UNKNOWN, Moment


class FileKind(StrEnum):
    """What an original is, by its content, never by its suffix."""

    EMAIL = "email"
    IMAGE = "image"
    PDF = "pdf"
    WEB = "web"
    CHAT = "chat"
    OFFICE = "office"
    TEXT = "text"
    MEDIA = "media"
    OTHER = "other"


class State(StrEnum):
    """How much of the original the reader of the annex sees."""

    OK = "ok"
    REPAIRED = "repaired"
    PARTIAL = "partial"
    PLACEHOLDER = "placeholder"
    LEFT_OUT = "left-out"


class Private(StrEnum):
    """What a piece shows that not everybody must see."""

    BANK = "bank"
    MEDICAL = "medical"
    IDENTITY = "identity"


class Rendering(StrEnum):
    """What an attached piece is of the piece that it belongs to."""

    TRANSLATION = "translation"
    TRANSCRIPTION = "transcription"


STATE_ORDER = (State.OK, State.REPAIRED, State.PARTIAL, State.PLACEHOLDER, State.LEFT_OUT)


def worse(one: State, other: State) -> State:
    """Gives the worse of two states."""
    return max(one, other, key=STATE_ORDER.index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A file as it came in.

    Attributes:
        digest: SHA-256 of its bytes, its name in the assets.
        name: As it came in, without folders.
        size: Bytes.
        kind: What it is.
        pasted: Whether the program named it itself: its name says nothing about the proof.
        sent: Of what was sent in a chat, when: as ``Message.at``, none when nothing tells; None of
            everything else.
        within: Of what came inside of another file and stands for it, that file's name: an archive
            attached to a mail; "a.zip / b.zip" inside of two.
        within_size: Bytes of the outermost of these; 0 when nothing is known of it.
    """

    digest: Digest
    name: str
    size: int
    kind: FileKind
    pasted: bool = False
    sent: tuple[datetime, ...] | None = None
    within: str = ""
    within_size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MailHeader:
    """What the header block of a printed mail says; empty fields are not printed.

    Attributes:
        sender: From, decoded, as written.
        to: To, decoded.
        cc: Cc, decoded.
        at: The mail's own Date with its offset; None when it has none.
        date_line: The mail's own Date as written, when it names no certain instant.
        received_at: The topmost Received line's instant, when there is no Date.
        subject: Decoded subject.
        message_id: With its angle brackets.
    """

    sender: str = ""
    to: str = ""
    cc: str = ""
    at: datetime | None = None
    date_line: str = ""
    received_at: datetime | None = None
    subject: str = ""
    message_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """The line printed above a saved web page.

    Attributes:
        url: Where the page stood, "" when the file does not say.
        at: When it was saved; without an offset it is the dossier's wall clock.
    """

    url: str = ""
    at: datetime | None = None


Preface = MailHeader | Capture


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A call or happening noted down by the person, who has no file of it; its date is the piece's.

    Attributes:
        who: With whom, as the person writes it.
        what: What was said or happened.
    """

    who: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one piece was before it was grouped, so that a split gives it back.

    Its files, bodies and words stand in the group, in the order of the parts; here are their counts.

    Attributes:
        id: Its id.
        title: Its title.
        moment: Its date.
        alternatives: Other dates found in it.
        originals: How many of the group's files are its own.
        bodies: How many of the group's bodies are its own.
        text_chars: How many characters of the group's text are its own, without the line end between.
        state: How much of it can be shown.
        note: The person's own note.
        proves: What it proves.
        children: What was attached to it.
        repeats: Pieces that hold the same proof.
        findings: What was noticed about it.
        rubric: Where it stood; None in a file older than this field, for "where the group stands".
        parent: What it was attached to.
        preface: What we print above its own bodies.
        appendix: As ``Piece.appendix``.
        picture_key: As ``Piece.picture_key``.
        transcript: As ``Piece.transcript``.
        appendix_shown: As ``Piece.appendix_shown``.
        reason: As ``Piece.reason``.
        reason_words: As ``Piece.reason_words``.
        held_back: As ``Piece.held_back``.
        private: As ``Piece.private``.
        rendering: As ``Piece.rendering``.
        came_with: As ``Piece.came_with``.
        whole_title: Of the first part: the title that the group got when it was made; "" for this one's.
    """

    id: PieceId
    title: str
    moment: Moment
    alternatives: tuple[Moment, ...]
    originals: int
    bodies: int
    text_chars: int
    state: State
    note: str
    proves: str
    children: tuple[PieceId, ...]
    repeats: tuple[PieceId, ...]
    findings: tuple[Finding, ...]
    rubric: RubricId | None = None
    parent: PieceId | None = None
    preface: Preface | None = None
    appendix: FlowBody | None = None
    picture_key: str = ""
    transcript: str = ""
    appendix_shown: bool = False
    reason: str = ""
    reason_words: str = ""
    held_back: tuple[str, ...] = ()
    private: tuple[Private, ...] = ()
    rendering: Rendering | None = None
    came_with: PieceId | None = None
    whole_title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One numbered proof: several files, one, or none.

    Attributes:
        id: Stable key.
        title: Neutral title, as the bordereau prints it.
        rubric: Where it stands.
        moment: The date that counts.
        alternatives: Other dates found in it, the most trusted first.
        originals: Its files, untouched.
        bodies: What is printed, in order.
        preface: What we print above the first page.
        parent: The mail it was attached to; None at top level. One level only.
        included: Whether the person wants it in the annex.
        duplicate_of: The piece that certainly holds the same proof; a repeat is never printed.
        state: How much of it can be shown, as far as intake knows.
        text: Its words, for search (capped, see ``limits.TEXT_CHARS``).
        place: Its place by hand inside its rubric; None orders it by its moment.
        binned: Whether it lies in the bin; never shown then.
        note: The person's own note, never printed.
        proves: What it proves, in the person's words ("ce que cela prouve").
        event: The call or happening that it notes down, for a piece without a file.
        parts: What it was grouped from, in order; empty unless grouped.
        heir_of: The piece in the bin that it repeats and stands for, until that one comes back.
        appendix: What can be printed after its bodies: all header lines of a mail, as they came.
        appendix_shown: Whether the person wants that.
        transcript: What is said in a sound or film, in the person's words; printed on its page.
        picture_key: Perceptual key of its picture, to find likenesses; "" when it has none.
        reason: Why its rubric was proposed, as a key under ``[reason]`` in the language files; "" when
            the person chose it.
        reason_words: The words of the proof that speak for it.
        held_back: Ids of the recipients who are not to see it.
        private: What it shows that some recipients must not get, as far as the person said so.
        rendering: What it is of its parent, when it is a translation or a transcription.
        came_with: The mail or file that it came attached to, or that one's part of a group, wherever it
            stands now; None when it came by itself.
    """

    id: PieceId
    title: str
    rubric: RubricId
    moment: Moment = UNKNOWN
    alternatives: tuple[Moment, ...] = ()
    originals: tuple[Original, ...] = ()
    bodies: tuple[Body, ...] = ()
    preface: Preface | None = None
    parent: PieceId | None = None
    included: bool = True
    duplicate_of: PieceId | None = None
    state: State = State.OK
    text: str = ""
    place: int | None = None
    binned: bool = False
    note: str = ""
    proves: str = ""
    event: Event | None = None
    parts: tuple[Part, ...] = ()
    heir_of: PieceId | None = None
    appendix: FlowBody | None = None
    appendix_shown: bool = False
    transcript: str = ""
    picture_key: str = ""
    reason: str = ""
    reason_words: str = ""
    held_back: tuple[str, ...] = ()
    private: tuple[Private, ...] = ()
    rendering: Rendering | None = None
    came_with: PieceId | None = None

    @property
    def shown(self) -> bool:
        """Whether it stands in the annex."""
        return self.included and not self.binned and self.duplicate_of is None

    def shown_to(self, recipient: str) -> bool:
        """Tells whether it stands in the annex of a recipient, by its id."""
        return self.shown and recipient not in self.held_back


def ids_taken(pieces: Iterable[Piece]) -> set[PieceId]:
    """Gives every id that is taken, also those that grouped pieces get back when they are split."""
    return {taken for piece in pieces for taken in (piece.id, *(part.id for part in piece.parts))}


def attachments_in(piece: Piece) -> Iterator[tuple[PieceId, Original]]:
    """Gives what came attached to something, with what it came with; of a group, of each of its parts."""
    if not piece.parts and piece.came_with is not None and piece.originals:
        yield piece.came_with, piece.originals[0]
    first = 0
    for part in piece.parts:
        if part.came_with is not None and part.originals:
            yield part.came_with, piece.originals[first]
        first += part.originals


def joined_ids(pieces: Iterable[Piece]) -> dict[PieceId, PieceId]:
    """Says of each piece that was grouped which one holds it now; of a group's first that is itself."""
    return {part.id: piece.id for piece in pieces for part in piece.parts}
