"""Reads what Telegram Desktop exports: ``result.json``, of one chat or of all."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from dossier.basis.errors import UnreadableError
from dossier.intake.chat.draft import ChatFile, Conversation, chat_draft
from dossier.intake.chat.exported import instant, parsed, rows, words
from dossier.intake.chat.media import ChatMedia
from dossier.intake.dates.words import YEARS
from dossier.intake.reader import Source
from dossier.model.draft import Attached, Draft
from dossier.model.flow import Message, Notice, shortened
from dossier.press.omitted import Omitted

_MEDIA: Final = ("photo", "file")
_NOT_INCLUDED: Final = re.compile(r"\(File |\(.{1,60}(?:not included|unavailable|exceeds)", re.IGNORECASE)
"""What stands in place of a path when the person exported without media, or the file was too large."""
_OMITTED: Final = {
    "photo": Omitted.IMAGE,
    "voice_message": Omitted.AUDIO,
    "audio_file": Omitted.AUDIO,
    "video_message": Omitted.VIDEO,
    "video_file": Omitted.VIDEO,
    "animation": Omitted.VIDEO,
    "sticker": Omitted.STICKER,
}
_ACTIONS: Final = {
    "joined_telegram": "chat-joined-telegram",
    "pin_message": "chat-pinned",
    "create_group": "chat-group-made",
    "edit_group_title": "chat-group-named",
    "edit_group_photo": "chat-group-pictured",
    "invite_members": "chat-members-added",
    "remove_members": "chat-members-removed",
}
"""What happened, as an export names it, and our words for it; other happenings keep their name."""

_LONGEST_CALL_SECONDS: Final = 24 * 3600
_UNANSWERED: Final = frozenset({"missed", "busy"})
_OF_ONE: Final = frozenset({"personal_chat", "bot_chat"})


def read_telegram(source: Source) -> Draft:
    """Reads an export.

    Raises:
        OSError: The file cannot be read.
        UnreadableError: ``chat-damaged``.
    """
    root = parsed(source.path.read_bytes())
    media = ChatMedia(source.beside, source.assets)
    attached: list[Attached] = []
    conversations = []
    others: list[str] = []
    dates: list[str] = []
    for chat in _chats(root):
        own = _own_test(chat, _account(root))
        said = _Chat(chat, media, attached)
        conversations.append(Conversation(messages=tuple(said.messages(own)), title=words(chat.get("name"))))
        others.extend(message.sender for message in conversations[-1].messages if not message.own)
        dates.extend(words(row.get("date")) or str(row.get("date_unixtime", "")) for row in said.rows)
    written = [date for date in dates if date]
    names = [one.title for one in conversations if one.messages]
    return chat_draft(
        source,
        ChatFile(
            conversations=tuple(conversations),
            others=tuple(others) or tuple(names),
            evidence=f'date="{min(written)}" … date="{max(written)}"' if written else "",
            subject=names[0] if len(names) == 1 else "",
            attached=tuple(attached),
            located=len(media.located),
            app="Telegram",
        ),
    )


def named_in_telegram(data: bytes) -> tuple[str, ...]:
    """Lists the files that an export names.

    Raises:
        UnreadableError: ``chat-damaged``.
    """
    said = (row for chat in _chats(parsed(data)) for row in rows(chat.get("messages")))
    return tuple(path for row in said for path in _paths(row))


def _chats(root: object) -> list[dict[str, Any]]:
    """Gives the chats of an export of one, and of one of all."""
    if not isinstance(root, dict):
        raise UnreadableError("chat-damaged")
    if isinstance(root.get("messages"), list):
        return [root]
    lists = (root.get(key) for key in ("chats", "left_chats"))
    return [chat for one in lists if isinstance(one, dict) for chat in rows(one.get("list"))]


def _account(root: object) -> str:
    person = root.get("personal_information") if isinstance(root, dict) else None
    number = person.get("user_id") if isinstance(person, dict) else None
    return f"user{number}" if isinstance(number, int) else ""


def _own_test(chat: dict[str, Any], account: str) -> tuple[str, bool]:
    """Gives an id, and whether it is the owner's own or the other one's; "" when nothing tells."""
    if account:
        return account, True
    other = chat.get("id")
    return (f"user{other}", False) if chat.get("type") in _OF_ONE and isinstance(other, int) else ("", True)


def _paths(row: dict[str, Any]) -> Iterator[str]:
    for key in _MEDIA:
        path = words(row.get(key))
        if path and not _NOT_INCLUDED.match(path):
            yield path


class _Chat:
    """One chat of an export."""

    def __init__(self, chat: dict[str, Any], media: ChatMedia, attached: list[Attached]) -> None:
        self.rows = rows(chat.get("messages"))
        self._media = media
        self._attached = attached
        self._said = {
            row["id"]: _text(row.get("text")) for row in self.rows if isinstance(row.get("id"), int)
        }

    def messages(self, own: tuple[str, bool]) -> Iterator[Message]:
        for row in self.rows:
            yield self._service(row) if row.get("type") == "service" else self._message(row, own)

    def _service(self, row: dict[str, Any]) -> Message:
        happened = _happened(row)
        action = "" if happened else words(row.get("action")).replace("_", " ")
        whom = ", ".join(name for name in _names(row.get("members")) if name)
        parts = (words(row.get("actor")), action, words(row.get("title")), whom, _text(row.get("text")))
        said = " · ".join(part for part in parts if part)
        return Message(sender="", at=_at(row), text=said, asides=tuple(happened))

    def _message(self, row: dict[str, Any], own: tuple[str, bool]) -> Message:
        sent = self._media.sent(_paths(row))
        self._attached.extend(sent.attached)
        sender, who = words(row.get("from")) or words(row.get("actor")), words(row.get("from_id"))
        mine = bool(own[0]) and bool(who) and (who == own[0]) is own[1]
        return Message(
            sender=sender or who or "?",
            at=_at(row),
            text="\n".join(part for part in (_text(row.get("text")), *_besides(row)) if part),
            own=mine or False,
            pictures=tuple(sent.pictures),
            missing=(*sent.missing, *_omitted(row)),
            asides=(*self._asides(row), *sent.asides),
        )

    def _asides(self, row: dict[str, Any]) -> Iterator[Notice]:
        answered = row.get("reply_to_message_id")
        quoted = self._said.get(answered, "") if isinstance(answered, int) else ""
        if quoted:
            yield Notice(code="chat-reply", params={"said": shortened(quoted)})
        if forwarded := words(row.get("forwarded_from")):
            yield Notice(code="chat-forwarded", params={"who": forwarded})
        if "edited" in row or "edited_unixtime" in row:
            yield Notice(code="chat-edited", params={})
        for reaction in rows(row.get("reactions")):
            who = ", ".join(name for one in rows(reaction.get("recent")) if (name := words(one.get("from"))))
            said = " ".join(part for part in (words(reaction.get("emoji")), who) if part)
            if said:
                yield Notice(code="chat-reaction", params={"said": said})


def _at(row: dict[str, Any]) -> datetime | None:
    """Reads a message's instant; older exports have only the clock of the exporting computer."""
    at = instant(row.get("date_unixtime"))
    if at is not None:
        return at
    try:
        wall = datetime.fromisoformat(words(row.get("date")))
    except ValueError:
        return None
    return wall if wall.year in YEARS else None


def _happened(row: dict[str, Any]) -> list[Notice]:
    """Words what a line of the system tells; nothing when we have no words for it."""
    action, seconds = words(row.get("action")), row.get("duration_seconds")
    if action != "phone_call":
        return [Notice(code=code, params={}) for code in (_ACTIONS.get(action),) if code]
    if words(row.get("discard_reason")) in _UNANSWERED:
        return [Notice(code="chat-call-unanswered", params={})]
    if isinstance(seconds, int) and 0 < seconds < _LONGEST_CALL_SECONDS:
        return [Notice(code="chat-call", params={"length": str(timedelta(seconds=seconds))})]
    return [Notice(code="chat-call-tried", params={})]


def _names(value: object) -> list[str]:
    return [words(name) for name in value] if isinstance(value, list) else []


def _text(value: object) -> str:
    """Joins a text that is cut at its bold words and links."""
    if not isinstance(value, list):
        return words(value)
    parts = (part.get("text") if isinstance(part, dict) else part for part in value)
    return words("".join(part for part in parts if isinstance(part, str)))


def _omitted(row: dict[str, Any]) -> Iterator[str]:
    for key in _MEDIA:
        if _NOT_INCLUDED.match(words(row.get(key))):
            kind = _OMITTED.get("photo" if key == "photo" else words(row.get("media_type")))
            yield words(row.get("file_name")) or str(kind or Omitted.DOCUMENT)


def _besides(row: dict[str, Any]) -> Iterator[str]:
    """Gives what was sent that is neither words nor a file: a contact, a place, a poll."""
    contact, place, poll = (
        one if isinstance(one := row.get(key), dict) else {}
        for key in ("contact_information", "location_information", "poll")
    )
    yield " ".join(words(contact.get(key)) for key in ("first_name", "last_name", "phone_number")).strip()
    if place:
        yield f"{place.get('latitude')}, {place.get('longitude')}"
    yield words(poll.get("question"))
    yield from (f"– {words(answer.get('text'))}" for answer in rows(poll.get("answers")))
