"""Reads ``messages.html`` as Telegram Desktop exports it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import unescape
from typing import Final

from dossier.intake.charsets import decode_page
from dossier.intake.chat.draft import ChatFile, Conversation, chat_draft, owner_by_title
from dossier.intake.chat.media import ChatMedia, Sent
from dossier.intake.dates.words import YEARS
from dossier.intake.flow_text import tidy
from dossier.intake.reader import Source
from dossier.intake.web.html_tokens import Kind, Token, tokens
from dossier.model.draft import Attached, Draft
from dossier.model.flow import Message, Notice

_AT: Final = re.compile(
    r"(\d{2})\.(\d{2})\.(\d{4}) (\d{2}):(\d{2}):(\d{2})(?: UTC([+-]\d{2}:\d{2}))?", re.ASCII
)
_DAY: Final = re.compile(r"\d{1,2} [^\W\d]{3,20} \d{4}")
"""A line that begins a day, as ours does."""
_SPACES: Final = re.compile(r"[ \t\n]+")
_TAKEN: Final = frozenset(
    {"from_name", "text", "date", "reply_to", "forwarded", "title", "status", "service"}
)
_VOID: Final = frozenset({"br", "img", "input", "link", "meta", "hr"})
_DEEPEST: Final = 200
"""Boxes inside each other that are told apart; an export has ten."""


@dataclass(slots=True)
class _Row:
    """One message as its boxes say it."""

    service: bool = False
    joined: bool = False
    at: str = ""
    words: dict[str, list[str]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)

    def said(self, part: str) -> str:
        text = _SPACES.sub(" ", "".join(self.words.get(part, ())))
        return tidy("\n".join(line.strip() for line in text.split("\v"))).strip()


def read_telegram_page(source: Source) -> Draft:
    """Reads an exported page; of a long chat there are several, each a file of its own.

    Raises:
        OSError: The file cannot be read.
    """
    page = decode_page(source.path.read_bytes())
    media = ChatMedia(source.beside, source.assets)
    attached: list[Attached] = []
    messages: list[Message] = []
    written: list[str] = []
    sender = ""
    found = _Page(page)
    for row in found.rows():
        sender = row.said("from_name") or (sender if row.joined else "")
        written += [row.at] if _instant(row.at) else []
        if not row.service:
            sent = media.sent(row.files)
            attached.extend(sent.attached)
            messages.append(_message(row, sender, sent))
        elif not _DAY.fullmatch(row.said("service")):
            messages.append(Message(sender="", at=None, text=row.said("service")))
    owner = owner_by_title(found.title, (message.sender for message in messages if message.sender))
    messages = [replace(message, own=bool(owner) and message.sender == owner) for message in messages]
    return chat_draft(
        source,
        ChatFile(
            conversations=(Conversation(messages=tuple(messages)),),
            others=tuple(message.sender for message in messages if not message.own),
            evidence=f"{written[0]} … {written[-1]}" if written else "",
            subject=found.title,
            attached=tuple(attached),
            located=len(media.located),
            app="Telegram",
        ),
    )


def _message(row: _Row, sender: str, sent: Sent) -> Message:
    words = (row.said("text"), row.said("title"), row.said("status"))
    return Message(
        sender=sender or "?",
        at=_instant(row.at),
        text="\n".join(part for part in words if part),
        pictures=tuple(sent.pictures),
        missing=tuple(sent.missing),
        asides=(*_asides(row), *sent.asides),
    )


def named_in_telegram_page(data: bytes) -> tuple[str, ...]:
    """Lists the files that a page names: what was sent, and what the page is drawn with."""
    page = decode_page(data)
    linked = (
        token.get(name) for token in tokens(page) if token.kind is Kind.START for name in ("src", "href")
    )
    return tuple(unescape(link) for link in linked if link and _is_path(link))


def _is_path(link: str) -> bool:
    return not re.match(r"[a-zA-Z][a-zA-Z+.-]*:|[#/]", link)


def _asides(row: _Row) -> Iterator[Notice]:
    if answered := row.said("reply_to"):
        yield Notice(code="chat-reply", params={"said": answered[:200]})
    if forwarded := row.said("forwarded"):
        yield Notice(code="chat-forwarded", params={"who": forwarded[:200]})


def _instant(written: str) -> datetime | None:
    found = _AT.match(written)
    if found is None:
        return None
    day, month, year, hour, minute, second, offset = found.groups()
    try:
        at = datetime.fromisoformat(f"{year}-{month}-{day}T{hour}:{minute}:{second}{offset or ''}")
    except ValueError:
        return None
    return at if at.year in YEARS else None


class _Page:
    """Goes through a page once; what a box holds is known by its class."""

    def __init__(self, page: str) -> None:
        self._page = page
        self.title = ""

    def rows(self) -> Iterator[_Row]:
        """Gives the messages."""
        row: _Row | None = None
        open_boxes: list[tuple[str, str]] = []
        head: list[str] = []
        for token in tokens(self._page):
            match token.kind:
                case Kind.START if token.name == "div" and "message" in _classes(token):
                    if row is not None:
                        yield row
                    row = _new_row(token)
                    open_boxes = [("div", "service" if row.service else "")]
                case Kind.START:
                    _open(token, row, open_boxes)
                case Kind.END:
                    _close(token.name, open_boxes)
                case Kind.TEXT if row is not None:
                    _say(row, open_boxes, unescape(token.raw))
                case Kind.TEXT if any(part == "text" for _, part in open_boxes):
                    head.append(unescape(token.raw))
        self.title = " ".join("".join(head).split())[:200]
        if row is not None:
            yield row


def _classes(token: Token) -> list[str]:
    return (token.get("class") or "").split()


def _new_row(token: Token) -> _Row:
    classes = _classes(token)
    return _Row(service="service" in classes, joined="joined" in classes)


def _open(token: Token, row: _Row | None, open_boxes: list[tuple[str, str]]) -> None:
    classes = _classes(token)
    if row is not None and token.name == "br":
        _say(row, open_boxes, "\v")
    if row is not None and token.name == "a" and (link := token.get("href")) and _is_media(token):
        row.files.append(unescape(link))
    if row is not None and "date" in classes and not row.at:
        row.at = token.get("title") or ""
    if token.name not in _VOID and len(open_boxes) < _DEEPEST:
        part = next((name for name in classes if name in _TAKEN), "")
        if "forwarded" in classes and "from_name" not in classes:
            part = ""
        open_boxes.append((token.name, part))


def _is_media(token: Token) -> bool:
    classes = " ".join(_classes(token))
    return _is_path(token.get("href") or "") and (
        "photo_wrap" in classes or "media" in classes or "video" in classes
    )


def _close(name: str, open_boxes: list[tuple[str, str]]) -> None:
    for place in range(len(open_boxes) - 1, -1, -1):
        if open_boxes[place][0] == name:
            del open_boxes[place:]
            return


def _say(row: _Row, open_boxes: list[tuple[str, str]], text: str) -> None:
    part = next((part for _, part in reversed(open_boxes) if part), "")
    if part and part != "date":
        row.words.setdefault(part, []).append(text)
