"""Reads the messages of "Download your information": Messenger and Instagram, both their forms of JSON."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from dossier.basis.errors import UnreadableError
from dossier.intake.chat.draft import ChatFile, Conversation, chat_draft, owner_by_title
from dossier.intake.chat.exported import instant, parsed, rows, words
from dossier.intake.chat.media import ChatMedia
from dossier.intake.reader import Source
from dossier.model.draft import Attached, Draft
from dossier.model.flow import Message, Notice

_MEDIA: Final = ("photos", "videos", "audio_files", "files", "gifs", "media")
_PER_SECOND: Final = 1000


def read_meta_chat(source: Source) -> Draft:
    """Reads one conversation.

    Raises:
        OSError: The file cannot be read.
        UnreadableError: ``chat-damaged``.
    """
    root = _root(parsed(source.path.read_bytes()))
    said = sorted(rows(root.get("messages")), key=_count)  # the newest stands first in the file
    owner = _owner(root)
    media = ChatMedia(source.beside, source.assets)
    attached: list[Attached] = []
    messages = []
    for row in said:
        sent = media.sent(_paths(row))
        attached.extend(sent.attached)
        messages.append(
            Message(
                sender=_sender(row) or "?",
                at=_at(row),
                text="\n".join(part for part in (*_texts(row),) if part),
                own=bool(owner) and _sender(row) == owner,
                pictures=tuple(sent.pictures),
                missing=tuple(sent.missing),
                asides=(*_asides(row), *sent.asides),
            )
        )
    counts = [str(_count(row)) for row in said if _count(row)]
    return chat_draft(
        source,
        ChatFile(
            conversations=(Conversation(messages=tuple(messages)),),
            others=tuple(message.sender for message in messages if not message.own),
            evidence=f'timestamp_ms="{counts[0]}" … timestamp_ms="{counts[-1]}"' if counts else "",
            subject=_title(root),
            attached=tuple(attached),
            located=len(media.located),
        ),
    )


def named_in_meta(data: bytes) -> tuple[str, ...]:
    """Lists the files that a conversation names.

    Raises:
        UnreadableError: ``chat-damaged``.
    """
    return tuple(path for row in rows(_root(parsed(data)).get("messages")) for path in _paths(row))


def mended(text: str) -> str:
    """Undoes what older exports do to every letter beyond ASCII: each byte of its UTF-8 is a letter."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except ValueError:
        return text


def _root(root: object) -> dict[str, Any]:
    if not isinstance(root, dict) or not isinstance(root.get("messages"), list):
        raise UnreadableError("chat-damaged")
    return root


def _said(value: object) -> str:
    return words(mended(value)) if isinstance(value, str) else ""


def _sender(row: dict[str, Any]) -> str:
    return _said(row.get("sender_name")) or _said(row.get("senderName"))


def _count(row: dict[str, Any]) -> int:
    value = row.get("timestamp_ms", row.get("timestamp"))
    return value if isinstance(value, int) else 0


def _at(row: dict[str, Any]) -> datetime | None:
    return instant(_count(row), per_second=_PER_SECOND)


def _paths(row: dict[str, Any]) -> Iterator[str]:
    for key in _MEDIA:
        yield from (path for one in rows(row.get(key)) if (path := _said(one.get("uri"))))
    if isinstance(sticker := row.get("sticker"), dict) and (path := _said(sticker.get("uri"))):
        yield path


def _texts(row: dict[str, Any]) -> Iterator[str]:
    yield _said(row.get("content")) or _said(row.get("text"))
    if isinstance(share := row.get("share"), dict):
        yield from (_said(share.get(key)) for key in ("share_text", "link"))


def _asides(row: dict[str, Any]) -> Iterator[Notice]:
    if row.get("is_unsent") is True or row.get("isUnsent") is True:
        yield Notice(code="chat-withdrawn", params={})
    for one in rows(row.get("reactions")):
        said = " ".join(part for part in (_said(one.get("reaction")), _said(one.get("actor"))) if part)
        if said:
            yield Notice(code="chat-reaction", params={"said": said})


def _title(root: dict[str, Any]) -> str:
    return _said(root.get("title")) or _said(root.get("threadName")).rpartition("_")[0]


def _owner(root: dict[str, Any]) -> str:
    people = root.get("participants")
    listed = people if isinstance(people, list) else []
    names = [_said(one.get("name")) if isinstance(one, dict) else _said(one) for one in listed]
    return owner_by_title(_title(root), names)
