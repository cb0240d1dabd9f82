"""Reads conversations that other programs exported as plain text: Signal's and iMessage's."""

from collections.abc import Iterable, Iterator

from dossier.intake.charsets import decode
from dossier.intake.chat.draft import ChatFile, Conversation, chat_draft
from dossier.intake.chat.imessage_text import Imessage, read_imessage_text
from dossier.intake.chat.media import ChatMedia
from dossier.intake.chat.signal_text import SignalMessage, read_signal_text
from dossier.intake.flow_text import tidy
from dossier.intake.reader import Source
from dossier.model.draft import Attached, Draft
from dossier.model.flow import Message, Notice, shortened

_OWNER = "Me"


def read_signal(source: Source) -> Draft:
    """Reads a conversation of Signal.

    Raises:
        OSError: The file cannot be read.
    """
    said = read_signal_text(tidy(decode(source.path.read_bytes())))
    media = ChatMedia(source.beside, source.assets)
    spoken = ((one, one.own, _signal_asides(one)) for one in said)
    return _draft(source, spoken, media, app="Signal")


def named_in_signal(data: bytes) -> tuple[str, ...]:
    """Lists the files that a conversation names."""
    return tuple(path for one in read_signal_text(tidy(decode(data))) for path in one.files)


def read_imessage(source: Source) -> Draft:
    """Reads a conversation of iMessage.

    Raises:
        OSError: The file cannot be read.
    """
    media = ChatMedia(source.beside, source.assets)
    said = read_imessage_text(tidy(decode(source.path.read_bytes())), came=media.holds)
    spoken = ((one, one.sender == _OWNER, _imessage_asides(one)) for one in said)
    return _draft(source, spoken, media, app="iMessage")


def named_in_imessage(data: bytes) -> tuple[str, ...]:
    """Lists the files that a conversation names."""
    said = read_imessage_text(tidy(decode(data)), came=lambda _: True)
    return tuple(path for one in said for path in one.files)


def _signal_asides(said: SignalMessage) -> Iterator[Notice]:
    if said.quoted:
        yield Notice(code="chat-reply", params={"said": shortened(said.quoted)})
    yield from (Notice(code="chat-reaction", params={"said": one}) for one in said.reactions)


def _imessage_asides(said: Imessage) -> Iterator[Notice]:
    if said.deleted:
        yield Notice(code="chat-deleted", params={"said": said.deleted})
    yield from (Notice(code="chat-reaction", params={"said": one}) for one in said.reactions)


def _draft(
    source: Source,
    spoken: Iterable[tuple[SignalMessage | Imessage, bool, Iterable[Notice]]],
    media: ChatMedia,
    *,
    app: str,
) -> Draft:
    """Makes the draft of one conversation.

    Args:
        source: Its file.
        spoken: Each message, whether the consumer's own telephone sent it, and what is told of it.
        media: What came along.
        app: The program that wrote it.
    """
    messages: list[Message] = []
    attached: list[Attached] = []
    written: list[str] = []
    for one, own, asides in spoken:
        sent = media.sent(one.files)
        attached.extend(sent.attached)
        written.append(one.written)
        messages.append(
            Message(
                sender=one.sender,
                at=one.at,
                text=one.text,
                own=own,
                pictures=tuple(sent.pictures),
                missing=tuple(sent.missing),
                asides=(*asides, *sent.asides),
            )
        )
    return chat_draft(
        source,
        ChatFile(
            conversations=(Conversation(messages=tuple(messages)),),
            others=tuple(message.sender for message in messages if not message.own),
            evidence=f"{written[0]} … {written[-1]}" if written else "",
            attached=tuple(attached),
            located=len(media.located),
            app=app,
        ),
    )
